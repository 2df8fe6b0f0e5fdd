"""Matters, duties and targets that a person may see, and what stands on their desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from luodi_site.accounts.models import Membership, Region, Share, Unit
from luodi_site.accounts.queries import (
    Scope,
    own_regions,
    regions_outside,
    regions_within,
    scope_of,
    shared_with,
    units_worked_by,
    within,
)
from luodi_site.lib import clock
from luodi_site.lib.once import FEW, is_page, once, once_for_each
from luodi_site.policies.models import Edition
from luodi_site.policies.queries import editions_readable_by, editions_visible_to
from luodi_site.supervision.models import (
    Delegation,
    DutyDate,
    EditionTarget,
    Matter,
    MatterUnit,
    ProgressReport,
)

Role = Membership.Role
State = Matter.State
UNDER_WAY = (State.OPEN, State.CLAIMED)
SOON = timedelta(days=30)
# Large fields of an edition that no list needs.
_HEAVY = ("edition__text", "edition__outline", "edition__policy")


def _given_to(scope: Scope, *roles: str) -> QuerySet[MatterUnit]:
    """Rows that give a matter to a unit within the scope."""
    rows = MatterUnit.objects.filter(within(scope, "unit__")).order_by()
    return rows.filter(role__in=roles) if roles else rows


@once_for_each
def matters_visible_to(person: Any) -> QuerySet[Matter]:
    """Matters in which a unit that the person may see leads, answers, supports or is implied, all matters of the
    regions whose offices they sit in, and what is shared with them.

    What a county does by its own policies, a city sees once it is reported up (shared with the city), and so on upward.
    """
    found = Matter.objects.filter(_seen_by(person), editions_readable_by(person))
    return found.select_related("edition", "region").defer("source_text", *_HEAVY).prefetch_related("units__unit")


def _seen_by(person: Any) -> Q:
    """All matters of the person's own regions, and the others by their numbers where those are few."""
    parts = once(("beside", getattr(person, "pk", None)), lambda: _beside(person))
    seen = Q(region__in=own_regions(scope_of(person)))
    for part in parts:
        seen |= Q(pk__in=part)
    return seen


def _beside(person: Any) -> tuple[Any, ...]:
    """Numbers of the matters that a person sees beyond those of their own regions; what is many stays a query."""
    parts, few = _beside_queries(person), set()
    if not is_page():
        return tuple(parts)
    for part in parts:
        found = list(part[: FEW + 1])
        if len(found) > FEW:
            return tuple(parts)
        few.update(found)
    return (few,) if len(few) <= FEW else tuple(parts)


def _beside_queries(person: Any) -> list[QuerySet[Any]]:
    """Given to the person's units; shared with them; reported on by them for others; and of regions elsewhere, what is
    given to a unit of the person's regions."""
    scope = scope_of(person)
    single, whole = _shares(person)
    found = [
        _given_to(Scope(units=scope.units)).values_list("matter_id", flat=True),
        Matter.objects.filter(Q(pk__in=single) | Q(edition__in=whole)).order_by().values_list("pk", flat=True),
        _held_by(scope).values_list("matter_id", flat=True),
    ]
    if scope.regions and (outside := regions_outside(scope)):
        elsewhere = Matter.objects.filter(region__in=outside, pk__in=_given_to(scope).values("matter_id"))
        found.append(elsewhere.order_by().values_list("pk", flat=True))
    return found


def _shares(person: Any) -> tuple[set[int], set[int]]:
    """Numbers of the matters that are shared with the person, and of the editions that are shared whole."""
    shares = list(shared_with(person).order_by().values_list("matter", "edition"))
    return {matter for matter, _e in shares if matter}, {e for matter, e in shares if not matter and e}


def _held_by(scope: Scope) -> QuerySet[Delegation]:
    """Delegations by which a unit of the scope reports today for another."""
    mine = within(Scope(units=scope.units), "to_unit__") | Q(to_unit__region__in=own_regions(scope))
    today = clock.today()
    return Delegation.objects.filter(mine, from_on__lte=today, until_on__gte=today, ended_on=None).order_by()


def with_last_report(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """The same matters with their last accepted reports, newest first, as ``accepted``."""
    reports = ProgressReport.objects.filter(state=ProgressReport.State.ACCEPTED).order_by("-decided_on", "-pk")
    return matters.prefetch_related(Prefetch("reports", reports, to_attr="accepted"))


@once_for_each
def matters_run_by(person: Any) -> QuerySet[Matter]:
    """Matters that the person may assign and date, as the coordination office of the region."""
    scope = scope_of(person, Role.OFFICE)
    return matters_visible_to(person).filter(regions_within(scope, "region__"))


@once_for_each
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
    found = DutyDate.objects.filter(seen, editions_readable_by(person, "duty__"))
    heavy = [f"duty__{name}" for name in _HEAVY]
    return found.filter(duty__edition__superseded_by=None).select_related("duty__edition").defer(*heavy).distinct()


def targets_visible_to(person: Any) -> QuerySet[EditionTarget]:
    """Targets of the regions that the person sees whole, and those in matters that they see."""
    scope = scope_of(person)
    mine = _given_to(scope).values("matter_id")
    seen = Q(matter_id__in=mine) | regions_within(scope, "edition__region__")
    found = EditionTarget.objects.filter(seen, editions_readable_by(person))
    found = found.filter(edition__superseded_by=None).select_related("edition", "matter").defer(*_HEAVY)
    return found.prefetch_related("matter__units__unit")


def editions_run_by(person: Any) -> QuerySet[Edition]:
    """Policies in force that the person may write a paper about."""
    scope = scope_of(person, Role.OFFICE)
    found = editions_visible_to(person).filter(regions_within(scope, "region__"), superseded_by=None)
    return found.exclude(reading__state="withdrawn")


def shares_run_by(person: Any) -> QuerySet[Share]:
    """Shares, not yet ended, of what the person runs as the coordination office of the region."""
    mine = regions_within(scope_of(person, Role.OFFICE), "region__")
    of_mine = Q(matter__in=Matter.objects.filter(mine).values("pk"))
    of_mine |= Q(matter=None, edition__in=Edition.objects.filter(mine).values("pk"))
    return Share.objects.filter(of_mine, ended_at=None)


def units_in(matters: QuerySet[Matter]) -> QuerySet[Unit]:
    """Units that these matters are given to, for a filter."""
    given = MatterUnit.objects.filter(matter__in=matters.order_by().values("pk"), unit__isnull=False)
    given = given.order_by().values("unit_id")
    return Unit.objects.filter(pk__in=given)


def regions_in(matters: QuerySet[Matter]) -> QuerySet[Region]:
    return Region.objects.filter(pk__in=units_in(matters).order_by().values("region_id"))


def editions_in(matters: QuerySet[Matter]) -> QuerySet[Edition]:
    heavy = ("text", "outline", "policy")
    found = Edition.objects.filter(pk__in=matters.order_by().values("edition_id")).select_related("superseded_by")
    return found.defer(*heavy, *(f"superseded_by__{name}" for name in heavy)).order_by("-pk")


def unassigned() -> Q:
    """Matters that nobody answers for: no unit is named, or none of those that lead is in the register."""
    leads = MatterUnit.objects.filter(role=MatterUnit.Role.LEAD).order_by().values("matter_id")
    unknown, known = leads.filter(unit__isnull=True), leads.filter(unit__isnull=False)
    return Q(is_assigned=False) | Q(pk__in=unknown) & ~Q(pk__in=known)


@dataclass(frozen=True)
class LedgerFigures:
    """The state of a list of matters in figures: ``total`` and what follows it of those under way, ``rows`` of all."""

    total: int
    unassigned: int
    soon: int
    past: int
    claimed: int = 0
    lights: dict[str, int] = field(default_factory=dict)
    rows: int = 0


def figures_of(matters: QuerySet[Matter], today: date) -> LedgerFigures:
    """Counted in the database, whatever the order and the page of the list; matters under way only."""
    plain = matters.order_by().select_related(None).prefetch_related(None)
    if plain.query.distinct:
        plain = Matter.objects.filter(pk__in=plain.values("pk")).order_by()
    running = Q(state__in=UNDER_WAY)
    by_light = plain.values("light").annotate(
        rows=Count("pk"),
        total=Count("pk", running),
        unassigned=Count("pk", running & unassigned()),
        soon=Count("pk", running & Q(deadline__range=(today, today + SOON))),
        past=Count("pk", running & Q(deadline__lt=today)),
        claimed=Count("pk", Q(state=State.CLAIMED)),
    )
    counts = {row.pop("light"): row for row in by_light}
    names = ("rows", "total", "unassigned", "soon", "past", "claimed")
    sums = {name: sum(row[name] for row in counts.values()) for name in names}
    return LedgerFigures(
        **sums, lights={light: row["total"] for light, row in counts.items() if light and row["total"]}
    )


@dataclass(frozen=True)
class Desk:
    """What supervision puts on a person's desk: matters their units lead, what is past its day, and for the office what
    nobody has been given yet."""

    led: tuple[Matter, ...]
    led_count: int
    past: tuple[Matter, ...]
    past_count: int
    unassigned: tuple[Matter, ...]
    unassigned_count: int


def desk(person: Any, today: date | None = None, limit: int = 8) -> Desk:
    """The desk on a day; each list holds ``limit`` at most, the counts count all."""
    today = today or clock.today()
    matters = matters_visible_to(person).filter(state=State.OPEN).prefetch_related(None)
    units = units_worked_by(person, *set(Role) - {Role.ADMIN, Role.AUDITOR})
    leads = MatterUnit.objects.filter(unit__in=units, role=MatterUnit.Role.LEAD).order_by().values("matter_id")
    is_led, is_past = Q(pk__in=leads), Q(deadline__lt=today)
    is_bare = regions_within(scope_of(person, Role.OFFICE), "region__") & unassigned()
    by_day = matters.order_by("deadline", "pk")
    lists = (
        tuple(matters.filter(is_led).order_by(F("deadline").asc(nulls_last=True), "pk")[:limit]),
        tuple(by_day.filter(is_past)[:limit]),
        tuple(matters.filter(is_bare)[:limit]),
    )
    counts = [len(rows) for rows in lists]
    if limit in counts:  # there may be more than are shown
        kinds = {"led": Count("pk", is_led), "past": Count("pk", is_past), "bare": Count("pk", is_bare)}
        counts = list(matters.order_by().aggregate(**kinds).values())
    (led, past, bare), (led_count, past_count, bare_count) = lists, counts
    return Desk(led, led_count, past, past_count, bare, bare_count)
