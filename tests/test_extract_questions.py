"""A question and its answers are known by what labels say of them, wherever the site puts them."""
from __future__ import annotations

import pytest

from medclean import clean

NAV = "<div class=top><a href=/>首页</a> <a href=/n>内科</a> <a href=/w>外科</a> <a href=/d>登录</a></div>"
OTHERS = "".join(f"<li><a href=/x{n}>{text}</a></li>" for n, text in enumerate((
    "肩膀疼抬不起来怎么办", "空腹血糖六点五算高吗", "宝宝夜里总踢被子", "做完胃镜多久能吃饭", "起夜三次要不要看医生")))
ASKED = "前天打完球脚踝肿了，外侧按着疼，走路一瘸一拐，冰敷了两次，今天肿得更厉害了。"
SAID = ["先不要再走路，把脚垫高，冰敷每次十五分钟，如果脚尖不能点地就要拍片子。", "不用热敷。",
        "外侧韧带损伤最常见，一般固定两到三周，过早下地会反复扭伤，肿消了以后再做踮脚练习。"]
NAMES = ["丁若谷", "胡桃", "白鹭洲"]
TITLE = "打球扭了脚踝肿得厉害怎么处理？"


def page(body: str, title: str = TITLE + "_骨科_安澜网") -> str:
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{NAV}{body}</body></html>"


def texts(html: str) -> list[str]:
    return clean(html.encode()).text.split("\n")


LABELLED = page(
    f"<div class=c><h1>{TITLE}</h1><div>提问时间：2018-05-06 10:20</div>"
    f"<div><em>病情描述：</em><p>{ASKED}</p></div></div>"
    f"<div class=alike><h3>相似病例</h3><ul>{OTHERS}</ul></div>"
    f"<div class=best><h3>最佳回答</h3><div class=a><p>{SAID[0]}</p></div><div class=doc>{NAMES[0]} 主治医师 回答时间："
    f"2018-05-06</div></div><div class=more><h3>其他回答（2）</h3>"
    + "".join(f"<div class=d><b>{name}</b> 住院医师</div><div class=da><p>{said}</p><b>回答时间：2018-05-07</b></div>"
              for name, said in zip(NAMES[1:], SAID[1:])) + "</div>")
CARDED = page(f"<div class=q><h1>{TITLE}</h1><p>男 24岁 2018-05-06</p><p>{ASKED}</p></div><div class=r><div class=card>"
              f"<b>{NAMES[0]}</b> 主治医师<p>青石岭医院 骨科</p></div><div class=t>{SAID[0]}</div></div>"
              f"<div class=x><h3>相关问题</h3><ul>{OTHERS}</ul></div>")
BUBBLES = page(f"<span class=t>{TITLE}</span><div class=chat>" + "".join(
    f"<div class=line><div class={side}><h6>{who}</h6><p>{said}</p></div></div>" for side, who, said in (
        ("l", "患者提问", ASKED), ("r", "医生回复", SAID[0]), ("l", "患者提问", "好的"), ("r", "医生回复", SAID[2])))
    + "</div>")
ONE_OF_ONE = page(f"<div class=h><h1>{TITLE}</h1><div class=d>{ASKED}</div></div><div class=m><div class=l><div>"
                  f"<h4>1 个回答</h4></div><div class=i><div class=n>{NAMES[0]}</div><div class=v>10 人赞同</div>"
                  f"<div class=t><p>{SAID[0]}</p><p>{SAID[2]}</p></div></div></div><div class=s><h3>相关问题</h3>"
                  f"<ul>{OTHERS}</ul></div></div>")


@pytest.mark.parametrize("html, said", [(LABELLED, SAID), (CARDED, SAID[:1]), (BUBBLES, [SAID[0], SAID[2]]),
                                        (ONE_OF_ONE, [SAID[0], SAID[2]])])
def test_question_and_answers_stay_and_other_questions_go(html: str, said: list[str]) -> None:
    kept = "\n".join(texts(html))
    assert all(text in kept for text in (ASKED, *said))
    assert "肩膀疼" not in kept and "主治医师" not in kept and "青石岭医院" not in kept


def test_names_and_ranks_go_and_short_answers_stay() -> None:
    replies = "".join(f"<section class=m><h4>{name}</h4><small>2019-03-0{n} 10:12</small><p>{said}</p></section>"
                      for n, (name, said) in enumerate(zip((*NAMES, "阿桂"), (*SAID, "学习了")), 1))
    kept = texts(page(f"<main><h2>{TITLE}</h2>{replies}</main><aside><ul>{OTHERS}</ul></aside>"))
    assert kept == [*SAID, "学习了"]


def test_reply_in_a_cell_of_its_own_stays_however_short_it_is() -> None:
    posts = "".join(f"<div id=post_{n}><table><tr><td class=l>{name}</td><td class=r><div>发表于 2014-7-{n} 09:1{n}</div>"
                    f"<div><table><tr><td class=t>{said}</td></tr></table></div></td></tr></table></div>"
                    for n, (name, said) in enumerate(zip((*NAMES, "阿桂"), (ASKED, "热敷", "同意", SAID[2])), 1))
    kept = texts(page(f"<h1>{TITLE}</h1><div id=postlist>{posts}</div>", TITLE + " - 安澜论坛"))
    assert kept == [ASKED, "热敷", "同意", SAID[2]]


def test_sentence_with_its_author_behind_it_is_no_signature() -> None:
    noted = "".join(f"<li><div>{said} – {name} 2020-01-0{n} 08:00</div></li>"
                    for n, (name, said) in enumerate(zip(NAMES, ("请问要拍片子吗，还是先养着？", SAID[0], SAID[2])), 1))
    kept = "\n".join(texts(page(f"<div class=q><h1>{TITLE}</h1><p>{ASKED}</p></div><div><h2>1 个回答</h2></div>"
                                f"<div class=a><div><p>{SAID[2]}</p></div><ul>{noted}</ul></div>")))
    assert "请问要拍片子吗" in kept


ARTICLE = "".join(f"<p>{text}</p>" for text in (
    "扭伤之后的四十八小时最要紧，处理得好，两三周就能恢复；处理得不好，脚踝会反复扭伤，甚至留下关节不稳。",
    "市人民医院骨科主任陆川介绍，来门诊的患者里三成以上一受伤就热敷或者揉搓，结果肿得更厉害。", SAID[0], SAID[2]))


def test_article_that_asks_in_its_title_keeps_its_readers_apart() -> None:
    comments = "".join(f"<li><b>{name}</b> <span>2022-04-1{n} 10:2{n}</span><p>写得真好，转给家里人看看，谢谢分享。</p></li>"
                       for n, name in enumerate(NAMES))
    kept = "\n".join(texts(page(f"<div class=a><h1>{TITLE}</h1><div>来源：安澜日报　2022-04-10 08:00</div>{ARTICLE}"
                                f"<p>责任编辑：何苗</p></div><div class=c><h3>网友评论</h3><ul>{comments}</ul></div>")))
    assert SAID[2] in kept and "转给家里人" not in kept


def test_sidebar_of_answered_questions_is_no_part_of_an_article() -> None:
    asked = "".join(f"<div class=s><p><b>患者提问：</b><a href=/q{n}>孩子发烧三天了要不要去医院看看</a></p><p>医生回复：多喝水，"
                    f"超过三十八度五再吃药，精神不好就来门诊。</p></div>" for n in range(3))
    kept = "\n".join(texts(page(f"<div class=a><h1>脚踝扭伤之后的四十八小时</h1><div>来源：安澜日报　2022-04-10</div>{ARTICLE}</div>"
                                f"<div class=side><h3>在线答疑</h3>{asked}</div>", "脚踝扭伤之后的四十八小时-安澜日报")))
    assert SAID[2] in kept and "多喝水" not in kept


@pytest.mark.parametrize("post, ending", [
    ("<dt>{name} 2018-05-0{n} 10:2{n}</dt><dd>{said}</dd>", "dl"),
    ("<div class=hd>{name}答：</div><div class=an><p>{said}</p></div><div class=tm>2018-05-0{n}</div>", "div"),
    ("{n}楼 {name} 05-0{n} 10:2{n}<br>{said}<br>[回|举报]<br>----------<br>", "p")])
def test_posts_that_no_container_holds_are_known_by_the_lines_that_sign_them(post: str, ending: str) -> None:
    said = [*SAID, "学习了", "谢谢大家，我明天去拍片子。"]
    posts = "".join(post.format(name=name, n=n, said=text)
                    for n, (name, text) in enumerate(zip((*NAMES, "阿桂", "丁若谷"), said), 1))
    asked = f"<div class=hd>网友阿桂问：</div><div class=an><p>{ASKED}</p></div>"
    title = "打球扭了脚踝"
    kept = texts(page(f"<h2>{title}</h2>{asked}<{ending}>{posts}</{ending}>", title))
    assert kept == [ASKED, *said]


def test_times_of_a_day_are_no_posts() -> None:
    day = "".join(f"<p>0{n + 8}:30 第{n}台手术</p><p>{said}这台手术比预计的多用了二十分钟，病人平稳地回了病房。</p>"
                  for n, said in enumerate(SAID, 1))
    kept = texts(page(f"<h1>骨科医生的一天</h1><div class=a><p>{ASKED}</p>{day}</div>", "骨科医生的一天"))
    assert kept.count("09:30 第1台手术") == 1 and len(kept) == 7


def test_statement_and_what_is_called_replies_are_a_thread_and_comments_are_none() -> None:
    first = "<p>术后第十天，记录一下恢复的过程，给后面的朋友参考。</p>" + ARTICLE
    replies = "".join(f"<div class=cell><b><a href=/u{n}>{name}</a></b> <i>2021-03-0{n} 09:1{n}</i> <u>感谢</u>"
                      f"<p>{said}</p></div>"
                      for n, (name, said) in enumerate(zip((*NAMES, "阿桂"), ("祝早日康复", *SAID)), 1))
    for heading, expected in (("4 条回复", True), ("4 条评论", False)):
        kept = texts(page(f"<h1>韧带手术恢复记录</h1><div class=b>{first}</div><div class=c><div>{heading}</div>{replies}"
                          "</div>", "韧带手术恢复记录"))
        assert ("祝早日康复" in kept) == expected


def test_letter_to_a_hospital_is_kept_without_its_form() -> None:
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in (
        ("信件标题", TITLE), ("写信人", "丁**"), ("写信时间", "2018-05-06"), ("信件内容", ASKED), ("答复单位", "骨科"),
        ("答复时间", "2018-05-07"), ("答复内容", SAID[0])))
    kept = "\n".join(texts(page(f"<table><tr><td>院长信箱</td></tr></table><table>{rows}</table>", "院长信箱-青石岭医院")))
    assert ASKED in kept and SAID[0] in kept and "丁**" not in kept and "答复单位" not in kept


def test_notice_is_headed_by_its_title_and_not_by_who_signs_it() -> None:
    title = "关于调整骨科门诊时间的通知"
    body = "".join(f"<div>{text}</div>" for text in (*SAID, "特此通知，请各位患者互相转告。", "青石岭医院", "2018年5月6日"))
    doc = clean(page(f"<h2>{title}</h2><div class=i>发布时间：2018-05-06 08:00</div><div id=z>{body}</div>",
                     "青石岭医院").encode())
    assert doc.metadata.title == title and "青石岭医院" in doc.text.split("\n")


def test_paragraphs_in_two_elements_each_keep_their_short_headings() -> None:
    said = [ARTICLE.split("</p>")[0][3:], "一、冰敷", SAID[0], "二、固定", SAID[2]]
    body = "".join(f"<div class=q><div class=x>{text}</div></div>" for text in said)
    assert texts(page(f"<h1>脚踝扭伤之后</h1><div class=i>2022-04-10 08:00</div><div class=b>{body}</div>", "脚踝扭伤之后")) == said


def test_card_in_one_line_is_no_post() -> None:
    posts = "".join(f"<table><tr><td class=c1>{name} 级别: 学徒 威望: {n} 发帖: {n}1 注册: 12-0{n}-04</td><td class=c2><div>"
                    f"2019-03-0{n} 10:1{n} #{n}</div><p>{said}</p></td></tr></table>"
                    for n, (name, said) in enumerate(zip((*NAMES, "阿桂"), (*SAID, "学习了")), 1))
    kept = texts(page(f"<h3>{TITLE}</h3><div class=p>{posts}</div>", TITLE + " - 安澜论坛"))
    assert kept == [*SAID, "学习了"]


def test_headline_behind_a_label_comes_before_the_name_of_the_site() -> None:
    replies = "".join(f"<li><div>第{n}楼|{name}|2019-03-0{n} 10:1{n}</div><div class=sp>{said}</div></li>"
                      for n, (name, said) in enumerate(zip(NAMES, SAID), 1))
    html = page(f"<div class=logo>安澜社区</div><ul><li class=f>主题:{TITLE}</li>{replies}</ul>", f"安澜社区-{TITLE}")
    assert clean(html.encode()).metadata.title == TITLE
    assert texts(html) == SAID


def test_question_in_a_table_without_a_headline_is_answered() -> None:
    asked = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in (
        ("編號", "#20180506"), ("標題", "打球扭了腳踝腫得厲害怎麼處理？"), ("發問日期", "2018/05/09"), ("內容", ASKED)))
    html = page(f"<table class=q>{asked}</table><table class=a><tr><th>醫師回覆</th><td>骨科／丁若谷 2018/05/10</td></tr>"
                f"<tr><td colspan=2>{SAID[0]}<br>{SAID[2]}</td></tr></table>", "安瀾醫院")
    doc = clean(html.encode())
    assert SAID[0] in doc.text and SAID[2] in doc.text and ASKED in doc.text
    assert (doc.metadata.title, doc.metadata.date) == ("打球扭了腳踝腫得厲害怎麼處理？", "2018-05-09")


def test_headings_in_sections_of_sections_stay() -> None:
    said = [ARTICLE.split("</p>")[0][3:], "一、冰敷", SAID[0], "二、固定", SAID[2]]
    body = "".join(f"<section><section><section><p>{text}</p></section></section></section>" for text in said)
    assert texts(page(f"<h1>脚踝扭伤之后</h1><div class=i>2022-04-10 08:00</div><div id=c>{body}</div>", "脚踝扭伤之后")) == said


def form(rows: list[tuple[str, str]]) -> str:
    return "".join(f"<div class=it><label>{label}</label><div class=val>{value}</div></div>" for label, value in rows)


def test_letter_whose_labels_stand_above_their_values() -> None:
    html = page("<h1>安澜市第二医院</h1><h2>来信详情</h2><div class=box>"
                + form([("信件标题", TITLE), ("信件编号", "AL0007"), ("来信时间", "2018-05-06"), ("办理状态", "已办结"),
                        ("来信内容", f"<p>{ASKED}</p>")]) + "</div><h2>处理结果</h2><div class=box>"
                + form([("答复单位", "骨科门诊"), ("答复内容", f"<p>{NAMES[0]}，您好：</p><p>{SAID[0]}</p>")]) + "</div>",
                title="安澜市第二医院 院长信箱")
    assert texts(html) == [ASKED, f"{NAMES[0]}，您好：", SAID[0]]


def test_form_for_comments_makes_no_letter_of_an_article() -> None:
    prose = "".join(f"<p>{text}</p>" for text in (ASKED, SAID[0], SAID[2]))
    html = page(f"<h1>扭伤以后的三件事</h1><div class=tab>留言</div><div class=body>{prose}</div>"
                f"<div class=f><div>回复内容</div><div class=tip>{SAID[1]}</div></div>", title="扭伤以后的三件事_安澜网")
    assert texts(html) == [ASKED, SAID[0], SAID[2]]


def test_a_hospital_s_name_is_an_answer_where_one_is_asked_for():
    def page(headline: str) -> str:
        posts = "".join(f"<div class=post><div class=u>{name}</div><p>{said}</p><span>2020-01-0{at} 10:02</span>"
                        "<a href=/r>回复</a></div>" for at, (name, said) in enumerate([
                            ("小河", "孩子咳嗽两周，医生说要住院，想找个好一点的地方，请大家帮忙推荐。"), ("山风", "瑞安医院 呼吸科"),
                            ("雨声", "我家去过两次，医生很细心，排队的人多，要提前一周挂号。"), ("云朵", "中山医院")], 1))
        return f"<title>{headline}</title><h1>{headline}</h1><div class=thread>{posts}</div>"
    assert {"瑞安医院 呼吸科", "中山医院"} <= set(clean(page("清河哪家医院看肺炎好？").encode()).text.split("\n"))


def test_signed_ward_rounds_are_no_thread():
    rounds = "".join(f"<p>王建国 2023-05-0{day} 8:00</p><p>患者昨夜平卧入睡，双肺湿啰音较前减少，继续利尿治疗，记录第{day}日出入量。</p>"
                     f"<p>呋塞米 {day}0mg</p>" for day in range(2, 6))
    text = clean(f"<title>心内科查房记录</title><h1>心内科查房记录</h1><div class=c>{rounds}</div>").text
    assert text.count("王建国") == 3 and text.count("呋塞米") == 4


def test_answers_in_a_container_behind_the_question_stay_with_their_rows_and_the_days_of_a_case():
    answers = "".join(f"<div class=answer><div class=who><a href=/d>{who}</a> 2020-03-12 10:12</div>"
                      f"<div class=content>{said}</div><div class=bar><a>赞(3)</a> <a>回复</a></div></div>"
                      for who, said in [
                          ("王医生", "<p>少量出血是正常的，注意坐浴。</p><p>3月15日 复查</p>"),
                          ("李医生", "<p>先查肌酐再用药，不要急。</p><div class=row><div>肌酐清除率</div><div>45以上可用</div></div>")])
    html = page("<h1>术后出血怎么办</h1><div class=question><p>我上周做了手术，现在大便还有血，正常吗？</p><p>2020-03-05 手术</p></div>"
                f"<div class=answers>{answers}</div>", title="术后出血怎么办_安澜网")
    assert texts(html) == ["我上周做了手术，现在大便还有血，正常吗？", "2020-03-05 手术", "少量出血是正常的，注意坐浴。", "3月15日 复查",
                           "先查肌酐再用药，不要急。", "肌酐清除率", "45以上可用"]


def test_what_a_patient_filled_in_below_a_label_of_the_case_stays_with_its_day():
    case = "".join(f"<h3>{label}</h3><p>{value}</p>" for label, value in (
        ("病情描述", ASKED), ("过敏史", "无（2020-09-28填写）"), ("既往病史", "无（2020-09-28填写）"), ("用药情况", "布洛芬，2020-09-27起")))
    best = f"<div class=best><h3>最佳回答</h3><div class=a><p>{SAID[0]}</p></div><div class=doc>{NAMES[0]} 主治医师</div></div>"
    html = page(f"<div class=q><h1>{TITLE}</h1>{case}</div>{best}")
    found = texts(html)
    assert found.count("无（2020-09-28填写）") == 2 and SAID[0] in found
    history = page(f"<div class=q><h1>{TITLE}</h1><p>{ASKED}</p><h3>浏览历史</h3><p>小河 2020-09-28 10:20</p></div>{best}")
    assert not any("10:20" in line for line in texts(history))
