"""The days of a reporting plan's cycles, and which of those to come another calendar would move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q

from luodi.ledger import cycles
from luodi.ledger.working_days import Moving, WorkCalendar
from luodi.periods import PeriodKind
from luodi_site.accounts.models import Region
from luodi_site.supervision.models import ReportingPlan


def cycles_of_plan(plan: ReportingPlan, calendar: WorkCalendar) -> list[cycles.Cycle]:
    """All cycles of a plan from its first day on, due days moved to working days."""
    rule = cycles.CycleRule(plan.opens_before, cast(Moving, plan.due_moves))
    if plan.duty is None:
        every = cast(PeriodKind, plan.every)
        return list(cycles.cycles_every(every, plan.first_on, plan.last_on, calendar, rule))
    dates = [
        cycles.cycle(day.period or day.due.isoformat(), day.due, calendar, rule)
        for day in plan.duty.dates.all()
        if day.due and day.due >= plan.first_on
    ]
    return sorted(dates, key=lambda c: c.due_on)


@dataclass(frozen=True)
class MovedCycle:
    """A cycle that is not open yet, with its days before and after the calendar changed."""

    plan: ReportingPlan
    before: cycles.Cycle
    after: cycles.Cycle


def moved_cycles(region: Region, before: WorkCalendar, after: WorkCalendar, today: date) -> list[MovedCycle]:
    """What the change of the calendar moves in a region: cycles that were opened keep the days that units were told."""
    plans = ReportingPlan.objects.filter(region=region, last_on__gte=today)
    plans = plans.filter(Q(edition=None) | Q(edition__superseded_by=None)).select_related("duty", "edition", "region")
    found = []
    for plan in plans.prefetch_related("duty__dates", "cycles"):
        opened = {cycle.name for cycle in plan.cycles.all()}
        then = {cycle.name: cycle for cycle in cycles_of_plan(plan, after)}
        for old in cycles_of_plan(plan, before):
            new = then[old.name]
            if old.name not in opened and (old.opens_on, old.due_on) != (new.opens_on, new.due_on):
                found.append(MovedCycle(plan, old, new))
    return sorted(found, key=lambda moved: (moved.after.due_on, moved.plan.pk))
