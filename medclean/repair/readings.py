"""Readings that copy sites put behind characters (醫(yī)院), and those that ruby mark-up left behind."""
from __future__ import annotations


def suspected(text: str) -> bool:
    """Return whether a rule of this family could find anything in this text."""
    return False
