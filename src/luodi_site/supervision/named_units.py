"""Names in tasks that the register did not know when the task was opened, and knows now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from luodi_site.accounts.models import Region, Unit
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.supervision.models import Matter, MatterUnit
from luodi_site.supervision.queries import matters_run_by

_SHOWN = 5


@dataclass(frozen=True)
class KnownNow:
    """A name as the documents of a region write it, the units it means now, and the tasks under way that bear it: how many,
    and the first of them."""

    region: Region
    name: str
    units: tuple[Unit, ...]
    count: int
    matters: tuple[Matter, ...]

    @property
    def key(self) -> str:
        return f"{self.region.pk}:{self.name}"


def known_now(person: Any, unit: int | None = None) -> list[KnownNow]:
    """Such names in the tasks that the person's office runs; with ``unit``, those that mean this unit."""
    running = matters_run_by(person).filter(state=Matter.State.OPEN).order_by()
    rows = MatterUnit.objects.filter(unit=None, matter__in=running.values("pk")).order_by()
    pairs = sorted(set(rows.values_list("matter__region_id", "name")))
    found = []
    for region in Region.objects.filter(pk__in={number for number, _name in pairs}).order_by("path"):
        index = UnitIndex(region)
        for name in (name for number, name in pairs if number == region.pk):
            units = index.find_all(name)
            if units and (unit is None or unit in {one.pk for one in units}):
                bearing = running.filter(region=region, units__unit=None, units__name=name).distinct().order_by("pk")
                found.append(KnownNow(region, name, units, bearing.count(), tuple(bearing[:_SHOWN])))
    return found
