"""A value stands under the head of its column, whatever the cells above and beside it span."""
from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from medclean.parse.html import parse_html
from medclean.parse.rows import MOST_COLUMNS, Cells


def lines(rows: str) -> list[str]:
    return [line.text for line in parse_html(f"<table>{rows}</table>").lines]


def test_a_cell_that_spans_rows_leaves_its_column_empty_in_them():
    assert lines("<tr><td rowspan=2>总胆固醇<td>成人<td>2.8-5.2<tr><td>儿童<td>3.1-5.2<tr><td>甘油三酯<td>成人<td>0.6-1.7") == [
        "总胆固醇\t成人\t2.8-5.2", "\t儿童\t3.1-5.2", "甘油三酯\t成人\t0.6-1.7"]


def test_a_cell_that_spans_columns_leaves_the_next_ones_empty():
    assert lines("<tr><td colspan=2>血压<td>120/80<tr><td>心率<td>静息<td>72") == ["血压\t\t120/80", "心率\t静息\t72"]


def test_a_single_value_in_a_row_stays_in_its_column():
    assert lines("<tr><td rowspan=2>白细胞<td>6.1<tr><td>7.4") == ["白细胞\t6.1", "\t7.4"]


def test_a_span_ends_with_its_part_of_the_table():
    assert lines("<thead><tr><th rowspan=9>项目<th>结果</thead><tbody><tr><td>血糖<td>5.6</tbody>") == ["项目\t结果", "血糖\t5.6"]


def test_spans_that_are_no_numbers_or_too_many_are_none():
    assert lines("<tr><td colspan=many rowspan=-3>血糖<td colspan=99999 rowspan=0>5.6<td>mmol/L") == ["血糖\t5.6\tmmol/L"]
    cells = Cells()
    for _ in range(3 * MOST_COLUMNS):
        cells.add(1, {"colspan": "90", "rowspan": "60000"})
    assert len(cells.lines) <= 4 * MOST_COLUMNS and len(cells.reach) <= MOST_COLUMNS


def test_cells_that_all_reach_down_to_the_end_fill_no_more_than_the_most_columns():
    found = lines("<tr><td rowspan=60000>血糖<td>5.6" * (3 * MOST_COLUMNS))
    assert max(line.count("\t") for line in found) <= MOST_COLUMNS + 1


HEAD = "<tr><th>姓名<th>血压<th>体温"


def test_a_value_alone_in_a_table_of_data_stays_in_its_column():
    assert lines(f"{HEAD}<tr><td><td><td>37.0") == ["姓名\t血压\t体温", "\t\t37.0"]
    assert lines(f"<thead>{HEAD}</thead><tbody><tr><td><td>120/80<td></tbody>")[-1] == "\t120/80"
    assert lines("<tr><td><td>只有一格<tr><td>甲<td>乙<tr><td colspan=2>注：丙") == ["只有一格", "甲\t乙", "注：丙"]


def test_a_long_cell_in_a_table_of_data_breaks_no_row():
    usage = "每日三次，饭后半小时用温水送服。" * 5
    assert lines(f"{HEAD}<tr><td>甲<td><td>{usage}<tr><td><td><td>{usage}")[1:] == [f"甲\t\t{usage}", usage]
    two = "<tr><td>甲<td>乙<tr><td>丙<td>丁"
    assert lines(f"<tr><th>药名<th>用法<tr><td>戊<td>{usage}")[-1] == f"戊\t{usage}"
    assert lines(f"{two}<tr><td>戊<td>{usage}")[-2:] == ["戊", usage]
    three = "<tr><td>甲<td>乙<td>丙<tr><td>丁<td>戊<td>己"
    assert lines(f"{three}<tr><td>庚<td>辛<td>{usage}")[-1] == f"庚\t辛\t{usage}"
    assert lines(f"{HEAD}<tr><td>甲<td>乙<td><a href=/>{usage}</a>")[-1] == f"甲\t乙\t{usage}"


def test_navigation_beside_an_article_makes_no_row_of_it():
    article, spacer = "患者应当按时复诊，并带上病历。" * 6, "<td></td>"
    for between in "", spacer:
        page = f"<tr><td>首页{between}<td>科普<tr><td>新闻{between}<td>专家"
        links = f"<tr><td>本周热点：<a href=1>糖尿病人吃什么好</a>{between}<td>{article}"
        asks = f"<tr><td>在线咨询：<a href=2>王医生</a> 电话88888888{between}<td>{article}"
        assert lines(page + links + asks)[-4:] == ["本周热点：糖尿病人吃什么好", article, "在线咨询：王医生 电话88888888", article]
    moved = f"<tr><td rowspan=2>甲<td>乙<td>丙<tr>{spacer}<td>{article}"
    found = parse_html(f"<table>{page}<tr><td>{spacer}<td>{article}{moved}")
    assert [(line.text, line.tag) for line in found.lines if line.text.strip() == article] == [(article, "td")] * 2


def test_a_row_of_links_makes_no_table_of_the_layout_below_it():
    article = "患者应当按时复诊，并带上病历。" * 6
    assert lines(f"<tr><td>首页<td>内科<tr><td>栏目<td>{article}") == ["首页\t内科", "栏目", article]
    assert lines(f"<tr><td>首页<td>内科<tr><td>外科<td>儿科<tr><td>甲<td>乙<td>{article}")[-3:] == ["甲", "乙", article]
    assert lines(f"{HEAD}<tr><td>栏目<td><p>{article}<p>{article}<td>") == ["姓名\t血压\t体温", "栏目", article, article]


def test_rows_of_layout_stay_apart():
    assert lines(f"<tr><td rowspan=2>栏目<td>{'患者应当按时复诊。' * 8}<tr><td>{'请遵医嘱服药。' * 10}")[0] == "栏目"


def test_a_part_of_the_page_beside_several_rows_makes_no_table_of_them():
    card = "<td rowspan=2><div>听雨轩</div><div>主题</div><div>12</div><div>积分</div><div>56</div>"
    assert lines(f"<tr>{card}<td>先别急。<tr><td><div class=sign>平安是福</div>")[-2:] == ["先别急。", "平安是福"]
    assert lines("<tr><td rowspan=2>白细胞<br>WBC<td>6.1<tr><td>7.4")[-1] == "\t7.4"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.recursive(st.just("值"), lambda cell: st.lists(st.lists(cell, min_size=2, max_size=3), min_size=1, max_size=3),
                    max_leaves=12))
def test_cells_whose_font_is_not_closed_make_the_rows_that_closed_ones_make(table):
    def written(table, cell_end, row_end):
        if isinstance(table, str):
            return table
        rows = ("".join(f"<td><font>{written(cell, cell_end, row_end)}{cell_end}" for cell in row) for row in table)
        return f"<table>{''.join(f'<tr>{row}{row_end}' for row in rows)}</table>"

    page = "<p>上文。</p>{}<p>下文。</p>"
    closed, unclosed = (parse_html(page.format(written(table, *ends))).lines
                        for ends in (("</font></td>", "</tr>"), ("", "")))
    assert [line.text for line in unclosed] == [line.text for line in closed]


@st.composite
def tables(draw):
    """HTML of a table without holes, and for each row the text of each column where a cell begins."""
    width, height = draw(st.integers(2, 5)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    html, told = "", []
    for row in range(height):
        html, starts = html + "<tr>", {}
        for column in range(width):
            if (row, column) in taken:
                continue
            high = draw(st.integers(1, height - row))
            free = next((at for at in range(column, width) if (row, at) in taken), width)
            wide = draw(st.integers(1, free - column))
            taken |= {(row + down, column + right) for down in range(high) for right in range(wide)}
            starts[column] = f"r{row}c{column}"
            html += f'<td rowspan="{high}" colspan="{wide}">{starts[column]}</td>'
        told.append(starts)
    return html, told


@settings(max_examples=200, deadline=None, derandomize=True)
@given(tables())
def test_each_cell_stands_in_its_column(made):
    html, told = made
    rows = [line.split("\t") for line in lines(html)]
    found = [{at: text for at, text in enumerate(row) if text} for row in rows]
    expected = [starts for starts in told if starts]
    alone = [starts for starts in expected if len(starts) == 1]  # a row of one cell that nothing reaches into is a line
    assert [sorted(row.values()) for row in found] == [sorted(starts.values()) for starts in expected]
    assert all(row == starts or starts in alone for row, starts in zip(found, expected))
