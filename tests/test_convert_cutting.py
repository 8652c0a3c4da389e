"""Terms and ordinary words that overlap: the likelier reading decides."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings, strategies as st

from medclean.convert import Convert
from medclean.convert.cutting import Cutter, cutter
from medclean.document import Document, Line
from medclean.tables import load

TERM_RULES = {"C201", "C202", "C203"}


def terms(text: str, to: str = "twp") -> list[str]:
    doc = Convert(to)(Document(lines=(Line(1, text),)))
    return [edit.before for edit in reversed(doc.edits) if edit.rule in TERM_RULES]


# The end of a word and the beginning of the next look like a term.
NO_TERM = """
高超声誉远播 全身体检查完毕 抗体检测阳性 病房颤抖的孩子 综合征收率上升 消化科技成果 口腔科普讲座 优化验证流程 灵活检测设备
主食管理很重要 室内镜子 压抑郁闷的心情 跟随访问团出发 不想全麻烦你 邮局麻烦你跑一趟 刺激光线的设备 护理疗效显著 理顺产权关系
禁烟民众的意见 中心衰落已久 全文的核心梗概 人体征服极限 纠正畸形牙 请假肢体康复中 绿化验收合格 立体检索文献 缓慢病程进展
细菌群落分布 贡献血汗 疾病案例分享 清早搏斗一番 拒绝经济援助 发烧心慌两天 违反酸碱平衡 风寒战胜不了他 疼痛经过处理缓解
生存期间 包含片段较多 药片剂量不变 出血沉积成块 胸肌注意放松 安静注视前方 基因组成不同 种植体系完善 加强针对性训练
刺激活动 护士长期值班 传染科学知识 康复科研项目 安全套餐价格 呼吸机能下降 排尿频率增加
"""

# The same terms, also where a word lies across their edges by chance (人体 before 体检).
A_TERM = """
超声：做超声检查 体检：老人体检时发现结节 体征：病人体征平稳 体检：公司每年体检一次 房颤：他房颤多年 消化科：请消化科医生会诊
口腔科：口腔科病房 化验：去化验室抽血 活检：活检结果未出 全麻：全麻手术后 局麻：局麻下切除 激光：激光治疗近视 理疗：每天做理疗时
顺产：顺产妈妈恢复快 心衰：心衰患者少喝水 心梗：心梗病人要静卧 慢病：慢病人群增多 献血：献血者名单 病案：病案首页填写
早搏：频发早搏两年 痛经：女性痛经怎么办 含片：润喉含片一盒 血沉：血沉加快 食管：食管癌手术 呼吸机：使用呼吸机三天
静注：静注药物 安全套：正确使用安全套 护士长：护士长说可以 流涕：只流涕不发烧 随访：出院随访时 基因组：做了基因组测序
加强针：加强针接种后 种植体：种植体松动 综合征：综合征患者 抑郁：患者抑郁情绪 体检：医生体检很仔细 寒战：先兆寒战发热
生存期：一年生存期延长 假肢：安装假肢后 正畸：儿童正畸年龄 体检：学生体检表 内镜：内镜下切除 肌注：肌注疫苗
"""


def cases(block: str) -> list[tuple[str, str]]:
    return [(text, term) for term, _, text in (entry.partition("：") for entry in block.split())]


@pytest.mark.parametrize("text", NO_TERM.split())
def test_two_words_that_look_like_a_term_stay(text: str) -> None:
    assert terms(text) == []


@pytest.mark.parametrize("text, term", cases(A_TERM))
def test_a_term_beside_ordinary_words_is_found(text: str, term: str) -> None:
    assert terms(text) == [term]


@pytest.mark.parametrize("text", ["項目\t结果\t参考值", "檢測項目\t结果\t单位", "这个項目由医院负责", "设备运行，這些對象"])
def test_a_traditional_word_in_a_simplified_line_is_kept_as_well(text: str) -> None:
    made = Convert("twp")(Document(lines=(Line(1, text),))).text
    assert not set("專案置物") & set(made)


@pytest.mark.parametrize("text, expected", [
    ("員工體檢與身體檢查", ["體檢"]),
    ("綠化驗收合格，這裡化驗結果", ["化驗"]),
    ("發燒心慌兩天，飯後燒心", ["燒心"]),
    ("拒絕經濟援助的病人體徵平穩", ["體徵"]),
    ("細菌群落與腸道菌群", ["菌群"]),
])
def test_traditional_texts_are_read_the_same(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize("text, expected", [
    ("臺灣這裡說，飲食道理與食道", ["食道"]),
    ("臺灣這裡說，地雷射程與雷射手術", ["雷射"]),
    ("臺灣這裡說，募捐血漿", []),
    ("臺灣這裡說，受寒顫抖", []),
    ("臺灣這裡說，基因體現，基因體學", ["基因體"]),
    ("臺灣這裡說，保險套餐，用保險套", ["保險套"]),
])
def test_towards_the_mainland_too(text: str, expected: list[str]) -> None:
    assert terms(text, "hansp") == expected


@pytest.mark.xfail(strict=True, reason="管够 is too rare a word for the table, 食管 a usual one")
def test_a_word_that_the_table_lacks() -> None:
    assert terms("面食管够") == []


@pytest.mark.xfail(strict=True, reason="病患者 is a word for jieba, and 慢病 is none; so is 检查, oftener than 查出")
@pytest.mark.parametrize("text", ["慢病患者须知", "做体检查出结节"])
def test_a_term_that_is_missed(text: str) -> None:
    assert terms(text) != []


def test_a_guard_that_ends_amid_a_word_still_guards() -> None:
    assert terms("饮食管理与抗体检测") == []


# The comparison itself, by small tables.

SHARES = {"高超": -12.0, "声誉": -11.0, "高": -8.0, "誉": -13.0, "超声": -12.5, "做": -7.0, "超": -9.0, "声": -9.0,
          "超声波": -12.0, "甲": -9.0, "丙": -16.0, "甲乙": -12.0, "丁戊": -12.0}


@pytest.mark.parametrize("text, term, expected", [
    ("高超声誉", "超声", False),
    ("做超声", "超声", None),             # no word lies across
    ("做超声波", "超声", None),           # a word that holds the term is another question
    ("高超声", "超声", True),             # 高 超声 -20.5, 高超 声 -21
    ("甲乙丙丁戊", "乙丙丁", False),      # a short term that the table lacks is a rare word
    ("甲乙丙丁己戊", "乙丙丁己", None),   # a long one is not compared
    ("", "", None),
])
def test_the_likelier_reading(text: str, term: str, expected: bool | None) -> None:
    start = text.find(term)
    assert Cutter(SHARES).stands(text, start, start + len(term)) is expected


def test_of_equal_readings_a_short_term_is_not_taken_and_a_long_one_is() -> None:
    short = Cutter({"甲": -9.0, "丙": -9.0, "甲乙": -10.0, "乙丙": -10.0})
    assert short.stands("甲乙丙", 1, 3) is False
    long = Cutter({"甲": -9.0, "乙丙丁戊": -10.0, "甲乙": -10.0, "丙丁戊": -9.0})
    assert long.stands("甲乙丙丁戊", 1, 5) is True


def rows(text: str) -> Iterator[tuple[int, ...]]:
    """All ways to cut a text, as the places where words end."""
    for bits in range(1 << len(text) - 1):
        yield tuple(at for at in range(1, len(text)) if bits >> at - 1 & 1) + (len(text),)


@given(text=st.text("甲乙丙丁", min_size=2, max_size=7), at=st.integers(0, 5), length=st.integers(2, 3),
       shares=st.dictionaries(st.text("甲乙丙丁", min_size=1, max_size=4), st.integers(-90, -50), max_size=25))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_same_as_trying_every_way_to_cut(text: str, at: int, length: int, shares: dict[str, int]) -> None:
    end = at + length
    assume(end <= len(text))
    best = {True: float("-inf"), False: float("-inf")}
    for row in rows(text):
        score = 0.0
        for first, last in zip((0, *row), row):
            word = text[first:last]
            missing = -17.9 if len(word) == 1 else float("-inf")
            whole = first <= at and end <= last and (first, last) != (at, end)
            share = float("-inf") if whole else shares[word] / 5 if word in shares else missing
            score += max(share, -14.5) if (first, last) == (at, end) else share
        best[{at, end} <= {0, *row}] = max(score, best[{at, end} <= {0, *row}])
    assume(abs(best[True] - best[False]) > 0.1)
    stands = Cutter({word: share / 5 for word, share in shares.items()}).stands(text, at, end)
    assert stands is None or stands == (best[True] > best[False])


def test_the_table_is_small_and_has_no_word_twice() -> None:
    words = [word for _, cell in load("ordinary_words") for word in cell.split(" ")]
    assert len(words) == len(set(words)) > 40_000
    assert all(-18 < float(level) < 0 for level, _ in load("ordinary_words"))
    assert sum(len(word.encode()) + 1 for word in words) <= 400_000
    assert cutter().stands("身体检查", 1, 3) is False


# OpenCC's words for computers (内存 is 記憶體), where two other words meet.
@pytest.mark.parametrize("text, expected", [
    ("体内存在抗体，宫内存活胎儿，颅内存在病变", "體內存在抗體，宮內存活胎兒，顱內存在病變"),
    ("人体内核酸检测，甲状腺内核素浓聚", "人體內核酸檢測，甲狀腺內核素濃聚"),
    ("电脑内存不足，打开软件", "電腦記憶體不足，打開軟體"),
])
def test_a_word_of_the_region_is_not_put_where_two_words_meet(text: str, expected: str) -> None:
    assert Convert("twp")(Document(lines=(Line(1, text),))).text == expected


# OpenCC's tw2sp has 禁用, 指针, 串行, 添加, 运行, 实时, 拷贝, 发布: true of computers only.
@pytest.mark.parametrize("text, expected", [
    ("臺灣這裡應停用該藥，血糖指標偏高，基因序列", "台湾这里应停用该药，血糖指标偏高，基因序列"),
    ("新增病例三例，醫師執行手術，請即時送醫", "新增病例三例，医师执行手术，请即时送医"),
    ("病毒複製後釋出發炎物質，有數位醫師說", "病毒复制后释出发炎物质，有数位医师说"),
    ("臺灣這裡的網路與軟體", "台湾这里的网络与软件"),
])
def test_ordinary_words_of_the_mainland_stay(text: str, expected: str) -> None:
    assert Convert("hansp")(Document(lines=(Line(1, text),))).text == expected


def test_a_named_configuration_is_opencc_as_it_is() -> None:
    assert Convert(config="tw2sp")(Document(lines=(Line(1, "基因序列"),))).text == "基因串行"
    assert Convert(config="s2twp")(Document(lines=(Line(1, "体内存在"),))).text == "體記憶體在"
