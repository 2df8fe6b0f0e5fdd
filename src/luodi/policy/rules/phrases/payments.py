"""How much is paid: a sum, a share of a figure, so much for each unit; and the most that is paid."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from luodi.formula.unit_names import find_unit
from luodi.policy.in_words import money, plain
from luodi.policy.model import Benefit
from luodi.policy.rules.phrases import counted, measures
from luodi.policy.rules.phrases.said import Frame, marked

# What the treasury does not pay out: taxes that are not levied, prices and rents that are lower.
_UNPAID = re.compile(
    r"加计扣除|摊销|税前|抵免|抵扣|减征|免征|缓[缴征]|减按|税率|底价|出让|利率(?:[^，。；]{0,12})(?:下浮|下调|上下浮|降低)|免收|免除|免缴|减免(?!的)|减半(?:征|收|缴)|免租|[五六七八九\d]折"
)
_AT_MOST_RATE = re.compile(r"(?:不超过|不高于|最高(?:可)?(?:按)?|不得超过|至多)[^，。；、]{0,40}$")
_AT_LEAST = re.compile(r"(?:不低于|不少于|至少|最低|不小于)(?:[\d.]+万?元[、和])*$")
# 每平方米100元, 每新增1家5万元: the sum is for each of something. 每家企业, 每个项目, 每年 are no such things.
_EACH = re.compile(
    r"每(?P<of>(?:新增|引进|招收|培养|服务|推广|购置|购买|获得|建设|新建)?\d*[^，。；年月天次\d]{0,10}?(?:平方米|台（套）|台套|台|套|吨|亩|项|件|人|名|个|家|户|千瓦时|千瓦|条|场|篇|只|辆|艘|标箱|度|单|展位)[^，。；\d]{0,6})(?:\d+[家名个项件台])?[^，。；]{0,8}$"
)
_EACH_BEHIND = re.compile(r"^元?/(?P<of>平方米|台|套|吨|亩|项|件|人|名|个|家|月|年|天|次|[^，。；]{1,6})")
# 按5%-10%补助: the office chooses the share.
_PAID_TO = re.compile(
    r"(?:奖励|给予)给?((?:其|该?企业)?[^，。；\d]{0,8}(?:团队|负责人|法定代表人|企业家|高管))(?=[^，。；]{0,6}\d)"
)
_MADE_UP_TO = re.compile(
    r"(?:不足|未达到?|不到|(?<!不)[低少]于)([\d.]+万?元)的?，?按(?:照)?([\d.]+万?元)(?:计|奖|补|给予|资助)"
)
_ABOUT = re.compile(r"约$")
_ITEM = re.compile(r"的((?:新)?产品|品种|场景|案例|课题|作品|仿制药|新药|标准|专利)$")
_RATES = re.compile(
    r"\d+(?:\.\d+)?[%％]?(?:～|~|—+|-|－|–|至|到)\d+(?:\.\d+)?[%％](?=[^，。；]{0,12}(?:补|奖|资助|给予|予以|贴息|支持|扶持))"
)
_SUBJECT_ITSELF = re.compile(
    r"^(?:家|户|个)?(?:企业|项目|单位|机构|平台|主体|家|户|个)$|^(?:家|户|个)(?:企业|项目|单位|机构|平台)"
)
_LISTED_BEFORE = re.compile(r"(?:\d[\d.]*(?:亿|万)?元?(?:、|和|及))+$")
_PER_TIME = re.compile(r"每人每[天月]|每[天月次](?!年)|/月|/天|每月")
# 单项补助不超过…, 单个项目最高…: the ceiling is for each deal or project.
EACH_DEAL = re.compile(
    r"单[项笔](?:补助|补贴|奖励|资助|项目|合同)?[^，。；]{0,8}(?:最高|不超过)|单[项笔][^，。；]{1,12}(?:额|合同)"
)
RAISED = re.compile(r"(?:标准|比例|额度)(?:再)?(?:提高|上浮|上调|提升)")


@dataclass(frozen=True, slots=True)
class Payment:
    """``pay`` and ``cap`` as formulas, '' where the words do not say."""

    pay: str = ""
    cap: str = ""
    gaps: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    is_each: bool = False  # so much for each: sums of several kinds are paid side by side


def why_not(benefit: Benefit, words: str) -> str | None:
    """Why a gain becomes no rule at all: nothing is paid out, or no sum is named."""
    if _UNPAID.search(words):
        return "减免、扣除和优惠价格不由财政支付，不写成奖补规则"
    if benefit.amount is None and benefit.rate is None and benefit.cap is None:
        return "没有写金额和比例，读不出怎样计算"
    return None


def read(benefit: Benefit, words: str, frame: Frame) -> Payment:
    """The payment of one benefit; ``words`` are those it was read from."""
    found = _plainly(benefit, words, frame)
    least = _MADE_UP_TO.search(words)
    if found.pay and least and least[1] == least[2]:  # 不足1万元的按1万元奖励
        return replace(found, pay=f"最大({found.pay}, {least[1]})")
    return found


def _plainly(benefit: Benefit, words: str, frame: Frame) -> Payment:
    cap = money(benefit.cap) if benefit.cap is not None else ""
    if benefit.rate is not None:
        return _share(benefit, words, frame, cap)
    if benefit.amount is not None:
        return _sum(benefit, words, frame, cap)
    return Payment(cap=cap, gaps=(f"只写了最高{cap}，没有写怎样计算：请补上金额或计算公式",))


def _share(benefit: Benefit, words: str, frame: Frame, cap: str) -> Payment:
    assert benefit.rate is not None
    rate = plain((benefit.rate * 100).normalize()) + "%"
    gaps: tuple[str, ...] = ()
    if RAISED.search(words) and (benefit.rate_of is None or RAISED.search(benefit.rate_of)):
        said = f"比例提高到{rate}，没有写按什么的{rate}：请补上计算的基数（原办法的口径）"
        return Payment("", cap, (said,))
    if _RATES.search(words):
        return Payment("", cap, (f"写了{_RATES.findall(words)[0]}，没有写怎样定比例：请补上分档的条件",))
    if benefit.rate_of is None:
        return Payment("", cap, (f"写了{rate}，没有写按什么的{rate}：请补上计算的基数",))
    at = _at_rate(words, benefit.rate)
    if at >= 0 and _AT_MOST_RATE.search(words[:at]):
        gaps = (f"只写了不超过{rate}，实际按多少由部门定：请确认比例，现暂按{rate}",)
    of = benefit.rate_of
    if re.search(r"利率|LPR", of):
        said = f"贴息按{marked(of)}的{rate}：请写明本金用哪个字段、贴几年，如 技改贷款 * 利率 * {rate}"
        return Payment("", cap, (*gaps, said))
    if re.match(r"每(?:台|套|件|家|项|个)", of):
        of = re.sub(r"^每(?:台（套）|台套|台|套|件|家|项|个)", "", of)
    figure = measures.find(of, frame)
    if figure is None:
        return Payment("", cap, (*gaps, f"{marked(of)}不能用目录里的字段表示：请写明按哪个字段的{rate}计算"))
    note = figure.assumptions
    return Payment(f"{figure.formula} * {rate}", cap, (*gaps, *figure.gaps), note)


def _at_rate(words: str, rate: Decimal) -> int:
    """Where the share stands in its words."""
    number = plain((rate * 100).normalize())
    found = re.search(rf"(?<![\d.]){re.escape(number)}(?:%|％)|百分之", words)
    return found.start() if found else -1


def _sum(benefit: Benefit, words: str, frame: Frame, cap: str) -> Payment:
    assert benefit.amount is not None
    amount = money(benefit.amount)
    if benefit.cap is not None and _is_range(benefit, words):
        said = f"只写了{amount}至{cap}，没有写怎样定：请补上分档的条件"
        return Payment("", cap, (said,))
    if any(_AT_LEAST.search(words[: found.start()]) for found in _sums(words, benefit.amount)):
        return Payment(amount, cap, (f"只写了不低于{amount}，实际按多少由部门定：请确认金额，现暂按{amount}",))
    if any(
        _ABOUT.search(words[: f.start()]) or words.startswith(("左右", "上下"), f.end())
        for f in _sums(words, benefit.amount)
    ):
        said = f"只写了约{amount}，实际按多少由部门定：请确认金额，现暂按{amount}"
        return Payment(amount, cap, (said,))
    each = _for_each(words, benefit.amount)
    each = _for_each_item(words, benefit) if each is None else each
    if each == "":
        return Payment("", cap, (f"{amount}按次、按月或按天计算：请写明次数、月数用哪个字段",))
    if each:
        return _by_count(each, benefit, words, frame, cap)
    many = next((one for part in _phrases(benefit.condition) if (one := counted.find(part, frame))), None)
    if many is not None and benefit.basis != "once":
        unit = many.field.unit
        said = f"{marked(many.words)}没有写是每{unit}{amount}还是合计{amount}：每{unit}的写成 {many.field.name} / 1{unit} * {amount}"
        return Payment(amount, cap, (said,))
    paid_to = _PAID_TO.search(words)
    return Payment(amount, cap, (), (f"奖金付给{marked(paid_to[1])}，按企业计算",) if paid_to else ())


def _phrases(words: str) -> list[str]:
    return [one for one in re.split(r"[，,；;]|且|对于?", words) if one]


def _by_count(each: str, benefit: Benefit, words: str, frame: Frame, cap: str) -> Payment:
    """So much for each of what a field counts or measures: 每件发明专利, 按租用面积每平方米."""
    assert benefit.amount is not None
    amount = money(benefit.amount)
    before = words.partition("每")[0]
    told = [*_phrases(benefit.condition), *_phrases(before)[-1:], re.sub(r"\d+[名个件项]?", "", each), each]
    told = [re.sub(r"^(?:给予|按照?|的)+|每?[件项名人]$|的$", "", one) for one in told]
    if not re.search(r"[2-9]|1\d", each):
        for one in told:
            if found := counted.find(one, frame):
                note = f"每{each}{amount}：按字段“{found.field.name}”计数（{found.field.definition}）"
                return Payment(f"{found.field.name} / 1{found.field.unit} * {amount}", cap, (), (note,), is_each=True)
        if figure := _measured(each, before, frame):
            return Payment(f"{figure.formula} / 1{each} * {amount}", cap, figure.gaps, figure.assumptions, is_each=True)
    said = f"每{each}{amount}：请写明“{each}”用哪个字段计数，金额写成 字段 / 1个单位 * {amount}"
    return Payment("", cap, (said,))


def _measured(each: str, before: str, frame: Frame) -> measures.Measure | None:
    """按实际租用面积（给予）每平方米: the figure stands right before, and is measured in that unit."""
    unit = find_unit(each)
    named = re.search(r"按照?(?:其|企业)?(?P<of>[^，。；按]{2,14}?)(?:，)?(?:给予|予以|以|的标准)*$", before)
    figure = measures.find(named["of"], frame) if unit and named else None
    if figure is None or figure.field is None or figure.field.measured_in.powers != (unit.powers if unit else ()):
        return None
    return figure


def _is_range(benefit: Benefit, words: str) -> bool:
    return benefit.cap is not None and bool(re.search(r"\d[万亿]?元?(?:～|~|—|-|－|至|到)\d", words))


def _for_each(words: str, amount: Decimal) -> str | None:
    """What the sum is for each of; '' for each time or month; None where it is the whole."""
    for found in _sums(words, amount):
        before, behind = words[max(0, found.start() - 40) : found.start()], words[found.end() :]
        before = _LISTED_BEFORE.sub("", before)  # 每月分别补贴800元、1500元: what is said of the first is said of all
        if _PER_TIME.search(before[-16:]) or re.match(r"/(?:人)?[月天次]|每[月天]", behind):
            return ""
        unit = _EACH_BEHIND.match(behind)
        if unit and unit["of"] not in ("年", "家"):
            return unit["of"]
        each = _EACH.search(before)
        of = re.sub(r"(?:给予|予以|奖励|补助|补贴|资助|分别|一次性|的).*$", "", each["of"]) if each else ""
        if of and not _SUBJECT_ITSELF.match(of):
            return of
    return None


def _for_each_item(words: str, benefit: Benefit) -> str | None:
    """对获评精品的产品，每个奖励10万元: 每个 counts products, not those who make them."""
    item = _ITEM.search(benefit.condition)
    return item[1] if item and re.search(r"每[个项件种款](?:奖|补|资助|给予|予以)", words) else None


def _sums(words: str, amount: Decimal) -> list[re.Match[str]]:
    """The places where this sum is written, in whichever unit."""
    found = []
    for unit, size in (("亿元", 10**8), ("万元", 10**4), ("元", 1)):
        number = re.escape(plain((amount / size).normalize()))
        found += list(re.finditer(rf"(?<![\d.]){number}(?:{unit}|万(?!元)|(?=[、和])|(?=元))", words))
    return found
