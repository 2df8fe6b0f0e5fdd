"""Who might lead a task that names nobody: proposed with its reason, taken over only by a press."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from luodi_site.accounts.models import UnitName
from luodi_site.accounts.unit_names import UnitIndex
from luodi_site.policies.actions import publish
from luodi_site.policies.models import Reading, ReviewCase, ReviewItem, ReviewTally
from luodi_site.policies.suggestions import LEAST, Adviser

TICKS = ("unchecked", "problems")


@pytest.fixture
def published(make_reading, draft, cast):
    """A policy in force in which 摸清企业家底 is led by the lead unit, with the finance office."""
    bare = draft.items[1]
    units = ["市经信局", "市财政局"]
    led = replace(bare, payload={**bare.payload, "title": "摸清企业家底", "lead": units[:1], "units": units})
    answer = replace(
        draft, items=(draft.items[0], led, *draft.items[2:7]), facts={**draft.facts, "title": "家底普查方案"}
    )
    return publish(reading=make_reading(content=b"led", answer=answer), actor=cast.office, ticked=TICKS)


@pytest.fixture
def task(published, reading):
    """The task of a document under review that names nobody."""
    return ReviewItem.objects.filter(reading=reading, kind="task")[1]


def adviser(person, region):
    return Adviser(person, region, UnitIndex(region))


def press(client, on, published, **more):
    item = published.policy["tasks"][1]["id"]
    values = {"version": ReviewItem.objects.get(pk=on.pk).version, "edition": published.pk, "task": item, **more}
    return client.post(reverse("policies:adopt", args=[on.pk]), values)


def test_it_suggests_the_units_of_a_like_task(published, cast):
    """With the place it comes from and how alike the words are."""
    found = adviser(cast.office, cast.city).suggest("摸清家底", "摸清家底。编制企业名录。")
    assert (found.lead, found.others) == (("市经信局",), ("市财政局",))
    assert found.edition_title == "家底普查方案"
    assert found.place == "二、（二）"
    assert LEAST <= found.score <= 1


def test_it_suggests_nothing_for_other_work(published, cast):
    """Words that no published task is like give no suggestion."""
    assert adviser(cast.office, cast.city).suggest("建设跨江通道", "加快推进跨江通道和疏港铁路前期工作。") is None


def test_it_suggests_no_unit_that_the_register_does_not_know(published, cast):
    """The name that is unknown here is left out; the others stand."""
    found = adviser(cast.office, cast.city).suggest("培育企业", "培育企业。每年辅导成长型企业80家。")
    assert found.units == ("市经信局", "市财政局", "柳湾县人民政府")


def test_it_suggests_a_unit_by_its_present_name(make_reading, draft, cast):
    """Where the published policy still writes the former name, the unit that it means today is proposed."""
    UnitName.objects.create(unit=cast.lead_unit, name="市经信委", kind=UnitName.Kind.FORMER)
    bare = draft.items[1]
    led = replace(bare, payload={**bare.payload, "lead": ["市经信委"], "units": ["市经信委"]})
    answer = replace(draft, items=(draft.items[0], led))
    publish(reading=make_reading(content=b"old", answer=answer), actor=cast.office, ticked=TICKS)
    found = adviser(cast.office, cast.city).suggest("摸清家底", "摸清家底。编制企业名录。")
    assert found.lead == ("松陵市经济和信息化局",)


def test_it_suggests_no_unit_of_another_level(published, cast):
    """A city's department does not lead a county's task."""
    found = adviser(cast.office, cast.county).suggest("摸清家底", "摸清家底。编制企业名录。")
    assert found is None


def test_it_suggests_nothing_from_what_the_person_may_not_see(published, cast):
    """The office of an unrelated county learns nothing of the city's policy."""
    assert adviser(cast.unrelated_office, cast.city).suggest("摸清家底", "摸清家底。编制企业名录。") is None


def test_it_shows_the_suggestion_on_the_card_and_changes_nothing(task, cast, as_):
    """Opening the page applies nothing."""
    html = as_(cast.office).get(reverse("policies:review", args=[task.reading_id])).content.decode()
    assert "建议牵头" in html
    assert "《家底普查方案》" in html
    assert html.count("文字相近") == 1
    task.refresh_from_db()
    assert task.payload["lead"] == []
    assert "建议牵头" not in as_(cast.auditor).get(reverse("policies:review", args=[task.reading_id])).content.decode()


def test_it_takes_the_suggestion_over_by_a_press(task, published, cast, as_):
    """Units stand on the card, the step can be undone, and the compiler is not blamed for what the text does not say."""
    response = press(as_(cast.office), task, published)
    assert response.status_code == 200
    task.refresh_from_db()
    assert task.payload["lead"] == ["市经信局"]
    assert task.state == "edited"
    edition = publish(reading=Reading.objects.get(pk=task.reading_id), actor=cast.office, ticked=TICKS)
    frozen = next(item for item in edition.policy["tasks"] if item["id"] == task.pk)
    assert frozen["unit_ids"] == {"市经信局": [cast.lead_unit.pk], "市财政局": [cast.responsible_unit.pk]}
    assert "suggested" not in frozen
    assert not ReviewCase.objects.filter(edition=edition).exists()
    assert ReviewTally.objects.get(edition=edition, kind="task").accepted == 1


@pytest.mark.parametrize("more", [{"edition": "999"}, {"task": "0"}, {"edition": ""}])
def test_it_does_not_take_over_what_it_did_not_suggest(more, task, published, cast, as_):
    """A press for another suggestion than the one on the card is told so."""
    response = press(as_(cast.office), task, published, **more)
    assert response.status_code == 409
    assert "建议已有变化" in response.content.decode()
    task.refresh_from_db()
    assert task.payload["lead"] == []


def test_it_tells_the_second_of_two_people(task, published, cast, as_):
    """What someone else has changed meanwhile is not overwritten."""
    response = press(as_(cast.office), task, published, version=99)
    assert response.status_code == 409
    task.refresh_from_db()
    assert task.payload["lead"] == []


@pytest.mark.parametrize("who", ["lead", "unrelated", "unrelated_office"])
def test_it_refuses_others(who, task, published, cast, as_):
    """Only the office of the region takes suggestions over."""
    assert press(as_(getattr(cast, who)), task, published).status_code in {403, 404}
