"""The tables and lists that a paper's text may call by name, built from the facts; figures keep what is behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from luodi.reports.model import Block, Column, Paragraph, Run, Runs, Table, plain
from luodi.reports.paper_facts import (
    COLOUR_NAMES,
    LIGHT_NAMES,
    IssueFact,
    MatterFact,
    OrderFact,
    PaperFacts,
    Row,
    source_of,
)
from luodi.reports.paper_units import UnitRecord, unit_records
from luodi.reports.templates import NOTHING
from luodi.reports.wording import chinese_date, full_width

BRIEF = 5  # how many rows a leader's single page holds


def matters_table(facts: PaperFacts, rows: Sequence[MatterFact]) -> tuple[Block, ...]:
    """序号, 事项, 牵头单位, 时限, 进度, 应达 (the scheduled share), 原因; the light is said where the rows differ in it."""
    is_mixed = len({one.light for one in rows}) > 1
    columns = (
        Column("序号", 7, "centre"), Column("事项", 30), Column("牵头单位", 16), Column("时限", 14, "centre"),
        Column("进度", 8, "centre"), Column("应达", 8, "centre"), Column("亮灯原因" if is_mixed else "原因", 17),
    )  # fmt: skip
    return _table(
        columns,
        [
            (_text(str(n)), _followed(one), _text("、".join(one.lead)), _text(_day(one.deadline)),
             _text(_percent(one.progress) or "未报"), _text(_percent(one.scheduled)),
             _text(_light(one) if is_mixed else one.why))
            for n, one in enumerate(rows, start=1)
        ],
    )  # fmt: skip


def issues_table(facts: PaperFacts, rows: Sequence[IssueFact]) -> tuple[Block, ...]:
    columns = (
        Column("序号", 7, "centre"), Column("问题", 31), Column("涉及企业", 18), Column("牵头单位", 15),
        Column("销号时限", 14, "centre"), Column("状态", 15, "centre"),
    )  # fmt: skip
    return _table(
        columns,
        [
            (_text(str(n)), _followed(one), _text(one.firm), _text(one.lead or "待交办"), _text(_day(one.clear_by_on)),
             _text(_issue_state(one, facts.on)))
            for n, one in enumerate(rows, start=1)
        ],
    )  # fmt: skip


def orders_table(_facts: PaperFacts, rows: Sequence[OrderFact]) -> tuple[Block, ...]:
    columns = (
        Column("编号", 21, "centre"), Column("级别", 8, "centre"), Column("督办事项", 24), Column("主送单位", 15),
        Column("整改时限", 14, "centre"), Column("办理情况", 13, "centre"),
    )  # fmt: skip
    return _table(
        columns,
        [
            ((Run(one.code or "—", source_of([one])),), _text(COLOUR_NAMES.get(one.colour, one.name)),
             _text(full_width(one.subject)), _text(one.unit),
             _text(_day(one.rectify_by_on)), _text(order_state(one)))
            for one in rows
        ],
    )  # fmt: skip


def units_table(_facts: PaperFacts, records: Sequence[UnitRecord]) -> tuple[Block, ...]:
    """By unit: what it leads, how much of it is red, what it finished in time, its issues, the orders to it. A unit of
    which there is nothing to count has no row."""
    columns = (
        Column("单位", 24), Column("在办事项", 11, "centre"), Column("红灯", 9, "centre"), Column("按期办结", 11, "centre"),
        Column("问题销号", 11, "centre"), Column("超期问题", 11, "centre"), Column("收到督办单", 12, "centre"),
        Column("未回复", 11, "centre"),
    )  # fmt: skip
    return _table(
        columns,
        [
            (_text(one.unit), _count(one.open), _count(one.red), _count(one.done_in_time), _count(one.cleared),
             _count(one.late_issues), _count(one.orders), _count(one.unanswered))
            for one in records
            if one.open or one.done_in_time or one.cleared or one.orders or one.unanswered
        ],
    )  # fmt: skip


def reasons(records: Sequence[UnitRecord], wanted: Callable[[UnitRecord], tuple[Row, ...]]) -> tuple[Block, ...]:
    """One paragraph a unit: its name and what speaks for it or against it."""
    blocks: list[Block] = []
    for number, one in enumerate(records, start=1):
        runs: list[Run] = [Run(f"{number}.{one.unit}：")]
        rows = [row for row in wanted(one) if not isinstance(row, OrderFact)]
        orders = [row for row in wanted(one) if isinstance(row, OrderFact)]
        for place, row in enumerate(rows):
            runs += [Run("；" if place else ""), Run(_merit(row), source_of([row]))]
        for place, order in enumerate(orders):
            runs += [Run("、" if place else "；" if rows else ""), Run(order.code or order.name, source_of([order]))]
        runs.append(Run("到期未回复。" if orders else "。"))
        blocks.append(Paragraph(tuple(run for run in runs if run.text)))
    return tuple(blocks) or (NOTHING,)


def asks_table(facts: PaperFacts) -> tuple[Block, ...]:
    """For a leader: what is red, why, and what is asked of whom — the five that are worst."""
    columns = (Column("红灯事项", 34), Column("为什么", 30), Column("请谁做什么", 36))
    red = sorted(facts.lit("red"), key=lambda one: (one.deadline or date.max, one.number))[:BRIEF]
    rows = [(_followed(one), _text(one.why or "—"), _asked(facts, one)) for one in red]
    return _table(columns, rows)


def quarters_table(facts: PaperFacts) -> tuple[Block, ...]:
    """A year by quarter: matters finished, issues raised and cleared, orders sent; quarters to come are left out."""
    columns = (
        Column("季度", 20, "centre"), Column("办结事项", 20, "centre"), Column("提出问题", 20, "centre"),
        Column("销号问题", 20, "centre"), Column("发出督办单", 20, "centre"),
    )  # fmt: skip
    rows = []
    for quarter in range(1, 5):
        first = date(facts.on.year, quarter * 3 - 2, 1)
        if first > facts.on:
            break

        def inside(day: date | None, quarter: int = quarter) -> bool:
            return day is not None and (day.year, (day.month + 2) // 3) == (facts.on.year, quarter) and day <= facts.on

        rows.append((
            _text(f"{facts.on.year}年{quarter}季度"), _count([m for m in facts.matters if inside(m.done_on)]),
            _count([i for i in facts.issues if inside(i.raised_on)]),
            _count([i for i in facts.issues if inside(i.closed_on)]),
            _count([o for o in facts.orders if inside(o.issued_on)]),
        ))  # fmt: skip
    return _table(columns, rows)


def all_tables(facts: PaperFacts) -> dict[str, tuple[Block, ...]]:
    """Every table and list by the name that a text calls it."""
    records = unit_records(facts)
    praised = [one for one in records if one.is_to_praise]
    criticised = sorted((one for one in records if one.is_to_criticise), key=lambda one: -len(one.faults))
    return {
        "红灯事项表": matters_table(facts, facts.lit("red")),
        "滞后事项表": matters_table(facts, facts.lit("red", "orange", "yellow")),
        "事项台账表": matters_table(facts, facts.matters),
        "问题清单表": issues_table(facts, facts.issues),
        "未销号问题表": issues_table(facts, facts.open_issues),
        "超期问题表": issues_table(facts, facts.late_issues),
        "督办单表": orders_table(facts, facts.period_orders),
        "未回复督办单表": orders_table(facts, facts.unanswered_orders),
        "单位情况表": units_table(facts, records),
        "表扬单位事由": reasons(praised, lambda one: one.merits),
        "批评单位事由": reasons(criticised, lambda one: one.faults),
        "请示事项表": asks_table(facts),
        "分季度表": quarters_table(facts),
    }


def order_state(order: OrderFact) -> str:
    if order.settled_on:
        return f"已办结（{order.settled_on.month}月{order.settled_on.day}日）"
    return "已回复，整改中" if order.replied_on else "未回复"


def _asked(facts: PaperFacts, matter: MatterFact) -> Runs:
    """The order that is running says what is asked; without one, what the office has to do next."""
    lead = "、".join(matter.lead) or "协调办"
    running = [o for o in facts.orders if o.settled_on is None and o.subject == matter.title and o.unit in matter.lead]
    if running:
        last = running[-1]
        number = Run(last.code or last.name, source_of([last]))
        by = f"{chinese_date(last.rectify_by_on)}前" if last.rectify_by_on else ""
        if last.rectify_by_on and last.rectify_by_on < facts.on:
            late = f"（时限{last.rectify_by_on.month}月{last.rectify_by_on.day}日已过）"
            return (Run(f"请{last.unit}按督办单（"), number, Run(f"）要求抓紧完成整改{late}"))
        return (Run(f"请{last.unit}按督办单（"), number, Run(f"）要求，{by}完成整改"))
    if not matter.lead:
        return _text("请协调办明确牵头单位")
    return _text(f"请{lead}说明原因和完成日期，请协调办发督办单")


def _table(columns: tuple[Column, ...], rows: Sequence[tuple[Runs, ...]]) -> tuple[Block, ...]:
    """Without the columns that say nothing in any row."""
    said = [any(plain(row[place]) not in ("", "—") for row in rows) for place in range(len(columns))]
    kept = tuple(column for column, is_said in zip(columns, said, strict=True) if is_said)
    cells = tuple(tuple(cell for cell, is_said in zip(row, said, strict=True) if is_said) for row in rows)
    return (Table(kept, cells),) if rows else (NOTHING,)


def _text(words: str) -> Runs:
    return (Run(words or "—"),)


def _followed(row: MatterFact | IssueFact) -> Runs:
    return (Run(full_width(row.title), source_of([row])),)


def _count(rows: Iterable[Row]) -> Runs:
    rows = tuple(rows)
    return (Run(str(len(rows)), source_of(rows)),)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


def _percent(share: Decimal | None) -> str:
    return f"{share.normalize():f}%" if share is not None else ""


def _light(matter: MatterFact) -> str:
    name = LIGHT_NAMES.get(matter.light, "")
    return f"{name}灯：{matter.why}" if name and matter.why else f"{name}灯" if name else "—"


def _issue_state(issue: IssueFact, on: date) -> str:
    if issue.is_open and issue.clear_by_on and issue.clear_by_on < on:
        return f"{issue.state}，超期{(on - issue.clear_by_on).days}天"
    return issue.state


def _merit(row: MatterFact | IssueFact) -> str:
    if isinstance(row, MatterFact):
        if row.done_on:
            return f"按期办结“{row.title}”"
        return f"“{row.title}”亮红灯" + (f"（{row.why}）" if row.why else "")
    return f"按期解决“{row.title}”" if row.closed_on else f"“{row.title}”超期未销号"
