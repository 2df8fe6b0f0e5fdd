"""Cycles open by themselves, once, on working days, for the matters that report."""

from __future__ import annotations

from datetime import date

import pytest

from luodi_site.supervision import actions
from luodi_site.supervision.models import ChangedDay, Cycle, Matter, ProgressReport, ReportingPlan


def test_it_opens_a_cycle_on_its_day_and_not_before(opened):
    """The duty is quarterly: due on 31 March, opened ten working days before; on the 16th nothing is asked."""
    assert actions.open_cycles(date(2026, 3, 16)) == 0
    assert actions.open_cycles(date(2026, 3, 17)) == 1
    cycle = Cycle.objects.get()
    assert (cycle.name, cycle.opens_on, cycle.due_on) == ("2026年1季度", date(2026, 3, 17), date(2026, 3, 31))
    assert opened.reports.get().due_on == date(2026, 3, 31)


def test_it_asks_nothing_twice(opened):
    """Called again, or on the next days, it finds everything open."""
    actions.open_cycles(date(2026, 3, 17))
    assert actions.open_cycles(date(2026, 3, 17)) == actions.open_cycles(date(2026, 3, 20)) == 0


def test_it_asks_a_matter_that_got_units_later(opened, cast):
    """The second matter has nobody to report; once it has, the open cycle asks it too."""
    actions.open_cycles(date(2026, 3, 17))
    bare = Matter.objects.get(position=2)
    assert not bare.reports.exists()
    actions.assign_units(
        matter=bare,
        actor=cast.office,
        version=1,
        units={"lead": {"市财政局": [cast.responsible_unit]}},
        on=date(2026, 3, 18),
    )
    assert actions.open_cycles(date(2026, 3, 19)) == 1
    assert bare.reports.get().opened_on == date(2026, 3, 19)


def test_it_catches_up(opened):
    """A clock that slept from January to July finds two cycles to open, and asks each once."""
    assert actions.open_cycles(date(2026, 7, 1)) == 2
    assert list(Cycle.objects.values_list("name", flat=True)) == ["2026年1季度", "2026年2季度"]


def test_it_follows_the_office_s_calendar(opened):
    """A day that the office says is not worked moves what falls on it."""
    ChangedDay.objects.create(on=date(2026, 3, 31), is_working=False, name="市庆")
    actions.open_cycles(date(2026, 3, 20))
    assert Cycle.objects.get().due_on == date(2026, 4, 1)


def test_it_lets_the_office_set_its_own_cycle(opened, cast):
    """Monthly instead of quarterly; only this region's office may say so."""
    plan = ReportingPlan.objects.get()
    assert (plan.duty.what, plan.every) == ("进展", "quarter")
    with pytest.raises(actions.NotAllowed):
        actions.set_plan(
            region=cast.city,
            edition=opened.edition,
            actor=cast.unrelated_office,
            every="month",
            last_on=date(2027, 1, 1),
        )
    actions.set_plan(
        region=cast.city, edition=opened.edition, actor=cast.office, every="month", last_on=date(2026, 12, 31),
        opens_before=5, due_moves="before", on=date(2026, 2, 1),
    )  # fmt: skip
    actions.open_cycles(date(2026, 2, 20))
    # 28 February 2026 is a Saturday that is worked
    assert [(c.name, c.due_on) for c in Cycle.objects.all()] == [("2026年2月", date(2026, 2, 28))]


def test_it_excuses_what_is_no_longer_wanted(report, cast):
    """Reports of a matter that ended are excused with an entry; what was written in them stays."""
    actions.save_report(report=report, actor=cast.lead, version=report.version, values={"words": "草稿"})
    assert actions.excuse_reports(matters=[report.matter], on=date(2026, 3, 20), actor=None, reason="不再需要") == 1
    found = ProgressReport.objects.get()
    assert (found.state, found.words, found.version) == ("excused", "草稿", 3)
    assert report.matter.entries.first().kind == "excuse"
