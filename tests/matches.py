"""Texts that a pattern matches, made from its source: what a test tries marks and gates with."""
from __future__ import annotations

import re
from typing import Any, Iterable

try:
    from re import _constants as kinds, _parser as parser
except ImportError:  # Python 3.10
    import sre_constants as kinds
    import sre_parse as parser

CLASSES = {"DIGIT": "1", "SPACE": " ", "WORD": "中", "NOT_DIGIT": "中", "NOT_SPACE": "中", "NOT_WORD": "-"}


def texts(pattern: re.Pattern[str]) -> list[str]:
    """Texts that a pattern matches, so many that any two alternatives of parts that go together are in one."""
    return joined(parser.parse(pattern.pattern, pattern.flags))


def joined(parsed: Iterable[tuple[Any, Any]]) -> list[str]:
    """What the parts of a parsed pattern match one behind the other."""
    parts = [choices(kind, value) for kind, value in parsed]
    first = [part[0] for part in parts]
    found = ["".join(first)]
    for at, part in enumerate(parts):
        for other in part[1:]:
            changed = [*first[:at], other, *first[at + 1:]]
            found.append("".join(changed))
            found += ["".join([*changed[:place], each, *changed[place + 1:]])
                      for place in range(at + 1, len(parts)) for each in parts[place][1:]]
    return found


def choices(kind: Any, value: Any) -> list[str]:
    """What one part of a pattern may match."""
    if kind is kinds.LITERAL:
        return [chr(value)]
    if kind is kinds.IN:
        return ["中"] if value[0][0] is kinds.NEGATE else [
            chr(what) if each is kinds.LITERAL else chr(what[0]) if each is kinds.RANGE
            else CLASSES[str(what).removeprefix("CATEGORY_")] for each, what in value]
    if kind is kinds.BRANCH:
        return [text for branch in value[1] for text in joined(branch)]
    if kind is kinds.SUBPATTERN:
        return joined(value[-1])
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        return [""] * (not value[0]) + [text * max(1, value[0]) for text in joined(value[2])]
    return ["中" if kind in (kinds.ANY, kinds.NOT_LITERAL) else ""]
