"""What a page tells of itself: title, date, authors, editors, publisher, pictures, and so on.

The head of the page comes first where it can be trusted, then the lines above and below the article.
Nothing is invented: what the page does not tell stays empty.

`fields` fills the record, a field at a time, from one `page`: its lines, where the article stands, what the `head`
says, and what labelled lines tell around the article (`visible`). There `marks` finds the labels of a line, `labels`
reads the line by them, and `told` says what each value is; strip asks these for the same. What a field needs beside
that is in the module of its name: `title` (`headlines`: which lines may be it), `published` (the day, among the `dates`
of a page), `authors` (`people`: names of persons), `site`, `breadcrumbs`, `images` (`captions`: which lines are
theirs); `seams` parts what a page's elements put side by side.
"""
from __future__ import annotations

from .fields import Fields, read, read_fields

__all__ = ["Fields", "read", "read_fields"]
