"""What detection found out about inputs, a line each."""
from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, Sequence

from .document import Document
from .engines.work import encoded, why_lost
from .output import write_stdout
from .pipeline import open_documents
from .plan import Options, Plan
from .read import Source
from .read.load import load
from .screen import Teller
from .settings import Settings
from .write import Write, one_line


def show_encodings(inputs: Sequence[str], fmt: str, settings: Settings, options: Options = Options()) -> int:
    """Write a line for each input that `clean` would read: encoding, how it was decided, confidence, script, format,
    then the declared charset, the bad bytes, and the segments in another encoding.

    Returns the exit code. Raises ValueError where what is asked for makes no sense.
    """
    plan = Plan(inputs, None, Write("jsonl"), options)
    code = found = 0
    teller = Teller(None if settings.verbose else Teller.MOST)
    for source in plan.sources():
        found += 1
        for doc in _opened(source, settings.encoding, options.limits.max_size):
            if doc.status in ("failed", "skipped"):
                failed = doc.status == "failed"
                code |= failed or source.named
                if failed or not settings.quiet:
                    kind = "error" if failed else doc.status
                    teller.tell(source.container, f"{kind}: {source.shown(doc.name)}: {doc.error}{plan.hint(source)}")
            elif fmt == "json":
                write_stdout(encoded(json.dumps(_findings(doc), ensure_ascii=False) + "\n", "json"))
            else:
                write_stdout("\t".join(map(_column, _findings(doc).values())) + "\n")
    teller.close()
    return int(plan.missed(found) or code)


def _opened(source: Source, encoding: str | None, max_size: int) -> list[Document]:
    if source.problem:
        return [Document(source.name, status=source.status or "failed", error=source.problem)]
    try:
        data = load(source, max_size).data
        return list(open_documents(data, source.name, encoding=encoding, declared=source.charset, told=source.told))
    except MemoryError:
        raise
    except Exception as error:  # a fault of one page: the others go on
        return [Document(source.name, status="failed", error=why_lost(error))]


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
