"""The calendar of working days: holidays, weekends worked in exchange, and what the office changes."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luodi.ledger.histories import day_of

from luodi.ledger.from_yaml import work_calendar
from luodi.ledger.working_days import WorkCalendar

CALENDAR = work_calendar()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-16", False),  # Spring Festival, a Monday
        ("2026-02-14", True),  # a Saturday worked in exchange
        ("2026-02-28", True),
        ("2026-02-24", True),
        ("2025-10-08", False),
        ("2025-09-28", True),
        ("2024-10-12", True),
        ("2026-03-07", False),  # an ordinary Saturday
        ("2026-03-09", True),
    ],
)
def test_it_knows_holidays_and_the_weekends_worked_in_exchange(day, expected):
    """As the State Council's office announced them for 2024 to 2026."""
    assert CALENDAR.is_working(day_of(day)) is expected


def test_it_moves_a_day_off_as_the_rule_says():
    """A due day in the Spring Festival moves to the first working day after it, or to the last before it."""
    holiday = day_of("2026-02-18")
    assert CALENDAR.move(holiday, "after") == day_of("2026-02-24")
    assert CALENDAR.move(holiday, "before") == day_of("2026-02-14")
    assert CALENDAR.move(holiday, "stay") == holiday


def test_it_counts_in_working_days():
    """Five working days before 24 February 2026 lie before the festival; back and forth is the same day."""
    assert CALENDAR.shift(day_of("2026-02-24"), -5) == day_of("2026-02-10")
    assert CALENDAR.shift(day_of("2026-02-10"), 5) == day_of("2026-02-24")
    assert CALENDAR.between(day_of("2026-02-10"), day_of("2026-02-24")) == 5


def test_it_lets_the_office_change_a_day():
    """A day that the city gives off, and a weekend that it works."""
    changed = CALENDAR.changed(day_of("2026-03-09"), is_working=False, name="市运动会")
    assert not changed.is_working(day_of("2026-03-09"))
    assert CALENDAR.changed(day_of("2026-03-07"), is_working=True).is_working(day_of("2026-03-07"))


def test_it_says_for_which_years_the_holidays_are_in():
    """In a year that was not announced yet only weekends are known."""
    assert CALENDAR.is_known(day_of("2026-05-01"))
    assert not CALENDAR.is_known(day_of("2031-05-01"))


def test_it_knows_a_year_that_the_office_entered():
    """One local day off is no year's calendar; with the three holidays of fixed date the year counts as entered."""
    one = CALENDAR.changed(day_of("2031-03-10"), is_working=False, name="市庆")
    assert not one.is_known(day_of("2031-05-01"))
    for day in ("2031-01-01", "2031-05-01", "2031-10-01"):
        one = one.changed(day_of(day), is_working=False, name="节日")
    assert one.is_known(day_of("2031-03-10"))


def test_it_says_which_notice_each_year_follows():
    """A bundled year without its source could not be checked."""
    assert set(CALENDAR.sources) == set(CALENDAR.years)
    assert "国办发明电〔2025〕7号" in CALENDAR.sources[2026]


def test_it_knows_the_holidays_that_the_law_fixes():
    """New Year's Day of a year whose notice is not out yet is no working day; an office may still say otherwise."""
    calendar = WorkCalendar()
    assert calendar.shift(date(2026, 12, 31), 5) == date(2027, 1, 8)
    assert not calendar.is_known(date(2027, 1, 1))
    assert calendar.changed(date(2027, 1, 1), is_working=True).is_working(date(2027, 1, 1))
