"""The lines around posts and answers: each kind is told from what people write."""
from __future__ import annotations

import pytest

from medclean.dialogue import (ANSWERS, CARD, DOCTOR, FLOOR, HOSPITAL, are_spoken, frames_post, is_state, label_of,
                               names_doctor, opens_answer, opens_question)


@pytest.mark.parametrize("text", ["回复", "回复(3) 举报", "顶 12 踩 0", "赞·评论", "3楼", "第12楼", "#4", "楼主", "沙发", "Top"])
def test_buttons_and_floors_frame_a_post(text):
    assert frames_post(text)


@pytest.mark.parametrize("text", ["回复一下您的问题", "支持楼上的看法", "住在3楼", "3楼梯", "评论员", "#", "1.5F3"])
def test_what_people_write_frames_none(text):
    assert not frames_post(text)


@pytest.mark.parametrize("text", ["哪些情况要去医院", "什么时候到医院", "孩子几点送医院"])
def test_a_heading_about_hospitals_names_none(text):
    assert HOSPITAL.match("青松医院") and not HOSPITAL.match(text)


@pytest.mark.parametrize("text, floor", [("云溪 12楼", "12楼"), ("3F", "3F"), ("地板", "地板")])
def test_a_floor_is_found_in_its_line(text, floor):
    assert FLOOR.search(text).group() == floor


@pytest.mark.parametrize("text", ["内科在3楼", "地板很滑", "3-5F级"])
def test_the_floor_of_a_house_is_part_of_a_word(text):
    assert not FLOOR.search(text)


@pytest.mark.parametrize("text", ["3 个回答", "共5条医生回复", "全部回答(2)", "医生的解答", "患者提问", "最佳答案 满意度高", "共 5 则回应"])
def test_a_line_heads_answers(text):
    assert ANSWERS.match(text)


@pytest.mark.parametrize("text", ["回复(3)", "医生回答了我的三个问题", "5个月后答复", "答案在这里"])
def test_a_button_or_a_sentence_heads_none(text):
    assert not ANSWERS.match(text)


@pytest.mark.parametrize("pattern, hit, keep", [
    (CARD, "积分: 120", "积分可以兑换礼品"), (CARD, "女,35岁", "女儿35岁"), (DOCTOR, "副主任医师", "副主任医师的意见"),
    (HOSPITAL, "青松医院 心内科", "青松医院的心内科不错")])
def test_cards_titles_and_hospitals_stand_alone(pattern, hit, keep):
    assert pattern.match(hit) and not pattern.match(keep)


@pytest.mark.parametrize("text", [
    "您的电子邮箱地址不会被公开。 必填项已用*标注", "◎欢迎参与讨论,请在这里发表您的看法、交流您的观点。",
    "2 位访客正在浏览", "正浏览此版面之用户: 没有注册用户和2访客", "该话题包含 6 个回复,由云朵于3年前更新",
    "本帖由 春柳 在 2015-01-18 发布", "本次咨询已结束", "回复话题必需登录", "登录后才能回帖",
    "赞同来自: 小白菜", "2个回复被折叠", "医生已接诊,请耐心等待", "医生已接诊,本次问诊可持续48小时",
    "本次问诊已结束,如有疑问请再次咨询", "正在浏览此主题的会员: 1 位会员和 3 位游客",
    "该话题由 张三 创建于 2020-01-01 10:00"])
def test_a_line_tells_of_the_thread_s_state(text):
    assert is_state(text)


@pytest.mark.parametrize("text", [
    "我的病历会不会被公开", "欢迎参与讨论,周三下午在会议室",
    "问诊结束后我又想起一件事", "病房里有两位访客", "回复晚了,刚登录", "每天浏览论坛两个小时",
    "医生已接诊,血压180/110 mmHg", "医生已接诊,说是感冒", "本次问诊已结束,医生说回家多喝水",
    "该问题由主管医生提出,先停药", "正在浏览说明书的用户注意:每日一片", "赞同来自:每次5 mg",
    "3 位用户正在浏览,每日不超过40 mg"])
def test_what_people_write_is_no_state(text):
    assert not is_state(text)


def test_labels_open_questions_and_answers():
    assert opens_question(label_of("病情描述：头晕三天"))
    assert opens_answer(label_of("2024-05-01 10:00 云溪医生 于 2024-05-02 回复"))
    assert opens_answer(label_of("醫生回覆："))
    assert opens_answer(label_of("鲁若谷大夫回复")) and opens_answer(label_of("管理员回复\t回复时间：2018-04-09"))
    assert opens_answer(label_of("安澜医院／骨科／胡桃　回覆於 2020/12/02")) and opens_answer(label_of("胡桃最佳答案"))
    assert not opens_answer(label_of("大夫回复说不要紧")) and not opens_answer(label_of("病情回复于正常，2020年出院"))
    assert not opens_question(label_of("问题在于不按时吃药")) and not opens_answer(label_of("治疗意见不一"))
    assert names_doctor(label_of("顾明川 主治医师")) and not names_doctor(label_of("主治医师说要复查"))


@pytest.mark.parametrize(("lines", "spoken"), [
    (["推 amber: 请问开完多久可以上班 03/12 09:02", "嘘 ohno: 没图 03/12 09:31"], True),
    (["张三: 好的 2019-03-12 9:02", "李四: 谢谢 2019-03-12 9:05", "顶"], False),
    (["发布: 医院召开会议 03/12 09:02", "发布: 专家下乡义诊 03/12 09:31"], False),
    (["作者: 张三 03/12 09:02", "楼主: 李四 03/12 09:31"], False),
    (["医院召开会议 2020-10-04", "专家下乡义诊 2020-10-03"], False), ([], False)])
def test_most_lines_tell_who_says_what_and_when(lines, spoken):
    assert are_spoken(lines) is spoken
