"""Suggested units for matters that nobody has been given: in the ledger and on the matter's page, never by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from luodi_site.policies.actions import publish
from luodi_site.supervision import actions
from luodi_site.supervision.advice import suggestions_for
from luodi_site.supervision.models import MatterUnit

TICKS = ("unchecked", "problems")


@pytest.fixture
def matter(make_reading, draft, cast, edition):
    """The edition's task without units, beside a published policy in which a like task is led by the lead unit."""
    bare = draft.items[1]
    led = replace(
        bare, payload={**bare.payload, "title": "摸清企业家底", "lead": ["市经信局"], "units": ["市经信局", "市财政局"]}
    )
    answer = replace(
        draft, items=(draft.items[0], led, *draft.items[2:7]), facts={**draft.facts, "title": "家底普查方案"}
    )
    publish(reading=make_reading(content=b"led", answer=answer), actor=cast.office, ticked=TICKS)
    actions.open_edition(edition=edition, actor=cast.office)
    return edition.matters.get(title="摸清家底")


def test_it_suggests_units_for_unassigned_matters_only(matter, cast):
    """The matter that has units gets none suggested."""
    found = suggestions_for(cast.office, matter.edition.matters.all())
    assert list(found) == [matter.pk]
    assert found[matter.pk].lead == ("市经信局",)


def test_it_shows_them_in_the_ledger_to_the_office_alone(matter, cast, as_):
    """A government that only looks on is not asked to assign."""
    page = reverse("supervision:ledger")
    assert "建议牵头：市经信局" in as_(cast.office).get(page).content.decode()
    assert "建议牵头" not in as_(cast.leader).get(page).content.decode()
    assert not MatterUnit.objects.filter(matter=matter).exists()


def test_it_assigns_them_by_a_press_on_the_matters_page(matter, cast, as_):
    """The button sends the ordinary form of assigning, filled in."""
    client = as_(cast.office)
    html = client.get(reverse("supervision:matter", args=[matter.pk])).content.decode()
    assert "按建议分派" in html
    assert "《家底普查方案》" in html
    assert 'name="lead" value="市经信局"' in html
    values = {"version": matter.version, "lead": "市经信局", "responsible": "市财政局"}
    assert client.post(reverse("supervision:assign", args=[matter.pk]), values).status_code == 302
    assert set(MatterUnit.objects.filter(matter=matter).values_list("unit_id", "role")) == {
        (cast.lead_unit.pk, "lead"), (cast.responsible_unit.pk, "responsible"),
    }  # fmt: skip
    assert "按建议分派" not in client.get(reverse("supervision:matter", args=[matter.pk])).content.decode()
