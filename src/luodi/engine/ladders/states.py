"""Three-valued logic and sums with unknown lines, in plain Python: what the column expressions must agree with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

# True, False, or None: it cannot be said, for lack of figures.
State = bool | None
# Points are whole counts of a millionth, as ``values.stored_step`` says of any number that is no money.
POINT = 1_000_000


def all_of(states: Iterable[State]) -> State:
    found = list(states)
    return False if False in found else None if None in found else True


def any_of(states: Iterable[State]) -> State:
    found = list(states)
    return True if True in found else None if None in found else False


def opposite(state: State) -> State:
    return None if state is None else not state


def clamped(points: int | None, most: Fraction) -> int | None:
    """Points of one line, between nought and its most."""
    return None if points is None else min(max(points, 0), steps_of(most))


def steps_of(points: Fraction) -> int:
    """Points as stored; ValueError where they are finer than a millionth."""
    steps = points * POINT
    if steps.denominator != 1:
        raise ValueError(f"分值 {points} 的小数位过多")
    return steps.numerator


def ends_of(lines: Sequence[tuple[int | None, Fraction]]) -> tuple[int, int]:
    """The least and the most that lines come to: one that is unknown gives anything from nought to its most."""
    low = sum(0 if points is None else points for points, _ in lines)
    high = sum(steps_of(most) if points is None else points for points, most in lines)
    return low, high


def reaches(low: int, high: int, least: int, is_strict: bool) -> State:
    """Whether a sum between ``low`` and ``high`` reaches ``least`` (passes it, where strict)."""
    if low > least or (low == least and not is_strict):
        return True
    if high < least or (high == least and is_strict):
        return False
    return None
