"""The sheet of targets: where each should be, where it is, its state, and where it is heading."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from luodi.engine.scoreboards.explain import shown_points
from luodi.engine.targets.model import State, TargetState
from luodi.formula.ast import Shape
from luodi.formula.fields import Field
from luodi.formula.numbers import round_half_up
from luodi.formula.shapes import of_field
from luodi.formula.shown import show
from luodi.formula.unit_names import is_counted
from luodi.policy.rules.model import TargetPath
from luodi.reports.model import Sheet, SheetColumn

STATES: dict[State, str] = {
    "ahead": "超前", "on": "正常", "behind": "滞后", "out_of_reach": "难以完成", "unknown": "未知",
}  # fmt: skip
COLUMNS = (
    SheetColumn("目标", 34), SheetColumn("地区", 16), SheetColumn("指标", 22), SheetColumn("目标值", 14),
    SheetColumn("目标日期", 14), SheetColumn("最近数据", 16), SheetColumn("数据日期", 14), SheetColumn("应达到", 16),
    SheetColumn("状态", 10), SheetColumn("落后（百分点）", 14), SheetColumn("预测值", 16), SheetColumn("预测区间", 26),
    SheetColumn("预测办法", 24), SheetColumn("说明", 50),
)  # fmt: skip
_ENDED: dict[State, str] = {"on": "已完成", "out_of_reach": "未完成"}
_SIGNS = {">=": "≥", "<=": "≤"}
Line = tuple[TargetPath, Field, TargetState]


def sheet(lines: Iterable[Line], on: date) -> Sheet:
    return Sheet("目标进展", "目标进展", COLUMNS, tuple(as_row(*line) for line in lines), f"评定日 {on}")


def as_row(target: TargetPath, field: Field, state: TargetState) -> tuple[str, ...]:
    """A target in words, in the order of ``COLUMNS``; what is not known stays empty, the reasons say why."""
    shape = of_field(field)
    forecast = state.forecast

    def shown(value: Fraction | float | None) -> str:
        return "" if value is None else _shown(Fraction(value).limit_denominator(10_000), shape)

    return (
        target.name, state.subject, field.name, f"{_SIGNS[target.comparator]}{shown(state.value)}", target.by.isoformat(),
        shown(state.actual.value if state.actual else None), state.actual.on.isoformat() if state.actual else "",
        shown(state.required), state_in_words(target, state), "" if state.lag is None else shown_points(state.lag),
        "" if forecast is None else shown(forecast.value),
        "" if forecast is None else f"{shown(forecast.low)} 至 {shown(forecast.high)}（{forecast.level:.0%}）",
        "" if forecast is None else f"{forecast.method}，{forecast.observations}期{'，序列短' if forecast.is_short else ''}",
        "；".join(state.reasons),
    )  # fmt: skip


def _shown(value: Fraction, shape: Shape) -> str:
    """What is counted has one decimal at most: a path or a forecast may pass between 69 and 70 firms."""
    if not is_counted(shape.powers):
        return show(value, shape)
    rounded = round_half_up(value, Fraction(1, 10))
    return ("" if rounded == value else "约") + show(rounded, shape)


def state_in_words(target: TargetPath, state: TargetState) -> str:
    """After the target's day it is done or not; before that it stands against its path."""
    has_ended = state.actual is not None and state.actual.on >= target.by
    return _ENDED.get(state.state, STATES[state.state]) if has_ended else STATES[state.state]
