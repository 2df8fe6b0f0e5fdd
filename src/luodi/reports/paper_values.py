"""The values that a paper's text may name, counted from the facts; each keeps the rows that it was counted from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from luodi.reports.paper_facts import COLOUR_NAMES, LIGHT_NAMES, MatterFact, PaperFacts, Row, source_of
from luodi.reports.paper_units import unit_records
from luodi.reports.templates import Place, Value, words
from luodi.reports.wording import chinese_date

_GENERAL = (
    Place("日期", "成文日期，如2026年3月31日"), Place("期间", "如2026年1季度"), Place("年份", "如2026年"),
    Place("地区", "如晴州市"), Place("发文单位", "起草单位的全称"),
)  # fmt: skip
_MATTERS = (
    Place("事项总数", "列入台账的全部事项"), Place("在办数", "还没有办结的事项"), Place("办结数", "本期办结的事项"),
    Place("累计办结数", "到成文日期为止办结的事项"), Place("办结率", "累计办结数占事项总数的比例"),
    *(Place(f"{name}灯数", f"在办事项中亮{name}灯的") for name in LIGHT_NAMES.values()),
    Place("未亮灯数", "在办事项中还没有依据判断的"), Place("逾期数", "在办事项中已过时限的"),
    Place("待分派数", "在办事项中没有牵头单位或牵头单位未识别的"),
)  # fmt: skip
_ISSUES = (
    Place("问题总数", "列入问题清单的全部问题"), Place("未销号问题数", "还没有销号的问题"),
    Place("超期问题数", "未销号问题中已过时限的"), Place("本期提出问题数", "本期新提出的问题"),
    Place("本期销号数", "本期核实销号的问题"), Place("重新打开问题数", "销号后重新打开过的问题"),
)  # fmt: skip
_ORDERS = (
    Place("督办单数", "本期发出的督办单"),
    *(Place(f"{name}督办单数", f"本期发出的{name}督办单") for name in COLOUR_NAMES.values()),
    Place("未回复督办单数", "到期没有回复的督办单"),
)  # fmt: skip
_UNITS = (
    Place("表扬单位数", "本期有按期办结、没有红灯、超期和督办单的单位"), Place("表扬单位", "这些单位的名称"),
    Place("批评单位数", "有红灯事项、超期问题或未回复督办单的单位"), Place("批评单位", "这些单位的名称"),
)  # fmt: skip
_ONE_ORDER = (
    Place("督办单编号", "如晴督〔2026〕3号"), Place("督办单名称", "如红色督办单"), Place("督办事项", "事项或问题的名称"),
    Place("督办单位", "主送的单位"), Place("督办理由", "为什么发这份督办单"), Place("回复时限", "几月几日前回复"),
    Place("整改时限", "几月几日前整改"), Place("紧急程度", "加急或特急；一般的空着"),
)  # fmt: skip
_BLOCKS = (
    Place("红灯事项表", "亮红灯的在办事项", "blocks"), Place("滞后事项表", "亮黄灯、橙灯、红灯的在办事项", "blocks"),
    Place("事项台账表", "全部事项", "blocks"), Place("问题清单表", "全部问题", "blocks"),
    Place("未销号问题表", "未销号的问题", "blocks"), Place("超期问题表", "超期未销号的问题", "blocks"),
    Place("督办单表", "本期发出的督办单", "blocks"), Place("未回复督办单表", "到期没有回复的督办单", "blocks"),
    Place("单位情况表", "各单位的事项、问题和督办单", "blocks"), Place("表扬单位事由", "每个单位一段", "blocks"),
    Place("批评单位事由", "每个单位一段", "blocks"), Place("请示事项表", "给领导：红灯事项、原因、请谁做什么", "blocks"),
    Place("分季度表", "本年各季度的办结、问题和督办单", "blocks"),
)  # fmt: skip
PLACES: tuple[Place, ...] = (*_GENERAL, *_MATTERS, *_ISSUES, *_ORDERS, *_UNITS, *_BLOCKS)
ORDER_PLACES: tuple[Place, ...] = (*_GENERAL, *_ONE_ORDER)


def all_values(facts: PaperFacts) -> dict[str, Value]:
    """Every value by the name that a text calls it."""
    found = _general(facts) | _matters(facts) | _issues(facts) | _orders(facts) | _units(facts)
    return found | _one_order(facts) if facts.order else found


def _counted(rows: Iterable[Row]) -> Value:
    rows = tuple(rows)
    return Value(str(len(rows)), source_of(rows), is_none=not rows)


def _general(facts: PaperFacts) -> dict[str, Value]:
    return {
        "日期": words(chinese_date(facts.on)), "期间": words(facts.period), "年份": words(f"{facts.on.year}年"),
        "地区": words(facts.region), "发文单位": words(facts.issuer),
    }  # fmt: skip


def _matters(facts: PaperFacts) -> dict[str, Value]:
    running, done = facts.open_matters, [one for one in facts.matters if not one.is_open]
    lights = {f"{name}灯数": _counted(facts.lit(light)) for light, name in LIGHT_NAMES.items()}
    return lights | {
        "事项总数": _counted(facts.matters), "在办数": _counted(running), "累计办结数": _counted(done),
        "办结数": _counted(one for one in done if facts.within(one.done_on)),
        "办结率": _share(done, facts.matters),
        "未亮灯数": _counted(one for one in running if not one.light),
        "逾期数": _counted(one for one in running if one.deadline and one.deadline < facts.on),
        "待分派数": _counted(one for one in running if not one.lead or not one.is_lead_known),
    }  # fmt: skip


def _share(some: list[MatterFact], whole: tuple[MatterFact, ...]) -> Value:
    """One decimal; of nothing there is no share."""
    if not whole:
        return Value("—", None, is_none=True)
    share = (Decimal(100 * len(some)) / len(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Value(f"{share.normalize():f}%", source_of(whole), is_none=not some)


def _issues(facts: PaperFacts) -> dict[str, Value]:
    return {
        "问题总数": _counted(facts.issues), "未销号问题数": _counted(facts.open_issues),
        "超期问题数": _counted(facts.late_issues),
        "本期提出问题数": _counted(one for one in facts.issues if facts.within(one.raised_on)),
        "本期销号数": _counted(one for one in facts.issues if facts.within(one.closed_on)),
        "重新打开问题数": _counted(one for one in facts.issues if one.reopened),
    }  # fmt: skip


def _orders(facts: PaperFacts) -> dict[str, Value]:
    sent = facts.period_orders
    colours = {
        f"{name}督办单数": _counted(one for one in sent if one.colour == colour)
        for colour, name in COLOUR_NAMES.items()
    }
    return colours | {"督办单数": _counted(sent), "未回复督办单数": _counted(facts.unanswered_orders)}


def _units(facts: PaperFacts) -> dict[str, Value]:
    records = unit_records(facts)
    praised = [one for one in records if one.is_to_praise]
    criticised = [one for one in records if one.is_to_criticise]
    merits = source_of([row for one in praised for row in one.merits])
    faults = source_of([row for one in criticised for row in one.faults])
    return {
        "表扬单位数": Value(str(len(praised)), merits, is_none=not praised),
        "表扬单位": words("、".join(one.unit for one in praised) or "无", merits),
        "批评单位数": Value(str(len(criticised)), faults, is_none=not criticised),
        "批评单位": words("、".join(one.unit for one in criticised) or "无", faults),
    }


def _one_order(facts: PaperFacts) -> dict[str, Value]:
    order = facts.order
    assert order is not None
    source = source_of([order])

    def by(day: date | None, within: str) -> Value:
        return words(f"{chinese_date(day)}前" if day else within, source)

    return {
        "督办单编号": words(order.code), "督办单名称": words(order.name), "督办事项": words(order.subject, source),
        "督办单位": words(order.unit), "督办理由": words(order.why, source), "回复时限": by(order.reply_by_on, order.reply_within),
        "整改时限": by(order.rectify_by_on, order.rectify_within),
        "紧急程度": Value(order.urgency, source, is_none=not order.urgency),
    }  # fmt: skip
