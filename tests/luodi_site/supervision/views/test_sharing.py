"""Sharing with a neighbour, reporting up, and what each level sees."""

from __future__ import annotations

import pytest
from django.urls import reverse

from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.actions.sharing import end_share, share
from luodi_site.accounts.actions.units import add_unit
from luodi_site.accounts.models import Membership, Person, Share
from luodi_site.policies.actions import publish
from luodi_site.policies.queries import editions_visible_to
from luodi_site.supervision.actions import open_edition
from luodi_site.supervision.queries import matters_visible_to

Role = Membership.Role


def sees(person, matter):
    return matters_visible_to(Person.objects.get(pk=person.pk)).filter(pk=matter.pk).exists()


@pytest.fixture
def matters(edition, cast):
    """The city's matters: the first given to units, the second to nobody."""
    open_edition(edition=edition, actor=cast.office)
    return list(edition.matters.order_by("position"))


@pytest.fixture
def county_matter(make_reading, cast):
    """A matter of the far county's own policy; its document names units of the city, which are not the county's."""
    reading = make_reading(region=cast.far_county, actor=cast.unrelated_office, content=b"county")
    county = publish(reading=reading, actor=cast.unrelated_office, ticked=("unchecked", "problems"))
    open_edition(edition=county, actor=cast.unrelated_office)
    matter = county.matters.order_by("position").last()
    matter.units.create(unit=cast.far_unit, name=cast.far_unit.name, role="lead")
    return matter


def test_it_shows_a_county_what_is_shared_with_it_and_no_more(matters, cast):
    """One matter, with the document it stands in; the other matters stay hidden; until the sharing ends."""
    shared, other = matters
    made = share(actor=cast.office, edition=shared.edition_id, matter=shared.pk, region=cast.far_county, words="甲")
    assert sees(cast.unrelated, shared) and not sees(cast.unrelated, other)
    assert editions_visible_to(cast.unrelated).filter(pk=shared.edition_id).exists()
    end_share(actor=cast.office, share=made, words="甲")
    assert not sees(cast.unrelated, shared)
    assert not editions_visible_to(Person.objects.get(pk=cast.unrelated.pk)).exists()


def test_it_makes_one_share_of_a_form_sent_twice(matters, cast, as_):
    """The same form again, even after the share was ended meanwhile, shares nothing anew."""
    url = reverse("supervision:share_matter", args=[matters[0].pk])
    key = as_(cast.office).get(url).context["form"]["form_key"].value()
    data = {"region": cast.far_county.pk, "form_key": key}
    assert [as_(cast.office).post(url, data).status_code for _press in range(2)] == [302, 302]
    end_share(actor=cast.office, share=Share.objects.get(), words="甲")
    as_(cast.office).post(url, data)
    assert Share.objects.count() == 1 and not sees(cast.unrelated, matters[0])


def test_it_shows_all_matters_of_a_shared_policy(matters, cast):
    """Shared whole, with a unit: whoever may see the unit."""
    share(actor=cast.office, edition=matters[0].edition_id, unit=cast.bystander.memberships.get().unit, words="甲")
    assert all(sees(cast.bystander, matter) for matter in matters)
    assert not sees(cast.unrelated, matters[0])


def test_it_shows_a_firm_nothing_of_what_is_shared_with_its_county(matters, cast):
    """A share reaches those who work there."""
    share(actor=cast.office, edition=matters[0].edition_id, region=cast.county, words="甲")
    share(actor=cast.office, edition=matters[0].edition_id, unit=cast.firm_unit, words="甲")
    assert not sees(cast.firm, matters[0])


def test_it_shows_a_city_its_counties_progress_on_its_own_matters(matters, cast):
    """What the city gave to the county, city and county both see."""
    clerk = cast.unrelated
    matters[0].units.create(unit=cast.far_unit, name="石桥县人民政府", role="responsible")
    share(actor=cast.office, edition=matters[0].edition_id, matter=matters[0].pk, region=cast.far_county, words="甲")
    assert sees(cast.office, matters[0]) and sees(clerk, matters[0])


def test_it_shows_a_superior_what_was_reported_up(county_matter, cast):
    """The county's own matters are the county's until it reports them; then the city sees them, the province not."""
    assert sees(cast.unrelated, county_matter)
    assert not sees(cast.office, county_matter) and not sees(cast.leader, county_matter)
    share(
        actor=cast.unrelated_office, edition=county_matter.edition_id, matter=county_matter.pk, region=cast.city,
        words="甲",
    )  # fmt: skip
    assert sees(cast.office, county_matter) and sees(cast.leader, county_matter)
    province_office = add_unit(
        actor=None, name="云泽省强省办", region=cast.province, kind="office", is_coordinating=True
    )
    above = add_person(
        actor=None, username="above", name="尤省级", password="first-password-5", posts=[(province_office, Role.OFFICE)]
    )
    assert not sees(above, county_matter)


def test_it_shares_from_the_page(matters, cast, as_):
    """By region or by a unit's name; both or an unknown name is an error at the field."""
    url, client = reverse("supervision:share_matter", args=[matters[0].pk]), as_(cast.office)
    assert "不要两个都填" in client.post(url, {"region": cast.province.pk, "unit": "市文旅局"}).content.decode()
    assert "名册里没有这个单位" in client.post(url, {"unit": "没有的局"}).content.decode()
    client.post(url, {"unit": "市文旅局"})
    client.post(url, {"region": cast.province.pk})
    html = client.get(url).content.decode()
    assert "云泽省" in html and "市文旅局" in html
    assert sees(cast.bystander, matters[0])
    client.post(reverse("supervision:end_sharing", args=[Share.objects.get(unit__isnull=False).pk]))
    assert not sees(cast.bystander, matters[0])


def test_it_lets_only_the_office_that_runs_a_matter_share_it(matters, cast, as_):
    """Neither the lead unit nor an office with whom it is shared passes it on."""
    share(actor=cast.office, edition=matters[0].edition_id, region=cast.far_county, words="甲")
    url = reverse("supervision:share_matter", args=[matters[0].pk])
    assert as_(cast.lead).get(url).status_code == 403
    assert as_(cast.unrelated_office).get(url).status_code == 404
