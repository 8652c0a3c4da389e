"""How well the article is found in flattened text: python tests/benchmarks/flat.py PAGES [--held-out].

PAGES is a folder of pages with gold (see tests/quality.py), for instance pages/gold and pages/site_gold of the
test data. Each page is stripped of its tags, a line for each block, and cleaned as text.
"""
from __future__ import annotations

import sys
from pathlib import Path

from lxml import html

sys.path.insert(0, str(Path(__file__).parent.parent))
from quality import Gold, evaluate, pages, summary  # noqa: E402

from medclean import clean  # noqa: E402

BLOCKS = frozenset("p div section li tr h1 h2 h3 h4 h5 h6 br blockquote pre table ul ol dl dd dt figure figcaption "
                   "article header footer main aside nav form center td th option title".split())
SKIPPED = frozenset("script style noscript template iframe svg".split())


def flatten(page: Gold) -> bytes:
    """Return the text of a page as a naive stripping of tags leaves it."""
    parts: list[str] = []
    text = page.data.decode(page.encoding.split()[0], "replace").lstrip("\ufeff")
    for event, node in html.etree.iterwalk(html.document_fromstring(text.encode(), parser=html.HTMLParser(
            encoding="utf-8", huge_tree=True)), events=("start", "end")):
        skipped = not isinstance(node.tag, str) or node.tag in SKIPPED or any(
            above.tag in SKIPPED for above in node.iterancestors())
        edge = "\n" if node.tag in BLOCKS else ""
        if event == "start":
            parts.append("" if skipped else edge + (node.text or ""))
        else:
            inside = not any(above.tag in SKIPPED for above in node.iterancestors())
            parts.append((edge + (node.tail or "")) if inside else "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line).encode()


def main() -> None:
    """Print the scores of the articles of a folder whose gold counts: those held out, or the others."""
    if len(sys.argv) < 2:
        sys.exit("usage: flat.py DIR [--held-out] (DIR holds pages with gold)")
    wanted = "--held-out" in sys.argv
    golds = [page._replace(data=flatten(page)) for page in pages(Path(sys.argv[1]), core_only=True)
             if page.held_out == wanted and page.kind == "article"]
    print(summary(evaluate(golds, lambda data: clean(data).text)))


if __name__ == "__main__":
    main()
