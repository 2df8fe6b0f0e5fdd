"""Names of units as documents write them."""

from __future__ import annotations

import pytest

from luodi_site.accounts.actions.units import add_region, add_unit, add_unit_group, set_unit_active
from luodi_site.accounts.unit_names import UnitIndex, find_unit


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("松陵市经济和信息化局", "松陵市经济和信息化局"),  # as registered
        ("市经信局", "松陵市经济和信息化局"),  # short name
        ("市经济和信息化局", "松陵市经济和信息化局"),  # level word for the place
        ("经信局", "松陵市经济和信息化局"),  # without the place, in the city's own document
        ("松陵市经信局", "松陵市经济和信息化局"),  # place and short name
        ("市产业强市推进办公室", "松陵市产业强市推进办公室"),  # another name
        ("市财政局*", "松陵市财政局"),  # a mark
        ("柳湾县政府", "柳湾县人民政府"),  # a common short form
        ("石桥县人民政府", "石桥县人民政府"),
    ],
)
def test_it_finds_the_unit_that_a_city_document_means(written, full, cast):
    """Exact names, other names, level words and common short forms lead to the unit."""
    assert find_unit(written, cast.city).name == full


@pytest.mark.parametrize(
    "written", ["市科技局", "省经信厅", "经信", "局", "", "各有关单位", "枫桥县人民政府", "市经信局和财政局"]
)
def test_it_never_guesses_a_unit(written, cast):
    """What the register does not hold stays unknown."""
    assert find_unit(written, cast.city) is None


def test_it_takes_a_name_that_fits_two_units_for_none(cast):
    """县财政局 in a city's document may be any county's."""
    for region in (cast.county, cast.far_county):
        add_unit(actor=None, name=f"{region.name}财政局", short_name="县财政局", region=region)
    assert find_unit("县财政局", cast.city) is None
    assert find_unit("县财政局", cast.county).region == cast.county


def test_it_keeps_cities_apart(cast):
    """市经信局 in another city's document is that city's, or nobody."""
    other = add_region(actor=None, code="990200", name="竹溪市", level="city", parent=cast.province)
    assert find_unit("市经信局", other) is None
    assert find_unit("松陵市经信局", other) is None


def test_it_does_not_find_a_unit_out_of_use(cast):
    """A unit that was retired is not given new work."""
    set_unit_active(actor=cast.admin, unit=cast.lead_unit, is_active=False)
    assert find_unit("市经信局", cast.city) is None


@pytest.mark.parametrize("written", ["各县（市、区）人民政府", "各县（市、区）", "各县区人民政府"])
def test_it_reads_all_counties_as_their_governments(written, cast):
    """The collective name stands for each county government of the region."""
    assert {unit.name for unit in UnitIndex(cast.city).find_all(written)} == {"柳湾县人民政府", "石桥县人民政府"}


def test_it_reads_collective_names_of_the_register(cast):
    """A registered collective name stands for its members, whatever its wording."""
    units = [cast.lead_unit, cast.responsible_unit]
    add_unit_group(actor=None, region=cast.city, name="市强市办成员单位", other_names=["各成员单位"], units=units)
    assert set(UnitIndex(cast.city).find_all("各成员单位")) == set(units)
    assert UnitIndex(cast.city).find_all("各有关单位") == ()
