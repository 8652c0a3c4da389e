"""What stands below a heading that names comments, or other articles: beside the article, or within its container."""
from __future__ import annotations

import re

from ..document import HEADINGS
from ..lists import heading_kind
from ..patterns import lazy_regex
from ..tables import fold
from .survey import Survey
from .tree import Tree

_COMMENTS = (r"(?:网友|最新|最热|热门|全部|所有|用户|精彩|我要|发表|文章|读者)*"
             r"(?:评论|留言|跟帖|回复|回应|热评|comments?)(?:列表|区|专区)?|"
             r"(?:.{1,30}[已共]有?)?\s?\d{1,6}\s?[条件个则位]\s?(?:网友)?(?:评论|留言|跟帖|回复)")
_OTHER_QUESTIONS = (r"大家都在[搜问]|.{0,6}(?:相关|相似|类似|热点|推荐|热门|最新)的?(?:问题|问答|问诊|咨询|提问|病例|话题)")
_COUNT = r"[\s(:]*\d*[\s条个则篇)]*\Z"
_COUNTED = lazy_regex(r"(?:.{0,60}[\s》”」已共有(])?\d{1,6}\s?[条件个则位篇]\s?"
                      r"(?:网友|读者|用户)?(?:评论|留言|跟帖|回复|回应)(?:列表|区)?\W*\Z")
_COMMENTED = lazy_regex(rf"(?:{_COMMENTS}){_COUNT}", re.I)
_ASKED_ELSEWHERE = lazy_regex(rf"(?:{_OTHER_QUESTIONS}){_COUNT}")
_LONGEST_COUNT = 80  # characters of a line that counts comments, and says the headline again
_ARTICLE = 100  # characters above it


def below_headings(page: Survey, core: int, branches: list[int]) -> list[int]:
    """Return by node which heading of comments or other articles it follows, beside the core, or -1.

    ``branches`` has by node the container that leaves the way from the root to the core.
    """
    tree = page.tree
    pattern = _ASKED_ELSEWHERE if page.forum else _COMMENTED
    found: dict[int, int] = {}
    for index in range(max(tree.ends[core], 1), len(tree.lines)):
        line = tree.lines[index]
        node = branches[line.node]
        if len(line.text) > 40 or not node or node in found or page.hidden[line.node]:
            continue
        folded = fold(line.text)
        if not (pattern.match(folded) or heading_kind(folded) == "related"):
            continue
        if page.forum:
            answered = page.answered is not None and index < page.answered
            found.update(dict.fromkeys(_headed(tree, line.node, index, branches, answered), index))
            continue
        written = any(page.looks[above].prose for above in range(tree.starts[node], index))
        following = [child for child in tree.children[tree.parents[node]] if child > node - (not written)]
        if written:  # what stands over the heading in the same container is no comment
            following += [child for child in _headed(tree, line.node, index, branches, False)
                          if tree.starts[child] >= index]
        found.update((child, index) for child in following if branches[child])
    return tree.inherit(found, -1)


def comments_within(page: Survey, core: int) -> list[int]:
    """Return the nodes of the core that stand below a heading which counts comments, where no name tells of these.

    The article stands above it, and the first of what it counts tells its hour or day. Another heading ends them.
    """
    tree, written = page.tree, 0
    said = tree.said(page.headline)
    for index in tree.under(core):
        line, look = tree.lines[index], page.looks[index]
        headed = line.tag in HEADINGS or look.size <= _LONGEST_COUNT and said in line.text
        dated = written >= _ARTICLE and any(each.info for each in page.looks[index + 1:index + 4])
        if headed and dated and _COUNTED.match(fold(line.text)):
            path = tree.path(line.node)
            below = range(index + 1, tree.ends[core])
            end = next((at for at in below if tree.lines[at].tag in HEADINGS), tree.ends[core])
            return [child for above in path[1:path.index(core) + 1] for child in tree.children[above]
                    if index <= tree.starts[child] and tree.ends[child] <= end]
        written += look.own if look.prose and index > (page.headline or 0) else 0
    return []


def _headed(tree: Tree, node: int, index: int, branches: list[int], answered: bool) -> list[int]:
    """What a heading in a thread stands over: the container that it opens, and all that follows in its branch.

    A box of other questions may stand above the answers (``answered``): then it is the box alone.
    """
    while branches[tree.parents[node]] and tree.starts[tree.parents[node]] == index:
        node = tree.parents[node]
    if answered and tree.counts[node] > 1:
        return [node]
    found = [node]
    while branches[node]:
        found += [child for child in tree.children[tree.parents[node]] if child > node and branches[child]]
        node = tree.parents[node]
    return found
