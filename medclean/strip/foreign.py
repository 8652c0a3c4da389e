"""Rules for what is neither the article's nor the portal's: links of break-ins, errors and remains of scripts.

They run first, so that no other rule takes such a line for prose, a headline or an end.
"""
from __future__ import annotations

from typing import Iterator

from ..document import Edit
from ..patterns import CHINESE, HAN, lazy_regex
from ..phrases import marks, phrases
from ..rules import Lines, change, drop, rule
from ..spam import MARKS, is_spam
from ..values import holds_value, is_of_care
from . import shape

_ASKED = 10  # questions between bars
_SERVER = phrases("server")
_DISEASE, _OFFERED = "白癜风|白殿风|白点癫风|牛皮癣|银屑病|癫痫", "医院|专科|多少钱|费用|治疗|哪家|最好"
_OPENING = lazy_regex(
    rf"\s{{0,4}}[{HAN}]{{0,8}}(?:(?:{_DISEASE})[{HAN}]{{0,8}}(?:{_OFFERED})|(?:{_OFFERED})[{HAN}]{{0,8}}(?:{_DISEASE}))"
    rf"[{HAN}]{{0,8}}\s?https?://[A-Za-z0-9_./%?=&-]{{8,100}}")
_FIRST = lazy_regex(f"[{HAN}《“]")
_TEMPLATE = lazy_regex(r"\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}")
_LETTERS = lazy_regex(r"\w")
_LONGEST_TEMPLATE = 5  # lines of one
_BESIDE = 12  # letters beside templates


@rule("S001", "spam-links", marks=MARKS,
      hits=["国产高清美女一级毛片图片,亚洲一级二级,国产一级特黄a大片99,黄色一级片观看", "亚洲日本一区二区三区_成人免费网站在线观看_精品久久久网站",
            "主站蜘蛛池模板: 国产成人午夜福利在线播放| 精品a在线观看| 日韩在线视频网| 男女搞基视频软件"],
      keeps=["国产疫苗已在亚洲、欧美和日韩上市", "推荐日韩精品护肤品和国产精品药妆", "成人免费接种流感疫苗的地点可在线观看视频",
             "青少年观看成人网站和黄色视频后焦虑不安。", "国产 进口 高清", "日本、韩国、欧美国家的成人免费接种"],
      values="links name numbers")
def spam_links(lines: Lines) -> Iterator[Edit]:
    """A line of links to pornography, as break-ins put one above or below a page for search engines to read.

    It is no sentence, and most of its letters, or most of its links, are words of such lines.
    """
    for line in lines.marked:
        if is_spam(line.text) and not is_of_care(line.text):
            yield drop(line, "links to pornography, put in for search engines")


@rule("S002", "spam-questions", marks=("|",),
      hits=["月球是地球的什么星| ect是什么| 长痣是什么原因引起的| 去火喝什么茶| 女人脚心发热吃什么药| 鼻炎吃什么药效果最好| 白带变绿用什么药| "
            "标准员是干什么的| 阻力是什么意思| 桃子和什么不能一起吃| 一热就咳嗽是什么原因"],
      keeps=["什么是流感| 怎么预防| 谁要打疫苗| 打几针", "血红蛋白|120|g/L|血小板|200|白细胞|6.5|红细胞|4.5|尿酸|300|肌酐|60"],
      values="questions name some")
def spam_questions(lines: Lines) -> Iterator[Edit]:
    """A line of ten questions and more between bars, as break-ins put one above a page for search engines to read."""
    for line in lines.marked:
        parts = [part for part in line.text.split("|") if part.strip()]
        if len(parts) >= _ASKED and "。" not in line.text \
                and 2 * sum("什么" in part or shape.asks(part) for part in parts) > len(parts):
            yield drop(line, "questions of other pages, put in for search engines")


@rule("S003", "server-error", marks=marks("server"),
      hits=["Warning: Undefined variable $id in /www/wwwroot/example/show.php on line 12",
            "Deprecated: Function get_magic_quotes_gpc() is deprecated in D:\\web\\connect.php on line 6"],
      keeps=["Warning: do not exceed 4 g in 24 hours on line 3", "Notice: the dose is given on line 3 of the chart"],
      values="versions, and the numbers of a script's lines")
def server_error(lines: Lines) -> Iterator[Edit]:
    """An error of the server's scripts, as PHP prints it into a page, above or amid the text."""
    for line in lines.marked:
        if _SERVER.search(line.text):
            yield drop(line, "an error of the server's scripts")


@rule("S004", "template", marks=("{{", "}}", "{%", "%}"), whole=True,
      hits=["{{ 'cart.empty' | translate }} {{ item.name }}", "{{item.quantity}}x {{ item.unit_point }} Point",
            "{{ (item.media ? item.media.alt\n  : item.product.alt)\n}}", "{% if user %}"],
      keeps=["{{ name }}，您好，请按时服药。", "集合{{1}}的元素", "{{肺炎}}", "剂量{%}", "{{ dose }} 0.5 mg",
             "{{ a\nThe text goes on, and nothing closes what was opened."],
      values="what a template is filled with")
def template(lines: Lines) -> Iterator[Edit]:
    """Lines of a template that no script has filled in ({{ … }}, {% … %}): hardly a letter stands beside them.

    One may reach over some lines. What holds Chinese stays, and so does a value.
    """
    texts = [line.text for line in lines]
    reach = 0  # the position behind a template of several lines
    for at, line in enumerate(lines):
        left = _TEMPLATE.sub("", "{{" * (at < reach) + texts[at])
        if "{{" in left and at >= reach:
            below = range(at + 1, min(at + _LONGEST_TEMPLATE, len(texts)))
            reach = next((other + 1 for other in below if "}}" in texts[other]), reach)
        left = left.partition("{{")[0] if at < reach else left
        if left != texts[at] and len(_LETTERS.findall(left)) <= _BESIDE \
                and not (CHINESE.search(texts[at]) or holds_value(left)):
            yield drop(line, "a template that no script has filled in")


@rule("S005", "spam-opening", marks=("://",),
      hits={"中医白癜风医院 http://pf.39.example/bdfyy/190504/7111844.html肺移植是治疗终末期肺病的方法。": "肺移植是治疗终末期肺病的方法。",
            "北京治疗白癜风多少钱https://m.39.example/pf/a_4500.html患者男，六十岁。": "患者男，六十岁。"},
      keeps=["白癜风的诊疗指南见 https://www.example.org/guide.html 请下载", "网上预约挂号 https://www.example.org/a.html请用手机打开",
             "白癜风医院的地址：https://www.example.org/a.html欢迎来院"])
def spam_opening(lines: Lines) -> Iterator[Edit]:
    """A link to a clinic that copy sites put before the first word of an article, with the disease that it treats.

    The address ends, and the article begins without a space.
    """
    for line in lines.marked:
        found = _OPENING.match(line.text)
        if found and _FIRST.match(line.text, found.end()):
            yield change(line, 0, found.group(), "", "a link to a clinic before the article's first word")
