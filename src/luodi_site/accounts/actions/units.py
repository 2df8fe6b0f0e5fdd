"""Adds and changes regions, units and the names of units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Region, Unit, UnitGroup, UnitName


class WrongTree(ValueError):
    """A unit cannot stand below itself."""


class UnknownRegion(ValueError):
    """A list names a region that is not there, or not below the one it is read for."""


def _place(row: Region | Unit) -> None:
    """Gives a new row its path, once it has a number."""
    row.path = f"{row.parent.path if row.parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])


@transaction.atomic
def add_region(*, actor: Person | None, code: str, name: str, level: str, parent: Region | None = None) -> Region:
    region = Region.objects.create(code=code, name=name, level=level, parent=parent)
    _place(region)
    record(actor=actor, verb="accounts.add_region", object_kind="region", object_id=region.pk, words=name)
    return region


def _set_names(unit: Unit, names: Sequence[str], former: Sequence[str] = ()) -> None:
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip() and name.strip() != unit.name))
    unit.names.exclude(name__in=wanted).delete()
    known = set(unit.names.values_list("name", flat=True))
    UnitName.objects.bulk_create(
        UnitName(unit=unit, name=name, kind=UnitName.Kind.FORMER if name in former else UnitName.Kind.ALIAS)
        for name in wanted
        if name not in known
    )


@transaction.atomic
def add_unit(
    *,
    actor: Person | None,
    name: str,
    region: Region,
    short_name: str = "",
    kind: str = Unit.Kind.BUREAU,
    parent: Unit | None = None,
    is_coordinating: bool = False,
    position: int = 0,
    names: Sequence[str] = (),
    former_names: Sequence[str] = (),
) -> Unit:
    unit = Unit.objects.create(
        name=name, short_name=short_name, kind=kind, region=region, parent=parent,
        is_coordinating=is_coordinating, position=position,
    )  # fmt: skip
    _place(unit)
    _set_names(unit, [*names, *former_names], former_names)
    record(actor=actor, verb="accounts.add_unit", object_kind="unit", object_id=unit.pk, words=name)
    return unit


@transaction.atomic
def change_unit(*, actor: Person | None, unit: Unit, names: Sequence[str] | None = None, **changes: Any) -> Unit:
    """Changes the given fields; where the parent changes, everything below moves along."""
    before = {field: str(getattr(unit, field)) for field in changes}
    old_path = unit.path
    for field, value in changes.items():
        setattr(unit, field, value)
    if unit.parent and unit.parent.path.startswith(old_path):
        raise WrongTree(unit.name)
    unit.save()
    _move(unit, old_path)
    if names is not None:
        _set_names(unit, names)
    record(
        actor=actor, verb="accounts.change_unit", object_kind="unit", object_id=unit.pk, words=unit.name,
        detail={"before": before, "after": {field: str(value) for field, value in changes.items()}},
    )  # fmt: skip
    return unit


def _move(unit: Unit, old_path: str) -> None:
    new_path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    if new_path == old_path:
        return
    for below in Unit.objects.filter(path__startswith=old_path):
        below.path = new_path + below.path[len(old_path) :]
        below.save(update_fields=["path"])
    unit.path = new_path


@transaction.atomic
def set_unit_active(*, actor: Person, unit: Unit, is_active: bool) -> None:
    """Takes a unit out of use, or back; what it did stays as it is."""
    Unit.objects.filter(pk=unit.pk).update(is_active=is_active)
    verb = "accounts.restore_unit" if is_active else "accounts.retire_unit"
    record(actor=actor, verb=verb, object_kind="unit", object_id=unit.pk, words=unit.name)


def _region_of(row: dict[str, Any], region: Region, known: Unit | None) -> Region:
    """The region that the row names among those below ``region``; without a name that of the known unit, else ``region``."""
    name = row.get("region")
    if not name:
        return known.region if known else region
    found = Region.objects.filter(path__startswith=region.path, name=name).first()
    if found is None:
        raise UnknownRegion(name)
    return found


@transaction.atomic
def import_units(*, actor: Person | None, region: Region, rows: Sequence[dict[str, Any]]) -> tuple[int, int]:
    """Adds units that are not there and changes those that are, by full name; gives how many of each.

    A row has ``name`` and may have ``short_name``, ``kind``, ``parent`` (a full name), ``region`` (a name), ``names``. Raises
    UnknownRegion.
    """
    added = changed = 0
    known = {unit.name: unit for unit in Unit.objects.filter(region__path__startswith=region.path)}
    for position, row in enumerate(rows, start=1):
        fields = {
            "short_name": row.get("short_name", ""),
            "kind": row.get("kind") or Unit.Kind.BUREAU,
            "parent": known.get(row.get("parent") or ""),
            "region": _region_of(row, region, known.get(row["name"])),
            "position": position,
        }
        if "is_coordinating" in row:
            fields["is_coordinating"] = bool(row["is_coordinating"])
        if row["name"] in known:
            change_unit(actor=actor, unit=known[row["name"]], names=row.get("names", ()), **fields)
            changed += 1
        else:
            known[row["name"]] = add_unit(actor=actor, name=row["name"], names=row.get("names", ()), **fields)
            added += 1
    return added, changed


@transaction.atomic
def add_unit_group(
    *, actor: Person | None, region: Region, name: str, units: Sequence[Unit], other_names: Sequence[str] = ()
) -> UnitGroup:
    """A collective name and what it stands for."""
    group = UnitGroup.objects.create(region=region, name=name, other_names=list(other_names))
    group.units.set(units)
    record(actor=actor, verb="accounts.add_unit_group", object_kind="unit_group", object_id=group.pk, words=name)
    return group
