"""Every post of a thread stays, whatever the forum's software; user cards, signatures and buttons go."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.document import Document
from medclean.extract import find_main
from medclean.parse.html import parse_html

POSTS = ["我妈妈查出血糖高，空腹八点二，医生开了药，可是她总说头晕，不知道是药的缘故还是没吃好，大家帮忙看看。",
         "先别急，头晕可能是低血糖，让她随身带两块糖，头晕的时候测一下。", "同意楼上", "顶一下！",
         "我爸也是这样，后来换了一种药，一个星期就好了，不过换药一定要问医生，千万不要自己停药。",
         "谢谢大家，已经预约了明天的门诊。", "祝早日康复"]
NAMES = ["听雨轩", "老北山", "小鱼儿", "清风徐来", "护士长", "听雨轩", "路人甲"]
MENU = "<ul>" + "".join(f"<li><a href=/f{i}>第{i}版块</a></li>" for i in range(10)) + "</ul>"
HOT = "<div class=hot><h3>热帖推荐</h3><ul>" + "".join(
    f"<li><a href=/t{i}>糖尿病人能不能吃第{i}种水果讨论</a></li>" for i in range(8)) + "</ul></div>"


def kept(html: str) -> list[str]:
    page = parse_html(html)
    doc = Document(format="html", lines=page.lines, nodes=page.nodes, images=page.images)
    verdicts = find_main(doc)
    return [line.text for line in doc.kept if verdicts[line.number].keep]


def page(body: str, title: str = "妈妈血糖高总头晕怎么办 - 清河健康论坛") -> str:
    return f"<html><head><title>{title}</title></head><body><div id=nav>{MENU}</div>{body}{HOT}</body></html>"


def thread(post: str, **kwargs: str) -> str:
    """A page of posts made from a template with {n}, {name} and {text}."""
    return page("".join(post.format(n=n, name=name, text=text)
                        for n, (name, text) in enumerate(zip(NAMES, POSTS), 1)), **kwargs)


DISCUZ = """<div id="post_{n}01"><table id="pid{n}01" class="plhin"><tr><td class="pls" rowspan="2"><div class="pi">
<div class="authi"><a href="/u{n}" class="xw1">{name}</a></div></div><div class="tns xg2"><table><tr>
<th><p><a href=/a>1{n}</a></p>主题</th><th><p><a href=/b>3{n}</a></p>帖子</th><td><p>56{n}</p>积分</td></tr></table></div>
<p><em><a href=/g>中级会员</a></em></p></td><td class="plc"><div class="pi"><strong><a href=/p>{n}#</a></strong>
<div class="pti"><div class="authi"><em>发表于 2013-5-2 10:1{n}:12</em> | <a href=/o>只看该作者</a></div></div></div>
<div class="pct"><div class="pcb">
<div class="t_fsz"><table><tr><td class="t_f" id="postmessage_{n}01">{text}</td></tr>
</table></div></div></div></td></tr><tr><td class="plc plm"><div class="sign">生命在于运动，也在于静养。</div></td></tr>
<tr><td class="pls"></td><td class="plc"><div class="po"><em><a href=/r>回复</a></em><a href=/j>举报</a></div></td></tr>
</table></div>"""
TABLES = """<table width=98% border=1><tr><td width=20%><b>{name}</b><br>等级：新手上路<br>文章：1{n}<br>积分：2{n}0<br>
注册：2003-4-{n}</td><td><a href=/m>短消息</a> <a href=/q>引用</a> <a href=/r>回复</a> 第 {n} 楼<hr>{text}<br></td></tr>
<tr><td>2004-5-{n} 11:20:3{n}</td><td>IP已记录</td></tr></table>"""
TIEBA = """<div class="l_post j_l_post"><div class="d_author"><ul class="p_author"><li class="d_name">
<a href=/u>{name}</a></li>
<li class="d_badge">初级粉丝 {n}</li></ul></div><div class="d_post_content_main"><div class="p_content"><cc>
<div class="d_post_content j_d_post_content" id="post_content_{n}77">{text}</div></cc></div><div class="core_reply">
<div class="core_reply_tail"><span class="tail-info">来自Android客户端</span><span class="tail-info">{n}楼</span>
<span class="tail-info">2015-01-0{n} 11:22</span> <a href=/r>回复</a></div></div></div></div>"""
TIANYA = """<div class="atl-item" id="{n}"><div class="atl-head"><div class="atl-info"><span>作者：
<a href=/u>{name}</a></span>
<span>时间：2012-03-0{n} 08:30:00</span></div></div><div class="atl-content"><div class="atl-con-bd">
<div class="bbs-content">
　　{text}</div></div></div><div class="atl-reply">来自手机网页 | <a href=/j>举报</a> | {n}楼 | <a href=/r>回复</a></div></div>"""
V2EX = """<div id="r_{n}" class="cell"><table><tr><td width=48><img src=/{n}.png></td><td><div class="fr">
<span class="no">{n}</span>
</div><strong><a href=/u class="dark">{name}</a></strong> <span class="ago">{n} 小时前</span>
<div class="reply_content">{text}</div></td></tr></table></div>"""
DOUBAN = """<ul class="topic-reply"><li class="comment-item reply-item"><div class="reply-doc content">
<div class="bg-img-green">
<h4><a href=/u>{name}</a> <span class="pubtime">2019-03-0{n} 12:00:1{n}</span></h4></div>
<p class="reply-content">{text}</p>
<div class="operation-div"><a href=/z>赞</a> <a href=/r>回应</a></div></div></li></ul>"""
FLARUM = """<article class="CommentPost Post"><header class="Post-header"><h3><a href=/u>{name}</a></h3>
<time>2021年3月{n}日</time></header><div class="Post-body"><p>{text}</p></div>
<aside class="Post-actions"><button>回复</button></aside></article>"""
DISCOURSE = """<div itemprop="comment" id="post_{n}" class="topic-body crawler-post"><div class="crawler-post-meta">
<span class="creator"><a href=/u>{name}</a></span><span class="crawler-post-infos"><time>2022 年3 月 {n} 日 02:10</time>
<span>{n}</span></span></div><div class="post" itemprop="text"><p>{text}</p></div></div>"""


@pytest.mark.parametrize("template", [DISCUZ, TABLES, TIEBA, TIANYA, V2EX, DOUBAN, FLARUM, DISCOURSE],
                         ids="discuz tables tieba tianya v2ex douban flarum discourse".split())
def test_all_posts_stay_and_nothing_else(template):
    assert [text.strip("　") for text in kept(thread(template))] == POSTS


@pytest.mark.parametrize("template", [DISCUZ, TIEBA, V2EX, DISCOURSE], ids="discuz tieba v2ex discourse".split())
def test_posts_of_several_paragraphs(template):
    several = [text + "<br><br>再补充一句，" + text for text in POSTS]
    found = kept(page("".join(template.format(n=n, name=name, text=text)
                              for n, (name, text) in enumerate(zip(NAMES, several), 1))))
    assert [text for text in found] == [part for text in POSTS for part in (text, "再补充一句，" + text)]


def test_replies_of_another_shape_than_the_question():
    question = (f"<div class=topic-detail><h1>妈妈血糖高总头晕怎么办</h1><div class=meta>听雨轩 · 3 天前 · 1200 次点击</div>"
                f"<div class='content markdown'><p>{POSTS[0]}</p><p>补充一下，她今年六十二岁，没有别的毛病。</p></div></div>")
    replies = "".join(f"<div class='reply floor' id=reply-{n}><div class=info><a href=/u>{name}</a> #{n} {n} 小时前</div>"
                      f"<div class=content>{text}</div><div class=ops><a href=/z>赞</a></div></div>"
                      for n, (name, text) in enumerate(zip(NAMES[1:], POSTS[1:]), 1))
    html = page(f"{question}<div class=replies><h3>6 条回复</h3>{replies}</div>", title="妈妈血糖高总头晕怎么办 · 清河社区")
    assert kept(html) == [POSTS[0], "补充一下，她今年六十二岁，没有别的毛病。", *POSTS[1:]]


def test_answers_of_doctors_to_a_patient():
    answers = "".join(f"""<div class="answer_item"><div class="doctor"><a href=/d{n}>顾大夫{n}</a><span>主治医师</span>
<span>清河市第{n}医院</span></div><div class="answer_con"><p>病情分析：{text}</p><p>指导意见：按时复查，{text}</p></div>
<div class="time">2014-06-0{n} 10:00 <a href=/z>有用({n})</a></div></div>""" for n, text in enumerate(POSTS[:3], 1))
    html = page(f"""<div class="ask"><h1>血糖高总头晕</h1><p class=age>女 | 62岁 2014-06-01 09:00</p>
<div class="ask_con">{POSTS[4]}</div></div><div class="answers"><h2>医生回答</h2>{answers}</div>""",
                title="血糖高总头晕_有问必答_清河健康网")
    wanted = [POSTS[4], *(each for text in POSTS[:3] for each in (f"病情分析：{text}", f"指导意见：按时复查，{text}"))]
    assert kept(html) == wanted


def test_long_answers_to_a_short_question():
    parts = [[f"我是{name}。{text}" for text in (POSTS[0], POSTS[4], POSTS[1])] for name in NAMES[:4]]
    answers = "".join(f"""<div class="List-item"><div class="ContentItem AnswerItem"><div class="AuthorInfo">
<a href=/p{n}>{name}</a><div class="AuthorInfo-badge">内分泌科医生，{n}年经验</div></div><span>{n} 人赞同了该回答</span>
<div class="RichContent">
<div class="RichContent-inner"><span class="RichText"><p>{"</p><p>".join(part)}</p></span></div>

<div class="ContentItem-time">发布于 2020-01-0{n}</div><button>赞同 {n}</button><button>{n} 条评论</button></div></div></div>"""
                      for n, (name, part) in enumerate(zip(NAMES, parts), 1))
    html = page(f"""<div class="QuestionHeader"><h1 class="QuestionHeader-title">血糖高总头晕怎么办？</h1>
<div class="QuestionRichText"><span>空腹八点二，吃药后总头晕，怎么办？</span></div></div><div class="Question-main">{answers}</div>""",
                title="血糖高总头晕怎么办？ - 清河问答")
    assert kept(html) == ["空腹八点二，吃药后总头晕，怎么办？", *(text for part in parts for text in part)]


ASK = "<div class=ask><h1>{title}</h1><p>我爸爸七十岁了，昨天量血压一百六，吃了一片药。</p></div>"
ANSWER = "<div class=ans{n}><span>{name} 主任医师</span><p>{text}</p><span>有用({n})</span></div>"
SAID = ["您好，一次高不要紧，连量三天再看。", "不用。", "建议带他到门诊做个动态血压。"]


def answers(title: str, between: str = "", names: tuple[str, ...] = ("顾长明", "何小满", "白露")) -> list[str]:
    body = "".join(ANSWER.format(n=n, name=name, text=text) for n, (name, text) in enumerate(zip(names, SAID), 1))
    html = f"<div id=nav>{MENU}</div>{ASK.format(title=title)}{between}{body}{HOT}"
    return kept(f"<html><head><title>{title}-清河健康</title></head><body>{html}</body></html>")


@pytest.mark.parametrize("title", ["老人血压一百六要紧吗？", "老人血壓高怎麼辦", "老人血压高能不能喝酒"])
@pytest.mark.parametrize("between", ["", "<h3>3个医生回答</h3>"])
def test_siblings_behind_a_short_question_are_its_answers(title, between):
    lines = answers(title, between)
    assert lines[0].startswith("我爸爸") and [line for line in lines if line in SAID] == SAID
    assert not any("有用" in line or "水果" in line or "版块" in line for line in lines)


@pytest.mark.parametrize(("title", "between"), [
    ("老人血压高的护理", ""), ("老人血压一百六要紧吗？", "<h3>本院名医</h3>"),
    ("老人血压一百六要紧吗？", "<div class=text><p>" + "血压在一天里有高有低，早上高，晚上低，要多量几次。" * 25 + "</p></div>")])
def test_cards_behind_an_article_are_no_answers(title, between):
    assert not set(answers(title, between)) & set(SAID)


def _reply(name: str, text: str, headline: str) -> str:
    return (f"<div class=b1><div><dl><dt><a href=/u>{name}</a></dt><dd>帖子: 12</dd></dl><div class=b2>"
            f"<h3><a href=#p>Re: {headline}</a></h3><p>由 <a href=/u>{name}</a> 2011-05-02 13:21</p>"
            f"<div class=b3>{text}</div></div></div></div>")


def test_posts_whose_headings_answer_the_headline_are_no_list_of_articles():
    headline = "转氨酶偏高要不要紧"
    posts = "".join(_reply(f"u{at}", text, headline) for at, text in enumerate((
        "我体检查出转氨酶偏高，平时没有不舒服，要不要吃药？", "先戒酒一个月再复查，多半会降下来。", "吃药期间千万不能喝酒。")))
    html = f"<title>{headline} - 肝友之家</title><h1>肝友之家</h1><h2>{headline}</h2>{posts}<p>Powered by phpBB</p>"
    text = clean(html).text
    assert "我体检查出" in text and "先戒酒" in text and "千万不能" in text and "帖子" not in text


def test_doctors_answers_in_a_container_of_their_own_stay_and_their_cards_go():
    answers = "".join(
        f"<div class=li><div class=dd><a href=/d>{name}</a><span>主治医师</span></div><p>擅长：胃炎、胃溃疡等常见病的诊治</p>"
        f"<div class=nr><p>{text}</p></div><div>2017-05-2{at} 12:00 <a href=#>有用(3)</a></div></div>"
        for at, (name, text) in enumerate((("周立新", "先做一次胃镜检查，饮食要清淡，不要喝酒。"),
                                           ("韩晓东", "不用太担心，观察两三天，多喝水，多休息。"))))
    html = (f"<title>饭后胃胀怎么办_青禾网</title><div><div><h1>饭后胃胀怎么办</h1><p>最近饭后总是胃胀，打嗝反酸，需要检查吗？</p></div>"
            f"<div>{answers}</div></div>")
    assert clean(html).text.split("\n") == ["最近饭后总是胃胀，打嗝反酸，需要检查吗？", "先做一次胃镜检查，饮食要清淡，不要喝酒。",
                                            "不用太担心，观察两三天，多喝水，多休息。"]


_SIGNS = ["健康是福，平安是金！", "人生苦短，且行且珍惜。", "每天走一万步。"]
_BARE = ("<div class=x1><div class=x2><b>{name}</b> <em>2012-03-0{n} 10:2{n}</em></div><div class=x3>"
         "<p>{text}</p></div><div class=x5><a href=/q>引用</a> <a href=/r>回复</a></div></div>")
_LIST = ("<li class=comment-item><div class=reply-doc><h4><a href=/u>{name}</a> <span>2012-03-0{n} 10:2{n}</span>"
         "</h4><p class=reply-content>{text}</p><div><a href=/z>赞</a> <a href=/r>回应</a></div></div></li>")
_WAP = "<div class=f{n}><b>{n}楼</b> {name} 2012-03-0{n} 10:2{n}<br>{text}<br>回复 顶({n})</div>"
_RULED = ("<table><tr><td>{name}<br>等级：新手上路<br>注册：2004年{n}月3日</td><td><table><tr><td>引用 回复</td>"
          "<td>第 {n} 楼</td></tr></table><table><tr><td>{text}<br>---------------<br>{sign}</td></tr></table>"
          "</td></tr></table>")


@pytest.mark.parametrize("template", [_BARE, _LIST, _WAP, _RULED], ids="bare list wap ruled".split())
def test_a_thread_is_known_by_its_posts_alone(template):
    body = "".join(template.format(n=n, name=name, text=text, sign=_SIGNS[n % 3])
                   for n, (name, text) in enumerate(zip(NAMES, POSTS), 1))
    html = page(f"<h2>妈妈血糖高总头晕</h2><div class=w>{body}</div>", title="妈妈血糖高总头晕——清河园地")
    assert kept(html) == POSTS


def test_a_line_below_posts_of_one_shape_signs_them_and_a_quotation_does_not():
    posts = "".join(_BARE.format(n=n, name=NAMES[n % 2], text=f"{text}</p><p>{_SIGNS[0]}")
                    for n, text in enumerate(POSTS, 1))
    quoting = posts.replace(POSTS[2], f"<blockquote>{POSTS[0]}</blockquote>{POSTS[2]}")
    found = kept(page(f"<h2>妈妈血糖高总头晕</h2><div class=w>{quoting}</div>", title="妈妈血糖高总头晕——清河园地"))
    assert _SIGNS[0] not in found and POSTS[0] in found and POSTS[2] in found


def test_news_in_full_with_dates_are_no_thread():
    news = "".join(f"<div class=n><h3>清河医院新闻第{n}号通报</h3><div>记者{name} 2012-03-0{n} 10:2{n}</div><p>{text}</p>"
                   f"<div><a href=/r>评论</a> <a href=/s>收藏</a></div></div>"
                   for n, (name, text) in enumerate(zip(NAMES, POSTS), 1))
    found = kept(page(f"<h1>清河医院</h1>{news}", title="清河医院"))
    assert len(found) < len(POSTS)


def test_posts_below_an_article_are_no_thread():
    article = "".join(f"<p>{text}{text}</p>" for text in (POSTS[0], POSTS[4], POSTS[1]))
    posts = "".join(_BARE.format(n=n, name=name, text=text) for n, (name, text) in enumerate(zip(NAMES, POSTS), 1))
    html = page(f"<h1>血糖高的人要多走路</h1><div class=a>{article}</div><div class=w>{posts}</div>", title="血糖高的人要多走路")
    assert kept(html) == [f"{text}{text}" for text in (POSTS[0], POSTS[4], POSTS[1])]


_LINKS = ("<div class=card><div class=c1><a href=/u>{name}</a> <a href=/p{n}>2012年3月{n}日 10:2{n}</a></div>"
          "<div class=c2><p>{text}</p></div><div class=c3><a href=/z>Facebook</a> <a href=/r>回复</a></div></div>")
_LATIN = ("<div class=card><div class=c1><a href=/u>qinghe.reader{n}</a></div><p>{text}</p><div class=c2>2012-03-0{n}"
          " 10:2{n}</div><ul class=c3><li><a href=/r>回复</a></li><li><a href=/s>Facebook</a></li></ul></div>")
_AGAIN = ("<div class=card><h4><a href=/u>{name}</a></h4><h5><a href=/p{n}>回复: 妈妈血糖高总头晕怎么办</a></h5>"
          "<div class=c1>« 于: 2012-03-0{n}, 10:2{n} »</div><div class=c2>{text}</div></div>")
_TITLED = ("<li class=card><p class=c1><a href=/d>{name}</a><span>主治医师</span><span>清河市中心医院</span></p>"
           "<div class=c2>{text}</div><p class=c3><span>2012-03-0{n} 10:2{n}</span> <a href=/z>有用({n})</a></p></li>")
_LONG = [post for post in POSTS if len(post) > 14]


@pytest.mark.parametrize("template, posts", [(_LINKS, POSTS), (_LATIN, POSTS), (_AGAIN, POSTS), (_TITLED, _LONG)],
                         ids="links latin again titled".split())
def test_posts_are_no_list_of_teasers(template, posts):
    asked = "<h1>妈妈血糖高总头晕怎么办</h1>" if template != _AGAIN else "<h3>主题: 妈妈血糖高总头晕怎么办 (阅读 815 次)</h3>"
    found = kept(page(asked + "<div class=posts>" + "".join(
        template.format(n=n, name=name, text=text) for n, (name, text) in enumerate(zip(NAMES, posts), 1)) + "</div>"))
    assert found == posts


def test_what_a_container_calls_a_signature_is_none_of_the_post():
    signed = "<div class=post><div class=post-content><p>{}</p></div><div class=post-signature><p>{}</p></div></div>"
    posts = "".join(signed.format(text, f"平安是福，第{n}个愿望是健康。") for n, text in enumerate(POSTS))
    assert kept(page(f"<h1>妈妈血糖高总头晕怎么办</h1><div class=topic>{posts}</div>")) == POSTS


def test_who_is_quoted_and_how_many_answered_is_told_about_the_posts():
    quoting = f"<p><a href=/u>@{NAMES[1]}</a> 说：</p><blockquote><p>{POSTS[1]}</p></blockquote><p>{POSTS[4]}</p>"
    posts = "".join(_BARE.format(n=n, name=NAMES[n], text=text) for n, text in enumerate(POSTS[1:4], 1))
    body = f"<h1>妈妈血糖高总头晕怎么办</h1><p>{POSTS[0]}</p><h3>全部回答(4)</h3>{posts}" \
        + _BARE.format(n=4, name=NAMES[4], text=quoting)
    found = kept(page(f"<div class=topic>{body}</div>"))
    assert found == [*POSTS[:4], POSTS[1], POSTS[4]]
    spoken = body.replace(f"<a href=/u>@{NAMES[1]}</a> 说：", "护士长说：")
    assert "护士长说：" in kept(page(f"<div class=topic>{spoken}</div>"))


@pytest.mark.parametrize("name, count", [("comment", 1), ("reply comment", 4)])
def test_what_is_named_as_comments_below_a_short_article_that_asks_is_no_thread(name, count):
    item = (f"<div class='{name}'><b>{{name}}</b> <em>2012-03-0{{n}} 10:2{{n}}</em><div>{{text}}</div>"
            "<a href=/r>回复</a></div>")
    posts = "".join(item.format(n=n, name=NAMES[n], text=POSTS[n]) for n in (1, 4, 5))
    html = f"<h1>妈妈血糖高总头晕怎么办</h1><div class=entry><p>{POSTS[0]}</p></div><div class=w>{posts}</div>"
    assert len(kept(page(html, title="妈妈血糖高总头晕怎么办 - 清河手记"))) == count


_OLD = ("<table width=97% border=0><tr><td width=20% rowspan=2><b>{name}</b><br><img src=a.gif><br>等级：新手上路<br>文章：{n}7"
        "<br>积分：1{n}0<br>门派：无门无派</td><td>第 <b>{n}</b> 楼<hr><blockquote>{text}</blockquote></td></tr><tr><td>{sign}"
        "<hr>发表时间：2003-12-{n} 10:02:00</td></tr></table>")
_SICK = ("<table width=97% border=0><tr><td>{name}</td><td>第 <b>{n}</b> 楼<hr>诊断：感冒<br>用药：无<br>建议：多喝水<br>{text}</td>"
         "</tr></table>")


def test_cards_of_the_same_labels_are_none_of_the_posts_and_labels_beside_sentences_are():
    body = "".join(_OLD.format(n=n, name=NAMES[n], text=text, sign=f"第{n}年，平安是福，健康是金。")
                   for n, text in enumerate(POSTS, 1) if n < 7)
    assert not [line for line in kept(page(f"<h1>妈妈血糖高总头晕</h1>{body}")) if line in NAMES or "：" in line]
    long = [post for post in POSTS if len(post) > 14]
    body = "".join(_SICK.format(n=n, name=NAMES[n], text=text) for n, text in enumerate(long, 1))
    assert kept(page(f"<h1>妈妈血糖高总头晕</h1>{body}")).count("建议：多喝水") == len(long)


_DOCTORS = """<div class=doc><div class=who><div><a href=/d>{name}</a> 主治医师</div><p>擅长：常见病、多发病的诊治</p></div>
<div class=what><div class=said>{text}</div><p><span>2012-03-0{n} 10:2{n}</span></p>
<div class=btn><a href=/z>有帮助（{n}）</a><a href=/a>追问</a><a href=/t>投诉</a></div></div></div>"""
_PATIENT = """<li class=one><div class=said>{text}</div><div class=by><a href=/u>{name}</a> · {n} 年前</div>
<div class=btn><span>{n}</span><a href=/c>评论</a></div></li>"""
_PHONES = """<div class=item><div class=by>作者：<a href=/u>{name}</a> 时间：2012-03-0{n} 10:2{n}</div><div class=bd>
<div class=said>{text}</div><div class=tail>来自 清河网手机版 | <a href=/j>举报</a> | {n}楼 | 打赏 | <a href=/r>回复</a>
</div></div></div>"""


@pytest.mark.parametrize("template", [_DOCTORS, _PATIENT, _PHONES], ids="doctors patient phones".split())
def test_a_headline_need_not_ask_where_the_text_below_it_does(template):
    posts = "".join(template.format(n=n, name=NAMES[n], text=text) for n, text in enumerate(POSTS[1:], 1))
    asked = f"{POSTS[0][:-1]}，要不要换药？谢谢！"
    body = f"<h1>妈妈血糖高，总头晕</h1><div class=ask>{asked}</div><div class=list>{posts}</div>"
    assert kept(page(body, title="妈妈血糖高，总头晕_清河健康")) == [asked, *POSTS[1:]]
    told = f"<h1>妈妈血糖高，总头晕</h1><div class=ask>{POSTS[0]}</div><div class=a>来源：清河日报</div><div class=list>{posts}</div>"
    assert POSTS[1] not in kept(page(told, title="妈妈血糖高，总头晕_清河健康"))


_LETTER = """<table class=article><tr><td>{name}</td></tr><tr><td class=body><p>发信人: reader{n} ({name}), 信区: Health<br>
标&nbsp;&nbsp;题: Re: 妈妈血糖高总头晕怎么办<br>发信站: 清河社区 (Tue Mar  6 10:02:00 2012), 站内<br>{text}<br>【 在 reader1 (老北山) 的大作中提到: 】<br>
: 随身带两块糖<br>--<br>平安是福<br>※ 来源:·清河社区 qinghe.example·[FROM: 10.7.{n}.*]</p></td></tr></table>"""


def test_posts_that_are_letters_lose_head_and_foot():
    posts = "".join(_LETTER.format(n=n, name=name, text=text) for n, (name, text) in enumerate(zip(NAMES, POSTS), 1))
    found = kept(page(f"<div>文章主题: 妈妈血糖高总头晕怎么办</div>{posts}", title="清河社区-主题 妈妈血糖高总头晕怎么办"))
    assert [line for line in found if not line.startswith(":")] == POSTS
    sentence = "标题写得不好，发信人没有说清楚，他妈妈的血糖到底是多少，医生看了也没有办法回答。"
    posts = "".join(_BARE.format(n=n, name=NAMES[n], text=text) for n, text in enumerate((*POSTS[:4], sentence), 1))
    assert sentence in kept(page(f"<h1>妈妈血糖高总头晕怎么办</h1><div class=w>{posts}</div>"))


def test_a_headline_stands_behind_a_label_and_the_name_of_a_site_is_none():
    posts = "".join(_BARE.format(n=n, name=name, text=text) for n, (name, text) in enumerate(zip(NAMES, POSTS), 1))
    row = "<table><tr><td>作者</td><td>主题：妈妈血糖高总头晕怎么办</td></tr></table>"
    assert kept(page(f"<p>清河论坛 → 求医问药 → 妈妈血糖高总头晕怎么办</p>{row}<div class=w>{posts}</div>")) == POSTS
    foot = "<div>主办单位：清河市第三人民医院</div>"
    html = f"<title>清河市第三人民医院</title><div><b>血糖高</b><p>{POSTS[0]}</p><p>{POSTS[4]}</p></div>{foot}"
    assert kept(html) == ["血糖高", POSTS[0], POSTS[4]]


def test_what_half_of_the_posts_hold_is_furniture_and_what_a_few_people_say_is_none():
    post = "<div class=post><div>{name} 发表于 2012-03-0{n} 10:2{n}</div><div class=said>{more}<br>{text}</div></div>"
    for more, stays in (("本帖编号 10{n}，仅供交流", False), ("用药：二甲双胍", True)):
        posts = "".join(post.format(n=n, name=name, text=text, more=more.format(n=n))
                        for n, (name, text) in enumerate(zip(NAMES, POSTS), 1))
        found = kept(page(f"<h1>妈妈血糖高总头晕怎么办</h1>{posts}"))
        assert [line for line in found if line in POSTS] == POSTS
        assert (len(found) > len(POSTS)) is stays


def test_an_index_of_replies_is_no_reply():
    entry = ("<ul><li><a href=/{n}>{text}</a> - <a href=/u>{name}</a> ({n}8 bytes) (1{n} reads) 03/0{n}/2012 10:2{n}"
             "{more}</li></ul>")
    index = ""
    for n, (name, text) in enumerate(zip(NAMES[1:], POSTS[1:]), 1):
        index = entry.format(n=n, name=name, text=text[:20], more=index)
    said = "<ul><li>吃药以后头晕，看 <a href=/x>这一篇</a> 说的，早上 8:30 吃，晚上不吃。</li></ul>"
    html = page(f"<h2>妈妈血糖高总头晕怎么办</h2><div class=body><p>{POSTS[0]}</p>{said}</div><p><b>所有跟贴</b></p>{index}",
                title="妈妈血糖高总头晕怎么办-清河BBS")
    found = kept(html)
    assert found[0] == POSTS[0] and found[1].startswith("吃药以后") and not [line for line in found if "bytes" in line]


@pytest.mark.parametrize("names, replies", [
    (("topic-page", "topic-detail", "question"), True), (("main", "entry", "body"), False),
    (("main", "topic_hot", "body"), False)])
def test_what_is_named_as_comments_belongs_to_a_headline_that_stands_in_a_topic(names, replies):
    item = "<div class=comment><b>{name}</b> <em>2012-03-0{n}</em><p>{text}</p><span>{n}</span></div>"
    posts = "".join(item.format(n=n, name=NAMES[n], text=POSTS[n]) for n in (1, 4, 5))
    outer, inner, text = names
    said = f"<div class={text}><p>{POSTS[0]}{POSTS[4]}</p></div>"
    html = f"<div class={outer}><div class={inner}><h1>妈妈血糖高总头晕</h1>{said}</div><div class=w>{posts}</div></div>"
    found = kept(page(html, title="妈妈血糖高总头晕 - 清河"))
    assert found == [POSTS[0] + POSTS[4], *([POSTS[1], POSTS[4], POSTS[5]] if replies else [])]


@pytest.mark.parametrize("heading, replies", [("5 条留言", False), ("全部讨论 5", False), ("网友评论", False), ("共5条回答", True)])
def test_a_heading_that_says_comments_makes_none_of_them_posts(heading, replies):
    posts = "".join(_BARE.format(n=n, name=NAMES[n], text=POSTS[n]) for n in range(1, 6))
    body = f"<h1>走路能不能降血糖</h1><p>{POSTS[0]}你家里呢？</p><div class=w><h3>{heading}</h3>{posts}</div>"
    assert (POSTS[1] in kept(page(body, title="走路能不能降血糖 | 清河手记"))) is replies


def test_a_site_that_is_called_a_community_has_articles_with_comments_too():
    posts = "".join(_BARE.format(n=n, name=NAMES[n], text=POSTS[n]) for n in range(1, 6))
    for times, replies in ((2, True), (12, False)):
        body = f"<h1>走路降血糖的要点</h1><p>{POSTS[0] * times}</p><div class=w>{posts}</div>"
        assert (POSTS[1] in kept(page(body, title="走路降血糖的要点 - 清河健康社区"))) is replies


def test_buttons_that_only_count_differently_are_no_headlines():
    row = ("<div class=card><div>{name}</div><p>{text}</p><div><a href=/z>资料</a> <a href=/m>短讯</a> <a href=/q>引用</a>"
           " <a href=/r>回复</a> No.{n}</div><div>发表时间：2012/3/{n} 10:02:00</div></div>")
    posts = "".join(row.format(n=n, name=name, text=text) for n, (name, text) in enumerate(zip(NAMES, POSTS), 1))
    found = kept(page(f"<h1>妈妈血糖高总头晕怎么办</h1>{posts}"))
    assert [line for line in found if line in POSTS] == POSTS and "资料" not in "".join(found)


@pytest.mark.parametrize("card", ["user-card", "time", "text"])
def test_a_line_of_which_repair_left_nothing_says_nothing_in_a_post(card):
    row = ('<div class="answer-card"><div class="{card}">\u200b</div><p>{text}</p>'
           '<div class="time">2020-03-0{n} 10:2{n}</div></div>')
    posts = "".join(row.format(card=card, n=n, text=text) for n, text in enumerate(POSTS[:2] + POSTS[4:6], 1))
    found = clean(page(f"<h1>妈妈血糖高总头晕怎么办？</h1><div class='answers'>{posts}</div>")).text.split("\n")
    assert POSTS[4] in found and POSTS[5] in found


def test_posts_in_lines_that_begin_with_floor_and_name_are_as_short_as_they_are():
    posts = "".join(f"{n}楼. {name}: {text}<br>(05-06 20:1{n}) <a href=/r>回复</a><br>"
                    for n, (name, text) in enumerate(zip(NAMES[1:], POSTS[1:]), 1))
    html = page(f"<div>【妈妈血糖高总头晕】<br>楼主:<a href=/u>{NAMES[0]}</a><br>时间:2014-05-06 20:11<br>-------<br>{POSTS[0]}"
                f"<br>-------<br><a href=/c>收藏</a>.<a href=/d>举报</a></div><div>{posts}</div>",
                title="妈妈血糖高总头晕 - 清河论坛")
    assert kept(html) == [POSTS[0], *(f"{n}楼. {name}: {text}" for n, (name, text) in
                                      enumerate(zip(NAMES[1:], POSTS[1:]), 1))]


def test_a_linked_title_right_above_its_date_and_its_text_is_the_headline_and_elsewhere_it_is_none():
    title = "妈妈血糖高总头晕，记录一下三天的血糖"
    answers = "".join(f"<div class=re><p class=tag>{name} {n} 分 2014-05-06 20:1{n}</p><div class=md><p>{text}</p></div>"
                      "</div>" for n, (name, text) in enumerate(zip(NAMES[1:], POSTS[1:]), 1))
    html = page(f"<p class=title><a href=/1>{title}</a></p><p class=tag>{NAMES[0]} 发布于 2014-05-06 20:11</p>"
                f"<div class=md><p>{POSTS[0]}</p></div><div class=all>所有 6 条回复</div>{answers}", title=title + " : 控糖")
    assert kept(html) == POSTS
    news = page(f"<ul><li><a href=/1>{title}</a></li></ul><h2>清河三院的血糖门诊</h2><p>2014-05-06 20:11</p><p>{POSTS[0]}</p>"
                f"<p>{POSTS[4]}</p>", title=title + "_清河三院的血糖门诊")
    assert kept(news) == [POSTS[0], POSTS[4]]


@pytest.mark.parametrize("said", ["共 6 則回應", "全部回覆(6)"])
def test_what_a_heading_calls_replies_are_posts(said):
    post = "<div class=a1><div class=c3>{name}B{n} · 5月6日 20:1{n}</div><div class=d4>{text}</div><div>{n}</div></div>"
    replies = "".join(post.format(n=n, name=name, text=text) for n, (name, text) in
                      enumerate(zip(NAMES[1:], POSTS[1:]), 1))
    html = page(f"<h1>妈妈的血糖，記錄一下</h1><div>{NAMES[0]} 2014年5月6日 20:11</div><div class=x>{POSTS[0]}<br>{POSTS[4]}</div>"
                f"<h3>{said}</h3><section>{replies}</section>", title="妈妈的血糖，記錄一下 - 清河板")
    assert kept(html) == [POSTS[0], POSTS[4], *POSTS[1:]]


def guest_book(label: str) -> str:
    entry = ("<table><tr><td>{label}{name}&nbsp;&nbsp;来自：清河&nbsp;&nbsp;时间：2014-05-06 20:1{n}</td></tr>"
             "<tr><td>{text}</td></tr></table><br>")
    return (f"<title>访客留言-清河医院</title><table><tr><td>{MENU}</td></tr></table>" + "".join(
        entry.format(label=label, name=name, text=text, n=n) for n, (name, text) in enumerate(zip(NAMES, POSTS), 1)))


@pytest.mark.parametrize("label", ["姓名：", "留言者：", "暱稱："])
def test_a_guest_book_without_a_headline_keeps_each_entry(label):
    assert kept(guest_book(label)) == POSTS


@pytest.mark.parametrize("said", ["回复#2 每次5mg，一日3次", "医生已接诊，血压180/110 mmHg", "本次问诊已结束，医生说每次5 mg一天三次",
                                  "该问题由主管医生提出，先停呋塞米20 mg", "正在浏览说明书的用户注意：每日不超过40 mg",
                                  "舒张末LV52", "超声 LV 52", "赞同来自：每次5 mg"])
def test_a_dose_is_nothing_that_a_page_says_of_its_posts(said):
    posts = "".join(DISCUZ.format(n=n, name=name, text=said if n == 4 else text)
                    for n, (name, text) in enumerate(zip(NAMES, POSTS), 1))
    assert said in kept(page(posts))


READERS = [("云中鹤二零零八", "2024-05-01 07:07", "我父亲心衰三年了，最近脚肿得厉害，吃药也不见好，请教一下各位病友该怎么调整。"),
           ("海阔天空飞", "2024-05-01 09:22", "我家老人也这样，医生让每天称体重，体重增加就加药，可以问问主治医生的意见。"),
           ("清河老渔翁88", "2024-05-02 11:13", "注意补钾，这种药吃多了容易低钾，最好常常查一查电解质，平时可以多吃香蕉。"),
           ("秋水长天一色", "2024-05-02 19:41", "千万不要自己加量，一定要去医院，让医生看看心脏彩超，再决定药怎么吃才放心。")]
SIGNED = "<div class={kind}><p>{name}</p><p>{day}</p><div>{text}</div></div>"


@pytest.mark.parametrize("kind", ["post", "reply", "floor", "r"])
@pytest.mark.parametrize("count", [3, 4])
def test_posts_without_buttons_are_a_thread_by_their_days_and_readers_names(kind, count):
    posts = "".join(SIGNED.format(kind=kind, name=name, day=day, text=text) for name, day, text in READERS[:count])
    found = kept(f"<title>心衰患者用药求助</title><div id=main><h1>心衰患者用药求助</h1>{posts}</div>")
    assert [text for _, _, text in READERS[:count]] == [line for line in found if "，" in line]


def test_doses_in_posts_make_no_log_of_a_thread():
    posts = "".join(SIGNED.format(kind="post", name=name, day=day, text=f"{text}我们每次5 mg，一日3次。")
                    for name, day, text in READERS)
    found = kept(f"<title>心衰患者用药求助</title><div id=main><h1>心衰患者用药求助</h1>{posts}</div>")
    assert all(any(text in line for line in found) for _, _, text in READERS)


def test_rows_and_boxes_within_a_post_stay_and_a_signature_does_not():
    def post(n: int, said: str) -> str:
        return (f"<div id=post_{n}><div class=user><a href=/u{n}>{NAMES[n]}</a></div>"
                f"<div class=pi>发表于 2020-03-0{n + 1} 10:12 | 只看该作者</div><div class=t_f id=pm_{n}>{said}</div>"
                f"<div class=sign>{'健康第一' if n % 2 else '天天向上'}</div><div class=po><a>回复</a> <a>举报</a></div></div>")
    posts = [f"{POSTS[0]}<table><tr><td>日期</td><td>早</td></tr><tr><td>3月1日</td><td>8.2</td></tr></table>",
             f"{POSTS[1]}<div class=rows><div>早上：二甲双胍</div><div>晚上：阿卡波糖</div></div>",
             f"<div class=box><p>我爸也是这样</p><p>后来换了医院</p></div>{POSTS[4]}"
             f"<div class=quote>老北山 发表于 2020-03-02 10:12 先别急</div>"]
    found = kept(page(f"<h1>妈妈血糖高总头晕怎么办</h1><div id=list>{''.join(map(post, range(3), posts))}</div>"))
    assert found == [POSTS[0], "日期\t早", "3月1日\t8.2", POSTS[1], "早上：二甲双胍", "晚上：阿卡波糖", "我爸也是这样", "后来换了医院", POSTS[4]]


def test_labelled_values_in_a_box_of_a_post_are_no_card():
    said = ["孩子三岁发烧，吃什么药好？<div><p>体温：39度 心率：120 呼吸：30</p></div>", "布洛芬按体重吃，不要自己加量，间隔六小时。",
            "谢谢医生，已经退烧了，孩子精神也好了。"]
    posts = "".join(f"<div class=post><div class=author>网友{n}号</div><div class=date>2019-05-0{n} 10:00</div>"
                    f"<div class=content>{each}</div><div class=act><a>回复</a><a>举报</a></div></div>"
                    for n, each in enumerate(said, 1))
    assert "体温：39度 心率：120 呼吸：30" in clean(f"<h1>孩子发烧怎么办？</h1>{posts}".encode()).text.split("\n")


@pytest.mark.parametrize("said", ["每次5ml", "孕妇禁用"])
def test_a_dose_or_a_warning_in_a_box_of_a_post_stays(said):
    texts = ["孩子三岁发烧，吃什么药好？", f"布洛芬按体重吃，不要自己加量，间隔六小时。<div class=tips><p>{said}</p></div>",
             "谢谢医生，已经退烧了，孩子精神也好了。"]
    posts = "".join(f"<div class=post><div class=author>网友{n}号</div><div class=date>2019-05-0{n} 10:00</div>"
                    f"<div class=content>{text}</div><div class=act><a>回复</a><a>举报</a></div></div>"
                    for n, text in enumerate(texts, 1))
    assert said in clean(f"<h1>孩子发烧怎么办？</h1>{posts}".encode()).text.split("\n")
