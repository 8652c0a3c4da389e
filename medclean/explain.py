"""The rules, listed and explained: every one of them, out of the register."""
from __future__ import annotations

import difflib
from typing import Mapping

from .rules import Rule, all_rules


def list_rules() -> str:
    """Return a line for each rule: its code, its name and what it does."""
    rules = _rules()
    width = max(len(rule.name) for rule in rules)
    return "".join(f"{rule.code}  {rule.name:<{width}}  {rule.summary}\n" for rule in rules)


def explain_rule(code: str) -> str:
    """Return the manual page of a rule: its docstring, what it catches and what it leaves alone.

    Raises LookupError for a code or name that no rule has.
    """
    rules = _rules()
    for rule in rules:
        if code.lower() in (rule.code.lower(), rule.name.lower()):
            return _page(rule)
    known = [rule.code for rule in rules] + [rule.name for rule in rules]
    near = difflib.get_close_matches(code, known, n=1)
    hint = f", did you mean {near[0]}?" if near else "; 'medclean rules' lists them all"
    raise LookupError(f"there is no rule {code!r}{hint}")


def _rules() -> tuple[Rule, ...]:
    from . import repair, strip  # noqa: F401 (each registers its rules)
    from .convert import rules  # noqa: F401
    return all_rules()


def _page(rule: Rule) -> str:
    parts = [f"{rule.code} {rule.name}\n\n{rule.doc}\n"]
    if isinstance(rule.hits, Mapping):
        does, makes = ("catches", "leaves") if rule.folded else ("mends", "to")
        parts += [f"\n{does}:\n{_indented(text)}\n" + f"{makes}:\n{_indented(left)}\n" * bool(left)
                  for text, left in rule.hits.items()]
    else:
        parts += [f"\ncatches:\n{_indented(text)}\n" for text in rule.hits]
    parts += [f"\nkeeps:\n{_indented(text)}\n" for text in rule.keeps]
    parts += [f"\ntakes along what holds a value: {rule.values}\n"] if rule.values else []
    parts += ["\ntakes along values among the page's own lines\n"] if rule.among else []
    return "".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))
