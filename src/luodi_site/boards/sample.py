"""Loads the sample city into an empty database: regions, units, collective names, people."""

from __future__ import annotations

from typing import Any

import yaml
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.actions.units import add_region, add_unit, add_unit_group
from luodi_site.accounts.models import AuditEntry, Membership, Person, Region, Unit

Row = dict[str, Any]
_LEVELS = {"province": "province", "city": "city", "zone": "park"}  # districts, counties and county cities are counties


def _city() -> Row:
    path = settings.SAMPLES / "city.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}


def load_sample() -> str:
    """Loads it where nobody is registered yet; says what it did."""
    city = _city()
    if not city:
        return "样例城市：没有 samples/city.yaml，跳过。"
    if Person.objects.exists():
        return "样例城市：数据库中已有人员，跳过。"
    with transaction.atomic():
        regions = _load_regions(city["regions"])
        units = _load_units(city["units"], regions, _coordinating(city["people"]))
        _load_groups(city, units)
        # Hashing takes a second or so by design; one password printed for all needs it once.
        hashed = make_password(city["sample_password"])
        for row in city["people"]:
            add_person(
                actor=None, username=row["login"], name=row["name"], title=row.get("post", ""),
                password=hashed, is_hashed=True, has_to_change_password=False, posts=[(units[row["unit"]], row["role"])],
            )  # fmt: skip
    return f"样例城市：装入{len(regions)}个地区、{len(units)}个单位、{len(city['people'])}个账号。"


def _coordinating(people: list[Row]) -> set[str]:
    return {row["unit"] for row in people if row["role"] == Membership.Role.OFFICE}


def _load_regions(rows: list[Row]) -> dict[str, Region]:
    regions: dict[str, Region] = {}
    for row in rows:
        regions[row["code"]] = add_region(
            actor=None, code=row["code"], name=row["name"], level=_LEVELS.get(row["kind"], "county"),
            parent=regions.get(row.get("parent", "")),
        )  # fmt: skip
    return regions


def _load_units(rows: list[Row], regions: dict[str, Region], coordinating: set[str]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for position, row in enumerate(rows, start=1):
        former = [name for old in row.get("former", ()) for name in (old["name"], old.get("short", ""))]
        units[row["id"]] = add_unit(
            actor=None, name=row["name"], region=regions[row["region"]], short_name=row.get("short", ""),
            kind=row["kind"], parent=units.get(row.get("parent", "")), is_coordinating=row["id"] in coordinating,
            names=row.get("also", ()), former_names=former, position=position,
        )  # fmt: skip
    return units


def _load_groups(city: Row, units: dict[str, Unit]) -> None:
    members = {row["id"]: row["members"] for row in city["units"] if "members" in row}
    region = Region.objects.get(level=Region.Level.CITY)
    for row in city.get("groups", ()):
        chosen = row.get("units") or members[row["members_of"]]
        add_unit_group(
            actor=None,
            region=region,
            name=row["name"],
            other_names=row.get("also", ()),
            units=[units[key] for key in chosen],
        )


def sample_office() -> Person | None:
    """The person of the sample city who reviews and publishes; nobody where the database holds a city of its own."""
    for row in _city().get("people", ()):
        if row["role"] == Membership.Role.OFFICE:
            return Person.objects.filter(username=row["login"], name=row["name"], is_active=True).first()
    return None


def sample_logins() -> list[str]:
    """One line for each sample person that is listed and whose password nobody has changed since it was loaded."""
    city = _city()
    changed = AuditEntry.objects.filter(verb__in=["accounts.change_password", "accounts.reset_password"])
    people = Person.objects.filter(is_active=True).exclude(
        pk__in=[int(n) for n in changed.values_list("object_id", flat=True)]
    )
    names = set(people.values_list("username", "name"))
    return [
        f"{row['login']:<13}{city['sample_password']}　{row['name']}，{row.get('post', '')}"
        f"（{Membership.Role(row['role']).label}）"
        for row in city.get("people", ())
        if row.get("is_listed", True) and (row["login"], row["name"]) in names
    ]
