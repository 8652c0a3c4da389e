"""Where the lines alone tell of a much shorter article than the page's containers, what they leave out goes."""
from __future__ import annotations

from typing import Mapping

from medclean.document import Document
from medclean.extract import Verdict
from medclean.parse.html import parse_html
from medclean.strip import Strip, _is_parted

_OWN = ["青禾社区医院本周起为六十五岁以上老人免费体检，项目包括血压、血糖和心电图。",
        "院长介绍，检查结果会记入健康档案，由家庭医生每季度随访一次，并给出饮食和运动的建议。"]
_BELOW = [f"第{mark}件事：研究人员跟踪了五千名志愿者，发现经常运动的人更少生病，睡眠也更好，情绪..." for mark in "甲乙丙丁戊己庚辛"]


def _read(below: str) -> tuple[Document, dict[int, Verdict]]:
    html = (f"<body><h1>社区医院开展老年人体检</h1><div>2021-03-04 10:20 来源：青禾晚报</div><p>{_OWN[0]}</p><p>{_OWN[1]}</p>"
            f"<div>责任编辑：周小雨</div>{below}</body>")
    page = parse_html(html)
    doc = Document(format="html", lines=page.lines, nodes=page.nodes, images=page.images)
    return doc, {line.number: Verdict(len(line.text) > 30, "a test says so") for line in doc.lines}


def _kept(doc: Document, verdicts: Mapping[int, Verdict]) -> list[str]:
    return [line.text for line in doc.lines if verdicts[line.number].keep]


_LISTED = "<h3>相关阅读</h3>" + "".join(f"<p>{text}</p><i>2021-03-01 阅读(20)</i>" for text in _BELOW)


def test_what_both_readings_share_stays_where_one_is_much_longer() -> None:
    doc, verdicts = _read(_LISTED)
    confirmed = Strip()._confirmed(doc, verdicts)
    assert _kept(doc, verdicts) == _OWN + _BELOW and _kept(doc, confirmed) == _OWN
    assert all("the lines alone say so too" in each.why for number, each in confirmed.items()
               if verdicts[number].keep and not each.keep)


def test_an_article_that_both_readings_tell_of_is_left_as_it_is() -> None:
    doc, verdicts = _read("<p>行动不便的老人可以预约上门服务，费用全免，居民带身份证到一楼大厅登记即可，周末也开放。</p>")
    assert Strip()._confirmed(doc, verdicts) is verdicts


def test_another_article_among_the_lines_is_no_confirmation() -> None:
    doc, verdicts = _read(_LISTED)
    verdicts = {number: each._replace(keep=each.keep and doc.lines[number - 1].text not in _OWN)
                for number, each in verdicts.items()}
    assert Strip()._confirmed(doc, verdicts) is verdicts


def test_only_what_is_in_parts_is_read_again() -> None:
    doc, verdicts = _read(_LISTED)
    assert _is_parted(doc, verdicts)
    assert not _is_parted(doc, {number: each._replace(role="post") for number, each in verdicts.items()})
    assert not _is_parted(*_read(""))
