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
