"""An office changes its calendar: recorded, in its own region, and never backwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from luodi_site.accounts.models import AuditEntry
from luodi_site.supervision import actions
from luodi_site.supervision.calendars import calendar_in_use
from luodi_site.supervision.models import ChangedDay, Cycle, DutyDate

DAY = date(2026, 3, 31)
ON = date(2026, 2, 1)


def change(cast, **more):
    values = {"first": DAY, "last": DAY, "is_working": False, "name": "市庆", "reason": "松政办函〔2026〕1号", "on": ON}
    return actions.change_days(**{"region": cast.city, "actor": cast.office, **values, **more})


def test_it_moves_what_is_not_open_yet(opened, cast):
    """The due day of the first quarter moves to the next working day, and the audit says who, what and why."""
    assert change(cast) == 1
    actions.open_cycles(date(2026, 3, 20))
    assert Cycle.objects.get().due_on == date(2026, 4, 1)
    entry = AuditEntry.objects.get(verb="supervision.change_days")
    assert (entry.actor, entry.detail["reason"], entry.detail["from"]) == (
        cast.office,
        "松政办函〔2026〕1号",
        "2026-03-31",
    )


def test_it_leaves_an_open_cycle_as_it_was(opened, cast):
    """Units were told the 31st; a day off that is entered later moves neither the cycle nor its reports."""
    actions.open_cycles(date(2026, 3, 17))
    change(cast, on=date(2026, 3, 18))
    actions.open_cycles(date(2026, 3, 19))
    assert Cycle.objects.get().due_on == DAY
    assert opened.reports.get().due_on == DAY


@pytest.fixture
def behind(draft, make_reading, cast):
    """The policy whose quarterly duty is due five working days after the quarter, published on 10 January 2026."""
    words, at = "结束后5个工作日内", draft.text.index("每季度") + 3

    def moved(place):
        return place + len(words) if place > at else place

    late = replace(
        draft, text=draft.text[:at] + words + draft.text[at:],
        outline=[[moved(row[0]), moved(row[1]), *row[2:]] for row in draft.outline],
        items=tuple(replace(one, start=moved(one.start), end=moved(one.end)) for one in draft.items),
    )  # fmt: skip
    reading = make_reading(answer=late)
    return actions.publish_policy(
        reading=reading, actor=cast.office, ticked=("unchecked", "problems"), on=date(2026, 1, 10)
    )


def days_of(edition):
    rows = DutyDate.objects.filter(duty__edition=edition).order_by("due")
    return {row.period: row for row in rows if row.period in ("2026年1季度", "2026年2季度")}


def test_it_counts_days_of_duties_anew(behind, cast, as_):
    """A day off within the five working days moves the first quarter's day by one; the calendar says from where and why, the
    audit too; the round of reports opens by the new day, and the other quarters stay."""
    before = {name: row.due for name, row in days_of(behind).items()}
    change(cast, first=date(2026, 4, 2), last=date(2026, 4, 2))
    first, second = days_of(behind).values()
    assert first.due == calendar_in_use(cast.city).shift(before["2026年1季度"], 1)
    assert first.moves == [
        {"on": "2026-02-01", "before": before["2026年1季度"].isoformat(), "after": first.due.isoformat(),
         "why": "松政办函〔2026〕1号"}
    ]  # fmt: skip
    assert (second.due, second.moves) == (before["2026年2季度"], [])
    moved = AuditEntry.objects.get(verb="supervision.recount_duties").detail["moved"]
    assert [row["period"] for row in moved] == ["2026年1季度"]
    page = as_(cast.office).get(reverse("supervision:calendar"), {"month": "2026-04"}).content.decode()
    assert "松政办函〔2026〕1号" in page and "重新推算" in page
    actions.open_cycles(date(2026, 4, 1))
    assert Cycle.objects.get().due_on == first.due


def test_it_moves_no_day_of_a_duty_that_units_were_told(behind, cast):
    """Neither one that is due already nor one whose round of reports was opened; after the change is taken back, the others
    are where they were."""
    before = {name: row.due for name, row in days_of(behind).items()}
    change(cast, first=date(2026, 7, 2), last=date(2026, 7, 2))
    assert days_of(behind)["2026年2季度"].due > before["2026年2季度"]
    restore = {"region": cast.city, "actor": cast.office, "first": date(2026, 7, 2), "last": date(2026, 7, 2)}
    actions.restore_days(**restore, reason="改期", on=ON)
    assert {name: row.due for name, row in days_of(behind).items()} == before
    assert [move["why"] for move in days_of(behind)["2026年2季度"].moves] == ["松政办函〔2026〕1号", "改期"]
    actions.open_cycles(date(2026, 4, 1))
    change(cast, first=date(2026, 4, 3), last=date(2026, 4, 3), on=date(2026, 4, 1))
    assert days_of(behind)["2026年1季度"].due == before["2026年1季度"] == Cycle.objects.get().due_on


def test_it_counts_anew_what_came_with_the_software(behind, cast):
    """A list of holidays that a later version brings along counts for every region; asked again, nothing moves."""
    ChangedDay.objects.create(region=None, on=date(2026, 4, 2), is_working=False, name="假", changed_by=cast.office)
    assert actions.recount_duties(why="随软件更新的放假安排", on=ON) == 1
    assert actions.recount_duties(why="随软件更新的放假安排", on=ON) == 0


def test_it_counts_below_the_region_only(cast):
    """The city's day counts in its county, the county's own not in the city, and the county has the last word."""
    change(cast)
    assert not calendar_in_use(cast.county).is_working(DAY)
    assert calendar_in_use(cast.province).is_working(DAY)
    change(cast, region=cast.county, is_working=True)
    assert calendar_in_use(cast.county).is_working(DAY)
    assert not calendar_in_use(cast.city).is_working(DAY)


def test_it_takes_a_change_back(cast):
    """The days are again as they were, and what was taken back stands in the audit."""
    change(cast, last=date(2026, 4, 2))
    restore = {"region": cast.city, "actor": cast.office, "first": DAY, "last": date(2026, 4, 2), "on": ON}
    assert actions.restore_days(**restore, reason="改期") == 3
    assert calendar_in_use(cast.city).is_working(DAY)
    detail = AuditEntry.objects.get(verb="supervision.restore_days").detail
    assert detail["before"][0] == ["2026-03-31", False, "市庆", "松政办函〔2026〕1号"]
    with pytest.raises(actions.SomeoneElse):
        actions.restore_days(**restore, reason="改期")


def test_it_replaces_a_day_changed_before(cast):
    """Entered anew, the last word counts; there is one row for a day."""
    change(cast)
    change(cast, is_working=True, name="照常上班")
    assert ChangedDay.objects.get().name == "照常上班"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": date(2026, 4, 1)}, "已经过去"),
        ({"last": date(2026, 3, 30)}, "不早于"),
        ({"last": date(2026, 5, 30)}, "31天"),
        ({"reason": "  "}, "依据"),
    ],
)
def test_it_rejects_what_cannot_be_meant(cast, more, words):
    """The past stays, a stretch has an order and a measure, and a change has its reason."""
    with pytest.raises(actions.NotAllowed, match=words):
        change(cast, **more)
    assert not ChangedDay.objects.exists()


def test_it_rejects_another_region_s_office(cast):
    """A county's office changes neither the city nor another county."""
    with pytest.raises(actions.NotAllowed):
        change(cast, actor=cast.unrelated_office)
    with pytest.raises(actions.NotAllowed):
        actions.restore_days(region=cast.city, actor=cast.unrelated_office, first=DAY, last=DAY, reason="改期", on=ON)
