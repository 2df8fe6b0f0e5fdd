"""The fixed cast of the site's tests, and a small policy for them to work on."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass

import django
import pytest
from django.core.cache import cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi_site.settings")
os.environ.setdefault("LUODI_VAR", tempfile.mkdtemp(prefix="luodi-test-"))
django.setup()

from luodi_site.accounts.actions.people import add_person  # noqa: E402  (Django must be set up first)
from luodi_site.accounts.actions.units import add_region, add_unit  # noqa: E402
from luodi_site.accounts.models import Membership, Person, Region, Unit  # noqa: E402

Role = Membership.Role
PASSWORD = "open-sesame-7"


@dataclass(frozen=True)
class Cast:
    """The city's coordination office, a lead unit, a responsible unit, a county that has nothing to do with anything,
    that county's own office, a leader, an auditor, an administrator. The stranger is whoever is not signed in."""

    province: Region
    city: Region
    county: Region  # belongs to the city and works on its policies
    far_county: Region
    office_unit: Unit
    lead_unit: Unit
    responsible_unit: Unit
    county_unit: Unit
    far_unit: Unit
    office: Person
    lead: Person
    responsible: Person
    unrelated: Person
    unrelated_office: Person
    leader: Person
    auditor: Person
    admin: Person


def _person(username: str, name: str, *posts: tuple[Unit, str]) -> Person:
    return add_person(
        actor=None, username=username, name=name, password=PASSWORD, posts=posts, has_to_change_password=False
    )


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    """Uploads of a test go to a folder of its own; passwords are hashed cheaply; no lockout outlives its test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()


@pytest.fixture
def cast(db) -> Cast:
    province = add_region(actor=None, code="990000", name="云泽省", level="province")
    city = add_region(actor=None, code="990100", name="松陵市", level="city", parent=province)
    county = add_region(actor=None, code="990121", name="柳湾县", level="county", parent=city)
    far_county = add_region(actor=None, code="990122", name="石桥县", level="county", parent=city)
    government = add_unit(actor=None, name="松陵市人民政府", region=city, kind="government")
    office_unit = add_unit(
        actor=None, name="松陵市产业强市推进办公室", short_name="市强市办", region=city, kind="office",
        is_coordinating=True, names=["市产业强市推进办公室"],
    )  # fmt: skip
    lead_unit = add_unit(actor=None, name="松陵市经济和信息化局", short_name="市经信局", region=city)
    responsible_unit = add_unit(actor=None, name="松陵市财政局", short_name="市财政局", region=city)
    county_unit = add_unit(actor=None, name="柳湾县人民政府", region=county, kind="government")
    far_unit = add_unit(actor=None, name="石桥县人民政府", region=far_county, kind="government")
    far_office = add_unit(
        actor=None, name="石桥县政府办公室", region=far_county, kind="office", parent=far_unit, is_coordinating=True
    )
    return Cast(
        province=province, city=city, county=county, far_county=far_county, office_unit=office_unit,
        lead_unit=lead_unit, responsible_unit=responsible_unit, county_unit=county_unit, far_unit=far_unit,
        office=_person("office", "周协调", (office_unit, Role.OFFICE)),
        lead=_person("lead", "吴经信", (lead_unit, Role.UNIT)),
        responsible=_person("responsible", "郑财政", (responsible_unit, Role.UNIT)),
        unrelated=_person("unrelated", "王石桥", (far_unit, Role.UNIT)),
        unrelated_office=_person(
            "unrelated-office", "冯石桥", (far_office, Role.OFFICE), (far_office, Role.AUDITOR), (far_office, Role.ADMIN)
        ),
        leader=_person("leader", "陈市长", (government, Role.LEADER)),
        auditor=_person("auditor", "褚审计", (office_unit, Role.AUDITOR)),
        admin=_person("admin", "卫管理", (office_unit, Role.ADMIN)),
    )  # fmt: skip


@pytest.fixture
def as_(client):
    """A signed-in client: ``as_(cast.office).get(…)``."""

    def signed_in(person: Person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
