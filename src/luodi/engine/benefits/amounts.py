"""Sums between a least and a most: what an unknown figure leaves open, and how that goes through max, sum and caps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from luodi.engine.model import NOTHING, Amount
from luodi.formula.fields import LARGEST_STORED
from luodi.formula.numbers import round_half_up, too_large
from luodi.formula.values import Missing, Value


def amount(low: int, high: int | None, *because: Amount) -> Amount:
    """A sum with the reasons of those it comes from, which a known sum no longer has."""
    if max(low, high or 0) > LARGEST_STORED:
        raise too_large("应付金额")
    if low == high:
        return Amount(low, high)
    missing = frozenset[Missing]().union(*(one.missing for one in because if not one.is_known))
    notes = dict.fromkeys(note for one in because if not one.is_known for note in one.notes)
    return Amount(low, high, missing, tuple(notes))


def paid_by(value: Value, step: Fraction) -> Amount:
    """What a formula pays: half up to the step, in fen, and never below nought."""
    if value.value is None:
        return Amount(0, None, frozenset(value.missing), value.notes)
    assert isinstance(value.value, Fraction)
    whole = max(0, int(round_half_up(value.value, step) * 100))
    return amount(whole, whole)


def limit_of(value: Value, step: Fraction) -> Amount:
    """A cap: whole steps only, since a payment may not pass it; below nought it is nought."""
    if value.value is None:
        return Amount(0, None, frozenset(value.missing), value.notes)
    assert isinstance(value.value, Fraction)
    whole = max(0, int(value.value // step * step * 100))
    return Amount(whole, whole)


def if_holds(holds: Value, then: Amount, otherwise: Amount = NOTHING) -> Amount:
    """One sum or the other; where that is unknown, anything from the least to the most of both."""
    if holds.value is not None:
        return then if holds.value else otherwise
    why = Amount(0, None, frozenset(holds.missing), holds.notes)
    return amount(min(then.low, otherwise.low), _most([then, otherwise]), why, then, otherwise)


def highest(amounts: Sequence[Amount]) -> Amount:
    return amount(max((one.low for one in amounts), default=0), _most(amounts), *amounts)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of what one subject gets, which must fit a column."""
    parts = list(amounts)
    low, high = _ends(parts)
    return amount(low, high, *parts)


def over_all(amounts: Iterable[Amount]) -> Amount:
    """The sum over many subjects: of any size, since no column holds it."""
    return Amount(*_ends(list(amounts)))


def _joined(parts: Sequence[Amount]) -> Amount:
    """The sum of what several subjects get, with its reasons: of any size."""
    missing = frozenset[Missing]().union(*(one.missing for one in parts if not one.is_known))
    notes = tuple(dict.fromkeys(note for one in parts if not one.is_known for note in one.notes))
    return Amount(*_ends(parts), missing, notes)


def _ends(parts: Sequence[Amount]) -> tuple[int, int | None]:
    highs = [one.high for one in parts if one.high is not None]
    return sum(one.low for one in parts), sum(highs) if len(highs) == len(parts) else None


def at_most(one: Amount, limit: Amount) -> Amount:
    highs = [high for high in (one.high, limit.high) if high is not None]
    return amount(min(one.low, limit.low), min(highs) if highs else None, one, limit)


def less(one: Amount, past: int) -> Amount:
    """What is left after ``past`` fen, nought where nothing is."""
    return amount(max(0, one.low - past), None if one.high is None else max(0, one.high - past), one)


def only_the_highest(amounts: Sequence[Amount]) -> list[Amount]:
    """Each sum where it is the highest, else nought; of equal ones the first is taken."""
    found = []
    for place, one in enumerate(amounts):
        earlier, later = amounts[:place], amounts[place + 1 :]
        is_certain = all(other.high is not None and one.low > other.high for other in earlier) and all(
            other.high is not None and one.low >= other.high for other in later
        )
        is_possible = one.high is None or (
            all(one.high > other.low for other in earlier) and all(one.high >= other.low for other in later)
        )
        found.append(amount(one.low if is_certain else 0, one.high if is_possible else 0, *amounts))
    return found


def within(amounts: Sequence[Amount], most: Amount, past: int) -> list[Amount]:
    """Several sums under one ceiling of which ``past`` is used: each in turn gets what is left."""
    found: list[Amount] = []
    for one in amounts:
        before = _joined(found)
        room = amount(
            0 if before.high is None else max(0, most.low - past - before.high),
            None if most.high is None else max(0, most.high - past - before.low),
            most,
            before,
        )
        found.append(at_most(one, room))
    return found


def _most(amounts: Sequence[Amount]) -> int | None:
    highs = [one.high for one in amounts if one.high is not None]
    return max(highs, default=0) if len(highs) == len(amounts) else None


def largest_remainder(parts: Sequence[int], whole: int) -> list[int]:
    """``whole`` divided in proportion to ``parts``: rounded down, and what is left one by one to the largest remainders.

    Equal remainders are served in the order of the parts. Nothing is divided where the parts are all nought.
    """
    over = sum(parts)
    if not over:
        return [0] * len(parts)
    shares = [part * whole // over for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda at: (-(parts[at] * whole % over), at))
    for at in by_remainder[: whole - sum(shares)]:
        shares[at] += 1
    return shares
