"""Guest books, chats and boards that no name tells: posts are known by how they are signed, and so are logs."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.dialogue import ANSWERS, GUEST_BOOK
from medclean.parse.html import parse_html
from medclean.extract.tree import Tree
from medclean.values import holds_value

TEXTS = ["出院三天了，护士教的翻身办法很管用，谢谢你们。", "请问周六有没有皮肤科的门诊，几点开始挂号？", "祝医院越办越好！",
         "复查的报告要几天才能拿到，能在手机上看吗？"]
NAMES = ["老张头", "木子李", "wind_2011", "小柚子"]
HOURS = ["21:07", "09:12", "23:46", "08:31"]


def texts(body: str, title: str = "") -> list[str]:
    return clean(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()).text.split("\n")


def entries(template: str, count: int = 4) -> str:
    return "".join(template.format(name=name, hour=hour, text=text, n=n + 1, odd="oe"[n % 2])
                   for n, (name, hour, text) in enumerate(zip(NAMES[:count], HOURS, TEXTS)))


_COMMENT = ("<li class='comment-body odd{n}'><div class=comment-author>{name}</div>"
            "<div class=comment-meta>2019-03-0{n} {hour}</div>"
            "<div class=comment-content><p>{text}</p></div><div class=comment-reply><a href=#>回复</a></div></li>")
_WELCOME = "有什么想说的，都可以写在这里，周末我会统一回复。"


@pytest.mark.parametrize("headline", ["留言板", "给我留言", "访客留言", "留言簿", "Guestbook"])
@pytest.mark.parametrize("welcome", ["", _WELCOME])
def test_a_guest_book_is_no_article_with_comments(headline, welcome):
    body = f"<h1>{headline}</h1><div class=post>{f'<p>{welcome}</p>' if welcome else ''}</div>" \
           f"<div id=comments><h3>4 条评论</h3><ol>{entries(_COMMENT)}</ol></div>"
    assert texts(body, f"{headline} - 小北的日记") == [welcome] * bool(welcome) + TEXTS


def test_a_guest_book_of_a_site_whose_name_is_the_headline():
    body = f"<h1>小北的日记</h1><div class=post><h2>留言本</h2><p>{_WELCOME}</p></div><ol id=comments>{entries(_COMMENT)}</ol>"
    assert texts(body, "留言本-小北的日记")[-5:] == [_WELCOME, *TEXTS]


@pytest.mark.parametrize("heading", ["4 条评论", "网友留言", "留言板"])
def test_comments_below_a_short_article_stay_off(heading):
    body = f"<h1>出院第三天</h1><div class=post><p>{_WELCOME}</p></div><div id=comments><h3>{heading}</h3>" \
           f"<ol>{entries(_COMMENT)}</ol></div>"
    assert texts(body, "出院第三天 - 小北的日记") == [_WELCOME]


@pytest.mark.parametrize("line, booked", [("留言板", True), ("在线留言", True), ("留言列表", True), ("留言的人都走了", False),
                                          ("请给医生留言后再离开诊室", False), ("签名", True), ("知情同意书由谁签名？", False)])
def test_what_a_guest_book_is_called(line, booked):
    assert (GUEST_BOOK.match(line) is not None) == booked


_CHAT = "<div class='message{own}'><div class=meta>{name} • {hour}:09</div><div class=text>{text}</div></div>"
_TURNS = [("木子李", "09:12", "孩子咳嗽两周了，夜里厉害，要不要拍片？"), ("小何", "09:14", "有没有发热，痰是什么颜色？"),
          ("木子李", "09:21", "不发热，痰是白的，有湿疹史。"), ("小何", "09:26", "先做雾化，布地奈德1mg，一天两次。"), ("木子李", "09:27", "好的")]


def _chat(turns: list[tuple[str, str, str]]) -> str:
    return "".join(_CHAT.format(own=" own" * (n % 2), name=name, hour=hour, text=text)
                   for n, (name, hour, text) in enumerate(turns))


def test_a_chat_below_a_headline_whose_speakers_take_turns_in_their_names():
    assert texts(f"<h1>膳食咨询室</h1><div class=chat>{_chat(_TURNS)}</div>") == [text for *_, text in _TURNS]


@pytest.mark.parametrize("turns", [
    [("急诊科", "08:12", "胸痛一小时入院，心电图示前壁导联抬高。"), ("导管室", "08:31", "造影示前降支闭塞，植入支架一枚。"),
     ("急诊科", "08:52", "家属签署知情同意书，办理住院手续。"), ("监护室", "09:21", "返回监护室，继续观察生命体征。")],
    [("张医师", "08:30", "胆囊切除，全身麻醉，仰卧位。"), ("李医师", "10:15", "疝修补，腰麻，一号手术间。"),
     ("张医师", "13:40", "甲状腺左叶切除，全身麻醉。"), ("李医师", "15:00", "阑尾切除，腰麻，二号手术间。")]], ids=["log", "plan"])
def test_what_offices_log_and_what_is_planned_keeps_its_hours(turns):
    found = texts(f"<h1>门诊大楼的一天</h1><div class=chat>{_chat(turns)}</div>", "门诊大楼的一天 - 安澜医院")
    assert all(any(hour in line for line in found) for _, hour, _ in turns)
    assert all(text in found for *_, text in turns)


_SIGNED = ("<div class='{kind}'><div class=head>无题 名称: 无名 2017/03/1{n}(四) {hour}:12 ID:5fc No.39{n}</div>"
           "<div class=quote>{text}</div></div>")


@pytest.mark.parametrize("count", [2, 4])
def test_the_first_post_of_a_board_is_signed_as_its_replies_are(count):
    posts = "".join(_SIGNED.format(kind="reply" if n else "opening", n=n, hour=hour, text=text)
                    for n, (hour, text) in enumerate(zip(HOURS[:count], TEXTS)))
    assert texts(f"<h1>医疗板</h1><div class=box>{posts}</div>", "医疗板@某站") == TEXTS[:count]


def test_who_signs_an_article_signs_it_otherwise_than_its_readers():
    comments = "".join(_SIGNED.format(kind="cmt", n=n, hour=hour, text=text)
                       for n, (hour, text) in enumerate(zip(HOURS, TEXTS)))
    article = f"<div class=by>云溪日报 2017/03/09 {HOURS[0]}</div><div class=body><p>{_WELCOME}</p></div>"
    assert texts(f"<h1>医院里的一周</h1>{article}<div class=box>{comments}</div>", "医院里的一周") == [_WELCOME]


_ROW = ("<div class='post row{odd}{n}'><h4>#{n} 2019-02-0{n} {hour}</h4><p>{name}</p>"
        "<div class=msg><p>{text}</p></div></div>")


def test_posts_whose_containers_take_turns_in_the_rest_of_their_names():
    found = texts(f"<h1>请问复查要空腹吗</h1>{entries(_ROW, 3)}<p>Powered by FluxBB</p>", "请问复查要空腹吗 / 病友论坛")
    assert found == TEXTS[:3]


def test_kin_are_siblings_whose_names_begin_alike():
    page = parse_html("<div><p class=a>1</p><div class=m>1</div><div class='m own'>2</div><div class=m>3</div>"
                      "<div class=other>4</div></div>")
    tree = Tree(page.nodes, page.lines)
    assert [[tree.nodes[node].hint for node in group] for group in tree.kin] == [["m", "m own", "m"]]
    assert len({tree.kinds[node] for node in tree.kin[0]}) == 1 and tree.groups == []


_FRAMED = ["<section class=one><div class=who><a href=/u>{name}</a></div><div class=b>{text}</div>"
           "<div>2019-02-0{n} {hour}</div></section>",
           "<div class=one><div>#{n} {name} • {n}小时前</div><div class=b>{text}</div><div>10{n}</div></div>",
           "<div class=one><p>{name}</p><div class=b>{text}</div><p>2019-02-0{n} {hour} 回复(1)</p></div>"]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("framed", _FRAMED)
def test_two_posts_of_one_shape_are_a_thread_where_the_first_paragraph_is_one(framed, count):
    assert texts(f"<h1>老人夜里腿抽筋</h1><div class=x>{entries(framed, count)}</div>", "老人夜里腿抽筋") == TEXTS[:count]


@pytest.mark.parametrize("above", ["来源：云溪日报 2019-02-01", _WELCOME])
def test_posts_below_an_article_of_another_shape_are_none(above):
    article = f"<div class=a><p>{above}</p><p>{TEXTS[0] * 4}</p></div>"
    body = f"<h1>老人夜里腿抽筋</h1>{article}<div class=x>{entries(_FRAMED[0])}</div>"
    assert not set(texts(body, "老人夜里腿抽筋")) & set(TEXTS)


_ANSWER = ("<div class=answers><div class=answer><div class=answer-by>{name}<div>内科医生</div></div>"
           "<div class=said><p>{text}</p></div><div>编辑于 2022-06-05 22:08</div></div></div>")


@pytest.mark.parametrize("label", ["", "<h2>回答 1</h2>", "<div>1个回答#热议#</div>"])
def test_the_only_answer_stays_where_it_is_signed(label):
    body = f"<h1>请问复查要空腹吗</h1><div class=question>{TEXTS[3]}</div>{label}{_ANSWER.format(name='木子李', text=TEXTS[1])}"
    title = "请问复查要空腹吗 - 知识问答"
    assert texts(body, title) == [TEXTS[3], TEXTS[1]]
    box = f"<div class=side><h3>公告</h3><p>{TEXTS[1]}</p></div>"
    assert texts(f"<h1>请问复查要空腹吗</h1><div class=question>{TEXTS[3]}</div>{box}", title) == [TEXTS[3]]


def test_a_letter_whose_outcome_is_told():
    rows = [("标题", "建议开通停车预约"), ("写信人", "王**"), ("写信时间", "2020-03-10 09:10"), ("内容", TEXTS[3]), ("办理单位", "门诊部"),
            ("办理结果", "您好，报告三个工作日后可在手机上查询。"), ("办结时间", "2020-03-20")]
    table = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows)
    found = "\n".join(texts(f"<h1>信件详情</h1><table>{table}</table>", "信件详情"))
    assert TEXTS[3] in found and rows[5][1] in found and "王**" not in found and "门诊部" not in found


@pytest.mark.parametrize("line, heads", [
    ("回答 1", True), ("回答(12)", True), ("1个回答#热议#", True), ("答案 3", True), ("回答", False),
    ("1个回答者认为应当手术", False), ("回答 3 个问题即可参加", False)])
def test_what_heads_answers_counts_them(line, heads):
    assert (ANSWERS.match(line) is not None) == heads


@pytest.mark.parametrize("text, value", [("2017/03/13(四) 11:19:21.897 ID:5fc", False), ("肾上腺素1:2.5", True),
                                         ("IMG_1.jpg (186.5 KB, 下载次数: 0)", False), ("1.5MB", False),
                                         ("血糖 6.5", True), ("血压:120/80", True), ("08:19:21 体温38.5", True)])
def test_the_fraction_of_a_second_and_the_size_of_a_file_are_no_values(text, value):
    assert holds_value(text) == value
