"""Labels with a sentence behind them are text: nobody is invented, nothing of an article is lost."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.document import Image
from medclean.metadata.labels import read_labels
from medclean.metadata.marks import field_of, label_words
from medclean.metadata.people import are_people

PROSE = ["入春以后，云溪市第一人民医院眼科的门诊量明显上升，其中近一半是眼痒、流泪的过敏性结膜炎患者。",
         "医生建议患者外出时佩戴护目镜，回家后用清水洗脸，不要用手揉眼，以免加重炎症，必要时及时就诊。",
         "经过规范用药，多数患者的症状在一周之内消退，少数反复发作的患者需要做过敏原检查，并坚持随访。"]


def page(*between: str, above: str = "", below: str = "", title: str = "春季护眼") -> str:
    lines = [PROSE[0], *between, *PROSE[1:]]
    return (f"<html><body><h1>{title}</h1>{above}" + "".join(f"<p>{line}</p>" for line in lines)
            + f"{below}</body></html>")


@pytest.mark.parametrize("line", [
    "编辑：单碱基编辑尚不能用于这种眼病", "作者：哪些人容易得青光眼？", "编辑：您好", "责编：先停药再复查", "審核：須附診斷書",
    "浏览：儿科、口腔科", "阅读：神经内科", "审核：缴费单据"])
@pytest.mark.parametrize("flat", [False, True])
def test_words_that_name_nobody_stay_text(line, flat):
    doc = clean("\n".join([PROSE[0], line, *PROSE[1:]]) if flat else page(line))
    assert line in doc.text.split("\n")
    found = doc.metadata
    assert (found.authors, found.editors, found.publisher, found.views) == ((), (), None, None)


@pytest.mark.parametrize("value", [
    "林晓棠", "林晓棠 顾明川", "小何", "歐陽修文", "NF021", "Demi Xia", "admin", "本报记者 林晓棠", "《云溪周刊》记者 顾明川", "林晓棠云溪医学院教授"])
def test_what_names_people(value):
    assert are_people(value)


@pytest.mark.parametrize("value", ["本病的预防要点", "需要复印件", "您好", "门诊时间有变动", "CRISPR-Cas9技术的原理"])
def test_what_names_nobody(value):
    assert not are_people(value)


def test_beside_other_labels_a_pen_name_counts():
    assert not are_people("山谷里的小雨点") and are_people("山谷里的小雨点", alone=False)
    told = {each.field: each.value for each in read_labels("2021-03-04 来源：云溪日报 作者：山谷里的小雨点")}
    assert told["authors"] == "山谷里的小雨点"


def test_an_interviewer_s_label_is_dialogue():
    lines = ["作者：最近看眼病的人多吗？", "顾主任：多。" + PROSE[0], "作者：怎么预防？", "顾主任：" + PROSE[1]]
    body = "".join(f"<p>{line}</p>" for line in lines)
    doc = clean(f"<html><body><h1>访顾主任</h1>{body}</body></html>")
    assert doc.text.split("\n") == lines and doc.metadata.authors == ()


@pytest.mark.parametrize("event", [
    ["时间：2022年9月17日 14:30", "地点：门诊楼五楼报告厅"], ["活动地点：云溪社区中心", "日期：2022-09-17"], ["主讲：顾明川", "時間：2022/09/17"],
    ["时间：2022年9月17日"]])
@pytest.mark.parametrize("flat", [False, True])
def test_an_event_s_day_is_not_the_page_s(event, flat):
    doc = clean("\n".join([PROSE[0], *event, *PROSE[1:]]) if flat else page(*event))
    assert doc.metadata.date is None and all(line in doc.text.split("\n") for line in event)


def test_a_date_above_the_article_is_the_page_s():
    found = clean(page(above="<div>时间：2022-09-17 来源：云溪日报</div>")).metadata
    assert (found.date, found.publisher) == ("2022-09-17", "云溪日报")


def test_where_a_drug_comes_from_is_no_publisher():
    doc = clean(page("来源：菊科植物的干燥花"))
    assert "来源：菊科植物的干燥花" in doc.text and doc.metadata.publisher is None


TABLE = [("索引号", "YX-77"), ("发布机关", "云溪市卫生健康局"), ("成文日期", "2021年4月6日"), ("文号", "云卫〔2021〕7号")]


@pytest.mark.parametrize("table", [
    "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in TABLE),
    "<tr>" + "".join(f"<td>{label}</td><td>{value}</td>" for label, value in TABLE) + "</tr>"])
def test_the_table_of_a_notice_tells_who_issued_it(table):
    doc = clean(page(above=f"<table>{table}</table>", title="关于做好春季护眼工作的通知"))
    found = doc.metadata
    assert (found.publisher, found.date, found.authors) == ("云溪市卫生健康局", "2021-04-06", ())


def test_cells_without_a_notice_s_table_tell_nothing():
    doc = clean(page(above="<table><tr><td>发布机关</td><td>云溪市卫生健康局</td></tr></table>"))
    assert field_of("发布机关") == "ISSUER" and doc.metadata.publisher is None


def test_under_a_picture_s_file_a_caption_needs_no_long_neighbours():
    lines = [PROSE[0][:30] + "。", "yanke_02.png", "顾明川医生为老人检查眼底", PROSE[1][:28] + "。", PROSE[2]]
    doc = clean("\n".join(lines))
    assert doc.metadata.images == (Image("yanke_02.png", None, lines[2]),)
    assert doc.text.split("\n") == [lines[0], *lines[3:]]


def test_a_heading_under_a_picture_s_file_stays():
    lines = [PROSE[0], "yanke_02.png", "发病原因", *PROSE[1:]]
    assert "发病原因" in clean("\n".join(lines)).text


@pytest.mark.parametrize("line, labels, told", [
    ("2021-03-04 07:15 来源：云溪日报 作者：林晓棠 责编：顾明川", "来源, 作者, 责编", ["the date", "the source", "the author", "the editors"]),
    ("（图/林晓棠）", "图", ["who worked on the page"])])
def test_the_reason_names_all_labels_of_a_line(line, labels, told):
    why = [edit.why for edit in clean(page(above=f"<div>{line}</div>")).edits if edit.before == line]
    assert label_words(line) == tuple(labels.split(", "))
    assert len(why) == 1 and labels in why[0] and all(each in why[0] for each in told) and "nothing else" not in why[0]


def test_a_notice_among_menus_keeps_what_leads_to_it():
    lines = ["云溪县卫生健康局关于夏季灭蚊工作的公告", "索引号：YX-8  主题分类：卫生", "发文机关：云溪县卫生健康局 发文日期：2020年6月2日",
             "为降低蚊虫密度，现就有关事项公告如下：", "一、各单位每周清理积水一次，不留死角。", "二、居民应当安装纱窗，保管好药剂。", "云溪县卫生健康局",
             "2020年6月2日"]
    doc = clean("\n".join(["网站首页", "政务公开", *lines, "打印 关闭", "上一篇：防溺水倡议书"]))
    assert doc.text.split("\n") == lines[1:]
    assert (doc.metadata.title, doc.metadata.publisher) == (lines[0], "云溪县卫生健康局")


def test_a_cell_of_a_table_is_no_headline():
    cells = [text for pair in TABLE for text in pair]
    doc = clean("\n".join(["关于做好春季护眼工作的通知", *cells, *PROSE]))
    assert doc.metadata.title == "关于做好春季护眼工作的通知"
    assert (doc.metadata.publisher, doc.metadata.date) == ("云溪市卫生健康局", "2021-04-06")


def test_several_reporters_share_a_line():
    found = clean(page(above="<div>2021/10/01 12:34 記者林怡君、王大明／綜合報導</div>")).metadata
    assert (found.authors, found.date) == (("林怡君", "王大明"), "2021-10-01T12:34")


def test_views_behind_the_source_may_have_a_comma():
    found = clean(page(above="<div>2003-5-6 稿源：白河日报 阅读 1,345 次</div>")).metadata
    assert (found.publisher, found.views) == ("白河日报", 1345)


def test_an_office_beside_a_person_is_no_author():
    assert clean(page(above="<div>供稿：心内科 林晓棠</div>")).metadata.authors == ("林晓棠",)


def test_an_engine_stands_behind_the_forum_s_name():
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    head = "<title>眼睛干涩怎么缓解_母婴树_Powered by phpwind</title>"
    found = clean(f"<html><head>{head}</head><body>{body}</body></html>").metadata
    assert (found.title, found.site) == ("眼睛干涩怎么缓解", "母婴树")


def test_a_post_s_time_is_no_event():
    found = clean(page("第 2 楼 时间：2008-03-04 21:05", above="<div>主题：眼睛干涩</div>")).metadata
    assert found.date == "2008-03-04T21:05"


def test_an_office_may_approve_a_page():
    assert are_people("党委宣传部", strict=True) and not are_people("缴费单据", strict=True)
    assert "审核：党委宣传部" not in clean(page() + "<p>审核：党委宣传部</p>").text


def test_icons_of_share_buttons_and_teasers_are_no_pictures_of_the_article():
    page = ("<html><head><title>冬季护心</title></head><body><div class=a><h1>冬季护心</h1>"
            "<div class=s><span>分享到</span><img src=weibo.png><img src=qzone.png></div>"
            "<div class=b><div><img src=doctor.jpg></div><p>昨日，县医院的专家们走进社区义诊，为老人们测血压、讲解用药知识。</p>"
            "<p><img src=crowd.jpg></p><p>天气转冷，血管收缩，心脏负担加重，有基础病的老人要按时服药，少去人多的地方。</p></div>"
            "<ul><li><a href=1><img src=teaser.jpg>五种水果护血管</a></li></ul></div></body></html>")
    assert [image.src for image in clean(page.encode()).metadata.images] == ["doctor.jpg", "crowd.jpg"]


@pytest.mark.parametrize("line", ["采写：儿科", "通讯员：产科", "供稿：心内科", "作者：手术室", "2021-03-04 采写：儿科", "通讯员：产科 2021-03-04"])
def test_a_ward_is_nobody(line):
    for place in ("above", "below"):
        assert not clean(page(**{place: f"<p>{line}</p>"})).metadata.authors


@pytest.mark.parametrize("line, authors", [
    ("采写：儿科 王小明", ("王小明",)), ("供稿：云溪医院宣传科", ("云溪医院宣传科",)), ("2021-03-04 记者 丁香 通讯员 王小明", ("丁香", "王小明")),
    ("作者：丁香", ("丁香",)), ("作者：王小明 发布于 2021-03-04 分类：健康科普 阅读(120)", ("王小明",)),
    ("作者: admin | 分类: 健康科普 | 浏览: 120", ())])
def test_names_behind_labels_and_roles(line, authors):
    assert clean(page(above=f"<div>{line}</div>")).metadata.authors == authors


@pytest.mark.parametrize("line, publisher", [("来源：甘草根", None), ("2021-03-04 来源：丁香", None), ("来源：知乎", "知乎"),
                                             ("来源：云溪医院产科", "云溪医院产科")])
def test_a_drug_publishes_nothing(line, publisher):
    assert clean(page(above=f"<div>{line}</div>")).metadata.publisher == publisher


@pytest.mark.parametrize("line, authors", [("2024-03-05 作者：王建科", ("王建科",)), ("2024-03-05 作者：李科", ("李科",)),
                                           ("2024-03-05 作者：医学百科", ("医学百科",))])
def test_a_person_whose_name_ends_as_a_wards_is_one(line, authors):
    assert clean(page(above=f"<div>{line}</div>")).metadata.authors == authors


@pytest.mark.parametrize("line, name", [("2024-03-05 作者：产科 来源：云溪医院", "产科"), ("来源：丁香 作者：李明", "丁香"),
                                        ("作者：小儿外科", "小儿外科")])
def test_who_the_metadata_does_not_take_stays_below_a_headline(line, name):
    text = "高血压患者应当长期服药，血压降下来以后也不可自行停药，以免血压反弹。\n停药后血压会在数日内回升，比服药前更高。"
    doc = clean(f"高血压用药\n{line}\n{text}".encode())
    assert name in doc.text or name in (*doc.metadata.authors, doc.metadata.publisher)


@pytest.mark.parametrize("closing, authors", [("（记者 丁香）", ("丁香",)), ("（丁香）", ()), ("（华法林 安定）", ())])
def test_a_herb_in_brackets_is_somebody_behind_a_role_alone(closing, authors):
    assert clean(page(below=f"<p>{closing}</p>")).metadata.authors == authors


def test_the_categories_of_a_byline_are_the_pages_and_those_of_tumours_are_not():
    assert clean(page(above="<div>作者: admin | 分类: 健康科普 | 浏览: 120</div>")).metadata.categories == ("健康科普",)
    assert not clean(page(below="<p>分类：良性</p>")).metadata.categories


def test_tags_beside_the_day_are_keywords():
    assert clean(page(above="<div>2021-03-04 10:20 #血压 #冬季</div>")).metadata.keywords == ("血压", "冬季")


@pytest.mark.parametrize("opening, publisher, authors", [
    ("（中央社記者王小明台北3日電）", "中央社", ("王小明",)), ("（中央社記者王小明、李大同台北2021年3月4日電）", "中央社", ("王小明", "李大同")),
    ("（中央社台北3日電）", "中央社", ()), ("（新华社北京电）", "新华社", ()), ("（脑心电）", None, ())])
def test_an_agency_in_brackets_before_the_first_sentence(opening, publisher, authors):
    told = clean(page().replace("<p>", f"<p>{opening}", 1)).metadata
    assert (told.publisher, told.authors) == (publisher, authors)
