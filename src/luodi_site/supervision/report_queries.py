"""Reports that a person writes, adds to, or decides upon; and which evidence and plans they may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import (
    own_regions,
    regions_within,
    scope_of,
    strictly_below,
    units_worked_by,
    within,
)
from luodi_site.lib import clock
from luodi_site.supervision.delegating import reported_for_others
from luodi_site.supervision.models import Evidence, Matter, MatterUnit, PlanRequest, ProgressReport, UnitPlan
from luodi_site.supervision.queries import matters_visible_to

Role = Membership.Role
State = ProgressReport.State
OPEN_STATES = (State.DUE, State.RETURNED)
# Waits for its unit's words; while the matter's closure is claimed nobody is pressed for them.
PRESSING = Q(state__in=OPEN_STATES) & ~Q(matter__state=Matter.State.CLAIMED)


def reports_visible_to(person: Any) -> QuerySet[ProgressReport]:
    """Reports of the matters that the person sees. Drafts are their lead's own: the page shows them to nobody else."""
    found = ProgressReport.objects.filter(matter__in=matters_visible_to(person).order_by().values("pk"))
    heavy = [f"matter__edition__{name}" for name in ("text", "outline", "policy")]
    found = found.select_related("matter__edition", "matter__region", "cycle", "unit", "submitted_by", "decided_by")
    return found.defer("matter__source_text", *heavy).prefetch_related("matter__units__unit", "parts__unit", "evidence")


def _of_units(person: Any) -> Q:
    """Rows whose unit the person works in, or one below it."""
    return Q(unit__in=units_worked_by(person, Role.UNIT, Role.OFFICE))


def reports_to_write(person: Any) -> QuerySet[ProgressReport]:
    """Reports that the person's units lead, or write today for the lead, and that wait for their words; the most urgent
    first."""
    rows = MatterUnit.objects.filter(_of_units(person))
    leads = rows.filter(role=MatterUnit.Role.LEAD).values("matter_id")
    alone = rows.filter(role=MatterUnit.Role.RESPONSIBLE).exclude(
        matter__in=MatterUnit.objects.filter(role=MatterUnit.Role.LEAD).values("matter_id")
    )
    held = reported_for_others(person, clock.today()).values("matter_id")
    mine = Q(matter_id__in=leads) | Q(matter_id__in=alone.values("matter_id")) | Q(matter_id__in=held)
    return (
        reports_visible_to(person).filter(mine, state__in=OPEN_STATES).order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def reports_to_decide(person: Any) -> QuerySet[ProgressReport]:
    """Reports handed in to the person's office, the oldest first."""
    region = regions_within(scope_of(person, Role.OFFICE), "matter__region__")
    return reports_visible_to(person).filter(region, state=State.SUBMITTED).order_by("submitted_on", "pk")


@dataclass(frozen=True)
class ReportFigures:
    """How many reports were wanted, handed in, late and decided upon."""

    total: int
    due: int
    overdue: int
    submitted: int
    returned: int
    accepted: int
    late: int


def report_figures(reports: QuerySet[ProgressReport], today: date) -> ReportFigures:
    plain = ProgressReport.objects.filter(pk__in=reports.order_by().values("pk")).exclude(state=State.EXCUSED)
    waiting = Q(state__in=OPEN_STATES)
    return ReportFigures(
        **plain.aggregate(
            total=Count("pk"),
            due=Count("pk", waiting),
            overdue=Count("pk", PRESSING & Q(due_on__lt=today)),
            submitted=Count("pk", Q(state=State.SUBMITTED)),
            returned=Count("pk", Q(state=State.RETURNED)),
            accepted=Count("pk", Q(state=State.ACCEPTED)),
            late=Count("pk", Q(first_submitted_on__gt=F("due_on"))),
        )
    )


def evidence_visible_to(person: Any) -> QuerySet[Evidence]:
    """Files of the matters that the person sees."""
    return Evidence.objects.filter(matter__in=matters_visible_to(person).order_by().values("pk"))


def plans_visible_to(person: Any) -> QuerySet[UnitPlan]:
    """Plans of units that the person may see, and all that their own regions ask for."""
    scope = scope_of(person)
    own = Q(request__region__in=own_regions(scope))
    asked = within(scope, "unit__") & ~strictly_below(scope, "request__region__")
    found = UnitPlan.objects.filter(own | asked)
    return found.select_related("request__region", "request__edition", "unit__region", "submitted_by", "decided_by")


def plans_to_write(person: Any) -> QuerySet[UnitPlan]:
    """Plans that are asked of the person's units, or came back to them, the most urgent first."""
    waiting = UnitPlan.objects.filter(_of_units(person), state__in=[UnitPlan.State.ASKED, UnitPlan.State.RETURNED])
    return waiting.select_related("request", "unit").order_by("request__due_on", "pk")


def plans_to_decide(person: Any) -> QuerySet[UnitPlan]:
    """Plans handed in to the person's office, the oldest first."""
    region = regions_within(scope_of(person, Role.OFFICE), "request__region__")
    waiting = UnitPlan.objects.filter(region, state=UnitPlan.State.SUBMITTED)
    return waiting.select_related("request", "unit").order_by("submitted_on", "pk")


def plan_requests_visible_to(person: Any) -> QuerySet[PlanRequest]:
    found = PlanRequest.objects.filter(pk__in=plans_visible_to(person).order_by().values("request_id"))
    return found.select_related("region", "edition").defer("edition__text", "edition__outline", "edition__policy")
