"""What a sentence says of a grant outside the grant's own words: who is left out, what is asked besides, what changes the sum.

No formula holds any of it. Each reader gives back the words, for a gap; '' where there are none.
"""

from __future__ import annotations

import re

# 除已享受的奖励外 says that both are paid; 除房地产企业外 leaves them out.
_NO_GRANT = r"(?![^，。；]{0,16}(?:奖|补|资助|政策|享受|资金|扶持|优惠))"
_EXCLUDED = re.compile(
    r"[^，。；：（(]{1,30}(?:除外|不在此列|不包括在内|不(?:适用|享受|纳入|列入)(?:于)?(?:(?:本|上述|该|以上|前款)[^，。；)）]{0,6}|(?=[，。；)）]|$)))|"
    rf"除{_NO_GRANT}[^，。；（()）]{{2,30}}?(?:以外|之外|外)(?=[，的）)]|$)"
)
_LIMITED_TO = re.compile(
    r"[^，。；]{0,20}(?:企业|项目|园区|行业|产业|区域|单位)(?:当中|中|[范围]*内|里)(?:的)?(?=，|$)|仅限[^，。；]{2,24}"
)
_BEGUN = re.compile(r"(?:从|自)[^，。；]{2,18}(?:起|之后|以后)(?=，|$)")
_ASKED = re.compile(
    r"^(?:但是?|且|并且|同时|前提是|其中)[^，。；]*(?:低于|少于|高于|多于|达到?\d|超过|以[上下]|增长|须|应当|必须|要求|不得|不予|不再|不能|除)"
    r"|^(?:企业|项目|单位|申报企业|获奖企业|申报单位)?(?:须|应当?(?!用)|必须|需(?!求|要的))(?!提供|提交|报送|填报|申请|申报|据实|由)"
    r"|^[^，。；\d]{2,16}不(?:得)?(?:少于|低于)[一二两三四五六七八九十\d]|为前提|方可|方能|才能?(?:享受|给予|予以)|[企项单][业目位]不(?:予|再|得)"
)
_PAPERS = re.compile(r"须(?:凭|提供|提交|报送|填报)")
_CHANGED = re.compile(
    r"[^，。；（(]{0,24}(?:上浮|下浮|上调|下调|提高|增加|降低|调高|调减|核减)(?:至|到|奖励|补助)?\d[\d.]*(?:%|％|个百分点|倍|万元)|"
    r"[^，。；（(]{2,24}(?:翻番|翻倍|加倍)|[^，。；（(]{0,12}次年[^，。；]{0,8}(?:兑付|兑现|拨付|发放)"
)
# 补助总额不超过当年税收: a ceiling that is no sum of money, and so was read from nothing.
_BOUNDED = re.compile(r"[^，。；（(]{0,16}(?:不(?:得)?(?:超过|高于|突破|多于)|以[^，。；]{2,16}为限)[^，。；）)]{0,24}")
_MADE_UP = re.compile(r"[^，。；]{0,16}(?:补差|差额)[^，。；]{0,8}")
_WEIGHED = re.compile(r"择优(?:给予|予以|奖|补|支持|资助|扶持)?|酌情|视[^，。；]{0,12}(?:情况|程度|情)")


def excluded(words: str) -> str:
    """金融企业除外, 房地产企业不适用本条, 除房地产企业外."""
    return _first(_EXCLUDED, words)


def limited_to(before: str) -> str:
    """规模以上工业企业中，对…; 从纳统次年起，对…: among whom, or from when, the words before the grant say."""
    return _first(_LIMITED_TO, before) or _first(_BEGUN, before)


def asked(behind: str) -> str:
    """且税收不低于300万元, 但亏损企业不予奖励: what is asked only after the sum was said."""
    parts = re.split(r"[，；。]", behind)
    return next((one for one in parts if _ASKED.search(one) and not _PAPERS.search(one)), "")


def changed(behind: str) -> str:
    """其中属于专精特新企业的上浮20%: another sum in some case."""
    return _first(_CHANGED, behind)


def bounded(behind: str) -> str:
    """补助总额不超过当年税收, 面积不超过500平方米."""
    return _first(_BOUNDED, behind)


def made_up(words: str) -> str:
    """已获得上级补助的按差额补足: only what is lacking is paid."""
    return _first(_MADE_UP, words)


def weighed(words: str) -> str:
    """择优奖励, 酌情补助: the office decides."""
    return _first(_WEIGHED, words)


def _first(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found[0].strip("，；。、 ") if found else ""
