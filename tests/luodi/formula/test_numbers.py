"""Exact numbers: half up and away from zero, and growth compared as the root it is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.formula.numbers import Root, order, round_half_up, round_root

FRACTIONS = st.fractions(-1000, 1000, max_denominator=997)
STEPS = st.sampled_from([Fraction(1), Fraction(1, 100), Fraction(100), Fraction(1, 3)])


@given(FRACTIONS, STEPS)
def test_it_rounds_to_the_nearest_multiple(value: Fraction, step: Fraction) -> None:
    """The result is a multiple, at most half a step away, and at exactly half a step the farther from zero."""
    found = round_half_up(value, step)
    assert (found / step).denominator == 1
    assert abs(found - value) <= step / 2
    assert abs(found - value) < step / 2 or abs(found) > abs(value)
    assert round_half_up(-value, step) == -found


@given(st.fractions(0, 50, max_denominator=97), st.integers(1, 6), STEPS)
def test_it_rounds_a_root_as_its_exact_neighbours_say(ratio: Fraction, years: int, step: Fraction) -> None:
    """The rounded growth lies within half a step of the root, which is checked with powers and not with floats."""
    root = Root(ratio, years)
    found = round_root(root, step)
    assert (found / step).denominator == 1
    assert order(root, found - step / 2) >= 0
    assert order(root, found + step / 2) <= 0


@pytest.mark.parametrize(
    ("ratio", "years", "step", "expected"),
    [("441/400", 2, "1/100", "5/100"), ("1331/1000", 3, "1/100", "1/10"), ("0", 2, "1/100", "-1"), ("2", 1, "1", "1"), ("1/2", 1, "1", "-1"), ("3/2", 1, "1", "1")],
)  # fmt: skip
def test_it_finds_roots_that_are_fractions(ratio: str, years: int, step: str, expected: str) -> None:
    """1.05² → 5 %, 1.1³ → 10 %, nothing left → -100 %; halves go away from zero."""
    assert round_root(Root(Fraction(ratio), years), Fraction(step)) == Fraction(expected)
    assert order(Root(Fraction(ratio), years), Fraction(-2)) == 1


@given(st.fractions(0, 50, max_denominator=97), st.integers(1, 6), FRACTIONS)
def test_it_orders_both_ways(ratio: Fraction, years: int, limit: Fraction) -> None:
    """What is larger from one side is smaller from the other."""
    assert order(Root(ratio, years), limit) == -order(limit, Root(ratio, years))
