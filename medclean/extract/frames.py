"""Which lines of a thread frame its posts, and why: who wrote one, when, on which floor, what stands beside each."""
from __future__ import annotations

from ..days import HOUR
from ..dialogue import ANSWERS, BUTTONS, DOCTOR, FLOOR, HOSPITAL, LETTER, is_state
from ..patterns import HAN, lazy_regex
from ..staff import RANKED
from ..tables import alternatives, fold, words
from ..values import DOSE, is_of_care
from .areas import DOCTOR_CARD
from .around import find_cards, find_furniture, find_heads, find_signatures, find_spoken
from .survey import Survey

_POST = lazy_regex(r"\A楼主 ?: ?\S{1,16}\Z|发表于|发布于|只看该作者|来自.{2,8}(?:客户端|网页)|"
                   rf"\A(?!谢谢)(?:{alternatives('surnames')})[{HAN}·]{{1,3}}\s?(?:{RANKED}|副?主任|教授|医生)"
                   r"(?=\W|\Z|回[答复]|的回[答复])|"
                   r"\A(?:匿名|热心)?(?:会员|用户|网友|游客)[\d*]{0,16}\Z|\A\S{1,16} ?[Ll][Vv]\.? ?[12]?\d\Z|"
                   r"\A(?:\d+ ?(?:[个条则] ?)?(?:回[复帖应]|评论|浏览|阅读|点击|查看|亮|赞|收藏)[\s/·|,]*){1,4}\Z|"
                   r"\A(?:追?[问答]|回答|提问者(?:采纳|评价|追问)|向 ?(?:TA|[他她])提问|[Tt][Aa]帮助了 ?\d+ ?人)\Z")
_WHICH_HOSPITAL = lazy_regex(r"(?:哪|什么|推荐|求).{0,8}(?:医院|诊所|科室|专家)|医院.{0,8}(?:好|推荐|靠谱)")
_FILED = lazy_regex(  # in the form of a letter to an office
    r"(?:信件|来信|写信|留言|咨询|[提发]问|答复|回[复覆]|办理|处理|受理)(?:人|者|编号|状态|单位|部门|时间|日期|类[型别]|标题|主题|科室|对象)"
    r" ?(?:[:\t](?! ?\d\d?:\d\d)|\Z)|.{1,12}[问答] ?:\Z|(?:来信|答[复覆])内容\Z")
_VALUED = lazy_regex(r"[^:\t]{0,9}[^:\t容]\Z")  # such a label alone, with its value in the next line
_ON_A_FLOOR = lazy_regex(r"(?:第? ?\d+ ?楼|# ?\d+|\d+ ?#)\W{0,3}(?!楼主|作者|用户|来自|发[表布帖]|回复|时间|积分|[Ii][Pp])\w{1,16} ?: ?\w")
_SAID = lazy_regex(r"\w{4}[。?!]")  # a sentence, with who wrote it and when behind it
_LENGTH = lazy_regex(r"\( ?\d+ ?(?:bytes|reads|字节?|次)")
_QUOTED = lazy_regex(r"@?\S{1,20} ?(?:写道|写了|说道?|said|wrote) ?:\Z")
_ATTRIBUTED = lazy_regex(
    r"引用 ?:?\Z|(?:引用 ?:? ?)?(?:原[帖文]由|最初由|下面引用由|引用) ?.{1,40}(?:发[表布]|写)(?:的?内容|的)? ?:?\Z|\S{1,20} wrote ?:\Z|"
    r"※ ?引[述用].{1,40}之铭言|.{1,30}在.{0,6}(?:帖子|大作|文章)中(?:提到|写道) ?:\Z|"
    r"引用(?:第? ?\d+ ?楼)?.{1,20}的(?:帖子|发言|回复) ?:?\Z|回[复覆] ?# ?\d+ ?@?\w{0,16} ?:?\Z")
_SKILLS = lazy_regex(r"\W{0,2}(?:擅长|擅長|专长|專長|主治)(?:领域|領域|疾病)?\s?[:：]")  # of a doctor's card
_OF_CASE = lazy_regex(rf"[{HAN}]{{1,6}}(?:(?<!历)史|症状|诊断|用药|检查|治疗)(?:情况|结果)?\W?")
_LONGEST_LETTER_HEAD = 160  # characters


class Frames:
    """What frames the posts of a page: of a thread by what its lines have in common, too."""

    def __init__(self, page: Survey) -> None:
        self._page = page
        asked = fold(page.tree.said(page.headline))
        self._hospital_asked = _WHICH_HOSPITAL.search(asked) is not None  # then its name alone is an answer
        self._spoken: frozenset[int] = find_spoken(page) if page.forum else frozenset()
        self._repeated: list[tuple[frozenset[int], str]] = [
            (find_cards(page), "it tells of who wrote: the same labels stand beside other posts"),
            (find_heads(page), "it tells who wrote a post: a line of its kind stands in each"),
            (find_furniture(page), "a short line that half of the posts hold, but for numbers"),
            (find_signatures(page), "it signs posts: the same line, or under a rule, below each of them"),
        ] if page.forum else []

    def reason(self, index: int) -> str:
        """Return why a line of a post only frames it; empty where somebody wrote it."""
        if self._tells_of_a_post(index):
            return "it tells who wrote a post, when, or which floor it is"
        return next((why for lines, why in self._repeated if index in lines), "")

    def _tells_of_a_post(self, index: int) -> bool:
        """Whether a line tells who wrote a post, when, or which floor it is, in words that pages have for that."""
        look, text = self._page.looks[index], self._page.tree.lines[index].text
        if index in self._spoken:
            return False
        if _SKILLS.match(text) or look.size <= 120 and text[-1:] not in "。！？" and DOCTOR_CARD.match(fold(text)):
            return True
        folded = fold(text[:_LONGEST_LETTER_HEAD])
        if index and look.size <= 40 and self._is_valued(index):
            return True
        if look.size < _LONGEST_LETTER_HEAD and (LETTER.match(folded) or self._leads_to_a_post(index)):
            return True  # boards that were once read by telnet write posts as letters
        pressed = BUTTONS.match(folded) and folded not in words("dialogue_words", "cheer")
        if is_state(folded) or pressed and look.size <= 40:
            return True
        if look.prose or look.size > 40 or DOSE.search(folded):
            return False
        if look.own < look.size and _QUOTED.match(folded):
            return True
        if _ATTRIBUTED.match(folded) or _FILED.match(folded) or HOSPITAL.match(folded) and not self._hospital_asked:
            return True
        if not look.info and _ON_A_FLOOR.match(folded):
            return False
        of_care = is_of_care(folded) and not HOUR.search(folded)
        if look.info and (of_care or _SAID.search(folded) or self._answers(index)):
            return False
        framed = FLOOR.search(folded) or _POST.search(folded) or ANSWERS.match(folded) or DOCTOR.match(folded)
        return look.info or bool(framed)

    def _answers(self, index: int) -> bool:
        """Whether a line with a day is the value of a case's label above it: 过敏史 | 无（2020-09-28填写）."""
        tree, above = self._page.tree, max(index - 1, 0)
        beside = tree.parents[tree.lines[index].node] == tree.parents[tree.lines[above].node]
        return beside and _OF_CASE.fullmatch(fold(tree.lines[above].text)) is not None

    def _is_valued(self, index: int) -> bool:
        """Whether a short line is the value of a label alone right above it, in the same container: 办理状态 | 已办结."""
        tree = self._page.tree
        above, label = tree.lines[index - 1], tree.lines[index - 1].text
        parent = tree.parents[tree.lines[index].node]
        return (parent in (above.node, tree.parents[above.node]) and _VALUED.match(label) is not None
                and _FILED.match(fold(label)) is not None)

    def _leads_to_a_post(self, index: int) -> bool:
        """Whether an item of a list is an entry of an index of replies: a link, who wrote it, the hour at the end.

        Where the link is short it says, too, how long the reply is or how often it was read.
        """
        look, line = self._page.looks[index], self._page.tree.lines[index]
        if line.tag != "li" or not line.link_chars or not HOUR.search(line.text, max(look.size - 30, 0)):
            return False
        return line.link_chars * 10 >= look.size * 3 or _LENGTH.search(fold(line.text)) is not None
