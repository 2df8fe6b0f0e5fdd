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
# 先到先得, 有效期三年, 限50个: what speaks of a grant whatever stands around it, each kind with what a person does about it.
_BY_ITSELF = (
    (
        re.compile(
            r"先到先得|用完[为即]止|额满[为即]止|兑完[为即]止|总量控制|总额控制|预算(?:内|规模|总额)|年度预算|按比例(?:折算|核减|递减|兑现|调减)"
        ),
        "请给这条规则选定资金，写明预算和钱不够时按先后还是按比例",
    ),
    (
        re.compile(
            r"有效期|期满|[年月日]内有效|施行|执行(?:至|到|期)|(?:自|从)[^，。；]{2,16}起(?:执行|实施|施行|生效)|截止(?:到|至)|试行"
        ),
        "请填写规则的起止日期，资质要在有效期内的请写进条件",
    ),
    (
        re.compile(
            r"名额|(?:每年|每批|全[市省县区]|总数|累计)[^，。；]{0,8}(?:不超过|限|最多|评选|遴选|认定)\d+[家个名项]|限\d+[家个名项]"
        ),
        "名额有限的，请写明怎样排先后，或加一个登记入选结果的资质",
    ),
    (
        re.compile(
            r"(?:最多|不超过|限|至多|不多于)[^，。；\d]{0,8}[\d一两二三四五六七八九十]+[件项个台套家次种人名场]"
        ),
        "数量有上限的，请在金额里写成 最小(字段, 上限)",
    ),
)
# And what does so only behind a grant; the more special kinds first.
_KINDS = (
    *_BY_ITSELF,
    (
        re.compile(r"兑现|兑付|拨付|发放|预拨|到位|支付"),
        "分期或延后付款的，请改写付款的时间和次数；只是办理程序的可以删去这一条",
    ),
    (re.compile(r"取消|退出|不再|终止|停止|暂停|核减|扣减|调减|递减|退坡"), "请写成条件，或另写一档"),
    (re.compile(r"视同|视为|参照|比照"), "视同的情形请另写一档"),
    (
        re.compile(r"利率|LPR|实际(?:天数|月数)|按[天日月](?:计算|折算)|不足一年"),
        "请写明按哪个字段的天数、月数或利率折算",
    ),
    (re.compile(r"[承分负]担|共担|配套|分配|各(?:得|占)"), "请在“承担”里写明各方的比例"),
)
_OTHER = "请写进条件或金额；与算多少无关的可以删去这一条"
# What changes neither who gets it nor how much.
_HARMLESS = re.compile(
    r"^(?:并|同时|另|且)?(?:优先|推荐|表彰|通报|授予|授牌|颁发|宣传|鼓励|支持|引导|推动|加强|加快|促进|协助|帮助|提供|做好|落实)|优先(?:推荐|支持|安排|列入|纳入|保障|推荐申报)"
    r"|须(?:凭|提供|提交|报送|填报)|(?:提供|提交|报送)[^，。；]{2,20}(?:材料|报告|证明|发票)"
    r"|^(?:所需|奖励|奖补|补助)*(?:资金|经费)(?:均|统一)?(?:从|由|在)[^，。；]*(?:安排|列支|解决|支出|保障)"
    r"|^(?:该|奖励|奖补|补助|所得|其中\d[\d.]*[万亿]?元)*(?:资金|奖金|款项|部分)?(?:专项|重点|主要|应|可|须|全部|仅限)*用于|专款专用"
    r"|^按(?:照)?(?:有关|相关|规定|程序|现行|国家|省|市|上述)[^，。；]{0,10}(?:规定|程序|办法|政策|执行|办理|要求)*$"
    r"|^(?:具体|实施|认定|评审|申报)[^，。；]{0,12}(?:办法|细则|标准|程序)[^，。；]*$|^(?:由|经)[^，。；]{2,20}(?:负责|牵头|实施|组织|核实|审核|公示|审定|确认)[^，。；]{0,10}$"
    r"|^(?:原则上|按规定|及时|当年|尽快)*(?:当年|及时|足额|一次性)(?:兑现|兑付|拨付|到位|发放)$|追回|退还|收回|退回|追缴"
    r"|^(?:牵头|责任|配合)单位|^下同$|^(?:其中|同时|另外?|此外|对|对于|以及|和|并|且|再)*$|不受[^，。；]{2,12}限制|上不封顶|可(?:叠加|同时|累加)|叠加享受"
)
_OF_ALL = re.compile(
    r"^(?:上述|以上|前款|本条|该项|该|同一|单个|单家|每家|奖励|奖补|补助|补贴|资金|享受|获得|获奖|连续|当年|次年|年度)"
)
_ASIDE = re.compile(r"（([^（）]{3,60})）")
_NAMES = re.compile(
    r"[市县区][、及]|以下(?:简|统|合)?称|下同|含税|不含税|税[前后]|人民币|[一二三四五六七八九十\d]+$|以[下上]|含本?数?|不含本?数?|含\d"
)
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


def unread(behind: str) -> list[tuple[str, str]]:
    """Every phrase behind a grant that is not known to change nothing, with what to do about it."""
    return [(one, _advice(one)) for one in _phrases(behind) if not _HARMLESS.search(one)]


def in_brackets(words: str, known: str) -> list[tuple[str, str]]:
    """（须在本市注册满一年）within a grant's own words, where its condition and its base do not hold it."""
    asides = [found[1] for found in _ASIDE.finditer(words) if found[1] not in known]
    return [(one, _advice(one)) for one in asides if not (_HARMLESS.search(one) or _NAMES.match(one))]


def unread_of_all(after: str) -> list[tuple[str, str]]:
    """Phrases of the next sentence that speak of the grant: by a rider's own words, or as 上述, 该, 同一企业."""
    phrases = _phrases(after)
    meant = bool(_OF_ALL.match(after))
    told = [(one, _advice(one)) for one in phrases if not _HARMLESS.search(one)]
    return [(one, what) for one, what in told if (meant and what != _OTHER) or _is_rider(one)]


def _is_rider(words: str) -> bool:
    return any(kind.search(words) for kind, _ in _BY_ITSELF)


def _advice(words: str) -> str:
    return next((what for kind, what in _KINDS if kind.search(words)), _OTHER)


def _phrases(words: str) -> list[str]:
    return [bare for one in re.split(r"[，；。]", words) if len(bare := one.strip("、（）() ")) > 2]


def _first(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found[0].strip("，；。、 ") if found else ""
