"""What detection found out about inputs, a line each."""
from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Sequence

from .document import Document
from .engines import Limits
from .engines.work import encoded
from .output import write_stdout
from .pipeline import open_documents
from .read import Selection, Source, reason
from .read.load import TooLarge, load
from .read.walk import Finder
from .screen import say
from .write import one_line

if TYPE_CHECKING:
    from .cli import Settings


def show_encodings(inputs: Sequence[str], fmt: str, settings: Settings) -> int:
    """Write a line for each input: encoding, how it was decided, confidence, script, format, then the
    declared charset, the bad bytes, and the segments in another encoding."""
    code = 0
    for source in Finder(inputs, Selection()):
        for doc in _opened(source, settings.encoding):
            if doc.status in ("failed", "skipped"):
                code |= doc.status == "failed" or source.named
                say(f"{'error' if doc.status == 'failed' else doc.status}: {doc.name}: {doc.error}")
            elif fmt == "json":
                write_stdout(encoded(json.dumps(_findings(doc), ensure_ascii=False) + "\n", "json"))
            else:
                write_stdout("\t".join(map(_column, _findings(doc).values())) + "\n")
    return int(code)


def _opened(source: Source, encoding: str | None) -> list[Document]:
    try:
        if source.problem:
            return [Document(source.name, status=source.status, error=source.problem)]
        data = load(source, Limits().max_size).data
        return list(open_documents(data, source.name, encoding=encoding))
    except (TooLarge, OSError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        return [Document(source.name, status="failed", error=why)]


def _findings(doc: Document) -> dict[str, object]:
    from .script import detect_script
    found = doc.encoding
    return {"name": doc.name, "encoding": found.name, "from": found.source,
            "confidence": found.confidence, "script": detect_script(doc.text), "format": doc.format,
            "declared": found.declared, "bad_bytes": found.bad_bytes,
            "segments": [asdict(each) for each in found.segments]}


def _column(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join("{name} {start}-{end}".format(**each) for each in value)
    return "-" if value in (None, "") else one_line(str(value))
