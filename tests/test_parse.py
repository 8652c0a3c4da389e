from __future__ import annotations

import pytest

from medclean.document import Document
from medclean.parse import parse, sniff


def lines(text: str, name: str = "-"):
    return parse(Document(name), text).lines


@pytest.mark.parametrize("text, name, fmt", [
    ("<!DOCTYPE html><title>门诊</title>", "-", "html"),
    ("<p>门诊</p><p>时间</p>", "-", "html"),
    ("\n  <div>门诊<br>时间</div>", "-", "html"),
    ("---\ntitle: 门诊\n---\n正文", "-", "markdown"),
    ("# 门诊\n\n正文", "a.md", "markdown"),
    ("门诊时间<周一至周五>，a<b 且 c>d。", "-", "text"),
    ("用<p>标签写一个段落即可，这是一句话。" + "门诊时间。" * 200, "-", "text"),
    ("", "-", "text"),
])
def test_the_format_is_told_by_its_shape(text, name, fmt):
    assert sniff(text, name) == fmt


def test_plain_text_keeps_every_line_and_space():
    found = lines("　　头痛 \r\n\r\n  恶心\r呕吐")
    assert [line.text for line in found] == ["　　头痛 ", "", "  恶心", "呕吐"]
    assert [line.number for line in found] == [1, 2, 3, 4]


@pytest.mark.parametrize("text, lines", [
    (r"血压偏高。\n要复查。\r\n不要停药。", ["血压偏高。", "要复查。", "不要停药。"]), ("一\\n\\n二\\n", ["一", "二"]),
    (r"血压偏高。\n要复查。", [r"血压偏高。\n要复查。"]), (r"print('你好\n')，print('再见\n')", [r"print('你好\n')，print('再见\n')"]),
    (r"放在D:\资料\n盘。\n再放在D:\data。\n完", [r"放在D:\资料\n盘。\n再放在D:\data。\n完"]),
    (r"密度\nu与半径\rho，角\nabla", [r"密度\nu与半径\rho，角\nabla"])])
def test_line_breaks_that_an_export_escaped_are_breaks_and_those_of_code_paths_and_formulas_are_not(text, lines):
    assert [line.text for line in parse(Document(), text).lines if line.text] == lines


def test_front_matter_becomes_values_of_the_head():
    found = lines("---\ntitle: '门诊: 时间'\ncategories:\n - 新闻\n - 资讯\nseo:\n  Author: 王一\nempty:\n---\n\n正文，一句话。\n")
    assert [(line.key, line.text) for line in found if line.tag == "meta"] == [
        ("title", "门诊: 时间"), ("categories", "新闻"), ("categories", "资讯"), ("seo.author", "王一")]
    assert [line.text for line in found if line.tag != "meta"] == ["正文，一句话。"]


def test_the_body_of_a_feed_post_is_html():
    doc = parse(Document(), '---\ntitle: 门诊\n---\n<div>\n<p style="font-family: "A B";">一</p><p>二<br>三</p></div>')
    assert doc.format == "markdown"
    assert [line.text for line in doc.kept] == ["一", "二", "三"]


def test_markdown_marks_are_read():
    doc = parse(Document("a.md"), "# 门诊\n\n一句*话*，\n见[说明](http://example.com/)。\n\n- 甲\n- 乙\n")
    assert [(line.tag, line.text) for line in doc.kept] == [
        ("h1", "门诊"), ("p", "一句话，见说明。"), ("li", "甲"), ("li", "乙")]


@pytest.mark.parametrize("line", [
    "肿块5*3*2cm", "5mg*3次*2天", "2**3**4", "10. 术后第三天拆线", "2) 复查", ">60岁的患者", "[规格](0.5g)", "[注]: 每日5 mg"])
def test_signs_of_a_value_are_no_marks(line):
    doc = parse(Document(), f"---\ntitle: 门诊\n---\n{line}\n\n以上。\n")
    assert [each.text for each in doc.kept] == [line, "以上。"]


@pytest.mark.parametrize(("text", "lines"), [
    ("每日**5 mg**两次，*饭后*服", ["每日5 mg两次，饭后服"]),
    ("3. 甲\n4. 乙\n\n   丙\n5.\n6. - 丁", ["3. 甲", "4. 乙", "丙", "5.", "6.", "丁"]),
    ("> 60岁", ["60岁"]),
    ("见[说明][1]、[注](#n)和[图](图/1.html)\n\n[1]: http://example.com/", ["见说明、注和图"]),
])
def test_marks_are_marks_still(text, lines):
    assert [line.text for line in parse(Document("a.md"), text).kept] == lines


@pytest.mark.parametrize("before", ["", "> ", "- "])
def test_every_cell_of_a_row_in_markdown_is_read(before):
    rows = ["| 项目 | 值 |", "| --- | --- |", "| Hb | 98 | 低 | a\\|b |", "WBC | 6.1 | 正常", "|  | 5 |", "| 停药 |  |"]
    text = "\n".join((before if not at or before == "> " else " " * len(before)) + row for at, row in enumerate(rows))
    told = [line.text for line in parse(Document("a.md"), f"甲\n\n{text}\n\n乙\n").kept]
    assert told == ["甲", "项目\t值", "Hb\t98\t低\ta|b", "WBC\t6.1\t正常", "\t5", "停药", "乙"]


@pytest.mark.parametrize("block", ["title: *b\nb: &b 1", "title: [", "title: a: b", "title: a\n- b"])
def test_front_matter_that_is_not_plain_yaml_loses_nothing(block):
    doc = parse(Document(), f"---\n{block}\n---\n正文，一句话。\n")
    told = "\n".join(f"{line.key} {line.text}" for line in doc.lines)
    assert "正文" in told
    for word in block.replace(":", " ").replace("-", " ").split():
        assert word in told
    assert "front matter" in doc.warnings[0].why


def test_aliases_in_front_matter_are_refused():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [*{p},*{p},*{p},*{p},*{p},*{p},*{p},*{p}]\n" for p, c in zip("abcdefgh", "bcdefghi"))
    doc = parse(Document(), f"---\ntitle: x\n{bomb}---\n正文\n")
    assert len(doc.lines) < 20 and "alias" in doc.warnings[0].why


def test_long_front_matter_is_not_read_as_yaml():
    doc = parse(Document(), "---\ntitle: c\n" + "a: b\n" * 20_000 + "---\n正文\n")
    assert "正文" in doc.text and doc.warnings
    doc = parse(Document(), "---\n" + "a: b\n" * 20_000 + "---\n正文\n")
    assert doc.text.endswith("a: b\n---\n正文")


@pytest.mark.parametrize("block", [
    "体温: 38.5\n血压: 120/80", "体温：38.5\n血压：120/80", "WBC: 12.5\nHb: 98", "- 体温: 38.5", "每次5 mg", "5: 6"])
def test_what_was_measured_between_two_rules_is_text(block):
    doc = parse(Document(), f"---\n{block}\n---\n患者好转。\n")
    assert doc.text == f"---\n{block}\n---\n患者好转。" and not doc.warnings


@pytest.mark.parametrize("body", ["患者好转。", "<p>患者好转。</p><p>出院。</p>", "患者**好转**。"])
def test_chinese_keys_of_front_matter_are_lines_of_the_text(body):
    doc = parse(Document(), f"---\ntitle: 病例\n体温: 38.5\ntags:\n- 甲\n用药:\n  - 阿司匹林 100 mg\n作者：王一\n---\n{body}\n")
    assert [(line.key, line.text) for line in doc.lines if line.tag == "meta"] == [("title", "病例"), ("tags", "甲")]
    assert [line.text for line in doc.kept if line.tag != "meta"][:5] == [
        "体温: 38.5", "用药:", "- 阿司匹林 100 mg", "作者：王一", "患者好转。"]


def test_rule_lines_in_plain_text_are_not_front_matter():
    doc = parse(Document(), "---\n门诊时间\n")
    assert [line.text for line in doc.kept] == ["---", "门诊时间"]


def test_a_text_of_too_many_lines_is_truncated(monkeypatch):
    monkeypatch.setattr("medclean.parse.MAX_LINES", 3)
    doc = parse(Document(), "患者康复。\n" * 5)
    assert doc.status == "truncated" and len(doc.lines) == 3 and doc.error == "only the first 3 lines were read"
