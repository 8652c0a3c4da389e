"""The strip stage: what an article keeps, what goes and why, and the seeds."""
from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean import clean
from medclean.document import Document, Line
from medclean.extract import find_main
from medclean.pipeline import open_document
from medclean.rules import all_rules, run_rules
from medclean.strip import Strip

from quality import Gold, score

ABOVE = ["春季是呼吸道疾病高发的季节，医生提醒市民注意防护，外出戴口罩，回家勤洗手，室内常通风。",
         "云溪市第一人民医院呼吸科主任林晓棠介绍，近期门诊量较上月增长约两成，其中以儿童和老人居多。"]
BELOW = ["专家提醒，出现高热不退、呼吸困难等症状时，应及时就医，不要自行滥用抗生素，以免延误病情。",
         "平时应注意劳逸结合，保证充足睡眠，适当锻炼，均衡饮食，增强自身的抵抗力，减少患病的机会。"]

MEDICINE = """医院排行榜该怎么看？专家给出建议。
排行榜只能作为参考，不能代替医生的诊断。
责任编辑部门负责审核稿件，并对外发布健康信息。
基因编辑技术为遗传病的治疗带来希望。
编辑：CRISPR-Cas9技术的原理
《中华医学杂志》编辑部主任陈某出席会议并讲话。
患者来源：2019年3月至2020年5月本院收治的高血压患者120例。
感染来源：医院内获得性感染占六成以上。
来源：本品为豆科植物甘草的干燥根和根茎。
【来源】本品为唇形科植物黄芩的干燥根。
推荐剂量：成人每次75 mg，每日2次。
推荐人群：60岁以上老年人
请关注血压变化，每日测量两次并做好记录。
关注心理健康，从小事做起。
患者分享了自己的抗癌经历，鼓励病友积极治疗。
分享会上，医生讲解了骨质疏松的预防。
点击诊断按钮后，系统会自动生成报告。
患者可下载国家医保服务平台APP办理异地就医备案。
扫描二维码即可预约接种疫苗，无需排队。
热门药物未必适合每一位患者。
评论认为，这项研究样本量偏小。
声明：作者声明不存在利益冲突。
特别提示：孕妇及哺乳期妇女禁用。
导读：本章介绍糖尿病的诊断标准。
时间：2022年3月5日上午9时
地点：门诊楼三层会议室
关键词是早发现、早诊断、早治疗。
上一篇讲了高血压的病因，这一篇讲治疗。
收藏中药材要注意防潮防蛀。
打印报告请到一楼自助机。
登录医院公众号后，点击“报告查询”即可查看结果。
更多患者选择微创手术。
广告中的“神药”真有用吗？专家这样说
2020年1月23日，患者因发热就诊。
2020-01-23 入院
血压：140/90 mmHg
120/80
正常
WBC 12.3×10⁹/L
1. 头痛
（1）适应证
一、病因
用法用量：口服，一次1片，一日3次。
批准文号：国药准字H20000001
注：与对照组比较，P<0.05
[1] 王某, 李某. 高血压的诊治[J]. 中华内科杂志, 2019, 58(3): 210-215.
作者单位：云溪市第一人民医院心内科
收稿日期：2020-01-23
王教授：您好，哪里不舒服？
答：高血压可防可控，但需要长期服药。
免责条款中约定，等待期内确诊的疾病不予赔付。
版权所有者授权后，该量表可免费用于临床。
人民网北京3月5日电 国家卫健委今天召开新闻发布会。
返回家中后应继续隔离观察14天。
转载药物的脂质体能够提高靶向性。
相关阅读障碍的研究显示，发病率约为5%。
字号太小的药品说明书不便老年人阅读。
首页显示患者的基本信息，第二页显示化验结果。
下载的病历资料仅供医生参考。
客户端显示核酸检测结果为阴性。""".split("\n")


def lines_of(text: str) -> Document:
    return Document(lines=tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)))


@pytest.mark.parametrize("sentence", MEDICINE)
def test_medicine_that_sounds_like_clutter_stays(sentence):
    assert Strip()(lines_of(sentence)).text == sentence
    article = "\n".join([*ABOVE, sentence, *BELOW])
    assert Strip()(lines_of(article)).text == article


def test_it_all_stays_together_too():
    article = "\n".join([*ABOVE, *MEDICINE, *BELOW])
    assert Strip()(lines_of(article)).text == article


def test_each_drop_names_its_rule_and_its_evidence():
    doc = Strip()(lines_of("\n".join([*ABOVE, *BELOW, "责任编辑：周砚", "相关阅读", "冬季如何护肤", "感冒了怎么办"])))
    assert doc.text.split("\n") == ABOVE + BELOW
    assert {(edit.line, edit.rule) for edit in doc.edits} == {(5, "S102"), (6, "S202"), (7, "S202"), (8, "S202")}
    assert next(edit.why for edit in doc.edits if edit.line == 8) == "a line of the list of other articles under line 6"


def test_an_editor_at_the_end_of_a_sentence_is_cut_off():
    doc = Strip()(lines_of("\n".join([*ABOVE, BELOW[0] + "（编辑：小何）返回搜狐，查看更多"])))
    assert doc.text.split("\n") == [*ABOVE, BELOW[0]]
    assert [edit.rule for edit in doc.edits] == ["S140"]


def test_comments_go_unless_they_are_asked_for():
    text = "\n".join([*ABOVE, *BELOW, "网友评论", "小草：说得好，顶一个！"])
    assert Strip()(lines_of(text)).text.split("\n") == ABOVE + BELOW
    assert "说得好" in Strip(comments=True)(lines_of(text)).text


def test_comments_of_a_page_too():
    page = ("<html><head><title>春季防病_云溪健康网</title></head><body>"
            f"<div><h1>春季防病</h1><p>{'</p><p>'.join(ABOVE + BELOW)}</p></div>"
            "<div class=comments><h3>网友评论</h3><ul><li>小草：说得好，顶一个！</li><li>小花：学习了，谢谢医生。</li></ul></div>"
            "</body></html>")
    kept = {comments: Strip(comments=comments)(open_document(page)).text for comments in (False, True)}
    assert "说得好" not in kept[False] and "说得好" in kept[True]
    assert all(paragraph in kept[False] for paragraph in ABOVE + BELOW)


def test_a_link_behind_a_heading_goes():
    lines = [*lines_of("\n".join([*ABOVE, *BELOW])).lines, Line(5, "延伸閱讀：流感疫苗副作用有哪些", link_chars=10)]
    doc = Strip()(Document(lines=tuple(lines)))
    assert doc.text.split("\n") == ABOVE + BELOW and doc.edits[0].rule == "S138"


def test_a_source_above_the_editors_goes_and_a_byline_stays():
    told = lines_of("\n".join([*ABOVE, "来源：云溪药事", "编辑：王秦", BELOW[0]]))
    assert Strip()(told).text.split("\n") == [*ABOVE, BELOW[0]]
    inside = lines_of("\n".join([*ABOVE, "来源：骨髓", "编辑：王秦", *BELOW]))
    assert Strip()(inside).text.split("\n") == [*ABOVE, "来源：骨髓", *BELOW]
    signed = lines_of("\n".join([*ABOVE, "（作者：方敏云溪大学教授）", "编辑：王秦", *BELOW]))
    assert "方敏云溪大学教授" in Strip()(signed).text
    drug = lines_of("\n".join([*ABOVE, "来源：甘草的根", "性状：圆柱形", *BELOW]))
    assert "来源:甘草的根" in Strip()(drug).text.replace("：", ":")


def test_a_page_of_teasers_is_empty():
    teasers = [f"  • 第{number}条新闻说，全县春耕备耕工作有序推进，预计播种面积达到...\n    0" for number in range(5)]
    doc = Strip()(lines_of("\n".join(["图文资讯", "即时快讯", *teasers])))
    assert (doc.status, doc.text, doc.metadata.title) == ("empty", "", None)


def test_the_stage_leaves_tree_and_bytes_behind():
    doc = clean(f"<html><body><h1>防病</h1><p>{ABOVE[0]}</p><p>{BELOW[0]}</p></body></html>")
    assert (doc.nodes, doc.images, doc.data) == ((), (), b"")
    assert doc.text.split("\n") == [ABOVE[0], BELOW[0]]


def test_lines_beside_an_article_in_html_are_explained_by_the_rules():
    page = ("<html><head><title>春季防病_云溪健康网</title></head><body><div><a href=a>首页</a> <a href=b>新闻</a></div>"
            f"<div><h1>春季防病</h1><p>{'</p><p>'.join(ABOVE + BELOW)}</p><p>（责任编辑：周砚）</p></div>"
            "<div><p>上一篇：<a href=c>老年人跌倒后不要急着扶</a></p></div><div>版权所有 云溪健康网</div></body></html>")
    doc = clean(page)
    rules = {edit.before: edit.rule for edit in doc.edits if edit.after is None}
    assert rules["（责任编辑：周砚）"] == "S102"
    assert rules["上一篇：老年人跌倒后不要急着扶"] == "S112"
    assert rules["版权所有 云溪健康网"] == "S120"
    assert rules["春季防病"] == "S902"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*ABOVE, *BELOW, *MEDICINE, "首页", "登录 注册", "责任编辑：周砚", "相关阅读", "", "  ",
                                 "分享到：", "12", "点击排行榜", "春季防病...", "林晓棠", "评论", "2020-01-23 10:20"]),
                max_size=40))
def test_stripping_twice_changes_no_more_than_once(lines):
    once = Strip()(lines_of("\n".join(lines)))
    twice = Strip()(once)
    assert twice.lines == once.lines and twice.metadata == once.metadata
    assert once.undo().lines == lines_of("\n".join(lines)).lines


@pytest.mark.parametrize("mark", ["(", "?", "a(", " ", "。", "1 ", "A:", "作者：", "http://", "微信好友", "[", "·", "a b "])
def test_hostile_lines_pass(mark):
    doc = Strip()(lines_of(mark * (100_000 // len(mark))))
    assert doc.status in ("ok", "empty")


SEEDS = ["portal_feed_markdown", "portal_dump_sidebars", "pinyin_frame_damage", "pinyin_annotated",
         "portal_dump_repeated_lists"]


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_is_cleaned_and_its_metadata_read(name, test_data):
    doc = clean((test_data / "seeds" / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    gold = (test_data / "seeds" / f"{name}.gold.original-script.txt").read_text(encoding="utf-8")
    assert score(Gold(name, b"", "utf-8", gold, "article", False), doc.text).f1 >= 0.99
    expected = json.loads((test_data / "seeds" / "gold_metadata.json").read_text(encoding="utf-8"))[name]
    found = json.loads(json.dumps(asdict(doc.metadata)))
    found["images"] = [image._asdict() for image in doc.metadata.images]
    for key in expected.keys() & found.keys() - {"images"}:
        assert found[key] == expected[key], key
    for wanted, image in zip(expected.get("images", ()), found["images"], strict="images" in expected):
        assert wanted.items() <= image.items()


def test_the_option_extractor_reaches_the_extractor(monkeypatch):
    asked = []

    def find(doc, extractor="own"):
        asked.append(extractor)
        return find_main(doc, "own")
    monkeypatch.setattr("medclean.extract.find_main", find)
    doc = open_document("<title>义诊</title><h1>义诊</h1><p>医院周日举行义诊，欢迎市民前来咨询。</p>", "a.html")
    Strip(extractor="trafilatura")(doc)
    assert asked == ["trafilatura"]


def test_a_line_of_digits_and_a_page_s_word_takes_no_time():
    """As an ambiguous repetition the pattern took twice as long for each digit: this would never end."""
    text = "9" * 80 + "页\n6901234567890 6901234567891 详见说明书首页"
    assert clean(text).text == text


@pytest.mark.parametrize("last, left", [
    (["上一篇", "冬天怎么护肤", "下一篇"], []), (["上一篇：", "没有了", "下一篇：", "冬天怎么护肤"], []),
    (["孕妇禁用", "每日一次"], ["孕妇禁用", "每日一次"])])
def test_titles_below_the_text_go_with_the_label_above_them(last, left):
    text = ["孕妇糖筛检查是在孕二十四周之后进行的，查之前要空腹十个小时，不能喝水。", "结果出来以后，请带给产科医生看。"]
    assert clean("\n".join([*text, *last]), to="keep").text.split("\n") == [*text, *left]


def test_the_line_below_two_labels_is_no_title():
    text = ["孕妇糖筛检查是在孕二十四周之后进行的，查之前要空腹十个小时，不能喝水。", "上一篇", "下一篇", "孕妇糖筛前的一晚"]
    rules = [rule for rule in all_rules("S") if rule.name in ("menu", "neighbours")]
    doc = run_rules(open_document("\n".join(text).encode()), rules)
    assert [line.text for line in doc.kept] == [text[0], text[-1]]


def test_a_paragraph_above_teasers_whose_first_title_went_is_none_of_their_titles():
    told = ["哮喘患者在冬季容易发作，医生提醒要随身带好沙丁胺醇气雾剂，每次1～2喷，24小时不超过8次。", "家属也应当学会使用储雾罐，定期清洗，防止感染。"]
    title = "哮喘患者的冬季用药"
    teasers = [(title, told[0][:40]), ("感冒了怎么办", "感冒以后要多喝水，多休息，不要乱吃抗生素"),
               ("鼻炎要手术吗", "鼻炎的治疗以药物为主，手术不能根治")]
    items = "".join(f"<li><a href=/{at}>{name}</a><p>{text}...</p></li>" for at, (name, text) in enumerate(teasers))
    page = (f"<html><head><title>{title}_云溪健康</title></head><body><h1>{title}</h1><div><p>{told[0]}</p>"
            f"<p>{told[1]}</p></div><div><h3>热门文章</h3><ul>{items}</ul></div></body></html>")
    assert clean(page, to="keep").text.splitlines() == told


@pytest.mark.parametrize("line, stays", [("記者林佩琪／綜合報導", False), ("文／林佩琪", False), ("作者：产科", True),
                                         ("病史：林佩琪", True)])
def test_a_byline_below_the_caption_that_comes_first_is_above_the_article(line, stays):
    caption = "<img src=a.jpg><p>▲长期憋尿会使肾脏积水，老人和忙碌的上班族应当特别留心，不要拖延，尽早就医。（示意圖／取自圖庫）</p>"
    text = "".join(f"<p>{each}</p>" for each in ABOVE + BELOW)
    page = clean(f"<h1>憋尿二十年</h1><p>2022-09-21</p><article>{caption}<p>{line}</p>{text}</article>", to="keep")
    assert (line.replace("／", "/") in page.text.split("\n")) is stays
