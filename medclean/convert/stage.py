"""The stage that converts a document: its kept lines, and what its metadata says in words."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator

from ..document import Document, Edit, Image, Line, Metadata, edited
from ..script import detect_script
from .choice import TARGETS, Route, found_scripts, route
from .conversion import CONVERTERS, PEER, PEER_CONFIGS, Conversion
from .dictionaries import CONFIGS
from .terms import Pairs

_FIELDS = ("title", "authors", "editors", "publisher", "site", "categories", "keywords", "breadcrumb",
           "summary", "images")


@dataclass(frozen=True, slots=True)
class Convert:
    """Converts the script of a document: its kept lines, title, names, captions and keywords.

    ``to`` is keep, hans, hant (OpenCC's standard), tw, hk, twp, hkp or hansp (with the region's
    words); OpenCC's configuration follows from it and from the script found, line by line in a mixed
    document. ``config`` names a configuration instead (``s2twp``), which is then exactly OpenCC.
    ``converter`` is ``medclean`` or ``opencc`` (opencc-python-reimplemented). ``terms`` are the
    user's own replacements (`read_terms`), ``protect`` words that never change (`read_protected`).
    Raises ValueError where an option has no such value.
    """

    to: str = "hans"
    config: str | None = None
    converter: str = "medclean"
    terms: Pairs = ()
    protect: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, value, known in (("to", self.to, TARGETS), ("config", self.config, (None, *CONFIGS)),
                                   ("converter", self.converter, CONVERTERS)):
            if value not in known:
                choices = ", ".join(str(choice) for choice in known if choice)
                raise ValueError(f"{name} cannot be {value!r}: it is one of {choices}")
        if self.converter == "opencc" and self.config and self.config not in PEER_CONFIGS:
            raise ValueError(f"{PEER} has no configuration {self.config}")

    def __call__(self, doc: Document) -> Document:
        """Return the document converted, every change an edit, the script found and made noted."""
        if self.to == "keep" and not (self.config or self.terms):
            return doc._replace(script=(detect_script(doc.text), None))
        lines = doc.kept
        found, scripts = found_scripts([line.text for line in lines])
        edits: list[Edit] = []
        for line, script in zip(lines, scripts):
            edits += self._conversion(script).edits(line.text, line.number)
        edits += self._metadata_edits(doc.metadata, found)
        return doc.apply(edits)._replace(script=(found, self._made))

    @property
    def _made(self) -> str | None:
        if self.config:
            return {"s": "hans", "sp": "hansp", "t": "hant"}.get(part := self.config.split("2")[1], part)
        return None if self.to == "keep" else self.to

    def _conversion(self, script: str) -> Conversion:
        way = Route((self.config,)) if self.config else route(script, self.to)
        return Conversion(way, self.converter, self.terms, self.protect, bool(self.config))

    def _metadata_edits(self, metadata: Metadata | None, found: str) -> Iterator[Edit]:
        """Yield an edit for each field that changes, holding the whole of its value."""
        fields = list(_texts(metadata)) if metadata else []
        scripts = [found] * len(fields)
        if found in ("mixed", "none"):
            found, scripts = found_scripts([text for _, text in fields])
        for (field, text), script in zip(fields, scripts):
            edits = self._conversion(script).edits(text)
            if edits:
                yield Edit(0, 0, text, edited(Line(0, text), edits).text, *_reason(edits), field)


def _texts(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Yield the metadata's texts, each with the path of its field."""
    for name in _FIELDS:
        yield from _leaves(name, getattr(metadata, name))


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Image):
        yield from _leaves(f"{path}.alt", value.alt)
        yield from _leaves(f"{path}.caption", value.caption)
    elif value:
        for place, item in enumerate(value):
            yield from _leaves(f"{path}.{place}", item)


def _reason(edits: list[Edit]) -> tuple[str, str]:
    """The reasons of a field's edits, and the rule of the one that says most: a term before a script."""
    return "; ".join(sorted({edit.why for edit in edits})), max(edit.rule for edit in edits)
