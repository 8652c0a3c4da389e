"""Text that a page hides and unfolds: panes of tabs and accordions, the rest behind 展开全文."""
from __future__ import annotations

import pytest

from medclean import clean

TITLE = "沙丁胺醇气雾剂怎么用"
SHOWN = "哮喘患者在冬季容易发作，医生提醒要随身带好沙丁胺醇气雾剂，每次1～2喷，24小时不超过8次。"
SECOND = ["对本品过敏的人禁用，甲状腺功能亢进的患者要在医生指导下使用，不要自行加量。", "孕妇慎用", "遮光保存"]
HIDE = ('style="display:none"', "hidden", 'class="{} hidden"')


def page(body: str) -> str:
    return (f"<html><head><title>{TITLE}_云溪健康</title></head><body><div><a href=/>首页</a><a href=/a>用药</a></div>"
            f"<h1>{TITLE}</h1><div class=c>{body}</div><div>版权所有 云溪健康</div></body></html>")


def lines(body: str) -> list[str]:
    return clean(page(body), to="keep").text.splitlines()


def part(name: str, hide: str, texts: list[str]) -> str:
    hide = hide.format(name) if "{}" in hide else f"class={name} {hide}"
    return f"<div {hide}>{''.join(f'<p>{text}</p>' for text in texts)}</div>"


@pytest.mark.parametrize("hide", HIDE)
@pytest.mark.parametrize("shown, name", [
    ("pane active", "pane"), ("tab-pane-1 in", "tab-pane-2"), ("answer show", "answer")])
def test_the_other_panes_are_the_articles(shown, name, hide):
    body = f'<div class="{shown}"><p>{SHOWN}</p></div>' + part(name, hide, SECOND)
    assert lines(body) == [SHOWN, *SECOND]


@pytest.mark.parametrize("hide", HIDE)
@pytest.mark.parametrize("button", ["展开全文", "点击查看全文", "显示更多", "展開全部"])
def test_the_rest_of_a_text_is_behind_its_button(hide, button):
    body = f"<p>{SHOWN}</p>{part('more', hide, SECOND)}<a href=#>{button}</a>"
    assert lines(body) == [SHOWN, *SECOND]


@pytest.mark.parametrize("body", [
    part("popup", HIDE[0], SECOND),  # a hidden box without a button
    part("mobile", HIDE[0], [SHOWN, *SECOND]) + "<a href=#>展开全文</a>",  # what is shown already
    part("pane", HIDE[0], SECOND) + "<div class=pane><a href=/1>感冒了怎么办</a></div>",  # the shown pane has no sentence
    part("more", HIDE[0], [SECOND[0], *(f"<a href=/{at}>{text}怎么选怎么用</a>" for at, text in enumerate(SECOND * 3))])
    + "<a href=#>展开全文</a>",  # a list of links, with a sentence
    part("more", HIDE[0], SECOND) + "<p>遮光</p><p>密封</p><p>冷藏</p><a href=#>展开全文</a>",  # a button farther on
    part("more", HIDE[0], [f"<a href=/{at}>{text}</a>" for at, text in enumerate(SECOND)]) + "<a href=#>展开全文</a>",
])
def test_what_else_is_hidden_stays_hidden(body):
    assert SECOND[0] not in lines(f"<p>{SHOWN}</p>{body}")


def test_what_is_hidden_above_all_text_is_no_rest_of_it():
    body = part("more", HIDE[0], SECOND) + f"<a href=#>展开全文</a><p>{SHOWN}</p>"
    assert lines(body) == [SHOWN]


QUESTIONS = ["沙丁胺醇可以天天用吗？", "孕妇能不能用？", "用了以后手抖怎么办？"]
ANSWERS = ["只在发作时用，一周用到三次以上就要复诊，由医生调整方案。", "应在医生指导下使用，不要自行加量，也不要突然停药。",
           "多数人休息片刻就会好转，症状持续半小时以上要到医院就诊。"]
UNFOLDS = ["<h2 class=accordion-header><button class='accordion-button collapsed'>{}</button></h2>",
           "<button class=accordion-button type=button aria-expanded=false><h5>{}</h5></button>",
           "<button class=accordion>{}</button>", "<div class=head><button>{}</button></div>"]


@pytest.mark.parametrize("button", UNFOLDS)
def test_a_button_that_is_the_heading_of_what_it_unfolds_stays(button):
    body = "".join(f"<div class=item>{button.format(question)}<div class=panel><p>{answer}</p></div></div>"
                   for question, answer in zip(QUESTIONS, ANSWERS))
    told = [text for pair in zip(QUESTIONS, ANSWERS) for text in pair]
    assert lines(f"<p>{SHOWN}</p>{body}") == [SHOWN, *told]


@pytest.mark.parametrize("labels", [["回复"] * 3, ["收听全文朗读"] * 3, ["12 条评论内容", "3 条评论内容", "40 条评论内容"],
                                    ["放大", "缩小", "朗读"]])
def test_other_buttons_above_paragraphs_go(labels):
    body = "".join(f"<div class=item><button>{label}</button><p>{answer}</p></div>"
                   for label, answer in zip(labels, ANSWERS))
    assert lines(f"<p>{SHOWN}</p>{body}") == [SHOWN, *ANSWERS]


def test_the_list_of_a_menu_ends_with_its_links():
    menu = "".join(f"<li><a href=/{at}>{name}</a></li>" for at, name in enumerate(("产前卫教", "哺乳卫教", "相关网站")))
    own = ["婴儿喂食计划", "1.鼓励妈妈纯母乳哺喂至少至产后6个月", "2.产后回到职场时可持续哺育母乳的方法:", "(1)上班前先挤奶一次.并正确储存奶水",
           "(2)间隔时间如有胀奶可随时挤奶", "(3)返家后尽可能亲喂"]
    body = f"<h5>{own[0]}</h5>" + "".join(f"<p>{text}</p>" for text in own[1:])
    html = f"<html><body><div class=nav><ul>{menu}</ul></div><div class=c>{body}</div></body></html>"
    assert clean(html, to="keep").text.splitlines() == own
