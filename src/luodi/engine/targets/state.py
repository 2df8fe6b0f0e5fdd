"""The state of a target on a day: its figure against its path, and whether it can still be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from luodi.engine.targets.actual import series_of
from luodi.engine.targets.by_statsmodels import LEVEL, forecast
from luodi.engine.targets.model import Forecast, Observed, Path, State, TargetState
from luodi.engine.targets.path import knots, required_on, required_path
from luodi.formula.fields import Field
from luodi.formula.values import Subject
from luodi.periods import Period
from luodi.policy.rules.model import TargetPath


def state_of(target: TargetPath, field: Field, subject: Subject, on: date, level: float = LEVEL) -> TargetState:
    """The state on ``on`` of a target about ``field``; the figures of periods that have ended by then are known."""
    observed = series_of(field, subject, on)
    found = TargetState(target.id, subject.name, on, "unknown", target.value)
    if not observed:
        return replace(found, reasons=(f"没有“{field.name}”截至 {on} 的数据",))
    actual = observed[-1]
    required = required_on(target, actual.on)
    ahead, why = forecast(field, observed, target.by, level) if actual.on < target.by else ((), "")
    expected = ahead[-1] if ahead else None
    state, reasons = _state(target, actual, required, expected)
    return replace(
        found, state=state, actual=actual, required=required, lag=_lag(target, actual.value, required),
        needed=_needed(target, field, actual), forecast=expected, reasons=tuple(filter(None, (*reasons, why))),
    )  # fmt: skip


def path_of(target: TargetPath, field: Field, subject: Subject, on: date) -> Path:
    """The two lines of a chart: what is required at the end of each period, and what was observed up to ``on``."""
    observed = series_of(field, subject, on)
    known = knots(target)
    days = {one.on for one in known}
    if field.every != "once":
        period = Period.holding(field.every, known[0].on)
        while period.last_on <= target.by:
            days.add(period.last_on)
            period = period.next()
    return Path(required_path(target, sorted(days)), observed)


def is_met(target: TargetPath, value: Fraction | float) -> bool:
    return value >= target.value if target.comparator == ">=" else value <= target.value


def _state(
    target: TargetPath, actual: Observed, required: Fraction | None, expected: Forecast | None
) -> tuple[State, list[str]]:
    if actual.on >= target.by:
        return ("on", []) if is_met(target, actual.value) else ("out_of_reach", [f"到 {target.by} 没有达到"])
    best = None if expected is None else expected.high if target.comparator == ">=" else expected.low
    if best is not None and not is_met(target, best) and not is_met(target, actual.value):
        return "out_of_reach", [f"照现在的走势，到 {target.by} 即使在预测区间的有利一端也达不到"]
    if required is None:
        if is_met(target, actual.value):
            return "ahead", ["已经达到目标值"]
        return "unknown", ["文件没有给出基期数或分年目标，无法判断应达到多少"]
    lag = _lag(target, actual.value, required)
    if lag is None:  # nought is to stay nought: there is no way to be part of
        short = required - actual.value if target.comparator == ">=" else actual.value - required
        return ("behind" if short > 0 else "ahead" if short < 0 else "on"), []
    return ("behind" if lag > target.tolerance else "ahead" if lag < -target.tolerance else "on"), []


def _lag(target: TargetPath, actual: Fraction, required: Fraction | None) -> Fraction | None:
    """How far behind, in percentage points of the way from the base (from nought where there is none); None where there
    is no way to go."""
    if required is None:
        return None
    first = knots(target)[0].value
    way = abs(target.value - first) or abs(target.value)
    if not way:
        return None
    short = required - actual if target.comparator == ">=" else actual - required
    return short / way * 100


def _needed(target: TargetPath, field: Field, actual: Observed) -> Fraction | None:
    """What each period still to come must add (take off, below nought); None where it is met or no period is left."""
    if field.every == "once" or is_met(target, actual.value):
        return None
    periods, period = 0, Period.holding(field.every, actual.on).next()
    while period.last_on <= target.by:
        periods, period = periods + 1, period.next()
    return (target.value - actual.value) / periods if periods else None
