"""How the head's title and a line are compared."""
from __future__ import annotations

from medclean.titles import bare, pieces


def test_titles_are_compared_by_their_letters_in_one_script():
    assert bare("【專題】 Ａ型流感：怎麼_防？") == bare("专题 a型流感 怎么防") == "专题a型流感怎么防"


def test_a_title_may_stand_in_a_cell_or_behind_a_label():
    assert list(pieces("楼主\t主题：[求助] 夜里腿抽筋")) == ["楼主", "主题：[求助] 夜里腿抽筋", "[求助] 夜里腿抽筋", " 夜里腿抽筋"]


def test_a_hostile_line_has_few_pieces():
    assert len(list(pieces("a:" * 5000 + "\t" * 5000))) < 20
