"""How many titles and dates are right: titles.py PAGES... [--held-out] [--flattened].

PAGES are folders of pages with gold (see tests/quality.py), for instance pages/gold and pages/site_gold of the test
data. medclean and the peers that are installed (extra ``bench``) read the same pages; with --flattened medclean reads
them as text, without the title that stands in their heads.
"""
from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Callable

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.flat import flatten  # noqa: E402
from quality import Gold, pages, right  # noqa: E402

from medclean import clean  # noqa: E402

Read = Callable[[Gold], tuple["str | None", "str | None"]]


def ours(gold: Gold) -> tuple[str | None, str | None]:
    """What medclean tells of a page."""
    found = clean(gold.data, name=gold.name, to="keep").metadata
    return found.title, found.date


def ours_flattened(gold: Gold) -> tuple[str | None, str | None]:
    """What medclean tells of the page's body as text."""
    return ours(gold._replace(data=flatten(gold, "copied")))


def trafilatura() -> Read:
    """What trafilatura tells, which takes dates from htmldate."""
    from trafilatura import bare_extraction

    def read(gold: Gold) -> tuple[str | None, str | None]:
        found = bare_extraction(gold.data, with_metadata=True)
        return (found.title, found.date) if found else (None, None)
    return read


def newspaper4k() -> Read:
    """What newspaper4k tells."""
    from newspaper import Article

    def read(gold: Gold) -> tuple[str | None, str | None]:
        article = Article("http://example.com/a.html", language="zh", fetch_images=False)
        article.download(input_html=gold.data.decode(gold.encoding, "replace"))
        article.parse()
        return article.title, str(article.publish_date or "")
    return read


def gne() -> Read:
    """What GeneralNewsExtractor tells."""
    from gne import GeneralNewsExtractor

    def read(gold: Gold) -> tuple[str | None, str | None]:
        found = GeneralNewsExtractor().extract(gold.data.decode(gold.encoding, "replace"))
        return found.get("title"), found.get("publish_time", "").replace("/", "-")
    return read


PEERS: dict[str, Callable[[], Read]] = {"trafilatura": trafilatura, "newspaper4k": newspaper4k, "GNE": gne}


def forgiving(read: Read) -> Read:
    """A page on which a peer fails tells nothing."""
    def told(gold: Gold) -> tuple[str | None, str | None]:
        try:
            return read(gold)
        except Exception as error:  # whatever a peer raises on a page is its result
            logging.debug("%s: %s", gold.name, error)
            return None, None
    return told


def main(arguments: list[str]) -> None:
    """Print a row for each reader."""
    folders = [Path(each) for each in arguments if not each.startswith("--")]
    golds = [gold for folder in folders for gold in pages(folder, core_only=False)
             if gold.held_out == ("--held-out" in arguments)]
    flattened = "--flattened" in arguments
    print("| reader | titles exact | dates right |\n|---|---|---|")
    print(row("medclean", ours_flattened if flattened else ours, golds))
    for name, make in () if flattened else PEERS.items():
        try:
            print(row(name, forgiving(make()), golds))
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)


def row(name: str, read: Read, golds: list[Gold]) -> str:
    """Return a reader's row of the table, in Markdown."""
    titles, named, dates, dated = right(golds, read)
    return f"| {name} | {titles} of {named} | {dates} of {dated} |"


if __name__ == "__main__":
    main(sys.argv[1:])
