"""The extractor finds the main text of pages of many shapes, and says why."""
from __future__ import annotations


import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean import clean
from medclean.document import Document, Line, Node
from medclean.extract import find_main
from medclean.pipeline import open_document
from medclean.parse.html import parse_html

FIRST = "清河市第三医院近日开展高血压义诊活动，三百多名居民到场咨询，医生为他们量了血压。"
SECOND = "内科主任顾长明提醒，血压偏高的人要少吃盐，每天坚持散步，按时服药，不要自行停药。"
THIRD = "活动持续了一整天，护士们还发放了手册，讲解家庭血压计的用法。居民纷纷表示收获不小。"
NAV = "<ul>" + "".join(f"<li><a href=/{i}>频道{i}</a></li>" for i in range(12)) + "</ul>"
FEED = "".join(f"<div class=item><a href=/n{i}>清河新闻第{i}条标题很长很长</a><p>这是第{i}条新闻的摘要，说了些什么，"
               f"点开才能看到全文的内容。</p><span>10-0{i}</span></div>" for i in range(1, 9))
FOOT = "<div id=footer><p>版权所有 清河新闻网 未经许可不得转载</p><p>清ICP备00000000号</p></div>"


def document(html: str) -> Document:
    page = parse_html(html)
    return Document(format="html", lines=page.lines, nodes=page.nodes, images=page.images)


def kept(html: str) -> list[str]:
    doc = document(html)
    verdicts = find_main(doc)
    return [line.text for line in doc.kept if verdicts[line.number].keep]


def verdict(html: str, text: str):
    doc = document(html)
    verdicts = find_main(doc)
    return next(verdicts[line.number] for line in doc.kept if text in line.text)


def page(body: str, title: str = "清河三院开展高血压义诊_清河新闻网", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


ARTICLE = page(f"""<div class=top>{NAV}</div><div class=crumb>您的位置：<a href=/>首页</a> &gt; 正文</div>
<div class=left><h1>清河三院开展高血压义诊</h1><div class=info>2021-03-04 10:20 来源：清河日报</div>
<div class=body><p>{FIRST}</p><p>{SECOND}</p><h3>护士讲解用法</h3><p>{THIRD}</p></div>
<div class=share>分享到：<a href=#>微博</a> <a href=#>空间</a></div>
<div class=related><h4>相关阅读</h4><ul><li><a href=/a>糖尿病人的饮食该注意什么</a></li>
<li><a href=/b>老年人如何预防骨质疏松</a></li></ul></div></div><div class=right>{FEED}</div>{FOOT}""")


def test_an_article_among_navigation_feed_and_footer():
    assert kept(ARTICLE) == [FIRST, SECOND, "护士讲解用法", THIRD]


@pytest.mark.parametrize(("text", "role"), [
    ("清河三院开展高血压义诊", "title"), ("来源：清河日报", "header"), ("护士讲解用法", "heading"), ("频道3", "navigation"),
    ("骨质疏松", "tail"), ("第3条新闻的摘要", "navigation"), ("版权所有", "other"), ("少吃盐", "main")])
def test_roles(text, role):
    assert verdict(ARTICLE, text).role == role


@pytest.mark.parametrize(("text", "evidence"), [
    ("频道3", "links are 100% of the 12 lines of div.top"), ("骨质疏松", "under “相关阅读” (line"),
    ("第3条新闻的摘要", "one of 8 entries of a list, with a linked headline each"),
    ("来源：清河日报", "above the first paragraph (line"), ("版权所有", "it speaks of the page itself: 版权所有"),
    ("少吃盐", "prose in div.body"), ("护士讲解用法", "a short line among the paragraphs of div.body")])
def test_reasons_state_the_evidence(text, evidence):
    assert evidence in verdict(ARTICLE, text).why


def test_every_kept_line_has_a_verdict():
    doc = document(ARTICLE)
    assert list(find_main(doc)) == [line.number for line in doc.kept]
    assert all(each.why and each.role for each in find_main(doc).values())


def test_two_lines_beside_a_long_feed():
    html = page(f"""<div>{NAV}</div><div class=main><h1>清河三院开展高血压义诊</h1>
<div class=txt><p>{FIRST}</p><p>{SECOND}</p></div></div><div class=side>{FEED}{FEED}</div>""")
    assert kept(html) == [FIRST, SECOND]


def test_layout_tables_with_br_and_font():
    html = page(f"""<table><tr><td width=160>{NAV}</td><td><table><tr><td align=center><font size=5>
清河三院开展高血压义诊</font></td></tr><tr><td><font size=2>　　{FIRST}<br><br>　　{SECOND}<br>
　　{THIRD}</font></td></tr></table></td></tr></table><table><tr><td>{FOOT}</td></tr></table>""")
    assert [text.strip("　") for text in kept(html)] == [FIRST, SECOND, THIRD]


def test_text_in_divs_alone():
    html = page(f"<div>{NAV}</div><div><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div>"
                f"<div>{FEED}</div>")
    assert kept(html) == [FIRST, SECOND, THIRD]


def test_no_html_unclosed_and_wrongly_nested():
    html = (f"<h1>义诊<b>活动</h1></b><div><p>{FIRST}<p><b>{SECOND}<p>{THIRD}</b></div>"
            "<ul><li><a href=/>首页</a><li><a href=/x>地图</a></ul>")
    assert [text for text in kept(html) if len(text) > 10] == [FIRST, SECOND, THIRD]


def test_sections_of_an_article_in_several_containers():
    part = "<div class=part><h2>{}</h2><p>{}</p><p>{}</p></div>"
    parts = (part.format("背景", FIRST, SECOND), part.format("做法", SECOND + "一。", THIRD),
             part.format("结果", THIRD + "二。", FIRST + "三。"))
    html = page(f"{NAV}<div class=paper>{''.join(parts)}</div>{FOOT}")
    assert [text for text in kept(html) if len(text) < 5] == ["背景", "做法", "结果"]
    assert len(kept(html)) == 9


def test_the_caption_of_a_picture_above_the_first_paragraph_is_in_the_metadata():
    figure = "<figure><img src=1.jpg><figcaption>护士演示怎样测量。（图／医院提供）</figcaption></figure>"
    for body in (f"{figure}<p>{FIRST}</p><p>{SECOND}</p>", f"<p>{FIRST}</p><p>{SECOND}</p>{figure}"):
        doc = clean(page(f"<div class=c><h1>清河三院开展高血压义诊</h1>{body}</div>").encode())
        assert doc.text.splitlines() == [FIRST, SECOND]
        assert [(image.src, image.caption) for image in doc.metadata.images] == [("1.jpg", "护士演示怎样测量。（图/医院提供）")]


def test_drugs_that_are_links_are_no_teasers_of_other_pages():
    drugs = ["硝苯地平控释片 30 mg 每日一次", "氨氯地平片 5 mg 每日一次口服", "缬沙坦胶囊 80 mg 每日一次口服"]
    listed = "".join(f"<li><a href=/{number}>{drug}</a></li>" for number, drug in enumerate(drugs))
    html = page(f"<div class=c><h1>清河三院开展高血压义诊</h1><p>{FIRST}</p><ul>{listed}</ul><p>{SECOND}</p>"
                "<p>剂量：<a href=/d>5 mg</a></p></div>")
    assert kept(html) == [FIRST, *drugs, SECOND, "剂量：5 mg"]


def test_a_heading_of_which_a_repair_leaves_nothing():
    part = "<section><h3>{}</h3><p>{}</p></section>"
    parts = [part.format(heading, FIRST) for heading in ("一 少吃盐", "二 多运动", "\x14", "三 按时服药", "四 定期复查")]
    found = clean(page(f"<h1>高血压的误区</h1><div>{''.join(parts)}</div>").encode())
    assert [line for line in found.text.splitlines() if line != FIRST] == ["一 少吃盐", "二 多运动", "三 按时服药", "四 定期复查"]
    assert "\x14" in [line.text for line in found.undo().lines]


@pytest.mark.parametrize("title", ["清河新闻网", "", "正文"])
def test_a_heading_is_the_headline_where_the_title_is_another(title):
    longer = "".join(f"<p>{text}</p>" for text in (THIRD + SECOND, FIRST + THIRD, SECOND + FIRST))
    html = page(f"""{NAV}<div class=a><div class=b><h1>清河三院开展义诊</h1>
<div class=c><p>{FIRST}</p><p>{SECOND}</p></div></div>
<div class=next><h1>另一篇更长的文章</h1><div class=d>{longer}</div></div></div>{FOOT}""", title=title)
    assert kept(html) == [FIRST, SECOND]


def test_the_first_article_of_an_index():
    long = (FIRST + SECOND + THIRD) * 2
    posts = "".join(f"<div class=entry><h2><a href=/{day}>第{day}天的病房日记</a></h2>"
                    f"<div class=day>2010-05-0{day} 20:11</div>"
                    f"<div class=entry-body><p>{text}</p><p>{text[:20]}，第{day}天就这样过去了。</p></div></div>"
                    for day, text in enumerate((long, SECOND + long, THIRD + long), 1))
    html = page(f"{NAV}<div class=month>{posts}</div>{FOOT}", title="2010年五月")
    assert kept(html) == [long, f"{long[:20]}，第1天就这样过去了。"]
    assert "another article, which begins at line" in verdict(html, "第3天就这样").why


def test_a_data_table_and_a_list_stay():
    rows = "".join(f"<tr><td>{name}</td><td>{low}-{low * 3}</td></tr>" for name, low in
                   (("白细胞", 4), ("血小板", 100), ("血红蛋白", 110)))
    html = page(f"""{NAV}<div class=body><p>{FIRST}</p><p>正常值如下：</p><table>{rows}</table>
<ul><li>空腹八小时</li><li>不要喝水</li></ul><p>{SECOND}</p></div>{FOOT}""")
    assert kept(html) == [FIRST, "正常值如下：", "白细胞\t4-12", "血小板\t100-300", "血红蛋白\t110-330",
                          "空腹八小时", "不要喝水", SECOND]


LABELS = ("<table class=head><tr><td>索引号：</td><td>00001/2020-00123</td><td>主题分类：</td><td>卫生</td></tr>"
          "<tr><td>发文机关：</td><td>清河市卫生局</td><td>成文日期：</td><td>2020年3月5日</td></tr></table>")


def test_a_notice_keeps_its_table_its_number_and_its_end():
    html = page(f"""{NAV}<div class=main>{LABELS}<div class=text><h1>关于开展义诊的通知</h1><p align=center>清卫发〔2020〕5号</p>
<div id=UCAP-CONTENT><p>各区县卫生局，各医院：</p><p>{FIRST}</p><p>一、活动时间</p><p>{SECOND}</p><p>清河市卫生局</p>
<p>2020年3月5日</p></div></div><div class=tools>【打印】【关闭】</div></div>{FOOT}""", title="关于开展义诊的通知_清河市人民政府")
    assert kept(html) == ["索引号：\t00001/2020-00123\t主题分类：\t卫生", "发文机关：\t清河市卫生局\t成文日期：\t2020年3月5日",
                          "清卫发〔2020〕5号", "各区县卫生局，各医院：", FIRST, "一、活动时间", SECOND, "清河市卫生局",
                          "2020年3月5日"]


def test_a_notice_keeps_a_table_without_colons_above_its_headline():
    table = LABELS.replace("：", "")
    text = f"<h1>关于开展义诊的通知</h1><div class=con><p>各区县卫生局：</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    rows = ["索引号\t00001/2020-00123\t主题分类\t卫生", "发文机关\t清河市卫生局\t成文日期\t2020年3月5日"]
    for html in (f"<div class=main><div>{table}</div>{text}</div>", table + text.replace("div", "span")):
        lines = kept(page(f"{NAV}{html}{FOOT}", title="关于开展义诊的通知_清河市人民政府"))
        assert lines == [*rows, "各区县卫生局：", FIRST, SECOND]


def test_a_table_of_a_sidebar_is_none_of_a_notice():
    html = page(f"""{NAV}<div class=left><h1>关于开展义诊的通知</h1><div class=con><p>{FIRST}</p><p>{SECOND}</p></div></div>
<div class=right><table><tr><td>清河一院</td><td>3号楼</td></tr><tr><td>清河二院</td><td>5号楼</td></tr></table></div>{FOOT}""",
                title="关于开展义诊的通知_清河市人民政府")
    assert kept(html) == [FIRST, SECOND]


LINKED = ["<a href=/1>青石热</a>是<a href=/2>青石杆菌</a>侵入<a href=/3>淋巴管</a>引起的<a href=/4>急性传染病</a>。",
          "常用药：<a href=/5>清河霉素片剂</a>、<a href=/6>南岭沙星胶囊</a>、<a href=/7>北山环素</a>。",
          "传播途径多为<a href=/8>飞沫</a>，<a href=/9>人畜共用的水源</a>也会传播"]


def test_sentences_whose_words_are_links_are_prose():
    text = ["青石热是青石杆菌侵入淋巴管引起的急性传染病。", "常用药：清河霉素片剂、南岭沙星胶囊、北山环素。",
            "传播途径多为飞沫，人畜共用的水源也会传播"]
    body = "".join(f"<p>{line}</p>" for line in LINKED)
    assert kept(page(f"<h1>青石热</h1>{body}", title="青石热")) == text
    assert kept(page(f"{NAV}<div class=entry><h1>青石热</h1>{body}</div>{FOOT}", title="青石热_清河百科")) == text


def test_linked_headlines_are_no_sentences():
    teasers = "".join(f"<p><a href=/{i}>青石热第{i}例，患者已经治愈出院了吗？</a> [图]</p>" for i in range(5))
    assert kept(page(f"<h1>青石热</h1><div class=con><p>{FIRST}</p><p>{SECOND}</p></div><div>{teasers}</div>",
                     title="青石热")) == [FIRST, SECOND]


def test_the_body_is_not_refused_for_its_links():
    links = "".join(f"<p><a href=/{i}>清河新闻第{i}条的标题</a></p>" for i in range(30))
    assert kept(page(f"<h1>义诊开展</h1><p>{FIRST}</p><p>{SECOND}</p>{links}", title="义诊开展")) == [FIRST, SECOND]


@pytest.mark.parametrize(("text", "stays"), [
    ("上一篇综述写于前年，下一篇还没有动笔。", True), ("药品的生产许可证由省里发给，五年有效。", True), ("上一篇：青石热，如何预防。", False),
    ("<a href=/p>上一篇青石热的病因，治疗与预防。</a>", False), ("未经许可，本文不得转载。", False)])
def test_a_sentence_may_say_what_elsewhere_is_a_label(text, stays):
    lines = kept(page(f"<div><h1>义诊开展</h1><p>{FIRST}</p><p>{SECOND}</p><p>{text}</p></div>", title="义诊开展"))
    assert lines == [FIRST, SECOND, *[text] * stays]


@pytest.mark.parametrize("tags", [("<table>", "<tr><th>", "</th><td>", "</td></tr>", "</table>"),
                                  ("<dl>", "<dt>", "</dt><dd>", "</dd>", "</dl>")], ids=["table", "dl"])
def test_a_leaflet_whose_rows_are_long_and_short(tags):
    start, label, value, end, stop = tags
    rows = (("通用名称", "清河宁片"), ("性状", "本品为白色片。"), ("适应症", FIRST + SECOND), ("规格", "5mg*14片"), ("贮藏", "密封。"))
    html = page(f"{NAV}<div class=detail><h1>清河宁片说明书</h1>{start}"
                + "".join(label + name + value + text + end for name, text in rows) + f"{stop}</div>{FOOT}",
                title="清河宁片说明书_清河药网")
    assert "\n".join(kept(html)).replace("\t", "\n").split("\n") == [each for row in rows for each in row]


def test_an_encyclopedia_entry_without_its_contents_and_references():
    html = page(f"""<div class=content><h1>高血压</h1><div class=lead><p>{FIRST}</p></div>
<div class=toc><h2>目录</h2><ul><li><a href=#a>1 病因</a></li><li><a href=#b>2 治疗</a></li></ul></div>
<h2>病因</h2><div class=para>{SECOND}</div><h2>治疗</h2><ul><li>改善生活</li><li>药物</li></ul><div class=para>{THIRD}</div>
<div class=ref><h3>参考资料</h3><ul><li><a href=/r>清河医学杂志，2010年</a></li></ul></div></div>{FEED}""", title="高血压_清河百科")
    assert kept(html) == [FIRST, "病因", SECOND, "治疗", "改善生活", "药物", THIRD]


def sections(rows, heading="<div class=st><span>{}</span><a href=/e>编辑</a></div>") -> str:
    return "".join(f"<div class=sec>{heading.format(name)}<div class=sc>{text}</div></div>" for name, text in rows)


def test_an_entry_whose_sections_stand_in_containers_of_their_own():
    rows = (("概述", f"<p>{FIRST}</p>"), ("病因", f"<p>{SECOND}</p>"), ("忌口", "<ul><li>酒</li></ul>"),
            ("治疗", f"<p>{THIRD}</p>"))
    html = page(f"{NAV}<h1>清河热</h1><div class=body>{sections(rows)}</div><div class=docs><h3>推荐医生</h3>林某</div>{FOOT}",
                title="清河热_清河百科")
    assert kept(html) == ["概述编辑", FIRST, "病因编辑", SECOND, "忌口编辑", "酒", "治疗编辑", THIRD]
    assert clean(html.encode()).text.split() == ["概述", FIRST, "病因", SECOND, "忌口", "酒", "治疗", THIRD]


def test_a_leaflet_begins_and_ends_with_fields_that_hold_no_sentence():
    rows = (("药品名称", "清河宁颗粒"), ("成份", FIRST), ("用法", SECOND), ("贮藏", "密封。"), ("生产企业", "清河制药厂"))
    html = page(f"{NAV}<h1>清河宁颗粒说明书</h1><p>参考价：18元</p><div class=con>{sections(rows, '<h3>{}</h3>')}</div>{FOOT}",
                title="清河宁颗粒说明书_清河药网")
    assert kept(html) == [each for row in rows for each in row]


@pytest.mark.parametrize("heading", ["<h3>清河日报{:.0}</h3>", "<h3>{}，请谅解。</h3>", "<h3><a href=/a>清河三院的{}</a></h3>",
                                     "<h3>清河市第三医院全体职工向您转告：今年的{}安排如下</h3>"],
                         ids="label sentence link headline".split())
def test_what_begins_with_no_heading_of_its_own_is_no_section(heading):
    rows = (("新闻", f"<p>{FIRST}</p><p>{SECOND}</p>"), ("义诊", "<p>明日停诊。</p><p>请谅解。</p>"),
            ("通知", "<p>后日开诊。</p><p>请留意。</p>"))
    html = page(f"<h1>清河三院开展高血压义诊</h1><div class=body>{sections(rows, heading)}</div>{FOOT}")
    assert "明日停诊。" not in kept(html)


@pytest.mark.parametrize(("html", "lines"), [
    ("<html><body>今天停诊<br>明天照常</body></html>", ["今天停诊", "明天照常"]),
    ("<html><body><div style='display:none'><p>" + FIRST + "</p></div></body></html>", [FIRST]),
    (f"<div class=comment><p>{FIRST}</p></div>", [FIRST]),
    (f"<ul><li><a href=/a>{FIRST}</a></li></ul>", []),
    (f"<html><body>{FEED}{NAV}</body></html>", [])], ids="short hidden comment link feed".split())
def test_a_page_with_text_is_never_empty(html, lines):
    assert kept(html) == lines


def test_a_poem_in_short_lines():
    verses = ["春来江水绿，", "病去一身轻。", "但愿人长健，", "何妨药满庭。"]
    html = page(f"""{NAV}<div class=main><h1>病愈有感</h1><div class=poem>{'<br>'.join(verses)}</div></div>
<div class=side>{FEED}</div>{FOOT}""", title="病愈有感_清河诗社")
    assert kept(html) == verses


def test_wechat_hides_its_content_until_the_script_has_run():
    html = page(f"""<div class=rich_media_inner><h1 class=rich_media_title>义诊通知</h1>
<div id=meta>清河三院 昨天</div><div class=rich_media_content id=js_content style="visibility: hidden;">
<section><section><p>{FIRST}</p></section><section><p><span>{SECOND}</span></p><p>{THIRD}</p></section></section>
</div><div class=tool>阅读 100 在看</div></div>""",
                title="义诊通知")
    assert kept(html) == [FIRST, SECOND, THIRD]


def test_a_dose_that_is_struck_out_does_not_stand_beside_the_one_that_holds():
    html = "<h1>用药说明</h1><p>成人剂量<s>5 mg</s>10 mg，饭后温水送服，连用七天，肾功能不全者遵医嘱减量。</p>"
    doc = clean(html.encode())
    assert "成人剂量10 mg，饭后" in doc.text and "5 mg" not in doc.text
    assert [(edit.rule, edit.before, edit.why) for edit in doc.edits if edit.before == "5 mg"] == [
        ("S901", "5 mg", "the page strikes it out")]


def test_hidden_text_goes():
    html = page(f"<div><p>{FIRST}</p><p style='display:none'>{THIRD}</p><p>{SECOND}</p></div>")
    assert kept(html) == [FIRST, SECOND]
    assert verdict(html, "手册").role == "hidden"


COMMENTS = "<div class=comment-list><h3>网友评论</h3>" + "".join(
    f"<div class=comment><b>网友{i}</b><p>我也去了，第{i}个到的，医生很耐心，讲得很清楚。</p></div>"
    for i in range(5)) + "</div>"


def test_comments_below_an_article_go():
    html = page(f"<div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>{COMMENTS}")
    assert kept(html) == [FIRST, SECOND, THIRD]
    assert verdict(html, "我也去了，第3个").role == "comment"


def post(number: int, text: str) -> str:
    return (f"<div class=post id=post_{number}><div class=card><a href=/u>网友{number}号</a>"
            f"<p>积分 1{number}0</p></div><div class=head>发表于 2020-1-{number + 1} #{number}</div>"
            f"<div class=t_f>{text}</div><div class=sign>健康是福，且行且珍惜，这是我的签名。</div>"
            "<div class=act><a href=#>回复</a></div></div>")


def test_all_posts_of_a_thread_stay_without_cards_and_signatures():
    texts = [FIRST, "请问要预约吗？", "不用，直接去就行。", "我上午去的，人很多，排了半小时。", SECOND, "谢谢楼主"]
    html = page("<div class=thread>" + "".join(post(i, text) for i, text in enumerate(texts)) + "</div>",
                title="义诊见闻 - 清河论坛")
    assert kept(html) == texts


def test_question_and_answers_stay():
    question = "孩子四岁，昨晚开始发烧，一直不退，怎么办？"
    answers = ["多喝水，注意休息，三天不退要去医院看看。", "可以先量体温，超过三十八度五再用退烧药。",
               "我家孩子也这样，后来查出是扁桃体发炎。"]
    replies = "".join(f"<div class=answer><div class=who><a href=/u>医生{i}</a> 2天前</div>"
                      f"<div class=text>{text}</div></div>" for i, text in enumerate(answers))
    html = page(f"<div class=question><h1>孩子发烧怎么办</h1><div class=desc>{question}</div></div>"
                f"<div class=answers>{replies}</div>", title="孩子发烧怎么办_清河问答")
    assert kept(html) == [question, *answers]


def test_captions_have_their_role():
    html = page(f"""<div class=body><p>{FIRST}</p><p><img src=/a.jpg></p><p>图为医生在为居民量血压。</p>
<figure><img src=/b.jpg><figcaption>活动现场</figcaption></figure><p>{SECOND}</p><p>{THIRD}</p></div>""")
    assert kept(html) == [FIRST, SECOND, THIRD]
    assert verdict(html, "图为").role == verdict(html, "活动现场").role == "caption"


@pytest.mark.parametrize(("above", "below"), [("▼病房的走廊。（图／医院提供）", ""), ("", "病房的走廊 云溪图库／供图")])
def test_a_caption_above_its_picture_or_with_a_credit_goes(above: str, below: str) -> None:
    page = f"<h1>新大楼启用</h1><div><p>{FIRST}</p><p>{{}}</p><img src=/b.jpg><p>{{}}</p><p>{SECOND}</p></div>"
    assert clean(page.format(above, below)).text.split("\n") == [FIRST, SECOND]


@pytest.mark.parametrize(("above", "below"), [
    ("", "（每日3次）"), ("", "（心内科 供稿）"), ("▼用药的注意事项", ""), ("▼每次5 mg（饭后）", "")])
def test_a_line_beside_a_picture_that_is_no_caption_stays(above: str, below: str) -> None:
    page = f"<h1>新大楼启用</h1><div><p>{FIRST}</p><p>{{}}</p><img src=/b.jpg><p>{{}}</p><p>{SECOND}</p></div>"
    assert (above or below).strip("（）")[:5] in clean(page.format(above, below)).text


def test_what_captions_a_table_stays_and_each_other_caption_is_in_the_metadata():
    html = page(f"""<div class=body><p>{FIRST}</p><figure><table><tr><th>药<th>剂量<tr><td>奥司他韦<td>75 mg</table>
<figcaption>表1 奥司他韦每次75 mg</figcaption></figure><p>{SECOND}</p><figure><img src="data:image/png;base64,eA==">
<figcaption>图1 疗程5天</figcaption></figure><figure><img src=/b.jpg><figcaption>活动现场</figcaption>
<figcaption>胰岛素每次4 U</figcaption></figure><p>{THIRD}</p></div>""")
    doc = clean(html.encode())
    assert doc.text.split("\n") == [FIRST, "药\t剂量", "奥司他韦\t75 mg", "表1 奥司他韦每次75 mg", SECOND, THIRD]
    assert {(image.src, image.caption) for image in doc.metadata.images} == {
        ("/b.jpg", "活动现场"), (None, "图1 疗程5天"), (None, "胰岛素每次4 U")}
    html = page(f"""<div class=body><p>{FIRST}</p><figure><figcaption>术前</figcaption><img src=/a.jpg></figure>
<figure><figcaption>术后</figcaption><img src=/b.jpg></figure><p>{SECOND}</p><figure><img src=/icon.gif><table>
<tr><td>奥司他韦<td>75 mg</table><figcaption>表1 剂量</figcaption></figure><p>{THIRD}</p></div>""")
    doc = clean(html.encode())
    assert "表1 剂量" in doc.text and [image.caption for image in doc.metadata.images] == ["术前", "术后", None]


def test_the_days_of_a_log_stay_and_the_day_under_a_headline_goes():
    days = ["2021-03-01", "入院，抽血", "2021-03-02", "做CT", "2021-03-03", "手术，三小时", "2021-03-06", "拔管"]
    log = "".join(f"<p>{line}</p>" for line in days)
    assert kept(page(f"<h1>住院日志</h1><div class=c>{log}</div>{FOOT}", title="住院日志_清河")) == days
    dated = f"<h1>清河三院开展高血压义诊</h1><div><p>2021-03-01</p><p>{FIRST}</p><p>2021-03-02</p><p>{SECOND}</p></div>"
    assert "2021-03-01" not in kept(page(dated))


def test_a_rule_drawn_with_dashes_is_no_text_and_ends_nothing():
    html = page(f"""<h3>清河三院开展高血压义诊</h3><div><p>2016年12月22日 16:15</p><i>131人浏览</i></div>
<div class=line>{"-" * 90}</div><div class=cot><p>1. 什么是高血压？</p><p>{FIRST}</p><p>* * * * *</p><p>2. 怎么吃药？</p>
<p>{SECOND}</p></div><div class=line>{"-" * 90}</div>""")
    assert kept(html) == ["1. 什么是高血压？", FIRST, "* * * * *", "2. 怎么吃药？", SECOND]


@pytest.mark.parametrize("drawn", ["<p>（－）（－）（＋）（－）（－）（＋）（－）（－）</p>", "<pre>+ - + - - + - + - + - + - -</pre>",
                                   f"<p>{'□ ' * 12}</p>", "<p>●○○●●○○●●○○●●○○●●○○●</p>", "<p>↑↓↑↑↓↑↑↑↓↑↓↑↑↑↓↑↓↑↑↓</p>"])
def test_results_that_signs_tell_are_no_rule(drawn):
    shown = drawn.split(">", 1)[1].rsplit("<", 1)[0].strip()
    assert kept(page(f"<div><p>{FIRST}</p><p>皮试结果（依次）：</p>{drawn}<p>{SECOND}</p></div>")) == [
        FIRST, "皮试结果（依次）：", shown, SECOND]


def test_captions_with_the_credit_of_a_taiwanese_paper():
    for caption in ("圖∕何品睿示範坐姿抬腿。記者林昭文攝影", "何品睿示範坐姿抬腿。 圖／松嶺醫院", "何品睿示範抬腿。 記者林昭文／翻攝"):
        html = page(f"""<div class=body><p>{FIRST}</p><p><img src=/a.jpg><br>{caption}</p>
<p>{SECOND}</p><p>{THIRD}</p></div>""")
        assert kept(html) == [FIRST, SECOND, THIRD] and verdict(html, caption[:6]).role == "caption"
    said = "他把拍好的照片／影片交給護理師。"
    html = page(f"<div class=body><p>{FIRST}</p><p><img src=/a.jpg><br>{said}</p><p>{SECOND}</p><p>{THIRD}</p></div>")
    assert kept(html) == [FIRST, said, SECOND, THIRD]


def test_trafilatura_decides_where_it_is_wished_for():
    doc = document(ARTICLE)._replace(data=ARTICLE.encode())
    verdicts = find_main(doc, "trafilatura")
    kept = {line.text: verdicts[line.number].why for line in doc.kept if verdicts[line.number].keep}
    assert kept[FIRST] == "trafilatura keeps it" and "频道3" not in kept


def test_without_bytes_there_is_no_witness():
    assert find_main(document(ARTICLE), "trafilatura") == find_main(document(ARTICLE))


def test_trafilatura_is_asked_where_the_evidence_is_weak(monkeypatch):
    asked = []

    def witness(doc, lines):
        asked.append(doc)
        return frozenset(range(len(lines)))
    monkeypatch.setattr("medclean.extract.ask_witness", witness)
    assert kept("<html><body><p>今天停诊。</p><p>明天照常</p></body></html>") == ["今天停诊。", "明天照常"]
    assert len(asked) == 1
    assert kept(ARTICLE) and len(asked) == 1


def test_an_unknown_extractor():
    with pytest.raises(ValueError, match="own, trafilatura"):
        find_main(document(ARTICLE), "goose")


def test_traditional_script():
    first = "清河市立醫院昨天舉辦義診，三百多位民眾到場諮詢，醫師替他們量了血壓，並提醒大家少吃鹽。"
    html = page(f"<div>{NAV}</div><div class=x><p>{first}</p><p>{first}另外還有講座。</p></div>"
                f"<div><h4>延伸閱讀</h4>{FEED}</div>", title="義診")
    assert kept(html) == [first, first + "另外還有講座。"]


def test_a_document_without_a_tree_keeps_all():
    doc = Document(lines=(Line(1, "一行"), Line(2, "二行")))
    assert [(number, each.keep) for number, each in find_main(doc).items()] == [(1, True), (2, True)]


def test_dropped_and_head_lines_get_no_verdict():
    doc = document(page(f"<p>{FIRST}</p><p>{SECOND}</p>"))
    first = doc.kept[0]
    lines = tuple(line._replace(dropped=line.number == first.number) for line in doc.lines)
    assert first.number not in find_main(doc._replace(lines=lines))


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["div", "p", "td", "li", "h1", "noscript"]),
                          st.sampled_from(["", "comment", "hidden", "a1 b", "reply"])), max_size=30),
       st.lists(st.tuples(st.integers(0, 30), st.text("中文，。a 1:…", max_size=40), st.integers(0, 50)),
                max_size=40))
def test_any_tree_gets_a_verdict_for_each_line(nodes, lines):
    tree = [Node(0, "html")]
    for parent, tag, hint in nodes:
        tree.append(Node(min(parent, len(tree) - 1), tag, hint))
    doc = Document(nodes=tuple(tree), format="html", lines=tuple(
        Line(number, text, "p", min(node, len(tree) - 1), links)
        for number, (node, text, links) in enumerate(lines, 1)))
    assert set(find_main(doc)) == {line.number for line in doc.kept if line.text.strip()}


@pytest.mark.parametrize(("count", "asked"), [(40, 1), (6000, 0)])
def test_the_witness_is_not_asked_about_a_dump(monkeypatch, count, asked):
    calls = []
    monkeypatch.setattr("medclean.extract.ask_witness", lambda *args: calls.append(args) or frozenset())
    html = page("".join(f"<p>第{i}段。</p>" for i in range(count)), title="清河新闻网")
    assert len(kept(html)) == count and len(calls) == asked


def test_a_headline_for_crawlers_beside_that_for_readers_is_no_part_of_the_text():
    title = "家里的药箱半年清一次，过期的药千万不要随手扔进垃圾桶"
    body = (f"<div class=top><h1>{title}</h1></div><article><header><a href=/d>保健</a><h1 itemprop=name>{title}</h1>"
            f"<span>清河健康网</span> <time>2021-04-02</time></header><p>药箱要放在阴凉处，每半年清一次，过期的药不要留。</p>"
            f"<p>{title}：这句话要记牢。</p></article>")
    found = kept(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
    assert found[0].startswith("药箱要放在阴凉处") and len(found) == 2


def test_teasers_differ_from_each_other_and_a_word_in_latin_letters_is_no_headline():
    item = "<div class=item><a href=/{n}>{title}</a><p>{text}</p></div>"
    texts = [f"第{n}段说的是高血压患者在家里怎么量血压，量几次，什么时候量最准。" for n in range(5)]
    listed = "".join(item.format(n=n, title=f"第{n}家医院开设高血压门诊", text=text) for n, text in enumerate(texts))
    named = "".join(item.format(n=n, title="Instagram", text=text) for n, text in enumerate(texts))
    page = "<html><head><title>血压怎么量</title></head><body><h1>血压怎么量</h1><div class=w>{}</div></body></html>"
    assert kept(page.format(named)) == texts
    assert kept(page.format(f"<div class=a><p>{'血压早晚各量一次，坐着歇五分钟再量。' * 5}</p></div><div class=b>{listed}</div>")) \
        == ["血压早晚各量一次，坐着歇五分钟再量。" * 5]


SENTENCES = ["患者应当定期测量血压，并记录每次的数值，复诊时带给医生看。", "这种药饭后服用，每日两次，漏服时不要加倍补服，以免血压过低。",
             "若出现头晕、胸闷、手脚发麻等不适，请及时到医院就诊，不要拖延。", "冬季气温下降，老年人外出时更要注意保暖，避免清晨锻炼。"]


def test_what_a_page_that_scripts_draw_holds_in_noscript_is_its_text():
    written = "".join(f"<p>{each}</p>" for each in SENTENCES)
    page = ("<html><head><title>冬季血压管理</title></head><body><div id='app'><p>正在载入，请稍候。</p></div>{}"
            "<noscript><h1>冬季血压管理</h1>{}</noscript></body></html>")
    assert clean(page.format("", written)).text == "\n".join(SENTENCES)
    shown = f"<div>{''.join(f'<p>门诊安排第{at}条：{each}</p>' for at, each in enumerate(SENTENCES))}</div>"
    assert SENTENCES[0] not in clean(page.format(shown, written)).text.split("\n")


@pytest.mark.parametrize("name", ["gb2312", "gbk"])
def test_the_witness_reads_what_was_read(name):
    """GB2312 has no 镕, 喆, 囍; what is declared so is GBK, and read as that."""
    paragraphs = [f"{name}说：“{name}按时吃药，{name}也坚持锻炼，血压都稳定下来了。”" for name in ("刘镕和陈喆", "王囍和李昇", "医生和护士")]
    page = "<html><body><article>" + "".join(f"<p>{each}</p>" for each in paragraphs) + "</article></body></html>"
    verdicts = find_main(open_document(page.encode("gbk"), encoding=name), "trafilatura")
    assert sum(verdict.keep for verdict in verdicts.values()) == 3


@pytest.mark.parametrize(("line", "stays"), [
    ("预约方式：1.电话预约0793-5681234；2.微信公众号预约", True), ("活动地点：门诊大厅，扫码签到", True),
    ("微信公众号：清河三院", False), ("扫码关注微信公众号", False), ("预约方式：", True)])
def test_how_patients_come_is_the_articles_also_where_it_names_an_account(line, stays):
    body = page(f"<h1>清河三院开展高血压义诊</h1><div class=body><p>{FIRST}</p><p>{SECOND}</p><p>{line}</p></div>{FOOT}")
    assert (line in kept(body)) is stays


@pytest.mark.parametrize(("line", "caption"), [
    ("居民在义诊台前排队。清河通讯社记者顾长明摄 112年2月14日", True), ("记者在现场看到，放射科摄片室排着长队", False), ("记者问：为什么要摄片？", False)])
def test_a_line_under_a_picture_that_names_its_photographer_and_the_day_is_a_caption(line, caption):
    body = page(f"<h1>清河三院开展高血压义诊</h1><div class=body><p>{FIRST}</p><p><img src=a.jpg></p><p>{line}</p>"
                f"<p>{SECOND}</p><p>{THIRD}</p></div>{FOOT}")
    assert (verdict(body, line).role == "caption") is caption


SHORT_NEWS = ["昨天上午，县医院的医生到敬老院为老人检查身体。", "检查的项目有血压和血糖。", "下个月他们还会再来。"]
OTHERS = [("高血压患者冬天出门要注意哪些事情", "冬天气温低，血管收缩，血压容易升高。高血压患者出门前应当先测血压，戴好帽子和围巾，避免清晨在户外锻炼，随身带好药物，如有不适尽快休息。"),
          ("糖尿病人怎样安排一天的三餐才合理", "糖尿病人的三餐应当定时定量，主食粗细搭配，多吃蔬菜。两餐之间可以吃少量水果，但要计入全天的总量，并且注意监测餐后的血糖变化情况。"),
          ("孩子反复咳嗽不好应该挂哪个科的号", "孩子咳嗽超过四周就是慢性咳嗽，可以先看儿科，由医生判断是不是过敏引起的。必要时再做肺功能检查，家长不要自己给孩子吃止咳药，以免耽误病情。"),
          ("老人夜里小腿抽筋不一定都是缺少钙", "老人夜里抽筋的原因很多，受凉、疲劳、静脉曲张都可能引起，不一定是缺钙。经常抽筋的老人应当到医院检查，弄清原因之后再决定要不要补钙。")]


def test_a_deck_that_the_head_repeats_is_not_taken_for_a_short_article():
    deck = "年过五十的她带领社区义诊队的队员们一路前行，在全市比赛中拿下了不俗的成绩，受到大家好评"
    page = (f"<html><head><title>义诊队进敬老院</title><meta name=description content='{deck}'></head><body>"
            f"<div><div><div><table><tr><td class=t1>义诊队进敬老院</td></tr><tr><td class=t2>{deck}</td></tr></table></div>"
            f"</div></div>"
            f"<div class=body>{''.join(f'<p>{text}</p>' for text in SHORT_NEWS)}</div></body></html>")
    assert clean(page).text.splitlines()[-3:] == SHORT_NEWS


@pytest.mark.parametrize("heading, is_list", [("相关推荐", True), ("名词解释", False)])
def test_teasers_of_whole_sentences_are_a_list_where_their_heading_says_so(heading, is_list):
    items = "".join(f"<li><a href='/n/{number}'>{title}</a> <span>{text}</span></li>"
                    for number, (title, text) in enumerate(OTHERS))
    page = (f"<html><head><title>义诊队进敬老院</title></head><body><h1>义诊队进敬老院</h1><div class=body>"
            f"{''.join(f'<p>{text}</p>' for text in SHORT_NEWS)}<div class=row>{heading}</div><ul>{items}</ul></div>"
            "</body></html>")
    lines = clean(page).text.splitlines()
    assert lines[:3] == SHORT_NEWS and (len(lines) == 3) is is_list


@pytest.mark.parametrize("size, is_led", [(90, False), (110, True)])
def test_beginnings_of_texts_without_headlines_are_a_list_where_an_article_stands_above(size, is_led):
    article = "".join([OTHERS[3][1], *SHORT_NEWS])[-size:]
    items = "".join(f"<div class=k>{title}，{text[:50]}</div>" for title, text in OTHERS)
    page = f"<h1>义诊队进敬老院</h1><div class=c><p>{article}</p></div><div class=n>{items}</div>"
    assert (clean(page).text == article) is is_led


@pytest.mark.parametrize("linked, of, is_list", [(3, 4, True), (3, 5, False)])
def test_under_a_heading_of_other_articles_a_list_is_one_where_nearly_all_items_are_links(linked, of, is_list):
    items = "".join(f"<li>{f'<a href=/n/{at}>{title}</a>' if at < linked else title} <span>{text}</span></li>"
                    for at, (title, text) in enumerate([*OTHERS, OTHERS[0]][:of]))
    told = "".join(f"<p>{text}</p>" for text in SHORT_NEWS)
    page = f"<h1>义诊队进敬老院</h1><div class=body>{told}<div class=row>相关推荐</div><ul>{items}</ul></div>"
    assert (OTHERS[1][1] not in clean(page).text) is is_list


@pytest.mark.parametrize("below, goes_on", [
    ("<div class=txt>{}</div>", True), ("<div class=con><div>{}</div></div>", True),
    ("<h3>相关新闻</h3><div class=txt>{}</div>", False)])
def test_a_longer_text_right_below_its_lead_is_the_article(below, goes_on):
    lead = "某市卫健委昨天公布了今年流感疫苗接种的安排，老人和儿童可以免费接种，其他市民自费，接种点一共有三十个，都在社区卫生服务中心里，节假日也不休息，市民可以就近前往。"
    text = ("今年的接种从九月开始，到明年二月结束，市民可以到住地附近的社区卫生服务中心登记。六十岁以上的老人和中小学生免费接种，其他人自费。"
            "接种之后要留下观察半小时，没有不适才能离开，发热的人应当推迟接种。")
    page = (f"<html><head><title>流感疫苗开打</title><meta name=description content='{lead}'></head><body><div>"
            "<div><h1>流感疫苗开打</h1><div>时间：2019-09-25 作者：李明</div></div>"
            f"<div class=lead>{lead}</div>{below.format(text)}</div></body></html>")
    assert clean(page).text.splitlines() == [lead, text][:1 + goes_on]


def test_a_deck_holds_no_dose_and_the_article_stands_right_below_it():
    foot = "<div class=f><p>本站内容由用户上传。</p><p>如有问题请与我们联系。</p></div>"
    dose = "阿司匹林肠溶片一日一次，每次100毫克，空腹口服，孕妇禁用"
    assert clean(f"<h1>用药提醒</h1><div class=c>{dose}</div>{foot}").text.startswith(dose)
    deck = "每天坚持测量血压，合理安排饮食起居，让身体更加健康，生活更加美好"
    page = (f"<h1>用药提醒</h1><div class=d>{deck}</div><div><p>每次5 mg，每日三次。</p><p>孕妇禁用。</p></div>"
            "<div><p>上一篇文章说到了血压的测量方法。</p><p>这一次说说用药。</p><p>下一次再说运动。</p></div>")
    assert clean(page).text.startswith("每次5 mg，每日三次。\n孕妇禁用。")


def test_paragraphs_with_a_dose_are_no_list_of_other_articles():
    own = [f"阿司匹林药物治疗是常用的方法之{number}，每次5 mg，每日三次，饭后服用。" for number in "一二三"]
    linked = "".join(f"<p><a href='/drug'>{text[:8]}</a>{text[8:]}</p>" for text in own)
    page = f"<h1>用药提醒</h1><div><p>相关阅读</p>{linked}<p>{SHORT_NEWS[0]}</p></div>"
    assert clean(page).text.splitlines()[-4:] == [*own, SHORT_NEWS[0]]


def test_comments_that_a_heading_counts_end_at_the_next_heading():
    told = "".join(f"<p>{text}</p>" for _, text in OTHERS[:3])
    advice = "阿司匹林每次100 mg，每日一次，有消化道出血的患者禁用本品。"
    page = (f"<title>用药提醒</title><table><tr><td><p>用药提醒</p><p>2021-10-08 09:30</p>{told}<h3>2条评论</h3>"
            f"<p>2021-10-08 网友王某</p><p>说得好，谢谢医生的提醒，我家老人也是这样。</p><h3>用药须知</h3><p>{advice}</p></td></tr></table>")
    text = clean(page).text
    assert advice in text and "说得好" not in text
