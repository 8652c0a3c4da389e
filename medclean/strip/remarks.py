"""Rules for what a page remarks about itself around an article: its pictures, its origin, its readers, its newsroom."""
from __future__ import annotations

import re
from typing import Iterator

from ..document import Edit
from ..lists import heading_kind
from ..metadata.marks import COLONS, find_marks, label_words
from ..metadata.told import is_publisher
from ..patterns import HAN, lazy_regex
from ..phrases import marks, phrases
from ..rules import Lines, drop, rule
from ..staff import OFFICE, OFFICE_END, PRESS_OFFICE, TITLE, is_ward
from ..tables import alternatives
from ..values import holds_value, is_matter
from . import shape

_PARTS = lazy_regex(r"[,;、/|·()]+")
_WEB = lazy_regex(r"(?:来自)?(?:互联网|网络)(?:公开(?:资料|渠道))?|网上|(?:版权|正版|商用)图库|图虫(?:创意)?|视觉中国|"
                  r"站酷(?:海洛)?|[摄千包全壹]图网|全景(?:视觉|网)|东方IC|高品图像|达志影像|Getty(?: ?Images)?|iStock|Shutterstock|123RF|Pixabay|"
                  r"Unsplash|Pexels|Freepik|Canva|AI生成", re.IGNORECASE)
_NO_PRESS = lazy_regex(rf"{OFFICE_END}\Z|(?<!电视)(?<!广播电)台\Z|健康\Z|医学\Z|[管经脉巴维膜]网\Z")
_CLAIM = lazy_regex(r"侵权|侵删|如侵|版权|CC0|CC\s?BY|授权|联系(?:我们|本[站网号]|作者|小编|后台|删)", re.IGNORECASE)


def is_press(text: str) -> bool:
    """Return whether a text names who publishes: the net, a paper, a site; 肺部, 手术台 end as offices and stations do."""
    text = text.strip(" “”\"'《》「」『』")
    return bool(_WEB.fullmatch(text)) or text.endswith("卫健委") or is_publisher(text) and not _NO_PRESS.search(text)


def _are_press(text: str) -> bool:
    """Whether every part of a text names who publishes, or says whose rights these are, and the first names one."""
    parts = [part for part in _PARTS.split(text.removesuffix("等")) if part.strip()]
    return bool(parts) and is_press(parts[0]) and all(is_press(part) or _CLAIM.search(part) for part in parts)


_PICTURE = "(?:[题头首封配插文]图|封面图?片?|图片|照片|图源|图文|素材)"
_CREDIT = lazy_regex(
    rf"\W{{0,4}}(?:(?:本文|文[中内]|部分|以上|文章|本站|所[用有]|使用|内文){{0,3}}{_PICTURE}"
    rf"(?:[及和与、](?:本文|文[中内])?{_PICTURE})?(?:素材|资料|及文字|和文字|内容)?\s?"
    rf"(?:[均皆都系]|全部|部分)?\s?(?:来源于?|来自于?|源[于自]|选自|取自|摘自|引自|出自|转自|版权)|图源)\s?[{COLONS}]?\s?"
    r"(?P<where>[^。:]{2,40}?)[。!]?\W{0,3}|"
    r"[(【\[](?:示意|情境|资料|设计)?(?:图片?|照片?)\s?[/:]\s?(?:取自|翻摄自?|截自|来自|来源)\s?(?P<taken>[^。:()]{2,30}?)[)】\]]",
    re.IGNORECASE)
_TAKEN = lazy_regex("(?:(?:如|若)?[有涉]?侵(?:权)?[^。]{0,12}[删除联系]{1,2}[^。]{0,12})")
_HEAD = lazy_regex(r"\W{0,4}(?:[题头首封]图|封面).*[A-Za-z]{4}")  # of the page: a name in Latin letters is its maker's
_LONGEST_CREDIT = 70  # characters
_ALL = lazy_regex(r"网络|侵|部分|[均皆都]|本文|文[中内章]|[题头首封]|配图|互联网")
_POINTED = lazy_regex(  # ▲疝气患者应避免提重物。(情境照,图中人物与本文无关)
    r"\W{0,2}[▲▼△▽◀▶►◄↑↓](?P<what>[^()。]{2,60}。?)\((?:[^()]{0,24}(?:情境照|资料照|示意[图照]|资料图片?|档案照|翻摄)[^()]{0,24}|"
    r"[^()]{0,24}(?:[图照影][/|:]?[^()]{0,20}提供|[院方局署会司校友友属者人]提供|摄影?))\)\W?")
_SHOWN = lazy_regex(r"[图表]\s?\d|患[者儿]|病[人例理历灶]|术[中前后]|标本|切片|检查|该|我|他|她")


@rule("S117", "picture-credit", marks=("图", "照片", "封面", "照", "摄", "提供", "来源"), whole=True,
      hits=["▲疝氣患者應避免提重物。（情境照，圖中人物與本文無關／資料照）",
            "图片来源：图虫创意", "图片来源：Shutterstock", "（图片来源于网络，侵删）", "题图来源：视觉中国", "图源网络", "部分图片来自网络，如有侵权请联系删除", "首圖來源：Pixabay",
            "题图来自Unsplash，基于CC0协议", "（示意圖／取自Pixabay）", "封图来源｜站酷海洛", "题图来源：站酷海洛 Plus",
            "本文封面图片及文内图片来自版权图库，转载使用可能引发版权纠纷"],
      keeps=["▲血钾升高（见图3）", "↑血钾升高（见于摄入过多）", "▼食盐不超过5克（钠摄入过多会升高血压）", "▲孕妇禁用（资料图）",
             "▲误服立即送医（说明由中毒控制中心提供）", "↑血压升高（来源于肾脏）", "图片来自该患者术中录像。", "图片来源：患者，男，56岁，胸部CT", "照片来自120例患者的病理切片。",
             "疫苗已运抵本市，各接种点准备就绪。\n图片来源：云溪日报\n接种者须携带身份证，接种后留观30分钟。", "图1来源于第三组标本",
             "图片取自术后第3天的检查", "（示意圖／取自胃鏡）", "题图来自患处", "（示意图/第3例）", "图片来源于临床，供低年资医师学习。读片前请先阅读病史。",
             "题图来自该患者的胃镜", "部分照片来自尸检", "部分图片取自X光片", "图片来自胃镜", "图源：胃镜", "以上图片来源于胃镜所见", "图源：MRI", "部分图片来自肺部", "图片来自云溪医院",
             "图片来自解剖台", "图片来自网络，箭头所示为侵犯的血管"])
def picture_credit(lines: Lines) -> Iterator[Edit]:
    """A line that says where the page's pictures are from, and whom to ask about them: short, and of nobody's body.

    The source must be the net or one that publishes: 图片来自胃镜 says what the picture shows.
    Between the paragraphs it must speak of several pictures, or of the one above all: 图片来源：某某社 under a picture
    is a part of its caption.
    """
    credited = [line for line in lines.marked if len(line.text) <= _LONGEST_CREDIT]
    last = shape.prose_numbers(lines)[1] if credited else 0
    for line in credited:
        text = line.text.strip()
        pointed = _POINTED.fullmatch(text)
        if pointed and not (shape.directs(pointed["what"].strip()) or holds_value(text)):
            yield drop(line, "the caption of a picture, with who took it")
            continue
        found = _CREDIT.fullmatch(text)
        where = found and (found["where"] or found["taken"])
        if found and where and (line.number > last or _ALL.search(text) or found["taken"]) \
                and (_are_press(where) or _HEAD.match(text)) and not _SHOWN.search(where) \
                and not is_matter(_TAKEN.sub("", text)):
            yield drop(line, "a line that says where the pictures are from")


_PAGE = "(?:本文|此文|该文|本篇|文章|[本该]词条|以上内容)"
_ORIGIN = lazy_regex(
    rf"\W{{0,4}}{_PAGE}(?:已)?(?:获|经)[^。,]{{0,24}}授权(?:转载|发布|刊[登载发]|使用)?"
    r"(?:[^。,]{0,12}|,[^。,]{0,8}(?:转载|许可|侵权)[^。,]{0,8})|"
    rf"\W{{0,4}}{_PAGE}(?:由|系)[^。,]{{1,24}}(?:授权发布|原创(?:作品|内容|文章)?)|"
    rf"\W{{0,4}}{_PAGE}(?:由|系)(?P<by>[^。,]{{1,24}})整理(?:,欢迎[^。]{{0,40}})?|"
    rf"\W{{0,4}}{_PAGE}(?:首发于|转载[于自]|转自|[原刊]载于|刊登于)[^。,]{{2,30}}|"
    rf"\W{{0,4}}原文(?:首发|刊[登载]|发表|转载)[于自](?P<there>[^。,]{{2,30}})|"
    rf"\W{{0,4}}{_PAGE}(?:摘[自编]|摘编自|整理自|综合自|编译自)(?P<out>[^。,]{{2,30}})|"
    rf"\W{{0,4}}{_PAGE}摘[自编]《[^》]{{2,30}}》,?[{HAN}]{{2,12}}(?:出版(?:社|公司)?|文化)(?:出版|授权)?|"
    r"\W{0,4}(?:综合|据)(?P<after>[^。,]{2,24})综合(?:整理|报道)?|"
    rf"\W{{0,4}}{_PAGE}(?:经|由)[^。,]{{0,24}}(?:医[生师]|专家)[^。,]{{0,10}}(?:审核|审阅|审校)")
_NO_ORIGIN = lazy_regex(r"病例|临床|数据|指南|文献|委员会|患者|材料|实践")


@rule("S118", "origin", marks=("本文", "此文", "该文", "本篇", "文章", "词条", "以上内容", "综合", "原文"),
      hits=["（原文刊載於雲溪健康網）", "本文原载于《云溪健康报》", "【本文獲「骨科物理治療師Kelvin」授權轉載。】", "本文已获作者授权转载", "本文转自健康时报", "本文首发于微信公众号“丁香医生”",
            "据新华社、健康时报综合", "※ 本文由某某健康網整理，歡迎加入粉絲團", "本文经由专业医生审核", "本文摘自《心脏不老的早餐》，云溪出版社",
            "本词条由云溪医院神经外科主任医师审核", "以上内容由健康时报授权发布"],
      keeps=["本文整理自120例患者的病历。", "本文由浅入深，整理了高血压的用药原则。", "本文获国家自然科学基金资助", "文章摘自《黄帝内经》，讲的是四时养生。",
             "本文经伦理委员会审核", "据了解，诊断需要综合判断。", "综合治疗后，患者症状消失", "本文综合于临床实践", "原文发表于1998年", "原文刊载于肝脏",
             "据舌脉综合整理", "据体征综合报道", "据各项检查综合", "以上内容由尸检整理", "以上内容摘自尸检", "以上内容由健康时报整理，老人减半服用"])
def origin(lines: Lines) -> Iterator[Edit]:
    """A line that says where the page appeared first, who let it be printed here, or who looked it over.

    What it was put together from must be one that publishes: 据舌脉综合 tells of a patient.
    """
    for line in lines:
        text = line.text.strip()
        found = _ORIGIN.fullmatch(text.rstrip("。]】)")) if 5 <= len(text) <= 60 else None
        if found and all(_are_press(each) for each in found.groupdict().values() if each is not None) \
                and not is_matter(text) and not _NO_ORIGIN.search(text):
            yield drop(line, "a line that says where the page first appeared, or who let it be printed")


_ASKED = lazy_regex(r"\A\W{0,4}(?:[你您]|大家)[^。!?,不别勿]{0,20}[吗呢]\?")  # before a wish
_NAMED = lazy_regex(r"[“「『\"][^“”「」『』\"]{2,12}[”」』\"]")
_DO, _ASK = (lazy_regex("|".join((alternatives("wish_words", kind), alternatives("wish_words", "both"))))
             for kind in ("do", "ask"))
_WISHES = lazy_regex(alternatives("wish_words"))
_TOGETHER = lazy_regex("[和与跟同][^,、“”]{1,6}分享")  # 可以和家人分享 is advice
_LONGEST_WISH = 60  # characters
_BESIDE_WISH = .2  # of the characters of a wish, at most, are beside its words
_USEFUL = phrases("useful")
WISHED = ("帮助", "有用", "赞", "在看", "转发", "分享", "收藏", "评论", "留言", "关注", "订阅", "跟帖")
"""What stands in any wish: marks to look for."""


@rule("S119", "wish", marks=(*WISHED, *marks("useful")),
      hits=["喜欢本文的朋友，记得点赞、转发、收藏哦！", "如果觉得有用，请点个赞吧！", "觉得文章不错，欢迎转发给身边的朋友",
            "对此，你怎么看？欢迎留言讨论。", "你身边有肺结节的朋友吗？欢迎在评论区留言讨论。", "看完记得点个“在看”", "关注我们，获取更多健康知识",
            "对此，你怎么看？欢迎评论区留言讨论，点赞转发，关注我，了解更多健康知识。", "想了解更多健康知识，可以关注我哦", "喜欢本文请点赞、转发",
            "觉得有用就点个在看吧", "点亮“在看”，传递健康", "关注我们，每天学一点健康知识", "点分享 点收藏 点在看 点点赞",
            "本页内容是否有帮助？ 是 否", "以上信息是否解决了您的问题", "這篇文章對您有幫助嗎？", "是否对您有帮助？ 有 没有",
            "您可以进行问题反馈，我们会尽快回复", "喜欢就点个“赞”和“在看”吧~", "看完记得收藏", "欢迎转发分享给有需要的人", "点赞是一种鼓励 分享传递友谊",
            "转发给身边的人吧", "觉得有用就转发给身边的家长吧", "您看此文用了几秒，转发只需1秒哦~", "点击上方“云溪健康”可订阅哦！"],
      keeps=["请转发至上级医院会诊", "标本请收藏备查", "请分享病史", "出院后请关注我的伤口愈合情况", "如果孩子发热，请给家长留言", "患者在评论区留言说，停药后头痛缓解。",
             "请关注血压，每日测量两次。", "她喜欢分享给我们康复的心得，也喜欢听别人的经历。后来她的病情稳定了。", "关注我的孩子体温39℃",
             "孩子抽搐时不要塞勺子，请转发给身边的家长", "觉得胸闷请停药，欢迎留言讨论", "请给孩子喂药，别忘收藏、转发",
             "如果漏服，可以随手分享给家人提醒", "有什么不适请留言互动平台反馈", "关注我院儿科的护理", "关注我们的伤口，学习护理知识", "点在看得见的痛处，有压痛", "关注我们的肾脏",
             "药物是否有帮助？ 是 否",
             "希望对您有帮助", "医生解决了您的问题，也要复诊", "该检查是否有用", "可以分享吗？", "可以和家人分享", "请与朋友分享，再一起讨论", "收藏了，感谢分享，点赞！", "我也转发给朋友了",
             "分享给大家几个护眼小知识，请收好",
             "大家注意，抽搐时不要塞勺子，好吗？请转发给家人", "欢迎留言，关注我，了解更多患者用药知识",
             "“你怎么看？”他问。医生让他留言给家属，并讨论了手术的方案，最后大家都同意了。"])
def wish(lines: Lines) -> Iterator[Edit]:
    """A wish to the reader: to like the page, to pass it on, to write what he thinks below it.

    It is all that the line says, but for whether he liked the page, or a question to him: behind advice it stays.
    """
    for line in lines:
        text = line.text.strip()
        if is_wish(text) or len(text) <= _LONGEST_WISH and _USEFUL.search(text) and not is_matter(text):
            yield drop(line, "a wish to the reader about the page")


def is_wish(text: str) -> bool:
    """Return whether a short folded line names what the reader is to do, asks for it, and has hardly another word.

    The name of an account in quotation marks, and a question before the wish, may be anything.
    """
    if len(text) > _LONGEST_WISH or "。" in text[:-1] or is_matter(text):
        return False
    wish = _NAMED.sub(lambda name: name[0] if _DO.search(name[0]) else "", _ASKED.sub("", text))
    if not (_DO.search(wish) and _ASK.search(wish)) or wish.rstrip(" ?").endswith("吗") or _TOGETHER.search(wish):
        return False
    return shape.has_few_words_beside(wish, _WISHES, _BESIDE_WISH)


_FURTHER = lazy_regex(r"(?P<head>[^:】]{2,14})[:】](?P<title>.+)")
_SEE_MORE = lazy_regex(r"\W{0,4}想?看更多\Z")
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 40  # characters behind a label in text


@rule("S138", "further-reading", marks=(":", "】"), whole=True,
      hits=["延伸閱讀：膝蓋痛別亂補葡萄糖胺？藥師解析", "【延伸阅读】宝宝出牙晚是不是病，医生这样说", ">>看更多：每天一顆蛋，膽固醇會不會過高？",
            "（推荐阅读：六龄齿要不要做窝沟封闭）"],
      keeps=["延伸阅读：《中国高血压防治指南》", "相关阅读：痛风患者的饮食应当清淡，少吃动物内脏。", "【用法用量】口服，一次一片，一日三次",
             "相关阅读：5 mg 早晚", "【推荐阅读】服药期间不得饮酒，出现皮疹立即停药",
             "推荐阅读：对乙酰氨基酚每日不超过4克，饮酒者减半", "【推荐阅读】《中国高血压防治指南》", "【不良反应】皮疹、恶心、呕吐及头晕"],
      values="the title of another article may name one")
def further_reading(lines: Lines) -> Iterator[Edit]:
    """The link to another article behind a label that says so: 延伸阅读：, 【推荐阅读】.

    On a page with links it is one; in text without tags it is a title that names no book, and no sentence.
    """
    linked = any(line.link_chars for line in lines)
    for line in lines.marked:
        found = _FURTHER.match(line.text.strip())
        if found and (heading_kind(found["head"]) == "related" or _SEE_MORE.match(found["head"])) and (
                line.linked if linked else _is_linked_title(found["title"].strip(" )】]"))):
            yield drop(line, f"a link to another article, behind {found['head'].strip()}")


def _is_linked_title(title: str) -> bool:
    return (_SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE and "。" not in title and title[0] not in "《<"
            and not shape.is_bare_value(title) and not shape.directs(title))


_NEWSROOM = lazy_regex(r"\W{0,4}(?:(?:新闻|爆料|报料|新闻(?:爆料|报料)|报社|记者|作者|编辑|商务|商务合作|广告|广告合作|广告投放|媒体合作)"
                       r"(?:热线|电话|邮箱|信箱|微信|合作)|商务合作(?:请)?(?:联系|加)?(?:微信)?)\s?[:：]\s?[\w.+@\-、/()]{5,60}")
_ADDRESS = lazy_regex(r"[\w.+-]{2,30}@[\w-]{1,30}(?:\.\w{2,10}){1,4}")
_SAID = ("。", "!", "?", "”", "」")


@rule("S135", "newsroom", marks=("热线", "电话", "邮箱", "信箱", "合作", "微信", "@"), whole=True,
      hits={"新闻热线：0571-85311111": "", "报料热线：962288": "", "商务合作：bd@example.com": "",
            "昨日，云溪医院举行义诊，二十名专家为市民免费看病。\nwang@example.com": "昨日，云溪医院举行义诊，二十名专家为市民免费看病。"},
      keeps=["咨询热线：12320", "投稿邮箱：news@example.com", "新闻发布会联系电话：0571-85311111", "请把报名表发到以下邮箱：\nwang@example.com",
             "联系人：王医生\nwang@example.com\n报名截止3月5日。"])
def newsroom(lines: Lines) -> Iterator[Edit]:
    """How to reach those who made the page; an address alone is its writer's below the last sentence."""
    for line in lines.marked:
        if len(line.text) <= 80 and _NEWSROOM.fullmatch(line.text.strip()):
            yield drop(line, "how to reach those who made the page")
    addresses = {line.number for line in lines.marked if _ADDRESS.fullmatch(line.text.strip())}
    last = max(shape.prose_edges(lines)[1], 0) if addresses else len(lines)
    for above, line in zip(lines[last:], lines[last + 1:]):
        if line.number in addresses and above.text.rstrip().endswith(_SAID):
            yield drop(line, "the address of who wrote the page")


_OFFICE = lazy_regex(rf"{OFFICE}(?:\s[{HAN}]{{2,4}})?")
_PRESS = lazy_regex(rf"{PRESS_OFFICE}(?:\s[{HAN}]{{2,4}})?")
_EXPERT = lazy_regex(rf"[{HAN}·]{{2,4}}\s(?:[{HAN}]{{0,20}}(?:记者|编辑)|"
                     rf"[{HAN}]{{2,16}}(?:医院|大学|学院|研究[院所]|中心)[{HAN}]{{0,14}}(?:{TITLE}|专家))")
_SIGNING = lazy_regex(rf"[{HAN}\s]{{2,24}}{TITLE}\s?[{HAN}·]{{2,4}}|[{HAN}·]{{2,4}}\s?[{HAN}\s]{{0,20}}{TITLE}")
_SPOKEN = lazy_regex("[前后先再时问请勿不应可须]")  # 停用华法林前先问主治医师意见 names nobody
_WRITING = ("供稿", "供稿人", "撰稿", "撰稿人", "撰文", "策划", "编校", "校对", "排版", "美编", "核稿", "编发")


@rule("S136", "credit",
      hits={"患者现已康复出院，医生提醒大家注意防护。\n策划：健康部\n制作：新媒体中心": "患者现已康复出院，医生提醒大家注意防护。",
            "患者现已康复出院，医生提醒大家注意防护。\n供稿：产科 周敏": "患者现已康复出院，医生提醒大家注意防护。",
            "患者现已康复出院，医生提醒大家注意防护。\n审核专家：云溪医院神经内科副主任医师 郑安":
            "患者现已康复出院，医生提醒大家注意防护。",
            "患者现已康复出院，医生提醒大家注意防护。\n审核：王晓明 云溪医院感染科主任医师": "患者现已康复出院，医生提醒大家注意防护。"},
      keeps=["患者现已康复出院，医生提醒大家注意防护。\n咨询专家：神经内科门诊",
             "患者现已康复出院，医生提醒大家注意防护。\n咨询专家：停用华法林前先问主治医师意见", "审核：检验科\n报告由检验科审核后发出，患者凭就诊卡领取报告。", "颗粒剂由医院自制，遮光密封保存。\n制作：药剂科",
             "患者现已康复出院，医生提醒大家注意防护。\n供稿：产科",
             "病理报告已经发出，家属可到窗口领取。\n审核：王晓明 病理科主任医师", "标本已送检，结果三天后发出。\n审核：检验科",
             "会诊由以下科室完成，结果见病历。\n统筹：医务部协调床位，护理部安排人员。"])
def credit(lines: Lines) -> Iterator[Edit]:
    """Below the text, the office or the expert that made the page, behind a label of such work: 供稿, 策划, 审核.

    A ward has a name behind it, and stands behind such labels as 供稿 alone (制作：药剂科 is who makes a drug); an expert
    has the house that he is of.
    """
    last = shape.prose_edges(lines)[1]
    for line in lines[last + 1:] if last >= 0 else ():
        text = line.text.strip()
        marks = find_marks(text) if 4 <= len(text) <= 30 else []
        if len(marks) == 1 and not marks[0].start and marks[0].field in ("authors", "editors", "EDITING") \
                and _made(text[:marks[0].end], text[marks[0].end:]):
            yield drop(line, "who made the page, behind a label of such work")


def _made(label: str, who: str) -> bool:
    """Whether a label of work on a page has an office or an expert behind it that works on pages."""
    written = any(word in _WRITING for word in label_words(label))
    house = written and _OFFICE.fullmatch(who) and not is_ward(who)
    # no report of a laboratory has a label such as 审核专家
    expert = "专家" in label and _SIGNING.fullmatch(who) and not _SPOKEN.search(who)
    return bool(house or expert or _PRESS.fullmatch(who) or _EXPERT.fullmatch(who))
