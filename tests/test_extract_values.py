"""What was measured, taken or counted in an article stays, in whatever elements an editor has put it."""
from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st

from medclean import clean
from medclean.document import Line
from medclean.extract.features import look

TITLE = "冬季血压为什么升高"
PROSE = [
    "高血压患者应当在医生指导下规律服药，不要自行增减剂量，也不要听信所谓的偏方。",
    "研究人员对三千名居民随访了五年，发现每天走路半小时的人发病更少，差别十分明显。",
    "医生提醒，出现持续头晕、胸闷、视物模糊等情况时，应当尽快到附近的医院就诊，不要拖延。",
    "手术在全身麻醉下进行，历时约两个小时，出血不多，术后患者安返病房，生命体征平稳。",
]
VALUES = [
    "硝苯地平控释片 30 mg 每日一次", "血红蛋白 98 g/L（参考值 115—150）", "体温 38.5℃", "血压 160/95 mmHg",
    "阿莫西林 0.5 g，每日三次",
    "肌酐 132 μmol/L", "早餐：牛奶 250 毫升", "上午8:00—11:30", "第1天 禁食", "INR 2.3", "白细胞 12.5×10⁹/L", "注意：青霉素过敏者禁用",
    "孕妇禁用", "有效期 24个月", "国药准字H20123456", "24岁，女，教师", "0—4 分 没有抑郁", "咨询电话 0571-87654321", "检查费 120元",
    "胰岛素 8单位", "步骤一 洗手", "阳性 3例", "OR 1.52（95%CI 1.1—2.0）", "左眼 0.8", "甘油三酯↑ 3.1", "君药 黄芪 30克", "水煎服，日一剂",
]
MARKUP = {  # what stands before the values, around each of them, behind them
    "paragraphs": ("", "<p>{}</p>", ""),
    "list": ("<ul>", "<li>{}</li>", "</ul>"),
    "items": ("<ol>", "<li><p>{}</p></li>", "</ol>"),
    "rows": ("<table>", "<tr><td>{}</td></tr>", "</table>"),
    "breaks": ("<p>", "{}<br>", "</p>"),
    "divs": ("", "<div>{}</div>", ""),
    "strong": ("", "<p><strong>{}</strong></p>", ""),
    "headings": ("", "<h4>{}</h4>", ""),
    "spans": ("<div>", "<span>{}</span> ", "</div>"),
    "quotation": ("<blockquote>", "<p>{}</p>", "</blockquote>"),
    "grid": ("<div class=grid>", "<div class=item>{}</div>", "</div>"),
    "centred": ("", "<center>{}</center>", ""),
    "sections": ("", "<section><section><p>{}</p></section></section>", ""),
    "fonts": ("", "<font size=3>{}</font><br>", ""),
    "links": ("<p>", "<a href=/drug>{}</a>；", "见说明书。</p>"),
}
LABORATORY = [("血糖", 7.2), ("血钾", 3.4)]
WHOLE = ["<div class=content>{}</div>", "<article>{}</article>", "<div id=zoom><div>{}</div></div>",
         "<table width=900><tr><td class=c>{}</td></tr></table>"]
SOME = st.lists(st.sampled_from(VALUES), min_size=1, max_size=5, unique=True)
BLOCKS = st.lists(st.tuples(st.sampled_from(list(MARKUP)), SOME), min_size=1, max_size=4)


def marked(kind: str, values: list[str]) -> str:
    before, each, behind = MARKUP[kind]
    return before + "".join(map(each.format, values)) + behind


def page(body: str) -> bytes:
    menu = "".join(f"<a href=/{number}>频道{number}</a> " for number in range(8))
    ranking = "".join(f"<li><a href=/n/{number}>冬季养生要注意的第{number}件事情</a></li>" for number in range(8))
    return (f"<html><head><title>{TITLE}_青松健康网</title></head><body><div class=nav>{menu}</div><h1>{TITLE}</h1>"
            f"<div class=info>2021-03-04 10:20 来源：青松健康网</div>{body}"
            f"<div class=side><h3>热门文章</h3><ul>{ranking}</ul></div>"
            "<div class=foot>版权所有 青松健康网</div></body></html>").encode()


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@given(BLOCKS, st.sampled_from(WHOLE))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_value_between_paragraphs_is_lost(blocks, whole):
    body = "".join(f"<p>{PROSE[at % 4]}</p>{marked(*block)}" for at, block in enumerate(blocks)) + f"<p>{PROSE[3]}</p>"
    text = letters(clean(page(whole.format(body)), to="keep").text)
    assert [value for _, values in blocks for value in values if letters(value) not in text] == []
    assert "频道" not in text and "件事情" not in text and "版权所有" not in text


def test_values_below_the_last_paragraph_stay():
    rows = "".join(f"<div class=row><b>{name}</b>：<span>{value} mmol/L</span></div>" for name, value in LABORATORY)
    body = f"<div class=c><p>{PROSE[0]}</p><p>{PROSE[1]}</p><div class=grid>{rows}</div></div>"
    assert clean(page(body)).text.splitlines()[2:] == ["血糖：7.2 mmol/L", "血钾：3.4 mmol/L"]


def test_values_below_the_last_paragraph_of_a_flattened_page_stay():
    flat = ["首页 频道1 频道2", TITLE, "2021-03-04 10:20 来源：青松健康网", PROSE[0], PROSE[1], "血糖：7.2 mmol/L", "未见异常",
            "血钾：3.4 mmol/L", "热门文章", "冬季养生要注意的第1件事情", "冬季养生要注意的第2件事情", "版权所有 青松健康网"]
    assert clean("\n".join(flat).encode()).text.splitlines() == flat[3:8]


HISTORY = ["主诉：发热3天", "现病史：患者3天前受凉后发热", "体温：39.2℃", "血压：120/80 mmHg", "诊断：肺炎", "处理：头孢曲松 2.0 g 每日1次"]


def test_a_case_history_stands_above_the_first_paragraph_and_no_line_of_it_says_when_something_was_posted():
    body = "".join(f"<p>{line}</p>" for line in [*HISTORY, PROSE[0]])
    assert clean(page(f"<div class=c>{body}</div>")).text.splitlines() == [*HISTORY, PROSE[0]]
    flat = ["首页 频道1 频道2", TITLE, "2021-03-04 10:20 来源：青松健康网", *HISTORY, PROSE[0], "热门文章", "冬季养生要注意的第1件事情",
            "冬季养生要注意的第2件事情", "版权所有 青松健康网"]
    assert clean("\n".join(flat).encode()).text.splitlines() == [*HISTORY, PROSE[0]]


@pytest.mark.parametrize("text, told", [("云溪网友 05/12 10:21", True), ("2020-03-05 10:20 第12/31期", True),
                                        ("03-05 08:00 体温38.5", False), ("21:07 阿司匹林300mg", False)])
def test_a_day_without_a_year_is_no_value_of_a_stamp(text, told):
    assert look(Line(1, text)).info == told


@pytest.mark.parametrize("line", ["2020-03-05 08:00 血压120/80", "2020-03-05 入院", "2020-03-05 10:20 头孢 1.0 g"])
def test_the_course_of_a_case_above_the_first_paragraph_stays(line):
    body = f"<div class=c><p>{line}</p><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div>"
    assert clean(page(body)).text.splitlines()[0] == line


def test_what_a_shop_offers_below_the_last_paragraph_is_no_value_and_the_fees_of_a_table_are():
    offers = "".join(f"<div><div>{name} ¥{price}</div></div>" for name, price in (("阿胶 250g", 398), ("红枣 500g", 58)))
    fees = "".join(f"<tr><td>{name}</td><td>¥{price}</td></tr>" for name, price in (("平扫 5 mm", 180), ("造影 9 ml", 520)))
    told = "".join(f"<p>{text}</p>" for text in PROSE[:2])
    assert clean(page(f"<div class=c>{told}<div>{offers}</div></div>")).text.splitlines() == PROSE[:2]
    found = clean(page(f"<div class=c>{told}<div><table>{fees}</table></div></div>")).text
    assert found.splitlines() == [*PROSE[:2], "平扫 5 mm\t¥180", "造影 9 ml\t¥520"]


@pytest.mark.parametrize("line", ["感染来源：牛羊", "排便次数：减少", "发作次数：增多", "基因编辑：尚不成熟"])
def test_what_only_ends_as_a_label_of_pages_is_no_header(line):
    page = f"<h1>布鲁氏菌病</h1><div><p>{line}</p>" + "".join(f"<p>{each}</p>" for each in [
        "布鲁氏菌病的病人多数发热、出汗，关节疼痛，有的病程拖到半年以上，容易误诊。", "牧民接生羔羊时应当戴手套，奶要煮开再喝，发热应当及时就医。"])
    assert line in clean(f"<html><body>{page}</div></body></html>", to="keep").text.split("\n")


@pytest.mark.parametrize("empty", ["<li><img src=a.jpg></li>", "<li><a href=/x><img src=/a.jpg></a></li>"])
def test_items_of_a_list_of_articles_that_hold_no_line(empty):
    items = "".join(f"<li><a href=/{at}>{title}</a></li>" for at, title in enumerate([
        "糖尿病人能吃水果吗专家来解答", "走路半小时到底有什么好处呢", "冬天护肤要注意的几件事情啊", "孩子发热要不要马上去医院看"]))
    page = ("<html><body><h1>布鲁氏菌病</h1><div><p>布鲁氏菌病的病人多数发热、出汗，关节疼痛，有的病程拖到半年以上，容易误诊。</p></div>"
            f"<div>相关推荐</div><ul>{items}{empty}</ul></body></html>")
    assert clean(page, to="keep").text.startswith("布鲁氏菌病的病人")


BOXES = ["<section><p>{}</p></section>", "<div><div><p>{}</p></div></div>", "<div class=tip><p>{}</p></div>",
         "<div class=note-box><strong>{}</strong></div>"]


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("line", ["血压 140/90", "【禁忌】对本品过敏者", "注：孕妇禁用", "温馨提示：服药期间不要饮酒", "用量：3～9g", "疗程：7天", "适用：65岁以上"])
def test_a_value_or_a_warning_in_a_box_beside_the_paragraphs_stays(box, line):
    told = [f"<p>{text}</p>" for text in PROSE[:2]]
    above = clean(page(f"<div class=c>{box.format(line)}{''.join(told)}</div>"), to="keep").text
    below = clean(page(f"<div class=c>{''.join(told)}{box.format(line)}</div>"), to="keep").text
    assert (above.splitlines(), below.splitlines()) == ([line, *PROSE[:2]], [*PROSE[:2], line])


@pytest.mark.parametrize("box", BOXES[:2])
def test_a_short_line_in_a_container_without_a_name_stays(box):
    told = [f"<p>{text}</p>" for text in PROSE[:2]]
    lines = clean(page(f"<div class=c>{told[0]}{told[1]}{box.format('诊断：支气管哮喘')}</div>"), to="keep").text.splitlines()
    assert lines == [*PROSE[:2], "诊断：支气管哮喘"]


def test_the_other_lines_of_a_box_with_a_value_stay_and_a_box_of_buttons_goes():
    told = "".join(f"<p>{text}</p>" for text in PROSE[:2])
    box = "<div class=rx><p>处方一</p><p>黄芪 30克</p><p>水煎</p></div><div class=tool><p>下载本文</p><p>引用本文</p></div>"
    assert clean(page(f"<div class=c>{told}{box}</div>"), to="keep").text.splitlines() == [
        *PROSE[:2], "处方一", "黄芪 30克", "水煎"]


_FOOT = "<div class=footer><p>本站信息仅供参考，不能作为诊断及医疗的依据</p></div>"
_CODES = ["J00\t急性鼻咽炎", "J01.0\t急性上颌窦炎", "J18.9\t肺炎，未特指"]


def _table(rows: list[str]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("\t")) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_the_rows_of_a_table_are_the_text_of_a_page_with_hardly_a_sentence():
    menu = "<ul>" + "".join(f"<li><a href=/>{name}</a></li>" for name in ("首页", "疾病", "药品", "编码")) + "</ul>"
    head = "<html><head><title>呼吸系统疾病编码</title></head><body>" + menu
    assert clean(f"{head}<h1>呼吸系统疾病编码</h1>{_table(_CODES)}{_FOOT}", to="keep").text.splitlines() == _CODES
    links = _table(["\t".join(f"<a href=1>{cell}</a>" for cell in row.split("\t")) for row in _CODES])
    assert clean(f"{head}<h1>呼吸系统疾病编码</h1>{links}{_FOOT}", to="keep").status == "empty"


def test_a_row_whose_cells_are_links_stays_among_the_rows_of_its_table():
    rows = ["\t周一\t周二", "上午\t<a href=1>王强</a>\t<a href=2>李娟</a>", "下午\t<a href=3>赵敏</a>\t停诊"]
    text = clean(page(f"<div>{_table(rows)}{''.join(f'<p>{each}</p>' for each in PROSE[:2])}</div>"), to="keep").text
    assert "上午\t王强\t李娟" in text and "下午\t赵敏\t停诊" in text


def test_an_hour_below_a_question_of_a_live_report_begins_no_other_article():
    said = [("10:02", PROSE[0]), ("10:05", PROSE[1]), ("10:21", "记者问：封控区的居民如何买药？"), ("10:23", "主任：由社区登记。")]
    items = "".join(f"<div class=item><span class=t>{hour}</span><p>{text}</p></div>" for hour, text in said)
    live = f"<div class=src>2022-03-14 来源：医路网</div><div class=live>{items}</div>"
    assert clean(page(live), to="keep").text.splitlines() == [each for pair in said for each in pair]


_CASES = ["年齡\t重症數\t死亡數", "0-6歲\t9\t1", "7-18歲\t12\t0", "65歲以上\t301\t79"]


@pytest.mark.parametrize("cases", [_CASES, ["日期\t內容\t地點", "2021-03-04\t義診\t大廳", "2021-03-05\t衛教\t禮堂"]])
def test_a_table_between_two_containers_of_the_text_belongs_to_it(cases):
    own = [PROSE[0] + PROSE[1], "本流感季（自2023年10月1日起）各年齡層重症病例統計如下："]
    body = (f"<div class=news><div>{'<br><br>'.join(own)}</div><div class=responsive>{_table(cases)}</div>"
            f"<div>{'<br><br>'.join(PROSE[2:])}</div></div><div class=menu><a href=1>上一則</a><a href=2>下一則</a></div>")
    assert clean(page(body), to="keep").text.splitlines() == [*own, *cases, *PROSE[2:]]


@pytest.mark.parametrize("rows", [["<a href=1>護理公告</a>\t1\t2"], ["義診\t2021-03-04", "衛教\t2021-03-05"],
                                  ["首頁\t1\t2", "登入"], ["無痛人流\t無痛胃鏡", "針灸\t減肥"], ["使用者\t輸入"]])
def test_a_table_between_them_without_numbers_and_in_two_columns_does_not(rows):
    body = (f"<div class=news><div>{'<br><br>'.join(PROSE[:2])}</div><div class=responsive>{_table(rows)}</div>"
            f"<div>{'<br><br>'.join(PROSE[2:])}</div></div><div class=menu><a href=1>上一則</a><a href=2>下一則</a></div>")
    assert clean(page(body), to="keep").text.splitlines() == PROSE


@pytest.mark.parametrize("day", ["2023年10月1日起停用该药", "2023-10-01 08:00起禁食", "2023年10月1日至2023年10月7日停诊",
                                 "2023年10月1日前完成复查"])
def test_what_is_from_a_day_on_is_no_date_of_the_page(day):
    assert clean(page(f"<div class=content><p>{day}</p>{''.join(f'<p>{each}</p>' for each in PROSE)}</div>"),
                 to="keep").text.splitlines() == [day, *PROSE]


def test_a_row_of_titles_that_are_links_is_no_row_of_data():
    rows = ["医院新闻\t<a href=1>我院召开年度工作会议</a>\t<a href=2>我院在社区举办义诊活动</a>",
            "通知公告\t<a href=3>关于元旦放假安排的通知</a>\t<a href=4>关于调整门诊时间的通知</a>"]
    text = clean(page(f"<div class=content>{''.join(f'<p>{each}</p>' for each in PROSE)}{_table(rows)}</div>")).text
    assert text.splitlines() == PROSE


def test_a_timetable_of_links_stays_and_so_does_what_stands_below_its_hours():
    doctors = ("<a href=1>倪素雲</a>(約診)", "<a href=2>魏永昌</a>", "<a href=3>溫子晴</a>(額滿)", "<a href=4>范姜維</a>")
    rows = ["科別\t診間\t星期一\t星期二\t星期三\t星期四", *(f"{ward}\t{room}診\t" + "\t".join(doctors)
            for ward, room in (("一般內科", 101), ("心臟內科", 103), ("腎臟內科", 105)))]
    below = ["看診時間", "上午診：9:00～12:00（現場掛號8:00～11:00）", "注意事項", "初診病人請攜帶健保卡及身分證明文件，提早30分鐘至一樓1號櫃檯填寫基本資料。"]
    heads = "".join(f"<h3>{text}</h3>" if len(text) == 4 else f"<p>{text}</p>" for text in below)
    text = clean(page(f"<div id=main><p>{PROSE[0]}</p>{_table(rows)}{heads}</div>"), to="keep").text
    assert all(each in text for each in ("腎臟內科\t105診", "溫子晴(額滿)", *below))


@pytest.mark.parametrize("caption, stays", [("飛蚊症多數無害。（Getty Images）", False), ("眼底檢查前需滴散瞳藥水。（受訪者提供）", False),
                                            ("建議行 乳腺攝影", True),
                                            ("每次滴一滴，一天三次。（見說明書）", True), ("5 mg 每日一次（护士站提供）", True),
                                            ("一次性口罩（医院提供）", True), ("患者自备，住院时带来（医院不提供）", True)])
def test_a_line_behind_a_picture_with_its_credit_in_brackets_captions_it(caption, stays):
    body = f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p><p><img src=a.jpg></p><p>{caption}</p><p>{PROSE[2]}</p>"
    assert (caption in clean(page(body), to="keep").text) == stays


def test_hours_under_a_headline_are_the_text_of_a_page_whose_only_longer_line_is_its_address():
    html = ("<title>门诊时间_云溪医院</title><div class=nav><a href=/>首页</a> <a href=/a>科室</a></div>"
            "<div class=main><h1>门诊时间</h1><div>发布时间：2020-03-02 来源：云溪医院</div>"
            "<div><p>内科 周一至周五 8:00-11:30</p><p>急诊 24小时</p></div></div>"
            "<div class=foot><p>地址：云溪市人民路1号 电话：0571-87654321</p></div>")
    assert clean(html.encode()).text.split("\n") == ["内科 周一至周五 8:00-11:30", "急诊 24小时"]


@pytest.mark.parametrize("said", ["用法：每次0.5g，一日三次。", "王医生3月5日停诊。", "孕妇慎用", "禁忌：胃溃疡", "多喝水</p><p>温水擦身"])
def test_what_stands_in_another_container_than_a_short_head_stays(said):
    html = ("<title>门诊药房_云溪医院</title><div class=nav><a href=/>首页</a> <a href=/a>科室</a></div><div class=head>"
            f"<h1>门诊药房通知</h1><p>处方药</p><p>内科</p></div><div class=con><p>{said}</p></div>")
    assert clean(html.encode()).text.endswith(said.replace("</p><p>", "\n"))


def test_the_number_of_a_batch_is_no_date_of_the_page():
    html = ("<title>药品召回公告_云溪网</title><h1>药品召回公告</h1><p>品名：硝苯地平片</p><p>批号：20200101</p>"
            "<p>该批药品的溶出度不合格，请各单位立即停止销售和使用，并联系生产企业办理退货。</p><p>患者手中的药可以到药店更换，换药时请带上包装。</p>")
    assert "批号：20200101" in clean(html.encode()).text.split("\n")


def test_a_rule_across_the_page_inside_an_article_goes_and_a_row_of_results_stays():
    told = "专家介绍，高血压患者入冬以后要注意保暖，按时服药，每天早晚各测一次血压并且记录下来。"
    html = f"<h1>冬季护心</h1><div><p>{told}</p><p>{'—' * 20}</p><p>{'(＋)(－)' * 5}</p><p>{told.replace('冬', '春')}</p></div>"
    doc = clean(html.encode())
    assert doc.text.split("\n")[1] in ("(+)(-)" * 5, "(＋)(－)" * 5)
    assert [edit.why for edit in doc.edits if edit.before == "—" * 20] == ["it draws a rule across the page"]


def test_a_single_row_under_a_headline_is_no_table_and_stays():
    html = ("<title>门诊表_云溪网</title><body><h1>门诊表</h1><table><tr><td>内科</td><td>周一</td></tr></table>"
            "<div><a href=/>首页</a></div></body>")
    assert clean(html.encode()).text == "内科\t周一"
