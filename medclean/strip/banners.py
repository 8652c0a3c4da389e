"""Rules for banners: accounts to follow, apps, advertisements, players, cookies, boxes to write in, the day."""
from __future__ import annotations

from typing import Iterator

from ..days import WEEKDAY
from ..document import Edit, Line
from ..metadata.told import is_publisher
from ..patterns import CHINESE, HAN, YEAR, lazy_regex
from ..phrases import marks, phrases
from ..rules import Lines, drop, rule
from ..tables import words
from ..values import PRICE, holds_value, is_matter, is_of_care
from . import shape

_FOLLOW = phrases("follow")


@rule("S123", "follow-us", marks=marks("follow"),
      hits=["扫一扫关注我们", "扫码关注王医生公众号", "关注微信二维码", "长按识别二维码关注公众号", "欢迎关注某健康微信公众号", "微信公众号：jiankang", "关注头条号",
            "快加入Yahoo健康LINE@", "掃描QR Code加入官方LINE帳號", "加入01健康會員，享更多優惠",
            "「01健康」LINE群組即將推出，按此登記", "加入親子家園Line@，隨時掌握教養新知 >>> 點我加入",
            "🔽 点击下方卡片，关注「云溪健康」"],
      keeps=["请关注血压变化，每日测量两次并做好记录。", "患者可扫描二维码预约挂号，也可到窗口办理。", "关注微信息素的研究越来越多。",
             "二维码标识可追溯每一支疫苗的来源。", "请勿移动伤员,立即拨打120", "扫描时请保持身体不移动", "长按伤口止血,等待移动担架",
             "请告诉我们您对哪些药物过敏", "识别二维码领取药品", "患者加入了病友社团", "加入治疗组的会员有三名", "扫描二维码，领取3盒口罩"], among=r"[盒袋包瓶]\Z")
def follow_us(lines: Lines) -> Iterator[Edit]:
    """A line that asks the reader to follow an account or to scan its code: short, and no sentence."""
    for line in shape.buttons(lines, _FOLLOW, 70):
        if line.text.count(",") < 2:
            yield drop(line, "a line that asks to follow an account or to scan its code")


_APP = phrases("app")


@rule("S124", "app", marks=marks("app"),
      hits=["下载健康时报客户端", "打开好医生APP", "打开某某APP，查看更多精彩", "无需下载APP",
            "下載「某某」App ，即睇城中熱話：https://example.link/qIZ"],
      keeps=["患者可下载国家医保服务平台APP办理备案，也可到窗口办理。", "手机APP能否帮助糖尿病患者控糖？研究给出答案。",
             "使用青霉素前应用皮试", "安装支架后应用阿司匹林", "使用抗生素的合理应用", "使用应用程序控制的胰岛素泵", "下载APP，领50g奶粉"],
      among=shape.PACKS)
def app(lines: Lines) -> Iterator[Edit]:
    """A line that offers the site's app: short, and no sentence."""
    for line in shape.buttons(lines, _APP, 50):
        yield drop(line, "a line that offers the site's app")


_ADVERT = phrases("advertisement")
_MARKED = lazy_regex(r"[\[(【]?广告[\])】:\s]")


@rule("S125", "advertisement", marks=(*marks("advertisement"), "¥", "￥"),
      hits=["广告", "广告 某某牌净水器限时特惠", "广告 某某降压片5mg*30片 ¥38.5", "【广告】某某奶粉800g限时特惠", "[广告]留学生注意了", "Sponsored Links",
            "限时特惠 雾化器 ¥199 立即购买", "云溪牌体温计 市场价：会员价：¥"],
      keeps=["广告法规定，医疗广告须经审查。", "广告宣传的保健品不能代替药物", "广告中的“神药”真有用吗？专家这样说", "广告 头孢 5 mg 早晚",
             "5 mg 广告 ¥38.5", "广告 血压120/80的患者可免费领取药品", "肝功能检查 ¥35", "疫苗接种 ¥329 限时优惠",
             "调查发现，这款售价￥199的产品打着“限时特惠”的幌子。",
             "药品零售价：每盒12元，会员价：每盒10元"], values="what it offers has a price or is on sale")
def advertisement(lines: Lines) -> Iterator[Edit]:
    """An advertisement inside the article: marked as one at the line's beginning, or a price in words of a sale.

    What it holds of values is that of the goods where it names their price, or speaks of a sale, and of no care.
    """
    for line in lines:
        text = line.text.strip()
        if len(text) > 60 or "。" in text or line.tag == "tr":
            continue
        if ("¥" in text or "￥" in text) and _offers(text):
            yield drop(line, "an offer: a price, in words of a sale")
        elif len(text) > 1 and _ADVERT.search(text) and (not holds_value(text) or _is_offer(text)):
            yield drop(line, "the line is marked as an advertisement")


def _is_offer(text: str) -> bool:
    """Whether a line is marked as an advertisement and offers something, for a price or in words of a sale."""
    priced = PRICE.search(text) is not None and not is_of_care(text)
    return _MARKED.match(text) is not None and (priced or _offers(text))


def _offers(text: str) -> bool:
    """Whether a line speaks of a sale, and not of care."""
    return any(word in text for word in words("offer_words")) and not is_of_care(text)


_PLAYER = phrases("player")
_CLOCK = lazy_regex(r"00:00\s?/\s?\d\d:\d\d\s*")  # of a player


@rule("S126", "player", marks=(*marks("player"), "00:00"),
      hits=["视频加载失败，请刷新页面再试", "您的浏览器不支持video标签", "正在加载...", "自动播放开关", "00:00 / 03:21", "00:00/03:21",
            "点击播报本文，约"],
      keeps=["医生讲解视频自动播放时，患儿停止了哭闹。", "患者加载剂量为300mg。", "Loading dose 300 mg", "loading: 15 mg/kg",
             "正在加载：阿莫西林 0.5 g", "刷新页面前，患者已退出", "00:00-12:00", "00:00 / 夜班", "00:00 120/80"],
      values="how long a film is, behind 00:00")
def player(lines: Lines) -> Iterator[Edit]:
    """What a player or a script says while it loads, or when it fails."""
    for line in (*shape.buttons(lines, _PLAYER, 45), *(line for line in lines if _CLOCK.fullmatch(line.text))):
        if _CLOCK.fullmatch(line.text) or not holds_value(line.text):
            yield drop(line, "a message of a player or a script")


_SCRIPTED = phrases("scripts")


@rule("S134", "scripts-needed", marks=marks("scripts"),
      hits=["You need to enable JavaScript to run this app.", "您的瀏覽器已停用JavaScript，請開啟後重新整理。",
            "请打开浏览器的脚本功能"],
      keeps=["本文用JavaScript写了一个计算体质指数的页面。", "护士照着脚本打开话题，患者慢慢说出了心事。"])
def scripts_needed(lines: Lines) -> Iterator[Edit]:
    """A notice that a page needs its scripts: of a page that scripts draw it is all that a crawler saved."""
    for line in lines:
        if len(line.text) <= 160 and _SCRIPTED.search(line.text):
            yield drop(line, "a notice that the page needs its scripts")


_MISSING = phrases("missing")
_LONGEST_ERROR = 60  # characters


@rule("S146", "missing-page", marks=marks("missing"), whole=True,
      hits=["404\n抱歉，您访问的页面不存在或已被删除。\n页面将在5秒后自动跳转", "该内容已被发布者删除", "系统检测到您的访问过于频繁，请输入验证码后继续访问。\n提交",
            "404 Not Found", "没有找到您要访问的页面，请检查网址是否正确。"],
      keeps=["“那篇文章已被删除。”他说。\n医院随后作了说明，称医生当天一直在手术室里，没有离开过病人。", "404 Not Found 的意思是没有找到，患者的处方也可能这样。",
             "伤口内容物不存在感染", "这家网站的页面已失效。\n患者停药两周以后，症状又出现了，于是到医院复诊。",
             "关节活动操作受限\n右肩\n右肘", "胃内容物无法找到血迹\n胃镜\n未见溃疡", "神经系统反射跳转\n膝反射",
             "请求帮助频繁\n扑翼样震颤", "因医院系统升级，门诊系统维护中\n内科停诊"])
def missing_page(lines: Lines) -> Iterator[Edit]:
    """What a page says that is not there, leads on by itself, or asks whether somebody reads it: all that it says.

    Where another sentence stands beside it, an article may tell of such a page. Links and buttons go with it.
    """
    told = {line.number for line in lines.marked if len(line.text) <= _LONGEST_ERROR
            and _MISSING.search(line.text.strip()) and not is_matter(line.text)}
    if not told or any(line.number not in told for line in shape.prose(lines)):
        return
    others = [line for line in lines if line.number not in told and not _is_around(line)]
    for line in lines:
        if line.number in told:
            yield drop(line, "a notice that the page is not there, leads on, or asks who reads it")
        elif _is_around(line) or len(others) == 1 and is_publisher(line.text.strip()):
            yield drop(line, "beside a notice that the page is not there")


def _is_around(line: Line) -> bool:
    """Whether a line is a number, a button or a link, and no more."""
    text = line.text.strip()
    return not any(map(str.isalpha, text)) and not holds_value(text) or text in words("menu") \
        or line.linked and not is_matter(text)


_CALLS = lazy_regex(r"\(?adsbygoogle\b|\bgoogletag\.|\b(?:window|document)\.[A-Za-z]\w{0,30}\s?[.(=|]|"
                    r"\bfunction\s?\w{0,30}\([\w, ]{0,60}\)\s?\{")
_CALL_ENDS = (";", "{", "}", ")", "(", ",")


@rule("S137", "script-line", marks=("adsbygoogle", "googletag", "window.", "document.", "function"),
      hits=["(adsbygoogle = window.adsbygoogle || []).push({});", "document.write('<ins>');",
            "googletag.cmd.push(function() {"],
      keeps=["renal function (eGFR, 60 mL/min)", "Pulmonary function(FEV1)", "调用document.write()会覆盖全文。",
             "liver function tests;"])
def script_line(lines: Lines) -> Iterator[Edit]:
    """A line of a script that a copy took for text: calls of what browsers and advertisements name, and no Chinese."""
    for line in lines:
        text = line.text.strip()
        if text.endswith(_CALL_ENDS) and _CALLS.search(text) and not CHINESE.search(text) and not holds_value(text):
            yield drop(line, "a line of a script")


_COOKIE = phrases("cookies")


@rule("S127", "cookies", marks=marks("cookies"),
      hits=["本网站使用Cookie以提升您的浏览体验，继续浏览即表示您同意。",
            "We use cookies to improve your experience.",
            "本網站使用 cookies 提升服務品質，請您同意隱私權政策",
            "請同意我們的隱私權規範，才能啟用聽新聞的功能。"],
      keeps=["饼干（cookie）含糖较高，糖尿病患者少吃。", "cookie曲奇的热量约为每百克500千卡",
             "一份cookie曲奇使用黄油30 g", "隐私保护：检查前须征得患者同意"])
def cookies(lines: Lines) -> Iterator[Edit]:
    """A notice about cookies, which a banner at a page's edge shows."""
    for line in lines:
        text = line.text
        if 8 <= len(text) <= 260 and _COOKIE.search(text) and not is_matter(text):
            yield drop(line, "a notice about cookies")


_ACCOUNT, _FORM = phrases("login"), phrases("form")
_LONGEST_RULE = 120  # characters of what a box says in whole sentences
_ROOM = lazy_regex(r"0\s?/\s?\d{2,4}")  # characters written, and how many may be
_NEAR = 3  # lines from there to another line of the box


@rule("S128", "login-box", marks=(*marks("login"), *marks("form"), "/"), whole=True,
      hits=["请先 登录 后发表评论～", "昵称：\n密码：(游客无需密码)", "您还未登录，请登录后进行收藏！", "忘记密码？", "还可输入500字", "发表评论\n0/140",
            "您的电子邮箱地址不会被公开。 必填项已用 * 标注", "您需要 登录 才可以下载或查看，没有账号？立即注册", "马上注册，结交更多好友",
            "請自覺遵守互聯網相關的政策法規，嚴禁發佈色情、暴力、反動的言論。"],
      keeps=["登录该系统后，医生可以调阅病历。", "患者需要登录平台查询检验结果，凭身份证领取。", "120/80", "160 / 95", "5/10", "1/100", "0/60", "0/140",
             "疼痛的评分在用药以前和用药以后各记一次，由护士填写。\n0/100\n评分低的不必用药，高的应当告诉医生，由医生决定。",
             "邮箱：peixun@example.org", "昵称：阿莫西林 0.5 g", "用户名：住院号", "欢迎注册成为捐献志愿者", "密码：1234",
             "您需要登录后才可以查看患者的检验结果"],
      values="0/140 is the room in a box to write in")
def login_box(lines: Lines) -> Iterator[Edit]:
    """A box for logging in or writing a comment.

    How much room it has (0/140) may be a score as well, below all prose too: another line of the box stands near.
    """
    box = [(line, line.text.strip()) for line in lines.marked]
    rules = [line for line, text in box if len(text) <= _LONGEST_RULE and _FORM.search(text) and not is_matter(text)]
    box = [(line, text) for line, text in box if 3 <= len(text) <= 60 and "。" not in text[:-1]]
    found = [line for line, text in box if _ACCOUNT.search(text) and not is_matter(text)]
    rooms = [line for line, text in box if _ROOM.fullmatch(text)]
    found += [line for line in rooms if any(abs(line.number - other.number) <= _NEAR for other in found)]
    numbers = {line.number for line in found}
    for line in (*found, *(line for line in rules if line.number not in numbers)):
        yield drop(line, "a box for logging in or commenting")


_NEWSLETTER = phrases("newsletter")


@rule("S129", "newsletter", marks=marks("newsletter"),
      hits=["訂閱電子報", "按讚加入粉絲團", "追蹤我們 Facebook 粉絲專頁", "加入LINE好友", "☆健康新聞不漏接，按讚追蹤粉絲頁。",
            "本刊每周三寄送至您的邮箱"],
      keeps=["尿袋每月寄送一次", "检测试剂每周一寄送", "医院电子报告可在手机查询。", "她加入会员后坚持锻炼。", "訂閱健康資訊的長者血壓控制得較好。"])
def newsletter(lines: Lines) -> Iterator[Edit]:
    """An invitation to subscribe to a newsletter or to follow a page on a social network.

    Taiwan and Hong Kong wording too: 訂閱電子報, 按讚, 粉絲專頁.
    """
    for line in shape.buttons(lines, _NEWSLETTER, 30):
        yield drop(line, "an invitation to subscribe or to follow")


_DAY = lazy_regex(rf"^\W{{0,3}}{YEAR}年\d{{1,2}}月\d{{1,2}}日\W{{0,3}}{WEEKDAY}\W{{0,3}}(?:农历.{{0,14}})?$")
_TODAY = lazy_regex(rf"^\W{{0,3}}今天是\W?(?:{YEAR}年|\d{{1,2}}月|星期|农历)|"
                    rf"^(?:[{HAN}]{{2,6}}\s?(?:今[天日]|明[天日])?(?:天气)?\s?:?\s?)?(?:晴|多云|阴|[小中大]雨|雷阵雨|雾|霾)"
                    r"(?:[转到间有时晴阴雾霾]|多云|[小中大阵雷]{1,2}雨|[东南西北微]{1,2}风|\d级|气温|[\s\d,~/:℃°C至-]){0,24}\d\s?(?:℃|°C?|度)")


@rule("S130", "today", marks=("今天是", "星期", "周", "℃", "°", "度"), whole=True,
      hits=["今天是2020年7月4日 星期六", "2021年3月5日 星期五", "北京 今天 多云 12℃~23℃", "晴转多云 北风3级 -2~8℃",
            "2024年03月05日 星期二 农历正月廿五"],
      keeps=["今天是世界糖尿病日，专家提醒市民控糖。", "2021年3月5日，周五，患者入院。", "体温升至39℃，精神差", "阴道温度37℃",
             "雾化温度 37 ℃", "咽拭子：阴，体温 38.5℃", "2024年3月5日 星期二\n上午 报到\n2024年3月6日 星期三\n全天 授课",
             "本次培训班的日程如下。\n2024年3月5日 星期二\n上午报到，下午授课。", "请各有关单位按时参加。\n2024年3月5日 星期二",
             "本次义诊的日程如下。\n2024年3月5日 星期二 农历正月廿五\n上午在中心广场义诊，下午授课。"], values="the weather has degrees")
def today(lines: Lines) -> Iterator[Edit]:
    """Today's date and the weather in a page's header: not the article's date.

    The weather may stand beside the text, but not in it; so may a day that the calendar's old style is given with. Any
    other stands above all prose. A day stands alone: a schedule has more.
    """
    found = [line for line in lines.marked
             if 4 <= len(line.text.strip()) <= 40 and "。" not in line.text]
    first, last = shape.prose_numbers(lines)
    days = [line for line in found if _DAY.match(line.text.strip())]
    header = [line for line in days if line.number < first or line.number > last and "农历" in line.text]
    header = header if len(days) == 1 else []
    header += [line for line in found if not first < line.number < last and _TODAY.search(line.text.strip())]
    for line in header:
        yield drop(line, "today's date or the weather")
