"""The report: what it holds, and, in a real browser, that it opens, filters, shows repairs and runs nothing."""
from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st

from medclean.cli import main
from medclean.document import Document, Edit, Line
from medclean.report import pieces

EVIL = "<img src=x onerror=document.title=1><script>document.title=2</script></script>"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NEEDED = os.environ.get("MEDCLEAN_NEEDS_BROWSER")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a run over pages with a repair, clutter, markup that is text, and a broken link."""
    folder = tmp_path_factory.mktemp("report")
    pages = folder / "pages"
    pages.mkdir()
    for number in range(4):
        (pages / f"{number}.txt").write_text(
            f"第{number}次随访时，病人说头已经不痛了。\n血压\u200b控制得很好&nbsp;，医生很满意。\n责任编辑：王小明\n", encoding="utf-8")
    (pages / "evil.txt").write_text(EVIL + "，这是一句话，写给医生和病人看。\n第二句写在这里，也给大家看。\n")
    (pages / "broken.txt").symlink_to("nowhere")
    done = CliRunner().invoke(main, ["clean", str(pages), "-o", str(folder / "out"), "--report",
                                     str(folder / "report.html")])
    assert done.exit_code == 1 and "the report is in" in done.stderr, done.output
    return folder / "report.html"


def data(report: Path) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', report.read_text(), re.S)
    assert found
    return json.loads(found[1])


def test_it_holds_the_figures_and_the_edits(report: Path) -> None:
    told = data(report)
    charts = {chart["title"]: {row["label"]: row["value"] for row in chart["rows"]} for chart in told["charts"]}
    assert charts["States"] == {"ok": 5, "failed": 1}
    assert charts["Encodings"] == {"utf-8": 5} and charts["Characters removed, by rule"]
    pages = {page["name"]: page for page in told["pages"]}
    assert pages["broken.txt"]["error"] == "a link that leads nowhere"
    lines = pages["2.txt"]["lines"]
    assert lines[2]["gone"].startswith("S") and lines[2]["text"] == "责任编辑：王小明"
    assert any(piece.get("before") == "\u200b" for piece in lines[1]["pieces"])


def test_hostile_text_stays_text_and_nothing_is_fetched(report: Path) -> None:
    html = report.read_text()
    assert "<img" not in html and html.count("</script>") == 2
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?!data:)\w+:|url\(|@import", html)
    assert "default-src 'none'" in html and "innerHTML" not in html


_WORDS = st.text(alphabet="血压高ab 。", max_size=6)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(_WORDS, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 4), _WORDS), max_size=6))
def test_the_pieces_are_the_line_after_and_before(text: str, changes: list[tuple[int, int, str]]) -> None:
    doc = Document(lines=(Line(1, text),))
    for start, length, after in changes:
        now = doc.lines[0].text
        start = min(start, len(now))
        doc = doc.apply([Edit(1, start, now[start:start + length], after, "so", "R300")])
    found = pieces(text, doc.edits)
    assert "".join(piece["text"] for piece in found) == doc.lines[0].text
    assert "".join(piece.get("before", piece["text"]) for piece in found) == text


PROBE = """<script>
addEventListener("error", (event) => { window.wrong = (window.wrong || 0) + 1; });
addEventListener("load", () => {
  const search = document.getElementById("search");
  const shown = () => [...document.querySelectorAll("details.page")].filter((each) => !each.hidden).length;
  const all = shown();
  search.value = "EVIL";
  search.dispatchEvent(new Event("input"));
  const some = shown();
  const evil = [...document.querySelectorAll("details.page")].find((each) => !each.hidden);
  evil.open = true;
  search.value = "2.txt";
  search.dispatchEvent(new Event("input"));
  const page = [...document.querySelectorAll("details.page")].find((each) => !each.hidden);
  page.open = true;
  document.getElementById("theme").click();
  setTimeout(() => {
    const mark = page.querySelector("mark");
    mark.focus();
    document.documentElement.dataset.probe = JSON.stringify({
      ready: document.documentElement.dataset.ready, all, some, title: document.title, wrong: window.wrong || 0,
      repair: mark.dataset.why, focused: document.activeElement === mark, gone: page.querySelector("del").textContent,
      evil: evil.textContent, images: document.images.length, charts: document.querySelectorAll(".chart .bar").length,
      theme: document.documentElement.dataset.theme,
      tip: getComputedStyle(mark, "::after").content });
  }, 100);
});
</script>"""


@pytest.mark.skipif(BROWSER is None and not NEEDED, reason="there is no Chromium to open the report with")
def test_a_browser_opens_filters_and_shows_a_repair(report: Path, tmp_path: Path) -> None:
    assert BROWSER, "MEDCLEAN_NEEDS_BROWSER is set, and there is no Chromium"
    probed = tmp_path / "probed.html"
    probed.write_text(report.read_text().replace("<title>", PROBE + "<title>", 1))
    done = subprocess.run([BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                           f"--user-data-dir={tmp_path}/profile", "--virtual-time-budget=3000", "--dump-dom",
                           probed.as_uri()], capture_output=True, text=True, timeout=120)
    found = re.search(r'data-probe="([^"]*)"', done.stdout)
    assert found, done.stderr[-2000:]
    told = json.loads(found[1].replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")
                      .replace("&amp;", "&"))
    assert told["ready"] == "yes" and told["wrong"] == 0 and told["title"] == "medclean report"
    assert (told["all"], told["some"]) == (6, 1)
    assert told["repair"].startswith("R") and told["focused"] and told["gone"] == "责任编辑：王小明"
    assert EVIL[:20] in told["evil"] and told["images"] == 0 and told["charts"] >= 5
    assert told["theme"] in ("light", "dark") and told["repair"][:4] in told["tip"]
