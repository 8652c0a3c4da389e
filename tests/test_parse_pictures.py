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


@pytest.mark.parametrize(("html", "text"), [
    ('用量：<input value="12.5"> mg', "用量：12.5 mg"), ('用量：<input type=number value=12.5> mg', "用量：12.5 mg"),
    ("用量：<svg><text>12.5 mg</text></svg>", "用量：12.5 mg"),
    ("共<svg><text>12.5</text><text> mg</text></svg>，口服", "共12.5 mg，口服"),
    ("每次<select><option>1<option>2</select> mg，口服", "每次\ufffd mg，口服"), ("每次<canvas></canvas>mg", "每次\ufffdmg"),
    ("每次 <img src=/a.gif> mg", "每次 \ufffd mg"), ("每次<textarea>5 mg</textarea>", "每次5 mg"),
    ('每次<img alt="5 mg">，口服', "每次5 mg，口服"), ("<sup>a</sup>每次<svg><text>5</text></svg> mg", "a每次5 mg")])
def test_a_value_in_a_drawing_or_a_field_is_text_and_one_that_can_not_be_read_is_told_as_lost(html, text):
    assert line(html) == text


@pytest.mark.parametrize("field", [
    "<input>", "<input type=hidden value=5>", "<input type=checkbox value=5>", "<input value=请输入>",
    "<input type=submit value=3>", "<svg class=icon><use href=#a /></svg>", "<svg><title>邮</title></svg>",
    "<svg aria-hidden=true><text>5</text></svg>",
    "<select><option>请选择<option>5 mg</select>", "<textarea>意见5</textarea>", "<canvas></canvas>"])
def test_a_field_without_a_value_and_an_icon_stay_out_of_the_line(field):
    assert line(f"很好{field}，谢谢3次") == "很好，谢谢3次"
    assert line(f"<a href=/x>很好{field}</a>") == "很好" and line(field) == ""


def test_a_dose_on_a_button_is_no_label_of_one():
    prose = "<p>患者入院后完善各项检查，予以口服药物治疗，病情平稳，复查各项指标均有好转，准予出院。</p>"
    doc = clean(f"<html><body><h1>用药说明</h1>{prose}<p>用量：<button>5 mg</button> 每日一次，饭后服用，"
                f"不可过量，如有不适请及时就医并告知医生。</p><p><button>提交</button></p>"
                f"{prose.replace('患者', '次日患者')}</body></html>")
    assert "5 mg" in doc.text and "提交" not in doc.text


def test_repair_warns_of_what_a_picture_showed():
    doc = clean("<html><body><p>白细胞计数为10<img src=/a.gif>/L，明显高于正常值，需要进一步检查。</p></body></html>")
    assert [note.rule for note in doc.warnings] == ["R121"] and "10\ufffd/L" in doc.text
