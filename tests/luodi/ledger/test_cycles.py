"""Reporting cycles from duties, on working days."""

from __future__ import annotations

from datetime import date

from tests.luodi.ledger.histories import day_of

from luodi.ledger.cycles import CycleRule, cycles_every, cycles_of, duty_to_follow, is_progress, opening_on
from luodi.ledger.from_yaml import work_calendar
from luodi.ledger.model import DutyDate
from luodi.periods import Period
from luodi.policy.model import Duty
from luodi.spans import Span

CALENDAR = work_calendar()


def duty(what, index, *days, every=None):
    made = Duty(Span("x", 0, 1), "各牵头单位", what, every=every)
    return [
        DutyDate(made, index, day_of(day), "stated", Period.holding(every, day_of(day)) if every else None, title=what)
        for day in days
    ]


def test_it_follows_the_duty_that_asks_for_progress():
    """A yearly list and a meeting are no progress reports; of two that are, the more frequent is followed."""
    dates = [
        *duty("应用场景清单", 0, "2026-12-31", every="year"),
        *duty("工作进展", 1, "2026-03-25", every="quarter"),
        *duty("上月项目进展", 2, "2026-03-05", every="month"),
    ]
    assert duty_to_follow(dates) == 2
    assert duty_to_follow(dates[:2]) == 1
    assert duty_to_follow(dates[:1]) is None
    assert not is_progress("运行调度会")


def test_it_moves_due_days_and_opens_before_them():
    """25 March 2026 is a Wednesday; 31 January 2026 a Saturday, so the report is due on Monday; it opens ten working
    days before, and the Spring Festival is no part of those ten."""
    cycles = cycles_of(duty("工作进展", 0, "2026-01-31", "2026-02-28", "2026-03-25", every="month"), 0, CALENDAR)
    assert [(c.name, c.due_on) for c in cycles] == [
        ("2026年1月", day_of("2026-02-02")),
        ("2026年2月", day_of("2026-02-28")),  # a Saturday that is worked
        ("2026年3月", day_of("2026-03-25")),
    ]
    assert cycles[1].opens_on == day_of("2026-02-09")
    assert cycles[0].stated_on == day_of("2026-01-31")


def test_it_takes_the_rule_as_data():
    """Earlier instead of later, and five days to fill in."""
    rule = CycleRule(opens_before=5, due_moves="before")
    (cycle,) = cycles_of(duty("工作进展", 0, "2026-01-31", every="month"), 0, CALENDAR, rule)
    assert (cycle.opens_on, cycle.due_on) == (day_of("2026-01-23"), day_of("2026-01-30"))
    assert "提前" in rule.words


def test_it_lays_out_cycles_that_the_office_sets():
    """Half-years from the day of issue: due on the last day, moved; a fixed day is a cycle by itself."""
    names = [c.name for c in cycles_every("half-year", date(2026, 3, 1), date(2027, 6, 30), CALENDAR)]
    assert names == ["2026年上半年", "2026年下半年", "2027年上半年"]
    (fixed,) = cycles_of(duty("进展情况", 0, "2026-05-15"), 0, CALENDAR)
    assert fixed.name == "2026-05-15"


def test_it_says_where_the_holidays_are_not_known():
    """A due day in a year without announced holidays is moved by weekends only, and says so."""
    (cycle,) = cycles_of(duty("工作进展", 0, "2031-03-31", every="quarter"), 0, CALENDAR)
    assert not cycle.is_known


def test_it_catches_up_with_days_that_were_slept_through():
    """Every cycle whose opening day has come is given, oldest first."""
    cycles = cycles_of(duty("工作进展", 0, "2026-06-25", "2026-03-25", every="quarter"), 0, CALENDAR)
    assert [c.name for c in opening_on(cycles, day_of("2026-07-01"))] == ["2026年1季度", "2026年2季度"]
    assert opening_on(cycles, day_of("2026-03-01")) == []
