"""Tells what each sum and share in a sentence is: granted, a ceiling, a condition, or none of the issuer's gifts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from luodi.clauses.phrases import grant_words as say
from luodi.quantities import Quantity, money_in_yuan, numbers

Role = Literal["amount", "rate", "cap", "other", "unclear"]
_LISTED = re.compile(r"(?:[（(]含[^（）()]{0,8}[)）])?(?:及?以[上下内])?(?:、|和|及|或|与|以及|，)(?:分别)?$")
_MORE = re.compile(
    r"(?:奖励|奖补|补助|补贴|资助|贴息|支持)(?:比例|标准|率)?[^，。；]{0,20}(?:提高|上浮|增加|上调)[^，。；]{0,6}$"
)
# 按照每平方米1000元给予…, 按每家5万元的标准，给予…
_EACH_AT_END = re.compile(r"按照?每[^，,。；;\d]{1,8}$")
_GRANTED_FOR_EACH = re.compile(
    r"(?:的标准)?[，,]?(?:由[^，,。；;]{2,16})?(?:分别|一次性)?(?:给予|予以|发放|奖励|补助|补贴|资助)"
)
_RAISED_TO = re.compile(r"(?:统一|再)?(?:提高|上调|上浮|调整|提升|降低|下调)(?:到|至|为)\d")
_RAISED_FROM = re.compile(
    r"(?:奖励|奖补|补助|补贴|资助|贴息|返还|补偿)[^，,。；;]{0,10}由[^，,。；;]{1,30}(?:提高|上调|上浮|调整|提升)(?:到|至|为)$"
)
_HOLDS_SUM = re.compile(r"[%％‰元万亿]|百分|千分|[\d一二三四五六七八九]成")  # no sum or share without one of these
_STATED = re.compile(r"投资|收入|产值|资产|单价|税|营|贷|总额|超过|达到?|不低于")
# 不足1万元的按1万元奖励 rounds another grant up; what it names is granted to nobody by itself.
_LESS = r"(?:不足|未达到?|不到|(?<!不)(?:少|低)于)"
# 企业和团队各得50% shares a grant out; 贴息率不超过3% bounds its rate; 超过部分每100万元 is a step.
_HALF_EACH = re.compile(
    r"各(?:得|占)$|分得$|(?:贴息|补贴|补助|奖励|综合|年化)(?:利|费|比)?率(?:最高)?(?:不超过|不高于|不得超过|控制在)$"
)
_ROUNDS_UP = re.compile(rf"{_LESS}(?:[\d.]+[万亿]?元?的?[，,]?(?:按照?)?(?:补足?到?)?)?$|(?:部分|的)，?每$")
# 当年补助60%，次年补助40%: how one grant is paid out.
_PART = re.compile(
    r"(?:当年|首年|次年|第[一二三]年|[前后][一二两]年|[验竣][收工]后|认定后|立项后|批准后|剩余|余下|其余|先行?|预先?|首[期批次]|[一二]期|再|按)(?:内|先|再)?"
    r"(?:补助|拨付|兑现|支付|兑付|给予|奖励|预?拨|发放|资助)?(?:剩余|其余|余下)?(?:的)?$"
)
_PAID_IN_PARTS = re.compile(r"拨付|兑现|支付|兑付|发放|预拨|到位")
_OF_SHARE = re.compile(r"的(?:企业|项目|单位|机构|平台|车间|工厂|产品|园区)|[且及]")
# 其中30%可用于奖励团队: how a grant is used by who got it.
_USED = re.compile(r"(?:以内|以上)?的?(?:部分|资金|奖金|额度)?(?:可以?|应当?|须)?(?:用于|奖励给|分配给|归)")
_CASE_BEHIND = re.compile(
    r"、[^，。；%％]{1,12}?按[^，。；]{0,20}?[\d.]+[%％][^，。；]{0,10}?(?:给予|予以|补|奖|资助|贴息)"
)
# 补助：1000万元以上5000万元以下的补助8%: the ends of a band, however close they stand to a word that grants.
_BAND = re.compile(
    r"以[上下内](?:[（(]含[^（()）]{0,8}[）)])?(?:[、，至到]?(?:不足|不满|不到|低于|小于)?[\d.]+[百千]?[万亿]元?(?:以[下内]|的)"
    r"|的?(?:企业|单位)?[，,]?(?:且|同比|年)*(?:增长|增速|增幅)"
    r"|的?(?:部分|项目|企业)?[，,]?(?:按照?|给予|予以|补助|奖励|补贴|资助)[^，。；\d]{0,8}\d)"
)
# 污水处理费全额返还: the charge stands straight before its share.
_CHARGED = re.compile(r"(?:^|[，,的对])([^，,的对]{1,16}(?:费|税|税款|租金|利息|租|部分|电价|保费))$")
# 给予购买装备的企业设备款10%: the figure straight before its share.
_FIGURE = re.compile(r"[^，。；、\d的]{1,10}(?:款|额|费用?|价款?|投入|投资|支出)")
_BOUNDARY = "，,。；;"
_SCALES = ("万", "亿", "千万", "百万")


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums or shares that stand in one list: ``5%、10%`` is one, with two values.

    ``uppers`` holds the upper ends of ranges; ``per`` says that the sum is for each unit of something.
    """

    start: int
    end: int
    role: Role
    values: tuple[Decimal, ...]
    uppers: tuple[Decimal | None, ...]
    per: bool = False
    next: int = 0  # where the next list of sums begins, or the sentence ends

    @property
    def many(self) -> int:
        return len(self.values)


def read_sums(words: str) -> list[Sums]:
    """The sums and shares of a sentence without white space, in order, each list with its role."""
    found = sorted((*_numbered(words), *_worded(words)), key=lambda sums: sums.start)
    following = [*(sums.start for sums in found[1:]), len(words)]
    return [replace(sums, next=start) for sums, start in zip(found, following, strict=False)]


def _numbered(words: str) -> Iterator[Sums]:
    if not _HOLDS_SUM.search(words):
        return
    quantities = list(numbers(words))
    runs = _runs(words, quantities)
    yield from _points(words, quantities)
    found: list[Sums] = []
    for sums in reversed(list(_in_roles(words, runs))):
        named = (
            sums.role in ("other", "unclear")
            and found
            and found[-1].role == "amount"
            and _is_listed_with(words, sums, found[-1])
        )
        found.append(replace(sums, role="amount") if named else sums)
    kept = [sums for sums in reversed(found) if sums.role != "other"]
    yield from reversed(_without_parts(words, kept))


def _without_parts(words: str, found: list[Sums]) -> list[Sums]:
    """Without the shares in which one grant is paid out (当年60%，次年40%): they follow it and make up the whole."""
    for first, one in enumerate(found):
        if one.role not in ("rate", "cap") or first == 0 or not 0 < one.values[0] < 1:
            continue
        for last in range(first, min(first + 4, len(found))):
            parts = found[first : last + 1]
            shares = [value for part in parts for value in part.values]
            if sum(shares) != 1 or len(shares) < 2:
                continue
            told = [bool(_PART.search(words[max(0, part.start - 14) : part.start])) for part in parts]
            if all(told) or _PAID_IN_PARTS.search(words, found[first - 1].end, parts[-1].next or len(words)):
                return [*found[:first], *found[last + 1 :]]
    return found


def _points(words: str, quantities: list[Quantity]) -> Iterator[Sums]:
    """补助比例再提高2个百分点 changes another grant: it is reported, not read."""
    for quantity in quantities:
        if quantity.unit.endswith("百分点") and _MORE.search(words[max(0, quantity.start - 40) : quantity.start]):
            yield Sums(quantity.start, quantity.end, "unclear", (quantity.value,), (None,))


def _is_listed_with(words: str, left: Sums, right: Sums) -> bool:
    """本科1万元、硕士3万元、博士10万元给予补贴: each sum with a name before it, granted together at the end."""
    between = words[left.end : right.start]
    return bool(re.fullmatch(r"[、和][^，。；\d]{1,24}", between)) and not _STATED.search(
        words[max(0, left.start - 8) : left.start]
    )


def _in_roles(words: str, runs: list[list[Quantity]]) -> Iterator[Sums]:
    for at, run in enumerate(runs):
        start, end = run[0].start, run[-1].end
        floor = _behind_asides(words, runs, at)
        ceiling = runs[at + 1][0].start if at + 1 < len(runs) else len(words)
        share = run[0].is_share
        before = words[max(0, start - 24) : start]
        rounds = _HALF_EACH.search(before) if share else _ROUNDS_UP.search(before) or _BAND.match(words, end)
        role = (
            "other"
            if rounds
            else _role_of_share(words, run, floor)
            if share
            else _role_of_money(words, run, floor, ceiling)
        )
        values = tuple(_value(q, share) for q in run)
        uppers = tuple(_value(q, share, upper=True) if q.upper is not None else None for q in run)
        yield Sums(start, end, role, values, uppers, _is_per(words, run))


def _behind_asides(words: str, runs: list[list[Quantity]], at: int) -> int:
    """Where the sum before this one ends; one inside brackets (销售额（50万元以上）的20%) cuts nothing off."""
    for run in reversed(runs[:at]):
        behind = words[run[-1].end : run[-1].end + 12]
        if not re.match(r"[^（(）)]{0,10}[）)]", behind):
            return run[-1].end
    return 0


def _worded(words: str) -> Iterator[Sums]:
    for pattern, value in say.WORD_RATES:
        for found in pattern.finditer(words):
            yield Sums(found.start(), found.end(), "rate", (Decimal(value),), (None,))
    for found in say.FOLD.finditer(words) if "折" in words else ():
        tenths = Decimal(found[2]) if found[2] else Decimal("一二三四五六七八九".index(found[1]) + 1)
        yield Sums(found.start(), found.end(), "rate", (tenths / 10,), (None,))


def _value(quantity: Quantity, share: bool, *, upper: bool = False) -> Decimal:
    plain = quantity.upper if upper and quantity.upper is not None else quantity.value
    if share:
        return plain / (1000 if quantity.unit == "‰" else 100)
    if quantity.unit in _SCALES:
        return plain * {"万": 10**4, "亿": 10**8, "千万": 10**7, "百万": 10**6}[quantity.unit]
    yuan = money_in_yuan(quantity, upper=upper)
    return yuan if yuan is not None else plain


def _is_money(quantity: Quantity) -> bool:
    return money_in_yuan(quantity) is not None or quantity.unit in _SCALES


def _runs(words: str, quantities: list[Quantity]) -> list[list[Quantity]]:
    runs: list[list[Quantity]] = []
    for quantity in quantities:
        if not (quantity.is_share or _is_money(quantity)):
            continue
        if runs and runs[-1][-1].is_share == quantity.is_share and _in_one_list(words, runs[-1][-1], quantity):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    return runs


def _in_one_list(words: str, left: Quantity, right: Quantity) -> bool:
    between = words[left.end : right.start]
    return len(between) <= 16 and bool(_LISTED.match(between)) and not (between == "，" and left.unit != right.unit)


def _left(words: str, start: int, floor: int) -> str:
    begin = max(words.rfind(stop, 0, start) for stop in _BOUNDARY) + 1
    return words[max(begin, floor) : start]


def _right(words: str, end: int, ceiling: int) -> str:
    ends = [at for stop in _BOUNDARY if (at := words.find(stop, end)) >= 0]
    return words[end : min([ceiling, *ends])]


def _is_per(words: str, run: list[Quantity]) -> bool:
    return "/" in run[0].unit or bool(
        re.search(r"每[^，,。；;\d]{1,12}$", words[max(0, run[0].start - 14) : run[0].start])
    )


def _role_of_money(words: str, run: list[Quantity], floor: int, ceiling: int) -> Role:
    first, last = run[0], run[-1]
    left, right = _left(words, first.start, floor), _right(words, last.end, ceiling)
    if say.GRANTED_ALREADY.match(right) and (say.GRANTED_ELSEWHERE.search(left) or "基础上" in right):
        return "other"
    granted = say.GRANT_AT_END.search(left)
    behind = say.GRANT_BEHIND.match(right.removeprefix(last.after))
    set_aside = say.INPUT_AT_END.search(left)
    if set_aside and granted and set_aside.start() < granted.end() - 1 and set_aside.start() <= granted.start():
        set_aside = None
    if last.after in ("以上", "以下", "左右") and not (granted and behind) and not say.STANDARD_AT_END.search(left):
        return "other"
    if say.INPUT_BEHIND.match(right) and not re.match(r"的?(?:一次性)?(?:奖|补|资助)", right):
        return "other"
    if say.CAP_AT_END.search(left):
        return _ceiling_or_condition(words, left, right, first.start)
    if (
        right.startswith(("的企业", "的项目", "的单位", "的机构", "的平台", "且", "及以上", "（含", "(含"))
        and not granted
    ):
        return "other"
    if granted and not set_aside:
        return "amount"
    if set_aside or say.THRESHOLD_AT_END.search(left):
        return "amount" if behind and not set_aside and re.search(r"不低于$|最低$", left) else "other"
    if behind or say.STANDARD_AT_END.search(left):
        return "amount"
    if _EACH_AT_END.search(left) and _GRANTED_FOR_EACH.match(words, last.end):
        return "amount"
    if re.search(r"按照?|每", left) and say.STANDARD_BEHIND.match(words, last.end):
        return "amount"
    if _is_listed_award(words, left, right, first.start):
        return "amount"
    return "unclear" if re.search(r"(?:给予|奖励|补助|补贴|资助)[^，。；]{0,30}$", left) and not last.after else "other"


# 不高于10亿元的企业奖励…: who gets it is behind the number, and the grant behind that.
_OF_A_HOLDER = re.compile(
    r"的[^，。；\d]{0,8}?(?:企业|项目|单位|机构|平台)(?:，|给予|予以|一次性|分别|按|奖励?|补[助贴]|资助)"
)


def _ceiling_or_condition(words: str, left: str, right: str, start: int) -> Role:
    """最高100万元 is a ceiling where something is granted in the sentence; 不超过500万元的企业 is a condition."""
    if re.match(
        r"的(?!标准|比例|额度|一次性|奖|补|资|贴|扶|支|财政|现金|经费|费用)", right
    ) and not say.GRANT_BEHIND.match(right):
        return "other"
    if _OF_A_HOLDER.match(right) and not re.search(say.VERBS + "|扶持|支持|按", left):
        return "other"
    if re.search(say.VERBS + "|扶持|支持", left) or say.GRANT_BEHIND.match(right):
        return "cap"
    before = words[:start]
    rest = say.CAP_AT_END.sub("", left).strip("、")
    if re.search(say.VERBS + "|扶持|支持|全额|按", before) and (say.PER_HEAD.match(rest) or not rest):
        return "cap"
    return (
        "cap"
        if re.search(say.VERBS, before) and re.match(r"^(?:以内|为限|封顶)?$", right) and "的" not in rest
        else "other"
    )


def _is_listed_award(words: str, left: str, right: str, start: int) -> bool:
    """国家级100万元、省级50万元 behind 按以下标准奖励：; nothing but a name before the sum, nothing behind it."""
    if right.strip("）)、") or re.search(r"投资|收入|产值|资产|价|税|营|贷|额|费|本金", left):
        return False
    return bool(re.search(r"(?:奖励|奖补|补助|补贴|资助|给予)[^。]{0,80}$", words[:start])) and bool(
        re.search(r"[级等名类档奖个家项件人]$", left)
    )


def _role_of_share(words: str, run: list[Quantity], floor: int) -> Role:
    first, last = run[0], run[-1]
    left, right = _left(words, first.start, floor), _right(words, last.end, len(words))
    if say.CHEAPER.search(left) or _RAISED_FROM.search(words, 0, first.start):
        return "rate"
    if _RAISED_TO.match(words, last.end) or (last.after in ("以上", "左右") and not say.STANDARD_AT_END.search(left)):
        return "other"
    if say.GRANTED_ALREADY.match(right) and say.GRANTED_ELSEWHERE.search(left):
        return "other"
    used = left.startswith("其中") or left.endswith(("资金的", "奖金的"))
    if used and _USED.match(words, last.end):
        return "other"
    if re.search(r"加分|扣分|权重", left) or say.SHARED_COST.search(left) or say.NO_RATE_BEHIND.match(right):
        return "other"
    if say.STANDARD_AT_END.search(left):
        return "rate"
    led = say.RATE_LEAD.search(left)
    if (say.THRESHOLD_AT_END.search(left) and not led) or _OF_SHARE.match(right):
        return "other"
    if re.search(r"利率|费率|税率|损失率|不良率|担保费|年化", left[-8:]) and not re.search(
        r"贴息|给予|补", words[last.end : last.end + 20]
    ):
        return "other"
    if led and (
        say.PAID_BEHIND.match(right)
        or re.match(r"[^，,。；;]{0,10}(?:加计扣除|摊销|底价|扣除|缴纳|支付|收取|征收)", right)
    ):
        return "rate"
    if say.RATE_BEHIND.match(right) and not say.THRESHOLD_AT_END.search(left.removesuffix("不超过")):
        return "rate"
    if say.GRANT_AT_END.search(left) or re.search(say.VERBS + r"[^，,。；;]{0,30}$", left):
        return "rate"
    return "rate" if led and _goes_on(words, last.end, right) else "other"


def _goes_on(words: str, end: int, right: str) -> bool:
    """按…的50%，最高…; 按…50%、第三年按…30%给予…; 按…的50%，给予…: the grant is said behind the share."""
    if re.match(r"[、，,]?" + say.CAP_WORDS, words[end:]) or _CASE_BEHIND.match(words, end):
        return True
    return _granted_next(words, end + len(right))


def _granted_next(words: str, at: int) -> bool:
    """按…的50%，给予…补助: the grant stands behind the comma."""
    following = words[at : at + 40].lstrip("，,")
    return bool(
        re.match(
            rf"(?:由[^，,。；;]{{2,24}}?|对[^，,。；;]{{2,20}}?|从[^，]{{2,30}}?)?(?:一次性|分别|再|择优)*(?:{say.VERBS}|最高|从[^，]*扣除|扣除)",
            following,
        )
    )


def rate_of(words: str, lead: int, sums: Sums) -> str | None:
    """What the share is a share of: 按设备投资额的5% is of 设备投资额."""
    before = words[lead : sums.start]
    found = re.search(
        r"(?:按照?(?!月|季|规定|程序)|给予|予以|以|不超过|不高于|奖励|补助|补贴|资助)(?:其|分别|不超过|不高于|最高|一次性|企业)*([^，,。；;]{2,40}?)的?(?:不超过|不高于|分别|最高)?$",
        before,
    )
    if found and len(found[1]) > 1:
        return found[1].removesuffix("的")
    if _FIGURE.fullmatch(before):
        return before
    charged = _CHARGED.search(words, 0, sums.start)
    if charged:
        return charged[1]
    behind = re.match(
        r"的?(?!的?(?:贴息|补[助贴]|奖|给予|予以))([^，,。；;\d]{2,16}?)(?:给予|予以|奖励|补助|补贴|资助|返还)",
        words[sums.end :],
    )
    return behind[1] if behind else None
