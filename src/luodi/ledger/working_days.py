"""Working days: weekends, public holidays and the weekends worked in exchange, as an office's calendar has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

# after: a day off moves to the next working day (顺延); before: to the last one ahead of it (提前); stay: it stays.
Moving = Literal["after", "before", "stay"]
_DAY = timedelta(days=1)
# Months whose first day is a holiday in every year.
_FIXED = (1, 5, 10)
# Holidays by law on the same day of every year, whether or not that year's notice is out.
_BY_LAW = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}


@dataclass(frozen=True)
class WorkCalendar:
    """``off`` and ``work`` name the days that are not as their weekday says; ``years`` are those whose holidays come
    along, ``sources`` the notices that they follow."""

    off: Mapping[date, str] = field(default_factory=dict)
    work: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    sources: Mapping[int, str] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        if day in self.work:
            return True
        return day not in self.off and day.weekday() < 5 and (day.month, day.day) not in _BY_LAW

    def is_known(self, day: date) -> bool:
        """Whether the holidays of that year were entered; otherwise only weekends are known.

        An office has entered a year once New Year, Labour Day and National Day are off, whose dates never change.
        """
        return day.year in self.years or all(date(day.year, month, 1) in self.off for month in _FIXED)

    def move(self, day: date, moving: Moving) -> date:
        """``day``, or the nearest working day in the direction that the rule says."""
        step = {"after": _DAY, "before": -_DAY, "stay": None}[moving]
        while step and not self.is_working(day):
            day += step
        return day

    def shift(self, day: date, by: int) -> date:
        """The day ``by`` working days later, or earlier where ``by`` is below zero; zero is the day itself."""
        step = _DAY if by > 0 else -_DAY
        for _ in range(abs(by)):
            day = self.move(day + step, "after" if by > 0 else "before")
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and including ``last``."""
        days = (last - first).days
        return sum(self.is_working(first + _DAY * n) for n in range(1, days + 1))

    def changed(self, day: date, *, is_working: bool, name: str = "") -> WorkCalendar:
        """The calendar with one day as the office says."""
        off = {known: words for known, words in self.off.items() if known != day}
        work = self.work - {day}
        return (
            replace(self, off=off, work=work | {day})
            if is_working
            else replace(self, off={**off, day: name}, work=work)
        )
