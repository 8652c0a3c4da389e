"""Rules for notices: copyright, disclaimers, reprints, where a post is filed, the notes of an encyclopaedia."""
from __future__ import annotations

import re
from itertools import groupby
from typing import Iterator

from ..document import Edit
from ..patterns import COMMON_HAN, lazy_regex
from ..phrases import marks, phrases
from ..rules import Lines, drop, rule
from ..values import holds_value, is_matter, is_of_care, warns
from . import shape

# The lines are folded, which makes 著 a 着, too.
_COPYRIGHT, _HOST = phrases("copyright"), phrases("host")
_MAY_BE_OWN = lazy_regex(  # of a course, or of a drug or a device at a leaflet's end
    r"\W{0,3}(?:(?:主办|承办)单位|举报(?:电话|邮箱)|[^:]{0,16}(?:许可证编?号|许可证|备案号))\s?:[^:]*")
_SERVED = lazy_regex(  # the version of a browser, how long a page took, and that somebody always answers
    r"(?<![A-Za-z])(?:(?:MS)?IE|Internet Explorer|Chrome|Firefox|Safari|PHP|MySQL)[ /]?v?\d+(?:\.\d+)+"
    r"(?![\d.]|\s?[a-zμ%])|"
    rf"(?:执行时间|耗时|用时|Processed in|Total|Time)\W{{0,3}}\d+\.\d+ ?(?:秒|\(?s\)|seconds?)(?![a-z]| ?[{COMMON_HAN}])|"
    r"(?<![\d.])24/7(?=\D{0,4}(?:服务|热线|客服|在线))", re.IGNORECASE)
_POWERED = lazy_regex(  # Powered by Discuz! X3.4
    r"powered\s?by\W{0,3}[a-z][\w!.-]{2,20}(?:[ -][a-z!]\w{0,9}){0,2}[ /]?[vx]?\d\d?(?:\.\d{1,4}){1,3}(?![\w/])",
    re.IGNORECASE)
_LAST_OF_ALL = "。!. "  # a notice of copyright may end as a sentence does


@rule("S120", "copyright", marks=(*marks("copyright"), *marks("host")), whole=True,
      hits=["版权所有 某某健康网 京ICP备05000000号", "Copyright © 2005 Example Inc. All rights reserved.",
            "湘公网安备43010402000000号", "政府网站标识码：0000000001", "网络视听节目服务：某某网",
            "主办单位：某市卫生健康委员会 技术支持：某某信息中心",
            "版权所有 青松健康网 建议使用IE8.0以上浏览器", "版权所有 执行时间 0.05 秒", "Total 0.035(s) query 7, 版权所有",
            "版权所有 云溪健康网 24/7服务热线", "版权所有 云溪健康网\n举报电话：0571-12345678", "Powered by Discuz! X3.4", "版权所有：某某健康网。",
            "主办单位：云溪市卫生健康委员会\n增值电信业务经营许可证：浙B2-20080224\n举报电话：0571-12345678"],
      keeps=["该药品的版权所有者和专利权人均为某公司，患者可放心使用。", "药品经营许可证编号应当在药店显著位置公示，请市民注意查验。",
             "网络视听课程可供糖尿病患者在家学习，每周一次。", "版权所有者为某公司。",
             "版权所有 白细胞 12.5", "版权所有 IE 7.2 mmol/L", "版权所有 Total 12.5 seconds 凝血酶原", "版权所有 pH7.4", "© 用时 0.5 h",
             "版权所有 血压 120/80", "Powered by 38.5", "肺小结节建议使用高分辨率CT", "建议使用512×512矩阵扫描", "由Hugo医生诊断",
             "网上药店应有《互联网药品信息服务资格证书》",
             "各县医学会：现将培训班的事项通知如下。\n主办单位：云溪市医学会\n承办单位：云溪市人民医院\n技术支持：云溪医学院\n请各单位于5月10日前报名。",
             "主办单位：云溪市医学会\n承办单位：云溪市人民医院\n各县医学会：现将培训班的事项通知如下，请于5月10日前报名。",
             "各县医学会：现将培训班的事项通知如下，请于5月10日前报名。\n主办单位：云溪市医学会\n承办单位：云溪市人民医院",
             "本品为处方药，须凭医师处方销售、购买和使用。\n备案号：国药准字H20050000\n生产许可证编号：浙20160001",
             "请各药店自查，对拒不整改的将依法处理。\n举报电话：12331"],
      values="the version of what a site is powered by; below all prose that of a browser, and how long a page took")
def copyright_line(lines: Lines) -> Iterator[Edit]:
    """The notice of copyright, record numbers and hosts at a page's foot. A sentence of prose stays.

    Between the paragraphs of a text a host is that of a course, and a licence that of a drug or a device; beside them
    these are the site's where another line of the foot stands next to them.
    """
    marks = {line.number: mark for line in lines.marked if (mark := _footed(line.text.strip()))}
    first, last = _edges(lines) if marks else (0, 0)
    foot = [line for line in lines if line.number in marks
            and (not first < line.number < last or _COPYRIGHT.search(line.text))]
    doubtful = {line.number for line in foot if _is_doubtful(line.text)}
    stay = doubtful - _beside({line.number for line in foot}, lines, doubtful) if doubtful else doubtful
    for line in foot:
        text = _POWERED.sub("", line.text)
        if line.number not in stay and not holds_value(_SERVED.sub("", text) if line.number > last else text):
            yield drop(line, f"a page's foot: {marks[line.number]}")


def _is_doubtful(text: str) -> bool:
    """Whether a line of a foot may be the text's own: an organiser, a licence, whom to tell of misuse."""
    return _MAY_BE_OWN.fullmatch(text) is not None and _COPYRIGHT.search(text) is None


def _beside(foot: set[int], lines: Lines, doubtful: set[int]) -> set[int]:
    """The numbers of the lines in whose row of lines of a foot, or of notices, one is surely the page's."""
    noted = foot.union(line.number for line in lines if _is_notice(line.text.strip()))
    rows = [{line.number for line in row} for key, row in groupby(lines, lambda line: line.number in noted) if key]
    return {number for row in rows if row - doubtful for number in row}


def _footed(text: str) -> str:
    """What tells that a line may be of a page's foot; nothing where it is a sentence."""
    if len(text) > 220 or "。" in (text.rstrip(_LAST_OF_ALL) if _COPYRIGHT.match(text) else text):
        return ""
    found = _COPYRIGHT.search(text) or _HOST.search(text)
    return found.group() if found and "准字" not in text else ""


def _edges(lines: Lines) -> tuple[int, int]:
    """The numbers of the first and the last line of prose that is no notice of the page."""
    prose = shape.prose(lines)
    first = next((line.number for line in prose if not _is_notice(line.text.strip())), lines[-1].number + 1)
    return first, next((line.number for line in reversed(prose) if not _is_notice(line.text.strip())), 0)


def _is_notice(text: str) -> bool:
    """Whether a line is a disclaimer, or tells who may print the article again."""
    return _is_disclaimer(text) or _is_reprint(text) or len(text) <= 220 and _COPYRIGHT.match(text) is not None


_LONGEST_WARNING = 40  # characters
_NOTICE, _STANDPOINT, _OF_PAGE = phrases("notice"), phrases("standpoint"), phrases("of-page")
_NOTICED = (*marks("notice"), "只供", "卫教", "科普", "提醒")
_SEE_A_DOCTOR = lazy_regex("遵(?:从|循)?医嘱|就[医诊]|(?:诊断|医疗|用药|诊疗|治疗)[^。,]{0,4}依据")
_SITE_REMINDS = lazy_regex(  # a site does, and no doctor
    r"\W{0,4}[^。,:]{2,10}(?:[网云报]|新闻|健康|编辑部)\W?提醒[您你][:,]\s?(?:如果?|若)有?(?:身体)?(?:任何)?不适,?"
    r"[请应]?(?:立即|尽[快速早]|及时|马上)?(?:就[医诊]|求[医诊])[。!]?")
_NO_ADVICE = lazy_regex(  # 某某健康提醒您，本文僅供參考，請勿自行診斷
    r"\W{0,4}(?:(?!本文)[^。,:]{0,10}(?:提醒[你您]?|提示|声明)\s?[:,]?\s?)?"
    r"(?:本篇?文章?|(?:本|该)(?:资讯|词条|页面?)|此文|文章|(?:以上|上述)(?:文章)?|医[生师]的?(?:回[复覆答]|解答|建议))"
    r"(?:内容|[资信][讯息]|回[复覆答]|建议|解答)?(?:均|都|系|是)?"
    r"(?:[仅只]供[^。,、;]{0,12}(?:参考|使用|阅读|交流)|[为系是][^。,、;]{0,8}(?:卫教|科普)[^。,、;]{0,6}),"
    r"(?P<advice>[^。]{0,30}(?:不[能可得宜]?(?:[作做]为?|取代|代替|替代)|勿[^。,]{0,6}诊断|遵(?:从|循)?医嘱|就[医诊])[^。]{0,20}[。!]?)")
_NO_MORE = lazy_regex(  # what such a notice may advise: a warning of the article's behind it keeps it
    r"(?:(?:[请切且并亦也更均都]|具体|详情|[你您])*(?:"
    r"不[能可得宜]?(?:[作做]为?|取代|代替|替代)(?:专业|执业|正规|任何|具体|医[生师]|医疗|医学|临床|[你您]?[的与和及或、]|面对面)*"
    r"(?:诊断|诊疗|治疗|诊治|医疗|用药|就[医诊]|面诊|建议|意见|[行作][为用]|依据|[的与和及或、]|之用|使用){1,8}|仅供参考|"
    r"勿(?:自行)?(?:[据以凭]此)?(?:进行)?(?:自我)?(?:诊断|诊疗)(?:[或与和及、]用药)?|"
    r"(?:如|若)?(?:[你您])?有?(?:任何)?(?:身体)?(?:不适|疑问|问题|需要)?,?[请应需]?(?:及时|尽快|尽速|立即|速|前往|到?医院|专业|咨询|医[生师]|严格|谨慎|参阅)*"
    r"(?:就[医诊]|遵(?:从|循)?医嘱|咨询医[生师]|参阅)|[,。]))+[。!]?")


@rule("S121", "disclaimer", marks=_NOTICED,
      hits=["免责声明：本文来自某某客户端自媒体，不代表本网观点和立场。", "特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台用户上传并发布，本平台仅提供信息存储服务。",
            "Notice: The content above (including the pictures if any) is uploaded and posted by a user.",
            "本文仅代表作者观点，不代表本站立场。", "郑重提示：线上咨询不能代替面诊，医生建议仅供参考！",
            "内容仅供参考，如有不适请线下就医", "医疗保健信息服务仅供参考，不能作为诊断及医疗的依据，如有不适请及时到医院就诊。",
            "此回复仅供参考，不能取代面诊，如有不适请尽速就医。",
            "文章内容仅供参考，不作为诊断及医疗依据", "温馨提示：本文仅供参考，具体请遵医嘱",
            "本網站所提供之資訊僅供參考，不能取代醫師之診斷與治療，如有不適請儘速就醫。",
            "本文仅供健康科普使用，不能做为诊断、治疗的依据，请谨慎参阅",
            "*本文内容为健康知识科普，不能作为具体的诊疗建议使用，亦不能替代执业医师面诊，仅供参考。", "※某某健康提醒您，本文僅供參考，請勿自行診斷。",
            "声明：本文为原创科普，不作为用药依据。", "✩ 本文仅供医疗卫生等专业人士参考",
            "《云溪健康網》提醒您：若有身體不適請立即就醫。",
            "＊提醒您：本文為衛教資訊，不能取代醫師診斷。",
            "本站部份资料来自网络或由网友提供，如有问题请速与我们联系，我们将立即处理！",
            "说明：文章内容仅供预览，部分内容可能不全。下载后的文档，内容与下面显示的完全一致。",
            "本内容不能代替面诊，如有不适请尽快就医",
            "1、下载文档前请自行甄别文档内容的完整性，平台不提供额外的编辑、内容补充、找答案等附加服务。",
            "3、如文档侵犯您的权益，请联系客服反馈，我们会尽快为您处理（人工客服工作时间：9:00-18:30）。"],
      keeps=["本文仅供参考，孩子精神差、呕吐、抽搐时应尽快就医", "医生的建议是科普，孩子抽搐时请马上就医", "本文为护理科普，热敷不能代替冷敷",
             "以上建议仅供成人使用，婴幼儿发热不能代替补液", "本文仅供参考，孕妇禁用，不能作为诊断依据", "以上用量仅供参考，请遵医嘱", "本文是科普讲座的第二篇，说的是糖尿病的诊断。",
             "医生提醒您：如有不适请立即就医。", "护士提醒您：本品仅供外用，如有不适请就医。", "以上结果仅供参考，不能作为诊断依据",
             "温馨提示：家用血糖仪的结果仅供参考，确诊需到医院就诊。", "基因检测信息仅供参考，不能作为诊断的依据。", "声明：作者声明本研究不存在利益冲突。",
             "特别提示：孕妇禁用本品。", "重要提示：孕妇不得使用本平台",
             "养老院不提供医疗服务", "隔离酒店不提供医疗服务，出现发热请拨打120。", "以上为成人用量，孕妇和儿童应减量，具体请遵医嘱",
             "以上内容仅供参考，肾病患者须减量，具体请遵医嘱", "以上为假药的识别办法，发现后请向药监局举报", "以上为本院唯一挂号渠道，谨防诈骗",
             "以上为第19外显子删除", "本文仅讨论成人高血压的用药。", "内容仅供参考，使用前遵医嘱，过敏者禁用",
             "本网站信息仅供参考，孕妇禁用，不能作为诊断依据", "文章内容仅供参考使用，遵医嘱，青霉素过敏者禁用",
             "本网站资讯仅供参考，出现呼吸困难立即拨打急救电话，不能取代医生",
             "免责声明：本文99%来自网络，不代表本网立场", "本文来源于临床实践，总结了120例患者的治疗经验。"], among=r"%\Z")
def disclaimer(lines: Lines) -> Iterator[Edit]:
    """A notice that the page is not answerable for what it shows; its English twin too.

    It opens as a notice does and speaks of copyright, reprints, platforms or standpoints: 特别提示：孕妇禁用
    is medicine.
    """
    for line in lines:
        text = line.text.strip()
        if _is_disclaimer(text) and not (holds_value(text) and is_of_care(text)):
            yield drop(line, "a disclaimer about copyright, reprints or standpoints")


def _is_disclaimer(text: str) -> bool:
    """Whether a line is a disclaimer: one that no label calls so (内容仅供…) tells nothing of care but to see a doctor."""
    if _SITE_REMINDS.fullmatch(text):
        return True
    if found := _NO_ADVICE.fullmatch(text):
        return _NO_MORE.fullmatch(found["advice"]) is not None and not is_of_care(_SEE_A_DOCTOR.sub("", text))
    found = _NOTICE.match(text) if 8 <= len(text) <= 600 else None
    if found is None:
        return False
    beside = _SEE_A_DOCTOR.sub("", text)
    if _STANDPOINT.search(text) is None:
        return _OF_PAGE.search(text) is not None and not is_matter(beside)
    return not (len(text) <= _LONGEST_WARNING and warns(beside) or found[0].endswith("仅供") and is_of_care(beside))


_REPRINT = phrases("reprint")
_TITLE_BEHIND = lazy_regex("[:»].*")


@rule("S122", "reprint-notice", marks=marks("reprint"),
      hits=["转载请注明出处：健康快报网", "未经授权，不得转载。", "1.版权归【某健康网】或原作者【王大海】所有;", "本文为某网原创文章，未经许可禁止转载",
            "引用时请注明出处", "未经允许不得转载：云溪健康网 » 高血压患者如何用药", "本文出于传递更多信息之目的，并不意味着赞同其观点",
            "著作权归云溪健康网所有", "未经许可，禁止镜像本页", "如需使用本文图片，请经同意后联系我们"],
      keeps=["转载因子缺失会使药物无法进入细胞。", "该院将患者转载至上级医院，请家属注意。", "版权归来后的第三年，他患上了肺结核。",
             "送检组织时请注明来源、患者姓名和住院号", "使用胰岛素请注明来源和剂量", "送检时请注明标本来源。", "来源不明的药物不要服用。", "未经医生同意不要使用来源不明的中药",
             "未经受试者同意，不得使用其标本", "如需陪护，请经同意后联系护士站", "本站文章99%转载请注明出处"],
      among=r"%\Z")
def reprint_notice(lines: Lines) -> Iterator[Edit]:
    """A notice about who may print the article again."""
    for line in lines:
        text = line.text.strip()
        if _is_reprint(text):
            yield drop(line, "a notice about reprints and copyright")


def _is_reprint(text: str) -> bool:
    found = 5 <= len(text) <= 200 and _REPRINT.search(text)
    return bool(found) and not is_of_care(_TITLE_BEHIND.sub("", text))


_END = lazy_regex(r"^[-—=*\s(【\[]{0,8}(?:the\s?end|end|完|全文完|本文完|未完待续|正文已结束.{0,24})[-—=*\s)】\].]{0,8}$",
                  re.IGNORECASE)


@rule("S131", "end-mark", marks=("nd", "ND", "完", "正文已结束"),
      hits=["- THE END -", "（全文完）", "END.", "正文已结束，您可以按alt+4进行评论"],
      keeps=["end-stage renal disease", "完全缓解"])
def end_mark(lines: Lines) -> Iterator[Edit]:
    """A mark that says that the article ends here."""
    for line in lines:
        text = line.text.strip()
        if 1 <= len(text) <= 40 and _END.match(text):
            yield drop(line, "a mark of the article's end")


_POSTED = lazy_regex(r"^(?:本文|此文|这篇文章|本?日志|本?条目)\s?(?:最初|由.{1,20}?)?(?:发表|发布|张贴|写)于"
                     r".{0,30}\d.{0,60}?(?:[归分]类\s?[于在目:]|归档|RSS|引用)|^This entry was posted", re.IGNORECASE)


_POSTED_NOTE, _FILED = phrases("posted"), phrases("filed")
_LONGEST_NOTE = 90  # characters


@rule("S132", "posted-note", marks=("于", "ntry", "NTRY", *marks("posted"), *marks("filed")), whole=True,
      hits=["本文发表于 2009年3月12日 08:00,归类于 保健。你可以通过 RSS 2.0 跟踪这篇文章的评论。",
            "This entry was posted on Thursday, March 12th, 2009 at 8:00 am and is filed under 保健.",
            "Posted in 健康 | Tagged 高血压 | Leave a comment", "本帖最后由 云溪 于 2012-3-5 10:20 编辑", "2012-3-5 10:19 上传",
            "張貼者： 王小明 於 上午10:20", "下载附件 (56.3 KB)", "签到天数: 12 天",
            "- 大小:163.14 KB", "格式：docx"],
      keeps=["本文发表于《某某内科杂志》2009年第3期,第一作者为张某。", "本文发表于2009年,引起了同行的广泛讨论。",
             "患者可以通过 RSS 跟踪本院关于用药的科普文章。", "TA的每日心情要记录，出现低落及时就医", "本文档共3页，请患者逐页签字",
             "签到天数：12天为一疗程", "已有120人得到救治", "附加图：肝脏解剖", "肿瘤大小：3.2 cm", "处方格式：三栏", "格式：docx 或纸质，由患者签字",
             "本文发表在《某某内科杂志》，提出脑瘤的新分类", "本文发表于2019年，给出了心衰的分类",
             "肝炎有下列几种，病因各不相同。\n分类：甲型 | 乙型 | 丙型\n其中甲型多由饮食传播，乙型和丙型由血液传播。"],
      values="the versions of feeds, the size of a file")
def posted_note(lines: Lines) -> Iterator[Edit]:
    """What a blog says under a post: when it was posted, in which category, and that one may comment on it.

    Categories alone (分类：甲型 | 乙型) stand below all prose: above it they are of diseases and drugs.
    """
    last = shape.prose_numbers(lines)[1]
    for line in lines.marked:
        text = line.text.strip()
        noted = len(text) <= _LONGEST_NOTE and (
            _POSTED_NOTE.search(text) or line.number > last and _FILED.search(text)) and not shape.directs(text)
        if noted or len(text) <= 300 and _POSTED.match(text):
            yield drop(line, "it tells when the page was posted and where it is filed")


_NOTE = lazy_regex(r"\s{0,4}(?:\d{1,3} ?[.)]? ?)?(\^|↑)")
_NOTES = lazy_regex(r"\W{0,3}(?:参考|引用|注释|注解|脚注|资料来源|文献)\S{0,4}\s?(?:\[?编辑\]?)?\W{0,3}$")


@rule("S133", "notes", marks=("^", "↑"), whole=True,
      hits=["参考文献\n^ 某某晚报:冬季护心. [2020-01-03]\n^ 2.0 2.1 某某:《心血管病手册》,第3页\n^ 某市卫生局网站. [2020-01-05]"],
      keeps=["↑ 白细胞 12.3\n↑ 血小板 410\n↑ C反应蛋白 60", "^ 某某晚报. [2020-01-03]", "参考文献\n[1] 某某. 血钾↑的处理. 某某杂志, 2020."],
      values="a note is numbered 3.0, 3.1")
def notes(lines: Lines) -> Iterator[Edit]:
    """The notes of an encyclopaedia: three and more lines that begin with the mark that leads back into the text.

    An arrow is also what stands before a value that is too high: it counts where the line holds a link.
    """
    found = [match is not None and (match[1] == "^" or line.link_chars > 0)
             for line, match in ((line, _NOTE.match(line.text)) for line in lines)]
    for start, end in shape.runs(found):
        if end - start > 2:
            if start and _NOTES.match(lines[start - 1].text):
                yield drop(lines[start - 1], "the heading of the notes below")
            for line in lines[start:end]:
                yield drop(line, f"one of {end - start} notes that lead back into the text")


_LICENCE = phrases("licence")
_LONGEST_LICENCE = 160  # characters


@rule("S148", "licence", marks=marks("licence"),
      hits=["本作品采用知识共享署名 4.0 国际许可协议进行许可。",
            "This work is licensed under a Creative Commons Attribution 4.0 International License.",
            "本博客所有文章除特别声明外，均采用 CC BY-NC-SA 4.0 许可协议，转载请注明出处。", "本著作係採用創用 CC 姓名標示 4.0 國際授權條款授權。"],
      keeps=["医院采用知识共享的办法培训基层医生，效果很好。", "患者采用CC方案化疗", "数据采用知识共享许可协议发布，含120例患者的影像。"],
      values="the version of the licence")
def licence(lines: Lines) -> Iterator[Edit]:
    """The licence under which a page may be used: Creative Commons'."""
    for line in lines.marked:
        text = line.text.strip()
        if len(text) <= _LONGEST_LICENCE and _LICENCE.search(text) and not is_of_care(text):
            yield drop(line, "the licence under which the page may be used")
