"""What the sentences around a benefit say of it: topped up, the highest only, who pays, from which fund, how much in all."""

from __future__ import annotations

import re
from fractions import Fraction

from luodi.policy.rules.model import Share

_TOPS_UP = re.compile(r"补差|补足差额|差额(?:部分)?(?:予以|给予)?(?:奖|补)|(?:奖|补)[^，。；]{0,6}差额|给予差额")
# 已享受技改资金补助的不再享受: who was paid elsewhere is left out, and where, the data do not say.
_LEFT_OUT = re.compile(
    r"[^，。；（(]{0,6}(?:已|曾)(?:经)?[^，。；（()）]{0,8}(?:享受|获得?|取得)[^，。；()（）]{0,24}的?，?(?:企业|项目)?，?不(?:再|予|得|重复)[^，。；()（）]{0,10}"
)
_LED_BY = re.compile(
    r"(?:^|[，；。])(?:重点|大力|积极|优先)?(?:支持|鼓励|引导|推动)[^，。；]{0,16}?(?:企业|单位|机构|项目)?"
    r"(?P<what>(?:参与|参加|通过|采购|购买|购置|应用|使用|采用|承租|投保|开展|实施)[^，。；]{2,24})，(?:由?[^，。；对]{0,10})$"
)
_NOT_PAID = re.compile(
    r"[^，。；（(]{2,44}的[）)]?，?(?:企业|项目|单位)?，?(?:一律)?不(?:予|再|得|能)[^，。；()（）]{0,8}(?:资助|补助|奖励|补贴|支持|享受|奖补)"
)
# 市外迁入的减半, 省级已补助的扣除省级部分, 分两年拨付: what is paid is another sum, or on another day.
_OTHERWISE = re.compile(
    r"[^，。；（(]{0,16}(?:减半|折半|扣除|扣减|抵扣|加倍|翻倍)[^，。；)）]{0,10}|"
    r"分[^，。；与别]{1,26}(?:阶段|年度?|期|次|批)(?:予以|进行|各|平均|按[^，。；]{2,16})?(?:兑现|拨付|发放|支付|兑付|拨给|到位)"
)
_SOME_YEARS = re.compile(
    r"(?:连续|最长|最多)(?:给予|予以)?(?:补贴|补助|奖励|扶持|支持|资助|贴息|享受)[^，。；]{0,6}[一二两三四五六\d]+(?:年|个月)|"
    r"(?:补贴|补助|奖励|贴息|扶持|支持|资助|享受)(?:期限?|年限|时间)?(?:原则上)?(?:不超过|最长|最多|不多于|为期)[^，。；\d]{0,6}[一二两三四五六\d]+(?:年|个月)|"
    r"期限[^，。；\d]{0,6}[一二两三四五六\d]+(?:年|个月)|(?:连续|自)[^，。；]{0,16}(?:[一二两三四五六\d]+年)(?:内)?(?:，?每年|逐年)?(?:给予|予以|按)|[前头第][一二两三四五六\d]年(?=[^，。；]{0,10}(?:给予|予以|补|奖|按|享受|缴纳))"
)
_ONCE = re.compile(r"一次性|[只限仅](?:能|可|予)?(?:给予|享受|获得|申报|奖励|奖|补助|补贴|补)[^，。；]{0,6}一次")
# 同一企业…就高不重复: of several benefits of this document or of others, only the highest.
_HIGHEST = re.compile(
    r"就高不重复|从高不重复|就高不就低|就高[^，。；]{0,6}不重复|"
    r"(?:按|取)[^，。；]{0,4}最高[^，。；]{0,12}(?:执行|享受|不重复)|不重复(?:享受|奖励|奖补)|不(?:可|得|能)?兼得|不(?:得|可)?重复享受"
)
_OTHER_POLICIES = re.compile(
    r"[与和同][^，。；]*(?:其[他它]|同类|上级|国家|[省市区县]级?)[^，。；]*(?:政策|奖补|资金|补助|奖励|规定)[^，。；]*不(?:得|可|能)?(?:重复|兼得|叠加)"
)
_TREASURY = (
    r"(?:(?:企业|项目|用人单位|承租企业)?所在地(?:县|市|区)?(?:级)?(?:财政|政府)|(?:省|市|区|县|州|地方|中央"
    r"|市本级|市级|省级|区级|县级|受益地?|本级|同级)(?:级)?财政)"
)
_HALVES = re.compile(
    rf"({_TREASURY}|[省市县区])(?:、|和|与|及)?"
    rf"({_TREASURY}|[省市县区])(?:财政)?(?:两级)?(?:财政)?(?:各|分别)(?:承担|负担|分担)(?:(\d+(?:\.\d+)?)[%％]|一半)"
)
_LEVEL = r"(?:中央|省|市|县区|县市区|县|区|乡镇|镇|园区)"
_BEARER = rf"(?:{_TREASURY}|(?:所属|所在|各|相关)?{_LEVEL}(?:级|本级)?(?:财政)?)"
_PARTS = re.compile(rf"({_LEVEL}(?:级|本级)?(?:财政)?)(?:各)?(?:承担|负担)(\d+(?:\.\d+)?)[%％]")
# 市、区按6:4比例分担; 由省、市、县按4:3:3比例共同奖励
_BY_RATIO = re.compile(
    rf"((?:{_BEARER}(?:、|和|与|及))+{_BEARER})(?:[两三二]级)?(?:财政)?按照?(\d+(?:[:：∶]\d+)+)(?:的)?(?:比例)?(?:共同|分别)?(?:分担|承担|负担|共担|奖励|补助|安排|出资|兑现)"
)
_EQUALLY = re.compile(
    rf"((?:{_BEARER}(?:、|和|与|及))+{_BEARER})(?:[两三]级)?(?:财政)?(?:各|分别|平均)(?:承担|负担|分担)(?:一半|50[%％])"
)
_BORNE = re.compile(
    rf"^(?:所需|奖励|奖补|补助)*(?:资金|经费)?(?:全部|全额)?由((?:企业|项目|注册地|受益)*(?:所在|所属)?{_LEVEL}(?:级|本级)?(?:财政)?)(?:负责|全额|全部)?(?:承担|负担|兑现|兑付)$"
)
_ALONE = re.compile(
    rf"(?:由|^|[，；。的])({_TREASURY})(?:对[^，。；]{{1,24}}|均|再|一次性|按[^，。；]{{1,30}}|给予|予以|奖励|补助|补贴)"
)
_WHO_GAINS = re.compile(r"谁受益[、，,]?谁(?:兑现|负担|承担|出资)")


def tops_up(sentences: str) -> bool:
    return bool(_TOPS_UP.search(sentences))


def is_once(sentences: str) -> bool:
    return bool(_ONCE.search(sentences))


def left_out(words: str) -> str:
    """Who the words leave out because another grant was paid; '' where nobody is."""
    found = _LEFT_OUT.search(words) or _NOT_PAID.search(words)
    return found[0].strip() if found and not only_highest(found[0]) else ""


def otherwise(words: str) -> str:
    """What the sentence says of another sum in some case, or of instalments; '' where it says nothing of the kind."""
    found = _OTHERWISE.search(words)
    return found[0].strip() if found else ""


def led_by(words: str) -> str:
    """支持企业参与省外招标，对项目中标的…: what the sentence says before, that the condition only goes on with."""
    found = _LED_BY.search(words)
    return found["what"] if found else ""


def for_some_years(words: str) -> str:
    """连续补贴3年, 贴息期限不超过两年: how long it is paid; '' where nothing is said of it."""
    found = _SOME_YEARS.search(words)
    return found[0] if found else ""


def only_highest(words: str) -> bool:
    return bool(_HIGHEST.search(words))


def is_read(words: str) -> bool:
    """Whether a phrase says what is read elsewhere: topped up, the highest only, once, who bears it, who is left out."""
    if _OTHER_POLICIES.search(words):
        return False  # which grants those are, this document does not say
    readers = (tops_up, only_highest, left_out, otherwise, for_some_years, _shared)
    return any(reader(words) for reader in readers) or bool(_ONCE.search(words)) or bool(_alone_said(words))


def payers(own: str, following: str) -> tuple[Share, ...]:
    """Who bears which part, where the benefit's ``own`` words say so, or the statements ``following`` it say so of all.

    A statement that opens with a case of its own (对列入…的，由省、市各承担50%) says nothing of the others.
    """
    statements = [own, *(one for one in re.split(r"[；;。]", following) if not re.search(r"对|的[，,]", one))]
    shared = next((shares for one in statements if (shares := _shared(one))), ()) or _alone(own)
    return shared or next((shares for one in statements if (shares := _alone_said(one))), ())


def _shared(words: str) -> tuple[Share, ...]:
    if "对" in words and re.search(r"[；;].*对[^；;]*的", words):
        return ()
    if found := _HALVES.search(words):
        part = Fraction(found[3]) / 100 if found[3] else Fraction(1, 2)
        if part * 2 == 1 and found[1] != found[2]:
            return (Share(_named(found[1]), part), Share(_named(found[2]), part))
    if found := _EQUALLY.search(words):
        return _split(found[1], ["1", "1"])
    if found := _BY_RATIO.search(words):
        return _split(found[1], re.split("[:：∶]", found[2]))
    parts = _PARTS.findall(words)
    if len(parts) > 1 and sum(Fraction(share) for _, share in parts) == 100:
        return tuple(Share(_named(who), Fraction(share) / 100) for who, share in parts)
    return ()


def _split(bearers: str, parts: list[str]) -> tuple[Share, ...]:
    """市、区 and 6:4: as many who bear as parts, each another."""
    names = [_named(one) for one in re.split("[、和与及]", bearers)]
    weights = [int(one) for one in parts]
    if len(names) != len(weights) or len(set(names)) < len(names) or not all(weights):
        return ()
    return tuple(Share(name, Fraction(one, sum(weights))) for name, one in zip(names, weights, strict=True))


def _alone_said(words: str) -> tuple[Share, ...]:
    """资金由企业所在乡镇兑现, 由区财政承担: one that bears it all, said in a phrase of its own."""
    found = next(filter(None, map(_BORNE.match, re.split("[，；。]", words))), None)
    return (Share(_named(found[1]), Fraction(1)),) if found else ()


def _alone(words: str) -> tuple[Share, ...]:
    alone = {found[1] for found in _ALONE.finditer(words)}
    return (Share(_named(alone.pop()), Fraction(1)),) if len(alone) == 1 else ()


def _named(who: str) -> str:
    return (
        f"{who}级财政"
        if len(who) == 1
        else f"{who}财政"
        if who.endswith("级")
        else who
        if who.endswith(("财政", "政府"))
        else f"{who}财政"
    )


def by_who_gains(words: str) -> bool:
    """谁受益、谁兑现: the place that gains from the firm pays; which place that is, the data say."""
    return bool(_WHO_GAINS.search(words))
