"""medclean turns Chinese web pages about medicine and health into clean text.

>>> from medclean import clean
>>> clean("<p>　　门诊时间：周一至周五。</p>").text
'门诊时间：周一至周五。'
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Convert", "Document", "Edit", "Line", "Metadata", "Pipeline", "Repair", "Strip", "Write",
           "clean", "open_document"]

_HOMES = {"Convert": "convert", "Repair": "repair", "Strip": "strip", "Pipeline": "pipeline",
          "clean": "pipeline", "open_document": "pipeline", "Document": "document", "Edit": "document",
          "Line": "document", "Metadata": "document", "Write": "write"}

if TYPE_CHECKING:
    from .convert import Convert
    from .document import Document, Edit, Line, Metadata
    from .pipeline import Pipeline, clean, open_document
    from .repair import Repair
    from .strip import Strip
    from .write import Write


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: the command line starts without the stages."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
