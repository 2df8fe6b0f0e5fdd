"""All writes of supervision: publishing with its matters, assigning units, setting deadlines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Unit
from luodi_site.policies.actions import publish
from luodi_site.policies.models import Edition, EditionUnit, Reading
from luodi_site.supervision import opening as rows
from luodi_site.supervision.actions.carrying import carry_over, origin
from luodi_site.supervision.actions.claims import claim, remember, remember_all, today
from luodi_site.supervision.actions.lights import refresh
from luodi_site.supervision.actions.parts import follow_parts
from luodi_site.supervision.actions.planning import excuse_reports, follow_duties
from luodi_site.supervision.models import (
    DutyDate,
    EditionTarget,
    LedgerEntry,
    Matter,
    MatterUnit,
)
from luodi_site.supervision.parties import parts_of
from luodi_site.supervision.search_rows import keep_matters

Kind, State = LedgerEntry.Kind, Matter.State
# Names as written, each with the units of the register that it means; none where it is not known.
Assigned = Mapping[str, Sequence[Unit]]
_ASSIGNED = (MatterUnit.Role.LEAD, MatterUnit.Role.RESPONSIBLE, MatterUnit.Role.SUPPORTING)


@transaction.atomic
def publish_policy(*, reading: Reading, actor: Person, ticked: Collection[str] = (), on: date | None = None) -> Edition:
    """Publishes, and opens what the edition puts under supervision, or does neither.

    Raises what ``policies.actions.publish`` raises: a second press of the button finds the reading published.
    """
    edition = publish(reading=reading, actor=actor, ticked=ticked, on=on)
    open_edition(edition=edition, actor=actor, on=on)
    return edition


@transaction.atomic
def open_edition(*, edition: Edition, actor: Person | None, on: date | None = None) -> int:
    """Opens the matters, duties, targets and reporting of a published edition, once; gives how many matters it has."""
    known = edition.matters.count()
    if known or edition.targets.exists() or edition.duties.exists():
        return known
    day = on or timezone.localdate(edition.published_at)
    opening = rows.opening_of(edition, day)
    matters = Matter.objects.bulk_create(rows.matter_rows(opening, day))
    MatterUnit.objects.bulk_create(rows.unit_rows(opening, matters))
    keep_matters(matters)
    EditionTarget.objects.bulk_create(rows.target_rows(opening, matters))
    for duty, units in rows.duty_rows(opening):
        duty.save()
        duty.units.set(units)
        DutyDate.objects.bulk_create(
            DutyDate(duty=duty, due=d.due, period=d.period.name if d.period else "", basis=d.basis)
            for d in opening.dates
            if d.index == duty.position
        )
    remember_all(matters, Kind.OPEN, on=day, actor=actor, payload={"edition": edition.number})
    follow_duties(edition=edition, dates=opening.dates, on=day)
    if edition.supersedes_id:
        _supersede(actor, edition, matters, day)
    record(
        actor=actor, verb="supervision.open", object_kind="edition", object_id=edition.pk, words=edition.title,
        detail={"matters": len(matters), "duties": len(opening.policy.duties), "targets": len(opening.policy.targets)},
    )  # fmt: skip
    return len(matters)


_GIVES_WAY = (State.OPEN, State.CLAIMED)


def _supersede(actor: Person | None, edition: Edition, matters: Sequence[Matter], on: date) -> None:
    """The former edition's matters give way; what the office filled in by hand passes to the same task's new matter."""
    former = list(
        Matter.objects.filter(edition_id=edition.supersedes_id, state__in=_GIVES_WAY).prefetch_related("units")
    )
    following = {m.item: m for m in matters if m.item is not None}
    parts = follow_parts(edition, following, actor, on)
    for _before, part in parts:
        concern_units(edition.pk, [row.unit_id for row in part.units.all() if row.unit_id])
    Matter.objects.filter(pk__in=[m.pk for m in former]).update(state=State.SUPERSEDED, version=F("version") + 1)
    remember_all(former, Kind.SUPERSEDE, on=on, actor=actor, payload={"edition": edition.number})
    pairs = [(before, following[before.item]) for before in former if before.item in following]
    for before, after in pairs:
        _pass_units_on(actor, before, after, on)
    carry_over([*pairs, *_finished(edition, following), *parts], actor=actor, on=on)
    excuse_reports(matters=former, on=on, actor=actor, reason="政策有了新版，改按新版报送。")
    refresh(former, on)


def _finished(edition: Edition, following: Mapping[int, Matter]) -> list[tuple[Matter, Matter]]:
    """What was closed under the former edition, with the same task's matter of the new one."""
    closed = Matter.objects.filter(edition_id=edition.supersedes_id, state=State.CLOSED)
    return [(before, following[before.item]) for before in closed if before.item in following]


def _pass_units_on(actor: Person | None, before: Matter, after: Matter, on: date) -> None:
    """Units assigned by hand, where the new edition still names none."""
    if after.is_assigned or not before.is_assigned or not before.entries.filter(kind=Kind.ASSIGN).exists():
        return
    units = [unit for unit in before.units.all() if unit.role in _ASSIGNED]
    MatterUnit.objects.bulk_create(
        MatterUnit(matter=after, unit_id=u.unit_id, name=u.name, full=u.full, role=u.role, position=u.position)
        for u in units
    )
    after.is_assigned = True
    Matter.objects.filter(pk=after.pk).update(is_assigned=True)
    concern_units(after.edition_id, [u.unit_id for u in units if u.unit_id])
    remember(after, Kind.ASSIGN, on=on, actor=actor, after=_names(units), **origin(before))


def concern_units(edition_id: int | None, units: Collection[int]) -> None:
    """Whoever is given work may read the edition that it comes from."""
    if edition_id is None:
        return
    known = set(EditionUnit.objects.filter(edition_id=edition_id).values_list("unit_id", flat=True))
    EditionUnit.objects.bulk_create(EditionUnit(edition_id=edition_id, unit_id=n) for n in sorted(set(units) - known))


def _names(units: Sequence[MatterUnit]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for unit in units:
        found.setdefault(unit.role, []).append(unit.name)
    return {role: list(dict.fromkeys(names)) for role, names in found.items()}


@transaction.atomic
def assign_units(
    *, matter: Matter, actor: Person, version: int, units: Mapping[str, Assigned], on: date | None = None
) -> None:
    """Gives the matter these lead, responsible and supporting units (by role) in place of those it has.

    Units that the document adds to every task stay. Raises SomeoneElse, NotAllowed.
    """
    chosen = [(role, name, meant) for role in _ASSIGNED for name, meant in units.get(role, {}).items()]
    claim(matter, "assign", parts_of(actor, matter), version, is_assigned=bool(chosen))
    before = list(matter.units.filter(role__in=_ASSIGNED))
    after = give_units(matter, units)
    remember(matter, Kind.ASSIGN, on=today(on), actor=actor, before=_names(before), after=_names(after))
    record(
        actor=actor, verb="supervision.assign", object_kind="matter", object_id=matter.pk, words=matter.title,
        detail={"before": _names(before), "after": _names(after)},
    )  # fmt: skip


def give_units(matter: Matter, units: Mapping[str, Assigned]) -> list[MatterUnit]:
    """Writes the units of a matter that is already claimed, or new; gives the rows."""
    chosen = [(role, name, meant) for role in _ASSIGNED for name, meant in units.get(role, {}).items()]
    MatterUnit.objects.filter(matter=matter, role__in=_ASSIGNED).delete()
    after = [
        MatterUnit(matter=matter, unit=unit, name=name, role=role, position=position)
        for position, (role, name, meant) in enumerate(chosen)
        for unit in meant or [None]
    ]
    MatterUnit.objects.bulk_create(after)
    concern_units(matter.edition_id, [unit.pk for _role, _name, meant in chosen for unit in meant])
    # Rows that were read before are not the matter's any more.
    getattr(matter, "_prefetched_objects_cache", {}).pop("units", None)
    return after


@transaction.atomic
def set_deadline(
    *, matter: Matter, actor: Person, version: int, day: date | None, reason: str = "", on: date | None = None
) -> None:
    """Sets the day by which the matter is to be done, or takes it away. Raises SomeoneElse, NotAllowed."""
    before = {"on": matter.deadline.isoformat() if matter.deadline else None, "basis": matter.deadline_basis}
    claim(
        matter, "set_deadline", parts_of(actor, matter), version, deadline=day,
        deadline_basis=Matter.Basis.SET if day else "",
    )  # fmt: skip
    words = {"before": before["on"], "after": day.isoformat() if day else None, "reason": reason}
    remember(matter, Kind.DEADLINE, on=today(on), actor=actor, day=day, **words)
    refresh([matter], today(on))
    record(
        actor=actor, verb="supervision.set_deadline", object_kind="matter", object_id=matter.pk, words=matter.title,
        detail={**words, "basis": before["basis"]},
    )  # fmt: skip
