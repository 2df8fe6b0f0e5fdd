"""Figures that must be reached: 首次超过10亿元, 100万元以上至200万元以下, 连续两年均超过…, 增速超过15%, 占…比例超过20%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from luodi.formula.unit_names import find_unit
from luodi.policy.in_words import plain
from luodi.policy.rules.phrases import measures
from luodi.policy.rules.phrases.said import Frame, Said, gap, marked, together
from luodi.quantities import Quantity, numbers

_INCLUSIVE_BEFORE = re.compile(r"不低于|不少于|不小于|不得少于|不得低于|至少|最低|最少|大于等于|达到|达|≥|到|至|满")
_ABOVE = re.compile(r"超过|突破|超出|高于|大于|多于|(?<!不)超|逾|过|＞|>")
_NOT_ABOVE = re.compile(r"不超过|不得超过|不高于|不大于|不多于|不得高于|不突破|最高|最多|≤")
_BELOW = re.compile(r"(?<!不)(?:低于|少于|小于|不足|不满|未达到?|＜|<)")
_FIRST = re.compile(r"首次|第一次|首年")
_RUN = re.compile(r"^(?:企业|其|且)?(?:连续|近|最近)([两二三四五2345])(?:个?)(?:年度?|个会计年度)(?:以上)?")
_OF_GROWTH = re.compile(
    r"^(?P<of>.*?)(?:(?:现价)?(?:比|较|与)?(?:上一?年度?|上年同期)?(?:相?比)?|(?P<average>年均)|年度?)(?P<same>同比)?(?:实现)?(?P<kind>增长率?|增速|增幅|增加|新增|净增|提高|提升)$"
)
_SIZE_THEN_GROWTH = re.compile(
    r"^(?P<size>[^，。；]*?\d[^，。；的%％]*?)的?(?:企业|单位)?[，,]?"
    r"(?P<growth>(?:(?:年度|当年|全年|比|较|上年|同比|实现|其|产值|营业收入|主营业务收入|销售收入|税收)*)(?:增长|增速|增幅)[^，。；]*\d[\d.]*[%％].*)$"
)
_SHARE_OF = re.compile(
    r"^(?P<part>.*?)"
    r"(?:占|(?<=.{3})(?:已)?(?:达到?|超过)(?=(?!.*(?:增|提高|同比|\d))[^，。；]{2,12}$))(?P<whole>[^占，。；]{2,16}?)的?(?:比例|比重|比率|比)?$"
)
_RISEN = re.compile(
    r"^(?P<of>[^，。；\d]{2,16}?)(?:较|比)(?:上一?年度?|上年同期)(?:实现|有(?:所)?)?(?:正)?(?:增长|增加)(?:的)?(?:企业|单位)?$"
)
_FILL = re.compile(r"(?:分别|一次性|均|都|累计|实现|达到?|完成|已|需|应|要|须|为|在|是|的|了|比例|首次|以|按)+$")
# （不含10亿元） bounds the number; （不含土地、厂房投资） says of what it is a number, and is for a person.
_BOUND = r"(?:本数|本级|\d[^（）()]{0,7})?[)）]"
_TAIL = re.compile(
    rf"^(?:及)?(?:以[上下内])?(?:[（(]不?含{_BOUND})?(?:及)?(?:以[上下内])?(?:的|，)?(?:企业|项目|单位|机构|平台|公司|法人单位|部分)?$"
)
_EXCLUDES = re.compile(rf"[（(]不含{_BOUND}")
_INCLUDES = re.compile(rf"[（(]含{_BOUND}")
_ONE_PERIOD = re.compile(r"(?:19|20)\d\d年|[一二三四]季度|上半年|下半年|[\d一二]+月份?(?!以)")
_GRADED = re.compile(
    r"按照?(?P<of>[^，。；按]{2,24}?)的?(?:大小|多少|高低|规模|总量|额度|情况)?(?:，)?(?:实行|给予)?(?:分档|分级|分段|分等|划分)"
)
# 营业收入增长达到以下标准的: what the numbers of the list below are of.
_LISTED_BELOW = re.compile(
    r"(?:^|[对，。；])(?P<of>[^，。；对\d]{2,16}?)(?:同比)?(?:增长|增速|增幅)?(?:达到|符合|满足)(?:以下|下列|如下)(?:标准|条件|要求|档次)"
)
_JOINT = re.compile(rf"^(?:[（(]不?含{_BOUND})?(?:及?以上)?(?:[（(]不?含{_BOUND})?(?:至|到|—|-|－|~|～|—{1, 2})$")
_LIST = re.compile(r"^(?:、|和|及|或)$")


@dataclass(frozen=True, slots=True)
class _Limit:
    """One end: ``sign`` and the number as the formula writes it."""

    sign: str
    number: str


def read(words: str, frame: Frame) -> Said | None:
    """A part of a condition that compares a figure with numbers; None where it is something else."""
    if split := _SIZE_THEN_GROWTH.match(words):
        return _of_size(split["size"], split["growth"], frame)
    # The compiler's quick look at numbers leaves out names and dates; what is left are figures.
    found = [q for q in numbers(words) if not q.is_time or re.search(r"成立|经营|满", words[: q.start])]
    if not found:
        return _risen(words, frame)
    if not _TAIL.match(words[found[-1].end :].removeprefix(found[-1].after)):
        return None
    if _ONE_PERIOD.search(words):
        return gap(f"{marked(words)}只对某一年、某一季有效：请写成当年的条件，并填写规则的起止日期")
    limits = _limits(words, found)
    if limits is None:
        return None
    return _compared(words[: found[0].start], limits, frame, words)


def _of_size(size: str, growth: str, frame: Frame) -> Said | None:
    """营业收入5000万元以下的增长20%以上: of that size, and grown by so much."""
    of = read(size, frame)
    plain = of.measure.removeprefix("上年(").removesuffix(")") if of and of.measure.startswith("上年(") else ""
    grown = read(growth, replace(frame, measure=plain or of.measure)) if of else None
    return replace(together([of, grown]), measure=of.measure) if of and grown else None


def _risen(words: str, frame: Frame) -> Said | None:
    """税收较上年增长: more than in the year before, by however little."""
    risen = _RISEN.match(words)
    figure = measures.find(risen["of"], frame) if risen else None
    if figure is None or figure.field is None or figure.field.every != "year":
        return None
    formula = f"{figure.formula} > 上年({figure.formula})"
    return Said(formula, figure.gaps, figure.assumptions, measure=figure.formula)


def _limits(words: str, found: Sequence[Quantity]) -> tuple[tuple[_Limit, ...], str] | None:
    """The ends of the range, or a list of steps each reached on its own; with how they are joined."""
    if any(find_unit(_unit(q)) is None for q in found):
        return None
    if len(found) == 1 and found[0].upper is not None:
        only = found[0]
        return (_Limit(">=", _number(only.value, only)), _Limit("<=", _number(only.upper, only))), "且"
    if len(found) == 1:
        sign = _sign(words, found[0])
        return ((_Limit(sign, _number(found[0].value, found[0])),), "且") if sign else None
    between = [words[a.end : b.start] for a, b in pairwise(found)]
    if len(found) == 2 and _JOINT.match(between[0]) and found[0].value < _like(found):
        low = ">" if _EXCLUDES.match(words[found[0].end :]) or _ABOVE.search(found[0].before) else ">="
        behind = words[found[1].end :]
        high = "<=" if found[1].after in ("以下", "以内", "之内") or _INCLUDES.match(behind) else "<"
        if _EXCLUDES.search(behind):
            high = "<"
        return (_Limit(low, _number(found[0].value, found[0])), _Limit(high, _number(found[1].value, found[1]))), "且"
    if all(_LIST.match(one) for one in between):
        sign = _sign(words, found[0]) or _sign(words, found[-1])
        return (tuple(_Limit(sign, _number(q.value, q)) for q in found), "或") if sign else None
    return None


def _like(found: Sequence[Quantity]) -> Decimal:
    """The second number in the unit of the first."""
    first, second = find_unit(_unit(found[0])), find_unit(_unit(found[1]))
    assert first is not None and second is not None
    return (
        found[1].value
        * Decimal(second.factor.numerator)
        / Decimal(second.factor.denominator)
        / (Decimal(first.factor.numerator) / Decimal(first.factor.denominator))
    )


def _unit(quantity: Quantity) -> str:
    if quantity.unit in ("万", "亿", "千万", "百万"):
        return quantity.unit + "元"
    return quantity.unit.replace("％", "%").replace("人民币", "元")


def _number(value: Decimal | None, quantity: Quantity) -> str:
    assert value is not None
    return plain(value) + _unit(quantity)


def _sign(words: str, of: Quantity) -> str | None:
    """The sign that the words around a number mean; 以上 and 以下 include the number, as in law."""
    before = of.before or words[max(0, of.start - 3) : of.start]
    behind = words[of.end : of.end + 12]
    if _NOT_ABOVE.search(before):
        return "<="
    if _BELOW.search(before):
        return "<"
    if re.search(r"以下|以内|之内", of.after or behind[:4]):
        return "<" if _EXCLUDES.search(behind) else "<="
    if _ABOVE.search(before):
        return ">=" if _INCLUDES.search(behind) or of.after == "以上" else ">"
    if re.search(r"及?以上", of.after or behind[:4]):
        return ">" if _EXCLUDES.search(behind) else ">="
    return ">=" if _INCLUSIVE_BEFORE.search(before) else None


def _compared(head: str, limits: tuple[tuple[_Limit, ...], str], frame: Frame, words: str) -> Said | None:
    is_first = bool(_FIRST.search(head))
    head = _FIRST.sub("", head)
    run = _RUN.match(head)
    head = head[run.end() :] if run else head
    figure = _figure(_plain(head), frame, is_share=limits[0][0].number.endswith(("%", "‰")))
    if figure is None:
        return None
    formula, notes, gaps, measure = figure
    tests = [f"{formula} {one.sign} {one.number}" for one in limits[0]]
    if run:
        tests = [f"连续({one}, {measures._NUMBERS.get(run[1]) or int(run[1])})" for one in tests]
    if is_first:
        tests = [f"首次({one})" for one in tests]
    if limits[1] == "或" and len(tests) > 1:
        notes += (f"{marked(words)}的各个数按逐级达到理解：每达到一级各算一次",)
    if "突破" in words and ">" in tests[0] and ">=" not in tests[0]:
        notes += ("“突破”按大于理解",)
    said = together([Said(test) for test in tests], limits[1])
    return Said(said.formula, gaps, notes, is_event=is_first, measure=measure)


def _plain(head: str) -> str:
    """The figure's words without the comparison and the verbs behind them."""
    shorter = head
    while True:
        cut = _FILL.sub("", shorter)
        for pattern in (_NOT_ABOVE, _BELOW, _ABOVE, _INCLUSIVE_BEFORE):
            found = list(pattern.finditer(cut))
            if found and found[-1].end() == len(cut):
                cut = cut[: found[-1].start()]
        if cut == shorter:
            return cut
        shorter = cut


def _figure(head: str, frame: Frame, *, is_share: bool) -> tuple[str, tuple[str, ...], tuple[str, ...], str] | None:
    """The left side: the formula, what was assumed, what is open, and the plain measure in it."""
    share = _SHARE_OF.match(head) if is_share else None
    if share:
        return _ratio(share["part"], share["whole"], frame)
    grown = _OF_GROWTH.match(head)
    if grown and (whole := measures.best(frame.catalogue, head, frame.describes)) is not None:
        return whole.name, (), (), whole.name  # 工业投资增速 is a field of its own
    if grown and grown["of"]:
        return _growth(grown, frame, is_share=is_share)
    if grown:  # 且同比增长15%以上: the growth of the figure spoken of last
        return _growth_of(frame.measure, grown, is_share=is_share) if frame.measure else None
    if not head:
        return (frame.measure, (), (), frame.measure) if frame.measure else None
    measure = measures.find(head, frame)
    if measure is None:
        return None
    return measure.formula, measure.assumptions, measure.gaps, measure.formula


def _ratio(part: str, whole: str, frame: Frame) -> tuple[str, tuple[str, ...], tuple[str, ...], str] | None:
    over = measures.find(part, frame) if part else None
    under = measures.find(whole, frame)
    if (part and over is None) or under is None or not (over or frame.measure):
        return None
    top = over.formula if over else frame.measure
    notes = (over.assumptions if over else ()) + under.assumptions
    return f"{top} / {under.formula}", notes, (over.gaps if over else ()) + under.gaps, top


def _growth(
    grown: re.Match[str], frame: Frame, *, is_share: bool
) -> tuple[str, tuple[str, ...], tuple[str, ...], str] | None:
    measure = measures.find(grown["of"], frame)
    if measure is None:
        return None
    formula, notes, gaps, of = _growth_of(measure.formula, grown, is_share=is_share)
    return formula, measure.assumptions + notes, measure.gaps + gaps, of


def _growth_of(of: str, grown: re.Match[str], *, is_share: bool) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    if not is_share:  # 较上年新增1000万元
        return f"{of} - 上年({of})", (), (), of
    if grown["average"]:
        said = f"“{grown[0]}”没有写明是几年的年均增速：请写成 年均增速({of}, 年数)"
        return f"年均增速({of}, 2)", (), (said,), of
    return f"同比({of})", (), (), of


def grading_in(before: str) -> str:
    """The sentence before that says what is graded: 项目按固定资产投资额大小分档奖励; '' where there is none."""
    sentences = [one for one in before.split("。") if one]
    return next((one for one in reversed(sentences[-3:]) if _graded_in(one)), "")


def _graded_in(words: str) -> re.Match[str] | None:
    return _GRADED.search(words) or _LISTED_BELOW.search(words)


def graded_by(grading: str, frame: Frame) -> Frame:
    """其中：3亿元至10亿元…: numbers alone are of the figure that the sentence before grades by."""
    found = _graded_in(grading)
    measure = measures.find(found["of"], frame) if found else None
    return replace(frame, measure=measure.formula) if measure else frame


def together_with(frame: Frame, said: Said) -> Frame:
    """The frame for the next part: it may go on with the figure of this one."""
    return replace(frame, measure=said.measure or frame.measure)
