"""Encoding detection side by side with its peers: accuracy by kind of input, and speed.

Run by hand: ``MEDCLEAN_TEST_DATA=DIR python tests/benchmarks/detect.py [--count N] [--only NAME ...]``.
Needs the extra ``bench`` for the peers, and ``iconv`` to write EUC-TW and ISO-2022-CN. Made inputs are cut
out of the gold texts (held-out pages are left alone) with a fixed seed. An answer is right where its family
is (GB 2312, GBK and GB 18030 are one); a text is whole where `read` lost no character that it need not lose.
"""
from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import random
import subprocess
import timeit
from collections import Counter
from pathlib import Path
from typing import Callable, Iterator, NamedTuple

from medclean.detect import detect, names, read

Detector = Callable[[bytes], "str | None"]
SEED = 20261121


class Case(NamedTuple):
    """An input with the truth: ``text`` is None where only the name is known."""

    data: bytes
    encoding: str
    text: str | None = None
    bad: int = 0


def peers() -> dict[str, Detector]:
    """Return each installed detector by its name; medclean first."""
    found: dict[str, Detector] = {"medclean": lambda data: detect(data).name}
    try:
        import chardet
        found["chardet"] = lambda data: chardet.detect(data, prefer_superset=True)["encoding"]
    except ImportError:
        pass
    try:
        import charset_normalizer
        found["charset-normalizer"] = lambda data: charset_normalizer.detect(data)["encoding"]
    except ImportError:
        pass
    try:
        import cchardet
        found["faust-cchardet"] = lambda data: cchardet.detect(data)["encoding"]
    except ImportError:
        pass
    try:
        from resiliparse.parse.encoding import detect_encoding
        found["resiliparse"] = detect_encoding
    except ImportError:
        pass
    return found


def texts(root: Path) -> dict[str, list[str]]:
    """Return Simplified and Traditional texts out of the gold pages that are not held out."""
    from opencc import OpenCC
    convert = OpenCC("s2t").convert
    hans = []
    for path in sorted((root / "pages").glob("*gold/**/*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        if int(hashlib.sha256(page["id"].encode()).hexdigest(), 16) % 3 and page.get("text"):
            hans.append(page["text"].replace("\ufffd", ""))
    return {"hans": hans, "hant": [convert(text) for text in hans]}


def foreign(root: Path, lang: str) -> list[str]:
    """Return the real Japanese or Korean texts."""
    rows = map(json.loads, (root / "encodings" / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    return [(root / "encodings" / row["file"]).read_bytes().decode(row["truth_codec"], "ignore")
            for row in rows if row["lang"] == lang and row["bytes"] > 2000]


def window(rng: random.Random, pool: list[str], size: int, codec: str, high: float = 0.75) -> str:
    """Return ``size`` characters of a text that are mostly not ASCII and that the codec can write."""
    while True:
        text = rng.choice(pool)
        start = rng.randrange(max(1, len(text) - size))
        part = "".join(char for char in text[start:start + 2 * size] if not char.isspace())[:size]
        part = encode(part, codec).decode("gb18030", "ignore") if codec == "gb18030" else part
        if len(part) == size and sum(char >= "\u3041" for char in part) >= high * size:
            data = encode(part, codec)
            if len(data) >= size and "?" not in part:
                try:
                    part.encode(codec if codec not in ("euc-tw", "iso-2022-cn") else "big5")
                except UnicodeEncodeError:
                    continue
                return part


def encode(text: str, codec: str) -> bytes:
    """Return the text in an encoding; iconv writes those that Python cannot."""
    if codec in ("euc-tw", "iso-2022-cn"):
        return subprocess.run(["iconv", "-c", "-f", "UTF-8", "-t", codec.upper()], input=text.encode(),
                              capture_output=True, check=False).stdout
    return text.encode(codec, "ignore")


def damaged(rng: random.Random, data: bytes, count: int) -> bytes:
    """Return the data with ``count`` bytes replaced, inserted or lost at random."""
    out = bytearray(data)
    for _ in range(count):
        place, byte = rng.randrange(len(out)), rng.randrange(0x80, 0x100)
        kind = rng.randrange(3)
        out[place:place + (kind != 0)] = b"" if kind == 2 else bytes((byte,))
    return bytes(out)


LEGACY = (("gb18030", "hans"), ("gb18030", "hant"), ("big5", "hant"))
CLUTTER = "<div class='nav'><a href='/index.html' onclick='return go(1)'>home</a><br clear=all></div>\n"


def made(root: Path, count: int) -> Iterator[tuple[str, list[Case]]]:
    """Yield each kind of made input with its cases."""
    pool = texts(root)
    for size in (5, 10, 20, 50, 200):
        rng = random.Random(SEED)
        yield f"{size} characters, GB or Big5", [
            Case(text.encode(codec), codec, text) for codec, script in LEGACY for _ in range(count)
            for text in [window(rng, pool[script], size, codec)]]
    yield from _wide_and_escaped(pool, count)
    yield from _damaged(pool, count)
    yield from _pages(pool, count)
    yield from _foreign(root, count)


def _wide_and_escaped(pool: dict[str, list[str]], count: int) -> Iterator[tuple[str, list[Case]]]:
    for codec in ("utf-16-le", "utf-16-be", "hz", "iso-2022-cn", "euc-tw"):
        rng = random.Random(SEED)
        script = "hant" if codec == "euc-tw" else "hans"
        strict = "gb2312" if codec in ("hz", "iso-2022-cn") else "big5" if codec == "euc-tw" else codec
        sizes = (20, 100)
        parts = [window(rng, pool[script], size, strict) for size in sizes for _ in range(count // 2)]
        yield codec, [Case(encode(text, codec), codec, text) for text in parts]


def _damaged(pool: dict[str, list[str]], count: int) -> Iterator[tuple[str, list[Case]]]:
    for bad in (1, 5):
        rng = random.Random(SEED)
        yield f"{bad} bad bytes", [
            Case(damaged(rng, text.encode(codec), bad), codec, text, bad)
            for codec, script in (*LEGACY, ("utf-8", "hans")) for _ in range(count)
            for text in [window(rng, pool[script], rng.choice((50, 200, 1000)), codec, 0.6)]]
    rng = random.Random(SEED)
    yield "pair cut at the end", [
        Case(text.encode(codec)[:-1], codec, text, 1) for codec, script in (*LEGACY, ("utf-8", "hans"))
        for _ in range(count) for text in [window(rng, pool[script], 50, codec)]]


def _pages(pool: dict[str, list[str]], count: int) -> Iterator[tuple[str, list[Case]]]:
    rng = random.Random(SEED)
    yield "mostly ASCII HTML", [
        Case(page.encode(codec), codec, page) for codec, script in LEGACY for _ in range(count)
        for page in [CLUTTER * 40 + window(rng, pool[script], 20, codec) + CLUTTER * 40]]
    rng = random.Random(SEED)
    yield "declared charset is wrong", [
        Case(page.encode(codec), codec, page) for codec, script in (*LEGACY, ("utf-8", "hans"))
        for _ in range(count)
        for claim in [rng.choice([name for name in ("gb2312", "big5", "utf-8") if name[:2] != codec[:2]])]
        for page in [f"<meta charset={claim}><p>{window(rng, pool[script], 100, codec)}</p>"]]
    for separator, title in (("</p>\n<p>", "two encodings in one page"), ("", "two encodings in one line")):
        yield title, _two(pool, count, separator)


def _two(pool: dict[str, list[str]], count: int, separator: str) -> list[Case]:
    rng = random.Random(SEED)
    cases = []
    for first, second in (("utf-8", "gb18030"), ("gb18030", "utf-8"), ("utf-8", "big5"), ("big5", "utf-8"),
                          ("gb18030", "big5")):
        for _ in range(count // 2):
            parts = [window(rng, pool["hant" if "big5" in (codec, first) else "hans"], size, codec)
                     for codec, size in ((first, 300), (second, rng.choice((40, 120))))]
            data = separator.encode().join((parts[0].encode(first), parts[1].encode(second)))
            cases.append(Case(data, first, separator.join(parts)))
    return cases


def _foreign(root: Path, count: int) -> Iterator[tuple[str, list[Case]]]:
    for codec, lang in (("shift_jis", "ja"), ("euc-jp", "ja"), ("euc-kr", "ko")):
        rng = random.Random(SEED)
        pool = foreign(root, lang)
        for size in (20, 100):
            parts = [window(rng, pool, size, codec) for _ in range(count)]
            yield f"{codec}, {size} characters", [Case(text.encode(codec), codec, text) for text in parts]


def real(root: Path) -> Iterator[tuple[str, list[Case]]]:
    """Yield the real files, Chinese ones apart."""
    folder = root / "encodings"
    rows = list(map(json.loads, (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()))
    for title, chinese in (("real Chinese files", True), ("other real files", False)):
        yield title, [Case((folder / row["file"]).read_bytes(), row["encoding"])
                      for row in rows if (row["lang"] == "zh") == chinese]


def right(answer: str | None, truth: str) -> bool:
    """Tell whether the answer is of the truth's family (UTF-16 with a mark goes by either order)."""
    name = names.canonical(answer or "") or ""
    if truth == "utf-16":
        return name.startswith("utf-16")
    return names.family(name) == names.family(names.canonical(truth) or truth)


def lost(case: Case) -> tuple[int, int]:
    """Return how many characters our own reading lost, and how many it need not have lost.

    A bad byte destroys a character and, where the pairs about it shift, one on either side.
    """
    text, _ = read(case.data)
    if text == case.text or not case.text:
        return 0, 0
    count = (Counter(case.text) - Counter(text)).total()
    return count, max(0, count - 3 * case.bad)


def speed(root: Path, detectors: dict[str, Detector]) -> None:
    """Print how long each detector takes for a page of 30 KB, in milliseconds."""
    text = "".join(texts(root)["hant"])[:40000]
    for codec in ("utf-8", "gb18030", "big5"):
        data = encode(text, codec)[:30000]
        took = {}
        for name, find in detectors.items():
            find(data)
            took[name] = 1000 * min(timeit.repeat(lambda: find(data), number=1, repeat=20))
        cells = (f"{name} {value:.2f} ms" for name, value in took.items())
        print(f"{'30 KB of ' + codec:32}", *cells, sep="  ")


def main() -> None:
    """Print a row for each kind of input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--only", nargs="*", default=None)
    parser.add_argument("--wrong", action="store_true", help="show what medclean got wrong")
    options = parser.parse_args()
    root = Path(os.environ["MEDCLEAN_TEST_DATA"])
    detectors = peers()
    if options.only:
        detectors = {name: find for name, find in detectors.items() if name in options.only}
    for title, cases in itertools.chain(real(root), made(root, options.count)):
        shares = {name: sum(right(find(case.data), case.encoding) for case in cases) / len(cases)
                  for name, find in detectors.items()}
        losses = [(case, *lost(case)) for case in cases if case.text]
        chars = sum(len(case.text or "") for case, *_ in losses)
        tail = (f"lost {sum(count for _, count, _ in losses) / chars:.2%} of the characters, "
                f"whole {sum(not needless for _, _, needless in losses) / len(losses):.1%}") if losses else ""
        cells = (f"{name} {share:6.1%}" for name, share in shares.items())
        print(f"{title:32}", f"{len(cases):5}", *cells, tail, sep="  ", flush=True)
        if options.wrong:
            for case in cases:
                if lost(case)[1] or not right(detect(case.data).name, case.encoding):
                    text, found = read(case.data)
                    print("   ", case.encoding, *lost(case), found, "\n   ", case.text, "\n   ", text[:1000])
    speed(root, detectors)


if __name__ == "__main__":
    main()
