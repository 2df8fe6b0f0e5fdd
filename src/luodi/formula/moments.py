"""The language's own calendar: months back with the day held in the month, full years, and the days a function looks at."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from luodi.formula.ast import Call, count
from luodi.formula.fields import Every

MONTHS: dict[Every, int] = {"year": 12, "quarter": 3, "month": 1}


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where there is no such day (31 March − 1: end of February)."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def full_years(since: date, on: date) -> int:
    """Whole years completed from ``since`` to ``on``; 0 where it lies later. 29 February completes a year on 1 March."""
    return max(0, on.year - since.year - ((on.month, on.day) < (since.month, since.day)))


def looked_at(call: Call, on: date, observed_from: date | None) -> tuple[date, ...]:
    """The days on which a function over time takes its first argument, the present first; () for other functions."""
    match call.function:
        case "本年":
            return (on,)
        case "上年" | "上年同期":
            return (months_before(on, 12),)
        case "前年":
            return (months_before(on, 12 * count(call.arguments[1])),)
        case "同比":
            return (on, months_before(on, 12))
        case "年均增速":
            return (on, months_before(on, 12 * count(call.arguments[1])))
        case "累计" | "连续" | "首次":
            return _periods(call, on, observed_from)
        case _:
            return ()


def _periods(call: Call, on: date, observed_from: date | None) -> tuple[date, ...]:
    assert call.every is not None
    length = MONTHS[call.every]
    if len(call.arguments) == 2:
        periods = count(call.arguments[1]) + (call.function == "首次")
    elif call.function == "累计":
        periods = (on.month - 1) // length + 1
    elif observed_from is None:
        raise ValueError("首次 没有写往前查几期时，要知道数据从哪一天开始（observed_from）")
    else:
        earlier = (
            (on.year - observed_from.year) * 12 // length
            + (on.month - 1) // length
            - (observed_from.month - 1) // length
        )
        periods = max(0, earlier) + 1
    return tuple(months_before(on, length * back) for back in range(periods))
