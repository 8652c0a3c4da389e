"""Rules for what a page remarks about itself around an article: its pictures, its origin, its readers, its newsroom."""
from __future__ import annotations

import re
from typing import Iterator

from ..document import Edit
from ..metadata.marks import find_marks
from ..patterns import lazy_regex
from ..rules import Lines, drop, rule
from . import shape
from .labels import prose_edges, prose_numbers

_PICTURE = r"(?:[题头首封配插文]图|封面图?|图片|照片|图源|图文|配图)"
_CREDIT = lazy_regex(
    rf"\W{{0,4}}(?:(?:本文|文[中内]|部分|以上|文章|本站|所[用有]|使用|内文){{0,3}}{_PICTURE}(?:素材|资料|及文字|和文字|内容)?\s?"
    r"(?:[均皆都系]|全部|部分)?\s?(?:来源于?|来自于?|源[于自]|选自|取自|摘自|引自|出自|转自|版权)|图源)\s?[:/丨|·]?\s?"
    r"(?P<where>[^。:]{2,40}?)[。!]?\W{0,3}", re.IGNORECASE)
_TAKEN = lazy_regex("(?:(?:如|若)?[有涉]?侵(?:权)?[^。]{0,12}[删除联系]{1,2}[^。]{0,12})")
_LONGEST_CREDIT = 70  # characters
_ALL = lazy_regex(r"网络|侵|部分|[均皆都]|本文|文[中内章]|[题头首封]|配图|互联网")
_SHOWN = lazy_regex(r"[图表]\s?\d|患[者儿]|病[人例理历灶]|术[中前后]|标本|切片|检查|该|我|他|她")


@rule("S117", "picture-credit", marks=("图", "照片", "封面"), whole=True,
      hits=["（图片来源于网络，侵删）", "题图来源：视觉中国", "图源网络", "部分图片来自网络，如有侵权请联系删除", "首圖來源：Pixabay",
            "题图来自Unsplash，基于CC0协议", "封图来源｜站酷海洛"],
      keeps=["图片来自该患者术中录像。", "图片来源：患者，男，56岁，胸部CT", "照片来自120例患者的病理切片。",
             "疫苗已运抵本市，各接种点准备就绪。\n图片来源：云溪日报\n接种者须携带身份证，接种后留观30分钟。", "图1来源于第三组标本",
             "图片取自术后第3天的检查", "图片来源于临床，供低年资医师学习。读片前请先阅读病史。"])
def picture_credit(lines: Lines) -> Iterator[Edit]:
    """A line that says where the page's pictures are from, and whom to ask about them: short, and of nobody's body.

    Between the paragraphs it must speak of several pictures, or of the one above all: 图片来源：某某社 under a picture
    is a part of its caption.
    """
    credited = [line for line in lines.having("图", "照片", "封面") if len(line.text) <= _LONGEST_CREDIT]
    last = prose_numbers(lines)[1] if credited else 0
    for line in credited:
        text = line.text.strip()
        found = _CREDIT.fullmatch(text)
        if found and (line.number > last or _ALL.search(text)) and not _SHOWN.search(found["where"]) \
                and not shape.is_matter(_TAKEN.sub("", text)):
            yield drop(line, "a line that says where the pictures are from")


_PAGE = "(?:本文|此文|该文|本篇|文章|以上内容)"
_ORIGIN = lazy_regex(
    rf"\W{{0,4}}{_PAGE}(?:已)?(?:获|经)[^。,]{{0,24}}授权(?:转载|发布|刊[登载发]|使用)?[^。]{{0,24}}|"
    rf"\W{{0,4}}{_PAGE}(?:由|系)[^。,]{{1,24}}(?:授权发布|原创(?:作品|内容|文章)?|整理)(?:,[^。]{{0,40}})?|"
    rf"\W{{0,4}}{_PAGE}(?:首发|转载|摘[自编]|整理|综合|编译|转)(?:于|自)[^。,]{{2,30}}|"
    r"\W{0,4}(?:综合|据)[^。,]{2,24}(?:综合)(?:整理|报道)?|"
    rf"\W{{0,4}}{_PAGE}(?:经|由)[^。,]{{0,24}}(?:医[生师]|专家)[^。,]{{0,6}}(?:审核|审阅|审校)")
_NO_ORIGIN = lazy_regex(r"病例|临床|数据|指南|文献|委员会|患者|材料|实践")


@rule("S118", "origin", marks=("本文", "此文", "该文", "本篇", "文章", "以上内容", "综合"),
      hits=["【本文獲「骨科物理治療師Kelvin」授權轉載。】", "本文已获作者授权转载", "本文转自健康时报", "本文首发于微信公众号“丁香医生”",
            "据新华社、健康时报综合", "※ 本文由某某健康網整理，歡迎加入粉絲團", "本文经由专业医生审核", "以上内容由健康时报授权发布"],
      keeps=["本文整理自120例患者的病历。", "本文由浅入深，整理了高血压的用药原则。", "本文获国家自然科学基金资助", "文章摘自《黄帝内经》，讲的是四时养生。",
             "本文经伦理委员会审核", "据了解，诊断需要综合判断。", "综合治疗后，患者症状消失", "本文综合于临床实践"])
def origin(lines: Lines) -> Iterator[Edit]:
    """A line that says where the page appeared first, who let it be printed here, or who looked it over."""
    for line in lines:
        text = line.text.strip()
        if 5 <= len(text) <= 60 and _ORIGIN.fullmatch(text.rstrip("。]】)")) and not shape.is_matter(text) \
                and not _NO_ORIGIN.search(text):
            yield drop(line, "a line that says where the page first appeared, or who let it be printed")


_WISH = lazy_regex(
    r"(?:欢迎|记得|请|别忘|可以|动动|麻烦|给[我小]|如果|觉得|喜欢|看完|随手|一键|有什么|什么看法|怎么看|[吗呢]\?).{0,30}?"
    r"(?:(?:点|给)(?:一?个|一下|亮)?[“\"「『]?(?:赞|在看)|(?:转发|分享)给(?:更多|身边|你|您|家人|朋友|亲)|"
    r"(?:评论区|留言区).{0,6}(?:留言|讨论|评论|分享|交流|互动|告诉)|(?:文末|下方)(?:留言|评论|点赞)|"
    r"留言(?:讨论|互动|交流|区|评论|分享)|(?:点赞|转发|收藏|评论)(?:[、,和+]\s?(?:点赞|转发|收藏|评论|关注|在看)){1,4}|"
    r"关注(?:我|一下|本号|小编)(?!的?(?:病|身|健康状)))|^\W{0,4}分享让更多人看到|"
    r"^\W{0,4}关注(?:我们|我|小编|本号)(?!的)|^\W{0,4}(?:点(?:赞|分享|收藏|在看|点赞)\W{0,2}){2,}$")
_WISHED = ("赞", "在看", "转发", "分享", "收藏", "评论", "留言", "关注")


@rule("S119", "wish", marks=_WISHED,
      hits=["喜欢本文的朋友，记得点赞、转发、收藏哦！", "如果觉得有用，请点个赞吧！", "觉得文章不错，欢迎转发给身边的朋友",
            "对此，你怎么看？欢迎留言讨论。", "你身边有肺结节的朋友吗？欢迎在评论区留言讨论。", "看完记得点个“在看”", "关注我们，获取更多健康知识",
            "想了解更多健康知识，可以关注我哦", "点分享 点收藏 点在看 点点赞"],
      keeps=["请转发至上级医院会诊", "出院后请关注我的伤口愈合情况", "如果孩子发热，请给家长留言", "患者在评论区留言说，停药后头痛缓解。",
             "请关注血压，每日测量两次。", "她喜欢分享给我们康复的心得，也喜欢听别人的经历。后来她的病情稳定了。", "关注我的孩子体温39℃",
             "“你怎么看？”他问。医生让他留言给家属，并讨论了手术的方案，最后大家都同意了。"])
def wish(lines: Lines) -> Iterator[Edit]:
    """A wish to the reader: to like the page, to pass it on, to write what he thinks below it."""
    for line in lines:
        text = line.text.strip()
        if 4 <= len(text) <= 60 and "。" not in text[:-1] and _WISH.search(text) and not shape.is_matter(text):
            yield drop(line, "a wish to the reader about the page")


_NEWSROOM = lazy_regex(r"\W{0,4}(?:(?:新闻|爆料|报料|新闻(?:爆料|报料)|报社|记者|作者|编辑|商务|商务合作|广告|广告合作|广告投放|媒体合作)"
                       r"(?:热线|电话|邮箱|信箱|微信|合作)|商务合作(?:请)?(?:联系|加)?(?:微信)?)\s?[:：]\s?[\w.+@\-、/()]{5,60}")
_ADDRESS = lazy_regex(r"[\w.+-]{2,30}@[\w-]{1,30}(?:\.\w{2,10}){1,4}")
_REACHED = ("热线", "电话", "邮箱", "信箱", "合作", "微信")


@rule("S135", "newsroom", marks=(*_REACHED, "@"), whole=True,
      hits={"新闻热线：0571-85311111": "", "报料热线：962288": "", "商务合作：bd@example.com": "",
            "昨日，云溪医院举行义诊，二十名专家为市民免费看病。\nwang@example.com": "昨日，云溪医院举行义诊，二十名专家为市民免费看病。"},
      keeps=["咨询热线：12320", "投稿邮箱：news@example.com", "新闻发布会联系电话：0571-85311111", "请把报名表发到以下邮箱：\nwang@example.com",
             "联系人：王医生\nwang@example.com\n报名截止3月5日。"])
def newsroom(lines: Lines) -> Iterator[Edit]:
    """How to reach those who made the page; an address alone is its writer's below the last sentence."""
    for line in lines.having(*_REACHED):
        if len(line.text) <= 80 and _NEWSROOM.fullmatch(line.text.strip()):
            yield drop(line, "how to reach those who made the page")
    for line in lines.having("@"):
        if _ADDRESS.fullmatch(line.text.strip()):
            at = lines.index(line)
            above = lines[at - 1].text.rstrip()[-1:] if at else ""
            if above and above in "。!?”」" and prose_edges(lines)[1] < at:
                yield drop(line, "the address of who wrote the page")


_OFFICE = lazy_regex(r"[\u4e00-\u9fff]{1,12}(?:科|部|中心|处|室|组|办|社|站)(?:\s[\u4e00-\u9fff]{2,4})?|"
                     r"[\u4e00-\u9fff·]{2,4}\s[\u4e00-\u9fff]{2,24}(?:记者|医[生师]|教授|主任|研究员|药师|护师|编辑|专家)")


@rule("S136", "credit",
      hits={"患者现已康复出院，医生提醒大家注意防护。\n策划：健康部\n制作：新媒体中心": "患者现已康复出院，医生提醒大家注意防护。",
            "患者现已康复出院，医生提醒大家注意防护。\n供稿：产科 周敏": "患者现已康复出院，医生提醒大家注意防护。",
            "患者现已康复出院，医生提醒大家注意防护。\n审核：王晓明 云溪医院感染科主任医师": "患者现已康复出院，医生提醒大家注意防护。"},
      keeps=["审核：检验科\n报告由检验科审核后发出，患者凭就诊卡领取报告。", "会诊由以下科室完成，结果见病历。\n统筹：医务部协调床位，护理部安排人员。"])
def credit(lines: Lines) -> Iterator[Edit]:
    """Below the text, the office or the expert that made the page, behind a label of such work: 供稿, 策划, 审核."""
    last = prose_edges(lines)[1]
    for line in lines[last + 1:] if last >= 0 else ():
        text = line.text.strip()
        marks = find_marks(text) if 4 <= len(text) <= 30 else []
        if len(marks) == 1 and not marks[0].start and marks[0].field in ("authors", "editors", "EDITING") \
                and _OFFICE.fullmatch(text[marks[0].end:]):
            yield drop(line, "who made the page, behind a label of such work")
