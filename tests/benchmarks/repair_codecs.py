"""How well text from wrong codecs is restored, and whether clean text stays: run by hand.

    MEDCLEAN_TEST_DATA=... python tests/benchmarks/repair_codecs.py [--paragraphs 10000]

Texts are the gold texts under MEDCLEAN_TEST_DATA (pages that are held out stay out), in Simplified and,
converted by OpenCC's s2t, in Traditional. A document is a run of lines of at least 50 characters. Each is
encoded in one codec, decoded in another, and repaired; "nothing lost" means that the wrong decode was
reversible. Reported: restored exactly, and characters that are wrong (neither right nor U+FFFD), of them
those in lines without a warning.
"""
from __future__ import annotations

import argparse
import codecs
import hashlib
import json
import os
import random
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Iterator

from medclean.document import Document, Line
import medclean.repair  # noqa: F401 - registers the rules
from medclean.rules import all_rules, run_rules

DATA = Path(os.environ["MEDCLEAN_TEST_DATA"])


def gold_texts() -> Iterator[str]:
    """The gold texts of the pages that are not held out, and of the seeds."""
    for path in sorted(DATA.glob("pages/*/**/*.json")):
        record = json.loads(path.read_text("utf-8"))
        if int(hashlib.sha256(record["id"].encode()).hexdigest(), 16) % 3 and record.get("text"):
            yield record["text"]
    for path in sorted(DATA.glob("seeds/*.gold.*.txt")):
        yield path.read_text("utf-8")


def traditional(text: str) -> str:
    """The text in Traditional characters."""
    from opencc import OpenCC
    return str(OpenCC("s2t").convert(text))


def as_document(text: str) -> Document:
    """The lines of a text as a document."""
    return Document(lines=tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)))


def latin(data: bytes, keep: bool = True) -> str:
    """Read bytes as Windows-1252; the five that it lacks as browsers do, or as U+FFFD."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or (chr(byte) if keep else "\ufffd")
                   for byte in data)


def cp936(data: bytes) -> str:
    """Read bytes as Windows reads GBK: 80 is the euro sign, FF private, and a broken pair one U+FFFD."""
    codecs.register_error("euro", lambda error: (
        "€" if error.object[error.start] == 0x80 else "\ufffd", error.start + 1))
    return data.decode("gb18030", "euro")


WRONG = {
    "UTF-8 as GBK (Windows)": ("utf-8", cp936),
    "UTF-8 as GBK (Python)": ("utf-8", lambda data: data.decode("gbk", "replace")),
    "UTF-8 as GBK, ? for lost": ("utf-8", lambda data: data.decode("gbk", "replace").replace("\ufffd", "?")),
    "UTF-8 as Windows-1252": ("utf-8", latin),
    "UTF-8 as Windows-1252, lossy": ("utf-8", lambda data: latin(data, False)),
    "UTF-8 as Latin-1": ("utf-8", lambda data: data.decode("latin-1")),
    "UTF-8 as Big5": ("utf-8", lambda data: data.decode("cp950", "replace")),
    "GBK as Latin-1": ("gbk", lambda data: data.decode("latin-1")),
    "GBK as Windows-1252": ("gbk", latin),
    "GBK as Windows-1252, ? for lost": ("gbk", lambda data: latin(data, False).replace("\ufffd", "?")),
    "GBK as Big5": ("gbk", lambda data: data.decode("cp950", "replace")),
    "GBK as Big5-HKSCS": ("gbk", lambda data: data.decode("big5hkscs", "replace")),
    "Big5 as Latin-1": ("cp950", lambda data: data.decode("latin-1")),
    "Big5 as Windows-1252": ("cp950", latin),
    "Big5 as GBK (Windows)": ("cp950", lambda data: data.decode("gb18030", "replace")),
    "Big5 as GBK (Python)": ("cp950", lambda data: data.decode("gbk", "replace")),
}


def documents(texts: list[str], codec: str, size: int) -> Iterator[str]:
    """Runs of lines of at least ``size`` characters, that the codec can write."""
    for text in texts:
        lines: list[str] = []
        for line in text.split("\n"):
            line = " ".join(line.encode(codec, "ignore").decode(codec).split())
            lines += [line] if line else []
            if sum(map(len, lines)) >= size:
                yield "\n".join(lines)
                lines = []


def wrong_characters(text: str, mended: str) -> int:
    """Count the characters of a mended text that are neither right nor U+FFFD."""
    return sum((Counter(mended) - Counter(text) - Counter("\ufffd" * len(mended))).values())


def measure(name: str, texts: list[str], size: int, limit: int) -> None:
    """Print how many documents of one wrong decode are restored."""
    codec, wrong = WRONG[name]
    count: Counter[str] = Counter()
    for text in islice(documents(texts, codec, size), limit):
        if text.isascii():
            continue
        damaged = wrong(text.encode(codec))
        lossless = "\ufffd" not in damaged and not ("?" in name)
        doc = run_rules(as_document(damaged), all_rules("R1"))
        mended = doc.text
        kind = "whole" if lossless else "lossy"
        count[kind] += 1
        count[kind + " exact"] += mended == text
        count["characters"] += len(text)
        count["wrong"] += wrong_characters(text, mended)
        told = {note.line for note in doc.warnings}
        pairs = zip(text.split("\n"), mended.split("\n"), strict=True)
        count["untold"] += sum(wrong_characters(*pair) for number, pair in enumerate(pairs, 1) if number not in told)
        count["marked"] += mended.count("\ufffd")
        count["untouched"] += mended == damaged
        if lossless and mended != text and os.environ.get("SHOW"):
            print(repr(text[:80]), repr(damaged[:80]), repr(mended[:80]), sep="\n   ")
    whole = f"{count['whole exact']}/{count['whole']}"
    marked, wrong_share, untold = (count[key] / count["characters"] for key in ("marked", "wrong", "untold"))
    print(f"{name:34} nothing lost, exact {whole:>10}   lossy {count['lossy']:5}, "
          f"untouched {count['untouched']:4}, marked {marked:6.2%}, wrong {wrong_share:7.3%}, untold {untold:7.3%}")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=50)
    parser.add_argument("--only", default="")
    parser.add_argument("--documents", type=int, default=4000, help="of each kind, spread over the texts")
    options = parser.parse_args()
    simplified = list(gold_texts())
    converted = [traditional(text) for text in simplified]
    both = simplified + converted
    random.Random(1).shuffle(both)
    for name in WRONG:
        if options.only in name:
            measure(name, converted if WRONG[name][0] == "cp950" else both, options.size, options.documents)


if __name__ == "__main__":
    main()
