"""What was split or joined follows into a new edition where the task is unchanged; else the office is asked or told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from luodi.ledger.entries import Step
from luodi_site.notices.models import Notice
from luodi_site.policies.actions import publishing
from luodi_site.policies.models import Reading, ReviewItem
from luodi_site.supervision import actions
from luodi_site.supervision.history import history_of
from luodi_site.supervision.models import Matter

FIRST, NEW = date(2026, 2, 1), date(2026, 3, 25)


@pytest.fixture
def republish(cast):
    def again(matter, *, without=None, changed=None):
        reading = Reading.objects.get(pk=matter.edition.reading_id)
        publishing.reopen(reading=reading, actor=cast.office)
        if without:
            ReviewItem.objects.filter(pk=without).update(state="rejected")
        for item in ReviewItem.objects.filter(pk=changed) if changed else ():
            ReviewItem.objects.filter(pk=item.pk).update(payload={**item.payload, "title": "改过的任务"})
        return actions.publish_policy(reading=reading, actor=cast.office, ticked=("unchecked", "problems"), on=NEW)

    return again


def split(matter, cast, *titles):
    made = [actions.NewMatter(title, deadline=date(2026, 6, 30)) for title in titles]
    return actions.split_matter(matter=matter, actor=cast.office, version=matter.version, parts=made, on=FIRST)


@pytest.fixture
def divided(opened, cast):
    """建设 has 40 per cent and a schedule, 运营 has neither."""
    building, _running = split(opened, cast, "建设", "运营")
    actions.set_schedule(
        matter=building,
        actor=cast.office,
        version=building.version,
        steps=[Step(date(2026, 6, 1), Decimal(80))],
        on=FIRST,
    )
    actions.remember(building, "accept", on=FIRST, actor=cast.office, share=Decimal(40))
    opened.refresh_from_db()
    return opened


def test_it_splits_an_unchanged_task_as_before(divided, republish, cast):
    """The new whole is divided too; parts keep title, units, days, schedule and progress and point to the new clause."""
    edition = republish(divided)
    whole = edition.matters.get(item=divided.item)
    building, running = whole.parts.order_by("position")
    assert (whole.state, building.title, running.title) == ("divided", "建设", "运营")
    assert (building.edition, building.start, building.text) == (edition, whole.start, whole.text)
    assert (building.progress, building.deadline) == (Decimal(40), date(2026, 6, 30))
    assert building.steps == [["2026-06-01", "80", ""]]
    assert [row.unit for row in building.units.all()] == [row.unit for row in divided.parts.first().units.all()]
    assert {part.state for part in divided.parts.all()} == {"superseded"}
    assert any(
        "沿用第1版" in line.words and "拆分或合并而来" in line.words for line in history_of(building, cast.office)
    )
    assert not Notice.objects.filter(key__startswith="parts:").exists()


def test_it_follows_parts_of_parts(divided, republish, cast):
    """建设 was split once more; a closed part stays closed."""
    building = divided.parts.get(title="建设")
    building.refresh_from_db()
    first, _second = split(building, cast, "土建", "设备")
    Matter.objects.filter(pk=first.pk).update(state="closed")
    whole = republish(divided).matters.get(item=divided.item)
    again = whole.parts.get(title="建设")
    assert again.state == "divided"
    assert {part.title: part.state for part in again.parts.all()} == {"土建": "closed", "设备": "open"}


def test_it_joins_unchanged_tasks_as_before(opened, bare_of, republish, cast):
    """Both new matters give way to the joined one, which has the former's progress."""
    other = bare_of(opened)
    joined = actions.merge_matters(
        matters=[(opened, opened.version), (other, other.version)],
        actor=cast.office,
        new=actions.NewMatter("合起来办"),
        on=FIRST,
    )
    actions.remember(joined, "accept", on=FIRST, actor=cast.office, share=Decimal(25))
    edition = republish(opened)
    again = edition.matters.get(title="合起来办")
    assert (again.state, again.progress) == ("open", Decimal(25))
    former = edition.matters.filter(item__in=[opened.item, other.item])
    assert {(matter.state, matter.successor_id) for matter in former} == {("merged", again.pk)}


@pytest.fixture
def bare_of():
    return lambda matter: matter.edition.matters.get(position=2)


def test_it_asks_where_the_task_was_changed(divided, republish, cast, as_):
    """The new matter stays whole; the page asks the office, nobody else; kept, the parts come with what they had."""
    whole = republish(divided, changed=divided.item).matters.get(item=divided.item)
    assert whole.state == "open" and not whole.parts.exists()
    assert "是否沿用" in Notice.objects.get(person=cast.office, key=f"parts:{whole.pk}").words
    url = reverse("supervision:matter", args=[whole.pk])
    assert "照旧拆分" in as_(cast.office).get(url).content.decode()
    assert "照旧拆分" not in as_(cast.lead).get(url).content.decode()
    keep = reverse("supervision:answer_parts", args=[whole.pk, "keep"])
    assert as_(cast.lead).post(keep, {"version": whole.version}).status_code == 403
    as_(cast.office).post(keep, {"version": whole.version})
    whole.refresh_from_db()
    assert whole.state == "divided"
    assert whole.parts.get(title="建设").progress == Decimal(40)
    with pytest.raises(actions.NotAllowed):
        actions.keep_parts(matter=whole, actor=cast.office, version=whole.version)


def test_it_stays_whole_where_the_office_says_so(divided, republish, cast, as_):
    """The answer stands in the history; the question does not come again."""
    whole = republish(divided, changed=divided.item).matters.get(item=divided.item)
    as_(cast.office).post(reverse("supervision:answer_parts", args=[whole.pk, "leave"]), {"version": whole.version})
    whole.refresh_from_db()
    assert whole.state == "open" and actions.question_about(whole) is None
    assert any("整项办理" in line.words for line in history_of(whole, cast.office))
    assert as_(cast.office).post(reverse("supervision:answer_parts", args=[whole.pk, "other"])).status_code == 404


def test_it_tells_where_the_task_went_away(divided, republish, cast):
    """Nothing is made of the parts; the office is told by name."""
    edition = republish(divided, without=divided.item)
    assert not edition.matters.filter(title__in=["建设", "运营"]).exists()
    notice = Notice.objects.get(person=cast.office, key=f"parts:{divided.pk}")
    assert "“建设”、“运营”" in notice.words and "另行立项" in notice.words


def test_it_asks_where_one_of_the_joined_went_away(opened, bare_of, republish, cast):
    """What is left stands by itself; joining as before is refused in words."""
    other = bare_of(opened)
    actions.merge_matters(
        matters=[(opened, opened.version), (other, other.version)],
        actor=cast.office,
        new=actions.NewMatter("合起来办"),
        on=FIRST,
    )
    left = republish(opened, without=other.item).matters.get(item=opened.item)
    assert left.state == "open" and actions.question_about(left).payload["asks"] == "merge"
    with pytest.raises(actions.NotAllowed, match="不能照旧合并"):
        actions.keep_parts(matter=left, actor=cast.office, version=left.version)
