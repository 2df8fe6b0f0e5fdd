"""All writes of supervision: publishing with its matters, assigning units, setting deadlines, issuing circulars."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from luodi.reports.model import Report
from luodi.reports.to_json import to_json
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Unit
from luodi_site.policies.actions import publish
from luodi_site.policies.models import Edition, EditionUnit, Reading
from luodi_site.supervision import opening as rows
from luodi_site.supervision.models import (
    Circular,
    DutyDate,
    EditionTarget,
    LedgerEntry,
    Matter,
    MatterUnit,
)

Kind, State = LedgerEntry.Kind, Matter.State
# Names as written, each with the units of the register that it means; none where it is not known.
Assigned = Mapping[str, Sequence[Unit]]
_ASSIGNED = (MatterUnit.Role.LEAD, MatterUnit.Role.RESPONSIBLE, MatterUnit.Role.SUPPORTING)


class SomeoneElse(Exception):
    """The matter was changed by another person meanwhile, or a new edition took its place."""


@transaction.atomic
def publish_policy(*, reading: Reading, actor: Person, ticked: Collection[str] = ()) -> Edition:
    """Publishes, and opens what the edition puts under supervision, or does neither.

    Raises what ``policies.actions.publish`` raises: a second press of the button finds the reading published.
    """
    edition = publish(reading=reading, actor=actor, ticked=ticked)
    open_edition(edition=edition, actor=actor)
    return edition


@transaction.atomic
def open_edition(*, edition: Edition, actor: Person | None) -> int:
    """Opens the matters, duties and targets of a published edition, once; gives how many matters it has."""
    known = edition.matters.count()
    if known or edition.targets.exists() or edition.duties.exists():
        return known
    opening = rows.opening_of(edition, timezone.localdate(edition.published_at))
    matters = Matter.objects.bulk_create(rows.matter_rows(opening))
    MatterUnit.objects.bulk_create(rows.unit_rows(opening, matters))
    EditionTarget.objects.bulk_create(rows.target_rows(opening, matters))
    for duty, units in rows.duty_rows(opening):
        duty.save()
        duty.units.set(units)
        DutyDate.objects.bulk_create(
            DutyDate(duty=duty, due=day.due, period=day.period.name if day.period else "", basis=day.basis)
            for day in opening.dates
            if day.index == duty.position
        )
    _remember(actor, Kind.OPEN, matters, {"edition": edition.number})
    if edition.supersedes_id:
        _supersede(actor, edition, matters)
    record(
        actor=actor, verb="supervision.open", object_kind="edition", object_id=edition.pk, words=edition.title,
        detail={"matters": len(matters), "duties": len(opening.policy.duties), "targets": len(opening.policy.targets)},
    )  # fmt: skip
    return len(matters)


def _remember(actor: Person | None, kind: str, matters: Sequence[Matter], payload: dict[str, Any]) -> None:
    LedgerEntry.objects.bulk_create(LedgerEntry(matter=m, actor=actor, kind=kind, payload=payload) for m in matters)


def _supersede(actor: Person | None, edition: Edition, matters: Sequence[Matter]) -> None:
    """The former edition's matters give way; what the office filled in by hand passes to the same task's new matter."""
    former = list(Matter.objects.filter(edition_id=edition.supersedes_id, state=State.OPEN).prefetch_related("units"))
    Matter.objects.filter(pk__in=[m.pk for m in former]).update(state=State.SUPERSEDED)
    _remember(actor, Kind.SUPERSEDE, former, {"edition": edition.number})
    following = {m.item: m for m in matters if m.item is not None}
    for before in former:
        after = following.get(before.item) if before.item is not None else None
        if after is not None:
            _pass_on(actor, before, after)


def _pass_on(actor: Person | None, before: Matter, after: Matter) -> None:
    if not after.is_assigned and before.is_assigned and before.entries.filter(kind=Kind.ASSIGN).exists():
        units = [unit for unit in before.units.all() if unit.role in _ASSIGNED]
        MatterUnit.objects.bulk_create(
            MatterUnit(matter=after, unit_id=u.unit_id, name=u.name, full=u.full, role=u.role, position=u.position)
            for u in units
        )
        Matter.objects.filter(pk=after.pk).update(is_assigned=True)
        _concern(after.edition_id, [u.unit_id for u in units if u.unit_id])
        _remember(actor, Kind.ASSIGN, [after], {"after": _names(units), "from_edition": before.edition.number})
    if before.deadline_basis == Matter.Basis.SET and after.deadline_basis != Matter.Basis.TEXT:
        Matter.objects.filter(pk=after.pk).update(deadline=before.deadline, deadline_basis=Matter.Basis.SET)
        day = before.deadline.isoformat() if before.deadline else None
        _remember(actor, Kind.DEADLINE, [after], {"after": day, "from_edition": before.edition.number})


def _concern(edition_id: int, units: Collection[int]) -> None:
    """Whoever is given work may read the edition that it comes from."""
    known = set(EditionUnit.objects.filter(edition_id=edition_id).values_list("unit_id", flat=True))
    EditionUnit.objects.bulk_create(EditionUnit(edition_id=edition_id, unit_id=n) for n in sorted(set(units) - known))


def _names(units: Sequence[MatterUnit]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for unit in units:
        found.setdefault(unit.role, []).append(unit.name)
    return {role: list(dict.fromkeys(names)) for role, names in found.items()}


def _claim(matter: Matter, version: int, **values: Any) -> None:
    """Changes the matter where nobody else has since ``version``; the row count says so."""
    changed = Matter.objects.filter(pk=matter.pk, version=version, state=State.OPEN).update(
        version=version + 1, **values
    )
    if not changed:
        raise SomeoneElse
    for name, value in {**values, "version": version + 1}.items():
        setattr(matter, name, value)


@transaction.atomic
def assign_units(*, matter: Matter, actor: Person, version: int, units: Mapping[str, Assigned]) -> None:
    """Gives the matter these lead, responsible and supporting units (by role) in place of those it has.

    Units that the document adds to every task stay. Raises SomeoneElse.
    """
    chosen = [(role, name, meant) for role in _ASSIGNED for name, meant in units.get(role, {}).items()]
    _claim(matter, version, is_assigned=bool(chosen))
    before = list(matter.units.filter(role__in=_ASSIGNED))
    MatterUnit.objects.filter(pk__in=[unit.pk for unit in before]).delete()
    after = [
        MatterUnit(matter=matter, unit=unit, name=name, role=role, position=position)
        for position, (role, name, meant) in enumerate(chosen)
        for unit in meant or [None]
    ]
    MatterUnit.objects.bulk_create(after)
    _concern(matter.edition_id, [unit.pk for _role, _name, meant in chosen for unit in meant])
    _remember(actor, Kind.ASSIGN, [matter], {"before": _names(before), "after": _names(after)})
    record(
        actor=actor, verb="supervision.assign", object_kind="matter", object_id=matter.pk, words=matter.title,
        detail={"before": _names(before), "after": _names(after)},
    )  # fmt: skip


@transaction.atomic
def set_deadline(*, matter: Matter, actor: Person, version: int, on: date | None, reason: str = "") -> None:
    """Sets the day by which the matter is to be done, or takes it away. Raises SomeoneElse."""
    before = {"on": matter.deadline.isoformat() if matter.deadline else None, "basis": matter.deadline_basis}
    _claim(matter, version, deadline=on, deadline_basis=Matter.Basis.SET if on else "")
    payload = {"before": before["on"], "after": on.isoformat() if on else None, "reason": reason}
    _remember(actor, Kind.DEADLINE, [matter], payload)
    record(
        actor=actor, verb="supervision.set_deadline", object_kind="matter", object_id=matter.pk, words=matter.title,
        detail={**payload, "basis": before["basis"]},
    )  # fmt: skip


def issue_circular(*, edition: Edition, actor: Person, report: Report) -> tuple[Circular, bool]:
    """Keeps a circular with its content as issued, and says whether it is new: the same words twice are one."""
    content = to_json(report)
    checksum = hashlib.sha256(content.encode()).hexdigest()
    known = Circular.objects.filter(edition=edition, checksum=checksum).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            circular = Circular.objects.create(
                edition=edition, region=edition.region, kind=report.kind, title=report.title[:400],
                number=(report.masthead.number or "") if report.masthead else "",
                issuer=report.signature.issuer or "", issued_on=report.signature.on, content=content,
                checksum=checksum, issued_by=actor,
            )  # fmt: skip
            record(
                actor=actor, verb="supervision.issue_circular", object_kind="circular", object_id=circular.pk,
                words=circular.title,
            )  # fmt: skip
    except IntegrityError:  # the button was pressed twice: the other request came first
        return Circular.objects.get(edition=edition, checksum=checksum), False
    return circular, True
