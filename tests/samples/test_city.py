"""The sample city's regions, units and people refer to each other, and to the sample documents."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="module")
def city() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((SAMPLES / "city.yaml").read_text("utf-8"))
    return loaded


def names(city: dict[str, Any]) -> set[str]:
    """Every way in which a document of today may name a unit or a group of units."""
    found: set[str] = set()
    for one in city["units"] + city["groups"]:
        found |= {one["name"], one.get("short", one["name"]), *one.get("also", [])}
    return found


def test_it_has_no_identifier_or_name_twice(city: dict[str, Any]) -> None:
    """Codes, ids and logins are unique, and no short or other name belongs to two units."""
    for key, part in (("code", "regions"), ("id", "units"), ("login", "people")):
        assert [k for k, n in Counter(one[key] for one in city[part]).items() if n > 1] == []
    spoken = Counter(n for u in city["units"] for n in {u["name"], u.get("short", u["name"]), *u.get("also", [])})
    assert [name for name, count in spoken.items() if count > 1] == []


def test_it_refers_only_to_what_is_there(city: dict[str, Any]) -> None:
    """Parents, hosts, regions, members and people's units exist."""
    codes = {region["code"] for region in city["regions"]}
    ids = {unit["id"] for unit in city["units"]}
    assert {r[k] for r in city["regions"] for k in ("parent", "host") if k in r} <= codes
    assert {unit["region"] for unit in city["units"]} <= codes
    assert {unit[k] for unit in city["units"] for k in ("parent", "seated_in") if k in unit} <= ids
    assert {i for one in city["units"] for i in one.get("members", [])} <= ids
    assert {i for one in city["groups"] for i in one.get("units", [])} <= ids
    assert {g["members_of"] for g in city["groups"] if "members_of" in g} <= ids
    assert {person["unit"] for person in city["people"]} <= ids


def test_it_has_a_login_for_every_role(city: dict[str, Any]) -> None:
    """Office, unit, leader, auditor and administrator can each be tried, and the password says that it is a sample."""
    assert {person["role"] for person in city["people"]} == {
        "office",
        "unit",
        "leader",
        "auditor",
        "admin",
        "security",
        "firm",
    }
    assert "Sample" in city["sample_password"]
    assert city["sample_password"] in (SAMPLES / "README.md").read_text("utf-8")


def test_it_dates_former_names(city: dict[str, Any]) -> None:
    """A former name says until when it was used, and is not a name of today."""
    former = [one for unit in city["units"] for one in unit.get("former", [])]
    assert len(former) >= 20
    assert [one for one in former if not one.get("until")] == []
    assert {n for one in former for n in (one["name"], one.get("short"))} & names(city) == set()


@pytest.mark.parametrize("path", sorted((SAMPLES / "labels").glob("*.json")), ids=lambda path: path.stem)
def test_it_knows_every_unit_that_the_documents_name(city: dict[str, Any], path: Path) -> None:
    """Each responsible unit of the sample documents, written out in full, is a unit or a group of the city."""
    known = names(city)
    named = set()
    for task in json.loads(path.read_text("utf-8"))["tasks"]:
        for unit in task["units"] + task["implied"]:
            named |= set(task["expanded"].get(unit, [unit]))
    assert named - known == set()
