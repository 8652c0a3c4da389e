"""Clean paragraphs that repair must leave alone: run by hand.

    MEDCLEAN_TEST_DATA=... python tests/benchmarks/repair_clean.py [--paragraphs 10000]

Half of the paragraphs are lines of the gold texts under MEDCLEAN_TEST_DATA (pages that are held out stay
out; a line with a character that repair is asked to replace, such as U+3000 or ５, is no clean one and
is counted apart), in Simplified and Traditional. The others are made of parts that tempt: papers,
formulas, dosages, tables, addresses, code, names of rare characters, lessons with readings, other languages.
Every changed paragraph is printed with its edit.
"""
from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from typing import Iterator

from repair_codecs import as_document, gold_texts, traditional

from medclean.repair import Repair

_REPLACED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f"
                       "\u3000\ue000-\uf8ff\ufeff"
                       "\ufffd％＆＃＄＊＋－．／０-９＜-＞＠Ａ-Ｚａ-ｚ]|^[ \t]|[ \t]$|&\\w+;")

_RARE = "婷璇璐翀曌頔彧昶犇淼焱垚骉羴猋麤鱻靐齉爩龘饕餮魑魅魍魉耄耋龃龉氆氇羧酰羟嘌呤嘧啶胍脲肽胂砜腙肟"
_PARTS = {
    "paper": [
        "{d}.{d} 统计学方法：采用 SPSS 2{d}.0 软件，P<0.0{d} 为差异有统计学意义（χ²={d}.{d}{d}，t=-{d}.{d}）。",
        "【摘要】目的 探讨 α-{rare} 联合 β-受体阻滞剂（n={d}{d}）的疗效。方法 选取 20{d}{d}—20{d}{d} 年 1,{d}00 例患者。",
        "[{d}] Müller K, García-López A, et al. Ünïversal naïve c"
        "afé: a meta‐analysis[J]. Lancet, 20{d}{d}, 3{d}(4):12-15.",
        "Background: AFP ≥ 400 μg/L (95% CI {d}.{d}–{d}.{d}); results are mean ± SD, p = 0.0{d}.",
        "TNM分期Ⅰ~Ⅲ期，ECOG≤{d}分，CA19-9>{d}7U/mL，HbA1c {d}.{d}%，[Ca²⁺]={d}.{d} mmol·L⁻¹",
    ],
    "dosage": [
        "阿司匹林肠溶片 100mg po qd；二甲双胍 0.{d}g tid×{d}d",
        "{rare}胶囊  {d}mg  每日{d}次  饭后",
        "5% GS 250ml + 维生素C {d}g ivgtt qd",
        "体温 3{d}.{d}℃，BP 1{d}0/{d}0mmHg，HR {d}{d}次/分，SpO₂ 9{d}%",
        "Rp: 黄芪 {d}0g、党参 1{d}g、{rare} {d}g（后下）",
    ],
    "address": [
        "http://www.example.com/a/b?c={d}&d=%E5%8C%BB&e=1,2;f(3)!",
        "附件：https://例子.测试/{d}/路径_(一).pdf#第{d}页",
        "邮箱 name{d}@example.cn，微信号：abc_{d}，QQ：12345{d}",
        "详见 C:\\Users\\{d}\\文档\\u{d}.txt",
    ],
    "code": [
        "for (int i = 0; i < {d}; i++) {{ a[i] = '医院'; }}  // 注释",
        "x = 1  # 第{d}个",
        "re.compile(r'[\\u4e00-\\u9fa5]+{d}')",
        "SELECT 姓名,年龄 FROM t WHERE id={d} && a<b;",
        "{{\"键\": \"值\", \"n\": [{d}, 2, 3]}}",
        "if (a<b && c>d) return \"是?\";",
    ],
    "names": [
        "王 {r}、李 {r}、张{r}{r}",
        "主任医师{r}{r}，副主任医师{r}{r}",
        "记者 {r}{r} 通讯员 {r}{r} 摄",
        "患者{r}{r}（化名），{d}{d}岁",
    ],
    "lesson": [
        "生字：春 夏 秋 冬 东 南 西 北",
        "一 二 三 四 五 六 日",
        "读作{r}(xíng)，不读{r}（háng）。",
        "bō pō mō fō āáǎà ōóǒò",
        "ㄅㄆㄇㄈ ㄉㄊㄋㄌ ㄍㄎㄏ {d}",
        "甲 乙 丙 丁 戊 己 庚 辛",
        "「{r}」字部首外笔画{d}画，见《康熙字典》。",
        "Unicode U+533B 即 &#21307; 的字符引用",
    ],
    "language": [
        "これは第{d}回の健康診断です。東京都の病院にて実施、カタカナも。",
        "Привет, это обычный русский текст номер {d} о здоровье.",
        "환자 {d}명이 병원에서 치료를 받았습니다.",
        "Patienten über {d}5 Jahre: Müdigkeit, Übelkeit, Öl, Straße, ß.",
        "L’été dernier, {d} élèves créèrent une œuvre à Besançon où naïveté règne.",
        "Ελληνικά: η υγεία {d} και το νοσοκομείο",
        "¿Cuántos años tiene? ¡{d} años, señor Núñez!",
        "Bệnh viện số {d} ở Hà Nội, điều trị bằng thuốc.",
        "Þýðing á íslensku, {d} æviár.",
        "Příliš žluťoučký kůň úpěl ďábelské ódy {d}.",
        "مستشفى {d} في القاهرة",
        "בית חולים {d}",
    ],
    "symbols": [
        "①挂号②缴费③就诊④取药 共{d}步 ★★★☆☆",
        "┌──┬──┐│甲│乙│└──┴──┘ {d}",
        "Ⅰ、Ⅱ、Ⅲ、Ⅳ；㈠㈡㈢；⒈⒉⒊ {d}",
        "什么？？真的！！……{d}～{d}天——“好”",
        "25°C ±0.{d}，½片，m²，µg，©®™ §{d} ¶",
        "😊👍🏻👩‍⚕️💊 打卡第{d}天 #健康# @医院",
        "^_^ (╯°□°）╯︵ ┻━┻ ヽ(✿ﾟ▽ﾟ)ノ {d}",
    ],
    "news": [
        "本报讯 记者{r}{r} 昨日从市卫健委获悉，全市共有{d},{d}00张床位，比去年增长{d}.{d}%。",
        "“家庭医生”签约(首批){d}万人;其中老年人占{d}0%?",
        "来源：健康报 编辑：{r}{r}",
        "第{d}条 为了保护公民健康，根据宪法，制定本法。",
    ],
}


def made(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Paragraphs of parts, each with the kind of it."""
    rng = random.Random(seed)
    common = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧明华建国文平志伟东海强晓生光林小民永杰军"
    fill = {"d": lambda: str(rng.randint(1, 9)), "r": lambda: rng.choice(_RARE + common),
            "rare": lambda: "".join(rng.sample(_RARE, 2))}
    for _ in range(count):
        kind = rng.choice(list(_PARTS))
        parts = rng.sample(_PARTS[kind], min(len(_PARTS[kind]), rng.randint(1, 3)))
        text = re.sub(r"\{(d|r|rare)\}", lambda match: fill[match.group(1)](), " ".join(parts))
        yield kind, text.replace("{{", "{").replace("}}", "}")


def gold_lines() -> Iterator[tuple[str, str]]:
    """Lines of the gold texts, in both scripts."""
    for text in gold_texts():
        for kind, version in (("gold", text), ("gold, traditional", traditional(text))):
            yield from ((kind, line) for line in version.split("\n") if line)


def main() -> None:
    """Print which paragraphs change."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--paragraphs", type=int, default=10_000)
    wanted = parser.parse_args().paragraphs
    lines = list(gold_lines())
    random.Random(1).shuffle(lines)
    clean = [each for each in lines if not _REPLACED.search(each[1])][:wanted // 2]
    clean += made(wanted - len(clean))
    seen: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    repair = Repair()
    for kind, text in clean:
        seen[kind] += 1
        doc = repair(as_document(text))
        if doc.edits:
            changed[kind] += 1
            print(kind, repr(text), *doc.edits, sep="\n    ")
    print(", ".join(f"{kind} {changed[kind]}/{count}" for kind, count in sorted(seen.items())))
    print(f"{changed.total()} of {seen.total()} clean paragraphs changed; {len(lines)} gold lines, "
          f"{sum(bool(_REPLACED.search(line)) for _, line in lines)} of them not clean")


if __name__ == "__main__":
    main()
