"""What speaks for and against a stretch of flattened text being the article: features of its lines and edges.

Every feature is a name; the table ``flat_weights`` holds what each one is worth. They were fitted together, so
that the sum over a stretch's lines, its first and its last line, is the logarithm of its odds to be the article
(tests/tools/fit_flat.py).
"""
from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Iterable, Iterator, Mapping, Sequence

from ..metadata.labels import is_info
from ..patterns import HAN, HAN_NUMERALS, YEAR, lazy_regex
from ..tables import load
from ..values import MEASURED
from . import shape
from .held import HEADS, Held

_SIZES = (2, 4, 6, 9, 14, 20, 30, 45, 80, 150, 300)
_NUMBERED = lazy_regex(rf"^[(\[]?(?:\d{{1,3}}|[{HAN_NUMERALS}]{{1,3}}|第[\d{HAN_NUMERALS}]{{1,3}}[章节条步])[)\].、,:]")
_PAIR = lazy_regex(rf"[{HAN}]{{2}}|[A-Za-z]{{2}}")
_SPEAKER = lazy_regex(rf"[{HAN}A-Za-z]{{1,6}}(?=:.)")
_DAY = lazy_regex(rf"(?:{YEAR}|[二〇零○一二三四五六七八九]{{4}})年[\d{HAN_NUMERALS}]{{1,2}}月[\d{HAN_NUMERALS}]{{1,3}}日"
                  r" ?(?:\(?星期.\)?)?")
_FUNCTION = lazy_regex("[的了是在和有不他她这我就也都而与及]")
_STOPS, _COMMAS = lazy_regex("[。!?]"), lazy_regex("[,、;]")
_LATIN = lazy_regex(r"^[\x20-\x7e]+$")
_BREAK = lazy_regex(r"\s?[_|]|\s[-–—]")
_NEAR, _WIDE = 3, 12
_RUN = 2
_STEPS = (1, 2, 4, 8, 16)
_NONE_NEAR = _STEPS[-1] + 1  # lines: beyond all steps, as where there is no such line
_BESIDE = 6
_TITLES = range(7, 120)  # characters of a line that may be the page's title
_NAMED_OFTEN = 3  # short lines: what they name is the site, a department
_ON_TITLE = 4  # pairs of characters of the title in a paragraph that is about it
_BEYOND = 4  # lines beyond an edge in which prose speaks against it


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return what every feature is worth."""
    return {row[0]: float(row[1]) for row in load("flat_weights")}


def worth(features: Iterable[Iterable[str]], known: Mapping[str, float]) -> list[float]:
    """Return the sum of what its features are worth (``known``), for each of several lines."""
    get = known.get
    return [sum([get(name, 0.0) for name in names]) for names in features]


@lru_cache(maxsize=1 << 14)  # what stands around lines is much alike: making names anew took most of the time
def _named(names: str, *values: str | int) -> tuple[str, ...]:
    return tuple(names.format(*values).split(" "))


def line_features(held: Sequence[Held]) -> Iterator[tuple[str, ...]]:
    """Yield for each line the names of its features: what counts for or against it inside the article."""
    before_prose, before_gone = _sums(line.prose for line in held), _sums(line.gone for line in held)
    before_short = _sums(len(line.text) <= 12 and not line.gone for line in held)
    phases, ahead, islands = _phases(held), _ahead(held), _islands(held)
    texts = Counter(line.text for line in held)
    verses, speakers, shared = _verses(held), _speakers(held), shared_with_title(held)
    seen: set[str] = set()
    shapes: dict[str, tuple[str, ...]] = {}
    for at, line in enumerate(held):
        near = min(_around(before_prose, at, _NEAR), 4)
        names = _named("prose prose-near:{}:prose", near) if line.prose else _named(
            "short prose-near:{}:short box:{}:{} prose-wide:{} gone-near:{} gone-wide:{} short-wide:{}", near,
            phases[at], ahead[at], _bucket(_around(before_prose, at, _WIDE), (0, 1, 3, 6, 10)),
            min(_around(before_gone, at, _NEAR), 4), _bucket(_around(before_gone, at, _WIDE), (0, 2, 6, 12)),
            _bucket(_around(before_short, at, _WIDE), (2, 6, 12, 18)))
        if not line.prose:
            names += _named(islands[at])
        if line.mark == "tail":
            names += ("tail",)
        if line.gone:
            names += "gone", f"gone:{line.code}"
        else:
            if line.text not in shapes:
                shapes[line.text] = tuple(_shape(line))
            names += shapes[line.text]
            if shared[at] >= _ON_TITLE:
                names += ("about",)
            if line.text in seen:
                names += ("again" if len(line.text) < 30 else "again-long",)
            elif texts[line.text] > 1:
                names += ("comes-again",)
            if line.title:
                names += ("title",)
            if verses[at]:
                names += ("verse",)
            if speakers[at]:
                names += ("speaker",)
        seen.add(line.text)
        yield names


def line_scales(held: Sequence[Held]) -> list[float]:
    """Return how much each line counts: a long paragraph for several, a line far down a list for less.

    So a table, a poem, a list inside an article does not outweigh its prose.
    """
    scales, run = [], 0
    for line, tails in zip(held, _tails(held)):
        run = 0 if line.gone or line.mark else run + (not line.prose)
        size = len(line.text)
        scales.append(min(max(size / 60, 1.0), 4.0) ** 0.5 / (1 + tails) if line.prose else 1 / (1 + run / _RUN))
    return scales


def first_features(held: Sequence[Held]) -> Iterator[tuple[str, ...]]:
    """Yield for each line what counts for or against the article's beginning there."""
    label, title = _NONE_NEAR, _NONE_NEAR
    menus = gone = 0
    phases, tails, prose = _phases(held), _tails(held), _sums(line.prose for line in held)
    shared = shared_with_title(held)
    for at, line in enumerate(held):
        above = held[at - 1] if at else None
        names = _named("first:{} first:phase:{} first:tails:{} first:above:{} first:label:{} first:title:{} "
                       "first:menus:{} first:gone:{} first:prose:{}", "prose" if line.prose else "short", phases[at],
                       min(tails[at], 3), _neighbour(above), _bucket(label, _STEPS), _bucket(title, _STEPS),
                       _bucket(menus, (0, 3, 10, 30)), _bucket(gone, (0, 2, 6)),
                       min(prose[at] - prose[max(at - _BEYOND, 0)], 3))
        yield names + ("first:about",) * bool(shared[at])
        label = 1 if line.code in HEADS else label + 1
        title = 1 if line.title else title + 1
        gone += line.gone
        menus += not line.gone and not line.prose


def last_features(held: Sequence[Held]) -> Iterator[tuple[str, ...]]:
    """Yield for each line what counts for or against the article's end there."""
    found = []
    tail = _NONE_NEAR
    menus = gone = 0
    ahead, prose = _ahead(held), _sums(line.prose for line in held)
    for at in range(len(held) - 1, -1, -1):
        line = held[at]
        below = held[at + 1] if at + 1 < len(held) else None
        found.append(_named(
            "last:{} last:end:{} last:ahead:{} last:below:{} last:tail:{} last:menus:{} last:gone:{} last:prose:{}",
            "prose" if line.prose else "short", _end(line.text), ahead[at], _neighbour(below),
            _bucket(tail, _STEPS), _bucket(menus, (0, 3, 10, 30)), _bucket(gone, (0, 2, 6)),
            min(prose[min(at + 1 + _BEYOND, len(held))] - prose[at + 1], 3)))
        if is_day(line.text):
            found[-1] += ("last:signed",)
        tail = 1 if line.mark == "tail" else tail + 1
        gone += line.gone
        menus += not line.gone and not line.prose
    return reversed(found)


def is_day(text: str) -> bool:
    """Return whether a line is a day as letters and notices are signed with it: 2020年6月2日, 二〇二〇年六月二日(星期二)."""
    return bool(_DAY.fullmatch(text))


def whole_features(held: Sequence[Held], first: int, last: int) -> list[str]:
    """Return what counts for or against a stretch of lines being an article at all.

    A page whose article is gone has a best stretch too: a line of a list, a teaser, a notice. They were fitted apart,
    so that the sum is the logarithm of the odds of the page to hold an article.
    """
    stretch = [line for line in held[first:last + 1] if not line.gone]
    prose = [line for line in stretch if line.prose]
    count, near = len(stretch), held[max(first - _BESIDE, 0):first]
    listed = sum(_is_listed(line) for line in stretch)
    measures = {"lines": (count, (2, 3, 5, 8, 30)), "prose": (len(prose), (1, 2, 3)),
                "written": (sum(len(line.text) for line in prose), (40, 80, 160)),
                "run": (_prose_run(stretch), (2, 3)),
                "stops": (sum(len(_STOPS.findall(line.text)) for line in prose), (1, 2)),
                "listed": (100 * listed // count, (10, 40)),
                "gone": (100 * (last + 1 - first - count) // (last + 1 - first), (30,)),
                "mean": (sum(len(line.text) for line in stretch) // count, (6, 10))}
    names = [f"whole:{name}:{step}" for name, (value, steps) in measures.items() for step in steps if value >= step]
    marks = {"head": any(line.mark == "head" for line in near), "title": any(line.title for line in near),
             "tail": any(line.mark == "tail" for line in held[last + 1:last + 4]),
             "closed": _end(stretch[-1].text) in ("stop", "close")}
    return ["whole", *names, *(f"whole:{name}" for name, found in marks.items() if found)]


def _is_listed(line: Held) -> bool:
    """Whether a line is one of a list's: a menu's word, a teaser, a number, a title with its date."""
    return bool(line.strength or line.heading or shape.is_teaser(line.text) or shape.is_number(line.text)
                or len(line.text) < 80 and shape.is_dated(line.text))


def _prose_run(stretch: Sequence[Held]) -> int:
    """How many lines of prose follow one another, at most."""
    runs = groupby(line.prose for line in stretch)
    return max((sum(1 for _ in run) for prose, run in runs if prose), default=0)


def _islands(held: Sequence[Held]) -> list[str]:
    """For each line what stands above and below the lines that are left together there, and whether they hold prose.

    Between the line that tells source and date and the first list below, nothing but the article stands on many pages.
    """
    found: list[str] = []
    above = "start"
    parts = [(bounds, list(part)) for bounds, part in groupby(held, lambda line: line.gone or line.mark != "")]
    for number, (bounds, part) in enumerate(parts):
        if bounds:
            marks = {line.mark for line in part}
            above = "head" if "head" in marks else "tail" if "tail" in marks else "gone"
            found += ["island:bounds"] * len(part)
            continue
        below = parts[number + 1][1][0].mark or "gone" if number + 1 < len(parts) else "end"
        prose = _bucket(sum(line.prose for line in part), (0, 1, 3, 8))
        found += [f"island:prose:{prose}" + f" island:head:{below}" * (above == "head")] * len(part)
    return found


def _verses(held: Sequence[Held]) -> list[bool]:
    """Whether each line is one of four and more of the same length, five characters or seven: a poem, a rhyme."""
    sizes = [0 if line.gone or line.prose else len(line.text.rstrip(",。;!?")) for line in held]
    found: list[bool] = []
    for size, group in groupby(sizes):
        count = sum(1 for _ in group)
        found += [size in (5, 7) and count > 3] * count
    return found


def _speakers(held: Sequence[Held]) -> list[bool]:
    """Whether each line begins with a word and a colon that another line begins with too: two people talk."""
    names = [match.group() if match else "" for match in (_SPEAKER.match(line.text) for line in held)]
    count = Counter(names)
    return [bool(name) and count[name] > 1 for name in names]


def shared_with_title(held: Sequence[Held], sited: bool = True) -> list[int]:
    """Return how many pairs of characters each line of prose has from the page's title: an article is about its title.

    What a break parts from the title's beginning, the site's name, counts where ``sited``.
    The title is the first line, what repeats it, and the line above the source and the date, none of them a sentence.
    Teasers of other articles share no more with it than what several short lines name.
    """
    stamp = next((at for at, line in enumerate(held) if line.code == "S101"), 0)
    named = [at for at, line in enumerate(held) if not at or line.title or at == stamp - 1 and not line.gone]
    titles = [held[at].text for at in named if len(held[at].text) in _TITLES and "。" not in held[at].text]
    titles = titles if sited else [_BREAK.split(title)[0] for title in titles]
    pairs = {title[at:at + 2] for title in titles for at in range(len(title) - 1)}
    short = "\n".join({line.text for line in held if not line.prose and not any(map(line.text.__contains__, titles))})
    pairs = {pair for pair in pairs if _PAIR.fullmatch(pair) and short.count(pair) < _NAMED_OFTEN}
    return [sum(pair in line.text for pair in pairs) if line.prose else 0 for line in held]


def _neighbour(line: Held | None) -> str:
    """What stands beside an edge: nothing, what a rule dropped, the headline, a heading, a menu, prose."""
    if line is None:
        return "none"
    if line.gone:
        return line.code or "gone"
    if line.title:
        return "title"
    if line.heading:
        return "heading"
    if line.prose:
        return "prose"
    return "menu" if line.strength else f"size:{_bucket(len(line.text), (4, 9, 20))}"


def _tails(held: Sequence[Held]) -> list[int]:
    """How many marks of an article's end stand above each line, counted from the second line of prose on."""
    counts, above, read = [], 0, 0
    for line in held:
        counts.append(above)
        read += line.prose
        above += read > 1 and line.mark == "tail"
    return counts


def _phases(held: Sequence[Held]) -> list[str]:
    """What was the last mark above each line: one of an article's head, of its end, of another's head."""
    phases, phase, read = [], "start", 0
    for line in held:
        phases.append(phase)
        read += line.prose
        if line.mark == "head":
            phase = "head" if phase in ("start", "head") else "again"
        elif line.mark == "tail":
            phase = "tail" if phase != "start" or read > 1 else phase
    return phases


def _ahead(held: Sequence[Held]) -> list[str]:
    """What is the next mark below each line: one of an article's head, of its end, or none."""
    found, mark = [], "none"
    for line in reversed(held):
        found.append(mark)
        mark = line.mark or mark
    return found[::-1]


def _sums(flags: Iterable[bool]) -> list[int]:
    return [0, *accumulate(flags)]


def _around(sums: Sequence[int], at: int, reach: int) -> int:
    """How many of the lines around a line have the property, itself not counted."""
    low, high = max(at - reach, 0), min(at + reach + 1, len(sums) - 1)
    return sums[high] - sums[low] - (sums[at + 1] - sums[at])


def _bucket(value: int, bounds: Sequence[int]) -> int:
    return bisect_left(bounds, value)


def _shape(line: Held) -> Iterator[str]:
    text, strength = line.text, line.strength
    size = len(text)
    yield f"size:{_bucket(size, _SIZES)}"
    yield f"stops:{min(len(_STOPS.findall(text)), 3)}"
    yield f"commas:{min(len(_COMMAS.findall(text)), 4)}"
    yield f"end:{_end(text)}"
    if size <= 60:
        yield f"function:{min(len(_FUNCTION.findall(text)), 3)}"
    marks = {"number": shape.is_number(text), "menu": strength == shape.STRONG,
             "button": strength == shape.WEAK, "numbered": _NUMBERED.match(text),
             "dated": size < 80 and shape.is_dated(text), "colon": ":" in text, "measured": MEASURED.search(text),
             "bar": "|" in text or ">" in text, "latin": _LATIN.match(text), "info": is_info(text),
             "heading": line.heading, "bracket": text[0] in "【[",
             "teaser": shape.is_teaser(text), "quote": "“" in text or "「" in text}
    yield from [name for name, found in marks.items() if found]


def _end(text: str) -> str:
    mark = text[-1]
    if mark in "。!?":
        return "stop"
    if mark in "”」』)）]】":
        return "close"
    return "open" if mark in ":;,、" else "bare"
