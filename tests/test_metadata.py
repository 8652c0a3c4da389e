"""What a page tells of itself: from its head, from the lines around the article, in both scripts."""
from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean import clean
from medclean.document import Image
from medclean.metadata import read
from medclean.metadata.authors import byline, dateline
from medclean.metadata.breadcrumbs import breadcrumb
from medclean.metadata.dates import find_dates, iso
from medclean.metadata.headlines import headlines, page_title
from medclean.metadata.images import file_name, markdown_image, unwrap
from medclean.metadata.labels import read_labels
from medclean.metadata.told import Told
from medclean.metadata.people import is_name, split_names
from medclean.metadata.site import site_notice, site_of, without_site
from medclean.pipeline import open_document

PROSE = ["“这下看病方便多了，不用再跑省城。”3月12日上午，在云溪市第一人民医院与青石县中医院签约仪式上，居民老周高兴地说。",
         "据介绍，云溪市第一人民医院将选派心内、骨科等六个专业的十二名专家，每周到青石县中医院坐诊、查房、带教，建立胸痛中心。",
         "双方表示，将以此次签约为契机，进一步加强学科建设和人才培养，为群众提供优质、便捷的医疗服务，共同守护群众健康。"]
ARTICLE = "\n".join(PROSE)


def page(head: str = "", above: str = "", below: str = "", title: str = "春季防病指南_云溪健康网") -> str:
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    return (f"<html><head><title>{title}</title>{head}</head><body><div><a href=a>首页</a> <a href=b>新闻</a></div>"
            f"<div><h1>春季防病指南</h1>{above}{body}{below}</div><div>版权所有 云溪健康网</div></body></html>")


@pytest.mark.parametrize("text, expected", [
    ("2022-06-01 03:22", "2022-06-01T03:22"), ("2019年11月25日 16:04:30", "2019-11-25T16:04:30"),
    ("2019年11月25日16时04分", "2019-11-25T16:04"), ("2004-7-16 08:19", "2004-07-16T08:19"),
    ("2018/09/16 15:31", "2018-09-16T15:31"), ("2018.09.16", "2018-09-16"), ("15:312018/09/16", "2018-09-16"),
    ("Wed, 01 Jun 2022 03:22:00 GMT", "2022-06-01T03:22:00+00:00"),
    ("2018-09-16T08:00:00.000Z", "2018-09-16T08:00:00+00:00"),
    ("2012年12月3日, 格林尼治标准时间10:41", "2012-12-03T10:41+00:00"), ("2012-12-03 北京時間 下午3:05", "2012-12-03T15:05+08:00"),
    ("Mon May 01 2023 20:00:00 GMT+0800 (中国标准时间)", "2023-05-01T20:00:00+08:00"),
    ("2023-05-01 20:00 UTC+8", "2023-05-01T20:00+08:00"),
    ("2023-05-01T20:00:00+08", "2023-05-01T20:00:00+08:00"), ("2023年5月1日中午1:30", "2023-05-01T13:30"),
    ("2023年5月1日傍晚6点20分", "2023-05-01T18:20"), ("2023-05-01 凌晨12:10", "2023-05-01T00:10"),
    ("2010-06-26T10:20:00+0800", "2010-06-26T10:20:00+08:00"), ("民國107年9月16日", "2018-09-16"),
    ("二〇二二年六月十三日", "2022-06-13"), ("Sep 16, 2018 10:20 AM", "2018-09-16T10:20"),
    ("Nov 09. 2018 23:12", "2018-11-09T23:12"),
    ("2016年11月22日下午3:05", "2016-11-22T15:05"), ("２０２２年６月１日", "2022-06-01"),
    ("1568873462", "2019-09-19T14:11:02+08:00"), ("1568915999000", "2019-09-20T01:59:59+08:00"),
    ("2022-03-05 深夜1:30", "2022-03-05T01:30"), ("2022年3月5日夜里11点15分", "2022-03-05T23:15"),
    ("2022-03-05 晚上12:30", "2022-03-05"), ("2022-03-05 晚上8:30", "2022-03-05T20:30"),
    ("2022-03-05 09:00-10:00", "2022-03-05T09:00"), ("2022-03-05 08:30-11:30", "2022-03-05T08:30"),
    ("2022-03-05T09:00:00-05:00", "2022-03-05T09:00:00-05:00"), ("2022-03-05 09:00 UTC-5", "2022-03-05T09:00-05:00"),
    ("2019-09-2611:20", "2019-09-26T11:20"), ("10-08 12:00", None), ("2019-02-30", None), ("3月5日", None),
    ("2004年12月11-12日，南开大学", None), ("2004年12月11日至15日", None),
    ("电话0851-2019", None), ("²²²²²²²²²²", None),
])
def test_dates_become_iso_8601_and_need_a_year(text, expected):
    assert iso(text) == expected


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)),
       st.sampled_from(["%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y.%m.%d"]))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_day_is_read_as_it_was_written(day, form):
    text = day.strftime(form)
    assert iso(f"发布时间：{text} 来源") == day.isoformat()
    assert [found.iso for found in find_dates(f"（{text}）")] == [day.isoformat()]


@given(st.text(alphabet="0123456789年月日-/.: 十二〇民国上午TZ+GMT", max_size=60))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_looks_like_a_date_is_none_or_a_day_of_the_calendar(text):
    found = iso(text)
    assert found is None or date.fromisoformat(found[:10])


def test_the_source_of_a_recipe_among_its_labelled_parts_published_nothing():
    parts = ["【来源】《太平惠民和剂局方》", "【组成】人参9克 白术9克 茯苓9克", "【主治】脾胃气虚证，面色萎白，语声低微，气短乏力，食少便溏。"]
    doc = clean(page().replace(f"<p>{PROSE[0]}</p>", "".join(f"<p>{part}</p>" for part in parts)))
    assert doc.metadata.publisher is None and parts[0] in doc.text
    assert clean(page(above="<p>【来源】《云溪日报》</p><p>【打印】【关闭】</p>")).metadata.publisher == "云溪日报"


@pytest.mark.parametrize("name", ["${云溪记者姓名}", "{{ author }}", "<%=作者姓名%>", "#{张三}"])
def test_a_place_of_a_template_names_nobody(name):
    assert split_names(name) == ()


@pytest.mark.parametrize("line, told", [
    ("点击数:4583发布时间:2023-06-22 08:28:12 某市妇幼保健院【宣传科】",
     {"views": "4583", "date": "2023-06-22T08:28:12", "publisher": "某市妇幼保健院【宣传科】"}),
    ("2020-11-23 10:22 出处：快科技 作者：王建国 编辑：李明",
     {"date": "2020-11-23T10:22", "publisher": "快科技", "authors": "王建国", "editors": "李明"}),
    ("2019-09-26 12:11来源：证券时报网作者：李在山", {"date": "2019-09-26T12:11", "publisher": "证券时报网", "authors": "李在山"}),
    ("（责任编辑：周砚）", {"editors": "周砚"}), ("編輯：周硯", {"editors": "周硯"}),
    ("[ 黄宇 ] 来源：[ 国际金融报 ]", {"authors": "黄宇", "publisher": "国际金融报"}), ("作 者：王建国", {"authors": "王建国"}),
    ("記者 何語晴∕台北報導 2016/05/21 08:15", {"authors": "何語晴", "date": "2016-05-21T08:15"}),
    ("2023-11-05 09:12 綠原新聞網∕記者林昭文∕台中報導", {"authors": "林昭文", "publisher": "綠原新聞網", "date": "2023-11-05T09:12"}),
    ("文∕林昭文　圖∕何品睿", {"authors": "林昭文"}),
    ("2010-3-5 来源：滨海晚报 【字体：大 中 小】", {"date": "2010-03-05", "publisher": "滨海晚报"}),
    ("来源：滨海晚报【大 中 小】【打印】", {"publisher": "滨海晚报"}), ("来源：某医院【宣传科】", {"publisher": "某医院【宣传科】"}),
    ("稿源：滨海晚报", {"publisher": "滨海晚报"}), ("（编辑：小何）返回首页", {"editors": "小何"}),
])
def test_lines_of_labels_tell_their_values(line, told):
    found = {each.field: each.value for each in read_labels(line) if each.field.islower()}
    assert found == told


@pytest.mark.parametrize("line", [
    "患者来源：2019年3月至2020年5月本院收治的患者，共120例。", "来源：本品为豆科植物甘草的干燥根。", "责任编辑部门负责审核稿件。",
    "时间：2022年3月5日上午9时", "2020年1月23日，患者因发热就诊。", "作者认为，早期干预可以改善预后。", "体温：38.5℃"])
def test_sentences_are_no_lines_of_labels(line):
    assert read_labels(line) == ()


def test_an_empty_value_stands_in_the_next_line():
    assert read_labels("2015-07-02 05:18 来源:")[-1] == Told("publisher", "")
    doc = clean("春季防病指南\n2015-07-02 05:18:09 来源:\n云溪日报\n" + ARTICLE)
    assert doc.metadata.publisher == "云溪日报"
    assert doc.text == ARTICLE


@pytest.mark.parametrize("value, names", [
    ("王建国 李秀英", ("王建国", "李秀英")), ("本报记者 王建国 通讯员 李秀英", ("王建国", "李秀英")), ("施 杰", ("施杰",)),
    ("汤诗瑶、丁涛", ("汤诗瑶", "丁涛")), ("荀建国_NN7379", ("荀建国",)), ("宣传科", ("宣传科",)),
    ("骨科 林柏宏 主治醫師", ("林柏宏",)), ("主任 王建国", ("王建国",)),
    ("艾克拜尔·米吉提", ("艾克拜尔·米吉提",)), ("記者陳嘉寧", ("陳嘉寧",)), ("文/图 王建国", ("王建国",))])
def test_names_come_out_of_bylines(value, names):
    assert split_names(value) == names


def test_what_may_be_a_name():
    assert is_name("李𬀩") and is_name("王小𡈽")  # beyond Unicode's first plane
    assert all(map(is_name, ["王明", "歐陽修文", "诸葛亮", "艾克拜尔·米吉提"]))
    assert not any(map(is_name, ["门诊", "糖尿病", "ICU", "王", "第一人民医院"]))


@pytest.mark.parametrize("text, publisher, names", [
    ("科學導報訊 記者王建國 李秀英 為深入貫徹", "科學導報", ("王建國", "李秀英")),
    ("人民健康网1月7日云溪电 (记者 王建国)“看病方便了”", "人民健康网", ("王建国",)),
    ("新华社云溪5月9日电（记者王建国、李秀英）今天", "新华社", ("王建国", "李秀英")),
    ("本报讯（记者 王建国 通讯员 李秀英）昨日", None, ("王建国", "李秀英")),
    ("健康醫療網／記者林怡亭報導", "健康醫療網", ("林怡亭",)), ("图文/记者王建国", None, ("王建国",)),
    ("据介绍，通讯员们每天上门随访。", None, ()), ("快讯：我市新增病例", None, ())])
def test_a_dateline_names_the_paper_and_its_reporters(text, publisher, names):
    assert dateline(text) == (publisher, names)


def test_a_byline_closes_the_article_and_stays():
    assert byline(PROSE[2] + "(王建国 李秀英)") == ("王建国", "李秀英")
    assert byline("每日两次(饭后服用)") == byline("（责任编辑：王明）") == ()
    doc = clean(ARTICLE + "(王建国 李秀英)")
    assert doc.metadata.authors == ("王建国", "李秀英") and doc.text == ARTICLE + "(王建国 李秀英)"


@pytest.mark.parametrize("text, parts", [
    ("首页>寻医·问药>医讯同期声医讯同期声", ("首页", "寻医·问药", "医讯同期声")), ("首页 > 新闻 > 正文", ("首页", "新闻", "正文")),
    ("血压>140/90mmHg", ()), ("某健康网 > 疾病 > 高血压", ("某健康网", "疾病", "高血压")), ("门诊/急诊", ())])
def test_breadcrumbs(text, parts):
    assert breadcrumb(text) == parts


@pytest.mark.parametrize("title, shown, expected", [
    ("春季防病指南_云溪健康网", [], "春季防病指南"), ("春季防病指南-预防-云溪健康网", [], "春季防病指南"),
    ("2020年1-10月门诊量分析 - 云溪健康网", [], "2020年1-10月门诊量分析"), ("防病指南！医生说的五件事要记牢", ["防病指南！"], "防病指南！医生说的五件事要记牢"),
    ("新冠-流感双重感染", [], "新冠-流感双重感染"), ("守护生命——记云溪医院", [], "守护生命——记云溪医院"),
    ("春季防病指南-云溪新闻网", [], "春季防病指南"), ("春季防病指南--云溪网", [], "春季防病指南"),
    ("云溪健康网 | 春季防病指南", [], "春季防病指南"), ("春季防病指南 | 科普 | 云溪医院", ["春季防病指南"], "春季防病指南")])
def test_a_title_is_freed_of_the_site(title, shown, expected):
    assert without_site(title, None, shown) == expected


def test_a_flattened_page_begins_with_its_title():
    assert headlines(["春季防病指南_云溪健康网", "首页", "春季防病指南", "2020-01-01"]) == [2]
    assert headlines(["痛风_云溪健康网", "首页", "痛风病", "痛风", "痛风是一种晶体性关节病。"]) == [3]
    assert headlines(["痛风怎么治_云溪健康网", "痛风", "痛风怎么治"]) == []
    assert headlines(["养生_云溪健康网", "养生", "秋季养生要多喝水"]) == []
    blog = ["糖煮榲桲 @ 阿樂的部落格 :: 某客邦 ::", "阿樂的部落格", "Nov 09. 2018 23:12", "糖煮榲桲"]
    assert headlines(blog) == [3] and headlines([*blog[:2], blog[3]]) == []
    assert page_title("春季防病指南_云溪健康网") == "春季防病指南"
    assert page_title("高血压的诊断和治疗") is None
    assert site_of("春季防病指南_云溪健康网", "春季防病指南", []) == "云溪健康网"
    assert site_notice("1.版权归【云溪健康网】或原作者所有") == "云溪健康网"
    assert site_notice("著作权归云溪健康网所有") == "云溪健康网"


@pytest.mark.parametrize("address, real", [
    ("https://proxy.example/?http://img.example/a.jpg", "http://img.example/a.jpg"),
    ("https://proxy.example/?url=http%3A%2F%2Fimg.example%2Fa.jpg", "http://img.example/a.jpg"),
    ("https://proxy.example/fetch/https://img.example/a.jpg", "https://img.example/a.jpg"),
    ("http://img.example/a.jpg?x=1", "http://img.example/a.jpg?x=1"), ("/upload/a.jpg", "/upload/a.jpg")])
def test_a_picture_behind_a_proxy_has_its_real_address(address, real):
    assert unwrap(address) == real


def test_lines_that_name_a_picture():
    assert file_name("微信图片_20211028104955.jpg") and not file_name("请上传 a.jpg 格式的照片。")
    assert markdown_image("![门诊](http://a.example/1.png)") == ("门诊", "http://a.example/1.png")


def test_captions_between_paragraphs_are_pictures_and_not_text():
    captions = ["签约仪式现场", "专家讲解互认项目", "医生调阅检查影像"]
    doc = clean("\n".join([PROSE[0], *captions, PROSE[1], "IMG_1.jpg", PROSE[2]]))
    assert doc.text == ARTICLE
    assert doc.metadata.images == (*(Image(None, None, caption) for caption in captions), Image("IMG_1.jpg"))


def test_a_caption_stands_under_its_picture_s_file():
    doc = clean("\n".join([PROSE[0], "sunli.jpg", "孙立主任在为患者检查", *PROSE[1:]]))
    assert doc.text == ARTICLE
    assert doc.metadata.images == (Image("sunli.jpg", None, "孙立主任在为患者检查"),)


@pytest.mark.parametrize("between", [["一、签约仪式现场", "二、专家合影"], ["主要症状"], ["发热", "咳嗽", "乏力"],
                                     ["该院率先开展这项手术，让群众少跑路。（记者 王明 文/摄）"]])
def test_headings_and_lists_are_no_captions(between):
    text = "\n".join([PROSE[0], *between, *PROSE[1:]])
    assert clean(text).text == text


def test_a_list_that_a_colon_announces_is_none_either():
    text = "\n".join([PROSE[0] + "活动包括：", "签约仪式现场", "专家义诊活动现场", *PROSE[1:]])
    assert clean(text).text == text


def test_front_matter_gives_the_headline_itself():
    post = f"---\ntitle: 春季防病 - 家庭医生\ndate: 2021-03-05\ntags: [流感, 疫苗]\n---\n<p>{PROSE[0]}</p><p>{PROSE[1]}</p>"
    found = clean(post).metadata
    assert (found.title, found.date, found.keywords) == ("春季防病 - 家庭医生", "2021-03-05", ("流感", "疫苗"))


def test_the_head_tells_what_it_can():
    linked = {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "春季防病指南", "author": [
        {"@type": "Person", "name": "王建国"}], "datePublished": "2021-03-05T08:00:00+08:00"}]}
    head = ('<meta property="og:site_name" content="云溪健康"><link rel="canonical" href="https://yx.example/a.html">'
            '<meta name="keywords" content="流感,疫苗"><meta name="description" content="医生谈春季如何防病。">'
            f'<script type="application/ld+json">{json.dumps(linked)}</script>')
    found = clean(page(head)).metadata
    assert (found.title, found.date, found.authors) == ("春季防病指南", "2021-03-05T08:00:00+08:00", ("王建国",))
    assert (found.site, found.url) == ("云溪健康", "https://yx.example/a.html")
    assert (found.keywords, found.summary) == (("流感", "疫苗"), "医生谈春季如何防病。")


@pytest.mark.parametrize("linked", ["{", "[]", '{"@graph": 3}', '"x"',
                                    '{"@type": ["NewsArticle"], "author": {"name": null}}',
                                    '{"@type":"BreadcrumbList","itemListElement":"x"}', "[" * 5000])
def test_a_broken_head_breaks_nothing(linked):
    doc = clean(page(f'<script type="application/ld+json">{linked}</script>'))
    assert doc.metadata.title == "春季防病指南" and doc.text == ARTICLE


def test_visible_lines_of_a_page():
    above = "<div>2023-10-18 09:30 来源：云溪日报 作者：林晓棠 浏览：1.2万</div>"
    found = clean(page(above=above, below="<p>（责任编辑：周砚）</p><p>关键词：流感 疫苗</p>")).metadata
    assert (found.date, found.publisher, found.authors) == ("2023-10-18T09:30", "云溪日报", ("林晓棠",))
    assert (found.editors, found.views, found.keywords) == (("周砚",), 12000, ("流感", "疫苗"))


@pytest.mark.parametrize("line, authors, publisher", [
    ("记者：林晓棠 何文", ("林晓棠", "何文"), None), ("来源：云溪日报 记者：林晓棠", ("林晓棠",), "云溪日报"),
    ("云溪日报 记者林晓棠 通讯员何文", ("林晓棠", "何文"), "云溪日报"), ("來源：雲溪日報 記者林曉棠", ("林曉棠",), "雲溪日報")])
def test_reporters_behind_the_paper(line, authors, publisher):
    found = clean(page(above=f"<div>2023-10-18 {line}</div>")).metadata
    assert (found.authors, found.publisher) == (authors, publisher)


@pytest.mark.parametrize("line", ["□ 记者 林晓棠", "■本报记者 林晓棠", "◎记者 林晓棠"])
def test_a_mark_before_the_reporter(line):
    assert clean(page(above=f"<p>{line}</p>")).metadata.authors == ("林晓棠",)


def test_reporters_in_a_line_of_their_own_at_the_end():
    found = clean(page(below="<p>记者 林晓棠 通讯员 何文</p>"))
    assert found.metadata.authors == ("林晓棠", "何文") and found.text.endswith("记者 林晓棠 通讯员 何文")
    assert clean(page(below="<p>记者 您好</p>")).metadata.authors == ()


def test_authors_of_the_head_may_stand_between_semicolons():
    head = '<meta name="citation_authors" content="Wang, Xiaotang; He, Wen">'
    assert clean(page(head=head)).metadata.authors == ("Wang, Xiaotang", "He, Wen")


@pytest.mark.parametrize("line, views", [
    ("<span>2023-10-18</span><span>阅读 3021</span>", 3021), ("<div>2023-10-18 阅读 12</div>", 12),
    ("<div>2023-10-18</div><div>3,021人已读</div>", 3021), ("<div>2023-10-18</div><div>人氣 3021</div>", 3021),
    ("<div>2023-10-18</div><div>浏览量 1.2w</div>", 12_000), ("<div>2023-10-18 | 1.2万阅读 | 评论</div>", 12_000),
    ("<div>2023-10-18</div><div>阅读量 10万+</div>", 100_000), ("<div>2023-10-18</div><div>3021</div>", None)])
def test_views_without_a_colon(line, views):
    found = clean(page(above=line)).metadata
    assert (found.date, found.views) == ("2023-10-18", views)


def test_views_behind_the_publisher_end_its_name():
    found = clean(page(above="<div>2023-10-18 来源：云溪日报 阅读 1.2万 收藏</div>")).metadata
    assert (found.publisher, found.views) == ("云溪日报", 12_000)


@pytest.mark.parametrize("line", ["阅读 12", "阅读 300 mg", "访问 3次", "点击 5分", "人气 3年"])
def test_a_score_or_a_value_is_no_number_of_views(line):
    assert not read_labels(line)


@pytest.mark.parametrize("line", ["2023 04-12", "04-12 2023", "12 2023-04", "2023·04·12", "2023—04—12"])
def test_days_whose_parts_stand_apart(line):
    assert clean(page(above=f"<div>{line}</div>")).metadata.date == "2023-04-12"


def test_a_range_or_a_value_beside_a_year_is_no_day():
    assert not find_dates("2019—2020") and not find_dates("2023 04-12 5 mg") and not find_dates("2023 13-12")


def test_a_stamp_of_digits_in_the_head():
    assert clean(page('<meta name="date" content="20230412080500">')).metadata.date == "2023-04-12T08:05"


def test_the_only_day_right_below_the_article_is_its_own():
    day = "<div class=date>2023-04-12 08:05</div>"
    assert clean(page(below=day)).metadata.date == "2023-04-12T08:05"
    titles = "".join(f"<li><a href=/{at}>冬季护肤要诀第{at}条</a><span>2023-04-1{at}</span></li>" for at in range(4))
    listed = "".join(f"<div><div>2023-04-1{at}</div><a href=/{at}>冬季护肤要诀第{at}条</a></div>" for at in range(4))
    for below in (f"<ul>{titles}</ul>", listed):
        assert clean(page(below=below)).metadata.date is None


def test_a_day_farther_below_the_article_is_not_its_own():
    farther = "</div><div><div>用户协议</div><div>网站地图</div><div>关于本站</div><div>2023-04-12</div>"
    assert clean(page(below=farther)).metadata.date is None


def test_a_city_is_no_reporter():
    assert clean(page(below="<p>通讯员 石家庄</p>")).metadata.authors == ()
    assert not is_name("徐州") and is_name("黄石")


@pytest.mark.parametrize("count, views", [("1.13万", 11_300), ("2.01万", 20_100), ("1,390", 1_390), ("1.5k", 1_500),
                                          ("99999999999999999999", None)])
def test_views_are_counted_exactly(count, views):
    assert clean(page(above=f"<div>2023-10-18 来源：云溪日报 浏览：{count}</div>")).metadata.views == views


@pytest.mark.parametrize(("value", "expected"), [
    ("108-03-11 10:26", "2019-03-11T10:26"), ("108-03-11", "2019-03-11"), ("108/3/11　浏览：12", "2019-03-11"),
    ("98-03-11", None), ("10-05", None), ("120/80/70", None), ("108-11-30-2", None),
    ("13/06/24", None), ("05/06/19", None), ("01-02-20", None), ("19-03-11 10:26", None), ("29-12-31", None)])
def test_behind_a_label_a_year_may_be_the_republic_s_alone_but_has_three_digits(value, expected):
    html = f"<h1>流感季的家庭护理</h1><p>发布日期：{value}</p><p>{PROSE[0]}</p><p>{PROSE[1]}</p>"
    assert clean(html.encode()).metadata.date == expected
    assert clean(html.replace("发布日期：", "编号 ").encode()).metadata.date is None


def test_a_date_that_may_be_the_site_s_gives_way_to_one_with_a_label():
    html = ("<meta name='{}' content='2015-01-01'><h1>流感季的家庭护理</h1><p>{}</p>"
            f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>")
    assert clean(html.format("DC.Date", "发布日期：2019-03-11").encode()).metadata.date == "2019-03-11"
    assert clean(html.format("DC.Date", "2019-03-11").encode()).metadata.date == "2015-01-01"
    assert clean(html.format("pubdate", "发布日期：2019-03-11").encode()).metadata.date == "2015-01-01"


def test_the_place_of_who_posted_is_no_part_of_the_source():
    html = ("<h1>流感季的家庭护理</h1><p>2021-07-08 09:42:00　来源: <a href=/m>云溪药讯</a> 云南 <a href=/j>举报</a></p>"
            f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>")
    assert clean(html.encode()).metadata.publisher == "云溪药讯"


def test_neither_today_nor_an_event_is_the_date():
    doc = clean(f"今天是2024年5月6日 星期一\n春季防病指南\n作者：林晓棠\n{PROSE[0]}\n2019年8月1日，该院成立。\n{PROSE[1]}")
    assert doc.metadata.date is None
    assert "2019年8月1日" in doc.text


def test_the_same_in_traditional_characters():
    text = "春季防病指南\n發布時間：2022/11/03 資料來源：雲溪醫院 瀏覽次數：356\n" + "患者應當在醫師指導下用藥，不可自行增減劑量，以免延誤病情。" * 2
    found = clean(text).metadata
    assert (found.title, found.date, found.publisher, found.views) == ("春季防病指南", "2022-11-03", "雲溪醫院", 356)


def test_a_taiwanese_reporter_line():
    lines = ["吃太鹹傷腎", "2022/05/06 10:21", "健康網／記者林曉棠／雲溪報導", "飲食過鹹不只影響血壓，也會加重腎臟負擔。醫師說要少吃鹽。" * 2,
             "▲醫師提醒，外食族應少喝湯。（圖／翻攝自網路）", "民眾應看清營養標示，多吃蔬菜水果，並定期檢查腎功能與血壓。" * 2, "延伸閱讀", "洗腎人口再創新高"]
    doc = clean("\n".join(lines))
    assert doc.text.split("\n") == [lines[3], lines[5]]
    assert (doc.metadata.authors, doc.metadata.date) == (("林曉棠",), "2022-05-06T10:21")


def test_a_speaker_in_a_dialogue_is_no_author():
    lines = ["记者：您好，早期有什么表现？", "周院士：记忆力下降，找不到回家的路，也叫不出熟人的名字。", "记者：早期有什么表现？", "周院士：您要带老人去看医生。"]
    doc = clean("\n".join(lines))
    assert doc.text.split("\n") == lines and doc.metadata.authors == ()


def test_a_notice_keeps_its_table_and_its_signature():
    lines = ["青石市卫健委关于2022年流感疫苗接种的通告", "索引号：QS-2022-00123 主题分类：卫生", "发布机构：青石市卫生健康委员会 成文日期：2022-09-01",
             "为做好流感防控，现将有关事项通告如下：", "一、接种对象：6月龄以上人群。", "特此通告。", "青石市卫生健康委员会", "2022年9月1日"]
    doc = clean("\n".join([*lines, "打印 关闭"]))
    assert doc.text.split("\n") == lines[1:]
    found = doc.metadata
    assert (found.title, found.date, found.publisher) == (lines[0], "2022-09-01", "青石市卫生健康委员会")


@pytest.mark.parametrize("title, headline, site", [
    ("孩子咳嗽半个月了怎么办 - 育儿论坛 - Powered by Discuz!", "孩子咳嗽半个月了怎么办", "育儿论坛"),
    ("健康之窗--高血压食疗", "高血压食疗", "健康之窗")])
def test_the_site_may_stand_first_or_before_the_engine(title, headline, site):
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    page_ = (f"<html><head><title>{title}</title></head><body><table><tr><td><b>{headline}</b></td></tr>"
             f"<tr><td>{body}</td></tr></table><div>版权所有：{site} 2003</div></body></html>")
    found = clean(page_).metadata
    assert (found.title, found.site) == (headline, site)


def test_views_without_a_colon_end_the_publisher():
    found = {each.field: each.value for each in read_labels("2003-5-6 来源：青石卫生网 点击 345")}
    assert found == {"date": "2003-05-06", "publisher": "青石卫生网", "views": "点击 345"}


def test_what_a_page_does_not_tell_is_empty():
    found = clean(ARTICLE).metadata
    assert (found.title, found.date, found.publisher, found.site, found.url, found.summary) == (None,) * 6
    assert (found.authors, found.editors, found.keywords, found.breadcrumb, found.images) == ((),) * 5
    assert found.views is None


@pytest.mark.parametrize("text", ["", " ", "\n\n", "<html><head><title>防病_云溪网</title></head></html>",
                                  "---\ntitle: 防病\n---\n"])
def test_a_page_without_lines_has_metadata_too(text):
    doc = clean(text)
    assert (doc.status, doc.text) == ("empty", "")
    assert doc.metadata.title in (None, "防病")


def test_metadata_is_read_without_strip_too():
    doc = open_document("春季防病指南\n来源：云溪日报\n" + ARTICLE)
    assert read(doc).publisher == "云溪日报"


_PAGE = ("<title>{title}</title><h1>{title}</h1><div>{head}</div><p>青禾医院近日开展义诊活动，吸引了三百多名居民前来咨询。</p>"
         "<p>内科主任提醒，血压偏高的人要少吃盐，每天坚持散步，按时服药。</p>")


@pytest.mark.parametrize(("head", "authors"), [
    ("作者：山里的大夫</div><div>2020-03-01", ("山里的大夫",)),  # a pen name of five characters alone on its label
    ("作者：佚名 来源：本站", ()), ("作者：admin 2020-03-01", ()),
    ("2020-03-01</div><div>罗桂芳", ("罗桂芳",)), ("本报记者 魏 明", ("魏明",)), ("作者：程雅等 2020-03-01", ("程雅",)),
    ("文 · 唐秋月</div><div>2020-03-01", ("唐秋月",)), ("By Cheng Ya | Qinghe Daily | Updated: 2020-03-01", ("Cheng Ya",)),
    ("频道</div><div>罗桂芳", ()),  # no date beside it: it may be anything
])
def test_authors_near_the_headline(head, authors):
    assert clean(_PAGE.format(title="青禾医院举行义诊活动", head=head)).metadata.authors == authors


def test_a_staff_number_in_the_head_is_no_author():
    page = _PAGE.format(title="青禾医院举行义诊活动", head="2020-03-01")
    assert clean(f"<meta name=author content=104250>{page}").metadata.authors == ()


@pytest.mark.parametrize(("source", "publisher"), [("来源：搜狐", "搜狐"), ("來源：騰訊", "騰訊"), ("来源：今日头条", "今日头条"),
                                                   ("来源：网络", None), ("来源：本站", None)])
def test_a_portal_is_nobody_as_an_author_but_a_publisher(source: str, publisher: str | None) -> None:
    assert clean(_PAGE.format(title="青禾医院举行义诊活动", head=source)).metadata.publisher == publisher
    author = clean(_PAGE.format(title="青禾医院举行义诊活动", head=source.replace("来源", "作者").replace("來源", "作者")))
    assert author.metadata.authors == ()


@pytest.mark.parametrize("crumbs, told", [
    ("<ol class=breadcrumb><li><a href=/>首页</a></li><li><a href=/c>银发</a></li></ol>", ("首页", "银发")),
    ("<div class=crumbs>您的位置：<a href=/>首页</a> &gt; <a href=/c>银发</a></div>", ("首页", "银发")),
    ("<div class=crumbs><a href=/>首页</a></div>", ()), ("<div class=bread><a href=/>首页</a><a href=/c>银发</a></div>", ())])
def test_an_element_that_is_named_a_breadcrumb_is_one(crumbs, told):
    text = "".join(f"<p>气温骤降的第{day}天，医生提醒老人清晨出门之前先在屋里活动十分钟。</p>" for day in "一二三")
    html = f"<title>秋冬护心</title><body>{crumbs}<h1>秋冬护心</h1><div class=c>{text}</div></body>"
    assert clean(html.encode()).metadata.breadcrumb == told


@pytest.mark.parametrize("stamp, date", [
    ("发布时间：2021/03/04 浏览：1234次 评分：4.8", "2021-03-04"), ("2021-03-04 10:20 #血压 #冬季", "2021-03-04T10:20"),
    ("2021-03-04 10:20 血压 120/80", None), ("2021-03-04 头孢 1.0 g", None)])
def test_a_score_of_the_page_is_no_value_of_a_patient(stamp, date):
    text = "".join(f"<p>气温骤降的第{day}天，医生提醒老人清晨出门之前先在屋里活动十分钟。</p>" for day in "一二三")
    found = clean(f"<title>秋冬护心</title><h1>秋冬护心</h1><p>{stamp}</p>{text}".encode())
    assert found.metadata.date == date and (date or stamp in found.text)


@pytest.mark.parametrize("signed, date", [
    (["青松市卫生健康委员会", "2021年3月4日"], "2021-03-04"), (["青松市卫生健康委员会 2021年3月4日"], "2021-03-04"),
    (["二〇二一年三月四日"], "2021-03-04"), (["完", "2017年1月13日（星期五）", "香港時間21時38分"], "2017-01-13T21:38+08:00"),
    (["有效期至2021年3月4日"], None), (["2021-03-04 体温38.5"], None), (["2021年3月4日 晴"], None), (["出院日期：2021年3月4日"], None)])
def test_a_notice_has_the_day_that_it_is_signed_with(signed, date):
    page = "".join(f"<p>{line}</p>" for line in (*PROSE, *signed))
    assert clean(f"<h1>关于接种流感疫苗的通知</h1><div>{page}</div>").metadata.date == date
    stamped = f"<h1>关于接种流感疫苗的通知</h1><div>发布时间：2021-03-09</div><div>{page}</div>"
    assert clean(stamped).metadata.date == "2021-03-09"


def test_the_first_post_dates_a_thread_be_its_label_a_word_without_a_colon():
    posts = "".join(f'<div id="post_{at}"><table><tr><td class="pls"><a>{name}</a></td><td><em>{stamp}</em>'
                    f'<div class="t_f" id="postmessage_{at}">{said}</div></td></tr></table></div>'
                    for at, (name, stamp, said) in enumerate([
                        ("小桥", "发表于 2013-5-14 21:36:08 | 只看该作者", "老爸体检空腹血糖高，医生让先吃药，大家都怎么控制饮食？"),
                        ("阿May", "发表于 2013-5-14 22:01:55", "主食减半，饭后走半小时，三个月后再查。"),
                        ("小桥", "楼主|发表于 2013-5-15 12:40:02", "谢谢，已经开始走路了，回头来报告。")]))
    page = f"<title>空腹血糖高怎么办 - 云溪论坛</title><h1>空腹血糖高怎么办</h1><div class='postlist'>{posts}</div>"
    assert clean(page.encode()).metadata.date.startswith("2013-05-14T21:36")
