"""Years, half-years, quarters and months as values with a Chinese name, a first and a last day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PeriodKind = Literal["year", "half-year", "quarter", "month"]

MONTHS: dict[PeriodKind, int] = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}
_HALVES = ("上半年", "下半年")
_NAME = re.compile(r"(\d{4})年(?:(上半年|下半年)|(?:第)?([1-4])季度|(1[0-2]|[1-9])月)?")


@dataclass(frozen=True, slots=True)
class Period:
    """The ``number``-th period of its kind in a year, counted from 1; a year is always number 1."""

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12 // MONTHS[self.kind]:
            raise ValueError(f"no such {self.kind}: {self.number}")

    @classmethod
    def holding(cls, kind: PeriodKind, day: date) -> Period:
        """The period of this kind that ``day`` falls in."""
        return cls(kind, day.year, (day.month - 1) // MONTHS[kind] + 1)

    @property
    def first_on(self) -> date:
        return date(self.year, (self.number - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def last_on(self) -> date:
        return self.next().first_on - timedelta(days=1)

    @property
    def name(self) -> str:
        """As an office writes it: 2026年, 2026年上半年, 2026年1季度, 2026年3月."""
        ends = {
            "year": "",
            "half-year": _HALVES[(self.number - 1) % 2],
            "quarter": f"{self.number}季度",
            "month": f"{self.number}月",
        }
        return f"{self.year}年{ends[self.kind]}"

    def __str__(self) -> str:
        return self.name

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on

    def shift(self, by: int) -> Period:
        """The period ``by`` periods later, or earlier where ``by`` is below zero."""
        a_year = 12 // MONTHS[self.kind]
        year, number = divmod(self.year * a_year + self.number - 1 + by, a_year)
        return Period(self.kind, year, number + 1)

    def next(self) -> Period:
        return self.shift(1)

    def previous(self) -> Period:
        return self.shift(-1)


def from_name(name: str) -> Period | None:
    """The period that bears this name, or None where it is not the name of a period."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    year, half, quarter, month = found.groups()
    if half:
        return Period("half-year", int(year), _HALVES.index(half) + 1)
    if quarter:
        return Period("quarter", int(year), int(quarter))
    return Period("month", int(year), int(month)) if month else Period("year", int(year))


def between(kind: PeriodKind, first: date, last: date) -> Iterator[Period]:
    """Every period of this kind that shares a day with ``first`` to ``last``, both included."""
    period = Period.holding(kind, first)
    while period.first_on <= last:
        yield period
        period = period.next()
