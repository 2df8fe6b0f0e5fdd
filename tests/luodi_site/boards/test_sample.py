"""The sample city."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi_site.accounts.actions.people import set_password
from luodi_site.accounts.models import Person, Region, Unit
from luodi_site.accounts.queries import units_visible_to
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.boards.sample import load_sample, sample_logins


@pytest.fixture
def city(db, settings):
    settings.SAMPLES = Path(__file__).resolve().parents[3] / "samples"
    load_sample()
    return Region.objects.get(level=Region.Level.CITY)


def test_it_loads_once_into_an_empty_database(city):
    """A second run changes nothing."""
    people, units = Person.objects.count(), Unit.objects.count()
    assert people
    assert "跳过" in load_sample()
    assert (Person.objects.count(), Unit.objects.count()) == (people, units)


def test_it_prints_only_logins_that_still_hold(city):
    """Whoever has changed the password is no longer on the list."""
    before = sample_logins()
    person = Person.objects.get(username="industry")
    set_password(actor=person, person=person, password="own-password-3", has_to_change=False)
    assert [line.split()[0] for line in before if line not in sample_logins()] == ["industry"]


def test_it_knows_the_units_of_its_own_documents(city):
    """Short, former and collective names lead to units; the office sees the whole city."""
    index = UnitIndex(city)
    assert index.find("市经信委").short_name == "市经信局"
    assert len(index.find_all("各县（市、区）人民政府")) == 6
    assert {u.short_name for u in index.find_all("各园区管委会")} == {"鹭沱经开区管委会", "镜泽高新区管委会"}
    assert units_visible_to(Person.objects.get(username="office")).filter(name="棉浦市人民政府").exists()
