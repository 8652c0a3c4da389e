"""Headlines and days of pages that name their site in every other way."""
from __future__ import annotations

import json

import pytest

from medclean import clean
from medclean.metadata.authors import byline
from medclean.metadata.dates import find_dates
from medclean.metadata.headlines import uncut
from medclean.metadata.site import names_site, signed_site, without_site

_NAME = "高血压患者冬季如何用药"
_TEXT = ("<p>专家介绍，高血压患者入冬以后要注意保暖，按时服药，每天早晚各测一次血压并且记录下来。</p>"
         "<p>如果连续三天血压偏高，应当尽快到医院就诊，由医生调整剂量，不可自行加减药物。</p>")
_SITE = '<meta property="og:site_name" content="杏林苑">'


def _page(title: str, heading: str = "", head: str = "", above: str = "", date: str = "2020-01-03",
          foot: str = "") -> str:
    return (f"<html><head><title>{title}</title>{head}</head><body><div><a href=/>首页</a> <a href=/x>疾病</a></div>{above}"
            f"<div class=c>{heading}<div>{date}</div>{_TEXT}</div><div>{foot}</div></body></html>")


@pytest.mark.parametrize("title", [f"{_NAME}（杏林苑）", f"杏林苑：{_NAME}", f"{_NAME}·杏林苑", f"{_NAME} 杏林苑", f"{_NAME} / 杏林苑",
                                   f"杏林苑-{_NAME}", f"{_NAME}-杏林苑", f"{_NAME} > 杏林苑"])
def test_the_sites_name_goes_whatever_mark_is_beside_it(title: str) -> None:
    assert clean(_page(title, head=_SITE)).metadata.title == _NAME


def test_the_notice_at_the_foot_names_the_site() -> None:
    assert clean(_page(f"{_NAME}-杏林苑", foot="Copyright © 2020 杏林苑 版权所有")).metadata.title == _NAME
    assert clean(_page(f"{_NAME}-杏林苑")).metadata.title == f"{_NAME}-杏林苑"
    assert signed_site("甲乙-丙丁", ["丙丁来了"]) is None


def test_sections_go_that_the_path_names() -> None:
    path = "<div>您的位置：<a href=/>杏林苑</a> &gt; <a href=/y>心血管病</a> &gt; 正文</div>"
    assert clean(_page(f"{_NAME}-心血管病-杏林苑", above=path)).metadata.title == _NAME


@pytest.mark.parametrize("title", ["杏林县人民医院", "新闻中心-杏林县人民医院", "文章详情"])
@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_where_the_title_names_the_site_alone_the_heading_is_the_headline(title: str, tag: str) -> None:
    assert clean(_page(title, f"<{tag}>{_NAME}</{tag}>")).metadata.title == _NAME


@pytest.mark.parametrize("title, foot, found", [
    ("杏林苑 健康教育", "版权所有：杏林苑 地址：滨河路2号", _NAME), ("健康教育_杏林苑", "© 杏林苑", _NAME),
    ("杏林苑 流感防治", "版权所有：杏林苑", "杏林苑 流感防治"), ("杏林苑 健康教育", "地址：滨河路2号", "杏林苑 健康教育")])
def test_a_title_of_the_signing_name_and_a_section_is_no_headline(title: str, foot: str, found: str) -> None:
    path = "<div>您的位置：<a href=/>首页</a> &gt; <a href=/y>健康教育</a> &gt; 文章内容</div>"
    assert clean(_page(title, f"<b>{_NAME}</b>", above=path, foot=foot)).metadata.title == found


@pytest.mark.parametrize("title", ["守护生命——记某医院急诊科", "医院里的年夜饭"])
def test_headlines_that_name_an_institution_stay(title: str) -> None:
    assert clean(_page(f"{title} - 杏林日报")).metadata.title == title
    assert not names_site(title, None)


@pytest.mark.parametrize("end", ["...", "…", "...._杏林网"])
def test_a_title_cut_short_is_made_whole_by_the_heading(end: str) -> None:
    assert clean(_page(_NAME[:8] + end, f"<h1>{_NAME}</h1>")).metadata.title == _NAME
    assert uncut("等等...", ["等等再说，不要急"]) == "等等..."


def test_key_words_behind_the_headline_go() -> None:
    assert clean(_page(f"{_NAME},高血压用药,降压药-杏林苑", f"<h1>{_NAME}</h1>")).metadata.title == _NAME


@pytest.mark.parametrize("date, day", [
    ('<time datetime="2021-05-06T10:20:00+08:00">3小时前</time>', "2021-05-06T10:20:00+08:00"),
    ('<time datetime="2021-05-06T10:20:00+08:00">2021-05-06</time>', "2021-05-06T10:20:00+08:00"),
    ('2021-05-03 <time datetime="2021-05-06">3小时前</time>', "2021-05-03"),
    ("更新时间：2021-05-07 11:00", "2021-05-07T11:00"),
    ("发布时间：2021-05-06 更新时间：2021-05-07", "2021-05-06"),
    ('更新时间：2021-05-07 <time datetime="2021-05-06">昨天</time>', "2021-05-06"),
], ids=["time", "time-of-day", "printed-first", "update", "published", "earlier"])
def test_the_day_of_an_update_or_of_a_time_element_is_the_last_resort(date: str, day: str) -> None:
    assert clean(_page(_NAME, f"<h1>{_NAME}</h1>", date=date)).metadata.date == day


def test_a_notice_may_have_its_headline_below_its_first_lines() -> None:
    notice = "关于招聘2024年度卫生专业技术人员的公告"
    text = f"报名时间：2024年5月1日至5月20日\n报名方式：登录市卫生人才网报名\n{notice}\n根据工作需要，我院招聘护士二十名，现将有关事项公告如下。"
    assert clean(text).metadata.title == notice
    assert clean(text.replace(notice, "护士岗位二十名")).metadata.title is None


def test_who_edits_a_page_is_not_its_author_for_the_head_s_sake() -> None:
    head = '<meta name="author" content="宋岩">'
    assert clean(_page(_NAME, f"<h1>{_NAME}</h1>", head=head)).metadata.authors == ("宋岩",)
    edited = clean(_page(_NAME, f"<h1>{_NAME}</h1>", head=head, foot="责任编辑：宋岩")).metadata
    assert edited.authors == () and edited.editors == ("宋岩",)


def test_the_headline_that_an_article_had_elsewhere_is_not_its_own() -> None:
    said = f"{_NAME}：医生这样说"
    html = _page(f"{said}_云溪网", f"<h1>{said}</h1><p>（原标题：{_NAME}）</p>")
    assert clean(html).metadata.title == said
    quoted = _page(f"{_NAME}_云溪网", f"<h1>{_NAME}</h1><p>原标题：《{_NAME}》</p>")
    assert clean(quoted).metadata.title == _NAME


def test_a_heading_that_is_the_sites_name_before_the_headline_is_not_the_title() -> None:
    site = "<h1><a href=/>云溪健康网</a></h1>"
    assert clean(_page(f"云溪健康网 - {_NAME}", heading=f"<h2>{_NAME}</h2>", above=site)).metadata.title == _NAME
    assert clean(_page(f"{_NAME} - 云溪健康网", heading=f"<h2>{_NAME}</h2>", above=site)).metadata.title == _NAME


@pytest.mark.parametrize("printed, date", [("2021年3月8日", "2021-03-08T07:45:00+08:00"),
                                           ("2021-03-07", "2021-03-07T23:45:00+00:00"),
                                           ("", "2021-03-07T23:45:00+00:00")])
def test_a_time_in_utc_is_the_time_in_china_where_the_page_prints_that_day(printed: str, date: str) -> None:
    head = '<meta property="article:published_time" content="2021-03-07T23:45:00.000Z">'
    assert clean(_page(_NAME, head=head, date=printed)).metadata.date == date


def test_the_account_of_a_page_of_wechat_publishes_it() -> None:
    script = "<script>var ct = '1681228800'; var nickname = htmlDecode(\"云溪医声\"); var sn = '';</script>"
    assert clean(_page(_NAME, head=script)).metadata.publisher == "云溪医声"
    visitor = "<script>var ct = '1681228800'; var nickname = '游客';</script>"
    assert clean(_page(_NAME, head=visitor)).metadata.publisher is None


@pytest.mark.parametrize("heading", ["h1", "h2", "h3"])
def test_a_short_heading_is_the_title_where_the_head_names_the_site_behind_it(heading: str) -> None:
    menu = "<ul><li><a>体检报告上的结节要紧吗</a></li><li><a>春季过敏如何正确用药</a></li></ul>"
    doc = clean(_page("乔望舒-云溪大学附属医院", heading=f"<{heading}>乔望舒</{heading}>", above=menu))
    assert doc.metadata.title == "乔望舒" and not doc.metadata.authors


@pytest.mark.parametrize("line, authors", [
    ("云溪新闻记者 苏砚 实习生 简一诺", ("苏砚", "简一诺")), ("云溪日报首席记者 王小明", ("王小明",)), ("云溪日报记者会 王小明", ()),
    ("云溪日报记者 王小明 编辑 周砚", ()), ("安徽", ()), ("修改", ())])
def test_reporters_behind_their_paper_beside_the_date_are_the_authors(line: str, authors: tuple[str, ...]) -> None:
    doc = clean(_page(_NAME, f"<h1>{_NAME}</h1>", date=f"{line}</span><br><span>2021-03-08"))
    assert doc.metadata.authors == authors


@pytest.mark.parametrize("above, date", [
    ("<b>2022年09月27日 星期二</b> <a href=1>第A05版：健康</a>", "2022-09-27"), ("<b>2022年09月27日 星期二</b>", None),
    ("<b>今天是2022年09月27日 星期二</b> <a href=1>第05版：健康</a>", None),
    ("<b>云溪日报 2022年09月27日 星期二</b> <a href=1>第A05版</a>", "2022-09-27"),
    ("<b>2022年09月27日 星期二 义诊</b> <a href=1>第A05版：健康</a>", None),
    ("<b>接种日：2022年09月27日 星期二</b> <a href=1>第A05版：健康</a>", None),
    ("<b>2022年09月27日 星期二</b> <p>《内科学》第9版 云溪出版社</p><p>诊疗方案第8版 ：见附件</p>", None)])
def test_the_day_of_a_newspapers_issue_stands_beside_its_pages(above: str, date: str | None) -> None:
    assert clean(_page(_NAME, above=f"<table><tr><td>{above}</td></tr></table>", date="")).metadata.date == date


def test_an_entry_of_the_menu_that_the_head_names_is_not_the_title() -> None:
    menu = "<ul><li><a href=/>首页</a></li><li><a href=/zj>专家介绍</a></li></ul>"
    doc = clean(_page("周予安 主任医师 - 专家介绍 - 云溪市医院", heading="<h3>周予安</h3>", above=menu))
    assert doc.metadata.title == "周予安 主任医师"


@pytest.mark.parametrize("named", ["云溪医院", f"{_NAME}_云溪健康网", "云溪健康网"])
@pytest.mark.parametrize("heading", ["<h1>{}</h1><h3>目录</h3>", "<h2>{}</h2><h3>概述</h3>", "<h2>公告</h2><h2>{}</h2>"])
def test_a_short_heading_of_a_section_or_a_box_is_not_the_title(named: str, heading: str) -> None:
    assert clean(_page(named, heading=heading.format(_NAME))).metadata.title == _NAME


@pytest.mark.parametrize("script, date", [
    ('var svr_time = "1699999999"; var ct = "1681228800"; var sn = "";', "2023-04-12T00:00:00+08:00"),
    ("var nickname = 'x'; var createTime = '2023-04-12 08:05'; var user = {};", "2023-04-12T08:05"),
    ("var createTime = '2023-04-12 08:05'; var user = {};", None),  # of whatever site
    (f'{{"title": "{_NAME}", "related":[{{"title":"别的文章","pubTime":"2015-01-01 08:00:00"}}]}}', None),
    (f'{{"title": "{_NAME}", "comments":[{{"text":"好","publishTime":"2022-02-02 08:00:00"}}]}}', None),
    (f'{{"about": "{_NAME}", "pubTime":"2015-01-01 08:00:00"}}', None),
    ('var publish_time = "2023-04-12" || ""; var ct = "1681257900";', "2023-04-12T08:05:00+08:00"),
    (f'window.DATA = {{"title": "{_NAME}", "pubtime":"2023-04-12 08:05:00"}};', "2023-04-12T08:05:00"),
    ('{"publishedAt": 1681257900000, "title": %s}' % json.dumps(_NAME), "2023-04-12T08:05:00+08:00"),
    (f'{{"title": "{_NAME}", "list":[{{"publishTime":"2023-04-12"}},{{"publishTime":"2023-04-11"}}]}}', None),
    ('{"list":[{"title":"别的文章","pubTime":"2015-01-01 08:00:00"}]}', None),
    ('window.__APP__={"publishedAt":"2018-05-06T00:00:00Z"}', None),
    ('{"user": {"createTime": "2016-01-01", "republic_time": "2012-01-01"}}', None),
    ('var ctx = "1681257900"; var ct = "168125790055"; pubtime = "2023-04-122";', None)])
def test_a_page_that_draws_its_date_with_a_script_has_the_one_in_it(script: str, date: str | None) -> None:
    assert clean(_page(_NAME, head=f"<script>{script}</script>", date="")).metadata.date == date
    printed = clean(_page(_NAME, head=f"<script>{script}</script>", date="2021年3月8日"))
    assert printed.metadata.date == "2021-03-08"


@pytest.mark.parametrize("box, authors", [
    ("<address class='vcard author'>By 周予安</address>", ("周予安",)), ("<p class=wp-post-author__name>周予安</p>", ("周予安",)),
    ("<div itemprop=author>文/周予安</div>", ("周予安",)), ("<div class=author>周予安</div><div class=author>林知夏</div>", ()),
    ("<div class='comment-author vcard'>周予安</div>", ()), ("<div class=author-description>周予安</div>", ()),
    ("<div class=author>关于我们</div>", ())])
def test_an_author_may_be_named_by_a_container_alone(box: str, authors: tuple[str, ...]) -> None:
    assert clean(_page(_NAME, foot=box)).metadata.authors == authors


@pytest.mark.parametrize("note, date", [("本文发表于 2009年3月12日 08:00，归类于 保健。欢迎评论。", "2009-03-12T08:00"),
                                        ("本文發表於2009-03-12，歡迎轉告親友。", "2009-03-12"),
                                        ("本文发表于《某某杂志》2009年3月12日，共八页。", None)])
def test_a_sentence_may_tell_when_a_page_was_posted(note: str, date: str | None) -> None:
    assert clean(_page(_NAME, date="", foot=f"<p>{note}</p>")).metadata.date == date


def test_the_headline_behind_the_sites_name_is_known_whatever_parts_them() -> None:
    page = _page(f"清河病友园地 — {_NAME}", heading=f"<h1>{_NAME}</h1>", above="<div><b>清河病友园地</b></div>")
    assert clean(page).metadata.title == _NAME
    page = _page(f"{_NAME} — 清河病友园地", heading=f"<h1>{_NAME}</h1>", above="<div><b>清河病友园地</b></div>")
    assert clean(page).metadata.title == _NAME


_OLD = ("<html><head><title>{title}</title></head><body><table><tr><td>邮编：000000</td><td>今天是2026年3月5日</td></tr></table>"
        "<table><tr><td>{above}</td></tr><tr><td>{info}</td></tr><tr><td>{text}</td></tr></table>{below}</body></html>")


@pytest.mark.parametrize("title", ["杏林县人民医院", "::::杏林县卫生局::::", ""])
@pytest.mark.parametrize("info", ["作者：林晓棠　来源：本站原创　点击数：12　更新时间：2020-1-3", "(2020年1月3日)　阅读次数：88"])
def test_what_stands_above_date_and_source_is_the_headline(title: str, info: str) -> None:
    doc = clean(_OLD.format(title=title, above=_NAME, info=info, text=_TEXT, below=""))
    assert doc.metadata.title == _NAME and doc.metadata.date == "2020-01-03" and _NAME not in doc.text
    assert doc.metadata.publisher is None


def test_of_several_lines_above_dates_none_is_the_headline() -> None:
    news = f"<p>卫生局召开会议部署工作</p><p>2020-01-02</p>{_TEXT}"
    doc = clean(_OLD.format(title="杏林县人民医院", above=_NAME, info="2020-01-03", text=_TEXT, below=news))
    assert _NAME in doc.text


@pytest.mark.parametrize("line", ["主题：{}", "文章主题: {}", "作者</td><td>主题：{}", "{}</td><td>[1]"])
@pytest.mark.parametrize("name", [_NAME, "写给高血压的病友：我的用药经过"])
def test_a_headline_behind_a_label_is_the_title_without_it(line: str, name: str) -> None:
    row = f"<table><tr><td>{line.format(name)}</td></tr></table>"
    assert clean(_page(f"杏林社区：{name}", above=row)).metadata.title == name


def test_a_letter_to_an_office_is_called_as_its_table_says() -> None:
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in (
        ("信件标题", _NAME), ("写信人", "林**"), ("写信时间", "2020-01-03"), ("信件内容", "我母亲血压高，冬天要不要加药？"),
        ("答复内容", "您好，请到心内科门诊就诊，由医生调整剂量。")))
    assert clean(f"<title>杏林县人民医院-院长信箱</title><table>{rows}</table>").metadata.title == _NAME


@pytest.mark.parametrize(("written", "day"), [
    ("3 一月 2020", "2020-01-03"), ("23 十二月, 2022", "2022-12-23"), ("3 January 2020", "2020-01-03"),
    ("3 1月 2020", "2020-01-03"), ("发信站: 杏林社区 (Fri Jan  3 10:02:00 2020), 站内", "2020-01-03T10:02:00"),
    ("第 3 一月刊 2020 期", None), ("40 一月 2020", None)])
def test_the_day_may_stand_first_or_in_the_middle(written: str, day: str | None) -> None:
    assert [date.iso for date in find_dates(written)][:1] == ([day] if day else [])


@pytest.mark.parametrize(("line", "names"), [
    ("記者林昭文、台中報導", ("林昭文",)), ("林昭文／台中報導", ("林昭文",)), ("〔記者林昭文／台中報導〕", ("林昭文",)),
    ("（中央社記者林昭文台中5日電）", ("林昭文",)), ("記者王明北京報導", ("王明",)), ("By 林昭文", ("林昭文",))])
def test_who_reports_and_from_where(line: str, names: tuple[str, ...]) -> None:
    inside = line[0] in "〔（"
    html = _page(_NAME, f"<h1>{_NAME}</h1>" + ("" if inside else f"<div>{line}</div>"))
    assert clean(html.replace("<p>专家", f"<p>{line}专家") if inside else html).metadata.authors == names


def test_a_newspaper_s_day_stands_under_its_headline() -> None:
    doc = clean(_page(_NAME, f"<h1>{_NAME}</h1>", date="2022年09月14日 星期三"))
    assert doc.metadata.date == "2022-09-14"
    top = clean(_page(_NAME, f"<h1>{_NAME}</h1>", above="<p>2022年09月14日 星期三</p>", date=""))
    assert top.metadata.date is None


def test_a_headline_that_links_to_itself_is_the_title() -> None:
    aside = "<h3>相关问题</h3><ul>" + "".join(f"<li><a href=/{at}>第{at}个问题问了什么呢</a></li>" for at in range(6)) + "</ul>"
    doc = clean(_page(f"{_NAME} - 杏林问答", f"<h1><a href=/q>{_NAME}</a></h1>", above=aside))
    assert doc.metadata.title == _NAME


@pytest.mark.parametrize("line, publisher", [("来源: 康平医院 举报", "康平医院"), ("来源：健康报 社", "健康报 社")])
def test_a_button_beside_the_source_is_no_part_of_it(line: str, publisher: str) -> None:
    assert clean(_page(_NAME, date=f"2022-09-14 {line}")).metadata.publisher == publisher


def test_the_threads_below_do_not_date_a_thread() -> None:
    posts = "".join(f"<li class=post><div>2022-12-20, 06:5{at}#{at}</div><div><a href=/u>平安{at}</a></div>"
                    f"<div>第{at}天早上量的，一百三十八，吃了半年药了，大家也说说。</div></li>" for at in range(1, 5))
    page = (f"<title>大家的血压控制在多少？ - 杏林论坛</title><h1>大家的血压控制在多少？</h1><ol>{posts}</ol>"
            "<h3>相似主题</h3><ul><li><a href=/a>心动过缓要紧吗</a> 回复: 0 最后发表: 2012-11-01, 10:41</li></ul>")
    assert clean(page).metadata.date == "2022-12-20T06:51"


def test_a_name_and_a_date_below_the_article_are_a_readers() -> None:
    said = "<div>林晓棠：2020-01-04 10:02:00</div><div>写得真好，我转给母亲看看。</div>"
    assert clean(_page(_NAME, f"<h1>{_NAME}</h1>", foot=said)).metadata.authors == ()


def test_a_thread_is_as_old_as_its_first_post() -> None:
    posts = "".join(f"<div class=post><div>注册日期: 2015-03-0{n}</div>"
                    f"<p>第{n}位病友说，冬天要注意保暖，血压要天天量。</p><span>来自手机</span><span>{n}楼</span>"
                    f"<span>2020-01-0{n} 10:02</span> <a href=/r>回复</a></div>" for n in (1, 2, 3, 4))
    html = f"<title>{_NAME}怎么办_杏林论坛</title><h1>{_NAME}怎么办</h1><div class=thread>{posts}</div>"
    assert clean(html).metadata.date == "2020-01-01T10:02"


def test_what_a_line_between_bars_says_of_who_asks_is_no_part_of_the_headline() -> None:
    page = ["首页", "您的位置：首页>问答>消化内科", "胃疼吃什么药好得快", "女 | 34岁", "浏览：1532次 提问时间：2018-05-06 21:14",
            "病情描述：最近一个月饭后总是胃胀胃疼，晚上反酸，吃了三天药好一点，停药又疼，想问需要做胃镜吗？",
            "你好，考虑慢性胃炎或者反流性食管炎可能，建议先做呼气试验和胃镜检查，明确有没有幽门螺杆菌感染。"]
    assert clean("\n".join(page).encode()).metadata.title == "胃疼吃什么药好得快"
    assert clean("\n".join([*page[:2], "科普 | 冬季养胃五要点", *page[4:]]).encode()).metadata.title == "科普 | 冬季养胃五要点"


@pytest.mark.parametrize(("head", "shown"), [
    ("脚踝扭伤以后怎么锻炼 · 康复之家", "<a href=/>康复之家</a><h1><a href=/n>骨科</a> 脚踝扭伤以后怎么锻炼</h1>"),
    ("清溪社区 脚踝扭伤以后怎么锻炼 - powered by Discuz!", "<h1>脚踝扭伤以后怎么锻炼</h1>")])
def test_the_headline_that_the_page_shows_tells_which_part_of_the_head_is_the_site(head, shown):
    text = "扭伤之后的四十八小时最要紧，处理得好，两三周就能恢复；处理得不好，脚踝会反复扭伤，甚至留下关节不稳。"
    html = (f"<html><head><title>{head}</title></head><body>{shown}<div>2020-01-02 10:00</div><p>{text}</p>"
            f"<p>{text}</p></body></html>")
    assert clean(html.encode()).metadata.title == "脚踝扭伤以后怎么锻炼"


@pytest.mark.parametrize(("above", "title"), [
    (["重要提醒！这五类人别再喝浓茶了", "云溪市中心医院", "2023-02-14 18:00", "传播健康知识", "↑ 点击上方关注"], "重要提醒！这五类人别再喝浓茶了"),
    (["搜索 网站地图 首页", "护士节里的一天", "2023-02-14 来源：云溪日报", "记者顾明川摄"], "护士节里的一天"),
    (["护士节里的一天 护士节里的一天 护士节里的一天", "2023-02-14 来源：云溪日报"], "护士节里的一天"),
    (["护士节里的一天", "云溪新闻记者 顾明川", "2023-02-14 08:00"], "护士节里的一天"),
    (["门诊安排", "发布日期：2021-04-28", "5月1日至5月3日"], "门诊安排")])
def test_the_headline_of_a_flattened_page_stands_above_the_date(above, title):
    body = "昨日，县医院的护士们比平时更早到岗，为病房里的老人们送去鲜花和祝福，也收到了患者家属写来的一封感谢信。"
    assert clean("\n".join([*above, body, body[:30] + "大家都很感动。"])).metadata.title == title


def test_a_blog_says_below_the_article_when_it_was_posted() -> None:
    text = "<p>扭伤之后的四十八小时最要紧，处理得好，两三周就能恢复；处理得不好，脚踝会反复扭伤，甚至留下关节不稳。</p>"
    html = (f"<html><head><title>脚踝扭伤以后怎么锻炼</title></head><body><h2>脚踝扭伤以后怎么锻炼</h2><div>{text}{text}</div>"
            "<div>posted on 2016-04-05 09:30 丁若谷 阅读(1204) 评论(4)</div></body></html>")
    assert clean(html.encode()).metadata.date == "2016-04-05T09:30"


@pytest.mark.parametrize(("said", "expected"), [
    ("作者：《安澜家》记者", None), ("扭伤之后怎么办：先冰敷，再固定，三周以后慢慢练。", "扭伤之后怎么办：先冰敷，再固定，三周以后慢慢练。")])
def test_what_only_names_who_wrote_the_article_is_no_summary(said, expected):
    head = f'<meta name="description" content="{said}">'
    assert clean(_page(_NAME, f"<h1>{_NAME}</h1>", head).encode()).metadata.summary == expected


@pytest.mark.parametrize(("title", "expected"), [("乔安 - 专家介绍 - 清河县人民医院", "乔安"), ("清河县人民医院 - 专家介绍", "专家简介")])
def test_a_heading_that_begins_a_title_of_names_alone_is_the_pages(title: str, expected: str) -> None:
    page = f"<title>{title}</title><h1>{title[:2]}</h1><ul><li>科室：内科</li></ul><h2>专家简介</h2>{_TEXT}"
    assert clean(page).metadata.title == expected


@pytest.mark.parametrize(("above", "publisher"), [
    ("<div>清河健康报</div><div>23-11-08 10:26 发布于：江苏</div>", "清河健康报"),
    ("<div>清河县中心医院</div><div>2023-11-08</div>", "清河县中心医院"),
    ("<div>清河健康报</div><div>字号 大 小</div>", None), ("<div><a href=/>清河健康报</a></div><div>2023-11-08</div>", None),
    ("<div>2023-11-08</div><div>清河健康报</div>", None), ("<div>冬日暖阳</div><div>2023-11-08</div>", None)])
def test_the_account_between_headline_and_day_is_the_publisher(above: str, publisher: str | None) -> None:
    doc = clean(f"<title>{_NAME}</title><div class=c><h1>{_NAME}</h1>{above}{_TEXT}</div>")
    assert doc.metadata.publisher == publisher


def test_who_is_behind_the_label_of_an_original_wrote_it() -> None:
    page = f"<title>{_NAME}</title><h1>{_NAME}</h1><div>{{}} 2019-05-03</div>{_TEXT}"
    assert clean(page.format("原创：林晓棠")).metadata.authors == ("林晓棠",)
    assert clean(page.format("来源：原创")).metadata.authors == clean(page.format("本站原创")).metadata.authors == ()


@pytest.mark.parametrize("line", ["血压 160/95", "体温 36.5℃", "华法林 2.5mg", "白细胞 12.5", "5月8日 9:00 5楼"])
def test_a_value_and_an_hour_are_no_headline(line):
    body = "患者因反复胸闷气促三个月入院，心脏彩超提示左室射血分数下降，给予利尿、扩血管等治疗，症状逐渐好转，夜间可以平卧休息。"
    doc = clean(f"心内科查房记录\n{line}\n{body}\n{body[:40]}以上为查房记录。")
    assert line not in (doc.metadata.title or "") and line in doc.text


@pytest.mark.parametrize(("end", "names"), [
    ("可以服用镇静药（华法林 安定）", ()), ("谢谢两位康复患者。（高某、白某）", ()), ("群众都说好。（陈显建 刘燚）", ("陈显建", "刘燚")),
    ("群众都说好（记者 王建国）", ("王建国",))])
def test_who_signs_in_brackets(end, names):
    assert byline(end) == names


@pytest.mark.parametrize("sentence", ["孕妇禁用本品。", "每次75 mg，每日2次。"])
def test_a_sentence_that_a_summary_repeats_is_no_headline(sentence: str) -> None:
    first = "本品用于轻中度高血压，首次应当从小剂量开始，根据血压的变化逐步调整。"
    second = "肝肾功能不全者慎用，用药期间应当定期复查，如有异常立即停药就诊。"
    page = clean("\n".join([sentence + first, sentence, first, second]))
    assert page.metadata.title is None and page.text.split("\n")[-3:] == [sentence, first, second]


def test_a_breadcrumb_above_a_flattened_page_names_no_site():
    text = "首頁 > 健康 > 癌症 > 大腸癌\n便便變細要當心\n2022/08/15 10:20\n" + "大腸癌連續15年蟬聯國人癌症發生人數首位，早期幾乎沒有症狀，等到便血才就醫，往往已是第三期。\n" * 2
    assert clean(text).metadata.site is None


@pytest.mark.parametrize("default", ["无标题文档", "Untitled Document", "Document", "新建网页 1"])
def test_what_an_editor_of_pages_writes_is_no_title(default):
    text = "<p>入冬以来，流感病人增多，医生提醒市民勤洗手，多通风，出现发热及时到医院就诊。</p>"
    menu = "<div><a href=/>首页</a><a href=/a>新闻中心</a><a href=/b>健康科普</a></div>"
    page = f"<html><head><title>{default}</title></head><body>{menu}{{}}<div>{text}</div></body></html>"
    assert clean(page.format("<h1>流感来了怎么办</h1>")).metadata.title == "流感来了怎么办"
    assert clean(page.format("")).metadata.title is None


def test_a_heading_above_the_headline_is_no_text():
    text = "<p>入冬以来，流感病人增多，医生提醒市民勤洗手，多通风，出现发热及时到医院就诊。</p>"
    body = f"<div><h1>健康频道</h1><h1>流感来了怎么办</h1>{text}</div>"
    doc = clean(f"<html><head><title>流感来了怎么办-云溪网</title></head><body>{body}</body></html>")
    assert (doc.metadata.title, doc.text) == ("流感来了怎么办", text[3:-4])


@pytest.mark.parametrize("head, heading", [
    ("云溪病 - 云溪百科，自由的百科全书", "<h1>云溪病</h1><div>云溪百科，自由的百科全书</div>"),
    ("[問題] 拔智齒後腫脹 - 看板 Health - 云溪實業坊", "<div><i>看板</i><b>Health</b></div><div><i>標題</i><b>[問題] 拔智齒後腫脹</b></div>")])
def test_what_the_headline_says_is_the_title_though_a_line_says_another_part(head: str, heading: str) -> None:
    assert clean(_page(head, heading)).metadata.title == head.partition(" - ")[0]


def test_labels_that_touch_are_read_apart_where_a_repair_has_narrowed_their_signs() -> None:
    info = "<span>2023/06/11</span><span>文／陳雅婷</span><span>瀏覽 12,345</span>"
    metadata = clean(_page(_NAME, f"<h1>{_NAME}</h1>", date=info)).metadata
    assert (metadata.date, metadata.authors, metadata.views) == ("2023-06-11", ("陳雅婷",), 12345)


_PROSE = ["高血压患者入冬以后要注意保暖，按时服药，每天早晚各测一次血压并且记录下来。", "如果连续三天血压偏高，应当尽快到医院就诊，由医生调整剂量，不可自行加减药物。"]


@pytest.mark.parametrize("first, title", [
    (_NAME, _NAME), ("一、用药时间", None), ("1. 用药时间", None), ("【专家】周予安", None), ("- 用药时间", None), ("2021年3月11-12日", None),
    ("高血压患者入冬以后：", None), ("医生您好", None), ("亲爱的家长", None), ("患者周予安，男，45岁", None), ("云溪市医院心内科 周予安", None),
    ("高血压患者如何过冬", "高血压患者如何过冬")])
def test_a_plain_text_that_begins_with_its_headline_keeps_it(first: str, title: str | None) -> None:
    doc = clean("\n".join([first, "2021年3月11-12日", *_PROSE]))
    assert doc.metadata.title == title and first in doc.text


@pytest.mark.parametrize("parts, told", [
    (["【编辑】周予安", "【来源】云溪晚报", "【专家】林知夏"], ("云溪晚报", ("周予安",))),
    (["【来源】云溪晚报", "【结语】早治"], ("云溪晚报", ())), (["【来源】《局方》", "【组成】人参9克"], (None, ())),
    (["【来源】《局方》", "【编辑】陈师文", "【组成】人参9克", "【禁忌】孕妇禁用"], (None, ()))])
def test_a_source_between_labelled_parts_is_the_pages_where_a_paper_is_named(parts: list[str], told: tuple) -> None:
    doc = clean("\n".join([*parts, *_PROSE]))
    assert (doc.metadata.publisher, doc.metadata.editors) == told


@pytest.mark.parametrize("line, publisher", [
    ("分享到新浪微博", None), ("普外科", None), ("来自：203.0.113.77", None), ("云溪晚报", "云溪晚报")])
def test_a_button_or_a_ward_below_the_headline_published_nothing(line: str, publisher: str | None) -> None:
    doc = clean(_page(_NAME, f"<h1>{_NAME}</h1><div>{line}</div>", date="2021-07-19"))
    assert doc.metadata.publisher == publisher
    beside = clean(_page(_NAME, f"<h1>{_NAME}</h1>", date=f"2021-07-19 周予安 {line[:4]}")).metadata
    assert beside.publisher == publisher and beside.authors == ("周予安",)


def test_a_thread_is_of_the_day_that_its_head_tells_not_of_a_later_answer() -> None:
    head = '<meta itemprop="dateCreated" content="2021-03-02T06:10:00+08:00">'
    answer = ("<div class=answer><div class=who><a href=/u>{0}</a></div><div class=text><p>{1}</p></div>"
              "<div class=time><a href=/x>编辑于 2021-03-0{2} 20:00</a></div><div><button>赞同 {2}</button></div></div>")
    said = (("林医生", "孕四到六个月相对安全，可以在局麻下拔牙，头孢类一般认为较安全，但要听医生的。", 4), ("小禾", "我是孕二十二周拔的，恢复了两周，仅供参考。", 5))
    page = (f"<html><head><title>孕期可以拔牙吗？ - 云溪问答</title>{head}</head><body><h1>孕期可以拔牙吗？</h1><div>怀孕五个月，智齿发炎了怎么办？</div>"
            f"<h4>2 个回答</h4>{''.join(answer.format(*each) for each in said)}</body></html>")
    doc = clean(page)
    assert doc.metadata.date == "2021-03-02T06:10:00+08:00" and said[1][1] in doc.text


@pytest.mark.parametrize("head", ['<meta name="dateCreated" content="2009-09-09">',
                                  '<meta itemprop=dateCreated content=2009-09-09>'])
def test_the_day_that_is_printed_says_more_than_when_the_page_was_made(head: str) -> None:
    assert clean(_page(_NAME, head=head, date="2021-03-08 10:20")).metadata.date == "2021-03-08T10:20"


def test_the_hour_below_a_release_of_hong_kong_is_read_with_its_day() -> None:
    signed = "<p>完／2023年6月21日（星期三）<br>香港時間17時42分</p>"
    doc = clean(_page(_NAME, date="").replace("</div><div></div>", f"{signed}</div><div></div>"))
    assert doc.metadata.date == "2023-06-21T17:42+08:00"
    event = "<p>活動日期：2023年6月21日（星期三）<br>香港時間下午3時舉行</p>"
    assert clean(_page(_NAME, date="").replace("</div><div></div>", f"{event}</div><div></div>")).metadata.date is None


def test_the_day_of_a_blogs_post_is_read_from_its_abbreviation() -> None:
    day = "<abbr class=published title='2013-10-08T21:15:00+08:00'>下午9:15</abbr>"
    found = clean(_page(_NAME, date="", foot=f"<abbr title='computed tomography'>CT</abbr>{day}")).metadata.date
    assert found == "2013-10-08T21:15:00+08:00"


def test_who_checked_an_entry_and_is_from_a_hospital_published_nothing() -> None:
    box = "<div><span>林晓棠</span><span>主任医师</span><span>云溪市第一医院</span></div>"
    assert clean(_page(_NAME, f"<h1>{_NAME}</h1>{box}", date="审核时间 2023-05-06")).metadata.publisher is None


def test_an_account_of_the_site_in_the_head_gives_way_to_the_reporter() -> None:
    told = _page(_NAME, head="<meta name=author content=yunxi>")
    assert clean(told.replace("<p>专家", "<p>本报讯（记者 周予安）专家", 1)).metadata.authors == ("周予安",)
    assert clean(_page(_NAME, head="<meta name=author content=yunxi>")).metadata.authors == ("yunxi",)


def test_elements_that_touch_are_read_apart_where_a_space_was_mended() -> None:
    line = "2021-03-08 10:20\u3000来源: <a href=/u>青石夜话</a><span>湖北</span>"
    assert clean(_page(_NAME, date=line)).metadata.publisher == "青石夜话"


def test_the_head_of_a_page_names_the_agency_and_its_dateline_the_reporter() -> None:
    head = ('<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"中央社 CNA"},'
            '"publisher":{"name":"中央社 CNA"}}</script>')
    dateline = "<p>（中央社記者江苡禎台北12日電）台北市衛生局今天公布今年第三例百日咳確定病例，目前已康復出院。</p>"
    page = _page(_NAME, head=head, date="2024-04-12")
    assert clean(page).metadata.authors == ("中央社 CNA",)
    assert clean(page.replace("2024-04-12</div>", f"2024-04-12</div>{dateline}")).metadata.authors == ("江苡禎",)


def test_when_a_post_was_edited_is_not_when_it_was_written() -> None:
    post = ("<div id=post_{0}><div class=authi>发表于 2013-6-18 21:0{0} | <a href=1>只看该作者</a></div><div class=t_f>"
            "<i>本帖最后由 潇湘 于 2013-6-19 21:2{0} 编辑</i><br>{1}</div></div>")
    said = ("母亲66岁，体检查出右下肺磨玻璃结节8mm，医生说先吃两周莫西沙星再复查。", "纯磨玻璃、无临床症状，三个月后薄层CT复查就行，不必着急。")
    head = '<meta name="author" content="Discuz! Team and Comsenz UI Team">'
    page = f"<html><head><title>肺结节</title>{head}</head><body><h1>肺结节求助</h1>{{}}</body></html>"
    doc = clean(page.format("".join(post.format(at, text) for at, text in enumerate(said, 7))))
    assert (doc.metadata.date or "").startswith("2013-06-18") and not doc.metadata.authors


def test_a_title_that_is_a_path_ends_in_the_headline() -> None:
    page = ("<html><head><title>云溪养生保健网>>疾病防治>>内科>>慢性胃炎的中医辨证治疗</title></head><body><table><tr><td><b>慢性胃炎的中医辨证治疗</b>"
            "</td></tr><tr><td>慢性胃炎以上腹胀痛、嗳气为主要表现，多与饮食不节、情志不畅有关。<br>治疗应当辨证，分为肝胃不和、脾胃虚弱等证型。</td></tr></table>")
    assert clean(page).metadata.title == "慢性胃炎的中医辨证治疗"


def test_a_list_behind_a_label_of_care_is_no_headline() -> None:
    lines = ["首页", "疾病库", "问医生", "当前位置：首页 > 疾病 > 内科", "急性胰腺炎的症状", "典型症状：上腹剧痛 恶心呕吐 发热 腹胀",
             "急性胰腺炎的临床表现轻重不一，与病理类型和治疗是否及时有关。", "腹痛为主要的表现，多在暴饮暴食以后突然发作，呈持续性的刀割样。"]
    doc = clean("\n".join(lines))
    assert doc.metadata.title == "急性胰腺炎的症状" and lines[5] in doc.text


@pytest.mark.parametrize("headline", ["高血压用药：洛活喜、拜新同、代文怎么选", "三大症状：多饮、多食、多尿"])
def test_a_heading_that_names_several_things_is_a_headline(headline):
    below = "".join(f"<p>专家建议，{age}岁以上的人每年至少检查一次血糖，有家族史的人应当更早开始检查。</p>" for age in ("四十", "五十"))
    page = f"<title>云溪健康网</title><div class=nav><a href=/>首页</a></div><div><h2>{headline}</h2>{below}</div>"
    assert clean(page.encode()).metadata.title == headline


def test_a_reporter_before_the_date_has_written_the_page():
    below = "".join(f"<p>专家建议，{age}岁以上的人每年至少检查一次血糖，有家族史的人应当更早开始检查。</p>" for age in ("四十", "五十"))
    found = clean(f"<h1>糖尿病的治疗</h1><p>记者王强：2020-03-05</p>{below}".encode()).metadata
    assert (found.date, found.authors) == ("2020-03-05", ("王强",))


@pytest.mark.parametrize("title, said", [
    ("高血压患者怎么用药？-39健康网", "高血压患者怎么用药？"), ("动图不动怎么办-CSDN论坛", "动图不动怎么办"),
    ("重组新型冠状病毒疫苗-CHO细胞", "重组新型冠状病毒疫苗-CHO细胞"), ("国家COVID-19疫苗网", "国家COVID-19疫苗网")])
def test_a_site_whose_name_begins_with_letters_or_digits_stands_behind_a_dash(title, said):
    assert without_site(title, None, ()) == said


_SLOGAN = "随行大夫 - 云溪最大的咨询平台：名医名单、急诊时间、智能问症、流感疫苗及各种资讯。"


@pytest.mark.parametrize("title, headings, found", [
    (_SLOGAN, f"<h1>{_NAME}</h1>", _NAME),
    ("退除役官兵服务处 云溪荣民之家", f"<h1>{_NAME}</h1>", _NAME),
    (_SLOGAN, f"<h1>{_NAME}</h1><h1>专家介绍</h1>", _SLOGAN),  # several: none is the page's
    (_SLOGAN, "<h1>随行大夫</h1>", _SLOGAN),  # the site's own heading
    (_SLOGAN, "<h1>今日推荐栏目</h1>", _SLOGAN),  # not about the article
    ("入冬以后专家提醒按时服药", "<h1>高血压患者</h1>", "入冬以后专家提醒按时服药"),  # both are: the second is a section
])
def test_the_only_heading_is_the_title_where_the_heads_is_not_about_the_article(title, headings, found):
    assert clean(_page(title, headings)).metadata.title == found


def test_a_firm_before_the_headline_is_the_site_though_the_page_prints_it_above():
    page = _page("云溪统计顾问有限公司 - 冬季高血压用药的十个问题与回答", above="<p>云溪统计顾问有限公司</p>")
    assert clean(page).metadata.title == "冬季高血压用药的十个问题与回答"


def test_an_office_alone_is_no_headline():
    assert clean(_page("云溪中央健康保险署", f"<h2>{_NAME}</h2>")).metadata.title == _NAME


@pytest.mark.parametrize("line", ["杏林县人民医院官网", "Health Education Information", "1. 坚持每天服药，不自行停药"])
def test_no_name_of_a_site_no_motto_and_no_point_of_a_list_is_the_headline(line):
    assert clean(_page("杏林县人民医院", above=f"<p>{line}</p>")).metadata.title != line


@pytest.mark.parametrize("below", ["参与医生\n云溪医院 王小明 副主任医师", "https://www.example.org 云溪健康网"])
def test_neither_a_word_below_the_headline_nor_an_address_is_the_title(below: str) -> None:
    text = "女性要注意什么身体问题，医生这样说。月经周期一般为二十一天到三十五天，超出这个范围应当到医院检查，不要自己用药。"
    assert clean(f"收藏 手机看\n分享\n女性要注意什么身体问题\n{below}\n{text}\n相关视频").metadata.title == "女性要注意什么身体问题"


def test_of_two_lines_with_the_same_day_the_one_with_the_hour_tells_the_date() -> None:
    text = "记者昨日获悉，市立医院的儿科门诊今年起周末照常开诊，家长可以提前一周在网上预约，夜间急诊不停诊。"
    page = f"2026-01-27 18:35:49 来源：云溪日报 责任编辑：刘霖\n云溪日报2026-01-27号报道\n儿科门诊周末照常开诊\n{text}"
    assert clean(page).metadata.date == "2026-01-27T18:35:49"


def test_the_name_above_an_entry_of_many_short_sections_is_its_title() -> None:
    parts = ["1 拼音", "gāo yuán bìng", "2 英文参考", "altitude sickness", "3 疾病代码", "ICD:T70", "4 疾病分类", "呼吸科", "5 概述"]
    text = "高原红细胞增多症是指长期生活在高原的人红细胞增生过度，常见症状有头晕、头痛、气短，脱离低氧环境以后可以恢复。"
    assert clean("\n\n".join(["高原红细胞增多症", *parts, text])).metadata.title == "高原红细胞增多症"
    assert clean("\n\n".join(["张大爷今年六十岁", *parts, text])).metadata.title is None
