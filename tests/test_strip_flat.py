"""Flattened text: where the article begins and ends, and what tells."""
from __future__ import annotations

from itertools import chain

import pytest

from medclean import clean
from medclean.document import Document, Line
from medclean.metadata.headlines import headlines
from medclean.strip import Strip, edges, evidence, parts, shape, stretch
from medclean.strip.held import held_lines

from flattened import own_pages
from benchmarks.flat import cut_out, flatten
from quality import Gold, evaluate, normalise, pages, summary

MENU = ["首页", "新闻", "医院", "专题", "视频", "图片", "名医", "科室", "疾病", "药品", "体检", "育儿", "美容", "养生",
        "中医", "男科", "妇科", "社区", "问答", "健康频道"]
ARTICLE = ["春季是呼吸道疾病高发的季节，医生提醒市民注意防护，外出戴口罩，回家勤洗手，室内常通风。",
           "一、勤洗手",
           "云溪市第一人民医院呼吸科主任林晓棠介绍，近期门诊量较上月增长约两成，其中以儿童和老人居多。",
           "专家提醒，出现高热不退、呼吸困难等症状时，应及时就医，不要自行滥用抗生素，以免延误病情。"]
FEED = ["青石县举办首届油菜花节 2021-03-05", "两地签署文化交流合作协议 2021-03-04", "老旧小区改造惠及万户居民 2021-03-03",
        "港口货物吞吐量创历史新高 2021-03-02", "县医院开展护士节活动 2021-03-01"]
FOOT = ["关于我们 | 联系我们 | 网站地图", "版权所有 云溪健康网 云ICP备00000001号"]


def lines_of(lines: list[str]) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(lines, 1)]


def strip(lines: list[str]) -> Document:
    return Strip()(Document(lines=tuple(lines_of(lines))))


def test_the_article_is_cut_out_of_a_flattened_page():
    page = ["春季防病指南_云溪健康网", *MENU, "当前位置：首页 > 健康 > 正文", "春季防病指南", "2021-03-06 10:20 来源：云溪日报", "字号：大 中 小",
            *ARTICLE, "（责任编辑：周砚）", "分享到：", "微信", "微博", "上一篇：冬季养生", "相关阅读", *FEED, "点击排行", *FEED, *FOOT]
    doc = strip(page)
    assert doc.text.split("\n") == ARTICLE
    found = doc.metadata
    assert (found.title, found.date, found.publisher) == ("春季防病指南", "2021-03-06T10:20", "云溪日报")
    assert (found.editors, found.site, found.breadcrumb) == (("周砚",), "云溪健康网", ("首页", "健康", "正文"))


def test_kicker_and_headline_become_one_title():
    doc = strip(["首页>健康>正文", "“让群众少跑腿”", "云溪市互联网医院正式上线", *ARTICLE])
    assert doc.metadata.title == "“让群众少跑腿” 云溪市互联网医院正式上线"
    assert doc.text.split("\n") == ARTICLE


def test_an_article_alone_stays_whole():
    assert strip(ARTICLE).edits == ()


@pytest.mark.parametrize("poem", [["静夜思", "床前明月光", "疑是地上霜", "举头望明月", "低头思故乡"], ["你好"], ["1", "2", "3"],
                                  ["甲：哪里不舒服", "乙：头晕", "甲：多久了", "乙：三天"]])
def test_short_lines_without_clutter_are_text(poem):
    assert strip(poem).text.split("\n") == poem


def test_a_menu_alone_is_empty():
    doc = strip([*MENU, "登录 注册", *FEED, *FOOT])
    assert (doc.status, doc.text) == ("empty", "")


def test_a_repeated_paragraph_is_the_print_version():
    doc = strip([*ARTICLE, *FOOT, *ARTICLE])
    assert doc.text.split("\n") == ARTICLE
    assert {edit.rule for edit in doc.edits if edit.before in ARTICLE and len(edit.before) > 40} == {"S211"}


def test_the_edges_are_explained():
    why = {edit.before: edit.why for edit in strip([*MENU, "春季防病指南", *ARTICLE, *FOOT]).edits}
    assert why["专题"] == "above the article, which begins at line 22"
    assert why["春季防病指南"] == "the headline: title in the metadata"


def test_a_headline_is_a_line_that_the_title_begins_with():
    assert headlines(["春季防病指南_云溪健康网", "春季", "春季防病指南", "x", "春季防病指南", "春季防病指南"]) == [2, 4]
    assert headlines([]) == headlines(["", " "]) == []


def test_blank_lines_hold_nothing():
    assert held_lines(lines_of(["", "  "]), {}) == []


def test_an_article_with_a_credit_alone_stays_whole():
    credit = "（责任编辑：周砚）"
    assert strip([*ARTICLE, "问", "答", credit, "注"]).text.split("\n") == [*ARTICLE, "问", "答", "注"]


def test_what_prose_follows_at_once_is_no_mark_of_an_end():
    def marks(lines: list[str]) -> list[str]:
        return [line.mark for line in held_lines(lines_of(lines), {2: "S122"})]
    assert marks([ARTICLE[0], "图：云溪日报，请勿转载", *ARTICLE[2:]])[1] == ""
    assert marks([ARTICLE[0], "图：云溪日报，请勿转载", *FEED])[1] == "tail"


def test_a_list_down_an_article_counts_less_with_each_line():
    scales = evidence.line_scales(held_lines(lines_of([ARTICLE[0], *MENU, ARTICLE[2]]), {}))
    assert scales[1:21] == sorted(scales[1:21], reverse=True) and min(scales[0], scales[-1]) >= 1


@pytest.mark.parametrize("named, about", [("春季防病", False), ("春季防病指", True)])
def test_a_paragraph_is_about_the_title_that_it_shares_four_pairs_of_characters_with(named, about):
    held = held_lines(lines_of(["春季防病指南手册", *MENU, f"医生说，{named}的做法是多洗手，多通风，发热时应及时就医。"]), {})
    assert [("about" in names, "first:about" in first)
            for names, first in zip(evidence.line_features(held), evidence.first_features(held))][-1] == (about, True)


def test_the_greatest_stretch_counts_its_edges():
    inside, free = [1.0, -2.0, 3.0, 1.0], [True] * 4
    nothing = [0.0] * 4
    assert stretch.greatest(inside, nothing, nothing, free) == (4.0, 2, 3)
    assert stretch.greatest(inside, [5.0, 0.0, 0.0, 0.0], nothing, free) == (8.0, 0, 3)
    assert stretch.greatest(inside, nothing, nothing, [True, True, True, False]) == (3.0, 2, 2)
    assert stretch.greatest([], [], [], []) is None


@pytest.mark.parametrize("text, prose", [("发热。", False), ("患者发热三天，遂来就诊。", True), ("港口吞吐量创历史新高，但...", False),
                                         ("春季养生五法", False), ("头痛、发热、咳嗽、乏力、咽痛、流涕、肌肉酸痛、关节疼痛、食欲不振、腹泻、恶心、呕吐、皮疹等", True),
                                         ("\t".join(MENU * 3), False), ("\t".join([*MENU * 3, "发热、咳嗽"]), True),
                                         (" ".join(MENU * 3), True)])
def test_prose_is_told_by_its_punctuation(text, prose):
    assert shape.is_prose(text) is prose


@pytest.mark.parametrize("text, strength", [("登录 | 注册", shape.STRONG), ("QQ空间新浪微博", shape.STRONG), ("正常", shape.WEAK),
                                            ("登录后可查看报告", 0), ("12", 0), ("", 0), ("字号:大 中 小", shape.STRONG)])
def test_words_of_menus(text, strength):
    assert shape.menu_strength(text) == strength


@pytest.mark.parametrize(("seen", "mean", "bad"), [(True, .90, 1), (False, .85, 3)])
def test_own_flattened_pages_stay_above_the_floors(seen, mean, bad):
    golds = [page for page in own_pages() if page.seen == seen and page.gold]
    found = summary(evaluate([Gold(page.name, page.text.encode(), "utf-8", page.gold, "article", False)
                              for page in golds], lambda data: clean(data, to="keep").text))
    assert found.mean >= mean and found.bad <= bad, found


def test_own_pages_without_an_article_are_empty():
    found = [clean(page.text, to="keep").status for page in own_pages() if not page.gold]
    assert len(found) > 5 and found.count("empty") >= len(found) - 1


def test_real_pages_whose_article_is_gone_are_mostly_empty_and_no_other_is(test_data):
    """What is left of the others is prose: a comment, a portrait of the author, another post."""
    left = total = 0
    for page in pages(test_data / "pages"):
        if not page.held_out and page.kind == "article":
            assert clean(flatten(page, "block"), to="keep").status == "ok", page.name
            total += 1
            left += clean(cut_out(page, "block"), to="keep").status == "ok"
    assert total > 50 and left <= .46 * total


@pytest.mark.parametrize("body", [
    ["停诊通知", "2021-02-08 浏览次数：12", "因设备检修，本院2月10日全天暂停磁共振检查，已预约的改到2月11日。", "云溪市妇幼保健院医务科"],
    ["清肺饮歌诀", "来源：杏林小站 编辑：半夏 2009-11-02", "清肺饮中用杏仁", "桑皮枇杷贝母寻", "黄芩知母甘草佐", "咳嗽痰黄此方神"],
    ["在线问诊", "2019-06-14 浏览：88", "医生：哪里不舒服？", "患者：头晕，三天了。", "医生：量过血压吗？", "患者：高压一百六。"]])
def test_a_short_text_among_menus_stays(body):
    assert strip([*MENU, "首页 > 健康 > 正文", *body, "相关阅读", *FEED, *FOOT]).text.split("\n") == body[-(len(body) - 2):]


@pytest.mark.parametrize("inset", ["请继续往下阅读...", "现在用APP看新闻 点我下载APP", "点击蓝字 关注我们"])
def test_a_line_of_the_page_inside_an_article_does_not_cut_it(inset):
    body = ["入冬后流感病毒活跃，青松医院感染科主任何品睿表示，近两周门诊人次较上月增加两成，其中以儿童与六十五岁以上的长者最多。",
            "何品睿指出，流感与一般感冒不同，常在数小时内出现高烧、头痛、肌肉酸痛与极度倦怠，部分患者会并发肺炎，需要住院治疗。",
            "他建议，孕妇、慢性病患者与照顾婴儿的家属应优先接种，接种后约两周才会产生保护力；出现症状后应尽早就医，不要自行停药。"]
    page = ["首页 > 生活 > 健康", "流感疫情升温 三类人应尽早接种", "2023/11/08 10:25", body[0], inset, *body[1:],
            "冬天洗澡水太热 皮肤科医师：恐引发湿疹", "更多健康新闻", "责任编辑：张庭瑄　核稿编辑：吴哲豪"]
    found = strip(page)
    assert found.text.split("\n") == body
    assert found.metadata.editors == ("张庭瑄", "吴哲豪")


def test_a_notice_keeps_whom_to_ask_and_its_signature():
    body = ["各县（市、区）卫生健康局，市直各医疗卫生单位：", "为切实做好我市秋冬季呼吸道传染病防控工作，保障人民群众身体健康，现将有关事项通知如下：",
            "一、加强监测预警", "各哨点医院要按照要求采集流感样病例标本，每周不少于20份，并于24小时内送检。",
            "联系人：赵小满", "联系电话：0555-2345678", "附件：1.哨点医院名单.docx", "云溪市卫生健康委员会", "2021年10月12日"]
    page = ["首页 > 政务公开 > 通知公告", "关于做好秋冬季呼吸道传染病防控工作的通知", "2021-10-12 浏览次数：120", *body,
            "相关链接：", *FEED, *FOOT]
    assert strip(page).text.split("\n") == body


@pytest.mark.parametrize("body", [
    ["各位患者：", "2021年五一假期我院门诊安排如下：", "5月1日至5月3日", "急诊24小时开放，普通门诊停诊。", "5月4日",
     "上午普通门诊开放，下午停诊。", "5月5日", "全天开放。", "咨询电话：0000-1234567", "云溪市妇幼保健院", "2021年4月28日"],
    ["5月3日 14:30", "门诊楼3楼会议室，主讲王主任，内容为高血压的家庭管理，欢迎患者和家属参加。", "5月10日 14:30",
     "门诊楼3楼会议室，主讲李主任，内容为糖尿病饮食，现场有专家解答。"],
    ["01", "膝盖疼就要换关节吗？", "很多老人一膝盖疼就以为要换关节，其实早中期的骨关节炎通过控制体重、锻炼肌肉和药物就能缓解。",
     "02", "什么时候才需要手术？", "如果疼痛影响睡眠，走路不到500米就要休息，保守治疗三个月以上无效，可以考虑手术。"]])
def test_days_and_numbers_above_the_first_paragraph_stay(body):
    page = ["首页 > 健康 > 正文", "膝关节与门诊", "发布日期：2021-04-28 浏览次数：356", *body, "上一篇：义诊通知", *FEED, *FOOT]
    found = strip(page)
    assert found.text.split("\n") == body and found.metadata.title == "膝关节与门诊"


def test_a_text_of_labelled_parts_keeps_its_first_and_its_last():
    body = ["【药品名称】", "通用名称：阿莫西林胶囊", "英文名称：Amoxicillin Capsules", "【成份】本品主要成份为阿莫西林。",
            "【适应症】", "阿莫西林适用于敏感菌所致的咽炎、扁桃体炎等上呼吸道感染，也用于泌尿生殖道感染。", "【规格】0.25g",
            "【用法用量】", "口服。成人一次0.5g，每6～8小时1次，一日剂量不超过4g。", "【禁忌】青霉素过敏及青霉素皮肤试验阳性患者禁用。",
            "【贮藏】遮光，密封保存。", "【有效期】24个月", "【批准文号】国药准字H00000000"]
    page = ["阿莫西林胶囊说明书_青松药网", *MENU, "阿莫西林胶囊", *body, "同类药品", "头孢克洛胶囊", "罗红霉素片", *FEED, *FOOT]
    assert strip(page).text.split("\n") == body


_OUTLINE = [
    "NO1无故口渴、口干，夜间排尿次数增多；", "NO2食量增加，体重却日渐下降；", "NO3化验项目", "空腹血糖", "果糖胺（FA）、",
    "NO4糖耐量试验（OGTT）", "空腹8～14小时，试验前三天正常饮食，每日碳水化合物不少于150克；", "将75克葡萄糖溶于300毫升水，5分钟内饮完，之后两小时取静脉血；"]


@pytest.mark.parametrize("form", ["{han}、", "{digit}.", "{digit}、", "（{han}）"])
def test_an_outline_without_full_stops_keeps_its_parts_from_number_one_on(form):
    body = _OUTLINE
    for digit, han in enumerate("一二三四", 1):
        body = [line.replace(f"NO{digit}", form.format(han=han, digit=digit)) for line in body]
    assert strip(["广告", *body, "编辑：王小明", "上一篇：血压高怎么办", "下一篇：感冒怎么办"]).text.split("\n") == body


@pytest.mark.parametrize("above, first", [
    (["1.春季养生的十种方法", "2.感冒了要吃药吗", "4.怎样挑选体温计"], "5."),
    (["一、春季养生的十种方法", "二、感冒了要吃药吗", "三、怎样挑选体温计"], "4.")])
def test_numbers_that_miss_one_or_have_another_form_take_no_list_into_the_article(above, first):
    text = "空腹8～14小时，试验前三天正常饮食，每日碳水化合物不少于150克。将75克葡萄糖溶于300毫升水，5分钟内饮完，之后两小时取静脉血。"
    page = ["首页", "新闻", "专题", *MENU, *above, first + text, *FEED, *FOOT]
    assert not {*above} & {*strip(page).text.split("\n")}


_NESTED = ["1.鼓励产妇纯母乳喂养至少六个月", "2.回到工作岗位后继续哺乳的方法：", "(1)上班前先挤奶一次", "(2)间隔时间如有胀奶随时挤奶",
           "(3)下班后若时间允许再挤一次", "3.添加辅食时有疑问可来电"]


@pytest.mark.parametrize("heading", ["产后卫教", "相关网站"])
def test_numbers_within_numbers_are_a_text_without_any_prose(heading):
    page = ["母婴亲善专区_青松医院", *MENU, heading, "喂养须知", "婴儿喂养计划", *_NESTED, "安抚技巧指导影片", *FOOT]
    assert strip(page).text.split("\n") == _NESTED


@pytest.mark.parametrize("body", [
    ["1.春季养生的十种方法", "2.感冒了要吃药吗", "3.怎样挑选体温计", "4.孩子发烧怎么办", "5.哪些人不宜喝茶", "6.膝盖为什么会响"],
    ["1.春季养生的十种方法", "2.感冒了要吃药吗", "3.怎样挑选体温计", "(1)孩子发烧怎么办", "(3)哪些人不宜喝茶", "(5)膝盖为什么会响"],
    ["1.春季养生的十种方法", "2.感冒了要吃药吗", "3.怎样挑选体温计", "(1)孩子发烧怎么办", "(2)哪些人不宜喝茶", "(3)膝盖为什么会响"]])
def test_numbers_that_are_in_no_other_ones_are_a_ranking(body):
    assert strip(["健康频道_青松健康网", *MENU, "大家都在看", *body, *FEED, *FOOT]).text == ""


def test_the_card_below_the_definition_of_an_entry_stays():
    body = ["趾间神经痛可发生在任何趾间神经，它行走于趾骨之下和跖骨之间，受到挤压时引起前足的疼痛，多见于穿高跟鞋的女性。",
            "基本知识", "发病部位：足部", "传染性：无传染性", "相关症状：", "足底烧灼感", "足部肿胀", "诊疗知识", "就诊科室：骨科", "治愈率：50%",
            "治疗方法：", "保守治疗、手术治疗"]
    card = body[1:]
    page = ["趾间神经痛介绍_症状_治疗_青松疾病百科", *MENU, "您的位置：疾病百科 > 疾病 > 趾间神经痛", "趾间神经痛", "疾病首页", "专家咨询"]
    below = ["趾间神经痛相关文章", "慢性病治疗方法", "更多>>", "针灸治疗臂丛神经痛", "中看不中吃的山珍海味", "癫痫", "偏头痛", *FEED, *MENU, *FOOT]
    assert strip([*page, *body, *below]).text.split("\n")[-len(body):] == body
    other = ["患者多为女性，医生建议少穿高跟鞋，选择鞋头宽松的鞋子，疼痛剧烈时应及时到医院就诊，由医生决定是否手术。"] * 3
    article = [line + str(at) for at, line in enumerate([body[0], *other])]
    assert not {*card} & {*strip([*page, *article, *card, *below]).text.split("\n")}


def test_the_card_between_the_date_and_the_definition_of_an_entry_stays():
    card = ["基本信息", "症状中文名：小儿发热", "就诊科室：儿科、呼吸内科", "症状别名：无", "症状摘要：", "· 腋温≥37.5℃", "· 感染性因素和非感染性因素均可导致", "一、概述", "定义"]
    body = ["小儿发热指机体在各种原因引起体温调节中枢的功能障碍时，体温升高超出正常范围，是儿科门诊最常见的症状之一。",
            "发热的时候应当多喝水，少穿衣服，观察精神，体温超过三十九度、精神差的孩子应当尽快到医院就诊，不要在家里等。"]
    page = ["小儿发热", "作者：王小明 2020-10-13 10:47:46 来源：云溪健康网 浏览次数："]
    assert strip([*page, *card, *body, *FOOT]).text.split("\n") == [*card, *body]
    form = ["用户：", "密码：", "验证码：", "病历号："]
    assert strip([*page, *form, *body, *FOOT]).text.split("\n") == body


@pytest.mark.parametrize("title", ["慢性溃疡", "春季防病指南之一"])
def test_the_headline_is_the_line_in_which_the_path_above_it_ends(title):
    lines = ["云溪健康百科", f"当前位置： 首页 > 疾病 > {title}", title, "编号：62455", "https://www.example.org 云溪健康网", *ARTICLE]
    assert headlines(lines) == [2] and strip(lines).metadata.title == title


def test_the_line_in_which_a_path_ends_is_the_columns_where_a_headline_stands_below_it():
    lines = ["云溪健康网", "首页 > 新闻 > 医院动态", "医院动态", "我院与县医院签订帮扶协议", "2021-03-06 10:20 来源：云溪日报", *ARTICLE]
    assert headlines(lines) == [] and strip(lines).metadata.title == "我院与县医院签订帮扶协议"


@pytest.mark.parametrize("heading", [["病因学"], ["一、概述", "定义"], ["概述", "病因", "症状", "治疗", "概述"]])
def test_the_heading_of_the_first_section_stays_and_a_menu_of_sections_does_not(heading):
    page = ["春季防病指南_云溪健康网", *MENU, "首页 > 疾病 > 流感", "流感", *heading, *ARTICLE, *FOOT]
    assert strip(page).text.split("\n") == [*heading[-2 + (len(heading) > 2):], *ARTICLE]
    page = ["春季防病指南_云溪健康网", *MENU, "首页 > 疾病 > 流感", "流感", "概述", "病因", "症状", "治疗", *ARTICLE, *FOOT]
    assert strip(page).text.split("\n") == ARTICLE


def test_numbers_that_count_on_below_the_last_sentence_are_the_texts():
    own = ["一、诊断", "1.缺铁性贫血（仅答贫血得两分）。", "2.经过多原因待查", "3.慢性胃炎待查"]
    page = ["春季防病指南_云溪健康网", *MENU, "春季防病指南", "2021-03-06 10:20 来源：云溪日报", *ARTICLE, *own]
    assert strip([*page, *FEED, *FOOT]).text.split("\n") == [*ARTICLE, *own]
    held = held_lines(lines_of(["1.贫血", "2.胃炎", "4.春季养生的十种方法", "5.感冒了要吃药吗"]), {})
    assert parts._counted_up(held[1:], [("digits.", 1)]) == 1


def test_the_heading_of_the_first_part_ends_as_those_below_it_do():
    page = ["可用的中草药名单_云溪健康网", *MENU, "打开APP", "可用的中草药有哪些", "可用于食品的药材名单", ARTICLE[0], "禁用的药材名单", *ARTICLE[2:], *FOOT]
    assert strip(page).text.split("\n") == ["可用于食品的药材名单", ARTICLE[0], "禁用的药材名单", *ARTICLE[2:]]


def test_parts_that_are_numbered_without_a_mark_are_the_texts_from_number_one_on():
    parts = ["1 读音", "chūn jì fáng bìng", "2 基本信息", "执笔专家：王小明，李红", "3 全文", "春季防病指南", "（2021年3月6日，云溪）"]
    page = ["春季防病指南_云溪健康网", *MENU, "春季防病指南", *parts, ARTICLE[0], "3.1 一、洗手", ARTICLE[2], *FOOT]
    assert strip(page).text.split("\n") == [*parts, ARTICLE[0], "3.1 一、洗手", ARTICLE[2]]


COLUMNS = ["今日要闻", "政策资讯", "权威论坛", "国际热点", "经济动态", "财经资讯", "法制进程", "文化在线", "教育广场", "科技长廊", "军事纵横",
           "地方通讯", "域外评说", "我看世界", "华人社区", "旅游天地", "阅读空间"]


def test_a_menu_of_words_that_no_rule_knows_goes_from_the_top_of_a_page():
    assert strip([*COLUMNS, "春季防病有哪些办法，医生这样说", *ARTICLE]).text.split("\n") == ARTICLE


@pytest.mark.parametrize("own", [["床前明月光", "疑是地上霜", "举头望明月", "低头思故乡"] * 4,
                                 ["麻黄", "桂枝", "杏仁", "甘草", "石膏", "生姜", "大枣", "半夏", "厚朴", "陈皮", "茯苓", "白术", "黄芪",
                                  "当归", "川芎"]])
def test_a_poem_or_a_list_that_the_text_speaks_of_stays_at_its_top(own):
    body = [*own, "春季防病有哪些办法，医生这样说", f"{'、'.join(own[:6])}都是常见的中药，用的时候要听医生的，不可以自己加量。", *ARTICLE]
    assert strip(body).text.split("\n") == body


_POSTS = [["概率小记：谁的概率大", "2016年4月27日 / 52 条评论", "你的数学直觉怎么样？你能凭直觉判断出谁的概率大，谁的概率小吗？下面就是这样的问题，可以先扫一遍。",
           "将五十二张牌随机分给四人之后，哪种情况的可能性更大一些，答案其实显而易见，因为两种情况是等价的。"],
          ["不等式的直观意义", "2015年5月24日 / 27 条评论", "有时为了说明某个式子始终成立，我们会为它构造一个情境。例如，为了说明这个等式，只需要想到两边的含义。"],
          ["用硬币生成整数", "2014年11月5日 / 49 条评论", "为了随机地生成一个整数，通常的做法就是抛掷骰子；其实这还可以用硬币来做，只要三枚硬币就够了。"]]


def test_the_first_of_several_posts_on_the_first_page_of_a_blog_is_its_own():
    page = ["概率 | 小林的博客", "小林的博客"]
    for post in _POSTS:
        page += [*post, "Read more…"]
    assert strip([*page, "Powered by WordPress"]).text.split("\n") == _POSTS[0][2:]


def test_a_text_with_one_link_to_more_goes_on_below_it():
    body = [*_POSTS[0][2:], "Read more…", "第二部分 2015年5月24日补记", *_POSTS[1][2:]]
    page = ["概率小记_云溪网", *MENU, "概率小记", "2016-04-27 10:20 来源：云溪日报", *body, "责任编辑：周砚", *FEED, *FOOT]
    assert _POSTS[1][2] in strip(page).text


@pytest.mark.parametrize("copies", [1, 2, 3])
def test_a_headline_that_stands_amid_the_text_again_begins_no_article(copies):
    headline = "春季防病有哪些办法，医生这样说"
    text = strip([headline, ARTICLE[0], *[headline] * copies, *ARTICLE[1:]]).text.split("\n")
    assert [line for line in text if line != headline] == ARTICLE and len(text) == len(ARTICLE) + 1 + (copies == 1)


def test_a_headline_above_its_source_begins_the_article_whatever_stands_above():
    headline, teaser = "春季防病有哪些办法，医生这样说", "昨日，县医院举行了义诊活动，二十名专家为市民免费看病，活动持续到傍晚。"
    text = strip([f"{headline}_云溪健康网", teaser, headline, "2021-03-06 10:20 来源：云溪日报", *ARTICLE, *FOOT]).text
    assert text.split("\n") == ARTICLE


_PLACES = ["外交部", "国防部", "教育部", "公安部", "民政部", "司法部", "财政部", "水利部", "商务部", "审计署", "海关总署", "兴安盟", "通辽市", "赤峰市",
           "乌海市", "满洲里市", "国家税务总局", "阿拉善盟", "包头市", "呼和浩特"] * 3


@pytest.mark.parametrize("own", [[], ["目录如下：", "阿司匹林片", "布洛芬片", "缬沙坦片"]])
def test_a_menu_below_the_buttons_of_an_article_goes_and_a_list_of_its_own_stays(own):
    lines = [*ARTICLE, *own, "打印", "关闭", *_PLACES]
    pressed = {number: "S110" for number, text in enumerate(lines, 1) if text in ("打印", "关闭")}
    gone = [line._replace(dropped=line.number in pressed) for line in lines_of(lines)]
    held = held_lines(gone, pressed)
    assert stretch._above_menu(held, 0, len(held) - 1) == len(ARTICLE) + len(own) - 1
    bare = held_lines(lines_of([*ARTICLE, *own, *_PLACES]), {})
    assert stretch._above_menu(bare, 0, len(bare) - 1) == len(bare) - 1


def test_an_article_without_a_page_comes_through_whole():
    golds = [page.gold for page in own_pages() if page.gold]
    whole = sum(clean(gold.encode(), to="keep").text == gold for gold in golds)
    assert whole >= len(golds) - 7


def test_gold_texts_lose_nothing_but_what_the_rules_know(test_data):
    """Their texts hold captions, sources, notices: those go, by their rules; nothing goes for its place alone."""
    golds = [page.text for page in pages(test_data / "pages") if not page.held_out]
    lost = [edit for gold in golds for edit in clean(gold.encode(), to="keep").edits if edit.rule == "S901"]
    assert len(golds) > 60 and len({normalise(edit.before) for edit in lost}) <= 7, lost


@pytest.mark.parametrize("closing", [
    ["（记者 周砚）"], ["（产科 林晓棠）"], ["（本报记者 周砚 通讯员 何品睿）"], ["（此件公开发布）"], ["祝您早日康复！"],
    ["参考文献：", "[1]何品睿.冬季护心[J].云溪医学,2020,3(1):5-9.", "[2]林晓棠.血压手册[M].2015."]])
def test_what_closes_an_article_belongs_to_it(closing):
    page = ["春季防病指南_云溪健康网", *MENU, "春季防病指南", "2021-03-06 10:20 来源：云溪日报", *ARTICLE, *closing, "相关阅读", *FEED, *FOOT]
    assert strip(page).text.split("\n") == ARTICLE + closing


@pytest.mark.parametrize("below", [["参考文献"], ["祝您：会员专享"], ["云溪医药网"]])
def test_what_a_page_sets_below_an_article_closes_none(below):
    page = ["春季防病指南_云溪健康网", *MENU, "春季防病指南", "2021-03-06 10:20 来源：云溪日报", *ARTICLE, *below, "相关阅读", *FEED, *FOOT]
    assert strip(page).text.split("\n") == ARTICLE


def test_prices_beside_an_article_are_no_values_of_it():
    offers = ["同类药品", "阿莫西林颗粒￥9.90", "头孢克洛胶囊￥32.80", "维生素C片 12.5元"]
    values = ["收缩压 128.5", "舒张压 82.5 mmHg"]
    held = held_lines(lines_of([*ARTICLE, *offers]), {})
    assert parts.values_beside(held[len(ARTICLE):]) == 0
    assert parts.values_beside(held_lines(lines_of(values), {})) == 2


ROWS = ["白细胞 11.5 3.5-9.5", "血红蛋白\t98\t115-150", "谷丙转氨酶 61 ↑ <40 偏高", "血小板 210 125~350"]


@pytest.mark.parametrize("own", [ROWS, [*ROWS[1:3], ARTICLE[0], *ROWS[3:]]])
def test_results_beside_their_ranges_are_values_and_a_paragraph_said_again_bounds_none(own):
    page = ["春季防病指南_云溪健康网", *MENU, "春季防病指南", "2021-03-06 10:20 来源：云溪日报", *ARTICLE, *own, *FOOT]
    assert strip(page).text.split("\n") == [*ARTICLE, *(line for line in own if line != ARTICLE[0])]


@pytest.mark.parametrize("text", ["春季养生 326 03-05", "护士招聘公告 98 2021-03", "体检套餐 500 3-5人 398元", "阅读 98 评论 11"])
def test_counts_days_and_prices_are_no_results(text):
    assert parts.values_beside(held_lines(lines_of([text]), {})) == 0


@pytest.mark.parametrize("opening", [
    ["采样时间：2021年3月4日", "采样地点：城东水厂"], ["主诉：反复头晕3年"], ["病例一"], ["第一章 总则"], ["问：流感能预防吗？"],
    ["云卫医〔2021〕21号"], ["义诊时间：每周二上午"]])
def test_what_opens_a_report_a_notice_or_a_case_belongs_to_it(opening):
    page = ["春季防病指南_云溪健康网", *MENU, "春季防病指南", "2021-03-06 10:20 来源：云溪日报", *opening, *ARTICLE, "相关阅读", *FEED, *FOOT]
    assert strip(page).text.split("\n") == opening + ARTICLE


@pytest.mark.parametrize("above", [["更新时间：2021-03-07"], ["发布日期：2021年3月6日"], ["收听语音"]])
def test_what_a_page_sets_above_an_article_opens_none(above):
    page = ["春季防病指南_云溪健康网", *MENU, "春季防病指南", "2021-03-06 10:20 来源：云溪日报", *above, *ARTICLE, "相关阅读", *FEED, *FOOT]
    assert strip(page).text.split("\n") == ARTICLE


@pytest.mark.parametrize("between, cost", [
    (["先兆期"] * 10, 3), (["先兆期"] * 11, 11), (["先兆期"] * 2, 2), (["先兆期", "2021-03-06 10:20", "头痛期", "就医"], 4),
    (["首页"] * 4, 4)])
def test_a_list_between_two_paragraphs_parts_no_text_and_the_head_of_another_does(between, cost):
    worths = [5.0, *[-1.0] * len(between), 5.0]
    stretch.bridge(held_lines(lines_of([ARTICLE[0], *between, ARTICLE[2]]), {}), worths)
    assert sum(worths) == pytest.approx(10 - cost)


ABOVE = ["云溪健康网", *MENU, "2021-03-06 10:20 来源：云溪日报"]
VALUES = ["姓名 张某", "年龄 52岁", "血红蛋白 98 ↓", "肌酐 132 ↑", "血糖 7.2"]


@pytest.mark.parametrize("own", [VALUES, ["科室主任：林晓棠", "护士长：周砚", "床位：60张"], ["动物肝脏", "黑木耳", "芝麻酱", "菠菜"],
                                 ["内科", "林晓棠 主任医师 周一上午", "周砚 副主任医师 周二全天"]])
@pytest.mark.parametrize("below", [["（责任编辑：周砚）"], ["上一篇：冬季养生"]])
def test_short_lines_between_the_labels_and_a_single_paragraph_belong_to_it(own, below):
    for body in ([*own, ARTICLE[0]], [ARTICLE[0], *own]):
        assert strip([*ABOVE, *body, *below, "相关阅读", *FEED, *FOOT]).text.split("\n") == body


@pytest.mark.parametrize("page", [["4", "3573"], ["收听语音"], FEED, ["老旧小区改造今年惠及万户居民", "港口货物吞吐量创下历史新高", "两地签署文化交流与合作协议"]])
def test_a_counter_a_button_and_titles_beside_a_single_paragraph_do_not(page):
    def between(lines: list[str]) -> int:
        held = held_lines([*lines_of(lines), Line(9, "（责任编辑：周砚）", dropped=True)], {9: "S102"})
        return edges._between(held, lambda line: line.code == "S102")
    assert (between(page), between(VALUES)) == (0, len(VALUES))


def test_words_beside_three_paragraphs_do_not():
    lines = [*ABOVE, *ARTICLE, "收听语音", "放大字体", "（责任编辑：周砚）", "相关阅读", *FEED, *FOOT]
    assert strip(lines).text.split("\n") == ARTICLE


def test_what_stands_above_a_copyright_is_the_pages():
    lines = [*ABOVE, ARTICLE[0], *ARTICLE[2:3], "上一篇\t冬季养生", "下一篇\t夏季防暑", "地址：云溪市检验路9号\t电话：0000-2223333", FOOT[1]]
    assert strip(lines).text.split("\n") == [ARTICLE[0], ARTICLE[2]]


THREAD = ["帖子：吃二甲双胍拉肚子怎么办", "[楼主] 小河流水 发表于 2021-6-3 20:15", "医生让我吃二甲双胍，每次0.5克，吃了两天就拉肚子，要停吗？",
          "回复 举报", "沙发 白衣战士 2021-6-3 21:02", "别停，先减到每次0.25克，饭后吃，一两周就好了。", "支持(3) 反对(0)",
          "板凳 老糖友 2021-6-4 08:11", "我换了缓释片就不拉了，空腹血糖6.8。", "支持(1) 反对(0)", "发表回复 登录后才可以发言"]
POSTS = [THREAD[2], THREAD[5], THREAD[8]]


def test_seats_of_a_thread_frame_posts_with_the_name_and_the_day_behind_them():
    assert clean("\n".join(THREAD)).text.splitlines() == POSTS


def test_sentences_that_name_a_dose_are_text_where_nothing_else_tells_an_article():
    text = clean("\n".join(THREAD).replace("沙发", "二位").replace("板凳", "三位")).text  # seats that no thread has
    assert all(post in text for post in POSTS)


def test_a_paragraph_about_the_title_counts_for_the_article():
    held = held_lines(lines_of(["糖尿病足护理培训_云溪网", "云溪网", "云溪网新闻", "云溪网首页", "糖尿病足的护理培训在云溪网办了两天，护士们学会了剪指甲。",
                                "云溪网编辑部发布了新的一期周刊，读者可以写信索取，数量有限。", "糖尿病足护理培训"]), {})
    about = [("about" in line, "first:about" in first) for line, first in
             zip(evidence.line_features(held), evidence.first_features(held))]
    assert about == [(False, False)] * 4 + [(True, True)] + [(False, False)] * 2


OTHERS = ["相关阅读", "糖尿病人能吃水果吗", "走路半小时有什么好处"]
DOSES = ["阿司匹林100mg每日一次", "硝苯地平30mg每日一次"]


@pytest.mark.parametrize("others, own", [
    (OTHERS, ["用法用量", *DOSES, "孕妇禁用"]), (OTHERS[:2], ["1. 孕妇禁用", "2. 每日不超过300 mg", ARTICLE[2]]),
    (OTHERS, [*DOSES, *ARTICLE[2:]]), (OTHERS[:2], [*DOSES, *ARTICLE[2:]])])
def test_doses_and_warnings_behind_a_list_of_others_are_the_articles(others, own):
    doc = strip(["高血压患者如何用药", "2024-03-05 10:00 来源：云溪日报", *ARTICLE[:1], *others, *own])
    assert doc.text.split("\n") == [*ARTICLE[:1], *own]


@pytest.mark.parametrize("titles", [
    ["每天100mg阿司匹林能防癌吗", "血压高的人每天吃几克盐，多少mg钠"], ["研究称每日5克盐足够", "老人防跌倒"],
    ["老人防跌倒", "某药100mg上市 2021-03-05", "某药30mg停产 2021-03-04"]])
def test_titles_that_name_doses_stay_outside_the_article(titles):
    doc = strip(["高血压患者如何用药", "2024-03-05 10:00 来源：云溪日报", *ARTICLE, *OTHERS, *titles, *FOOT])
    assert doc.text.split("\n") == ARTICLE


@pytest.mark.parametrize("pictures, whole", [(10, True), (2, False)])
def test_whose_a_picture_is_ends_no_article_that_goes_on_among_pictures(pictures, whole):
    shown = ["夜里的门诊楼", "候诊的人们", "新的病房", "护士站的灯", "医院供图", "走廊里的长椅", "清晨的药房"]
    body = [line for at in range(pictures) for line in (f"{ARTICLE[at % 2 * 2][:-1]}，这是第{at}天。", "医院供图")]
    doc = strip(["春季防病指南_云溪网", *MENU, "春季防病指南", "2021-03-06 10:20 来源：云溪日报", *ARTICLE, "图片来源：东方网 版权作品 请勿转载",
                 *shown, *body, *FEED, *FOOT])
    assert (body[-2] in doc.text) == whole


def test_whose_a_picture_is_parts_no_article_from_the_list_below_it():
    own = ["大腸癌連續15年居國人癌症發生人數首位，醫師張明華表示，早期幾乎沒有症狀，等到便血才就醫，往往已是第三期。",
           "張明華說，50至74歲民眾每2年可做1次糞便潛血檢查，若結果為陽性，應在3個月內接受大腸鏡檢查。",
           "大腸癌5大警訊：", "1. 便血或黑便", "2. 排便習慣改變", "3. 便便變細"]
    page = ["首頁 > 健康 > 大腸癌", "便便變細要當心！醫師說明何時要檢查", "2022/08/15 10:20:33", "分享 列印", own[0],
            "（示意圖／取自Pixabay）", *own[1:], "延伸閱讀", "常吃香腸易致癌？營養師說話了", "40歲男便秘3個月 一查竟是腸癌",
            "按讚 追蹤 加入LINE好友", "Copyright © 2022 All Rights Reserved"]
    assert clean("\n".join(page), to="keep").text.replace("／", "/").split("\n") == own


WORDS = "即时 男性 亲子 女性 财经 会员 评论 运动 银发 旅游 两性 用药 减重 热门 国际 名医 教育 政治 社会 生活".split()
SHOT = ["流感疫苗接种计划已经开始，六十五岁以上的市民可以免费接种。", "接种地点", "云溪市第一医院", "参加计划的私家诊所", "青石县中医院",
        "注意事项", "对疫苗成分有严重过敏反应的人不宜接种。发烧的人应等退烧以后再来。", "接种后请留下观察三十分钟；手臂酸痛、低烧一般两天内消退。"]


def test_short_lines_between_its_paragraphs_part_no_article():
    doc = strip(["云溪市卫生局 - 老人流感疫苗接种安排", *WORDS, *WORDS[::-1], "老人流感疫苗接种安排", "分享 | 打印 | 字号 A A A", *SHOT,
                 "最近修订日期：2023年10月3日", "返回页首", "人才招募 | 广告刊登 | 服务条款 | 网站地图 | 客服中心", "客服电话：(02)2000-0000",
                 "本网站内容仅供参考，不能取代医师诊断", "统一编号：00000000"])
    assert doc.text.split("\n") == SHOT


@pytest.mark.parametrize("menu", [[], WORDS])
def test_the_title_and_the_hour_of_another_article_do(menu):
    own = ["流感疫苗接种计划已经开始，六十五岁以上的市民可以免费接种，请带好身份证到就近的门诊。",
           "对疫苗成分有严重过敏反应的人不宜接种。发烧的人应等退烧以后再来，以免加重病情，也免得传染别人。"]
    others = ["2 评论", "午后散步有什么好处", "3小时前", "吃过午饭散步半小时，能让血糖平稳一些，下午做事也不容易犯困，走得不必太快，微微出汗就好。",
              "5 评论", "睡前泡脚要注意什么", "5小时前", "睡前用温水泡脚能帮助入睡，水温不要超过四十度，时间不要超过二十分钟，有糖尿病的人尤其要小心。"]
    doc = strip(["老人流感疫苗接种安排_云溪网", *menu, "老人流感疫苗接种安排", "2021-03-06 10:20 来源：云溪日报", *own, *others, *FOOT])
    assert doc.text.split("\n") == own


@pytest.mark.parametrize("signed, whole", [(["2024年1月12日（星期五）", "香港时间18时30分"], True), (["体检中心", "就诊指南"], False)])
def test_the_day_behind_the_mark_of_the_end_is_the_articles(signed, whole):
    doc = strip(["云溪市卫生局_新闻公报", *WORDS, "云溪市卫生局公布春季防病指南", *ARTICLE, "完", *signed, "打印 电邮给朋友", *FOOT])
    assert doc.text.split("\n") == ARTICLE + signed * whole


CELLS = ["感染类型", "每次剂量", "次数", "疗程", *chain.from_iterable(
    [f"{where}感染", f"0.{at}g", f"一日{at}次", f"{at}～14日"] for at, where in enumerate(
        ("支气管", "肺部", "尿路", "肾盂", "皮肤", "耳道", "肠道"), 1))]
NAMED = ["类别", "代表药", "作用", *chain.from_iterable(
    [f"{kind}类药", f"{kind}奈德", f"缓解{kind}症"] for kind in ("激素", "舒张", "祛痰", "抗胆", "抗敏", "生理", "中成", "抗菌", "止咳"))]


@pytest.mark.parametrize("cells, below, bridged", [
    (CELLS, "云溪网成立于二〇〇三年，是本市最大的门户网站，为市民提供资讯、交友、购物等服务。", True),
    (NAMED, "注意：注射液不是雾化的剂型，孩子咳嗽的时候不要自己拿来用，要先问医生，再到雾化室去做。", True),
    (NAMED, "云溪网成立于二〇〇三年，是本市最大的门户网站，为市民提供资讯、交友、购物等服务。", False),
    (CELLS * 2, "注意：注射液不是雾化的剂型，孩子咳嗽的时候不要自己拿来用，要先问医生，再到雾化室去做。", False)])
def test_cells_with_values_or_paragraphs_about_the_title_beside_them_are_a_table(cells, below, bridged):
    above = ["雾化吸入，就是把药液变成小颗粒，随着呼吸直接送到气道里，起效快，用药少，孩子咳嗽有痰时常用。"]
    texts = ["宝宝咳嗽要不要做雾化_云溪网", "宝宝咳嗽要不要做雾化", *above, *cells, below]
    held = held_lines([Line(number, text) for number, text in enumerate(texts, 1)], {})
    worths = [-1.0] * len(held)
    stretch.bridge(held, worths)
    assert (sum(worths[3:-1]) > -4) == bridged


WIKI = ["手足癣", "俗称香港脚，是由皮癣菌感染手足皮肤所引起的疾病，常见症状为瘙痒、脱屑与水泡。", "全球约有一成半的人口患有手足癣，男性多于女性，年长者比年轻人常见。", "症状",
        "趾间型最为常见，第三、四趾间皮肤浸渍发白，伴有异味。", "角化过度型，足跟与足缘皮肤增厚、脱屑，冬季易皲裂。", "治疗",
        "外用特比萘芬乳膏每日一到两次，连用一到两周，范围广泛的可以口服特比萘芬。"]


@pytest.mark.parametrize("top, own", [
    (WORDS, False), ([f"{word}医院{word}院区接种门诊" for word in WORDS], True), ([f"{word} 5ml" for word in WORDS], True)])
def test_a_menu_at_the_top_of_a_page_without_any_other_mark_is_none_of_the_article(top, own):
    text = clean("\n".join(["自由的百科全书", *top, *WIKI, "分类索引", "随机条目"]), to="keep").text
    assert (top[5] in text) == own and all(line in text for line in WIKI[1:])


def test_an_entry_with_a_short_name_is_cut_out_by_it():
    entry = ["痛风是一种晶体性关节病，与嘌呤代谢紊乱或尿酸排泄减少所致的高尿酸血症直接相关。", "多在午夜或清晨突然起病，关节剧痛。",
             "秋水仙碱首次1mg，一小时后再服0.5mg，每日两到三次，大量饮水，减少高嘌呤食物的摄入。"]
    doc = strip(["痛风_云溪疾病库", "云溪疾病库", "疾病", "药品", "痛风", *entry, "更多疾病", "胃息肉", "湿疹"])
    assert "\n".join(entry) in doc.text and "云溪疾病库" not in doc.text and doc.metadata.title == "痛风"


OTHER = ["如果说在本地传唱度最高的歌曲，那这一首歌绝对算得上是家喻户晓，老人孩子都会唱。", "这首歌有很多明星都翻唱过，可原唱是一位军人的后代。"]
NEWS = "云溪市卫生局今天启动流感疫苗接种，六十五岁以上老人可以免费接种，请带好身份证到就近的门诊。"


@pytest.mark.parametrize("headline, below, own", [
    ("云溪市启动老人流感疫苗接种", OTHER, True),
    ("云溪市启动老人流感疫苗接种", [*OTHER, "流感疫苗接种以后要留下观察三十分钟，没有不适再离开。"], False),
    ("一首家喻户晓的歌曲和它的原唱", OTHER, False)])
def test_a_paragraph_under_its_headline_is_the_article_where_a_longer_text_is_about_another(headline, below, own):
    lines = [f"{headline}_云溪网", headline, "2024-05-20 13:09", NEWS, "以上内容为用户上传并发布。", *WORDS[:9], *below]
    held = held_lines(lines_of(lines), {5: "S121"})
    longer = len(lines) - len(below), len(lines) - 1
    assert stretch.under_headline(held, longer) == ((3, 3) if own else longer)


def test_a_list_below_the_source_and_an_opening_is_no_menu():
    foods = "猪肝 鸡肝 牛肝 猪腰 猪脑 沙丁鱼 凤尾鱼 带鱼 鲤鱼 牡蛎 蛤蜊 虾米 浓肉汤 火锅汤 啤酒 香菇 黄豆芽 紫菜".split()
    opening = "逢年过节，大家聚餐多了，不少人都管不住自己的嘴，吃了又吃。"
    below = ["尿酸高的人不应当吃上面的食物，它们含有很多嘌呤，会使血里的尿酸升高，引起关节红肿疼痛。",
             "糖尿病患者应当坚持每天测量血糖，按照医生的要求服药，控制饮食，适当运动。",
             "血糖长期控制不好，会引起心、脑、肾、眼等多个器官的损害，严重时可以危及生命。",
             "高血压与糖尿病常常同时存在，两者互相加重，治疗时应当同时控制血压和血糖。",
             "专家建议，四十岁以上的人每年至少检查一次血糖，有家族史的人应当更早开始检查。"]
    head = ["痛风患者忌口的食物_云溪健康网", "痛风患者忌口的食物", "2020-03-04 10:20 来源：云溪日报"]
    assert clean("\n".join([*head, opening, *foods, *below])).text.split("\n") == [opening, *foods, *below]


@pytest.mark.parametrize("pause, status", [(" ", "ok"), ("", "empty")])
def test_a_text_that_was_typed_without_marks_is_found_where_nothing_else_reads_as_one(pause, status):
    typed = ["只不过这次", "是因为冰箱出了问题",
             "据云溪市疾控中心日前发布的消息显示{0}部分家庭的冰箱温度高于八度{0}胰岛素和疫苗放在里面会失去效力而没有人知道".format(pause),
             "这次检查从去年九月开始{0}一共走访了城里城外的三百多户人家{0}不过各家的冰箱和药箱都没有温度计{0}只好当场来测".format(pause),
             "今年早些时候{0}他们还查过旅馆和学校的冰箱{0}以及药店的柜子{0}并且给每一家都送去了一支可以贴在门上的温度计".format(pause)]
    doc = strip(["冰箱又上热搜_云溪订阅", *MENU, "登录", "冰箱又上热搜了", "2019-10-06", "分享到", *typed, "特别声明：本文为作者上传并发布", *FOOT])
    assert doc.status == status and (status == "empty" or doc.text.split("\n")[-3:] == typed[2:])
