"""Progress from figures: the way done, and unknown where it cannot be said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from luodi.ledger.progress import Measured, computed_progress, share_of


def measured(comparator, target, value, start=None):
    start = None if start is None else Decimal(start)
    return Measured("x", comparator, Decimal(target), Decimal(value), date(2026, 6, 30), start)


@pytest.mark.parametrize(
    ("comparator", "target", "value", "start", "share"),
    [
        (">=", 900, 810, 800, "10.0"),
        (">=", 900, 450, None, "50.0"),
        (">=", 900, 950, None, "100"),
        (">=", 900, 700, 800, "0"),
        ("<=", 90, 105, 120, "50.0"),
        ("<=", 90, 80, None, "100"),
        ("<=", 90, 105, None, None),  # how far it is from the outset nobody said
        (">=", 0, 5, None, None),
    ],
)
def test_it_measures_the_way_done(comparator, target, value, start, share):
    """From the value at the outset where it is known; a ceiling without one is either kept or not known."""
    assert share_of(measured(comparator, target, value, start)) == (None if share is None else Decimal(share))


def test_it_takes_the_mean_of_what_is_known():
    """A target that cannot be measured is left out, not counted as nothing done."""
    known = [measured(">=", 100, 40), measured(">=", 100, 60), measured("<=", 90, 105)]
    assert computed_progress(known) == Decimal("50.0")
    assert computed_progress(known[2:]) is None
