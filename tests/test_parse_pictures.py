"""A picture in a number stands for text; one that decorates a line does not."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.parse.html import parse_html


def line(html: str) -> str:
    return "|".join(each.text for each in parse_html(f"<p>{html}</p>").lines)


@pytest.mark.parametrize(("html", "text"), [
    ('4×10<img alt="9">/L', "4×10⁹/L"), ('计数10<img alt="9">/L', "计数10⁹/L"), ('4 x 10<img alt="-3">', "4 x 10⁻³"),
    ('4×10<img alt="6.5">个', "4×10^6.5个"), ('110<img alt="9">例', "110\ufffd例"),
    ('血红蛋白110<img alt="9">/L', "血红蛋白110\ufffd/L"),
    ('4×10<sup><img src=/9.gif alt="9"></sup>/L', "4×10⁹/L"),
    ('剂量为<img src=/a.gif alt="0.5">mg', "剂量为0.5mg"),
    ('共<img alt="1"><img alt="2">例', "共12例"),
    ('其中<img alt="P<0.05">，差异显著', "其中P<0.05，差异显著"),
    (r'按<img alt="\frac{1}{2}">计', r"按\frac{1}{2}计"),
    ('5<img alt="mg">每日', "5mg每日"),
    ('诊断为<img title="癔">症', "诊断为癔症"),
    ('维生素<img alt="B">缺乏', "维生素B缺乏"),
])
def test_what_a_picture_in_a_line_says_is_text(html, text):
    assert line(html) == text


@pytest.mark.parametrize("picture", [
    "<img src=/s.gif alt=[微笑]>", "<img alt=微笑>", "<img src=/1.gif alt=1.gif>", "<img alt=IMG_1234>", "<img alt=^_^>",
    "<img alt=20200102030405>", "<img alt=new>", "<img alt=😊>", "<img src=/a.gif>", "<img alt=院长在门诊为患者检查>",
    "<a href=/x><img alt=9></a>", "<img alt=图>", "<img alt=http://a/b=1>"])
def test_a_picture_that_decorates_stays_out_of_the_line(picture):
    assert line(f"很好{picture}，谢谢") == "很好，谢谢"


def test_a_picture_at_an_end_of_a_line_stays_out_of_it():
    assert line("<img alt=1>上午<img alt=2>") == "上午"


@pytest.mark.parametrize(("html", "text"), [
    ("10<img src=/a.gif>/L", "10\ufffd/L"), ("剂量为<img src=/a.gif>mg", "剂量为\ufffdmg"), ("0.<img>5 g", "0.\ufffd5 g"),
    ("4×10<img src=/a.gif>", "4×10\ufffd"),
    ("占<img src=/b.gif><img src=/c.gif>%", "占\ufffd%"),
    ("15&nbsp;<img src=/flower.png>&nbsp;(1次)", "15\xa0\xa0(1次)"), ("电话<img src=/t.gif>0755", "电话0755"),
    ("12<img src=/hot.gif>条评论", "12条评论"), ("10<img src=/spacer.gif width=1>5", "105"),
    ("10<img class=wp-smiley src=/a.gif>5", "105"), ("插入<img src=/a.gif>U盘", "插入U盘"),
    ("10<img src=/a.gif alt=图片>mg", "10mg"),
])
def test_a_picture_without_a_text_in_a_number_is_told_as_lost(html, text):
    assert line(html) == text


PHOTOGRAPH = '<img src="/uploads/2019/{0}.jpg" alt="{0}" width="600" height="400">'


@pytest.mark.parametrize(("html", "text"), [
    (f"收缩压控制在140{PHOTOGRAPH.format(1)}以下，每日服药10{PHOTOGRAPH.format(2)}毫克。", "收缩压控制在140以下，每日服药10毫克。"),
    ('每日用量为5<img src="/uploads/2019/0.jpg" alt="0" width="600">毫克', "每日用量为5毫克"),
    ('病例1<img src=/1.jpg width="600" height="400">2019年3月入院，体重60<img width=600 height=400>kg', "病例1 2019年3月入院，体重60kg"),
    ("用量5<img src=/a.jpg alt=0 style='max-width:20px;width:100%'>毫克", "用量5毫克"),
    ("用量5<img src=/a.jpg alt=0 style='height: 12.5em'>毫克", "用量5毫克"),
    ("4×10<img src=/9.jpg alt=9 width=600>个", "4×10个"), ("4×10<sup><img src=/9.jpg alt=9 width=600></sup>个", "4×10个"),
    ("用量5<img src=/u/0.jpg alt=0>毫克", "用量5毫克"), ("共5<img src=/u/img_03.jpg?x=1 alt=3>例", "共5例"),
    ("其中<img alt='P<0.05' width=90 height=20>，差异显著", "其中P<0.05，差异显著"),
    ("按<img alt='x=1/2' style='width:9.5ex;height:2.8ex'>计", "按x=1/2计"),
])
def test_a_photograph_says_nothing_and_is_not_lost(html, text):
    assert line(html) == text


@pytest.mark.parametrize(("html", "text"), [
    ("4×10<img src=/9.gif alt=9>/L", "4×10⁹/L"), ("计数10<img src=/9.gif alt=9 height=12>/L", "计数10⁹/L"),
    ("用量1<img src=/d/0.gif alt=0 width=8 height=12>毫克", "用量1\ufffd毫克"), ("共<img alt=1>0例", "共\ufffd0例"),
    ("共<img src=/1.gif alt=1 width=8><img src=/2.gif alt=2 width=8>例", "共12例"), ("10<img alt=-3>个", "10\ufffd个"),
    ("共5<img alt=1><img alt=2>例", "共5\ufffd\ufffd例"), ("血压120<img alt=/80>mmHg", "血压120/80mmHg"),
    ("10<sup>1<img alt=5></sup>例", "10¹\ufffd例"),
    ("5<ruby><rt><img alt=1></rt></ruby>例", "5(1)例"),
    ("5<span hidden></span><span style='vertical-align:sub'><span><img alt=1></span></span>例", "5\ufffd例"),
])
def test_a_small_picture_makes_no_other_number_of_the_digits_beside_it(html, text):
    assert line("甲" + html) == "甲" + text


def test_a_picture_behind_the_number_of_an_item_is_not_lost():
    assert line("说明：1.<img>2.口服") == "说明：1.2.口服" and line("1.<img src=/a.gif>5次") == "1.5次"
    assert line("说明：1.<img alt=1>口服") == "说明：1.\ufffd口服" and line("每次1.<img>5g") == "每次1.\ufffd5g"


def test_repair_warns_of_what_a_picture_showed():
    doc = clean("<html><body><p>白细胞计数为10<img src=/a.gif>/L，明显高于正常值，需要进一步检查。</p></body></html>")
    assert [note.rule for note in doc.warnings] == ["R121"] and "10\ufffd/L" in doc.text
