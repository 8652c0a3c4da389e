"""Who wrote and edited an article: labels, datelines, bylines, cards."""
from __future__ import annotations

import re
from typing import Iterable, Mapping, Sequence

from ..document import Line, Node, Seam
from ..patterns import HAN, lazy_regex
from ..tables import fold, words
from .labels import read_labels
from .page import Page
from .people import is_name, is_nobody, is_pen_name, split_names
from .seams import apart
from .told import is_publisher
from .visible import HEADER, TAIL, Shown

_DATELINE = lazy_regex(
    rf"^\s{{0,8}}[(【\[]?(?P<publisher>(?:(?!记者)[{HAN}A-Za-z·]){{2,16}}?)"
    rf"(?:\s?(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日[{HAN}]{{0,8}}?)?[讯电]"
    r"(?:\s?[)】\]]|(?=[\s(:,—-]|记者|通讯员|$))")
_PAPER_END = lazy_regex(r"^.{1,11}(?:网|社|报|台(?![北中南东湾州])|刊|在线|新闻|客户端)")
_REPORTERS = lazy_regex(rf"[(【\[〔]?\s?(?P<agency>[{HAN}]{{1,6}}社|[{HAN}]{{2,8}}(?=/记者|/通讯员))?"
                        r"(?:(?:本报|本网|本刊|全媒体|融媒体|见习|实习|首席|特约|文|图|/)*"
                        r"(?:记者|通讯员|作者))\s?[:/]?\s?(?P<names>[^()【】〔〕\[\]。,:]{2,40})")
_REPORTED = lazy_regex(rf"(?:[{HAN}]{{2,4}})?(?:(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日)?(?:报道|摄影|[专综]?电)|北京|上海")
_CLOSING = lazy_regex(r"[(【\[]([^()【】\[\]。!?]{2,60})[)】\]]\s*$")
_AUTHOR_HINT = lazy_regex(r"(?:^|[\s_-])author(?:[_-]{1,2}name)?(?:$|\s)")
_COMMENTER_HINT = lazy_regex(r"comment|repl(?:y|ies)")
_BY = lazy_regex(r"\A(?:(?i:by)[\s:：]+|文\s?[/:：]\s?|作者\s?[:：]?\s?)")
_ENGLISH = lazy_regex(r"By ([A-Z][A-Za-z.'-]{1,20}(?: [A-Z][A-Za-z.'-]{0,20}){1,3})(?=\s*(?:[|,/-]|$))")
_ROLE = lazy_regex("记者|通讯员|作者|文|撰|图")
_ENDS = tuple("。!?！？…”』」")
_NOTES = lazy_regex(r"[\s,;*\[\]()\d¹²³⁰-⁹，；、△#]+")  # between the names of a paper's authors
_LONGEST_AUTHOR = 16  # characters, with By before the name


def read_authors(page: Page) -> tuple[str, ...]:
    """Return the authors: behind a label, in the dateline, in brackets at the end, beside the date, in a container."""
    near = page.lines[max(0, page.first - HEADER):page.last + TAIL] if page.nodes else ()
    told = read_people(page, "authors")
    reporters = next((names for text in page.openings if (names := dateline(text)[1])), ())
    if not page.seen("authors") and set(told) <= {
            name for each in page.seen("editors") for name in split_names(each.told.value)}:
        told = ()  # the head of many sites names the editor as author
    if not page.seen("authors") and (set(told) == {page.first_of("publisher")} or all(map(_is_login, told))):
        told = reporters or told  # or itself, or an account
    return (told or reporters or _closing(page) or _signed(page)
            or boxed((line for line in near if line.number not in page.clutter), page.nodes, page.seams))


def _is_login(name: str) -> bool:
    """Whether a name is that of an account of the site's: dahe, editor01."""
    return name.isascii() and name.isalnum() and name == name.lower()


def _is_topic(page: Page, name: str) -> bool:
    """Whether the article speaks of what stands alone where an author may: a drug, a town (黄连素, 石家庄)."""
    return sum(line.text.count(name) for line in page.main if line.text.strip() != name) > 1


def read_people(page: Page, name: str) -> tuple[str, ...]:
    """Return the people of a field (``authors``, ``editors``): those printed with a label; else the head's."""
    for zone in _zones(page, name):
        people = [person for each in zone for person in split_names(each.told.value)
                  if fold(person) not in words("menu") and not is_nobody(person)]
        if people:
            return tuple(dict.fromkeys(people))
    values = [value for value in page.heads(name) if not is_nobody(value.text)]
    named = [part.strip() for value in values if value.rank == values[0].rank
             for part in re.split("[;；]", value.text) if part.strip()]
    persons = [person for text in named for person in split_names(text) if is_name(person)]
    return tuple(dict.fromkeys(persons or named))


def _zones(page: Page, name: str) -> list[list[Shown]]:
    """What is told above the article, below it, and inside it: the field is read where it comes first."""
    seen = sorted(page.seen(name), key=lambda each: each.line)
    if not seen:
        return []
    low, high = page.lines[page.body].number, page.lines[page.last].number
    return [[each for each in seen if each.line < low], [each for each in seen if each.line > high],
            [each for each in seen if low <= each.line <= high]]


def _closing(page: Page) -> tuple[str, ...]:
    """The reporters in brackets at the end of the article, or in a line of their own."""
    found = (byline(line.text) or _reporters(line.text) for line in reversed(page.main[-2:]))
    return next((names for names in found if names), ())


def _reporters(text: str) -> tuple[str, ...]:
    """The names behind their roles in a line that holds nothing else: 记者 王某某 通讯员 李某, 云溪新闻记者 王小明."""
    paper = _PAPER_END.match(fold(text[:text.find("者")]))
    told = () if "编辑" in fold(text) else read_labels(text[paper.end():] if paper else text)
    return tuple(each.value for each in told) if {each.field for each in told} == {"authors"} else ()


def _signed(page: Page) -> tuple[str, ...]:
    """A name on a line of its own, or behind By or a reporter's role, up to two lines from the date above the text."""
    dated = {each.line for each in page.seen("date")}
    for line in page.lines[max(0, page.first - 8):page.body]:
        if page.is_headline(line) or dated.isdisjoint(range(line.number - 2, line.number + 3)):
            continue
        if names := _reporters(line.text):
            return names
        english = _ENGLISH.match(line.text.strip())
        if english:
            return (english[1],)
        name = _BY.sub("", line.text.strip())
        if 3 <= len(name) <= 4 and is_name(name) and not _is_topic(page, name):
            return (name,)
    return ()


def dateline(text: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the publisher and the reporters that an article's first line names.

    ``科學導報訊 記者隋萌 劉娜 為…`` names both; so does ``人民政协网1月7日广州电 (记者 李木元)…``.
    """
    folded = fold(text[:120])
    found = _DATELINE.match(folded) if "讯" in folded or "电" in folded else None
    if not (found or "者" in folded or "通讯员" in folded):
        return None, ()  # as most articles begin
    publisher = None
    start = 0
    if found:
        start = found.end()
        name = text[found.start("publisher"):found.end("publisher")].strip()
        publisher = _agency(name)
    names = _REPORTERS.search(folded, start, start + 60) if found else _REPORTERS.match(folded)
    if not names or names.start() > start + 20:
        return publisher, ()
    if not found and names["agency"]:  # （中央社記者王小明台北3日電）
        publisher = _agency(text[names.start("agency"):names.end("agency")])
    return publisher, _leading_names(text[names.start("names"):names.end("names")])


def _agency(name: str) -> str | None:
    """The paper in front of 讯 or 电: 本报 and 本网 name nobody."""
    folded = fold(name)
    if folded in ("本报", "本网", "本刊", "本台", "本站", "据", "近日", "通", "快", "简", "喜", "专", "通电", "综合"):
        return None
    found = _PAPER_END.match(folded)  # 新华社北京: the place behind the paper's name goes
    if found:
        return name[:found.end()]
    return name if is_publisher(name) else None


def _leading_names(value: str) -> tuple[str, ...]:
    """The names at the beginning of what follows 记者: they end at the first word that is none."""
    names: list[str] = []
    for piece in re.split(r"[\s\u3000、,，;；/／∕]+", value.strip()):
        stripped = re.sub(r"^(?:记者|通讯员|記者|通訊員|实习生|實習生)", "", piece)
        if not stripped:
            continue
        if not is_name(stripped, told=True):
            return (*names, *_glued(stripped))
        names.append(stripped)
    return tuple(names)


def _glued(piece: str) -> tuple[str, ...]:
    """记者张三报道, 記者林昭文台中報導: the name ends where 报道 begins, or the place before it."""
    rests = ((piece[:size], fold(piece[size:]).replace("报导", "报道")) for size in (3, 2))
    return next(((name,) for name, rest in rests if is_name(name) and _REPORTED.match(rest)), ())


def byline(text: str) -> tuple[str, ...]:
    """Return the names in brackets at the end of an article: …实实在在的实惠。(陈显建 刘燚).

    They stand behind a sentence, or a role stands before them. Who is called 某 is a patient.
    """
    found = _CLOSING.search(fold(text[-80:]))
    if not found:
        return ()
    start = len(text) - min(len(text), 80)
    value = text[start + found.start(1):start + found.end(1)]
    folded = fold(value)
    if re.search(r"编辑|责编|校对|来源|资料|图", folded) and not re.search(r"记者|通讯员|文", folded):
        return ()
    if re.match(r"(?:编辑|责编|责任编辑)", folded):
        return ()
    signed = _ROLE.search(folded) is not None
    before = text[:start + found.start()].rstrip()[-1:]
    if not signed and before not in _ENDS:
        return ()  # 给予镇静药（华法林 安定）
    names = split_names(value, trust=False, told=signed)
    return names if signed or not any(fold(name).endswith("某") for name in names) else ()


def boxed(lines: Iterable[Line], nodes: Sequence[Node], seams: Mapping[str, Seam] | None = None) -> tuple[str, ...]:
    """Return the author whom a container names: its class says author, or it is an ``address``.

    This is what hCard, h-entry and schema.org's ``itemprop`` have in common, and most sites' software follows; HTML
    keeps ``address`` for who wrote the article. The authors of a paper stand in one such line, each in an element
    (``seams`` has the lines whose elements touch). Several lines are the cards of a list, or of a thread: then nobody
    is named.
    """
    found: set[tuple[str, ...]] = set()
    for line in lines:
        node = nodes[line.node]
        if not (node.tag == "address" or _AUTHOR_HINT.search(node.hint) and not _COMMENTER_HINT.search(node.hint)):
            continue
        seam = (seams or {}).get(line.text)
        together = _side_by_side(line.text, seam)
        name = _without_buttons(_BY.sub("", (apart(seam) if seam else line.text).strip()))
        if together:
            found.add(together)
        elif len(line.text) <= _LONGEST_AUTHOR and (is_name(name) or is_pen_name(name) and not is_nobody(name)):
            found.add((name,))
    return found.pop() if len(found) == 1 else ()


def _without_buttons(text: str) -> str:
    return " ".join(word for word in text.split() if fold(word) not in words("menu"))


def _side_by_side(text: str, seam: Seam | None) -> tuple[str, ...]:
    """The names of which a line is made where its elements touch, or the number of an address stands behind each."""
    cuts = (0, *(seam.cuts if seam else ()), len(text))
    parts = [part for start, end in zip(cuts, cuts[1:]) for part in _NOTES.split(text[start:end]) if part]
    return tuple(parts) if len(parts) > 1 and all(len(part) > 1 and is_name(part) for part in parts) else ()
