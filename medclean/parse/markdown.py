"""Markdown to HTML, so that one walk makes lines of both."""
from __future__ import annotations


def to_html(text: str) -> str:
    """Render Markdown (CommonMark, with tables) as HTML, by markdown-it-py.

    HTML inside the Markdown stays HTML. Nesting is capped by the library (20 levels).
    """
    from markdown_it import MarkdownIt
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
