"""Threads in flattened text: every post stays, what frames it goes; pages that look alike lose nothing by it."""
from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flattened import own_pages
from medclean import clean
from medclean.strip.held import Held
from medclean.strip.posts import find_thread, only_post
from medclean.tables import fold

PAGES = {page.name: page for page in own_pages("threads")}


@pytest.mark.parametrize("name", PAGES)
def test_what_was_written_is_left(name):
    doc = clean(PAGES[name].text, to="keep")
    assert doc.text == PAGES[name].gold
    assert doc.undo().text == PAGES[name].text


def test_a_frame_has_its_reason():
    doc = clean(PAGES["03 question with best answer"].text)
    why = {edit.before: edit.why for edit in doc.edits if edit.after is None}
    assert why["来自健康类认证团队"] == why["柠檬茶"] == "it tells who wrote a post, or when, or is a button of one"


def test_a_post_that_says_little_stays():
    posts = "\n".join(f"网友{name}\n{floor}楼 2019-05-0{floor} 10:00\n{said}\n回复" for floor, (name, said) in enumerate(
        [("甲", "孩子反复咳嗽两个月了，夜里重，请问各位怎么办？"), ("乙", "先查过敏原，再看呼吸科。"), ("丙", "同问"),
         ("丁", "我家是咳嗽变异性哮喘，用药一周就好了。")], 1))
    kept = clean(posts).text.split("\n")
    assert "同问" in kept and [line for line in kept if len(line) > 4] == [
        "孩子反复咳嗽两个月了，夜里重，请问各位怎么办？", "先查过敏原，再看呼吸科。", "我家是咳嗽变异性哮喘，用药一周就好了。"]


def test_what_is_measured_stays_where_a_post_ends_with_it():
    posts = "\n".join(f"{name}\n{floor}楼 2019-05-0{floor} 10:00\n{said}\n回复 举报" for floor, (name, said) in enumerate(
        [("甲", "孩子发烧了，请问怎么办？\n体温38.5\n心率120"), ("乙", "先量血压，我父亲也这样。\n140/90\n早上空腹"),
         ("丙", "多喝水，再观察一天。"), ("丁", "去医院查个血常规。")], 1))
    kept = clean(posts).text.split("\n")
    assert {"体温38.5", "心率120", "140/90", "早上空腹"} <= set(kept)


def test_comments_below_a_long_text_in_short_lines_are_no_thread():
    walk = [f"第{at}天，我们沿着溪边的小路走到山里，枫叶红了一半，风有点凉，记得带外套" for at in range(1, 20)]
    comments = [f"#{at} 小凤 于 2013/12/2{at} 10:28\n写得真好，明年也想去走走。\n回覆" for at in range(1, 8)]
    assert not clean("\n".join(["首页 > 游记", *walk, "留言列表 (7)", *comments])).text.startswith("写得真好")
    lines = [Held(at, text, "", False, False, False, False, 0) for at, text in enumerate("\n".join(
        [*walk, *comments]).replace("，", ",").split("\n"))]
    assert find_thread(lines) is None and find_thread(lines[len(walk):]) is not None


@pytest.mark.parametrize("text", [
    "2023-05-01 5楼\n患者因反复胸闷气促三个月入院，给予利尿、扩血管治疗，症状好转。\n地高辛 0.125mg\n2023-05-03 5楼\n复查血常规、肝肾功能正常，调整剂量。",
    "5月8日 9:00 5楼\n高血压的家庭管理，欢迎患者和家属参加。\n主讲人 王建国\n5月9日 9:00 3楼\n糖尿病饮食，现场可以提问。\n主讲人 李晓梅",
    "术前停药指南（专家回答）\n5天前\n停用抗血小板药，如下。\n氯吡格雷 75mg 停用\n1天前\n停用降糖药，如下。\n二甲双胍 停用",
    "物业楼主任抗疫记\n2023年5月1日\n今天上门测体温四十三户。\n体温 36.7\n2023年5月2日\n早上先去送药，都正常。\n体温 36.5",
    "病例 #2\n2023-05-01\n入院，予以口服。\n氯氮平 100mg\n2023-05-03\n复查，调整用药。\n奥氮平 10mg",
    "2023年5月1日\n沙发 高度45cm\n康复训练第一天，坐下站起十次。\n2023年5月2日\n椅子 高度40cm\n康复训练第二天，坐下站起十五次。"])
def test_logs_schedules_and_advice_by_days_are_no_threads(text):
    lines = [Held(at, fold(line), "", False, len(line) > 20, False, False, 0)
             for at, line in enumerate(text.split("\n"))]
    assert find_thread(lines) is None


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["楼主", "2楼", "2019-01-02 10:00", "甲", "回复", "先查血压。", "多喝水,早点睡", "3个回答",
                                 "5分钟前"]), max_size=14))
def test_frames_lie_inside_a_thread_and_are_nothing_that_was_said(texts):
    held = [Held(at, text, "", False, text.endswith("。"), False, False, int(text == "回复"))
            for at, text in enumerate(texts)]
    thread = find_thread(held)
    if thread:
        assert 0 <= thread.first <= thread.last < len(held)
        assert not any(held[at].text in ("先查血压。", "多喝水,早点睡") for at in thread.frames)
        assert all(held[at].text in ("先查血压。", "多喝水,早点睡") for at in (thread.first, thread.last))


TOLD = ("早上量的，138/86，吃了半年药了，晒晒你们的。", "我的高一点，吃药以后脚有点肿。", "可以跟医生说换一种，我婆婆换了就不肿了。",
        "大家量血压之前先坐五分钟，不要憋尿，连续量两次取平均。")
WHO = ("阿丁", "春柳", "小凤", "阿丁")


@pytest.mark.parametrize("frame", [
    "{text}\n{n}楼 {who} 2022-12-20 07:0{n}", "2022-12-20, 07:0{n} #{n}\n{who}\n{text}",
    "{who}\n发表于: 2022/12/20 07:0{n}\nRe: 大家的血压控制在多少\n{text}", "{who}2022 年12 月 20 日 07:0{n}\n{text}\n{n} 个赞",
    "{n}#{who}\n2022-12-20 07:0{n}\n{text}\n回复 点评 举报"])
def test_floors_with_hours_subjects_and_buttons_tell_of_a_thread(frame):
    posts = "\n".join(frame.format(n=n, who=who, text=text) for n, (who, text) in enumerate(zip(WHO, TOLD), 1))
    lines = clean(f"首页 > 心血管\n大家的血压控制在多少\n{posts}\n回复需要登录。", to="keep").text.split("\n")
    assert [line for line in lines if line in TOLD] == list(TOLD) and not any("07:0" in line for line in lines)


@pytest.mark.parametrize("text", [
    "门诊楼层分布\n1楼 挂号处，药房 8:00-17:00\n上午人多，请提前预约，带好身份证。\n2楼 内科门诊 8:00-11:30\n复诊请到二楼东侧。",
    "流感季到了，请大家注意防护，勤洗手，多通风。\n市民阿丁 2022-12-20 07:01\n写得好，收藏了。\n回复 举报\n"
    "市民阿方 2022-12-20 07:02\n请问孩子能打吗？\n回复 举报",
    "流感季到了，请大家注意防护，勤洗手，多通风。\n38条评论|106人参与\n" + "\n".join(
        f"写得好，收藏了，第{n}次来。\n今天20:5{n}举报赞3回复" for n in range(5))])
def test_floors_of_a_house_and_comments_tell_of_none(text):
    lines = [Held(at, fold(line), "", False, "，" in line, False, False, 0) for at, line in enumerate(text.split("\n"))]
    assert find_thread(lines) is None


def as_held(text: str) -> list[Held]:
    return [Held(at, fold(line), "", False, "，" in line, False, False, 0) for at, line in enumerate(text.split("\n"))]


WARDS = ("内科", "外科", "儿科", "眼科", "骨科")


@pytest.mark.parametrize("line", [
    "{n}楼 8:00-17:00\n{ward}诊室，停诊信息见公告，请提前预约。", "{n}F 8:00-17:00\n{ward}\n请按号就诊，不要拥挤，带好身份证。",
    "{n}楼 周{n} 8:00-11:30\n{ward}门诊，请带好医保卡，提前取号。", "{n}楼 3月{n}日 8:00-9:03\n{ward}讲座，欢迎患者和家属参加。",
    "#{n} 2024-03-0{n} 07:1{n}\n血压14{n}/91mmHg\n心率7{n}", "{n}# 2024-03-01 0{n}:00\n心率7{n}\n呼吸平稳，神志清楚，继续观察。",
    "#{n} 2024-03-0{n} 07:1{n}\n{ward}王芳\n空腹血糖5.{n}，餐后6.{n}，早饭吃了一个鸡蛋。",
    "{n}# 2024-03-01 8:00\n{ward}王芳\n拟行阑尾切除手术，术前禁食八小时，请家属等候。",
    "{n}楼 {ward} 2024-03-01 8:03\n请家属在等候区等待，不要离开。"])
def test_opening_hours_and_logs_are_no_threads(line):
    text = "\n".join(line.format(n=n, ward=ward) for n, ward in enumerate(WARDS, 1))
    assert find_thread(as_held(f"青松医院门诊楼层与时间\n一层大厅设导诊台，请在对应楼层候诊。\n{text}")) is None


def test_opening_hours_and_values_inside_a_thread_stay():
    posts = "\n".join(f"{n}楼 {who} 2022-12-20 07:0{n}\n只看该作者\n{text}\n体温 37.5℃\n门诊 8:00-11:30"
                      for n, (who, text) in enumerate(zip(WHO, TOLD), 1))
    held = as_held(posts)
    thread = find_thread(held)
    assert thread is not None and not any("5℃" in held[at].text or "-11:30" in held[at].text for at in thread.frames)


@pytest.mark.parametrize("frame", ["{n}楼 2024-01-01 10:01\n回复\n好的，谢谢你。", "{n}楼 {who} 2024-01-01 10:01\n好的，谢谢你。"])
def test_a_long_thread_takes_no_longer_for_each_of_its_posts(frame):
    held = as_held("\n".join(frame.format(n=n, who=WHO[n % 3]) for n in range(1, 10000)))
    start = process_time()
    thread = find_thread(held)
    assert thread is not None and len(thread.frames) > 9990 and process_time() - start < 10


def test_subjects_go_and_what_signs_posts_under_a_rule():
    title = "大家的血压平时控制在多少？"
    said = ["早上六点半量的，138/86，吃了半年药了，晒晒你们的。", "142/90", "125/78，缬沙坦一天一片", "脚肿可以跟医生说换一种，别自己停。"]
    posts = "\n".join(f"{name}\n初级会员\n注册日期: 200{n}-03\n文章: {n}7\n"
                      f"发表于: 2022-12-20 07:0{n} 主题: {'Re: ' * (n > 0)}{title}\n"
                      f"{text}\n__________________\n心若向阳，无畏{n}\n回顶端" for n, (name, text) in enumerate(
                          zip(("平安是福", "钓鱼佬", "三七", "小满"), said)))
    assert clean(f"{title}\n首页 -> 心血管\n{posts}\n当前时区 GMT+8").text.split("\n") == said


def four_posts(*more: str) -> str:
    """Four posts with floors and buttons; ``more`` are further lines of each, none where it is empty."""
    asked = ["孩子反复咳嗽两个月了，夜里重，请问各位怎么办？", "血压一直高，吃什么药好。", "头晕三天了，不知道怎么办。", "我家也是，用药一周就好了。"]
    more = more if len(more) > 1 else more * 4
    return "\n".join(f"网友{who}\n{n}楼 2019-05-0{n} 10:00\n{text}\n{added}\n回复 举报"
                     for n, (who, text, added) in enumerate(zip("甲乙丙丁", asked, more), 1))


@pytest.mark.parametrize("answer", ["医生回复：建议到医院复查血压。", "医生回复：每日2次服药，复查血压。", "回复：建议到医院复查血压。",
                                    "Pressure: 120/80，建议复查。"])
def test_the_same_answer_to_several_people_is_no_subject(answer):
    assert clean(four_posts(answer), to="keep").text.split("\n").count(answer) == 4


_VOTES = ["答案对人有帮助，有参考价值", "3", "答案没帮助，是错误的答案，答非所问"]


def answers(said: list[str], *more: str) -> str:
    """Answers of people with scores; ``more`` are further lines of each."""
    names = ["qianjiahao 1.3k", "小满 180", "平安是福 1.1k", "三七 4.8k", "钓鱼佬 724"]
    posts = (["答案有用", *more, name, f"{at} 天前 回答", text, "链接", "评论"]
             for at, (name, text) in enumerate(zip(names, said), 1))
    return "\n".join(["体检血压偏高要马上吃药吗 - 云溪问答", "2 天前 提问", "体检说血压偏高，请问要马上吃药吗？", "5 个回答",
                      *(line for post in posts for line in post)])


def test_what_a_page_prints_around_each_answer_goes_though_it_is_a_sentence():
    said = ["先在家测一周，再找医生看。", "我家是医生让先少吃盐的。", "这要看有没有别的毛病吧。", "先运动三个月，再量量看。", "量的时候坐着别说话，歇五分钟。"]
    assert clean(answers(said, *_VOTES), to="keep").text.split("\n") == ["体检说血压偏高，请问要马上吃药吗？", *said]


@pytest.mark.parametrize("said, more", [
    (["谢谢，我明天就去量。"] * 4 + ["先在家测一周，再找医生看。"], _VOTES),  # it is all that they say
    (["先在家测一周，再找医生看。", "我家是医生让先少吃盐的。", "这要看有没有别的毛病吧。", "先运动三个月。", "坐着量。"],
     ["不要自己停药，要复查血压。"])])  # of the matter of medicine
def test_what_people_say_alike_stays(said, more):
    kept = clean(answers(said, *more), to="keep").text.split("\n")
    alike = (more if len(more) == 1 else said)[0]
    assert kept.count(alike) >= 4 and set(said) <= set(kept)


def test_a_warning_behind_a_mark_is_no_foot_of_a_letter():
    warnings = ["※ 转氨酶升高者禁用", "※ 修改剂量前请先问医生", "※ 来源不明的药不要吃"]
    kept = clean(four_posts("", "\n".join(warnings), "", "※ 来源:·清河 http://bbs.example"), to="keep").text.split("\n")
    assert [line for line in kept if line[0] == "※"] == warnings


def test_a_subject_behind_a_date_stays_where_no_line_above_says_it():
    subjects = ["吃缬沙坦80 mg后头晕，怎么办？", "Re: 吃缬沙坦80 mg后头晕，怎么办？", "换成氨氯地平可以吗？", "Re: 换成氨氯地平可以吗？"]
    posts = "\n".join(f"网友{who}\n发表于 2019-03-02 10:1{n} 主题: {about}\n我已经吃了{n}天了，还是这样。\n回复 举报"
                      for n, (who, about) in enumerate(zip("甲乙丙丁", subjects), 1))
    for above, left in (("", [subjects[0], subjects[2]]), (subjects[0] + "\n", [subjects[2]])):
        lines = clean(above + posts, to="keep").text.split("\n")
        assert [line.partition("主题: ")[2] for line in lines if "主题: " in line] == left
        assert sum("还是这样" in line for line in lines) == 4 and "网友丙" not in lines


@pytest.mark.parametrize("under", ["-----\n缬沙坦\n80 mg\n早晚各一次", "=====\n用药如下\n缬沙坦早一片\n晚一片"])
def test_a_dose_under_a_rule_is_no_signature(under):
    kept = clean(four_posts("", under, "", ""), to="keep").text.split("\n")
    assert set(under.split("\n")[1:]) <= set(kept)


def test_a_letter_of_a_board_is_kept_without_its_head_and_foot():
    title, said = "碎石以后排石的全过程记录", ["左输尿管有一块小石头，疼到半夜，先记录一下。", "加油，我去年也碎过，第三天就排出来了。", "两周复查，片子上没有了，谢谢各位。"]
    letters = "\n".join(f"第{n}楼\n发信人: {name} (小{n}), 信区: Health\n标  题: {'Re: ' * (n > 1)}{title}\n"
                        f"发信站: 清河 (Wed May 18 21:0{n}:33 2016), 站内\n{text}\n--\n"
                        f"※ 来源:·清河 http://bbs.example·[FROM: 60.12.{n}.*]"
                        for n, (name, text) in enumerate(zip(("yang", "yu", "nuomi"), said), 1))
    assert clean(f"清河社区 >> 健康\n文章主题: {title}\n{letters}\n返回顶部").text.split("\n") == said


@pytest.mark.parametrize("label", ["推荐答案", "1 个回答", "最佳答案 2020-07-15 09:41", "丁若谷大夫回复", "医生回复："])
def test_a_question_with_a_single_answer_is_kept_whole(label):
    asked, said = "刚查出来糖尿病，空腹8.3，医生开了二甲双胍，忘了问饭前饭后。", "随餐或者餐后立即吃，缓释片整片吞，不要嚼碎。"
    page = ["网页 资讯 问答 登录", "二甲双胍饭前吃还是饭后吃？", asked, "匿名用户", label, said, "相关问题",
            *(f"糖尿病人能不能吃第{n}种水果讨论" for n in range(5)), "京ICP证080000号"]
    doc = clean("\n".join(page))
    kept = doc.text.split("\n")
    assert kept[-2:] == [asked, said] and label not in kept
    assert doc.metadata.title == page[1]


@pytest.mark.parametrize("answer", [
    ["布洛芬缓释胶囊", "每次一粒", "多喝水，多休息。"],
    ["痛风的人急性期要少吃。", "用药", "秋水仙碱", "每日两次", "别喝酒。"]])
def test_the_short_lines_of_a_single_answer_stay(answer):
    text = "\n".join(["网页 资讯 问答 登录", "痛风能吃豆腐吗？", "查出尿酸高，医生说要忌口，忘了问豆腐。", "匿名用户",
                      "医生回复：", *answer, "相关问题", *(f"尿酸高能不能吃第{number}种蔬菜讨论" for number in range(5)),
                      "京ICP证080000号"])
    assert clean(text.encode()).text.split("\n")[-len(answer):] == answer


def test_an_article_with_a_source_is_no_question_whoever_answers_in_it():
    news = ["痛风能不能吃豆腐？", "来源：清河日报 2020-07-15", "不少读者来信询问，痛风的人是不是一口豆腐都不能吃。", "专家解答：",
            "豆腐在制作中会流失大部分嘌呤，缓解期可以吃，急性期要少吃。", "饮食建议", "每天饮水两千毫升，不喝啤酒和浓肉汤。"]
    assert clean("\n".join(news)).text.split("\n")[-5:] == news[2:]


SPOKEN = [("小桥", "体检说血压偏高，请问要马上吃药吗？"), ("大海", "先在家测一周，再找医生看。"), ("老北山", "我也是这样，医生说先观察一周。")]


def test_a_value_without_its_unit_stays_in_each_post_and_below_the_last():
    posts = "\n".join(f"{name}\n{floor}楼 2019-03-02 1{floor}:1{floor}\n{said}\n血压 1{floor}0\n回复"
                      for floor, (name, said) in enumerate(SPOKEN, 1))
    kept = clean(f"血压高要加药吗\n{posts}".encode()).text.split("\n")
    assert kept == [line for floor, (_, said) in enumerate(SPOKEN, 1) for line in (said, f"血压 1{floor}0")]


def test_the_day_may_stand_below_the_floor():
    posts = "\n".join(f"{name}\n{floor}楼\n2019-03-02 1{floor}:1{floor}\n{said}"
                      for floor, (name, said) in enumerate(SPOKEN, 1))
    assert clean(posts.encode()).text.split("\n") == [said for _, said in SPOKEN]


def test_sentences_without_a_menu_are_no_list():
    entries = "\n".join(f"2019-03-02 1{at}:10\n{said}\n血压 1{at}0" for at, (_, said) in enumerate(SPOKEN, 1))
    doc = clean(entries.encode())
    assert doc.status == "ok" and all(said in doc.text for _, said in SPOKEN)


FORUM = ("孩子咳嗽怎么办 - 云溪健康论坛\n首页\n版块\n登录\n孩子咳嗽怎么办\n小桥 2021-3-5 9:07\n咳了一周，夜里厉害，要不要拍片\n"
         "晚风 2021-3-5 10:31\n先听听肺，氨溴索 15 mg 一天两次\n相关帖子\n孩子发热能不能吹空调\n版权所有 云溪健康网")


@pytest.mark.parametrize("site", ["云溪健康论坛", "云溪社区", "云溪BBS", "雲溪論壇"])
def test_a_site_that_is_called_a_forum_has_posts_without_floors_or_buttons(site):
    assert clean(FORUM.replace("云溪健康论坛", site), to="keep").text.split("\n") == [
        "咳了一周，夜里厉害，要不要拍片", "先听听肺，氨溴索 15 mg 一天两次"]


@pytest.mark.parametrize("was, now", [("9:07", "9:00"), (" 9:07", ""), ("- 云溪健康论坛", "- 云溪健康网"), ("小桥", "来源")])
def test_a_schedule_days_and_sources_are_no_posts_of_a_forum(was, now):
    text = FORUM.replace(" 10:31", " 10:30" if "9:0" in now else " 10:31" if now else "").replace(was, now)
    assert find_thread([Held(at, fold(line), "", False, False, False, False, 0)
                        for at, line in enumerate(text.split("\n"))]) is None


def test_the_only_post_of_a_forum_stays():
    others = [f"冬季养生要注意的第{at}件事情" for at in "一二三四五六"]
    page = "\n".join(["孩子发烧了 - 云溪健康论坛", "首页 登录 注册", "孩子发烧了", "小桥 2021-3-5 11:20", "孩子发烧两天了，要不要去医院",
                      "相关帖子", *others, "版权所有 云溪健康网"])
    assert clean(page, to="keep").text == "孩子发烧两天了，要不要去医院"
    assert clean(page.replace("健康论坛", "健康网")).status == "empty"


def test_a_forum_with_two_stamps_has_no_only_post():
    page = ["孩子发烧了 - 云溪健康论坛", "小桥 2021-3-5 11:20", "孩子发烧两天了，要不要去医院看看，还是先吃药。"]
    later = ["晚风 2021-3-6 9:07", "我家的也是，多喝水，烧到三十九度就去医院吧。"]
    held, both = ([Held(at, text, "", False, "。" in text, False, False, 0) for at, text in enumerate(lines)]
                  for lines in (page, page + later))
    assert only_post(held) == (2, 2) and only_post(both) is None


def test_seats_with_names_and_days_go_on_as_floors_do():
    posts = ["昨日，某市人民医院举行了义诊活动，二十名专家为市民免费看病，并讲解了慢性病的防治知识。",
             "活动持续到傍晚，许多市民说，这样的活动让他们不出小区就看上了病，希望以后能常来。", "谢谢医生的解答，下次还来。"]
    lines = ["社区义诊怎么样", "[楼主] 小河流水 发表于 2021-6-3 20:15", posts[0], "沙发 白衣战士 2021-6-3 21:02", posts[1],
             "板凳 老糖友 2021-6-4 08:11", posts[2]]
    assert clean("\n".join(lines).encode(), to="keep").text.splitlines() == posts


def test_a_question_asked_above_the_label_of_its_details_stays():
    asked = "孩子三岁，昨晚开始发烧，39度，吃了布洛芬。"
    text = (f"孩子发烧怎么办\n{asked}\n病情描述（女，3岁）：\n昨晚开始发烧，吃药后退了又烧，精神不好。\n医生回复：\n"
            "先物理降温，体温超过38.5度再吃退烧药，间隔六小时以上。\n如果精神很差要立即到医院。")
    assert asked in clean(text).text.split("\n")


@pytest.mark.parametrize("answer", ["98%满意度，我做过。", "来自协和的团队"])
def test_an_answer_that_begins_as_a_card_does_stays(answer):
    said = ["甲状腺结节要手术，请问谁做得好，要住几天院？", "先去医院做个彩超检查，再决定要不要手术。", answer,
            "我姐姐去年做的，住了五天院，现在挺好的。"]
    text = "甲状腺手术哪里做好？\n" + "".join(
        f"网友{n}号\n2019-05-01 10:{n}0\n{each}\n回复 举报\n" for n, each in enumerate(said))
    assert clean(text).text.split("\n")[-4:] == said


def test_answers_above_their_days_are_a_thread_where_the_page_counts_them():
    asked = ["从小父母都教我们得到别人帮助时要说谢谢，家里人也一样，无论多么亲密，都要说声谢谢。", "室友和男朋友都不喜欢我这样，怎么办？我还要继续这样吗？"]
    answers = [["家庭文化是一个家庭世代传承的生活方式和道德规范，它对孩子的影响很深，不是一天两天改得了的。" * 6, "多说谢谢没有错。"],
               ["说出来的人想要表达的含义，和听到的人所理解的含义，可能会有偏差，要把话说清楚。", "慢慢来，不用急。"],
               ["换一种说法就好了，比如你真好，意思是一样的，听的人也不会觉得生疏。"]]
    foot = ["感谢", "分享", "收藏", "没有帮助", "举报", "作者保留权利"]
    posts = [line for n, said in enumerate(answers, 5) for line in (
        "赞同", f"{n}7", "反对", f"小不点{n}", "收起", *said, f"编辑于 2015-02-1{n}", f"{n}0 条评论", *foot)]
    page = ["亲密的人之间要说谢谢吗？ - 知否", "首页", "话题", "发现", "消息", "登录", "亲密的人之间要说谢谢吗？", *asked, "举报", "28 条评论", "分享",
            "邀请回答", "621 个回答", "什么是答案总结？", *posts, "相关问题", "怎样拒绝别人", "怎样道歉"]
    kept = clean("\n".join(page), to="keep").text.split("\n")
    assert [line for line in kept if line in (*asked, *sum(answers, []))] == [*asked, *sum(answers, [])]
    assert "小不点6" not in kept and "收起" not in kept and "怎样道歉" not in kept
