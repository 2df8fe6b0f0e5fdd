"""Matters, duties, targets and circulars that a person may see, and what stands on their desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from luodi_site.accounts.models import Membership, Region, Share, Unit
from luodi_site.accounts.queries import Scope, regions_within, scope_of, shared_with, strictly_below, within
from luodi_site.lib import clock
from luodi_site.policies.models import Edition
from luodi_site.policies.queries import editions_visible_to
from luodi_site.supervision.models import (
    Circular,
    Delegation,
    DutyDate,
    EditionTarget,
    Matter,
    MatterUnit,
    ProgressReport,
    TargetValue,
)

Role = Membership.Role
State = Matter.State
UNDER_WAY = (State.OPEN, State.CLAIMED)
SOON = timedelta(days=30)
# Large fields of an edition that no list needs.
_HEAVY = ("edition__text", "edition__outline", "edition__policy")


def _given_to(scope: Scope, *roles: str) -> QuerySet[MatterUnit]:
    """Rows that give a matter to a unit within the scope."""
    rows = MatterUnit.objects.filter(within(scope, "unit__"))
    return rows.filter(role__in=roles) if roles else rows


def matters_visible_to(person: Any) -> QuerySet[Matter]:
    """Matters in which a unit that the person may see leads, answers, supports or is implied, all matters of the
    regions whose offices they sit in, and what is shared with them.

    What a county does by its own policies, a city sees once it is reported up (shared with the city), and so on upward.
    """
    scope = scope_of(person)
    given = Q(pk__in=_given_to(scope).values("matter_id"))
    of_parts = Q(pk__in=_given_to(Scope(units=scope.units)).values("matter_id"))
    seen = (given & ~strictly_below(scope, "region__")) | of_parts | _own(scope) | _shared(person) | _delegated(scope)
    open_to = Q(edition=None) | Q(edition__in=editions_visible_to(person).values("pk"))
    found = Matter.objects.filter(seen, open_to)
    return found.select_related("edition", "region").defer("source_text", *_HEAVY).prefetch_related("units__unit")


def _own(scope: Scope) -> Q:
    return Q(region__path__in=scope.regions)


def _delegated(scope: Scope) -> Q:
    """Matters on which a unit of the scope reports today for another."""
    mine = within(Scope(units=scope.units), "to_unit__") | Q(to_unit__region__path__in=scope.regions)
    today = clock.today()
    held = Delegation.objects.filter(mine, from_on__lte=today, until_on__gte=today, ended_on=None)
    return Q(pk__in=held.values("matter_id"))


def _shared(person: Any) -> Q:
    """Single matters, and all matters of an edition that is shared whole."""
    shares = shared_with(person).order_by()
    return Q(pk__in=shares.exclude(matter=None).values("matter")) | Q(
        edition__in=shares.filter(matter=None).exclude(edition=None).values("edition")
    )


def with_last_report(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """The same matters with their last accepted reports, newest first, as ``accepted``."""
    reports = ProgressReport.objects.filter(state=ProgressReport.State.ACCEPTED).order_by("-decided_on", "-pk")
    return matters.prefetch_related(Prefetch("reports", reports, to_attr="accepted"))


def matters_run_by(person: Any) -> QuerySet[Matter]:
    """Matters that the person may assign and date, as the coordination office of the region."""
    scope = scope_of(person, Role.OFFICE)
    return matters_visible_to(person).filter(regions_within(scope, "region__"))


def duty_dates_visible_to(person: Any) -> QuerySet[DutyDate]:
    """Days that concern the person: as lead unit, as unit with a task, by name, or as whoever sees the whole region.

    Where the document does not say who reports, every unit with a task of it sees the day.
    """
    scope = scope_of(person)
    leads = _given_to(scope, MatterUnit.Role.LEAD).values("matter__edition_id")
    working = _given_to(scope).values("matter__edition_id")
    named = Unit.objects.filter(within(scope)).values("pk")
    seen = (
        regions_within(scope, "duty__edition__region__")
        | Q(duty__audience="leads", duty__edition_id__in=leads)
        | Q(duty__audience__in=["all", "unknown"], duty__edition_id__in=working)
        | Q(duty__units__in=named)
    )
    found = DutyDate.objects.filter(seen, duty__edition__in=editions_visible_to(person).values("pk"))
    heavy = [f"duty__{name}" for name in _HEAVY]
    return found.filter(duty__edition__superseded_by=None).select_related("duty__edition").defer(*heavy).distinct()


def targets_visible_to(person: Any) -> QuerySet[EditionTarget]:
    """Targets of the regions that the person sees whole, and those in matters that they see."""
    scope = scope_of(person)
    mine = _given_to(scope).values("matter_id")
    seen = Q(matter_id__in=mine) | regions_within(scope, "edition__region__")
    found = EditionTarget.objects.filter(seen, edition__in=editions_visible_to(person).values("pk"))
    found = found.filter(edition__superseded_by=None).select_related("edition", "matter").defer(*_HEAVY)
    return found.prefetch_related("matter__units__unit")


def last_values(targets: Iterable[EditionTarget]) -> dict[int, TargetValue]:
    """By the target's number, its last figure up to today; those that were never reported are left out."""
    values = TargetValue.objects.filter(target__in=list(targets), on__lte=clock.today(), is_start=False)
    return {value.target_id: value for value in values.order_by("on", "pk")}


def editions_run_by(person: Any) -> QuerySet[Edition]:
    """Policies in force that the person may issue a circular about."""
    scope = scope_of(person, Role.OFFICE)
    found = editions_visible_to(person).filter(regions_within(scope, "region__"), superseded_by=None)
    return found.exclude(reading__state="withdrawn")


def circulars_visible_to(person: Any) -> QuerySet[Circular]:
    """Circulars of the regions that the person sees whole."""
    found = Circular.objects.filter(regions_within(scope_of(person), "region__"))
    return found.select_related("edition", "region", "issued_by").defer("content", *_HEAVY)


def shares_run_by(person: Any) -> QuerySet[Share]:
    """Shares, not yet ended, of what the person runs as the coordination office of the region."""
    mine = regions_within(scope_of(person, Role.OFFICE), "region__")
    of_mine = Q(matter__in=Matter.objects.filter(mine).values("pk"))
    of_mine |= Q(matter=None, edition__in=Edition.objects.filter(mine).values("pk"))
    return Share.objects.filter(of_mine, ended_at=None)


def units_in(matters: QuerySet[Matter]) -> QuerySet[Unit]:
    """Units that these matters are given to, for a filter."""
    given = MatterUnit.objects.filter(matter__in=matters.values("pk"), unit__isnull=False).values("unit_id")
    return Unit.objects.filter(pk__in=given).select_related("region")


def regions_in(matters: QuerySet[Matter]) -> QuerySet[Region]:
    return Region.objects.filter(pk__in=units_in(matters).values("region_id"))


def editions_in(matters: QuerySet[Matter]) -> QuerySet[Edition]:
    found = Edition.objects.filter(pk__in=matters.values("edition_id"))
    return found.defer("text", "outline", "policy").order_by("-pk")


@dataclass(frozen=True)
class LedgerFigures:
    """The state of a list of matters in figures."""

    total: int
    unassigned: int
    soon: int
    past: int
    claimed: int = 0
    lights: dict[str, int] = field(default_factory=dict)


def figures_of(matters: QuerySet[Matter], today: date) -> LedgerFigures:
    """Counted in the database, whatever the order and the page of the list; matters under way only."""
    plain = Matter.objects.filter(pk__in=matters.order_by().values("pk"), state__in=UNDER_WAY)
    counts = plain.aggregate(
        total=Count("pk"),
        unassigned=Count("pk", Q(is_assigned=False)),
        soon=Count("pk", Q(deadline__range=(today, today + SOON))),
        past=Count("pk", Q(deadline__lt=today)),
        claimed=Count("pk", Q(state=State.CLAIMED)),
    )
    lights = dict(plain.exclude(light="").values_list("light").annotate(Count("pk")).order_by())
    return LedgerFigures(**counts, lights=lights)


@dataclass(frozen=True)
class Desk:
    """What supervision puts on a person's desk: matters their units lead, what is past its day and what is due within
    30 days, and for the office what nobody has been given yet."""

    led: tuple[Matter, ...]
    led_count: int
    past: tuple[Matter, ...]
    past_count: int
    due_matters: tuple[Matter, ...]
    due_duties: tuple[DutyDate, ...]
    due_count: int
    unassigned: tuple[Matter, ...]
    unassigned_count: int


def desk(person: Any, today: date | None = None, limit: int = 8) -> Desk:
    """The desk on a day; each list holds ``limit`` at most, the counts count all."""
    today = today or clock.today()
    matters = matters_visible_to(person).filter(state=State.OPEN)
    units = tuple(post.unit.path for post in posts_in_units(person))
    of_units = Q(pk__in=[])
    for path in units:
        of_units |= Q(unit__path__startswith=path)
    led = matters.filter(pk__in=MatterUnit.objects.filter(of_units, role=MatterUnit.Role.LEAD).values("matter_id"))
    led = led.order_by(F("deadline").asc(nulls_last=True), "pk")
    past = matters.filter(deadline__lt=today).order_by("deadline", "pk")
    due = matters.filter(deadline__range=(today, today + SOON)).order_by("deadline", "pk")
    duties = duty_dates_visible_to(person).filter(due__range=(today, today + SOON)).order_by("due", "pk")
    unassigned = matters_run_by(person).filter(state=State.OPEN, is_assigned=False)
    return Desk(
        led=tuple(led[:limit]), led_count=led.count(), past=tuple(past[:limit]), past_count=past.count(),
        due_matters=tuple(due[:limit]),
        due_duties=tuple(duties[:limit]), due_count=due.count() + duties.count(),
        unassigned=tuple(unassigned[:limit]), unassigned_count=unassigned.count(),
    )  # fmt: skip


def posts_in_units(person: Any) -> list[Membership]:
    """The person's posts whose own units can lead something: an administrator's or auditor's seat leads nothing."""
    found = Membership.objects.filter(person=person, unit__is_active=True).select_related("unit")
    return [post for post in found if post.role not in (Role.ADMIN, Role.AUDITOR)]
