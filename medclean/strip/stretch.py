"""Which stretch of a flattened text is likeliest the article, by the worths of its lines and edges; which is a log.

Linear in the lines: Kadane's maximum-sum segment with worths of the edges.
"""
from __future__ import annotations

from itertools import takewhile
from statistics import median_low
from typing import Mapping, Sequence

from ..days import DAY, stamp_form
from ..values import MEASURED
from . import evidence, shape
from .edges import opening, signature
from .held import TAILS, Held, stands

_LOG = 3  # entries
_GAP, _LONGEST_GAP = 3.0, 10  # what short lines between two paragraphs cost at most, and how many they are
_LONGEST_TABLE = 40  # lines of a table whose cells are lines of their own
_BESIDE = 3  # paragraphs above such a table, and below it, that tell whose it is
_VALUED = 10  # lines of a menu with one value
_BUTTON = "S110"  # the rule for buttons and words of menus
_LINK = "S114"  # the rule for links to more
_LOOKED_AT = 40  # lines of a menu, at most: each is looked for in all of the text
_SPOKEN_OF = 4  # a list of whose words each fourth stands in the text below is the text's
_HEAD = 3  # lines of a post's title and day
_STAMP = "S101"  # the rule for a source, a date
_MENU, _MENU_WORD = 15, 6  # lines of a page's menu, at least; characters of half of them, at most
_SOON = 6  # lines under a headline: the source, the date, a picture's caption
_ON_TITLE = 2  # pairs of characters that these have from the title


def best_stretch(held: Sequence[Held], weights: Mapping[str, float]) -> tuple[int, int] | None:
    """Return the positions of the first and last line of what is most likely the article, None where all is gone.

    It is the stretch with the greatest sum, with what leads to it and what signs it. ``weights`` are what the
    features of the lines and of the edges are worth.
    """
    inside = [worth * scale for worth, scale in zip(evidence.worth(evidence.line_features(held), weights),
                                                    evidence.line_scales(held))]
    bridge(held, inside)
    found = greatest(inside, evidence.worth(evidence.first_features(held), weights),
                     evidence.worth(evidence.last_features(held), weights), [not line.gone for line in held])
    if not found:
        return None
    first = _behind_menu(held, *found[1:])
    last = _above_menu(held, first, found[2])
    return opening(held, first, last), signature(held, last)


def under_headline(held: Sequence[Held], found: tuple[int, int]) -> tuple[int, int]:
    """Return the positions of the first and last line of the article, where ``found`` is a longer text that follows it.

    No line of that is about the page's title; a paragraph right under the headline is, and what ends an article stands
    between them.
    """
    shared = evidence.shared_with_title(held, sited=False)
    if max(shared[found[0]:found[1] + 1]) >= _ON_TITLE:
        return found
    for headline in (at for at, line in enumerate(held[:found[0]]) if line.title):
        text = list(takewhile(lambda at: held[at].mark != "tail", range(headline + 1, found[0])))
        told = [at for at in text if held[at].prose]
        if told and told[0] <= headline + _SOON and shared[told[0]] > 2 * _ON_TITLE and text[-1] + 1 < found[0]:
            return told[0], told[-1]
    return found


def first_of_several(held: Sequence[Held], first: int, last: int) -> int:
    """Return where the first of several posts ends that stand one below the other, each cut off by a link to the whole.

    Below such a link (Read more…) stand the next one's title and its day: that is a blog's first page, of which the
    first post is its own. Where no two posts follow the last line is the stretch's.
    """
    cut = [at for at in range(first + 1, last) if held[at].code == _LINK and held[at].gone
           and not held[at + 1].prose and any(DAY.search(line.text) for line in held[at + 1:at + 1 + _HEAD])
           and any(line.prose for line in held[at + 2:at + 2 + _HEAD])]
    return cut[0] - 1 if len(cut) > 1 and any(line.prose for line in held[first:cut[0]]) else last


def _behind_menu(held: Sequence[Held], first: int, last: int) -> int:
    """Where an article begins of which a page's menu stands at the top: many lines as short as a menu's words.

    Hardly one of them holds a value, and no paragraph stands above them, or one that is not about the page's title.
    Nor does a source or a day: below these an article may open with anything, and name what it is about.
    """
    prose = [at for at in range(max(first, 1), last + 1) if held[at].prose]
    shared = evidence.shared_with_title(held, sited=False)
    for above, at in zip([first - 1, *prose], prose):
        run = held[above + 1:at]
        if any(line.code == _STAMP for line in held[:above + 1]):
            return first
        if not _is_menu(run):
            continue
        before = [other for other in prose if other < at]
        read, left = (sum(len(held[other].text) for other in part) for part in (before, prose[len(before):]))
        if read * 6 <= left and not any(shared[other] for other in before):
            return at
    return first


def _above_menu(held: Sequence[Held], first: int, last: int) -> int:
    """Where an article ends that a page's menu stands below: buttons, and under them many words without a value.

    A list of its own (names, drugs) stands right under its text, above the buttons.
    """
    told = max((at for at in range(first, last + 1) if held[at].prose), default=last)
    pressed = next((at for at in range(told + 1, last) if held[at].code == _BUTTON and held[at].gone), last)
    return pressed - 1 if _is_menu([line for line in held[pressed + 1:last + 1] if not line.gone]) else last


def _is_menu(run: Sequence[Held]) -> bool:
    """Whether these lines are many, half of them no longer than a menu's words, and hardly one with a value."""
    return len(run) >= _MENU and median_low(len(line.text) for line in run) <= _MENU_WORD \
        and sum(MEASURED.search(line.text) is not None for line in run) * _VALUED <= len(run)


def opens_with_menu(held: Sequence[Held]) -> bool:
    """Return whether a page's menu stands at its top: the lines above a longer one, its headline, and the first prose.

    A text may begin with a poem, whose lines are of one length, or with a list of what it speaks of below.
    """
    first = next((at for at, line in enumerate(held) if line.prose), 0)
    run = held[:first]
    if not _is_menu(run) or len(run[-1].text) <= _MENU_WORD or len({len(line.text) for line in run[:_MENU]} - {4}) == 1:
        return False
    told = "\n".join(line.text for line in held[first:])
    looked_at = run[:_LOOKED_AT]
    return sum(line.text in told for line in looked_at) * _SPOKEN_OF < len(looked_at)


def greatest(inside: Sequence[float], first: Sequence[float], last: Sequence[float],
             allowed: Sequence[bool]) -> tuple[float, int, int] | None:
    """Return the greatest sum of a stretch of lines, and the positions of its first and last line.

    The sum is that of ``inside`` over its lines, of ``first`` at its first and of ``last`` at its last line, which
    must be ``allowed``.
    """
    best: tuple[float, int, int] | None = None
    total, start = float("-inf"), 0
    for at, here in enumerate(allowed):
        if here and first[at] > total:
            total, start = first[at], at
        total += inside[at]
        if here and (best is None or total + last[at] > best[0]):
            best = total + last[at], start, at
    return best


def find_log(held: Sequence[Held]) -> tuple[int, int] | None:
    """Return where a log begins and ends, None where none stands there.

    It has three days and more of one form, each right above the paragraphs of its entry. They stand right below
    those of the one before: the titles of a list of articles stand above their days, and so do those who write posts.
    """
    found: dict[str, list[int]] = {}
    for at, line in enumerate(held):
        form = "" if line.prose or line.gone else stamp_form(line.text)
        if form and any(below.prose for below in held[at + 1:at + _LOG]):
            found.setdefault(form, []).append(at)
    stamps = max(found.values(), key=len, default=[])
    if len(stamps) < _LOG or not all(held[at - 1].prose for at in stamps[1:]):
        return None
    below = len(list(takewhile(stands, held[stamps[-1]:])))
    return stamps[0], max(at for at in range(stamps[-1] + below) if held[at].prose)


def bridge(held: Sequence[Held], worths: list[float]) -> None:
    """Let short lines between two paragraphs cost no more than ``_GAP`` together: a list, a table parts no text.

    Where one of them is a day, a number, a title or of a menu, others' titles may begin there. More lines than a few
    are a table's where each fourth holds a value, or where the paragraphs above and below are about the page's title.
    """
    prose = [at for at, line in enumerate(held) if line.prose]
    shared: list[int] = []
    for number, (above, at) in enumerate(zip(prose, prose[1:]), 1):
        gap, cost = held[above + 1:at], -sum(worths[above + 1:at])
        if cost <= _GAP or len(gap) > _LONGEST_TABLE or any(map(_parts, gap)):
            continue
        shared = shared or evidence.shared_with_title(held, sited=False)
        sides = [sum(shared[at] for at in beside)
                 for beside in (prose[max(number - _BESIDE, 0):number], prose[number:number + _BESIDE])]
        if len(gap) <= _LONGEST_GAP or min(sides) >= _ON_TITLE or _is_table(gap):
            worths[above + 1:at] = [worth * _GAP / cost for worth in worths[above + 1:at]]


def _is_table(gap: Sequence[Held]) -> bool:
    """Whether each fourth of some lines holds a value, as the cells of a table do."""
    return sum(MEASURED.search(line.text) is not None for line in gap) * 4 >= len(gap)


def _parts(line: Held) -> bool:
    """Whether a short line parts an article from another: a mark of its end, a heading, a teaser, a day, a number."""
    pressed = line.strength == shape.STRONG and not line.gone
    return bool(line.mark or line.code in TAILS or line.heading or line.title or pressed or shape.is_teaser(line.text)
                or shape.is_number(line.text) or DAY.search(line.text))
