"""Rules for banners: accounts to follow, apps, advertisements, players, cookies, boxes to write in, the day."""
from __future__ import annotations

import re
from typing import Iterator

from ..document import Edit
from ..patterns import CHINESE, HAN, lazy_regex
from ..rules import Lines, drop, rule
from ..tables import words
from ..values import PRICE, holds_value, is_matter, is_of_care
from . import shape
from .labels import prose_numbers

_FOLLOW = lazy_regex(r"^\W{0,4}(?:请|欢迎|点击|长按|微信|打开微信|用微信|使用微信|立即|马上|赶快|快来|扫码|扫一扫|扫描|识别|关注)[^。]{0,60}"
                     r"(?:二维码|公众号|公众平台|公号|微博|视频号|头条号|百家号|抖音|小程序|微信号|订阅号|客服|扫码|扫一扫|(?:关注|加入|联系|订阅)我们|加群"
                     r"|(?:下方|上方|文末)(?:名片|卡片|蓝字|头像|海报)|"
                     r"手机(?:看|阅读|浏览|打开)|移动(?:端|版|官网|客户端)|官方(?:微|账?号|帐号|网站|公众|客户端|抖音|平台))|"
                     r"^\W{0,3}(?:微信公众号|公众号|微信号|官方微信|官方微博|微信搜索|微信扫码|新浪微博|抖音号|视频号|QQ群|微信群|(?:微信|公众号)\s?ID)\s?[:：]|"
                     rf"^关注[{HAN}]{{0,10}}(?:微信|微博|二维码|号|公众号)$|^.{{0,8}}二维码$|"
                     r"(?:公众号|微信号|微博)(?:\W{0,3}(?:扫码|二维码|关注)){1,2}$|"
                     r"^\W{0,4}(?:快来?|立即|马上|赶快|免费|扫描QR ?Code)?加入[^。,]{0,16}(?:LINE ?@?|会员|粉丝[团页]|社[团群])"
                     r"(?:好友|官方)?(?:[账帐]号|,[^。,]{0,14})?\W{0,2}$|"
                     r"^[^。,]{0,12}(?:LINE|WhatsApp|Telegram)\W?(?:群组?|社群|频道)[^。,]{0,10}"
                     r",?(?:立即|马上)?(?:按此|点此|点击|点我)[^。,]{0,6}$|"
                     r"^\W{0,4}加入[^。,]{0,16}LINE ?@[^。]{0,36}$", re.IGNORECASE)


_FOLLOWED = ("二维码", "公众", "公号", "微博", "视频号", "头条号", "百家号", "抖音", "小程序", "微信", "订阅号", "客服", "扫",
             "我们", "加群", "LINE", "Line", "会员", "粉丝", "社团", "社群", "手机", "移动", "官方", "QQ群", "ID", "关注")


@rule("S123", "follow-us", marks=_FOLLOWED,
      hits=["扫一扫关注我们", "扫码关注王医生公众号", "关注微信二维码", "长按识别二维码关注公众号", "欢迎关注某健康微信公众号", "微信公众号：jiankang", "关注头条号",
            "快加入Yahoo健康LINE@", "掃描QR Code加入官方LINE帳號", "加入01健康會員，享更多優惠",
            "「01健康」LINE群組即將推出，按此登記", "加入親子家園Line@，隨時掌握教養新知 >>> 點我加入",
            "🔽 点击下方卡片，关注「云溪健康」"],
      keeps=["请关注血压变化，每日测量两次并做好记录。", "ID：0012345", "患者可扫描二维码预约挂号，也可到窗口办理。", "关注微信息素的研究越来越多。",
             "二维码标识可追溯每一支疫苗的来源。", "请勿移动伤员,立即拨打120", "扫描时请保持身体不移动", "长按伤口止血,等待移动担架",
             "请告诉我们您对哪些药物过敏", "识别二维码领取药品", "患者加入了病友社团", "加入治疗组的会员有三名", "扫描二维码，领取3盒口罩"], among=r"[盒袋包瓶]\Z")
def follow_us(lines: Lines) -> Iterator[Edit]:
    """A line that asks the reader to follow an account or to scan its code: short, and no sentence."""
    for line in shape.buttons(lines, _FOLLOW, 70):
        if line.text.count(",") < 2:
            yield drop(line, "a line that asks to follow an account or to scan its code")


_APP = lazy_regex(r"^\W{0,4}(?:立即|点击|扫码|扫描|免费|请|马上|手机)?(?:下载|打开|安装|进入|使用)[^。,]{0,20}(?:APP|客户端|"
                  r"应用(?:程序|商店|市场|软件))[^。]{0,16}$|"
                  r"^\W{0,4}下载[^。,]{0,20}APP\W{0,2},[^。,]{2,20}(?:https?://\S{4,60})?$|"
                  r"(?:APP|客户端)(?:下载|内打开|专享|扫码|阅读|查看|看新闻)|无需下载APP|(?:下载|打开).{0,12}(?:APP|"
                  r"客户端).{0,12}(?:查看|阅读|体验|观看|更多)", re.IGNORECASE)


@rule("S124", "app", marks=("APP", "App", "app", "客户端", "应用"),
      hits=["下载健康时报客户端", "打开好医生APP", "打开某某APP，查看更多精彩", "无需下载APP",
            "下載「某某」App ，即睇城中熱話：https://example.link/qIZ"],
      keeps=["患者可下载国家医保服务平台APP办理备案，也可到窗口办理。", "手机APP能否帮助糖尿病患者控糖？研究给出答案。",
             "使用青霉素前应用皮试", "安装支架后应用阿司匹林", "使用抗生素的合理应用", "使用应用程序控制的胰岛素泵", "下载APP，领50g奶粉"],
      among=shape.PACKS)
def app(lines: Lines) -> Iterator[Edit]:
    """A line that offers the site's app: short, and no sentence."""
    for line in shape.buttons(lines, _APP, 50):
        yield drop(line, "a line that offers the site's app")


_ADVERT = lazy_regex(r"^[\[(【]?广告(?:[\])】:]|通知|也许|剩余|被拦截)?(?!法|宣传|中|语|词|费|主|业|商|称|是|的|里|上|部|公司|代言|审查|发布|"
                     r"监测|投放|违法|牌|市场|学|,|、|和|与|类|药)|"
                     r"(?:VIP|会员)可(?:关闭|跳过|免)广告|Sponsored\s?(?:Links?|Content)|Promoted Links|^(?:推广|"
                     r"赞助商(?:链接|广告)?|ADVERTISEMENT|Advertisement)$|^by Taboola|^ADVERTISEMENT")
_MARKED = lazy_regex(r"[\[(【]?广告[\])】:\s]")
_ADVERTISED = ("广告", "VIP", "会员", "Sponsored", "Promoted", "推广", "赞助商", "ADVERTISEMENT", "Advertisement", "Taboola",
               "¥", "￥")


@rule("S125", "advertisement", marks=_ADVERTISED,
      hits=["广告", "广告 某某牌净水器限时特惠", "广告 某某降压片5mg*30片 ¥38.5", "【广告】某某奶粉800g限时特惠", "[广告]留学生注意了", "Sponsored Links",
            "限时特惠 雾化器 ¥199 立即购买"],
      keeps=["广告法规定，医疗广告须经审查。", "广告宣传的保健品不能代替药物", "广告中的“神药”真有用吗？专家这样说", "广告 头孢 5 mg 早晚",
             "5 mg 广告 ¥38.5", "广告 血压120/80的患者可免费领取药品", "肝功能检查 ¥35", "疫苗接种 ¥329 限时优惠",
             "调查发现，这款售价￥199的产品打着“限时特惠”的幌子。"], values="what it offers has a price or is on sale")
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
        elif len(text) > 1 and (
                text[:3].find("广告") >= 0 or text[0] in "VSPbA会推赞") and _ADVERT.search(text) and (
                not holds_value(text) or _is_offer(text)):
            yield drop(line, "the line is marked as an advertisement")


def _is_offer(text: str) -> bool:
    """Whether a line is marked as an advertisement and offers something, for a price or in words of a sale."""
    priced = PRICE.search(text) is not None and not is_of_care(text)
    return _MARKED.match(text) is not None and (priced or _offers(text))


def _offers(text: str) -> bool:
    """Whether a line speaks of a sale, and not of care."""
    return any(word in text for word in words("offer_words")) and not is_of_care(text)


_PLAYER = lazy_regex(r"视频加载失败|视频加载中|正在加载|加载中[.…,]|您的浏览器(?:不支持|版本)|浏览器不支持|请(?:安装|升级|下载).{0,8}(?:flash|"
                     r"浏览器|播放器)|刷新(?:页面|试试|本页)|"
                     r"自动播放|播放器(?:加载|不支持)|(?:点击|轻触)(?:播放|观看)(?:视频)?$|重新播放|退出全屏|全屏播放|^Loading\W*$|加载失败|无法播放|"
                     r"抱歉.{0,10}(?:视频|页面)|^Video Details|^Replay|"
                     r"^点击播报(?:本文|全文)|音频播放|倍速播放|语音播报文章|释放双眼|"
                     r"播报文章", re.IGNORECASE)
_CLOCK = lazy_regex(r"00:00\s?/\s?\d\d:\d\d\s*")  # of a player


_PLAYED = ("加载", "00:00", "浏览器", "播", "刷新", "全屏", "抱歉", "双眼", "观看", "lash", "LASH", "oading", "OADING", "ideo", "IDEO",
           "eplay", "EPLAY")


@rule("S126", "player", marks=_PLAYED,
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


_SCRIPTED = lazy_regex(r"(?:enable|without|requires?|turn on).{0,40}java ?script|"
                       r"java ?script.{0,40}(?:enabled?|disabled|required|turned o)|"
                       r"(?:启用|开启|打开|允许|支持|禁用|关闭|停用).{0,12}java ?script|"
                       r"java ?script.{0,12}(?:启用|开启|打开|禁用|关闭|停用)|浏览器.{0,24}脚本", re.IGNORECASE)


@rule("S134", "scripts-needed", marks=("cript", "CRIPT", "脚本"),
      hits=["You need to enable JavaScript to run this app.", "您的瀏覽器已停用JavaScript，請開啟後重新整理。",
            "请打开浏览器的脚本功能"],
      keeps=["本文用JavaScript写了一个计算体质指数的页面。", "护士照着脚本打开话题，患者慢慢说出了心事。"])
def scripts_needed(lines: Lines) -> Iterator[Edit]:
    """A notice that a page needs its scripts: of a page that scripts draw it is all that a crawler saved."""
    for line in lines:
        if len(line.text) <= 160 and _SCRIPTED.search(line.text):
            yield drop(line, "a notice that the page needs its scripts")


_CALLS = lazy_regex(r"\(?adsbygoogle\b|\bgoogletag\.|\b(?:window|document)\.[A-Za-z]\w{0,30}\s?[.(=|]|"
                    r"\bfunction\s?\w{0,30}\([\w, ]{0,60}\)\s?\{")
_CALL_ENDS = (";", "{", "}", ")", "(", ",")


@rule("S137", "script-line", marks=("adsbygoogle", "googletag", "window.", "document.", "function"), whole=True,
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


_COOKIE = lazy_regex(r"(?:cookie|cookies)\W?.{0,60}(?:使用|同意|接受|政策|隐私|技术)|(?:使用|同意|接受|启用|"
                     r"存储).{0,30}cookie|we use cookies|隐私权?(?:政策|声明|保护).{0,20}(?:同意|更新|接受)|"
                     r"同意.{0,8}隐私权?(?:规范|政策|条款)", re.IGNORECASE)


@rule("S127", "cookies", marks=("ookie", "OOKIE", "隐私"),
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


_ACCOUNT = lazy_regex(r"(?:请|需要?|您还未|尚未|还没有|欢迎).{0,6}(?:登录|登入|注册)[^。]{0,30}(?:评论|发表|回复|收藏|阅读|查看|后|帐号|账号|"
                      r"$)|^(?:用\s?户\s?名?|密\s?码|[昵暱]\s?称|验证码|邮箱(?!.*@)|登录名|网名|您的(?:评论|姓名|邮箱|大名))\s?[:(]|"
                      r"记住(?:我|密码|登录状态)|忘记密码|匿名(?:发表|发出|评论)|文明(?:上网|发言|评论)|遵纪守法|还可(?:以)?输入\s?\d|"
                      r"发表评论|评论内容\s?:|提交评论|自律公约|快速注册|注册新用户|社交帐号登录|^表情\s?图片$|"
                      r"网友评论仅供|您的评论|我来说两句|不代表.{0,6}(?:网|站)(?:观点|立场|同意)", re.IGNORECASE)


_ROOM = lazy_regex(r"0\s?/\s?\d{2,4}")  # characters written, and how many may be
_NEAR = 3  # lines from there to another line of the box
_BOX = ("登录", "登入", "注册", "户", "码", "称", "邮箱", "网名", "您的", "记住", "匿名", "文明", "遵纪", "输入", "/", "评论",
        "自律", "帐号", "表情", "我来说", "不代表")


@rule("S128", "login-box", marks=_BOX, whole=True,
      hits=["请先 登录 后发表评论～", "昵称：\n密码：(游客无需密码)", "您还未登录，请登录后进行收藏！", "忘记密码？", "还可输入500字", "发表评论\n0/140"],
      keeps=["登录该系统后，医生可以调阅病历。", "患者需要登录平台查询检验结果，凭身份证领取。", "120/80", "160 / 95", "5/10", "1/100", "0/60", "0/140",
             "疼痛的评分在用药以前和用药以后各记一次，由护士填写。\n0/100\n评分低的不必用药，高的应当告诉医生，由医生决定。",
             "邮箱：peixun@example.org", "昵称：阿莫西林 0.5 g", "用户名：住院号", "欢迎注册成为捐献志愿者"],
      values="0/140 is the room in a box to write in")
def login_box(lines: Lines) -> Iterator[Edit]:
    """A box for logging in or writing a comment.

    How much room it has (0/140) may be a score as well, below all prose too: another line of the box stands near.
    """
    box = [(line, line.text.strip()) for line in lines.having(*_BOX)]
    box = [(line, text) for line, text in box if 3 <= len(text) <= 60 and "。" not in text[:-1]]
    found = [line for line, text in box if _ACCOUNT.search(text) and not is_matter(text)]
    rooms = [line for line, text in box if _ROOM.fullmatch(text)]
    found += [line for line in rooms if any(abs(line.number - other.number) <= _NEAR for other in found)]
    for line in found:
        yield drop(line, "a box for logging in or commenting")


_NEWSLETTER = lazy_regex(r"订阅(?:电子报|健康电子报|我们|频道|本刊|RSS|\w{0,8}电子报)|电子报(?!告)|加入(?:LINE|会员|粉丝团)|追踪我们|"
                         r"按(?:个)?赞(?:加入|追踪|支持|粉丝)|粉丝(?:团|专页|页)|"
                         r"(?:FB|LINE|脸书|IG)\s?(?:粉丝|好友|社团|官方)", re.IGNORECASE)
_INVITING = ("订阅", "电子报", "加入", "追踪", "赞", "粉丝", "好友", "社团", "官方")


@rule("S129", "newsletter", marks=_INVITING,
      hits=["訂閱電子報", "按讚加入粉絲團", "追蹤我們 Facebook 粉絲專頁", "加入LINE好友", "☆健康新聞不漏接，按讚追蹤粉絲頁。"],
      keeps=["医院电子报告可在手机查询。", "她加入会员后坚持锻炼。", "訂閱健康資訊的長者血壓控制得較好。"])
def newsletter(lines: Lines) -> Iterator[Edit]:
    """An invitation to subscribe to a newsletter or to follow a page on a social network.

    Taiwan and Hong Kong wording too: 訂閱電子報, 按讚, 粉絲專頁.
    """
    for line in shape.buttons(lines, _NEWSLETTER, 30):
        yield drop(line, "an invitation to subscribe or to follow")


_DAY = lazy_regex(r"^\W{0,3}\d{4}年\d{1,2}月\d{1,2}日\W{0,3}(?:星期|周)[一二三四五六日天]\W{0,3}(?:农历.{0,14})?$")
_TODAY = lazy_regex(r"^\W{0,3}今天是\W?(?:\d{4}年|\d{1,2}月|星期|农历)|"
                    rf"^(?:[{HAN}]{{2,6}}\s?(?:今[天日]|明[天日])?(?:天气)?\s?:?\s?)?(?:晴|多云|阴|[小中大]雨|雷阵雨|雾|霾)"
                    r"(?:[转到间有时晴阴雾霾]|多云|[小中大阵雷]{1,2}雨|[东南西北微]{1,2}风|\d级|气温|[\s\d,~/:℃°C至-]){0,24}\d\s?(?:℃|°C?|度)")


_TOLD = ("今天是", "星期", "周", "℃", "°", "度")


@rule("S130", "today", marks=_TOLD, whole=True,
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
    found = [line for line in lines.having(*_TOLD)
             if 4 <= len(line.text.strip()) <= 40 and "。" not in line.text]
    first, last = prose_numbers(lines)
    days = [line for line in found if _DAY.match(line.text.strip())]
    header = [line for line in days if line.number < first or line.number > last and "农历" in line.text]
    header = header if len(days) == 1 else []
    header += [line for line in found if not first < line.number < last and _TODAY.search(line.text.strip())]
    for line in header:
        yield drop(line, "today's date or the weather")
