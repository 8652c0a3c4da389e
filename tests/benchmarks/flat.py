"""How well the article is found in flattened text: flat.py PAGES [--held-out] [--manners] [--cut-out].

PAGES is a folder of pages with gold (see tests/quality.py), for instance pages/gold and pages/site_gold of the
test data. Each page is stripped of its tags, a line for each block (with --manners in other ways too), and
cleaned as text. With --cut-out the article's lines are taken out first: then as many pages as possible should
come out empty.
"""
from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Callable, Iterator

from lxml import html

sys.path.insert(0, str(Path(__file__).parent.parent))
from quality import Gold, evaluate, normalise, pages, summary  # noqa: E402

from medclean import clean  # noqa: E402

BLOCKS = frozenset("p div section li tr h1 h2 h3 h4 h5 h6 br blockquote pre table ul ol dl dd dt figure figcaption "
                   "article header footer main aside nav form center td th option title".split())
SKIPPED = frozenset("script style noscript template iframe svg".split())
ITEMS = frozenset("li td th option dd dt".split())
CELLS = frozenset("td th".split())
PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6".split())
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
Edge = Callable[[str], tuple[str, str]]


def _block(tag: str) -> tuple[str, str]:
    """A line for each block; with the manner ``source`` the breaks in the page's source stay too."""
    return ("\n", "\n") if tag in BLOCKS else ("", "")


def _joined(tag: str) -> tuple[str, str]:
    """The items of a list, the cells of a row in one line, with spaces."""
    return (" ", " ") if tag in ITEMS else _block(tag)


def _bars(tag: str) -> tuple[str, str]:
    """The items of a list in one line, with bars."""
    return ("", " | ") if tag in ITEMS else _block(tag)


def _copied(tag: str) -> tuple[str, str]:
    """As copied out of a browser: cells between tabs, blank lines around paragraphs."""
    return ("", "\t") if tag in CELLS else ("\n\n", "\n\n") if tag in PARAGRAPHS else _block(tag)


def _markdown(tag: str) -> tuple[str, str]:
    """Bullets, marks of headings, bars between cells."""
    if tag == "li":
        return "\n* ", "\n"
    if tag in PARAGRAPHS and tag[0] == "h":
        return "\n\n" + "#" * int(tag[1]) + " ", "\n\n"
    return ("", " | ") if tag in CELLS else _copied(tag)


def _node(tag: str) -> tuple[str, str]:
    """A line for each text node: every element ends a line."""
    return "\n", "\n"


MANNERS: dict[str, Edge] = {"source": _block, "block": _block, "joined": _joined, "bars": _bars, "copied": _copied,
                            "markdown": _markdown, "node": _node}


def flatten(page: Gold, manner: str = "source") -> bytes:
    """Return the text of a page as stripping its tags leaves it, in one of the `MANNERS`."""
    text = page.data.decode(page.encoding.split()[0], "replace").lstrip("\ufeff")
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    skipped = SKIPPED | {"head"} if manner == "copied" else SKIPPED
    raw = "".join(_pieces(tree, MANNERS[manner], skipped, manner != "source"))
    lines = [_SPACE.sub(" ", line).strip() for line in raw.split("\n")]
    if manner in ("copied", "markdown"):
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip().encode()
    return "\n".join(line for line in lines if line).encode()


def _pieces(tree: html.HtmlElement, edge: Edge, skipped: frozenset[str], collapsed: bool) -> Iterator[str]:
    def words(text: str | None) -> str:
        return _SPACE.sub(" ", text or "") if collapsed else text or ""

    hidden = 0
    for event, node in html.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        named = isinstance(node.tag, str)
        out = named and node.tag in skipped
        before, behind = edge(node.tag) if named and not out else ("", "")
        if event == "start":
            hidden += out
            if not hidden:
                yield before + words(node.text)
            continue
        hidden -= out
        if not hidden:
            yield behind + words(node.tail)


def cut_out(page: Gold, manner: str = "source") -> bytes:
    """Return the flattened text of a page without the lines that stand in its gold text."""
    gold = normalise(page.text)
    lines = flatten(page, manner).decode().split("\n")
    return "\n".join(line for line in lines if len(normalise(line)) < 4 or normalise(line) not in gold).encode()


def main() -> None:
    """Print the scores of the articles of a folder whose gold counts: those held out, or the others."""
    if len(sys.argv) < 2:
        sys.exit("usage: flat.py DIR [--held-out] [--manners] [--cut-out] (DIR holds pages with gold)")
    wanted = "--held-out" in sys.argv
    golds = [page for page in pages(Path(sys.argv[1]), core_only=True)
             if page.held_out == wanted and page.kind == "article"]
    for manner in MANNERS if "--manners" in sys.argv else ["source"]:
        if "--cut-out" in sys.argv:
            found = [clean(cut_out(page, manner)).status for page in golds]
            print(manner, f"{found.count('empty')} of {len(found)} pages without their article are empty")
            continue
        flat = [page._replace(data=flatten(page, manner)) for page in golds]
        print(manner, summary(evaluate(flat, lambda data: clean(data).text)))


if __name__ == "__main__":
    main()
