"""The language's calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.formula.moments import full_years, months_before


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 3, 31), 1, date(2025, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2025, 1, 1), 1, date(2024, 12, 1)),
        (date(2025, 12, 31), 6, date(2025, 6, 30)),
        (date(2025, 5, 5), 0, date(2025, 5, 5)),
    ],
)
def test_it_goes_back_months_within_the_month(day: date, months: int, expected: date) -> None:
    """The same day of the month, or its last."""
    assert months_before(day, months) == expected


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 100))
def test_it_goes_back_exactly_so_many_months(day: date, months: int) -> None:
    """Counted in months the distance is what was asked, and the day never grows."""
    found = months_before(day, months)
    assert (day.year - found.year) * 12 + day.month - found.month == months
    assert found.day <= day.day


@pytest.mark.parametrize(
    ("since", "on", "years"),
    [
        (date(2022, 12, 31), date(2025, 12, 31), 3),
        (date(2023, 1, 1), date(2025, 12, 31), 2),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
        (date(2026, 1, 1), date(2025, 1, 1), 0),
    ],
)
def test_it_counts_full_years(since: date, on: date, years: int) -> None:
    """A year is complete on its anniversary; nothing is complete before the beginning."""
    assert full_years(since, on) == years
