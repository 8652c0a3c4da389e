"""Traditional Chinese out of a one-to-one table: one wrong character where Simplified merged several."""
from __future__ import annotations


def suspected(text: str) -> bool:
    """Return whether a rule of this family could find anything in this text."""
    return False
