"""How a matter stood at the end of a day, folded from its entries: schedule, progress, and what was asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Literal

from luodi.ledger.entries import ENDINGS, FIGURES, Entry, Step, up_to

Basis = Literal["typed", "computed"]
# Where the scheduled progress comes from: steps that someone set, or time alone.
ScheduleBasis = Literal["steps", "even"]
ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Figure:
    """Progress in per cent, the day it entered the ledger, and whether an official typed it or it was computed."""

    share: Decimal
    on: date
    basis: Basis
    entry: int
    who: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A report that was asked for: due on a day, handed in on another or not yet."""

    report: int | None
    due: date
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the light of a matter depends on, as of ``day``. What nobody has said is None. ``is_claimed``: its lead
    says that it is done, and nobody has verified that yet."""

    day: date
    starts_on: date | None = None
    deadline: date | None = None
    steps: tuple[Step, ...] = ()
    figures: tuple[Figure, ...] = ()
    asked: tuple[Asked, ...] = ()
    ended_on: date | None = None
    is_claimed: bool = False

    @property
    def is_open(self) -> bool:
        return self.starts_on is not None and self.ended_on is None

    @property
    def figure(self) -> Figure | None:
        """The last figure, typed or computed: there is one history."""
        return self.figures[-1] if self.figures else None

    @property
    def schedule_basis(self) -> ScheduleBasis | None:
        if self.steps:
            return "steps"
        return "even" if self.starts_on and self.deadline else None

    def scheduled_progress(self, day: date | None = None) -> Decimal | None:
        """The share in per cent that is due by ``day``: along the steps, or in proportion to the days that have passed
        between opening and deadline; None where neither is known."""
        knots = self._knots()
        return None if knots is None else _between(knots, day or self.day)

    def _knots(self) -> list[Step] | None:
        if self.starts_on is None or not (self.steps or self.deadline):
            return None
        knots = [Step(self.starts_on, Decimal(0)), *(s for s in self.steps if s.on > self.starts_on)]
        if self.deadline and self.deadline > knots[-1].on and knots[-1].share < ALL:
            knots.append(Step(self.deadline, ALL))
        return knots if len(knots) > 1 else None


def standing_on(entries: Iterable[Entry], day: date) -> Standing:
    """How the matter stood at the end of ``day``; entries of later days count for nothing."""
    found = Standing(day)
    for entry in up_to(entries, day):
        found = _after(found, entry)
    return found


def _after(before: Standing, entry: Entry) -> Standing:
    if entry.kind in FIGURES:
        return before if entry.share is None else replace(before, figures=(*before.figures, _figure(entry)))
    if entry.kind in ENDINGS:
        return replace(before, ended_on=entry.on)
    match entry.kind:
        case "open":
            return replace(before, starts_on=entry.on, deadline=entry.day, steps=entry.steps or ())
        case "deadline":
            return replace(before, deadline=entry.day)
        case "schedule":
            return replace(before, steps=entry.steps or (), starts_on=entry.day or before.starts_on)
        case "ask" if entry.day:
            return replace(before, asked=(*before.asked, Asked(entry.report, entry.day)))
        case "report":
            return replace(before, asked=_marked(before.asked, entry.report, entry.on))
        case "withdraw" if entry.report is not None:
            return replace(before, asked=_marked(before.asked, entry.report, None))
        case "request_closure":
            return replace(before, is_claimed=True)
        case "withdraw" | "refuse_closure":
            return replace(before, is_claimed=False)
        case "excuse":
            return replace(before, asked=tuple(a for a in before.asked if a.report != entry.report))
        case "reopen":
            return replace(before, ended_on=None, is_claimed=False)
    return before


def _figure(entry: Entry) -> Figure:
    assert entry.share is not None
    return Figure(entry.share, entry.on, "computed" if entry.kind == "computed" else "typed", entry.number, entry.who)


def _marked(asked: tuple[Asked, ...], report: int | None, on: date | None) -> tuple[Asked, ...]:
    """The day of the first handing in counts: a report returned for a word was not late for that."""
    return tuple(
        replace(a, reported_on=on and (a.reported_on or on)) if a.report == report and report is not None else a
        for a in asked
    )


def _between(knots: Sequence[Step], day: date) -> Decimal:
    if day <= knots[0].on:
        return knots[0].share
    for before, after in pairwise(knots):
        if day <= after.on:
            passed, whole = (day - before.on).days, (after.on - before.on).days
            return tenth(before.share + (after.share - before.share) * passed / whole)
    return knots[-1].share


def tenth(share: Decimal) -> Decimal:
    """To one decimal, as shares are shown."""
    return share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
