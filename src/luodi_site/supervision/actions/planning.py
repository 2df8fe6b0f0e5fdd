"""Reporting plans and their cycles: what a published edition asks for, what the office sets, what the clock opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from luodi.ledger import cycles
from luodi.ledger.model import DutyDate as Dated
from luodi.ledger.moves import NotAllowed
from luodi.periods import MONTHS
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Membership, Person, Region
from luodi_site.accounts.queries import scope_of
from luodi_site.policies.models import Edition
from luodi_site.supervision.actions.claims import moment, today
from luodi_site.supervision.calendars import Calendars
from luodi_site.supervision.cycle_days import cycles_of_plan
from luodi_site.supervision.models import Cycle, EditionDuty, LedgerEntry, Matter, ProgressReport, ReportingPlan

Kind, State = LedgerEntry.Kind, ProgressReport.State


def follow_duties(*, edition: Edition, dates: Sequence[Dated], on: date) -> ReportingPlan | None:
    """The reporting plan that the edition's own duties ask for; None where they ask for no progress."""
    index = cycles.duty_to_follow(dates)
    if index is None:
        return None
    last = max(d.due for d in dates if d.index == index and d.due)
    duty = EditionDuty.objects.get(edition=edition, position=index)
    return ReportingPlan.objects.create(
        region=edition.region, edition=edition, duty=duty, every=duty.every, first_on=on, last_on=max(last, on)
    )


@transaction.atomic
def set_plan(
    *, region: Region, edition: Edition | None, actor: Person, every: str, last_on: date, opens_before: int = 10,
    due_moves: str = "after", on: date | None = None,
) -> ReportingPlan:  # fmt: skip
    """The office says how often matters report; what was opened before stays. Raises NotAllowed."""
    if not scope_of(actor, Membership.Role.OFFICE).has_region(region):
        raise NotAllowed(_("报送周期由本地区协调办确定，没有保存。"))
    if every not in MONTHS:
        raise NotAllowed(_("没有这种报送周期，没有保存。"))
    day = today(on)
    values = {"every": every, "duty": None, "last_on": last_on, "opens_before": opens_before, "due_moves": due_moves}
    known = ReportingPlan.objects.filter(region=region, edition=edition).first()
    if known:
        ReportingPlan.objects.filter(pk=known.pk).update(**values, first_on=day, version=known.version + 1)
        known.refresh_from_db()
    plan = known or ReportingPlan.objects.create(region=region, edition=edition, first_on=day, **values)
    record(
        actor=actor, verb="supervision.set_plan", object_kind="plan", object_id=plan.pk, words=edition.title if edition else "",
        detail={"every": every, "last_on": last_on.isoformat(), "opens_before": opens_before, "due_moves": due_moves},
    )  # fmt: skip
    return plan


@transaction.atomic
def open_cycles(day: date) -> int:
    """Opens every cycle whose opening day has come, and asks for the reports that are lacking; gives how many it asked.

    A second call on the same day finds everything open.
    """
    calendars = Calendars()
    asked = 0
    plans = (
        ReportingPlan.objects.filter(first_on__lte=day).select_related("duty", "region").prefetch_related("duty__dates")
    )
    for plan in plans.filter(Q(edition=None) | Q(edition__superseded_by=None)).order_by("pk"):
        for one in cycles.opening_on(cycles_of_plan(plan, calendars.of(plan.region)), day):
            cycle, is_new = Cycle.objects.get_or_create(
                plan=plan, name=one.name, defaults={"stated_on": one.stated_on, "opens_on": one.opens_on, "due_on": one.due_on},
            )  # fmt: skip
            if is_new or cycle.due_on >= day:
                asked += _ask(cycle, day)
    return asked


def _ask(cycle: Cycle, day: date) -> int:
    """A report of each matter that is worked on, has units and was not asked in this cycle; while a closure is claimed
    nothing is asked, and where the claim is refused before the cycle is due, it is asked then."""
    plan = cycle.plan
    matters = Matter.objects.filter(region_id=plan.region_id, edition_id=plan.edition_id, is_assigned=True)
    matters = matters.filter(state=Matter.State.OPEN).exclude(reports__cycle=cycle)
    reports = ProgressReport.objects.bulk_create(
        ProgressReport(matter=matter, cycle=cycle, opened_on=day, due_on=cycle.due_on)
        for matter in matters.order_by("pk")
    )
    at = moment(day)
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            matter_id=report.matter_id, kind=Kind.ASK, on=day, at=at, actor=None, day=cycle.due_on, report=report,
            payload={"cycle": cycle.name},
        )
        for report in reports
    )  # fmt: skip
    return len(reports)


def excuse_reports(*, matters: Iterable[Matter], on: date, actor: Person | None, reason: str) -> int:
    """Reports of matters that ended are no longer wanted; what was written in them stays to be read."""
    waiting = ProgressReport.objects.filter(
        matter__in=[m.pk for m in matters], state__in=[State.DUE, State.SUBMITTED, State.RETURNED]
    )
    reports = list(waiting.order_by("pk"))
    values: dict[str, Any] = {"state": State.EXCUSED, "decided_on": on, "decided_by": actor, "reason": reason}
    for report in reports:
        ProgressReport.objects.filter(pk=report.pk).update(**values, version=report.version + 1)
    at = moment(on)
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            matter_id=r.matter_id, kind=Kind.EXCUSE, on=on, at=at, actor=actor, report=r, payload={"reason": reason}
        )
        for r in reports
    )
    return len(reports)
