"""Periods: names, ends and iteration."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.periods import MONTHS, Period, between, from_name

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
KINDS = st.sampled_from(sorted(MONTHS))


@pytest.mark.parametrize(
    ("period", "name", "last"),
    [
        (Period("year", 2026), "2026年", date(2026, 12, 31)),
        (Period("half-year", 2026, 1), "2026年上半年", date(2026, 6, 30)),
        (Period("half-year", 2026, 2), "2026年下半年", date(2026, 12, 31)),
        (Period("quarter", 2026, 1), "2026年1季度", date(2026, 3, 31)),
        (Period("month", 2024, 2), "2024年2月", date(2024, 2, 29)),
        (Period("month", 2026, 12), "2026年12月", date(2026, 12, 31)),
    ],
)
def test_it_names_a_period_and_knows_its_last_day(period, name, last):
    """A period bears the name an office writes, and ends on its last calendar day."""
    assert str(period) == name
    assert period.last_on == last
    assert from_name(name) == period


@pytest.mark.parametrize("name", ["2026", "2026年5季度", "2026年13月", "26年", "2026年0月", "2026年一季度末", ""])
def test_it_does_not_take_other_words_for_a_period(name):
    """Only a whole and possible name is a period."""
    assert from_name(name) is None


def test_it_refuses_a_fifth_quarter():
    """A year has four quarters."""
    with pytest.raises(ValueError, match="quarter"):
        Period("quarter", 2026, 5)


def test_it_goes_through_every_period_that_touches_the_stretch():
    """The first and the last period count even when only a day of them is inside."""
    found = [p.name for p in between("quarter", date(2025, 12, 31), date(2026, 7, 1))]
    assert found == ["2025年4季度", "2026年1季度", "2026年2季度", "2026年3季度"]
    assert list(between("month", date(2026, 2, 1), date(2026, 1, 1))) == []


@given(KINDS, DAYS)
def test_it_holds_the_day_it_was_made_from(kind, day):
    """Each day falls in exactly one period of a kind, and periods follow each other without a gap."""
    period = Period.holding(kind, day)
    assert day in period
    assert day not in period.next() and day not in period.previous()
    assert (period.next().first_on - period.last_on).days == 1
    assert period.shift(7).shift(-7) == period
