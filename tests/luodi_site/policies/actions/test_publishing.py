"""Editions: what must be settled first, what is frozen, what is superseded."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luodi_site.lib.immutable import WrittenOnce
from luodi_site.policies.actions import publish, reopen, withdraw
from luodi_site.policies.actions import review as review_actions
from luodi_site.policies.actions.publishing import NotSettled, NotUnderReview
from luodi_site.policies.frozen import policy_of
from luodi_site.policies.models import Edition, Reading, ReviewItem
from luodi_site.policies.queries import editions_visible_to

ALL = ("unchecked", "problems")


def test_it_asks_for_a_tick_where_something_is_open(reading, cast):
    """Unchecked items and open problems are accepted knowingly or not at all; then nothing has happened."""
    with pytest.raises(NotSettled) as told:
        publish(reading=reading, actor=cast.office, ticked=("problems",))
    assert told.value.lacking == ("unchecked",)
    assert [task.payload["title"] for task in told.value.settlement.without_units] == ["摸清家底"]
    assert told.value.settlement.unknown_names == ("市新材料推广站",)
    assert Reading.objects.get(pk=reading.pk).state == Reading.State.DRAFT


def test_it_asks_for_nothing_once_all_is_checked(reading, cast):
    """A task without units is allowed: it waits to be assigned."""
    for item in reading.items.all():
        review_actions.accept(actor=cast.office, item=item, version=item.version)
    assert publish(reading=reading, actor=cast.office).number == 1


def test_it_freezes_items_with_their_units_and_sources(reading, cast):
    """The edition's JSON is by the codebook, with the units behind the names; rejected items are not in it."""
    rejected = reading.items.get(kind="benefit")
    review_actions.reject(actor=cast.office, item=rejected, version=rejected.version)
    policy = publish(reading=reading, actor=cast.office, ticked=ALL).policy
    task = policy["tasks"][0]
    assert task["quote"].startswith("（一）培育企业")
    assert task["source"] == "二、（一）"
    assert task["unit_ids"]["市经信局"] == [cast.lead_unit.pk]
    assert task["unit_ids"]["柳湾县人民政府"] == [cast.county_unit.pk]
    assert (task["unit_ids"]["市新材料推广站"], task["unknown"]) == ([], ["市新材料推广站"])
    assert policy["benefits"] == []
    assert len(policy["targets"]) == 2


def test_it_gives_the_edition_back_as_the_compilers_policy(edition):
    """What luodi works on is the same policy, item for item, and its spans slice to their words."""
    policy = policy_of(edition)
    assert [
        len(policy.tasks),
        len(policy.targets),
        len(policy.benefits),
        len(policy.duties),
        len(policy.mechanisms),
    ] == [2, 2, 1, 1, 1]
    assert policy.targets[0].span.slice(edition.text) == "全市规上工业企业达到900家"
    assert policy.facts.horizon == (2026, 2028)


def test_it_publishes_once_however_often_the_button_is_pressed(reading, cast, as_):
    """The second press finds the edition of the first."""
    url = reverse("policies:publish", args=[reading.pk])
    for _ in range(2):
        response = as_(cast.office).post(url, {"tick": ALL}, follow=True)
    assert Edition.objects.count() == 1
    assert "没有重复发布" in response.content.decode()
    with pytest.raises(NotUnderReview):
        publish(reading=reading, actor=cast.office, ticked=ALL)


def test_it_never_edits_an_edition(edition):
    """Saving, changing in bulk and deleting are refused."""
    edition.title = "别的标题"
    for attempt in (
        edition.save,
        edition.delete,
        lambda: Edition.objects.update(title="x"),
        Edition.objects.all().delete,
    ):
        with pytest.raises(WrittenOnce):
            attempt()
    assert Edition.objects.get().title == "松陵市制造业提质行动方案"


def test_it_supersedes_an_edition_by_the_next(edition, reading, cast):
    """A correction is another edition; the first one stays as it was, and says what took its place."""
    reading.refresh_from_db()
    reopen(reading=reading, actor=cast.office)
    item = ReviewItem.objects.get(reading=reading, kind="mechanism")
    review_actions.reject(actor=cast.office, item=item, version=item.version)
    second = publish(reading=reading, actor=cast.office, ticked=ALL)
    first = Edition.objects.get(pk=edition.pk)
    assert (second.number, second.supersedes, first.superseded_by) == (2, first, second)
    assert len(first.policy["mechanisms"]) == 1
    assert second.policy["mechanisms"] == []


def test_it_shows_an_edition_to_whom_it_gives_work(edition, cast):
    """Office, leader, auditor, and the units named; not an unrelated county."""
    for person in (cast.office, cast.leader, cast.auditor, cast.lead, cast.responsible):
        assert edition in editions_visible_to(person), person.username
    for person in (cast.unrelated, cast.unrelated_office):
        assert edition not in editions_visible_to(person), person.username


def test_it_takes_a_withdrawn_policy_out_of_sight(edition, reading, cast):
    """Units and leaders no longer see it; the office and the auditor do."""
    withdraw(reading=reading, actor=cast.office, reason="文件有误")
    assert not editions_visible_to(cast.lead).exists()
    assert not editions_visible_to(cast.leader).exists()
    assert editions_visible_to(cast.office).exists()
    assert editions_visible_to(cast.auditor).exists()


def test_it_shows_the_edition_and_marks_what_is_mine(edition, cast, as_):
    """A unit sees the whole policy, and which items fall to it."""
    html = as_(cast.lead).get(reverse("policies:edition", args=[edition.pk])).content.decode()
    assert "涉及本单位<b>1</b>项" in html
    assert "修订" not in html


def test_it_leads_from_a_source_mark_to_the_stretch(edition, cast, as_):
    """The document opens with the stretch highlighted; offsets beyond the text do no harm."""
    item = edition.policy["targets"][0]
    url = reverse("policies:text", args=[edition.reading_id])
    html = as_(cast.lead).get(f"{url}?start={item['start']}&end={item['end']}").content.decode()
    assert 'class="stretch" data-i="0">全市规上工业企业达到900家</span>' in html
    for query in ("", "?start=abc", "?start=99999999&end=5", "?start=5&end=99999999999"):
        assert as_(cast.lead).get(url + query).status_code == 200


def test_it_exports_json_and_excel(edition, cast, as_, tmp_path):
    """JSON as the command line writes it, without our own additions; one sheet a kind."""
    exported = json.loads(as_(cast.lead).get(reverse("policies:as_json", args=[edition.pk])).content)
    assert set(exported["tasks"][0]) == {
        "start",
        "end",
        "quote",
        "title",
        "lead",
        "units",
        "implied",
        "expanded",
        "note",
    }
    path = tmp_path / "policy.xlsx"
    path.write_bytes(as_(cast.lead).get(reverse("policies:as_excel", args=[edition.pk])).content)
    book = load_workbook(path)
    assert book.sheetnames == ["任务", "目标", "奖补", "报送义务", "机制"]
    assert [cell.value for cell in book["目标"][2]][:4] == [1, "规上工业企业数量", "不低于", 900]


def test_it_says_before_publishing_what_is_open(reading, cast, as_):
    """The dialog counts what is unchecked and names units that are unknown."""
    html = as_(cast.office).get(reverse("policies:settle", args=[reading.pk])).content.decode()
    assert "<b>7</b>项没有核对" in html
    assert "市新材料推广站" in html
