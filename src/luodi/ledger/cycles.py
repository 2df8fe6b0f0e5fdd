"""Reporting cycles: what the duties of a policy ask for, opened and due on working days by a rule that is data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luodi.ledger.model import DutyDate
from luodi.ledger.working_days import Moving, WorkCalendar
from luodi.periods import MONTHS, PeriodKind, between

_PROGRESS = re.compile(r"进展|进度|落实情况|推进情况|完成情况|执行情况|工作情况")


@dataclass(frozen=True, slots=True)
class CycleRule:
    """How the days of a cycle are set: it opens ``opens_before`` working days before it is due; a due day that is no
    working day moves as ``due_moves`` says, and the opening day is always a working day."""

    opens_before: int = 10
    due_moves: Moving = "after"

    @property
    def words(self) -> str:
        moved = {"after": "遇节假日顺延至下一工作日", "before": "遇节假日提前至上一工作日", "stay": "遇节假日不变"}
        return f"截止日前{self.opens_before}个工作日开始填报；截止日{moved[self.due_moves]}"


DEFAULT_RULE = CycleRule()


@dataclass(frozen=True, slots=True)
class Cycle:
    """One round of reports. ``stated_on`` is the day that the document or the office gives, ``due_on`` the working day
    it moved to; ``is_known`` says whether the holidays of that year were known."""

    name: str
    stated_on: date
    opens_on: date
    due_on: date
    is_known: bool = True


def is_progress(what: str) -> bool:
    """Whether a duty asks how the work goes, rather than for a list, a meeting or rules."""
    return _PROGRESS.search(what) is not None


def duty_to_follow(dates: Iterable[DutyDate]) -> int | None:
    """The index of the duty by which units report progress: of those that recur, the most frequent, then the first;
    else one on a fixed day; None where no duty asks for progress."""
    asking = [d for d in dates if d.due is not None and is_progress(f"{d.title}{d.duty.what}")]
    if not asking:
        return None
    return min(asking, key=lambda d: (MONTHS[d.period.kind] if d.period else 99, d.index)).index


def cycles_of(
    dates: Iterable[DutyDate], index: int, calendar: WorkCalendar, rule: CycleRule = DEFAULT_RULE
) -> list[Cycle]:
    """The cycles of one duty, in order of their days."""
    chosen = [d for d in dates if d.index == index and d.due is not None]
    return [cycle(d.period.name if d.period else d.due.isoformat(), d.due, calendar, rule) for d in chosen if d.due]


def cycles_every(
    every: PeriodKind, first: date, last: date, calendar: WorkCalendar, rule: CycleRule = DEFAULT_RULE
) -> Iterator[Cycle]:
    """Cycles that the office sets where the document sets none: due on the last day of each period."""
    for period in between(every, first, last):
        if period.last_on > first:
            yield cycle(period.name, period.last_on, calendar, rule)


def opening_on(cycles: Sequence[Cycle], day: date) -> list[Cycle]:
    """Cycles that are to be open by ``day``, oldest first: a day that was slept through is caught up with."""
    return sorted((c for c in cycles if c.opens_on <= day), key=lambda c: (c.due_on, c.name))


def cycle(name: str, stated: date, calendar: WorkCalendar, rule: CycleRule) -> Cycle:
    due = calendar.move(stated, rule.due_moves)
    return Cycle(name, stated, calendar.shift(due, -rule.opens_before), due, calendar.is_known(due))
