"""Threads of few replies, rows that take turns in their names, subjects, signatures: what is a post, what is none."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.document import Document
from medclean.extract import find_main
from medclean.extract.features import looks
from medclean.extract.headline import find_headline
from medclean.extract.tree import Tree
from medclean.parse.html import parse_html

TITLE = "找二〇〇九年在清河卫生院进修的同事"
ASKED = "那年三月到九月我在清河卫生院进修，带我的是沈老师，后来换了手机就断了联系，看到请留言。"
ANSWERED = "帮顶，沈老师已经退休了，住在县城。"
FOOT = "<div class=foot>Powered by Xiuno BBS 4.0</div>"


def kept(html: str) -> list[str]:
    page = parse_html(html)
    doc = Document(format="html", lines=page.lines, nodes=page.nodes, images=page.images)
    verdicts = find_main(doc)
    return [line.text for line in doc.kept if verdicts[line.number].keep]


def page(body: str, title: str = f"{TITLE} - 清河", foot: str = FOOT) -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{TITLE}</h1>{body}{foot}</body></html>"


OPENING = f"""<div class=card><div class=by><a href=/u>春柳</a> 2015-01-18 15:33</div>
<div class=message>{ASKED}</div></div>"""
REPLY = f"""<div class=item><a href=/v>过路人</a><div class=when>2015-01-20 09:12</div>
<div class=message>{ANSWERED}</div></div>"""


@pytest.mark.parametrize("label", ["最新回复 (1)", "1 个回复", "1個回覆", "全部回复", f"回复: {TITLE}", f"Re: {TITLE}"])
def test_a_single_reply_stays_where_a_line_calls_it_one(label):
    assert kept(page(f"{OPENING}<div class=list><h3>{label}</h3>{REPLY}</div>")) == [ASKED, ANSWERED]


@pytest.mark.parametrize("floors", [("楼主", "1楼"), ("#1", "#2"), ("第1楼", "第2楼")])
def test_a_single_reply_stays_where_it_has_a_floor_and_a_date(floors):
    posts = "".join(f"<div class=r><div class=who>{floor} {name} 2015-01-20 09:12</div><div class=t>{text}</div></div>"
                    for floor, name, text in zip(floors, ("春柳", "过路人"), (ASKED, ANSWERED)))
    assert kept(page(posts)) == [ASKED, ANSWERED]


@pytest.mark.parametrize("label", ["1 条评论", "最新评论", "网友留言"])
def test_a_single_comment_is_no_reply(label):
    assert kept(page(f"{OPENING}<div class=list><h3>{label}</h3>{REPLY}</div>")) == [ASKED]


def test_a_button_is_no_line_above_replies_and_a_sourced_article_has_none():
    form = "<div class=write><a>回复</a><h3>快速发表</h3><p>如果您在写长篇帖子又不马上发表，建议存为草稿。</p></div>"
    assert kept(page(f"{OPENING}<ul><li>回复</li><li>举报</li></ul>{form}")) == [ASKED]
    news = f"<div class=by>来源：清河日报 2015-01-18</div><div class=message>{ASKED}</div>"
    assert kept(page(f"{news}<div class=list><h3>1 条回复</h3>{REPLY}</div>")) == [ASKED]


def test_the_floors_of_a_house_are_no_posts():
    guide = "<div class=a><p>1楼 挂号处、收费处、药房</p><p>2楼 内科门诊、外科门诊</p><p>3楼 检验科，请空腹。</p></div>"
    html = page(f"<div class=message><p>{ASKED}</p></div>{guide}", foot="<p>清河社区 版权所有</p>", title=f"{TITLE} - 清河社区")
    assert ASKED in kept(html) and clean(html).metadata.title == TITLE


ROWS = ("142/90", "三个月前开始吃药，一天一片，脚有点肿，要紧吗？", "学到了", "脚肿可以跟医生说，换一种药就不肿了。")


def test_rows_take_turns_in_their_names():
    rows = "".join(f"<div class={'odd' if n % 2 else 'even'}>{text}<div class=by>{n}楼 阿丁 2022-12-20 07:0{n}</div></div>"
                   for n, text in enumerate(ROWS, 1))
    form = "<div class=even>输入验证码以后<a href=/l>提交</a></div>"
    assert kept(page(f"<div class=all>{rows}{form}</div>", title=f"{TITLE} - 清河论坛")) == list(ROWS)


POST = """<div class=post><h3><a href=/p>{subject}</a></h3><div class=by>{name} 2022-12-20 07:0{n} #{n}</div>
<div class=msg>{text}</div><table class={sign}><tr><td>{line}</td></tr></table></div>"""
LINES = ("每天进步一点点", "心若向阳", "三人行必有我师", "愿所有等待都不被辜负")


def rows(sign: str, subject: str) -> str:
    return page("".join(POST.format(n=n, name=f"阿丁{n}", text=text, sign=sign, line=line, subject=subject)
                        for n, (text, line) in enumerate(zip(ROWS, LINES), 1)), title=f"{TITLE} - 清河论坛")


@pytest.mark.parametrize("subject", [TITLE, f"Re: {TITLE}", f"回复: {TITLE}", f"发表于: 2022-12-20 文章主题: {TITLE}"])
@pytest.mark.parametrize("sign", ["signature", "post-sig", "\"sign xg1\"", "\"postsignature postmsg\""])
def test_subjects_and_signatures_go(sign, subject):
    assert kept(rows(sign, subject)) == list(ROWS)


def test_who_says_the_title_in_a_sentence_is_heard_and_a_name_with_sign_in_it_signs_nothing():
    told = f"楼主说的{TITLE}，我也在找，咱们一起。"
    by = "<div class=by>阿丁{n} 2022-12-20 07:0{n} #{n}</div>"
    posts = "".join(f"<div class=post>{by.format(n=n)}<div class=design>{text}</div></div>"
                    for n, text in enumerate((*ROWS, told), 1))
    assert kept(page(posts, title=f"{TITLE} - 清河论坛")) == [*ROWS, told]
    signed = "".join(f"<div class=signature>{by.format(n=n)}<div class=m>{text}</div></div>"
                     for n, text in enumerate(ROWS, 1))
    assert kept(page(signed, title=f"{TITLE} - 清河论坛")) == list(ROWS)


@pytest.mark.parametrize("note", ["登录 或者 注册 后回答这个问题。", "您需要登录后才可以回帖，登录后体验更好。"])
def test_who_may_write_is_no_post(note):
    answers = "".join(f"<div class=answer><p>{text}</p><div class=by>阿丁 回答于 2022-12-20</div></div>" for text in ROWS)
    lost = "登录不了网站，怎么预约，有人知道吗？"
    html = page(f"<div class=ask><p>{lost}</p></div><div class=form><p>{note}</p></div><h2>4 个回答</h2>{answers}",
                title=f"{TITLE} - 清河问答")
    assert kept(html) == [lost, *ROWS]


def test_the_points_of_a_question_stand_before_it_and_the_number_of_answers_is_no_headline():
    title = "半月板二级损伤要不要手术"
    answer = "<div class=media><div class=by>纪南舟 2016-10-02 15:20</div><div class=fmt><p>{}</p></div></div>"
    body = (f"<div class=q><h4><span>5</span> {title}？</h4><div class=fmt><p>{ASKED}</p></div></div>"
            f"<div class=best><h3>最佳答案</h3>{answer.format(ROWS[1])}</div>"
            f"<div class=more><h2>其它 2 个回答</h2>{answer.format(ROWS[3])}{answer.format(ANSWERED)}</div>")
    html = f"<html><head><title>{title}？ - 清河问答</title></head><body>{body}</body></html>"
    assert kept(html) == [ASKED, ROWS[1], ROWS[3], ANSWERED] and clean(html).metadata.title == f"{title}？"


def headline(body: str) -> str | None:
    html = f"<html><head><title>清河小站 :: 观看文章 - {TITLE}</title></head><body><div>清河小站</div>{body}</body></html>"
    parsed = parse_html(html)
    lines = tuple(line for line in parsed.lines if line.tag != "meta")
    tree = Tree(parsed.nodes, lines)
    found = find_headline(tree, looks(lines), {"title": f"清河小站 :: 观看文章 - {TITLE}"}, [False] * len(tree.nodes))
    return None if found is None else lines[found].text


def test_a_thread_leads_to_itself_and_is_no_list_of_links():
    text = f"<div class=post>{ASKED}</div>"
    assert headline(f"<table><tr><td><a href=/t>{TITLE}</a></td></tr></table>{text}") == TITLE
    links = f"<p><a href=/t>{TITLE}</a></p><p><a href=/s>找二〇一〇年在白塔医院实习的同学</a></p>"
    assert headline(f"{links}{text}") != TITLE
    assert headline(f"<ul><li><a href=/t>{TITLE}</a></li></ul>{text}") != TITLE


NAMED = """<div class=cmt><div class=nm>阿丁{n}</div><div class=tx>{text}</div><div class=mt>{n}天前来自江州回复</div></div>"""


@pytest.mark.parametrize(("label", "stay"), [("全部回复(4)", True), ("4条回覆", True), ("全部评论(4)", False), ("", False)])
def test_a_line_that_says_replies_is_worth_more_than_a_name_that_says_comments(label, stay):
    replies = "".join(NAMED.format(n=n, text=text) for n, text in enumerate(ROWS, 1))
    opening = f"<div class=us>春柳 2014-05-06 20:11</div><div class=bd>{ASKED}</div>"
    html = page(f"{opening}<div class=ct>{label}</div>{replies}", foot="")
    assert kept(html) == [ASKED, *(ROWS if stay else ())]


def test_the_whole_headline_is_better_than_a_heading_that_breaks_off():
    head = f"<html><head><title>{TITLE} - 良医在线</title></head><body>"
    body = f"<div class=top><h1>{TITLE[:9]}...</h1></div><div class=t>{TITLE}</div><div class=m><p>{ASKED}</p></div>"
    assert clean(f"{head}{body}</body></html>").metadata.title == TITLE
    ends = f"<html><head><title>{TITLE}……</title></head><body><h1>{TITLE}……</h1><p>{ASKED}</p></body></html>"
    assert clean(ends).metadata.title == f"{TITLE}……"


def test_a_warning_of_the_site_in_several_posts_goes_and_what_each_of_them_says_there_stays():
    note = "郑重提示：线上咨询不能代替面诊，医生建议仅供参考！"
    posts = "".join(f"<div class=post><div class=by>阿丁{n} 2022-12-20 07:0{n} #{n}</div><div class=m>{text}</div>"
                    f"<div class=tip>{note}</div></div>" for n, text in enumerate(ROWS, 1))
    assert kept(page(posts, title=f"{TITLE} - 清河论坛")) == list(ROWS)
    more = [f"补充一句，{text}" for text in ROWS]
    for text in more:
        posts = posts.replace(note, text, 1)
    assert kept(page(posts, title=f"{TITLE} - 清河论坛")) == [text for pair in zip(ROWS, more) for text in pair]


def test_posts_of_one_line_lose_name_and_hour_and_labels_with_dates_go():
    pushes = [f"推 amber{n}: {text} 03/12 09:0{n}" for n, text in enumerate(ROWS, 1)]
    told = "".join(f"<div class=push><span>{text}</span></div>" for text in pushes)
    html = page(f"<div class=main><div>{ASKED}</div>{told}</div>", title=f"{TITLE} - 清河论坛")
    assert [line for line in clean(html).text.split("\n") if line[:3] != TITLE[:3]] == [ASKED, *ROWS]
    stamps = "".join(f"<div class=post><div class=by>作者: 阿丁{n} 03/12 09:0{n}</div><div class=m>{text}</div></div>"
                     for n, text in enumerate(ROWS, 1))
    assert kept(page(stamps, title=f"{TITLE} - 清河论坛")) == list(ROWS)


WARDS = ("内科", "外科", "儿科", "眼科", "骨科")


@pytest.mark.parametrize("row", [
    "<p>{n}楼{ward}（周一至周五 8:00-17:00）</p>", "<p>{n}楼 {ward}（3月{n}日 8:00-17:00）</p>",
    "<p>{n}#手术间 3月1日 8:00</p><p>女，3{n}岁</p><p>{ward}手术，术前禁食八小时，请家属在等候区等待，不要离开。</p><p>主刀：主任医师</p>",
    "<p>{n}# 2024-03-01 8:00</p><p>女，3{n}岁</p><p>主治医师</p><p>{ward}手术，术前禁食八小时，请家属在等候区等待，不要离开。</p>",
    "<p>#{n} 2024-03-02 08:00</p><p>空腹血糖5.{n}，餐后6.{n}，早饭吃了一个鸡蛋和一杯牛奶，没有不舒服。</p>",
    "<div><p>#{n} 2024-03-02 08:00</p><p>空腹血糖5.{n}，餐后6.{n}，早饭吃了一个鸡蛋和一杯牛奶，没有不舒服。</p></div>"])
def test_floors_of_a_house_and_numbers_of_operations_are_no_posts(row):
    rows = "".join(row.format(n=n, ward=ward) for n, ward in enumerate(WARDS, 1))
    html = page(f"<p>门诊大楼分层如下，请患者按楼层就诊，不要拥挤。</p>{rows}<p>如需帮助，请到一楼导诊台咨询，谢谢您的配合。</p>",
                title="青松医院指南 - 青松医院", foot="").replace(TITLE, "青松医院指南")
    lines = [line.text for line in parse_html(html).lines if line.tag == "p"]
    lost = [line for line in lines if line not in kept(html)]
    assert not lost or len(lost) == 1 and " 8:00" in lost[0].replace(" 08", " 8")


def test_a_chat_without_a_headline_is_known_by_its_hours_and_names():
    said = [("21:07", "北坡羊", "片子拍了，左边有一块小石头。"), ("21:40", "糯米", "疼吗"), ("22:16", "北坡羊", "半夜疼醒两次，喝水也没有用。"),
            ("22:31", "白露", "明天去碎石吧，不算太疼，一个钟头就好了。")]
    bubbles = "".join(f"<div class=m><div class=b><div class=t>{hour}</div><div class=n>{name}</div>"
                      f"<div class=x>{text}</div></div></div>" for hour, name, text in said)
    html = f"<html><head><title>导出的消息</title></head><body><div class=h>{bubbles}</div></body></html>"
    assert kept(html) == [text for _, _, text in said]


def test_doctor_and_patient_take_turns_below_a_card_of_several_lines():
    card = "<div class=doc><div>丁若谷</div><div>主任医师</div><div>青石岭医院 骨科</div></div>"
    turns = [("doctor", "先不要走路，把脚垫高，每次冰敷十五分钟。"), ("doctor", "肿消了再拍片子，不要热敷，也不要揉。"), ("user", "要打石膏吗？"),
             ("doctor", "不用。"), ("user", "明白了，谢谢丁医生。")]
    dialog = "".join(f"<div class='item {who}'><div class=said><p>{text}</p></div></div>" for who, text in turns)
    html = (f"<html><head><title>脚踝扭了</title></head><body><div class=q><h1>脚踝扭了</h1><p class=l>病情描述（男，24岁）</p>"
            f"<div class=d><p>{ASKED}</p></div></div>{card}<div class=ds><div>医生已接诊，可持续48小时</div>{dialog}"
            f"<div>本次问诊已结束</div></div></body></html>")
    assert kept(html) == [ASKED, *(text for _, text in turns)]


def test_what_stands_below_a_rule_is_an_answer_to_what_is_quoted_above_it():
    posts = ["左边有一块小石头，疼到半夜，请问多少钱能碎？", "@春柳 2015-01-18 15:33<br>请问多少钱能碎<br>-----------<br>一千二，三天出结果",
             "我去年也碎过，第三天排出来的，像碎米粒。", "多喝水，多跳绳，别忍着，有事打急诊电话。"]
    body = "".join(f"<div class=item><div class=info>作者：<a href=/u>甲{n}</a> 时间：2015-01-18 15:3{n}</div>"
                   f"<div class=content>{post}</div><div class=act><a href=/r>{n}楼</a> <a href=/j>举报</a></div></div>"
                   for n, post in enumerate(posts))
    assert "一千二，三天出结果" in kept(page(body))


def test_an_answer_that_is_the_same_below_its_label_each_time_stays():
    asked = ["胆囊息肉八毫米要不要切？有人说要，有人说看着就行。", "吃了半年的药，血压还是一百五，是不是要换一种？", "孩子夜里咳得厉害，白天又好好的，要拍片子吗？",
             "请问九价疫苗还要排队吗，大概多久能轮到我？"]
    said = "您好，请到门诊详细看一下。", "您好，请到门诊详细看一下。", "多半是过敏，先听一听再说。", "三月份以后到货，会电话通知您。"
    body = "".join(f"<div class=b><div class=u>访客{n} 于 2016-05-1{n} 21:4{n}</div><div class=t>{text}</div>"
                   f"<div class=r><div class=h>站长于 2016-05-2{n} 回复</div><div class=s>{said[n]}</div></div>"
                   f"<div class=o><a href=/r>回复</a> <a href=/j>举报</a></div></div>" for n, text in enumerate(asked))
    assert kept(page(body)).count(said[0]) == 2


def test_a_name_in_latin_letters_right_before_a_day_is_no_headline_of_a_teaser():
    names, texts = ("dentist_lin", "momo_mama88", "greenhill_tw"), (ASKED, ANSWERED, "推楼上，我当年也是这样，半夜挂急诊。")
    replies = "".join(f"<li class=media><h4><a href=/u>{name}</a>&nbsp;&nbsp;<small>2020-11-05 21:3{n}</small></h4>"
                      f"<p>{text}</p><p><span>#{n} </span><a href=/r>回复</a></p></li>"
                      for n, (name, text) in enumerate(zip(names, texts), 1))
    assert kept(page(f"<ul>{replies}</ul>"))[-3:] == list(texts)


def test_a_heading_that_names_the_site_is_no_headline():
    html = ("<html><head><title>拔完智齿第五天还是肿正常吗 - 保健@岛民社群</title></head><body><div><h1>保健@岛民社群</h1>"
            f"<p>{ASKED}</p></div></body></html>")
    parsed = parse_html(html)
    doc = Document(format="html", lines=parsed.lines, nodes=parsed.nodes)
    tree = Tree(doc.nodes, doc.kept)
    head = {line.key: line.text for line in doc.lines if line.tag == "meta"}
    found = find_headline(tree, looks(doc.kept), head, [False] * len(doc.nodes))
    assert found is None or doc.kept[found].tag != "h1"


CARED = ("患者入院后查体未见明显异常，给予补液及抗感染治疗，症状逐渐缓解。出院后应当继续口服药物，并且按照医嘱定期来院复诊，"
         "如有不适请及时到医院就诊。患者和家属对医护人员表示感谢，目前恢复良好，生活可以自理。")
DONE = ["静推呋塞米20 mg，患者胸闷缓解。", "给予肝素5000 U，穿刺顺利完成。", "复查血钾3.6 mmol/L，病情平稳。"]
LATER = "目前患者生命体征平稳，已经转入普通病房继续治疗。"
WARD = [[("07:07", "急诊科"), ("08:20", "导管室"), ("09:33", "监护室")],
        [("2024-05-01 07:07", "王护士"), ("2024-05-01 15:12", "李护士"), ("2024-05-02 07:03", "王护士")],
        [("2024-05-01 07:07", "王丽娟"), ("2024-05-01 15:12", "李小敏"), ("2024-05-02 07:03", "王丽娟")],
        [("5月1日 07:07", "入院"), ("5月2日 08:20", "手术"), ("5月3日 09:33", "出院")],
        [("入院", "2024-05-01"), ("手术", "2024-05-02"), ("出院", "2024-05-03")],
        [("第一针", "2024-05-01"), ("第二针", "2024-05-02"), ("第三针", "2024-05-03")],
        [("入院治疗", "2024-05-01"), ("手术治疗", "2024-05-02"), ("康复出院", "2024-05-03")]]
ENTRIES = ["<div class=r><p>{}</p><p>{}</p><p>{}</p></div>", "<li><p>{}</p><p>{}</p><p>{}</p></li>"]


def signed(entry: str, signatures: list[tuple[str, str]], texts: list[str]) -> str:
    return "".join(entry.format(*signature, text) for signature, text in zip(signatures, texts))


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("signatures", WARD)
@pytest.mark.parametrize("intro", [f"<p>{CARED}</p>", ""])
def test_a_hospital_s_log_is_no_comments(entry, signatures, intro):
    log = signed(entry, signatures, DONE)
    text = clean(f"<title>生命接力</title><div><h1>生命接力</h1>{intro}{log}<p>{LATER}</p></div>".encode()).text
    said = [part for (one, other), done in zip(signatures, DONE) for part in (one, other, done)]
    assert [part for part in said[0 if intro else 2:] if part not in text] == [] and LATER in text


def test_departments_that_are_links_are_no_users():
    log = signed("<div class=r><p>{0}</p><p><a href=/d>{1}</a></p><p>{2}</p></div>", WARD[0], DONE)
    text = clean(f"<title>生命接力</title><div><h1>生命接力</h1><p>{CARED}</p>{log}</div>".encode()).text
    assert all(done in text for done in DONE)


@pytest.mark.parametrize("signatures", WARD[:2])
def test_a_hospital_s_log_without_a_headline_is_no_chat(signatures):
    text = clean(f"<div>{signed(ENTRIES[0], signatures, DONE)}<p>{LATER}</p></div>".encode()).text
    said = [part for (one, other), done in zip(signatures, DONE) for part in (one, other, done)]
    assert [part for part in said[1:] if part not in text] == [] and LATER in text


@pytest.mark.parametrize("above, entry", [
    ("<h3>网友评论</h3>", ENTRIES[0]), ("", ENTRIES[0]),
    ("", "<div class=r><p><a href=/u>{1}</a></p><p>{0}</p><p>{2}</p></div>"),
    ("", "<div class=r><p>{0}</p><p>{1}</p><p>{2}</p><p>回复 赞(3)</p></div>")])
def test_readers_who_sign_below_an_article_comment_on_it(above, entry):
    said = ["写得真好，我父亲也是这样抢救过来的。", "感谢你们，辛苦了，向你们致敬。", "看哭了，愿天下人都健康平安。"]
    signatures = [("2024-05-01 07:07", "云中鹤"), ("2024-05-01 09:22", "小鱼"), ("2024-05-02 11:13", "老北山")]
    comments = signed(entry, signatures, said)
    text = clean(f"<title>生命接力</title><div><h1>生命接力</h1><p>{CARED}</p>{above}{comments}</div>".encode()).text
    assert CARED in text and not any(each in text for each in said)


def test_a_last_post_that_holds_nothing():
    post = "<li class=item>{}<div class=foot>昨天 10:1{}<div>查看 1举报收藏</div></div></li>"
    posts = [post.format(text, number) for number, text in enumerate((ASKED, ANSWERED, CARED))]
    text = clean(f"<ul>{''.join(posts)}<li class=item><div class=foot><img src=a.png></div></li></ul>".encode()).text
    assert all(said in text for said in (ASKED, ANSWERED, CARED))


VALUES = ["每次2.5 mg 早晚服", "每次5 mg 早上服", "150/95，心率80", "37.8℃"]


@pytest.mark.parametrize("inner", ["<div class=v>{}</div>", "<div class=c>体温: 36.5<br>血压: 150/95<br>用药: {}</div>"])
def test_values_in_a_container_of_their_own_belong_to_the_post(inner):
    said = [ASKED, ANSWERED, CARED, DONE[0]]
    posts = "".join(
        f"<div class=post><div class=author>小草{number}</div><div class=time>{number}楼 2020-03-04 10:1{number}</div>"
        f"<div class=content>{text}</div>{inner.format(value)}<div class=btn><a href=#>回复</a></div></div>"
        for number, (text, value) in enumerate(zip(said, VALUES), 1))
    text = clean(page(posts).encode()).text
    assert [part for part in said + VALUES if part not in text] == [] and "小草" not in text and "回复" not in text


def test_two_doctors_may_give_the_same_answer():
    answer = "<div class=answer><div class=name>{}医生</div><div class=text>{}</div><div>2020-03-0{} 10:11</div></div>"
    said = ["每次100 mg，一天一次就可以了。", "每次100 mg，一天一次就可以了。", "同意楼上，注意有没有黑便。"]
    answers = "".join(answer.format(name, text, day) for day, (name, text) in enumerate(zip("张李王", said), 1))
    html = page(f"<div class=question><p>{ASKED}</p></div><h3>3个回答</h3>{answers}", "阿司匹林一天吃几次？")
    text = clean(html.encode()).text
    assert text.count(said[0]) == 2 and said[2] in text


@pytest.mark.parametrize("said", [["同问", "血压 160/95，在吃药", "谢谢医生"], ["问过医生说不要紧", "同问", "顶"],
                                  ["建议去三甲医院看看。", "我也是这样，换药就好了", "多喝水"]])
def test_answers_may_be_short(said):
    answers = "".join(f"<div class=answer><div class=u>用户{day} <span>2021-3-0{day} 12:2{day}</span></div>"
                      f"<div class=c>{text}</div><div class=b><a href=#>有用 {day}</a></div></div>"
                      for day, text in enumerate(said, 2))
    asked = f"<div class=question><div class=u>小桥 <span>2021-3-1 11:20</span></div><div class=c>{ASKED}</div></div>"
    text = clean(page(f"{asked}<h2>3个回答</h2>{answers}").encode()).text
    assert text.splitlines() == [ASKED, *said]


def test_accounts_without_a_name_and_rows_of_buttons_frame_posts():
    buttons = "<div class=eva><span>本回答由提问者推荐</span><span>已赞过</span><span>你对这个回答的评价是？</span><span>收起</span></div>"
    posts = "".join(f"<div class=answer><div class=who><a>{name}</a></div><div class=text>{text}</div>{buttons}</div>"
                    for name, text in (("匿名用户", ANSWERED), ("会员31883745", ROWS[3]), ("网友*", ROWS[2])))
    left = kept(page(f"<div class=q>{ASKED}</div><div class=answers><h3>3条回答</h3>{posts}</div>", f"{TITLE}_清河问答"))
    assert left == [ASKED, ANSWERED, ROWS[3], ROWS[2]]
