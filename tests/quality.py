"""How well main text is found: F1 of character 4-grams against gold text, recall, and clutter that leaked.

Titles are right that are the gold's but for punctuation, dates on the same day.

A folder of pages with gold holds a page and a JSON beside it, with the keys ``id``, ``text`` (the gold), ``title``,
``date``, ``encoding_actual``, ``page_kind`` (article or forum), ``core`` (does its text count?) and, where the page is
not ``NAME.html``, ``page`` (its path). It is what `MEDCLEAN_TEST_DATA/pages` holds; samples of the project are read
by `sample_pages`.
"""
from __future__ import annotations

import hashlib
import json
import re
import statistics
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Callable, Iterable, Iterator, NamedTuple, Sequence

_FORMS = {'"': "“”„‟«»「」『』", "'": "‘’", "-": "—–―─━‐‑−", ".": "·•‧・●▪。…⋯", ",": "、", "<": "〈《", ">": "〉》",
          "[": "【〔〖", "]": "】〕〗", "~": "～〜"}
_FOLD = {ord(char): form for form, chars in _FORMS.items() for char in chars}
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\ufffc\ufffd"
                        r"\x00-\x1f\x7f-\x9f\ue000-\uf8ff]+")
_LETTERS = re.compile(r"\W+")
_DOTS = re.compile(r"\.{2,}")
CLUTTER = re.compile(
    "责任编辑|責任編輯|责编|编辑[:：]|编审|校对|上一篇|下一篇|上一页|下一页|扫一扫|扫码|二维码|版权所有|版权声明|免责声明|"
    "Copyright|All Rights|ICP备|备案号|相关阅读|相关新闻|相关链接|相关文章|相关报道|推荐阅读|推荐新闻|延伸阅读|热门|排行|"
    "分享到|分享至|当前位置|您的位置|打印|关闭窗口|关闭本页|字号|收藏|举报|发表评论|网友评论|我要评论|点击进入|返回顶部|"
    "返回首页|微信公众号|客户端|下载APP|登录|注册|更多>>|来源[:：]|原标题|转载请注明|点赞|阅读全文|你可能喜欢|猜你喜欢|"
    "今日热点|發表|延伸閱讀|相關新聞|更多新聞|訂閱|按讚")


class Gold(NamedTuple):
    """A page with its gold text. ``held_out`` pages are never looked at, only scored, and apart."""

    name: str
    data: bytes
    encoding: str
    text: str
    kind: str
    held_out: bool
    title: str = ""
    date: str = ""


class Score(NamedTuple):
    """How a page came out: precision, recall and F1 of 4-grams, and the clutter phrases that leaked."""

    name: str
    precision: float
    recall: float
    f1: float
    empty: bool
    leaks: tuple[str, ...]


class Summary(NamedTuple):
    """The scores of many pages: means, and shares of pages between 0 and 1."""

    pages: int
    mean: float
    median: float
    precision: float
    recall: float
    good: float       # share of pages with F1 >= .98
    bad: int          # pages with F1 < .5
    empty: int
    leak: float       # share of pages on which clutter leaked


def pages(folder: Path, core_only: bool = True) -> Iterator[Gold]:
    """Yield the pages under ``folder`` that have a gold text, in the order of their names.

    A third of them, by a hash of the name, is held out. Without ``core_only`` pages come, too, whose text does not
    count: their title and date do.
    """
    for path in sorted(folder.rglob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if core_only and (not told.get("text") or told.get("core") is False):
            continue
        page = path.with_suffix(".html")
        if told.get("page"):
            page = path.parent.parent / told["page"].removeprefix("../")
        if page.exists():
            encoding = (told.get("encoding_actual") or "utf-8").split(" ")[0]
            kind = told.get("page_kind", "article")
            yield Gold(told["id"], page.read_bytes(), encoding, told.get("text") or "", kind,
                       is_held_out(told["id"]), told.get("title") or "", told.get("date") or "")


def is_held_out(name: str) -> bool:
    """Return whether a page is one of the third that nobody looks at while working on the extraction."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def sample_pages(folder: Path) -> Iterator[Gold]:
    """Yield the project's own pages: ``NAME.html`` with ``NAME.clean.txt`` beside it."""
    for path in sorted(folder.glob("*.html")):
        gold = path.with_suffix(".clean.txt").read_text(encoding="utf-8")
        yield Gold(path.name, path.read_bytes(), "utf-8", gold, "article", False)


def normalise(text: str) -> str:
    """Return the text as it is compared: NFKC, without spaces, punctuation of one form, in lower case."""
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return _DOTS.sub("..", _INVISIBLE.sub("", folded)).lower()


def grams(text: str, size: int = 4) -> Counter[str]:
    """Return how often each run of ``size`` characters stands in the text (of a shorter text: itself)."""
    if len(text) < size:
        return Counter([text] if text else [])
    return Counter(text[start:start + size] for start in range(len(text) - size + 1))


def score(gold: Gold, text: str) -> Score:
    """Return the score of a text that was found for a page."""
    truth = normalise(gold.text)
    found = normalise(text)
    wanted, given = grams(truth), grams(found)
    common = sum((wanted & given).values())
    precision = common / max(sum(given.values()), 1)
    recall = common / max(sum(wanted.values()), 1)
    f1 = 2 * precision * recall / (precision + recall) if common else 0.0
    return Score(gold.name, precision, recall, f1, not found, tuple(sorted(set(_leaks(truth, text)))))


def _leaks(truth: str, text: str) -> Iterator[str]:
    for line in text.splitlines():
        found = CLUTTER.search(line)
        if found and normalise(line)[:40] not in truth:
            yield found.group()


def summary(scores: Sequence[Score]) -> Summary:
    """Return the means and shares of these scores. Raises StatisticsError where there is none."""
    f1 = [score.f1 for score in scores]
    share = 1 / len(scores) if scores else 0.0
    return Summary(len(scores), statistics.fmean(f1), statistics.median(f1),
                   statistics.fmean(score.precision for score in scores),
                   statistics.fmean(score.recall for score in scores),
                   sum(each >= .98 for each in f1) * share, sum(each < .5 for each in f1),
                   sum(score.empty for score in scores), sum(bool(score.leaks) for score in scores) * share)


def evaluate(golds: Iterable[Gold], extract: Callable[[bytes], str]) -> list[Score]:
    """Return the score of each page, worst first."""
    return sorted((score(gold, extract(gold.data)) for gold in golds), key=lambda score: score.f1)


def right(golds: Iterable[Gold], read: Callable[[Gold], tuple[str | None, str | None]]) -> tuple[int, int, int, int]:
    """Return how many titles are right, of how many, how many dates are right, of how many.

    ``read`` gives the title and the date that were found for a page. What the gold does not tell does not count.
    """
    titles, dates = [], []
    for gold in golds:
        title, date = read(gold) if gold.title or gold.date else ("", "")
        if gold.title:
            titles.append(_LETTERS.sub("", normalise(gold.title)) == _LETTERS.sub("", normalise(title or "")))
        if gold.date:
            dates.append((date or "").startswith(gold.date[:10]))
    return sum(titles), len(titles), sum(dates), len(dates)
