"""Loads the sample city into an empty database: regions, units, people."""

from __future__ import annotations

from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.actions.units import add_region, add_unit
from luodi_site.accounts.models import Person, Region, Unit

# Printed by `luodi site run`, and only ever set for people of the sample city.
PASSWORD = "Luodi-2026"


def _city() -> dict[str, Any]:
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
        units = _load_units(city["units"], regions)
        for person in city["people"]:
            add_person(
                actor=None, username=person["username"], name=person["name"], title=person.get("title", ""),
                password=PASSWORD, has_to_change_password=False,
                posts=[(units[unit], role) for unit, role in person["posts"].items()],
            )  # fmt: skip
    return f"样例城市：装入{len(regions)}个地区、{len(units)}个单位、{len(city['people'])}个账号。"


def _load_regions(rows: list[dict[str, Any]]) -> dict[str, Region]:
    regions: dict[str, Region] = {}
    for row in rows:
        regions[row["name"]] = add_region(
            actor=None,
            code=str(row["code"]),
            name=row["name"],
            level=row["level"],
            parent=regions.get(row.get("parent", "")),
        )
    return regions


def _load_units(rows: list[dict[str, Any]], regions: dict[str, Region]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for position, row in enumerate(rows, start=1):
        units[row["name"]] = add_unit(
            actor=None, name=row["name"], region=regions[row["region"]], short_name=row.get("short_name", ""),
            kind=row.get("kind", Unit.Kind.BUREAU), parent=units.get(row.get("parent", "")),
            is_coordinating=row.get("is_coordinating", False), names=row.get("names", ()), position=position,
        )  # fmt: skip
    return units


def sample_logins() -> list[str]:
    """One line for each sample person who can still sign in with the sample password."""
    lines = []
    for row in _city().get("people", ()):
        person = Person.objects.filter(username=row["username"], is_active=True).first()
        if person and person.check_password(PASSWORD):
            lines.append(f"{row['username']}　密码 {PASSWORD}　{row['name']}（{row.get('title', '')}）")
    return lines
