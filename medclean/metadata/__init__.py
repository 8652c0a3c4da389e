"""What a page tells of itself: title, date, authors, editors, publisher, pictures, and so on.

The head of the page comes first where it can be trusted, then the lines above and below the article.
Nothing is invented: what the page does not tell stays empty.
"""
from __future__ import annotations

from .fields import Fields, read, read_fields

__all__ = ["Fields", "read", "read_fields"]
