"""Main text side by side with its peers: quality against gold text, and speed, on the same pages in one run.

Run by hand: ``python tests/benchmarks/extract.py DIR [--only NAME ...] [--kind article|forum] [--held-out]``.
DIR is a folder of pages with gold (`tests/quality.py` says what it holds); the peers come with the extra
``bench``. medclean gets bytes; a peer gets the text, decoded by the encoding that the gold tells. Times
are processor time of this process, the best of ``--passes``; quote ratios, not times.
"""
from __future__ import annotations

import argparse
import logging
import re
import sys
import time
import warnings
from pathlib import Path
from typing import Callable, NamedTuple, Sequence

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from medclean.document import Document, Line  # noqa: E402
from quality import Gold, Score, Summary, pages, score, summary  # noqa: E402

Extract = Callable[[Gold], "str | None"]
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


class Row(NamedTuple):
    """What one extractor reached: ``seconds`` for all the pages, ``failed`` of which raised something."""

    name: str
    summary: Summary
    seconds: float
    failed: int


def decoded(gold: Gold) -> str:
    """Return the page as text, as the peers get it: lxml refuses a declared encoding in a text."""
    return _DECLARATION.sub("", gold.data.decode(gold.encoding, "replace").lstrip("\ufeff"))


def plain(html: str) -> str:
    """Return the text of an extract that is HTML, a line for each block."""
    from medclean.parse.html import parse_html
    return "\n".join(line.text for line in parse_html(html).lines if line.tag != "meta")


def ours() -> Extract:
    import medclean
    return lambda gold: medclean.clean(gold.data, to="keep").text


def trafilatura() -> Extract:
    from trafilatura import extract
    return lambda gold: extract(decoded(gold))


def trafilatura_precision() -> Extract:
    from trafilatura import extract
    return lambda gold: extract(decoded(gold), favor_precision=True)


def readability() -> Extract:
    from readability import Document
    return lambda gold: plain(Document(decoded(gold)).summary(html_partial=True))


def resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text
    return lambda gold: extract_plain_text(decoded(gold), main_content=True)


def justext() -> Extract:
    """There is no Chinese stop list; lengths are a third of the default, as a character carries more."""
    from justext import justext as classify
    none: frozenset[str] = frozenset()

    def extract(gold: Gold) -> str:
        found = classify(decoded(gold), none, length_low=20, length_high=70, stopwords_low=0, stopwords_high=0)
        return "\n".join(each.text for each in found if not each.is_boilerplate)
    return extract


def newspaper4k() -> Extract:
    from newspaper import Article

    def extract(gold: Gold) -> str:
        article = Article("http://example.com/a.html", language="zh", fetch_images=False)
        article.download(input_html=decoded(gold))
        article.parse()
        return str(article.text)
    return extract


def boilerpy3() -> Extract:
    from boilerpy3.extractors import ArticleExtractor
    return lambda gold: ArticleExtractor().get_content(decoded(gold))


def gne() -> Extract:
    from gne import GeneralNewsExtractor
    return lambda gold: GeneralNewsExtractor().extract(decoded(gold)).get("content")


PEERS: dict[str, Callable[[], Extract]] = {
    "medclean": ours, "trafilatura": trafilatura, "trafilatura, precision": trafilatura_precision,
    "readability-lxml": readability, "resiliparse": resiliparse, "jusText, lengths 20/70": justext,
    "newspaper4k": newspaper4k, "boilerpy3": boilerpy3, "GNE": gne}


def measure(name: str, extract: Extract, golds: list[Gold], passes: int) -> Row:
    """Return what an extractor reaches on these pages; a page on which it fails counts as empty."""
    scores: list[Score] = []
    seconds, failed = 0.0, 0
    _timed(extract, golds[0])  # imports and tables are loaded before the clock runs
    for gold in golds:
        runs = [_timed(extract, gold) for _ in range(passes)]
        seconds += min(time for _, time in runs)
        text = runs[0][0]
        failed += text is None
        scores.append(score(gold, text or ""))
    return Row(name, summary(scores), seconds, failed)


def asked(golds: list[Gold]) -> int:
    """Return on how many of these pages medclean asks trafilatura, its witness."""
    from medclean import extract as package
    count, ask = 0, package.ask_witness

    def counted(doc: Document, lines: Sequence[Line]) -> frozenset[int]:
        nonlocal count
        count += 1
        return ask(doc, lines)
    setattr(package, "ask_witness", counted)
    try:
        for gold in golds:
            ours()(gold)
    finally:
        setattr(package, "ask_witness", ask)
    return count


def _timed(extract: Extract, gold: Gold) -> tuple[str | None, float]:
    start = time.process_time()
    try:
        text = extract(gold)
    except Exception as error:  # whatever a peer raises on a page is its result
        logging.debug("%s: %s", gold.name, error)
        text = None
    return text, time.process_time() - start


def table(rows: list[Row], golds: list[Gold]) -> str:
    """Return the rows as a table in Markdown, best mean first."""
    size = sum(len(gold.data) for gold in golds) / 1e6
    lines = ["| extractor | F1 mean | median | ≥ .98 | < .5 | empty | leak | recall | ms a page | MB/s |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for name, found, seconds, _ in sorted(rows, key=lambda row: -row.summary.mean):
        lines.append(f"| {name} | {found.mean:.3f} | {found.median:.3f} | {found.good:.0%} | {found.bad} | "
                     f"{found.empty} | {found.leak:.0%} | {found.recall:.3f} | "
                     f"{seconds * 1000 / len(golds):.1f} | {size / seconds:.1f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table for the folder and the extractors that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=list(PEERS), choices=list(PEERS), metavar="NAME")
    parser.add_argument("--kind", choices=("article", "forum"))
    parser.add_argument("--held-out", action="store_true", help="only the third that was held out")
    parser.add_argument("--passes", type=int, default=2)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    golds = [gold for gold in pages(given.folder) if gold.held_out == given.held_out
             and given.kind in (None, gold.kind)]
    rows = []
    for name in given.only:
        try:
            rows.append(measure(name, PEERS[name](), golds, given.passes))
        except ImportError as error:
            print(f"{name} is not installed: {error}", file=sys.stderr)
    print(f"{len(golds)} pages, {sum(len(gold.data) for gold in golds) / 1e6:.1f} MB")
    if "medclean" in given.only:
        print(f"medclean asked trafilatura about {asked(golds)} of them")
    print(f"\n{table(rows, golds)}")


if __name__ == "__main__":
    main()
