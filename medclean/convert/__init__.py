"""Convert between Simplified and Traditional Chinese, and between the words of the regions."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .engine import Converter, convert

if TYPE_CHECKING:
    from .stage import Convert
    from .terms import TableError, read_protected, read_terms

__all__ = ["Convert", "Converter", "TableError", "convert", "read_protected", "read_terms"]

_HOMES = {"Convert": "stage", "TableError": "terms", "read_protected": "terms", "read_terms": "terms"}


def __getattr__(name: str) -> Any:
    """Load what handles documents when it is first used: a mere conversion starts twice as fast."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
