"""Splitting, joining, scheduling, and matters from other sources."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from luodi.ledger.entries import Step
from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter
from luodi_site.supervision.queries import matters_visible_to

DAY = date(2026, 2, 2)


def test_it_splits_a_matter_into_parts(report, cast):
    """The parts stand where it stood, with its words, units and deadline unless they say otherwise; it owes nothing more."""
    whole = report.matter
    parts = [
        actions.NewMatter("辅导企业", {"lead": {"市财政局": [cast.responsible_unit]}}, deadline=date(2026, 6, 30)),
        actions.NewMatter("兑现奖励"),
    ]
    made = actions.split_matter(
        matter=whole, actor=cast.office, version=whole.version, parts=parts, reason="分工", on=DAY
    )
    assert (whole.state, [m.position for m in made]) == ("divided", [3, 4])
    assert [m.text for m in made] == [whole.text] * 2
    assert [u.name for u in made[0].units.all()] == ["市财政局"]
    assert [u.name for u in made[1].units.all()] == [u.name for u in whole.units.all()]
    report.refresh_from_db()
    assert report.state == "excused"
    assert whole.entries.filter(kind="split").get().payload["into"] == [m.pk for m in made]
    assert [m.entries.get(kind="open").payload["how"] for m in made] == ["parent"] * 2


def test_it_joins_matters(opened, cast):
    """The units of all work on the new one, the first lead leads; a matter that someone changed meanwhile stops it whole."""
    second = Matter.objects.get(position=2)
    actions.assign_units(
        matter=second, actor=cast.office, version=1, units={"lead": {"石桥县人民政府": [cast.far_unit]}}, on=DAY
    )
    new = actions.NewMatter("培育企业并摸清家底")
    with pytest.raises(actions.SomeoneElse):
        actions.merge_matters(matters=[(opened, opened.version), (second, 1)], actor=cast.office, new=new, on=DAY)
    assert Matter.objects.filter(state="open").count() == 2
    opened.refresh_from_db()
    made = actions.merge_matters(
        matters=[(opened, opened.version), (second, second.version)], actor=cast.office, new=new, on=DAY
    )
    assert {(u.name, u.role) for u in made.units.all()} >= {("市经信局", "lead"), ("石桥县人民政府", "responsible")}
    assert set(Matter.objects.filter(successor=made).values_list("state", flat=True)) == {"merged"}


def test_it_joins_matters_to_one_as_urgent_as_the_most_urgent(opened, cast):
    """Whichever stands first."""
    second = Matter.objects.get(position=2)
    actions.set_urgency(matter=second, actor=cast.office, version=second.version, urgency=2, reason="批示", on=DAY)
    pairs = [(opened, opened.version), (second, second.version)]
    made = actions.merge_matters(matters=pairs, actor=cast.office, new=actions.NewMatter("一并办理"), on=DAY)
    assert made.urgency == 2


def test_it_adds_matters_from_other_sources(cast):
    """An instruction with its words; only the region's office opens it, and only who works on it sees it."""
    new = actions.NewMatter("清理拖欠账款", {"lead": {"市财政局": [cast.responsible_unit]}}, deadline=date(2026, 5, 1))
    given = {
        "region": cast.city,
        "new": new,
        "kind": "instruction",
        "source": "陈市长批示",
        "text": "请财政局一个月内清理。",
    }
    with pytest.raises(actions.NotAllowed):
        actions.add_matter(actor=cast.unrelated_office, **given)
    with pytest.raises(actions.NotAllowed, match="原文"):
        actions.add_matter(actor=cast.office, **{**given, "text": " "})
    matter = actions.add_matter(actor=cast.office, on=DAY, **given)
    assert (matter.text, matter.document, matter.position) == ("请财政局一个月内清理。", "陈市长批示", 1)
    assert matters_visible_to(cast.responsible).filter(pk=matter.pk).exists()
    assert not matters_visible_to(cast.unrelated).filter(pk=matter.pk).exists()
    assert not matters_visible_to(cast.lead).filter(pk=matter.pk).exists()


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([("2026-06-30", 50), ("2026-03-31", 60)], "不能低于"),
        ([("2026-06-30", 120)], "0至100"),
        ([("2026-06-30", 50), ("2026-06-30", 60)], "同一天"),
    ],
)
def test_it_takes_only_schedules_that_can_be_followed(opened, cast, steps, words):
    """Shares between 0 and 100 that do not fall, one for a day."""
    rows = [Step(date.fromisoformat(day), Decimal(share)) for day, share in steps]
    with pytest.raises(actions.NotAllowed, match=words):
        actions.set_schedule(matter=opened, actor=cast.office, version=opened.version, steps=rows)


def test_it_lets_a_new_schedule_count_from_its_day(opened, cast):
    """What was behind before a schedule was set stays behind on those days; from its day the new one counts."""
    actions.set_deadline(matter=opened, actor=cast.office, version=opened.version, day=date(2026, 12, 31), on=DAY)
    steps = [Step(date(2026, 9, 30), Decimal(10))]
    actions.set_schedule(matter=opened, actor=cast.office, version=opened.version, steps=steps, on=date(2026, 7, 1))
    assert opened.scheduled < 10
    entry = opened.entries.get(kind="schedule")
    assert (entry.payload["steps"], entry.on) == ([["2026-09-30", "10", ""]], date(2026, 7, 1))
