"""Guides, lists of operations, rounds, programmes, logs and diaries: no threads, and each of their lines stays."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.extract.tree import Tree

HEADED = "<html><head><title>{title} - 安澜医院</title></head><body><h1>{title}</h1>{body}</body></html>"
INTRO = "为方便大家安排时间，现将有关内容公布如下，如有变动另行通知。"
FLOORS = [("1楼", "门诊大厅、挂号收费", "周一至周日 0:00-24:00"), ("2楼", "内科门诊、检验科", "周一至周五 8:00-12:00 14:00-17:30"),
          ("3楼", "外科门诊、骨科门诊", "周一至周六 8:00-12:00"), ("4楼", "妇产科门诊", "周一至周日 8:00-17:30")]
OPERATIONS = [("2023-04-06 08:30", "王某某 女 54岁", "胆囊切除术"), ("2023-04-06 10:15", "李某 男 61岁", "疝修补术"),
              ("2023-04-06 13:40", "周某某 女 38岁", "甲状腺左叶切除术")]
TALKS = [("08:40-09:25", "慢阻肺的长期管理", "丁若谷 主任医师"), ("09:25-10:10", "肺结节，哪些需要处理？", "胡桃 教授"),
         ("10:25-11:10", "肺功能报告解读", "白鹭洲 技师")]
PRESSURES = [("3月1日 06:37", "收缩压142，舒张压91", "早餐前"), ("3月1日 20:12", "收缩压136，舒张压85", "散步回来"),
             ("3月2日 06:41", "收缩压138，舒张压88", "有点头晕")]
DOSES = [("体重5-7公斤", "每次1.25毫升", "24小时不超过4次"), ("体重8-10公斤", "每次2.5毫升", "24小时不超过4次"),
         ("体重11-15公斤", "每次3.75毫升", "24小时不超过4次")]
ROUNDS = [("2021-07-12 08:41 主任医师查房记录", "右下腹疼痛较前减轻，体温37.6℃。", "记录医师：胡桃"),
          ("2021-07-13 09:03 主治医师查房记录", "已排气，可以进流质饮食，复查血常规。", "记录医师：胡桃"),
          ("2021-07-15 08:52 出院前查房记录", "切口愈合良好，同意今日出院。", "记录医师：白鹭洲")]
DIARY = [("2020-02-08 21:43", "上门给四十三户测体温，都正常，有位大爷站在门口等着。", "护士 小许"),
         ("2020-02-09 22:17", "下了一天雪，走着送药，三盒降压药，两盒二甲双胍。", "护士 小许"),
         ("2020-02-11 20:51", "隔离的一家三口解除了，孩子在阳台上冲我们挥手。", "医生 老方")]


def rows(lines: list[tuple[str, str, str]]) -> str:
    return "".join(f"<div class=row><div class=a>{a}</div><div class=b>{b}</div><div class=c>{c}</div></div>"
                   for a, b, c in lines)


def texts(title: str, body: str) -> list[str]:
    return clean(HEADED.format(title=title, body=body).encode()).text.split("\n")


@pytest.mark.parametrize("title, lines", [("门诊大楼楼层分布", FLOORS), ("手术安排表", OPERATIONS), ("学术沙龙日程", TALKS),
                                          ("家庭血压记录示范", PRESSURES), ("用法用量对照", DOSES)])
def test_a_table_of_containers_stays_whole_below_the_paragraph_that_leads_to_it(title, lines):
    body = f"<div class=content><p>{INTRO}</p>{rows(lines)}</div>"
    assert texts(title, body) == [INTRO, *(text for row in lines for text in row)]


@pytest.mark.parametrize("row", [("<a href=/x>2023-04-06 08:30</a>", "胆囊切除术", "王某某"), ("2023-04-06", "胆囊切除术", "举报")])
def test_rows_with_links_or_buttons_are_no_part_of_the_article(row):
    assert texts("手术安排通知", f"<div class=content><p>{INTRO * 3}</p>{rows([row] * 3)}</div>") == [INTRO * 3]


@pytest.mark.parametrize("title, lines", [("三次查房记录", ROUNDS), ("我们的二月", DIARY)])
def test_entries_that_begin_with_their_day_stay_where_nothing_else_is_the_article(title, lines):
    first, *others = [text for row in lines for text in row]
    found = texts(title, f"<div class=content>{rows(lines)}</div>")
    assert found[-len(others):] == others and found[:-len(others)] in ([], [first])


def test_readers_below_an_article_are_no_entries_of_it():
    said = [f"{text}{INTRO}" for _, text, _ in DIARY]
    article = "".join(f"<p>{text}</p>" for text in said)
    comments = rows([(name, "2020-02-08 21:43", "写得真好，谢谢分享给我们。") for name in ("半夏", "苏叶", "陈皮")])
    assert texts("我们的二月", f"<div class=content>{article}</div><div class=cs>{comments}</div>") == said


def test_rows_in_rows_are_looked_through_once(monkeypatch):
    visited: list[int] = []
    under = Tree.under

    def counted(tree: Tree, node: int) -> list[int]:
        found = under(tree, node)
        visited.append(len(found))
        return found

    monkeypatch.setattr(Tree, "under", counted)
    row, deep = "<div class=r><p>甲1</p><p>乙2</p></div>", 60
    inner = "".join(f"<p>行{n}</p>" for n in range(200))
    intro = "<h1>门诊安排</h1><p>以下是本月门诊的安排，请大家提前预约，按时到医院就诊。</p>"
    clean(f"{intro}{(row * 2 + '<div class=r>') * deep}{inner}{'</div>' * deep}".encode())
    assert sum(visited) < 10 * (200 + 4 * deep)


_LOG = [("2022-05-03 08:30", "急诊科", "患者胸痛一小时入院，心电图示前壁导联抬高，嚼服阿司匹林300mg。"),
        ("2022-05-03 08:47", "心内科", "会诊，诊断为急性前壁心肌梗死，家属签署知情同意书。"),
        ("2022-05-03 09:12", "导管室", "造影示前降支近段闭塞，植入支架一枚，血流恢复。"),
        ("2022-05-03 09:40", "监护室", "血压118/72mmHg，心率76次/分，继续观察。")]
_STAMPED = {"in elements of their own": "<h3>{a}</h3><b>{b}</b><p>{c}</p>",
            "beside who wrote": "<p>{a} {b}</p><p>{c}</p>",
            "in containers": "<div class=n><em>{a}</em><div class=t><p>{b}：{c}</p></div></div>"}


@pytest.mark.parametrize("stamped", _STAMPED.values(), ids=list(_STAMPED))
def test_the_first_day_of_a_log_stays_as_the_others_do(stamped):
    body = "".join(f"<div class=row>{stamped.format(a=a, b=b, c=c)}</div>" for a, b, c in _LOG)
    lines = texts("一次抢救的经过", body)
    assert [[a in line for line in lines].count(True) for a, _, _ in _LOG] == [1] * len(_LOG)
    flat = clean("\n".join(["一次抢救的经过", "首页 > 动态", *lines, "版权所有 安澜医院"])).text.split("\n")
    assert flat == lines


def test_the_page_s_day_is_no_entry_of_a_log():
    body = "<div class=a><div>2022-05-03 08:30</div>" + "".join(f"<p>{c}</p>" for _, _, c in _LOG) + "</div>"
    comments = "".join(f"<li><span>2022-05-0{n} 10:1{n}</span><p>{text}</p></li>" for n, text in enumerate(
        ("写得好，学习了。", "我父亲也是这样救回来的。", "感谢医护人员！"), 4))
    lines = texts("一次抢救的经过", f"{body}<div class=w><h3>网友评论</h3><ul>{comments}</ul></div>")
    assert lines == [c for _, _, c in _LOG]
    news = [line for title, day, text in (("护士节活动举行", "2022-05-12", _LOG[0][2]), ("义诊走进社区", "2022-05-11", _LOG[1][2]),
                                          ("新院区启用", "2022-05-10", _LOG[2][2])) for line in (title, day, text)]
    assert "2022-05-12" not in clean("\n".join(["首页 > 动态", *news, "版权所有 安澜医院"])).text.split("\n")


_MENU = "<ul>" + "".join(f"<li><a href=/>{name}</a></li>" for name in ("首页", "科室导航", "专家介绍", "就医指南")) + "</ul>"
_DOCTOR = ("<div class=expert><div class=intro><h4>个人简介</h4><div>主任医师，从事呼吸内科临床工作28年。<br>主持省级课题3项，发表论文40余篇。</div>"
           "<h4>学术任职</h4><ul><li>省医学会呼吸病学分会委员</li><li>市医学会呼吸病学分会副主任委员</li></ul>{beside}</div></div>")
_OWN = ["个人简介", "主任医师，从事呼吸内科临床工作28年。", "主持省级课题3项，发表论文40余篇。", "学术任职", "省医学会呼吸病学分会委员", "市医学会呼吸病学分会副主任委员"]


def _doctor(beside: str = "") -> list[str]:
    page = HEADED.format(title="周宁", body=_DOCTOR.format(beside=beside))
    return clean(page.replace("<h1>", f"{_MENU}<h1>")).text.split("\n")


def test_lists_and_headings_beside_the_only_paragraphs_belong_to_them() -> None:
    assert _doctor() == _OWN


@pytest.mark.parametrize("beside", ["<ul><li><a href=1>李娟 副主任医师</a></li><li><a href=2>王强 主治医师</a></li></ul>",
                                    "<h4>相关文章</h4><ul><li>冬季养肺</li><li>戒烟有方法</li></ul>", "<p>共找到三位医生</p>"])
def test_they_do_not_where_links_or_lists_of_others_stand_with_them(beside: str) -> None:
    assert _doctor(beside) == _OWN[1:3]


def test_they_do_not_where_the_text_has_several_paragraphs_or_a_menu_stands_there() -> None:
    page = HEADED.format(title="周宁", body=_DOCTOR.format(beside=""))
    more = "".join(f"<br>{text}" for _, _, text in _LOG)
    assert "学术任职" not in clean(page.replace("40余篇。", f"40余篇。{more}").replace("<h1>", f"{_MENU}<h1>")).text
    assert _doctor("<ul><li>联系我们</li><li>在线预约</li></ul>") == _OWN[1:3]


_LEAFLET = [["安济片说明书", "【适应症】", "用于治疗成人的轻度至中度高血压，可以单用，也可以与利尿剂合用，两周以后复查血压。", "【用法用量】", "口服，每次5 mg，每日一次，饭前或者饭后服用均可。"],
            ["【不良反应】", "1. 干咳、头晕", "2. 皮疹", "【禁忌】", "孕妇禁用"]]


def test_the_pages_of_a_document_that_was_made_html_belong_together() -> None:
    pages = "".join(f"<div class=pf><div class=pc>{''.join(f'<div class=t>{line}</div>' for line in lines)}</div></div>"
                    for lines in _LEAFLET)
    text = clean(f"<html><head><title>安济片.pdf</title></head><body><div id=pages>{pages}</div></body></html>").text
    assert text.split("\n")[-5:] == _LEAFLET[1]
    second = "<div class=pc><div class=t>【不良"
    boxes = pages.replace(second, f"<h3>本院介绍</h3>{second}")
    assert "【禁忌】" not in clean(f"<html><head><title>安济片</title></head><body><div>{boxes}</div></body></html>").text


def test_all_of_a_table_stays_of_which_one_cell_holds_the_only_paragraphs() -> None:
    rows = (("注册号：", "ChiCTR0000000000"), ("干预措施：", "参苓颗粒 6g bid"), ("样本量：", "120"))
    told = "<p>1. 年龄18～75岁；2. 心功能II～III级；3. NT-proBNP≥450pg/ml。</p><p>1. aged 18 to 75; 2. NYHA class II-III.</p>"
    table = "".join(f"<tr><td><p>{label}</p><p>Name：</p></td><td><p>{value}</p></td></tr>" for label, value in rows)
    body = f"<div>{_MENU}</div><div><table>{table}<tr><td><p>纳入标准：</p></td><td>{told}</td></tr></table></div>"
    text = clean(HEADED.format(title="参苓颗粒治疗心力衰竭", body=body)).text
    assert all(value in text and label in text for label, value in rows) and "纳入标准：" in text


def test_a_table_of_hours_beside_the_text_in_a_container_called_alike_stays() -> None:
    rows = (("时间", "周一", "周二"), ("上午", "专家门诊", "手术"), ("下午", "手术", "特需门诊"))
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    told = "".join(f"<p>{text}</p>" for text in (
        "擅长不孕不育症的规范诊治，尤其在多囊卵巢综合征、反复种植失败的个体化促排卵方面有丰富的经验。",
        "王秀兰，女，主任医师，从事临床工作近三十年，主持完成辅助生殖一万例，临床妊娠率连续五年保持领先。"))
    body = (f"<div>{_MENU}</div><div class=r><div class='con'>{told}</div><div class='con hours'><div>出诊时间</div>"
            f"<table>{table}</table></div><div class='con'><a href=/a>李桂芬</a><a href=/b>赵晨</a></div></div>")
    text = clean(HEADED.format(title="王秀兰主任医师", body=body)).text
    assert "出诊时间\n时间\t周一\t周二\n上午\t专家门诊\t手术\n下午\t手术\t特需门诊" in text and "李桂芬" not in text


OVERVIEW = ("<div class=intro><h2>疾病简介</h2><p>{}<a href=/a>[详细]</a></p></div>"
            "<div class=item><h2>典型症状</h2><p>大多数病人没有症状，或有上腹隐痛、食欲减退、餐后饱胀、反酸等表现。</p>"
            "<p>少数病人有贫血、消瘦、舌炎、腹泻，伴黏膜糜烂者上腹痛较明显，并可有出血。</p></div>"
            "<div class=item><h2>治疗</h2><p>奥美拉唑20mg，阿莫西林1.0g，克拉霉素0.5g，每日两次，疗程十到十四天。</p></div>")


def test_the_opening_of_an_entry_stays_without_its_link_to_the_whole_text():
    opening = "慢性胃炎是不同病因引起的各种慢性胃黏膜炎性病变，是一种常见病，其发病率在各种胃病中居首位。"
    assert texts("慢性胃炎", OVERVIEW.format(opening))[:3] == ["疾病简介", opening, "典型症状"]


def test_an_opening_that_breaks_off_is_a_teaser():
    opening = "慢性胃炎是不同病因引起的各种慢性胃黏膜炎性病变，是一种常见病，其发病率在..."
    assert opening[:12] not in "".join(texts("慢性胃炎", OVERVIEW.format(opening)))


def test_a_heading_of_which_nothing_else_stays_is_not_the_last_line_of_an_entry():
    sections = "".join(f"<div class=title><h2>{name}</h2></div><div class=para>{said}</div>" for name, said in [
        ("病因", "最重要的生化基础是高尿酸血症，正常成人每日约产生尿酸750mg，其中两成为外源性尿酸。"),
        ("表现", "多在午夜或清晨突然起病，关节剧痛，数小时内受累关节出现红、肿、热、痛和功能障碍。"),
        ("治疗", "限酒，减少高嘌呤食物的摄入，大量饮水，控制体重，增加新鲜蔬菜的摄入，秋水仙碱首次1mg。")])
    references = ("<dl class=reference><dt class=reference-title>参考资料</dt><dd class=wrap><ul><li><span>1.</span> 诊疗指南"
                  "[引用日期2017-05-12]</li></ul></dd></dl>")
    found = texts("痛风", f"<div class=main>{sections}{references}</div><div class=side>图集</div>")
    assert found[0] == "病因" and found[-1].endswith("首次1mg。")


def test_a_label_whose_value_is_a_link_stays_beside_others():
    rows = [("就诊科室", "内科"), ("治愈率", "50%"), ("治疗费用", "市三甲医院约3000元，不同医院收费标准不一致"),
            ("治疗方法", "<a href=/a>保守治疗、手术治疗</a><a href=/b>[详细]</a>"),
            ("并发疾病", "<a href=/c>灼性神经痛</a> <a href=/d>[详细]</a>")]
    entry = "".join(f"<dd><i>{label}：</i>{value}</dd>" for label, value in rows)
    found = texts("趾间神经痛", f"<div class=chi><dl class=info><dt>诊疗知识</dt>{entry}</dl></div>")
    assert found[-2:] == ["治疗方法：保守治疗、手术治疗", "并发疾病：灼性神经痛"]
    links = "".join(f"<dd><i>{label}：</i><a href=/{n}>{value}</a></dd>" for n, (label, value) in enumerate(rows[:3]))
    beside = texts("趾间神经痛", f"<div><p>{INTRO}</p><p>{INTRO}</p></div><dl>{links}</dl>")
    assert "治愈率" not in "".join(beside)


PARTS = [("适用人群", "六个月以上、没有禁忌证的人都可以接种，老人和儿童优先，接种点都在社区卫生服务中心，节假日也不休息，带上身份证就可以前往。"),
         ("接种时间", "每年九月开始，十月底以前完成，流行季节没有结束也可以补种，孩子要由家长陪同，发热的人应当推迟，痊愈以后再来登记。"),
         ("接种以后", "留下观察三十分钟，没有不适才能离开，当天不要洗澡，注意休息，接种的地方可能红肿，一般两三天就会消退，不必用药。")]
LEAD = "流感疫苗是预防流感最有效的手段，接种以后两到四周产生抗体，可以保护六到八个月，所以每年都要接种一次，最好赶在流行季节到来之前。"


def parted(link: str = "") -> list[str]:
    body = "".join(f"<div class='block {bg}'><div class=set><div class=head>{title}{link}</div><div class=words>"
                   f"<p>{text}</p></div></div></div>"
                   for (title, text), bg in zip([("疫苗的作用", LEAD), *PARTS], ("lead", "grey", "", "grey")))
    html = f"<html><head><title>安澜县卫生署</title></head><body><h2>流感疫苗</h2><div class=page>{body}</div></body></html>"
    return clean(html).text.split("\n")


def test_sections_of_a_page_without_a_headline_are_all_the_articles():
    assert parted() == ["疫苗的作用", LEAD, *(text for part in PARTS for text in part)]


def test_boxes_that_lead_on_are_no_sections_there():
    assert parted("<a href=/x>更多</a>") == [LEAD]
