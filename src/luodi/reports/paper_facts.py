"""What papers are written from: matters, issues and orders as they stand on a day, each with its number in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luodi.reports.model import Reference, Source

LIGHT_NAMES = {"green": "绿", "blue": "蓝", "yellow": "黄", "orange": "橙", "red": "红"}
COLOUR_NAMES = {"blue": "蓝色", "yellow": "黄色", "orange": "橙色", "red": "红色"}


@dataclass(frozen=True, slots=True)
class MatterFact:
    """A matter on the day. ``light`` is '' where nothing could be judged; shares are in per cent, None where unknown.

    ``why`` says in words why the light is as it is; ``is_lead_known``, whether a unit of the register leads it.
    """

    number: int
    title: str
    document: str
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    opened_on: date | None = None
    deadline: date | None = None
    done_on: date | None = None
    light: str = ""
    why: str = ""
    progress: Decimal | None = None
    scheduled: Decimal | None = None
    is_lead_known: bool = True

    @property
    def is_open(self) -> bool:
        return self.done_on is None

    @property
    def reference(self) -> Reference:
        return Reference("matter", self.number, self.title)


@dataclass(frozen=True, slots=True)
class IssueFact:
    """An issue on the day; ``state`` is in words (办理中)."""

    number: int
    title: str
    raised_on: date
    raised_by: str = ""
    firm: str = ""
    lead: str = ""
    clear_by_on: date | None = None
    closed_on: date | None = None
    state: str = ""
    is_open: bool = True
    reopened: int = 0

    @property
    def reference(self) -> Reference:
        return Reference("issue", self.number, self.title)


@dataclass(frozen=True, slots=True)
class OrderFact:
    """A supervision order; ``code`` is its number as written on it.

    ``urgency`` is in words, '' where ordinary. One that has not gone out has no days yet: ``reply_within`` and
    ``rectify_within`` are how long it will give.
    """

    number: int
    code: str
    name: str
    colour: str
    subject: str
    unit: str
    why: str
    issued_on: date
    reply_by_on: date | None = None
    rectify_by_on: date | None = None
    replied_on: date | None = None
    settled_on: date | None = None
    reply_within: str = ""
    rectify_within: str = ""
    urgency: str = ""

    @property
    def reference(self) -> Reference:
        return Reference("order", self.number, f"{self.code or self.name}")


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Everything that a paper may speak of: as of ``on``, for the period from ``first_on`` to ``last_on``.

    ``period`` is its name (2026年1季度). ``order`` is the one that an order's own paper is about.
    """

    region: str
    issuer: str
    on: date
    period: str
    first_on: date
    last_on: date
    matters: tuple[MatterFact, ...] = ()
    issues: tuple[IssueFact, ...] = ()
    orders: tuple[OrderFact, ...] = ()
    order: OrderFact | None = None

    def within(self, day: date | None) -> bool:
        """Whether the day lies in the period, and is not after the day that the paper speaks of."""
        return day is not None and self.first_on <= day <= min(self.last_on, self.on)

    @property
    def open_matters(self) -> tuple[MatterFact, ...]:
        return tuple(one for one in self.matters if one.is_open)

    @property
    def open_issues(self) -> tuple[IssueFact, ...]:
        return tuple(one for one in self.issues if one.is_open)

    def lit(self, *lights: str) -> tuple[MatterFact, ...]:
        return tuple(one for one in self.open_matters if one.light in lights)

    @property
    def late_issues(self) -> tuple[IssueFact, ...]:
        return tuple(one for one in self.open_issues if one.clear_by_on and one.clear_by_on < self.on)

    @property
    def period_orders(self) -> tuple[OrderFact, ...]:
        return tuple(one for one in self.orders if self.within(one.issued_on))

    @property
    def unanswered_orders(self) -> tuple[OrderFact, ...]:
        return tuple(
            one for one in self.orders
            if one.settled_on is None and one.replied_on is None and one.reply_by_on and one.reply_by_on < self.on
        )  # fmt: skip


Row = MatterFact | IssueFact | OrderFact


def source_of(rows: Iterable[Row]) -> Source | None:
    """The rows that a figure was counted from; None where there are none, for then there is nothing to follow."""
    references = tuple(row.reference for row in rows)
    return Source(references=references) if references else None
