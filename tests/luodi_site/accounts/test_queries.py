"""Who sees which units."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from luodi_site.accounts.actions.people import set_person_active
from luodi_site.accounts.actions.units import add_unit, change_unit, set_unit_active
from luodi_site.accounts.models import Person
from luodi_site.accounts.queries import may_see_unit, people_visible_to, roles_of, units_visible_to


def fresh(person: Person) -> Person:
    """Roles are read once for a request; this is the next request."""
    return Person.objects.get(pk=person.pk)


def test_it_shows_an_office_its_city_and_what_lies_below(cast):
    """The coordination office of a city sees the city's units and those of its counties."""
    seen = set(units_visible_to(cast.office))
    assert {cast.lead_unit, cast.county_unit, cast.far_unit} <= seen


def test_it_shows_a_bureau_itself_and_what_hangs_on_it(cast):
    """A unit sees itself and the units below it, no neighbour."""
    below = add_unit(actor=None, name="松陵市经信局服务中心", region=cast.city, parent=cast.lead_unit)
    assert set(units_visible_to(cast.lead)) == {cast.lead_unit, below}
    assert not may_see_unit(cast.lead, cast.responsible_unit)


def test_it_shows_a_county_nothing_of_another_county(cast):
    """A county government sees its county only."""
    assert all(unit.region == cast.far_county for unit in units_visible_to(cast.unrelated))
    assert not may_see_unit(cast.unrelated, cast.county_unit)
    assert not may_see_unit(cast.unrelated, cast.office_unit)


def test_it_shows_a_stranger_and_a_retired_person_nothing(cast):
    """No sign-in, no view; neither with an account out of use, nor with a unit out of use."""
    assert not units_visible_to(AnonymousUser()).exists()
    set_person_active(actor=cast.admin, person=cast.lead, is_active=False)
    assert not units_visible_to(fresh(cast.lead)).exists()
    set_unit_active(actor=cast.admin, unit=cast.responsible_unit, is_active=False)
    assert roles_of(fresh(cast.responsible)) == frozenset()


def test_it_moves_what_hangs_on_a_unit_along_with_it(cast):
    """After a unit gets another parent, whoever sees the new parent sees all of it."""
    below = add_unit(actor=None, name="科室甲", region=cast.city, parent=cast.lead_unit)
    lower = add_unit(actor=None, name="小组甲", region=cast.city, parent=below)
    change_unit(actor=cast.admin, unit=below, parent=cast.responsible_unit)
    assert {unit.name for unit in units_visible_to(fresh(cast.responsible))} == {"松陵市财政局", "科室甲", "小组甲"}
    assert lower not in units_visible_to(fresh(cast.lead))


def test_it_lists_people_of_ones_own_region_only(cast):
    """A county's administrator sees the county's people, not the city's."""
    theirs = {cast.unrelated, cast.unrelated_office, cast.unrelated_admin, cast.unrelated_security}
    assert set(people_visible_to(cast.unrelated_admin)) == set(people_visible_to(cast.unrelated_security)) == theirs
    assert cast.lead in people_visible_to(cast.admin)
