"""Three-valued logic and sums with unknown lines."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.engine.ladders.states import all_of, any_of, clamped, ends_of, opposite, reaches, steps_of


def test_it_holds_to_the_three_values() -> None:
    """False decides all_of, True decides any_of; nothing at all is true of all and of none."""
    assert [all_of(one) for one in ([], [True, None], [False, None])] == [True, None, False]
    assert [any_of(one) for one in ([], [False, None], [True, None])] == [False, None, True]
    assert [opposite(one) for one in (True, False, None)] == [False, True, None]


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 20), st.integers(0, 20)), max_size=4),
    st.integers(0, 60),
    st.booleans(),
)
def test_it_decides_a_sum_only_where_no_unknown_line_can_change_it(
    lines: list[tuple[int | None, int]], least: int, is_strict: bool
) -> None:
    """What is said of the ends is what is true of every value that the unknown lines may take."""
    low, high = ends_of([(points, Fraction(most, 1_000_000)) for points, most in lines])
    possible = range(low, high + 1)
    held = {total > least or (total == least and not is_strict) for total in possible}
    assert reaches(low, high, least, is_strict) == (held.pop() if len(held) == 1 else None)


def test_it_bounds_points() -> None:
    """Between nought and the line's most; unknown stays unknown."""
    assert [clamped(points, Fraction(2)) for points in (-5, 1_500_000, 2_000_001, None)] == [
        0,
        1_500_000,
        2_000_000,
        None,
    ]


def test_it_refuses_points_finer_than_a_millionth() -> None:
    """A third of a point is not held in a table."""
    with pytest.raises(ValueError, match="小数位过多"):
        steps_of(Fraction(1, 3))
