"""An empty site begins with regions, units and three people whose powers are apart."""

from __future__ import annotations

import pytest
from django.urls import reverse

from luodi_site.accounts.actions.beginning import CannotBegin, begin
from luodi_site.accounts.actions.units import UnknownRegion, import_units
from luodi_site.accounts.models import AuditEntry, Membership, Person, Region, Unit

REGIONS = [
    {"code": "990100", "name": "松陵市", "level": "city"},
    {"code": "990121", "name": "柳湾县", "level": "county", "parent": "松陵市"},
]
UNITS = [
    {"name": "松陵市产业强市推进办公室", "kind": "office"}, {"name": "松陵市财政局", "short_name": "市财政局"},
    {"name": "柳湾县人民政府", "kind": "government", "region": "柳湾县"},
]  # fmt: skip
NAMES = {"admin": "卫管理", "security": "钱安全", "auditor": "褚审计"}
ASKED = {"regions": REGIONS, "units": UNITS, "office": "松陵市产业强市推进办公室", "names": NAMES}


def test_it_opens_an_empty_site(db, client):
    """Three people in the office, one power each; units stand in their regions; each logs in once and changes the password."""
    made = begin(**ASKED)
    posts = Membership.objects.order_by("pk").values_list("person__username", "role", "unit__is_coordinating")
    assert list(posts) == [("admin", "admin", True), ("security", "security", True), ("auditor", "auditor", True)]
    assert Unit.objects.get(name="柳湾县人民政府").region.parent == Region.objects.get(name="松陵市")
    assert len({password for _person, password in made}) == 3
    person, password = made[0]
    assert (
        client.post(reverse("accounts:sign_in"), {"username": person.username, "password": password}).status_code == 302
    )
    assert client.get("/")["Location"].startswith(reverse("accounts:password"))
    assert AuditEntry.objects.filter(verb="accounts.add_person", actor=None).count() == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"names": {**NAMES, "auditor": "钱安全"}}, "三个不同的人"),
        ({"names": {"admin": "卫管理"}}, "三个不同的人"),
        ({"office": "松陵市没有的办公室"}, "名录中没有"),
        ({"regions": []}, "是空的"),
        ({"regions": [REGIONS[0], REGIONS[0] | {"parent": "松陵市"}]}, "写了两次"),
        ({"regions": [REGIONS[0], REGIONS[1] | {"parent": "别的市"}]}, "没有写在它前面"),
    ],
)
def test_it_rejects_what_would_not_hold(db, change, words):
    """One person with two powers, no office, regions that hang nowhere: nothing at all is kept."""
    with pytest.raises(CannotBegin, match=words):
        begin(**{**ASKED, **change})
    assert not (Person.objects.exists() or Region.objects.exists() or Unit.objects.exists())


def test_it_rejects_a_unit_of_an_unknown_region(db):
    """The list of units names what the list of regions lacks."""
    with pytest.raises(UnknownRegion):
        begin(**{**ASKED, "units": [*UNITS, {"name": "石桥县人民政府", "region": "石桥县"}]})
    assert not Region.objects.exists()


def test_it_leaves_the_office_and_the_regions_when_a_list_comes_again(db):
    """What the list does not say stays: which unit coordinates, and in which region a unit is."""
    begin(**ASKED)
    rows = [{"name": row["name"], "short_name": "新简称"} for row in UNITS]
    assert import_units(actor=None, region=Region.objects.get(name="松陵市"), rows=rows) == (0, 3)
    assert Unit.objects.get(is_coordinating=True).name == ASKED["office"]
    assert Unit.objects.get(name="柳湾县人民政府").region.name == "柳湾县"


def test_it_begins_once(db):
    """A site with people is not begun anew."""
    begin(**ASKED)
    with pytest.raises(CannotBegin, match="不能重新开始"):
        begin(**ASKED)
    assert Person.objects.count() == 3
