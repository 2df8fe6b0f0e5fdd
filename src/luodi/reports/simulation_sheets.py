"""The sheets of a comparison: benefits before and after, groups with winners and losers, and who moves the most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from luodi.engine.model import BenefitSummary
from luodi.engine.outputs.in_words import UNDECIDED
from luodi.engine.simulation.model import Comparison, Effect
from luodi.reports.model import CellValue, Sheet, SheetColumn

_TITLE = "政策参数模拟"


def sheets(found: Comparison, on: date) -> tuple[Sheet, ...]:
    note = (
        f"评定日 {on}；"
        + "；".join(f"{one.place}：{one.old} 改为 {one.new}" for one in found.changes)
        + "；金额单位：元"
    )
    groups = [_groups(name, effects, note) for name, effects in (("合计", (found.whole,)), *found.groups)]
    return (_benefits(found, note), *groups, _movers(found, note))


def _money(title: str) -> SheetColumn:
    return SheetColumn(title, 16, "money")


def _yuan(fen: int) -> CellValue:
    return fen // 100 if not fen % 100 else fen / 100


def _paid(one: BenefitSummary) -> CellValue:
    """Where nothing is known it is not nought that is paid."""
    return UNDECIDED if one.unknown and not one.paid else _yuan(one.paid)


def _difference(one: BenefitSummary, two: BenefitSummary) -> CellValue:
    return UNDECIDED if UNDECIDED in (_paid(one), _paid(two)) else _yuan(two.paid - one.paid)


def _benefits(found: Comparison, note: str) -> Sheet:
    columns = (
        SheetColumn("奖补", 28),
        _money("改前实付"),
        _money("改后实付"),
        _money("增减"),
        SheetColumn("改前未定", 10, "integer"),
        SheetColumn("改后未定", 10, "integer"),
    )
    rows = tuple(
        (one.name, _paid(one), _paid(two), _difference(one, two), one.unknown, two.unknown)
        for one, two in zip(found.before, found.after, strict=True)
    )
    return Sheet("奖补", f"{_TITLE}：各项奖补", columns, rows, note)


def _groups(name: str, effects: Sequence[Effect], note: str) -> Sheet:
    title = "地区" if name == "region" else name
    columns = [
        SheetColumn(title, 20),
        SheetColumn("户数", 10, "integer"),
        _money("改前"),
        _money("改后"),
        _money("增减"),
    ]
    columns += [
        SheetColumn("多得户数", 10, "integer"),
        _money("多得"),
        SheetColumn("少得户数", 10, "integer"),
        _money("少得"),
        SheetColumn("未定户数", 10, "integer"),
    ]
    rows = []
    for one in effects:
        sums = (_yuan(one.before), _yuan(one.after), _yuan(one.difference))
        rows.append(
            (one.name, one.subjects, *sums, one.winners, _yuan(one.gained), one.losers, _yuan(one.lost), one.unknown)
        )
    return Sheet(title, f"{_TITLE}：{title}", tuple(columns), tuple(rows), note)


def _movers(found: Comparison, note: str) -> Sheet:
    columns = (
        SheetColumn("编号", 22),
        SheetColumn("名称", 30),
        SheetColumn("地区", 12),
        _money("改前"),
        _money("改后"),
        _money("增减"),
    )
    rows = tuple(
        (one.id, one.name, one.region, _yuan(one.before), _yuan(one.after), _yuan(one.after - one.before))
        for one in found.movers
    )
    return Sheet("变动最大", f"{_TITLE}：变动最大的", columns, rows, note)
