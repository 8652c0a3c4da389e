"""What the head of an HTML page tells of it: title, meta, JSON-LD, some attributes, what scripts draw."""
from __future__ import annotations

from itertools import islice

from ..document import Line
from ..patterns import lazy_regex
from .attributes import Attributes
from .spaces import WHITE, collapse

_MAX_HEAD_VALUES = 300
_MAX_HEAD_CHARS = 10_000  # of one value
_MAX_JSON_LD_CHARS = 200_000
_MOST_SCRIPTED = 20  # dates of a script: one that holds more lists other pages
FIRST = {"html": ("lang", "lang"), "base": ("base", "href"), "time": ("time", "datetime")}
"""Of these tags the first one's attribute counts: its key, and its name."""
TELLS = frozenset(("meta", "link", "abbr", *FIRST))
"""The tags whose attributes are values of the head."""
_NEAR = 1000  # characters of a script around a date, in which the page's title stands
_SHORTEST_TITLE = 6  # characters
_SITE = lazy_regex(r"\s*[-_|—–]")  # behind it stands the name of the site
_TITLE_KEY = lazy_regex(r"""(?:title|headline|topic)["']?\s?[:=]\s?["']\Z""")
_BRACES = lazy_regex(r"[][{}]")
_WECHAT = ("var nickname", "var msg_title", "var ct =")
_DATED = ("ublish", "ubTime", "ubtime", "ubDate", "ubdate", "ub_time", "ub_date", "var ct =", "reateTime =")
_SCRIPTED = lazy_regex(  # "pubTime":"2023-04-12 08:05:00", and WeChat's var ct = "1681257900", var createTime = '…'
    r"""[Ppv](?<![\w$].)(?:ub(?:lish(?:ed)?)?_?(?:[Tt]ime|[Dd]ate|At)["']?\s?[:=]|ar (?:ct|(?:oriC|c)reateTime) =)"""
    r"""\s?["']?(\d{4}[-/]\d\d[-/]\d\d[T\d:.Z+ -]{0,30}|1\d{9}(?:\d{3})?)(?![\d/])""")
_ACCOUNT = lazy_regex(r"""var nickname = htmlDecode\(["']([^"'<>\\]{2,30})["']\)""")  # WeChat's


class Head:
    """The values that were found, in the page's order, each once."""

    __slots__ = ("values",)

    def __init__(self) -> None:
        self.values: list[tuple[str, str]] = []

    def has(self, key: str) -> bool:
        """Return whether a value of this key was found."""
        return any(known == key for known, _ in self.values)

    def take(self, name: str, text: str) -> None:
        """Add what the text of such an element tells: a title, JSON-LD, or what a script draws and no line tells.

        It holds the dates of publication under such a name, and the account whose article it is.
        """
        if name != "script":
            self.keep(name, text)
        elif any(mark in text for mark in _DATED):
            wechat = any(mark in text for mark in _WECHAT)
            for found in islice(_SCRIPTED.finditer(text), _MOST_SCRIPTED):
                if wechat if found[0][0] == "v" else self._is_titled(text, found.start()):
                    self.keep("scripted_date", found[1])
            if account := _ACCOUNT.search(text) if "var nickname = " in text else None:
                self.keep("scripted_account", account[1])

    def _is_titled(self, script: str, at: int) -> bool:
        """Whether a script tells the page's title in the object that holds what stands at a position.

        Else it tells of other pages, of their comments, or of the site.
        """
        above, below = script[max(at - _NEAR, 0):at].lower(), script[at:at + _NEAR].lower()
        own = _BRACES.split(above)[-1], _BRACES.split(below, 1)[0]
        titles = {_SITE.split(value, 1)[0].lower() for key, value in self.values if key in ("title", "og:title")}
        told = [title for title in titles if len(title) >= _SHORTEST_TITLE]
        forms = [*told, *(title.encode("unicode_escape").decode() for title in told)]
        return any(_TITLE_KEY.search(part.partition(form)[0]) for part in own for form in forms if form in part)

    def keep(self, key: str, value: str) -> None:
        """Add a value, with its white space collapsed; not an empty one or one beyond the caps."""
        value = value.strip(WHITE) if key == "json-ld" else collapse(value)
        limit = _MAX_JSON_LD_CHARS if key == "json-ld" else _MAX_HEAD_CHARS
        fits = key and value and len(value) <= limit and len(self.values) < _MAX_HEAD_VALUES
        if fits and (key, value) not in self.values:
            self.values.append((key, value))

    def read(self, tag: str, attributes: Attributes) -> None:
        """Add what the attributes of such a tag tell."""
        if tag == "meta":
            key = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
            self.keep((key or "").strip().lower()[:100], attributes.get("content", ""))
        elif tag == "link":
            if "canonical" in attributes.get("rel", "").lower().split():
                self.keep("canonical", attributes.get("href", ""))
        elif tag == "abbr":  # the day of a blog's post (hAtom, microformats.org), in words in the text
            if "published" in attributes.get("class", "").split() and not self.has("published"):
                self.keep("published", attributes.get("title", ""))
        elif not self.has(FIRST[tag][0]):
            self.keep(FIRST[tag][0], attributes.get(FIRST[tag][1], ""))

    def lines(self) -> list[Line]:
        """Return the values as lines, numbered from 1."""
        return [Line(number, value, "meta", 0, 0, key) for number, (key, value) in enumerate(self.values, 1)]
