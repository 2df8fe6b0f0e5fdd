"""The first regions, units and people of an empty site: one person for each of the three powers, with one-time passwords."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.actions.units import add_region, change_unit, import_units
from luodi_site.accounts.models import Membership, Person, Region, Unit

Role = Membership.Role
POWERS = (Role.ADMIN, Role.SECURITY, Role.AUDITOR)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class CannotBegin(ValueError):
    """Nothing was kept; the words say in Chinese what to mend."""


@transaction.atomic
def begin(
    *, regions: Sequence[Mapping[str, str]], units: Sequence[dict[str, Any]], office: str, names: Mapping[str, str]
) -> list[tuple[Person, str]]:
    """Opens an empty site: ``regions`` from the outermost, ``units`` as ``import_units`` takes them, ``office`` the full
    name of the coordinating one, ``names`` the person for each of the three powers. Gives each with the password to be
    changed at the first login. Raises CannotBegin, UnknownRegion."""
    if Person.objects.exists() or Region.objects.exists():
        raise CannotBegin("数据库中已有人员或地区，不能重新开始。以后的单位和人员请在网页的设置中登记。")
    people = [names.get(power, "").strip() for power in POWERS]
    if not all(people) or len(set(people)) < len(POWERS):
        raise CannotBegin("系统管理员、安全管理员、审计员须是三个不同的人（三员分立）。")
    root = _add_regions(regions)
    import_units(actor=None, region=root, rows=units)
    unit = _coordinating(office)
    return [_add(power, name, unit) for power, name in zip(POWERS, people, strict=True)]


def _add_regions(rows: Sequence[Mapping[str, str]]) -> Region:
    """The outermost region; every other one hangs below one that was named before it."""
    known: dict[str, Region] = {}
    for row in rows:
        parent = known.get(row.get("parent", ""))
        if parent is None and known:
            raise CannotBegin(f"地区“{row['name']}”的上级“{row.get('parent', '')}”没有写在它前面。")
        if row["name"] in known:
            raise CannotBegin(f"地区“{row['name']}”写了两次。")
        known[row["name"]] = add_region(
            actor=None, code=row["code"], name=row["name"], level=row["level"], parent=parent
        )
    if not known:
        raise CannotBegin("地区名单是空的，请至少写一个地区。")
    return next(iter(known.values()))


def _coordinating(office: str) -> Unit:
    unit = Unit.objects.filter(name=office.strip()).first()
    if unit is None:
        raise CannotBegin(f"单位名录中没有“{office}”，请照名录写协调办的全称。")
    return change_unit(actor=None, unit=unit, is_coordinating=True)


def _add(power: str, name: str, unit: Unit) -> tuple[Person, str]:
    password = "-".join("".join(secrets.choice(_LETTERS) for _letter in range(5)) for _group in range(3)) + "-7"
    person = add_person(actor=None, username=power, name=name, password=password, posts=[(unit, power)])
    return person, password
