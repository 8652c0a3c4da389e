"""Formulas in MathML: no power, index or fraction runs into a number."""
from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean.parse.html import parse_html


def line(html: str) -> str:
    return "\n".join(each.text for each in parse_html(f"<p>{html}</p>").lines)


@pytest.mark.parametrize("html, text", [
    ("白细胞<math><msup><mn>10</mn><mn>9</mn></msup></math>/L", "白细胞10⁹/L"),
    ("服2<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>片", "服2 1/2片"),
    ("服<math><mn>2</mn><mfrac><mn>1</mn><mn>2</mn></mfrac></math>片", "服2 1/2片"),
    ("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>", "(a+b)/2"),
    ("<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>", "x₁²"),
    ("<math><msub><mi>C</mi><mi>max</mi></msub></math>", "Cmax"),
    ("<math><msup><mi>e</mi><mrow><mo>-</mo><mi>kt</mi></mrow></msup></math>", "e^(-kt)"),
    ("<math><msup><mn>37</mn><mo>∘</mo></msup><mi>C</mi></math>", "37∘C"),
    ("<math><msqrt><mi>BSA</mi><mo>+</mo><mn>1</mn></msqrt><mroot><mn>8</mn><mn>3</mn></mroot></math>", "√(BSA+1) ³√8"),
    ("<math><mn>2</mn><mo>\u2062</mo><mn>3</mn></math>", "2 3"),
    ("<math>\n <mfenced> <mn>1</mn>\n <mn>5</mn> </mfenced>\n</math>", "(1,5)"),
    ("<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>5</mn></mtd></mtr></mtable></math>", "1 5"),
    ("剂量<math><mn>5", "剂量5"),
    ("每日<math><mn>5</mn> mg，分3次口服。", "每日5 mg，分3次口服。"),
    ("每日<math>5 mg</math>口服", "每日5 mg口服"),
    ("<math><mtext>4.5×10<sup>9</sup>/L，剂量<b>5</b> mg</mtext></math>", "4.5×10⁹/L，剂量5 mg"),
    ("每次<mml:math><mml:mfrac><mml:mn>1</mml:mn><mml:mn>2</mml:mn></mml:mfrac></mml:math>片", "每次1/2片"),
    ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac><mn>5</mn></math>", "1/2 5"),
    ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>5 mg", "1/2 5 mg"),
    ("<math><mn>1</mn><mn>0</mn></math>0 mg", "100 mg"),
    ("<math><munder><mi>max</mi><mn>1</mn></munder><mn>5</mn></math>", "max 1 5"),
    ("<math><mn>5</mn><mspace width='1em'/><mn>10</mn></math>mg", "5 10mg"),
    ("<math><mfenced open='[' separators=';'><mn>3</mn><mn>5</mn></mfenced></math>", "[3;5)"),
    ("<math><msup><mfrac><mn>1</mn><mn>2</mn></mfrac><mn>3</mn></msup></math>", "(1/2)³"),
    ("<math>" + "<mrow>" * 200 + "<msup><mn>10</mn><mn>9</mn></msup>", "10 9"),
    ("<math><mn>5</mn><p>第二段</p>", "5\n第二段"),
    ("每次<math><mn>5</mn></math><span aria-hidden='true'> mg</span>口服", "每次5 mg口服"),
    ("<mn>2</mn>次<math><mn>2</mn><mroot><mn>27</mn><mn>3</mn></mroot></math>", "2次2 ³√27"),
    ("<math><mroot><mn>2</mn><mrow><mi>n</mi><mo>+</mo><mi>k</mi></mrow></mroot></math>", "(n+k)√2"),
    ("<math><msup><msup><mi>x</mi><mn>2</mn></msup><mn>3</mn></msup></math>", "(x²)³"),
    ("<math><msup><msqrt><mn>2</mn></msqrt><mn>3</mn></msup></math>", "(√2)³"),
    ("<math><mn>6</mn><mphantom><mn>0</mn></mphantom></math> mg", "6 mg"),
    ("<math><mn>6</mn><mn style='display:none'>0</mn><mtext>至<img src=a.gif></mtext></math> mg", "6至\ufffd mg"),
    ("<i class=fa aria-hidden=true></i>白细胞5.1×10⁹/L，即<math><mn>5.1</mn><mo>×</mo><mn>10⁹</mn></math>个",
     "白细胞5.1×10⁹/L，即5.1×10⁹个"),
    ("每次<span aria-hidden=true>5</span>片，<math><mn>5</mn></math>天", "每次5片，5天"),
    ("<math><mn>5</mn></math>次<span aria-hidden=true>5 片</span>", "5次5 片"),
    ("<span class=M><nobr aria-hidden='true'><i>10</i><i>9</i></nobr><span><math><msup><mn>10</mn><mn>9</mn></msup>"
     "</math></span></span>/L", "10⁹/L"),
])
def test_a_formula_reads_as_it_is_meant(html: str, text: str) -> None:
    assert line(html) == text


def test_copies_of_a_formula_are_not_read_again() -> None:
    formula = "<msup><mn>10</mn><mn>9</mn></msup>"
    html = (f'<span><math><semantics>{formula}<annotation encoding="application/x-tex">10^9</annotation></semantics>'
            '</math></span><span class="k" aria-hidden="true"><span>10</span><span>9</span></span>/L'
            '<i aria-hidden="true">，</i>每日5 mg')
    assert line(html) == "10⁹/L，每日5 mg"


_TREES = st.recursive(
    st.integers(1, 999).map(lambda number: f"<mn>{number}</mn>"),
    lambda inner: st.one_of(st.tuples(st.sampled_from(("msup", "msub", "mfrac", "mroot", "mover")), inner, inner).map(
        lambda each: f"<{each[0]}>{each[1]}<mrow>{each[2]}</mrow></{each[0]}>"),
        inner.map(lambda each: f"<msqrt>{each}</msqrt>")), max_leaves=6)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(_TREES)
def test_every_number_of_a_formula_stays_one(formula: str) -> None:
    digits = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)
    text = line(f"<math>{formula}</math>")
    found = [number.translate(digits) for number in re.findall("[0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[₀₁₂₃₄₅₆₇₈₉]+", text)]
    assert sorted(found) == sorted(re.findall(r"\d+", formula))


def test_deep_formulas_keep_their_text() -> None:
    assert line("<math>" + "<mrow>" * 5000 + "<mn>5</mn>" + "</mrow>" * 5000 + "</math> mg").strip() == "5 mg"
