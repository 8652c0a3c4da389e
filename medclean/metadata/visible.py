"""What the visible lines around an article tell: labels, datelines, bylines, copyright notices."""
from __future__ import annotations

import re
from typing import Iterable, Iterator, Mapping, NamedTuple, Sequence

from ..document import Line, Node
from ..patterns import lazy_regex
from ..tables import fold, words
from .dates import find_dates
from .labels import Told, field_of, is_labelled, is_publisher, label_words, read_labels
from .people import is_name, is_nobody, is_pen_name, split_names

HEADER = 60
TAIL = 50
INSIDE = 400
_DATELINE = lazy_regex(
    r"^\s{0,8}[(【\[]?(?P<publisher>[\u3400-\u9fffA-Za-z·]{2,16}?)"
    r"(?:\s?(?:\d{4}年)?\d{1,2}月\d{1,2}日[\u3400-\u9fff]{0,8}?)?[讯电](?:\s?[)】\]])?"
    r"(?=[\s(:,—-]|记者|通讯员|$)")
_PAPER_END = lazy_regex(r"^.{1,11}(?:网|社|报|台|刊|在线|新闻|客户端)")
_REPORTERS = lazy_regex(r"[(【\[〔]?\s?(?:[\u3400-\u9fff]{1,6}社)?"
                        r"(?:(?:本报|本网|本刊|全媒体|融媒体|见习|实习|首席|特约|文|图|/)*"
                        r"(?:记者|通讯员|作者))\s?[:/]?\s?(?P<names>[^()【】〔〕\[\]。,:]{2,40})")
_REPORTED = lazy_regex(r"(?:[\u3400-\u9fff]{2,4})?(?:\d{1,2}日)?(?:报道|摄影|[专综]?电)|北京|上海")
_CLOSING = lazy_regex(r"[(【\[]([^()【】\[\]。!?]{2,60})[)】\]]\s*$")
_SITE = lazy_regex(r"版权(?:均?归|归属于?)\s?[【\[\"“(]([^】\]\"”)]{2,20})[】\]\"”)]"
                   r"|(?:本文|本网|本站)?(?:版权|著作权)(?:均?为|均?属于?|归)\s?[【\[\"“(]?([\u3400-\u9fff]{2,14}[网站])")
_CRUMB_MARK = lazy_regex("[>＞»›→/]")
_CRUMB = lazy_regex(r"\s*(?:>{1,3}|»|›|→|/|\\|-{1,2}>)\s*")


_MEETING = lazy_regex(r"^\s{0,4}(?:[\u3400-\u9fff]{2})?(?:地\s?[点點址]|人\s?[员員数數]|参加|參加|主\s?[讲講]|主持|内\s?容|對象|对象|联系|聯繫"
                      r"|[电電]\s?[话話]|[费費]\s?用|主\s?[题題])[^:：]{0,4}[:：]")
_AUTHOR_HINT = lazy_regex(r"(?:^|[\s_-])author(?:[_-]{1,2}name)?(?:$|\s)")
_COMMENTER_HINT = lazy_regex(r"comment|repl(?:y|ies)")
BY = lazy_regex(r"\A(?:(?i:by)[\s:：]+|文\s?[/:：]\s?|作者\s?[:：]?\s?)")
_POSTED = lazy_regex(r"(?:本文|此文|[这這]篇文章|本?日[志誌])\s?(?:最初)?(?:[发發]表|[发發][布佈]|[张張][贴貼])[于於]\s?(?=(?:19|20)\d\d)")
_LONGEST_AUTHOR = 16  # characters, with By before the name
_ANOTHER_DAY = lazy_regex("今天是|农历|星期|注册|加入|登录|生日|[Jj]oin")
_BESIDE = frozenset(("other", "header", "tail", "comment"))
_WHEN = frozenset(("时间", "日期"))  # a publication says 发布时间 as a rule; an event never does


class Shown(NamedTuple):
    """What a visible line tells, and which line it was."""

    line: int
    told: Told


def read_visible(lines: Sequence[Line], first: int, last: int) -> list[Shown]:
    """Return what the lines around the article tell, the nearest first.

    ``lines`` are the visible lines in order; ``first`` and ``last`` are the positions in it of the article's
    first and last line. Lines of labels are also read inside the article; a line with nothing but a date
    counts only above it, and today's date never.
    """
    order = [*range(first + 2, max(first - HEADER, -1), -1), *range(last - 2, last + TAIL)]
    order += [at for at in range(first + 3, min(last - 2, first + INSIDE)) if len(lines[at].text) <= 80]
    shown: list[Shown] = []
    done: set[int] = set()
    for at in order:
        if not 0 <= at < len(lines) or at in done:
            continue
        done.add(at)
        inside = first <= at <= last
        shown += _line(lines, at, inside, above=at < first)
    return shown


def _line(lines: Sequence[Line], at: int, inside: bool, above: bool) -> Iterator[Shown]:
    line = lines[at]
    cells = [Shown(line.number, each) for each in _cells(lines, at)]
    if cells:
        yield from cells
        return
    told = read_labels(line.text)
    labelled = bool(told) and is_labelled(line.text)
    if told and (labelled or not inside):
        for each in told:
            if each.field == "date" and not labelled and (inside or not above or _is_another_day(line.text)):
                continue
            if each.field == "date" and labelled and is_event(lines, at, inside):
                continue
            if each.field in ("publisher", "authors") and not labelled and not (above and _signed(told)):
                continue  # below the article a name and a date are a reader's
            if inside and len(told) == 1 and each.field == "publisher" and each.value and not is_publisher(each.value):
                continue  # 来源：甘草的根 says where a drug comes from
            if each.field == "ISSUER":
                each = each._replace(field="publisher")
            yield Shown(line.number, each if each.value else _next(lines, at, each))
    elif not told and _POSTED.match(line.text):
        yield from (Shown(line.number, Told("date", found.iso)) for found in find_dates(line.text[:60])[:1])
    elif not told and not inside:
        crumbs = breadcrumb(line.text)
        if crumbs:
            yield Shown(line.number, Told("breadcrumb", line.text))


def _cells(lines: Sequence[Line], at: int) -> Iterator[Told]:
    """What the table over an official notice tells, whose cells have no colons: 发文机关 | 某市卫健委.

    The cells of a row stand in one line between tabs, or the value in the line below its label. Some cell
    beside it has to be one that only such tables have (索引号, 文号).
    """
    text = lines[at].text
    if "\t" in text:
        cells = [cell.strip() for cell in text.split("\t")] if len(text) <= 300 else []
    else:
        cells = [text.strip(), lines[at + 1].text.strip()] if at + 1 < len(lines) and field_of(text.strip()) else []
    fields = list(map(field_of, cells))
    if not any(fields):
        return
    yield from (Told(field, value) for field, value in zip(fields, cells[1:]) if field == "TITLE" and value)
    beside = [cell for line in lines[max(at - 8, 0):at + 9] if len(line.text) <= 300 for cell in line.text.split("\t")]
    if not any(field_of(cell) == "INFO" for cell in beside):
        return
    for field, value in zip(fields, cells[1:]):
        dates = find_dates(value) if field == "date" else []
        if dates:
            yield Told("date", dates[0].iso)
        elif field in ("ISSUER", "publisher") and is_publisher(value):
            yield Told("publisher", value)


def is_event(lines: Sequence[Line], at: int, inside: bool = False) -> bool:
    """Return whether a date is when an event takes place, and not the page's.

    ``at`` is the position of its line, whose only label is 时间 or 日期. A line beside it names the place, the
    speaker, the fee, or it stands ``inside`` the article.
    """
    words_ = label_words(lines[at].text)
    if len(words_) != 1 or fold(words_[0]).replace(" ", "") not in _WHEN:
        return False
    if not lines[at].text.lstrip(" \t\u3000([（【●•·").startswith(words_[0]):
        return False  # 第1楼 时间：… is when a post was written
    beside = [line.text for line in (*lines[max(at - 2, 0):at], *lines[at + 1:at + 3])]
    return inside or any(len(text) <= 60 and _MEETING.match(text) for text in beside)


def _signed(told: Sequence[Told]) -> bool:
    """A paper's name alone may be anything; beside a date or a reporter it is the source."""
    return any(each.field in ("date", "authors") for each in told)


def _is_another_day(text: str) -> bool:
    """Whether a line's date is today's, or the one on which somebody joined the site."""
    return _ANOTHER_DAY.search(fold(text)) is not None


def posted(lines: Sequence[Line], roles: Mapping[int, str]) -> str | None:
    """Return the date of a thread's first post: that of the first short line that tells of posts.

    ``lines`` are the thread's, ``roles`` what the extractor takes lines for, by number. An article's lines may hold
    the dates of anything: for it nothing is returned.
    """
    if "post" not in roles.values():
        return None
    beside = (line.text for line in lines if len(line.text) <= 40 and roles.get(line.number) in _BESIDE
              and not _is_another_day(line.text))
    return next((dates[0].iso for text in beside if (dates := find_dates(text))), None)


def _next(lines: Sequence[Line], at: int, told: Told) -> Told:
    """The value of a label that ends its line stands in the next line that holds something."""
    for line in lines[at + 1:at + 4]:
        if line.text.strip():
            value = line.text.strip()
            if told.field in ("date", "UPDATED"):
                dates = find_dates(value)
                return Told(told.field, dates[0].iso if dates else "")
            short = len(value) <= 24 and not read_labels(value) and fold(value) not in words("menu")
            return Told(told.field, value) if short else told
    return told


def breadcrumb(text: str) -> tuple[str, ...]:
    """Return the parts of a breadcrumb (首页>寻医·问药>医讯同期声医讯同期声), or ().

    A line is one when it begins with the first page, or ends in 正文, and has breaks between short parts.
    A part that stands twice without a break is taken once.
    """
    if len(text) > 150 or not _CRUMB_MARK.search(text) or "记者" in text or "記者" in text:
        return ()
    folded = fold(text)
    parts = [part.strip() for part in _CRUMB.split(_same_length(folded, text))]
    parts = [_once(part) for part in parts if part]
    if len(parts) < 2 or any(len(part) > 24 for part in parts):
        return ()
    opens = fold(parts[0]).endswith(("首页", "主页", "网", "Home", "HOME", "中心", "频道"))
    return tuple(parts) if opens or fold(parts[-1]) == "正文" else ()


def _same_length(folded: str, text: str) -> str:
    return "".join(b if a in ">/" else c for a, b, c in zip(folded, folded, text))


def _once(part: str) -> str:
    half = len(part) // 2
    return part[:half] if half and part[:half] == part[half:] else part


def crumbs_of(value: str) -> tuple[str, ...]:
    """Return the parts of what stands behind 当前位置：."""
    parts = [_once(part.strip()) for part in _CRUMB.split(_same_length(fold(value), value))]
    return tuple(part for part in parts if part and len(part) <= 40)


def dateline(text: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the publisher and the reporters that an article's first line names.

    ``科學導報訊 記者隋萌 劉娜 為…`` names both; so does ``人民政协网1月7日广州电 (记者 李木元)…``.
    """
    folded = fold(text[:120])
    found = _DATELINE.match(folded)
    publisher = None
    start = 0
    if found:
        start = found.end()
        name = text[found.start("publisher"):found.end("publisher")].strip()
        publisher = _agency(name)
    names = _REPORTERS.search(folded, start, start + 60) if found else _REPORTERS.match(folded)
    if not names or names.start() > start + 20:
        return publisher, ()
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
        if not is_name(stripped):
            if names:
                break
            return _glued(stripped)
        names.append(stripped)
    return tuple(names)


def _glued(piece: str) -> tuple[str, ...]:
    """记者张三报道, 記者林昭文台中報導: the name ends where 报道 begins, or the place before it."""
    rests = ((piece[:size], fold(piece[size:]).replace("报导", "报道")) for size in (3, 2))
    return next(((name,) for name, rest in rests if is_name(name) and _REPORTED.match(rest)), ())


def byline(text: str) -> tuple[str, ...]:
    """Return the names in brackets at the end of an article: …实实在在的实惠。(陈显建 刘燚)."""
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
    return split_names(value, trust=False)


def site_notice(text: str) -> str | None:
    """Return the site that a copyright notice names: 版权归【四川文化旅游网】或原作者所有."""
    found = _SITE.search(fold(text[:300]))
    if not found:
        return None
    group = 1 if found[1] else 2
    return text[found.start(group):found.end(group)].strip()


def boxed(lines: Iterable[Line], nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return the author whom a container names: its class says author, or it is an ``address``.

    This is what hCard, h-entry and schema.org's ``itemprop`` have in common, and most sites' software follows; HTML
    keeps ``address`` for who wrote the article. Several names are the cards of a list, or of a thread: then
    nobody is named.
    """
    names = set()
    for line in lines:
        node = nodes[line.node]
        said = node.tag == "address" or _AUTHOR_HINT.search(node.hint) and not _COMMENTER_HINT.search(node.hint)
        if said and len(line.text) <= _LONGEST_AUTHOR:
            name = BY.sub("", line.text.strip()).strip()
            if is_name(name) or is_pen_name(name) and not is_nobody(name):
                names.add(name)
    return tuple(names) if len(names) == 1 else ()
