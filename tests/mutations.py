"""Known pages with one thing changed, so that the extraction is measured on pages that nobody wrote rules for.

A mutation takes a page with its gold text and returns another page with its gold text. Most change markup alone and
leave the gold as it is; `short` and `sections` change what the article says, and its gold with it. `graft` puts the
article of one page into the page of another. What is put into a page is invented here.
"""
from __future__ import annotations

import copy
import hashlib
import re
from typing import Callable, Iterator

from lxml import etree, html
from medclean.convert import convert
from quality import Gold, grams, normalise

Element = html.HtmlElement
Change = Callable[[Element], None]
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_MOST = .9  # of the gold's 4-grams stand in the article's container
_PARAGRAPH = 40  # characters of one that counts for a short article
_FRAMES = ("article", "main", "section", "header", "footer", "nav", "aside", "figure", "figcaption")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_RELATED = ("<div class='xg'><p>相关阅读</p><ul><li><a href='/a1.html'>社区门诊周末延长开放时间方便上班族</a></li>"
            "<li><a href='/a2.html'>春季过敏高发 医生提醒三件事</a></li>"
            "<li><a href='/a3.html'>老年人体检该查哪些项目</a></li></ul></div>")
_QR = "<p><img src='/qr.png'>扫一扫，关注我们的微信公众号</p>"
_SHARE = "<div class='fx'><span>分享到：</span><a href='#'>微信</a> <a href='#'>微博</a> <a href='#'>QQ空间</a></div>"
_EDITOR = "<p>（责任编辑：柳一舟）</p>"
_DISCLAIMER = ("<p>免责声明：本文仅代表作者个人观点，与本网无关。其原创性以及文中陈述文字和内容未经本站证实，"
               "请读者仅作参考，并请自行核实相关内容。</p>")
_PAGER = "<p>上一篇：<a href='/p.html'>冬季养肺的五个习惯</a></p><p>下一篇：<a href='/n.html'>孩子发烧要不要捂汗</a></p>"
_SECTIONS = (
    ("哪些人要当心", "家里有人得过这个病的，工作时久坐不动的，平时又爱吃咸的，都应当早一点去查一查，不要等到难受了才想起来。",
     ("年满45岁而从来没有查过的人", "血压高于140/90mmHg的人", "近半年体重轻了5kg的人")),
    ("怎样用药", "药要按医生说的量来吃，不可以自己加，也不可以自己停；如果漏了一次，想起来时补上，但不要一次吃两份。",
     ("阿莫西林胶囊每次0.5g，一日3次", "对青霉素过敏者禁用", "哺乳期先问医生")),
    ("什么时候再来", "吃药满两周以后再来门诊看一看，把化验单都带上；中间如果发热或者出疹子，就不要等，当天就来。",
     ("复查血常规和肝功能", "带上用药的记录", "前一晚十点以后不要进食")))
_TEASERS = (
    ("秋冬时节怎样护好孩子的呼吸道", "天气一天天转凉，来看咳嗽的孩子又多了起来。医生说，家里每天开窗两次、每次半小时，比任何一种偏方都管用"),
    ("膝盖一到阴天就疼是怎么回事", "不少人把自己的膝盖当成天气预报，其实疼的原因各不相同，有的是磨损，有的是受凉，也有的要去查一查血"),
    ("体检单上的箭头该不该紧张", "拿到体检单，先看箭头旁边的参考范围，再看上一年的结果。一个箭头不等于一种病，连着几年往上走才要当心"),
    ("住院之前要准备哪些东西", "身份证、医保卡和以前的片子是少不了的，平时吃的药也要带上盒子，护士会一样一样登记，免得重复开药"),
    ("晚上睡不着能不能自己买药", "药店里买得到的助眠药并不少，可是睡不着的缘故千差万别。门诊里常常先问咖啡、手机和午觉，最后才谈到药"),
    ("老人跌倒以后先别急着扶", "老人跌倒之后先问他哪里疼、能不能动，再决定扶不扶。髋部疼得厉害的，最好让他躺着等急救人员来"))


def tree(gold: Gold) -> Element:
    """Return the page, parsed."""
    return html.document_fromstring(_DECLARED.sub("", gold.data.decode(gold.encoding, "replace")))


def article(root: Element, text: str) -> Element:
    """Return the innermost element that holds nearly all of a text."""
    want = grams(normalise(text))
    node = root.find("body") if root.find("body") is not None else root
    while True:
        inner = (child for child in node.iterchildren(etree.Element) if _holds(child, want))
        found = next(inner, None)
        if found is None:
            return node
        node = found


def _holds(node: Element, want: dict[str, int]) -> bool:
    said = grams(normalise(node.text_content()))
    return sum(min(count, said[gram]) for gram, count in want.items()) >= _MOST * sum(want.values())


def _made(gold: Gold, root: Element, text: str = "") -> Gold:
    data = html.tostring(root, encoding="unicode").encode()
    return gold._replace(data=data, encoding="utf-8", text=text or gold.text)


def _markup(*changes: Change) -> Callable[[Gold], Gold]:
    """A mutation that changes nothing but markup."""
    def mutation(gold: Gold) -> Gold:
        root = tree(gold)
        for change in changes:
            change(root)
        return _made(gold, root)
    return mutation


def _elements(root: Element, *tags: str) -> list[Element]:
    return list(root.iter(*tags) if tags else root.iter(etree.Element))


def _renamed(tags: tuple[str, ...], to: str) -> Change:
    def change(root: Element) -> None:
        for node in _elements(root, *tags):
            node.tag = to
    return change


def _unnamed(root: Element) -> None:
    """No element has a class, an id or a role: nothing tells its purpose."""
    for node in _elements(root):
        for key in ("class", "id", "role", "itemprop", *(() if node.tag == "meta" else ("name",))):
            node.attrib.pop(key, None)


def _hashed(root: Element) -> None:
    """Classes and ids are those of a style sheet's compiler."""
    for node in _elements(root):
        for key in {"class", "id"} & set(node.attrib):
            node.attrib[key] = "css-" + hashlib.md5(node.attrib[key].encode()).hexdigest()[:6]


def _headless(root: Element) -> None:
    for node in [node for head in _elements(root, "head") for node in head if node.tag != "title"]:
        node.getparent().remove(node)


def _broken(root: Element) -> None:
    """Paragraphs are text between breaks."""
    for node in _elements(root, "p"):
        node.tag = "span"
        node.extend((etree.Element("br"), etree.Element("br")))


def _tabled(root: Element) -> None:
    """Each container of several is a table of a single cell."""
    for node in [node for node in _elements(root, "div") if len(node) > 1]:
        node.tag, kids = "table", list(node)
        cell = etree.SubElement(etree.SubElement(node, "tr"), "td")
        cell.text, node.text = node.text, None
        cell.extend(kids)


def _addressless(root: Element) -> None:
    """Links lead nowhere: scripts follow them."""
    for node in _elements(root, "a"):
        node.attrib["href"] = "javascript:;"


_lists_flat = (_renamed(("ul", "ol", "dl"), "div"), _renamed(("li", "dt", "dd"), "div"))


def cluttered(gold: Gold, above: str = "", below: str = "") -> Gold:
    """Return the page with markup put into the article's own container, above its text and below."""
    root = tree(gold)
    node = article(root, gold.text)
    parts = html.fragments_fromstring(above)
    for part in reversed(parts):
        part.tail, node.text = node.text, None
        node.insert(0, part)
    node.extend(html.fragments_fromstring(below))
    return _made(gold, root)


def short(gold: Gold) -> Gold:
    """Return the page with no more than the first three paragraphs of its article; the rest of the page stays."""
    root = tree(gold)
    node, said, found, end = article(root, gold.text), normalise(gold.text), 0, 0
    for part in list(node.iterchildren(etree.Element)):
        text = normalise(part.text_content())
        if found == 3:
            part.drop_tree()
        elif len(text) >= _PARAGRAPH and text in said[end:]:
            found, end = found + 1, said.index(text, end) + len(text)
    return _made(gold, root, said[:end] if found == 3 else said)


def spread(gold: Gold) -> Gold:
    """Return the page with the article's paragraphs in three containers of one shape, one below the other."""
    root = tree(gold)
    node = article(root, gold.text)
    parts = list(node)
    size = -(-len(parts) // 3) or 1
    for start in reversed(range(size, len(parts), size)):
        other = copy.deepcopy(node)  # not made by its tag: a page may have one that no element can be made by
        other.text, other.tail, node.tail = None, node.tail, None
        other[:] = parts[start:start + size]
        node.addnext(other)
    return _made(gold, root)


def sections(gold: Gold) -> Gold:
    """Return the page with three sections more behind the last paragraph: a heading, a paragraph and a list each."""
    root = tree(gold)
    node, said = article(root, gold.text), normalise(gold.text)
    last = [part for part in node.iterchildren(etree.Element) if len(normalise(part.text_content())) > 20
            and normalise(part.text_content()) in said][-1:]
    more = "".join(f"<h2>{title}</h2><p>{text}</p><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
                   for title, text, items in _SECTIONS)
    if not last:
        return gold
    for part in reversed(html.fragments_fromstring(more)):
        last[0].addnext(part)
    written = "\n".join(line for title, text, items in _SECTIONS for line in (title, text, *items))
    at = gold.text.rstrip()
    return _made(gold, root, f"{at}\n{written}")


def columns(gold: Gold, linked: bool) -> Gold:
    """Return the page with two columns of teasers beside the article: a headline, linked or not, and a text."""
    root = tree(gold)
    node = article(root, gold.text)
    open_, close = ("<a href='/t.html'>", "</a>") if linked else ("", "")
    column = "".join(f"<div class='it'><h4>{open_}{title}{close}</h4><p>{text}</p></div>" for title, text in _TEASERS)
    for _ in range(2):
        part = html.fragment_fromstring(f"<div class='lanmu'>{column}</div>")
        part.tail, node.tail = node.tail, None
        node.addnext(part)
    return _made(gold, root)


def traditional(gold: Gold) -> Gold:
    """Return the page and its gold in Traditional characters."""
    page = convert(gold.data.decode(gold.encoding, "replace"), "s2t")
    return gold._replace(data=page.encode(), encoding="utf-8", text=convert(gold.text, "s2t"))


def graft(one: Gold, host: Gold) -> Gold | None:
    """Return the page of ``host`` with the article of ``one`` in place of its own; None where one has no container."""
    root, other = tree(host), tree(one)
    place, part = article(root, host.text), copy.deepcopy(article(other, one.text))
    if {place.tag, part.tag} & {"body", "html"}:
        return None
    part.tail = place.tail
    place.getparent().replace(place, part)
    return _made(one, root)


MUTATIONS: dict[str, Callable[[Gold], Gold]] = {
    "same": _markup(),
    "unnamed": _markup(_unnamed),
    "hashed": _markup(_hashed),
    "paragraphs as div": _markup(_renamed(("p",), "div")),
    "paragraphs as breaks": _markup(_broken),
    "lists as div": _markup(*_lists_flat),
    "lists as span": _markup(_renamed(("ul", "ol"), "div"), _renamed(("li",), "span")),
    "no headings": _markup(_renamed(_HEADINGS, "div")),
    "nested tables": _markup(_tabled),
    "links without address": _markup(_addressless),
    "links without markup": _markup(_renamed(("a",), "span")),
    "everything": _markup(_unnamed, _renamed(_FRAMES, "div"), _headless, _renamed(("p",), "div"), *_lists_flat,
                          _renamed(_HEADINGS, "div"), _addressless),
    "related below": lambda gold: cluttered(gold, below=_RELATED),
    "related above": lambda gold: cluttered(gold, above=_RELATED),
    "buttons around": lambda gold: cluttered(gold, above=_SHARE, below=_QR + _SHARE),
    "notices below": lambda gold: cluttered(gold, below=_EDITOR + _DISCLAIMER + _PAGER),
    "short": short,
    "spread": spread,
    "sections": sections,
    "columns of linked teasers": lambda gold: columns(gold, True),
    "columns of teasers": lambda gold: columns(gold, False),
    "traditional": traditional,
}
"""Mutations by name."""


def mutated(golds: list[Gold], name: str) -> Iterator[Gold]:
    """Yield each page, mutated; without those of which the mutation leaves no article."""
    for gold in golds:
        found = MUTATIONS[name](gold)
        if len(normalise(found.text)) >= 2 * _PARAGRAPH:
            yield found
