"""Gives tasks to units that were registered only after the document had named them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.supervision.actions.claims import claim, remember, today
from luodi_site.supervision.actions.matters import concern_units
from luodi_site.supervision.models import LedgerEntry, Matter, MatterUnit
from luodi_site.supervision.parties import parts_of


@transaction.atomic
def link_name(*, region: Region, name: str, actor: Person, on: date | None = None) -> int:
    """Each task under way of the region whose unit ``name`` was not recognised is given to the unit, or the units, that the
    register means by it now; gives how many tasks. Raises SomeoneElse, NotAllowed.
    """
    units = UnitIndex(region).find_all(name)
    if not units:
        return 0
    bearing = Matter.objects.filter(region=region, state=Matter.State.OPEN, units__unit=None, units__name=name)
    matters = list(bearing.distinct().order_by("pk").prefetch_related("units__unit"))
    for matter in matters:
        claim(matter, "assign", parts_of(actor, matter), matter.version, is_assigned=True)
        _link(matter, name, units)
        concern_units(matter.edition_id, [unit.pk for unit in units])
        remember(
            matter, LedgerEntry.Kind.ASSIGN, on=today(on), actor=actor, linked=name, units=[unit.name for unit in units]
        )
    if matters:
        record(
            actor=actor, verb="supervision.link_name", object_kind="region", object_id=region.pk, words=name,
            detail={"units": [unit.name for unit in units], "matters": [matter.pk for matter in matters]},
        )  # fmt: skip
    return len(matters)


def _link(matter: Matter, name: str, units: tuple[Unit, ...]) -> None:
    """A row for each unit in place of the one that knew none; a unit that stands in that part already stands there once."""
    for row in [row for row in matter.units.all() if row.unit_id is None and row.name == name]:
        there = set(MatterUnit.objects.filter(matter=matter, role=row.role).values_list("unit_id", flat=True))
        MatterUnit.objects.bulk_create(
            MatterUnit(matter=matter, unit=unit, name=name, full=row.full, role=row.role, position=row.position)
            for unit in units
            if unit.pk not in there
        )
        row.delete()
