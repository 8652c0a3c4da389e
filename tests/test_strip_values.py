"""No rule of strip, and not the shape of a page, takes a line with a value out of an article."""
from __future__ import annotations

from itertools import cycle, product
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean import clean
from medclean.document import Document, Edit, Line
from medclean.rules import Check, Lines, Rule, all_rules, change, drop, run_rules
from medclean.strip import Strip
from medclean.tables import load

assert Strip  # importing the stage registers its rules

ABOVE = "高血压患者应当长期服药，血压降下来以后也不可自行停药，以免血压反弹。"
BELOW = "停药后血压会在数日内回升，比服药前更高，血管受到的损害也更大。"
SAID = [row[0] for name in ("menu", "labels", "headings", "dialogue_words", "furniture") for row in load(name)] + [
    "更多", "推荐量", "返回", "共", "已有", "点击", "关注", "ID", "扫码", "分享", "广告", "用户名", "晴", "多云", "版权", "主办单位", "转载",
    "声明", "本文", "检验者", "来源", "时间", "2020-03-05", "2020年3月5日", "周一", "阿莫西林", "首页>", "首页/"]
VALUES = ["5 mg", "120/80", "38.5", "20 ng/mL", "5%", "12 kPa", "3丸", "0/60", "36.5℃", "2.5 IU", "1.0 g 静滴", "30滴"]
SHAPES = ["{said} {value}", "{said}：{value}", "{value} {said}", "{value}{said}", "{said}{value} {said}{value}",
          "{said}：{value} 早晚", "来源：{said} 日期：2020-03-05 {value}",
          "{said} 头孢 {value}", "2020-03-05 08:00 {said} {value}"]
PLACES = {"between": (ABOVE, "{}", BELOW), "above": ("{}", ABOVE, BELOW), "end": (ABOVE, BELOW, "{}")}
MARKUP = {"p": "<p>{}</p>", "li": "<ul><li>{}</li></ul>", "td": "<table><tr><td>{0}</td><td>早</td></tr><tr><td>{0}</td>"
          "<td>晚</td></tr></table>"}
NUMBERS = [(said, crc32(said.encode())) for said in SAID]  # of a word alone, whatever else its table holds
LINES = [(VALUES[(number + turn) % len(VALUES)], SHAPES[(number + turn) % len(SHAPES)].format(
    said=f" {said}" if said[0].isascii() else said, value=VALUES[(number + turn) % len(VALUES)]))
    for said, number in NUMBERS for turn in (0, 5, 9)]


def lost(place: str, value: str, text: str) -> list[tuple[str, str, str]]:
    doc = clean("\n".join(PLACES[place]).format(text).encode(), to="keep")
    return [] if value in doc.text else [(text, edit.rule, edit.why) for edit in doc.edits if edit.before == text]


@pytest.mark.parametrize("place", PLACES)
def test_no_word_of_a_page_takes_a_value_along(place):
    assert [each for value, text in LINES for each in lost(place, value, text)] == []


@given(st.sampled_from(list(MARKUP)), st.sampled_from(list(PLACES)),
       st.lists(st.sampled_from(LINES), min_size=1, max_size=4, unique=True))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_element_of_an_article_loses_its_value(markup, place, lines):
    values = "".join(MARKUP[markup].format(text) for _, text in lines)
    body = "".join(values if part == "{}" else f"<p>{part}</p>" for part in PLACES[place])
    page = f"<html><head><title>高血压用药</title></head><body><div>{body}</div></body></html>"
    doc = clean(page.encode(), to="keep")
    assert [edit for value, text in lines for edit in doc.edits if edit.before == text and value not in doc.text] == []


OPENED = ["上一页", "下一页", "首页 上一页", "页次", "上一篇：", "下一篇：", "评分", "综合评分", "3人参与", "123人评价", "版权所有", "©", "ICP备",
          "版权所有 建议使用", "版权所有 执行时间", "Powered by", "热线", "余下全文", "没有了"]
WORDINGS = [*VALUES, "3/5", "5㎎", "2 ㏄", "80万单位", "5万U", "pH 7.4", "5毫克", "1~2片", "硝苯地平30mg", "4.8 mmol/L",
            "0.05 s 0.5 h", "1.5/2.5", "1:1000", "5mg×7片", "10⁹/L", "24/7 h", "7.0 升", "早1/2片"]
BESIDE = ["{said} {value}", "{value} {said}", "{said}{value}", "{said} 头孢 {value} 早晚", "{said}头孢{value}"]
ATTACKS = [(value, shape.format(said=said, value=value))
           for (said, value), shape in zip(product(OPENED, WORDINGS), cycle(BESIDE))]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("page", ["{}", "<title>高血压用药</title><div><p>{}</p></div>"], ids=["text", "html"])
def test_no_permission_to_take_a_value_reaches_an_articles(page, place):
    joint = "</p><p>" if "<p>" in page else "\n"
    texts = [clean(page.format(joint.join(PLACES[place]).format(text)).encode(), to="keep").text for _, text in ATTACKS]
    assert [text for (value, text), kept in zip(ATTACKS, texts) if value not in kept] == []


def document(text: str) -> Document:
    return Document(lines=tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)))


def test_a_rule_without_a_reason_takes_no_value_whatever_it_says():
    def rule(check: Check, values: str = "") -> Rule:
        return Rule("S999", "greedy", check, (), (), True, values=values)

    def all_of_it(lines: Lines) -> list[Edit]:
        return [drop(line, "greed") for line in lines]

    def a_bit(lines: Lines) -> list[Edit]:
        return [change(line, 0, line.text[:3], "", "hunger") for line in lines]

    assert run_rules(document("每次５ｍｇ\n首页"), [rule(all_of_it)]).text == "每次５ｍｇ"
    assert run_rules(document("每次５ｍｇ\n首页"), [rule(all_of_it, "for a test")]).text == ""
    assert run_rules(document("5mg早晚\n第一首页"), [rule(a_bit)]).text == "5mg早晚\n页"


def test_a_rule_that_may_take_values_says_why():
    entitled = {each.code for each in all_rules("S") if each.values}
    assert entitled and all(len(each.values) > 10 for each in all_rules("S") if each.values)
    assert not entitled & {"S101", "S102", "S103", "S106", "S110", "S111", "S114", "S121", "S122", "S123"}


@pytest.mark.parametrize("order", ["2020-03-05 08:00 头孢 1.0 g", "2020-03-05 体温38.5℃", "时间：2020-03-05 08:00 头孢 1.0 g 静滴",
                                   "浏览：1.2万 血压120/80", "浏览次数：120 mg", "2020-03-05 入院"])
@pytest.mark.parametrize("page", ["{}\n{}\n{}", "<title>高血压用药</title><div><p>{}</p><p>{}</p><p>{}</p></div>"])
def test_an_order_or_an_observation_tells_nothing_of_the_page(order, page):
    for place in (0, 1):
        doc = clean(page.format(*[ABOVE, BELOW][:place], order, *[ABOVE, BELOW][place:]).encode(), to="keep")
        assert order in doc.text and not doc.metadata.views


def test_results_in_the_row_of_a_table_are_no_menu():
    rows = "".join(f"<tr><td>{cell}</td><td>{cell}</td><td>{other}</td></tr>"
                   for cell, other in (("正常", "推荐"), ("确定", "取消")))
    page = f"<title>检查结果</title><div><p>{ABOVE}</p><table>{rows}</table><p>{BELOW}</p></div>"
    assert clean(page.encode(), to="keep").text.split("\n")[1:3] == ["正常\t正常\t推荐", "确定\t确定\t取消"]


def test_of_a_paragraph_that_stands_twice_one_copy_stays():
    opening = ["老年高血压患者应当从小剂量开始用药，每次2.5 mg，每日一次，血压平稳以后再慢慢加量，不可自行停药。",
               "出现头晕、乏力、心慌的，应当先停药再就医，由医生决定是否改用其他降压药物，不可硬撑着不去看。"]
    rest = ["患者平时要注意少吃盐，每日不超过五克，同时要戒烟限酒，控制体重，保持心情平和，坚持锻炼身体。",
            "家属要帮助老人记录每天的血压，就诊的时候把记录带给医生看，方便医生调整用药的种类和剂量大小。",
            "此外，老人起床的时候动作要慢，先坐一会儿再站起来，避免体位性低血压引起的跌倒，造成骨折等后果。"]
    page = ["老年高血压用药须知_云溪健康网", "首页", "新闻", "医院", "登录", "注册", *opening, "更多>>", "专题", "首页 > 健康 > 正文", "老年高血压用药须知",
            "2020-03-05 10:20 来源：人民网 浏览：120", *opening, *rest, "（责任编辑：李明）", "相关阅读", "春季如何防过敏", "哮喘患者用药须知"]
    assert clean("\n".join(page).encode(), to="keep").text.split("\n") == [*opening, *rest]


def test_who_treats_a_patient_is_no_headline():
    told = clean(f"一例病例\n患者：王小明\n主治医师：李红\n日期：2020-03-05\n{ABOVE}\n{BELOW}".encode(), to="keep").metadata
    assert told.title != "主治医师：李红" and not told.authors


def test_the_lines_of_a_report_are_none_of_the_page():
    report = ["体检中心/二楼/203室", "ID：0012345", "检验者：王小明 审核：李红"]
    assert clean("\n".join([ABOVE, *report, BELOW]).encode(), to="keep").text.split("\n") == [ABOVE, *report, BELOW]


FOOT = ["相关阅读", "春季如何防过敏", "哮喘患者用药须知", "版权所有 青松健康网 京ICP备05000000号"]
STAMP = "2021-03-04 10:20 来源：健康报"
FURNITURE = {"S121": "免责声明：本文99%来自网络，不代表本网立场", "S122": "本站文章99% 转载请注明出处", "S123": "扫描二维码，领取3盒口罩",
             "S124": "下载APP，领50g奶粉"}
PATHS = ["首页 > 药品 > 阿司匹林 100mg", "您的位置：首页 > 健康 > 每天5克盐"]


def page(lines: list[str], html: bool) -> bytes:
    held = "</p><p>".join(line.replace(">", "&gt;") for line in lines)
    return (f"<title>高血压用药须知</title><div><p>{held}</p></div>" if html else "\n".join(lines)).encode()


@pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
@pytest.mark.parametrize("code", FURNITURE)
def test_furniture_with_a_value_goes_among_furniture_and_stays_beside_the_text(code, html):
    line = FURNITURE[code]
    doc = clean(page([ABOVE, BELOW, line, *FOOT], html), to="keep")
    assert [edit.rule for edit in doc.edits if edit.before == line] == [code] and doc.text == f"{ABOVE}\n{BELOW}"
    for lines in ([ABOVE, BELOW, line], [ABOVE, line, BELOW, *FOOT], [line, ABOVE, BELOW, *FOOT]):
        assert line in clean(page(lines, html), to="keep").text


@pytest.mark.parametrize("count, stays", [(30, False), (31, True)])
def test_more_lines_with_values_than_furniture_has_in_a_row_are_a_table(count, stays):
    rows = [f"下载APP，领{number}g奶粉" for number in range(50, 50 + count)]
    assert (rows[0] in clean(page([ABOVE, BELOW, *rows, *FOOT], True), to="keep").text) is stays


@pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
@pytest.mark.parametrize("path", PATHS)
def test_a_path_to_a_title_with_a_value_goes_above_the_headline_alone(path, html):
    doc = clean(page(["首页", "登录 | 注册", path, "高血压用药须知", STAMP, ABOVE, BELOW], html), to="keep")
    assert doc.text == f"{ABOVE}\n{BELOW}" and doc.metadata.breadcrumb[-1] in path
    for lines in ([path, ABOVE, BELOW], [ABOVE, path, BELOW], [ABOVE, BELOW, path]):
        assert path in clean(page(lines, html), to="keep").text


SHAPED = ["免责声明：本文{}来自网络，不代表本网立场", "本站文章{} 转载请注明出处", "扫描二维码，领取{}", "关注公众号 {}", "下载APP，{}", "首页 > {}",
          "首页 > 用药 > {}", "首页 > {} > 正文", "广告 {}", "广告：头孢 {}", "查看更多 {}", "分享到 {}", "内容仅供参考，每日{}"]
DOSES = ["5 mg", "血压120/80", "体温38.5", "20 ng/mL", "5片", "1.0 g 静滴", "5㎎", "80万单位", "36.5℃", "肾上腺素 1:1000"]


@pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
@pytest.mark.parametrize("shaped", SHAPED)
def test_no_dose_goes_with_furniture_that_looks_like_a_rules(shaped, html):
    """Not at the text's end either, above a foot: what page and article could say is the article's."""
    texts = {value: clean(page([ABOVE, BELOW, shaped.format(value), *FOOT], html), to="keep").text for value in DOSES}
    assert [value for value, text in texts.items() if value not in text] == []


def test_a_rule_that_takes_values_among_the_pages_own_lines_says_which():
    assert {each.code for each in all_rules("S") if each.among} == {"S101", "S106", *FURNITURE}
    assert not any(each.among and each.values for each in all_rules("S"))


@pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
def test_a_stamp_with_a_score_of_the_page_goes_under_the_headline(html):
    stamp = "发布时间：2021-03-04 浏览：1234次 评分：4.8"
    doc = clean(page(["首页", "登录 | 注册", "高血压用药须知", stamp, ABOVE, BELOW, *FOOT], html), to="keep")
    assert doc.text == f"{ABOVE}\n{BELOW}" and doc.metadata.date == "2021-03-04" and doc.metadata.views == 1234
    for line in ("评分：4.8", "发布时间：2021-03-04 血压 120/80", "发布时间：2021-03-04 评分：38.5"):
        assert line in clean(page(["高血压用药须知", line, ABOVE, BELOW], html), to="keep").text


@pytest.mark.parametrize("own", [["用药注意事项", "成人每日一次，每次5 mg", "孕妇禁用"], ["三、定期复查", "每三个月抽血一次"]])
@pytest.mark.parametrize("markup", [None, "p"])
def test_a_list_of_other_articles_ends_above_the_article_s_own_lines(own, markup):
    lines = [ABOVE, "推荐阅读：", "转氨酶高的人能喝酒吗", "这六种食物最护肝", *own, BELOW, ABOVE]
    page = "\n".join(lines) if markup is None else \
        f"<h1>如何护肝</h1><div>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    assert clean(page).text.splitlines() == [ABOVE, *own, BELOW, ABOVE]


def test_a_heading_of_the_article_ends_the_links_below_it():
    titles = "".join(f"<li><a href='/{number}'>血压高的人怎样锻炼身体之{number}</a></li>" for number in range(3))
    page = (f"<h1>如何护肝</h1><div><p>{ABOVE}</p><p>{BELOW}</p><h4>相关阅读</h4><ul>{titles}</ul><h4>用药禁忌</h4>"
            "<ul><li>孕妇禁用</li><li>每日不超过300 mg</li></ul></div>")
    assert clean(page).text.splitlines() == [ABOVE, BELOW, "用药禁忌", "孕妇禁用", "每日不超过300 mg"]


OF_MEDICINE = ["扫码关注公众号，每次2袋冲服", "请扫码下载小程序 颗粒剂 每日3包", "下载APP看说明 颗粒剂10g 温水冲服", "下载APP：成人10g，小儿5g",
               "关注微信公众号 维生素D每日1瓶", "打开APP 阿司匹林2瓶", "本站内容仅供参考 酒精浓度75%", "未经许可不得转载 有效率95%",
               "本站文章转载请注明 血氧95%", "打开APP 硝苯地平2瓶", "打开APP 布洛芬2盒"]


@pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
@pytest.mark.parametrize("line", OF_MEDICINE)
def test_what_is_taken_or_measured_stays_among_furniture(line, html):
    for foot in (FOOT[-1:], FOOT, []):
        assert line in clean(page([ABOVE, BELOW, line, *foot], html), to="keep").text


@pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
@pytest.mark.parametrize("lines", [
    [ABOVE, "上一版：阿司匹林100mg", "下一版：硝苯地平片30mg", BELOW], [ABOVE, "上一篇：阿司匹林100mg", "下一篇：硝苯地平片30mg", BELOW],
    [ABOVE, BELOW, "治疗后各组得分如下", "得分 4.5 12人参与", "得分 8.5 12人参与"], [ABOVE, BELOW, "治疗组得分", "得分 8.5 12人参与"],
    [ABOVE, BELOW, "Apgar评分", "1分钟", "得分：8分 3人评分", "5分钟", "得分：10分 3人评分"]])
def test_doses_in_pairs_and_the_scores_of_groups_stay(lines, html):
    assert clean(page(lines, html), to="keep").text.split("\n") == lines


@pytest.mark.parametrize("line", ["↓", "↑", "▼", "↓血钾", "评论：此方妙在一味大黄", "回复：先停药", "评分：优"])
@pytest.mark.parametrize("place", PLACES)
def test_a_sign_of_a_result_is_no_caption_and_a_remark_no_count(place, line):
    lines = "\n".join(PLACES[place]).format(line).split("\n")
    assert line in clean("\n".join(lines), to="keep").text.split("\n")
    body = "".join(f"<p>{each}</p>" for each in lines)
    assert line in clean(f"<html><body><div>{body}</div></body></html>", to="keep").text.split("\n")


@pytest.mark.parametrize("line", ["▲孕妇及哺乳期妇女禁用", "△停药后一周应复查肝功能", "▼服用期间不要饮酒", "↓血清钾明显降低者", "↑ 空腹血糖反复升高"])
@pytest.mark.parametrize("place", PLACES)
def test_a_pointed_line_that_warns_or_tells_a_result_is_no_caption(place, line):
    text = clean("\n".join(PLACES[place]).format(line), to="keep").text
    assert line.replace(" ", "") in text.replace(" ", "").split("\n")


@pytest.mark.parametrize("line", ["▲医护人员在为患者测量血压", "↑志愿者在社区为老人讲解用药", "△义诊活动现场"])
def test_a_pointed_line_that_shows_somebody_is_one(line):
    doc = clean("\n".join(PLACES["between"]).format(line), to="keep")
    assert line not in doc.text and doc.metadata.images[0].caption == line


@pytest.mark.parametrize("line", ["如出现呼吸困难请立即就诊", "对青霉素过敏者不能使用", "禁忌：活动性出血"])
@pytest.mark.parametrize("title", ["下一篇", "上一篇"])
def test_a_warning_below_a_neighbours_label_is_no_title(title, line):
    lines = ["患者的病情已经稳定，今天上午出院，医生嘱咐他按时服药，定期复查肝功能。", title, line]
    assert line in clean("\n".join(lines), to="keep").text.split("\n")


@pytest.mark.parametrize("line", ["孕妇禁用", "哺乳期忌服", "禁忌：活动性出血", "每次5mg，每日三次", "症状加重请立即就医"])
def test_a_warning_between_the_text_and_the_foot_of_a_flat_page_stays(line):
    lines = ["首页 健康 新闻", "高血压怎么用药", "2020-03-05 来源：云溪日报", "高血压患者应当每天在同一时间服药，不要自己停药，也不要随便换药。",
             "血压平稳以后，也要定期到医院复查，由医生决定是否减量。", line, "版权所有 云溪日报 备案号：云ICP备00000001号", "关于我们 联系我们"]
    assert line in clean("\n".join(lines), to="keep").text.split("\n")


def test_on_a_page_with_links_a_title_behind_a_label_is_one():
    page = ("<html><body><div><p>家用的<a href=/x>血压计</a>可以在药店买到，每天早晚各量一次，记在本子上，复诊时带给医生看。</p><p>{}</p>"
            "<p>血压平稳以后，也要定期到医院复查，由医生决定是否减量。</p></div></body></html>")
    line = "相关阅读：青霉素过敏者禁用头孢类药物"
    assert line in clean(page.format(line), to="keep").text
    assert line not in clean(page.format(f"<a href=/1>{line}</a>"), to="keep").text
