"""Exact numbers as Polars expressions: fractions of whole columns whose bounds are known, so that nothing overflows unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, gcd, lcm

import polars as pl

_SHORT = 2**63 - 1
_LONG = 2**127 - 1


class TooWide(Exception):
    """A product that 128 bits may not hold; the formula is then worked out row by row, by the interpreter."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole numbers, a constant or a column, that lie within ``[low, high]``: Int64 where that fits, else Int128.

    ``is_certain`` says that none is null, which spares asking.
    """

    column: pl.Expr | int
    low: int
    high: int
    is_certain: bool = False

    @classmethod
    def constant(cls, value: int) -> Whole:
        return cls(value, value, value, True)

    @property
    def is_constant(self) -> bool:
        return isinstance(self.column, int)

    @property
    def is_short(self) -> bool:
        return self.low >= -_SHORT and self.high <= _SHORT

    def expression(self, is_short: bool | None = None) -> pl.Expr:
        """As an expression, in the width asked for; its own where none is."""
        short = self.is_short if is_short is None else is_short
        kind = pl.Int64() if short else pl.Int128()
        if isinstance(self.column, int):
            return pl.lit(self.column, dtype=kind)
        return self.column if short == self.is_short else self.column.cast(kind)

    def __add__(self, other: Whole) -> Whole:
        low, high = self.low + other.low, self.high + other.high
        return _joined(self, other, (low, high), int.__add__, pl.Expr.__add__)

    def __sub__(self, other: Whole) -> Whole:
        low, high = self.low - other.high, self.high - other.low
        return _joined(self, other, (low, high), int.__sub__, pl.Expr.__sub__)

    def __mul__(self, other: Whole) -> Whole:
        for one, by in ((self, other), (other, self)):
            if isinstance(by.column, int) and by.column == 1:
                return one
        corners = [one * by for one in (self.low, self.high) for by in (other.low, other.high)]
        return _joined(self, other, (min(corners), max(corners)), int.__mul__, pl.Expr.__mul__)

    def negated(self) -> Whole:
        return Whole.constant(0) - self

    def known(self) -> int:
        assert isinstance(self.column, int)
        return self.column

    def clipped_to(self, low: int, high: int) -> Whole:
        """The same numbers, of which more is known."""
        found = Whole(self.expression(), low, high, self.is_certain)
        return found if found.is_short == self.is_short else replace(found, column=self.expression(found.is_short))


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition; ``is_certain`` says that it is nowhere unknown."""

    expression: pl.Expr
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Exact:
    """Numbers as fractions: ``top`` by ``under``, which is at least 1 wherever ``top`` is known."""

    top: Whole
    under: Whole

    @classmethod
    def constant(cls, value: Fraction) -> Exact:
        return cls(Whole.constant(value.numerator), Whole.constant(value.denominator))

    @property
    def known(self) -> Fraction | None:
        if self.top.is_constant and self.under.is_constant:
            return Fraction(self.top.known(), self.under.known())
        return None

    @property
    def is_certain(self) -> bool:
        return self.top.is_certain and self.under.is_certain

    @property
    def largest(self) -> Fraction:
        """No value is farther from zero than this."""
        return Fraction(max(abs(self.top.low), abs(self.top.high)), max(self.under.low, 1))


UNKNOWN = Exact(Whole(pl.lit(None, dtype=pl.Int64()), 0, 0), Whole.constant(1))


def _joined(
    one: Whole,
    other: Whole,
    within: tuple[int, int],
    of_numbers: Callable[[int, int], int],
    of_columns: Callable[[pl.Expr, pl.Expr], pl.Expr],
) -> Whole:
    low, high = within
    if isinstance(one.column, int) and isinstance(other.column, int):
        return Whole.constant(of_numbers(one.column, other.column))
    if max(abs(low), abs(high)) > _LONG:
        raise TooWide
    is_short = one.is_short and other.is_short and low >= -_SHORT and high <= _SHORT
    column = of_columns(one.expression(is_short), other.expression(is_short))
    found = Whole(column, low, high, one.is_certain and other.is_certain)
    return replace(found, column=column.cast(pl.Int64())) if found.is_short and not is_short else found


def aligned(numbers: Sequence[Exact]) -> tuple[list[Whole], Whole] | None:
    """All over one constant denominator; None where a denominator is a column."""
    if not all(number.under.is_constant for number in numbers):
        return None
    under = lcm(*(number.under.known() for number in numbers))
    return [number.top * Whole.constant(under // number.under.known()) for number in numbers], Whole.constant(under)


def add(one: Exact, other: Exact, sign: str) -> Exact:
    found = aligned([one, other])
    tops, under = found or ([one.top * other.under, other.top * one.under], one.under * other.under)
    return Exact(tops[0] + tops[1] if sign == "+" else tops[0] - tops[1], under)


def multiply(one: Exact, other: Exact) -> Exact:
    return _reduced(Exact(one.top * other.top, one.under * other.under))


def divide(one: Exact, other: Exact) -> Exact:
    """A quotient; unknown where the divisor is zero."""
    top, under = one.top * other.under, one.under * other.top
    if other.top.low > 0:
        return _reduced(Exact(top, under))
    if other.top.is_constant:
        return UNKNOWN if not other.top.known() else _reduced(Exact(top.negated(), under.negated()))
    by, back = other.top.expression(), top.negated()
    short = top.is_short and back.is_short
    low, high = min(top.low, back.low), max(top.high, back.high)
    signed = pl.when(by > 0).then(top.expression(short)).when(by < 0).then(back.expression(short))
    far = max(abs(under.low), abs(under.high), 1)
    return Exact(Whole(signed, low, high), Whole(under.expression().abs(), 1, far))


def _reduced(number: Exact) -> Exact:
    """In lowest terms where both are constants."""
    if number.known is None:
        return number
    return Exact.constant(number.known)


SIGNS: dict[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    ">": pl.Expr.__gt__,
    ">=": pl.Expr.__ge__,
    "<": pl.Expr.__lt__,
    "<=": pl.Expr.__le__,
    "=": pl.Expr.eq,
    "!=": pl.Expr.ne,
}
TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}


def compare_wholes(one: Whole, sign: str, other: Whole) -> Flag:
    is_short = one.is_short and other.is_short
    held = SIGNS[sign](one.expression(is_short), other.expression(is_short))
    return Flag(held, one.is_certain and other.is_certain)


def compare(one: Exact, sign: str, other: Exact) -> Flag:
    """Whether the comparison holds; unknown where a side is."""
    if other.known is not None and one.under.is_constant and not one.top.is_constant:
        return _against(one.top, sign, other.known * one.under.known())
    if one.known is not None and other.under.is_constant and not other.top.is_constant:
        return _against(other.top, TURNED[sign], one.known * other.under.known())
    shared = aligned([one, other])
    left, right = shared[0] if shared else (one.top * other.under, other.top * one.under)
    return compare_wholes(left, sign, right)


def _against(column: Whole, sign: str, limit: Fraction) -> Flag:
    """Whole numbers beside a constant: no product is needed, and the constant is brought within their range."""
    if sign in ("=", "!=") and limit.denominator != 1:
        return Flag(pl.when(column.expression().is_not_null()).then(pl.lit(sign == "!=")), column.is_certain)
    whole = floor(limit) if sign in (">", "<=") else ceil(limit)
    within = min(max(whole, column.low - 1), column.high + 1)
    if not -_SHORT <= within <= _SHORT and column.is_short:  # at the very edge of 64 bits
        return compare_wholes(column, sign, Whole(pl.lit(within, dtype=pl.Int128()), within, within, True))
    return compare_wholes(column, sign, Whole.constant(within))


def chosen(branches: Sequence[tuple[Flag, Exact]], otherwise: Exact) -> Exact:
    """The number of the first branch whose condition holds; unknown from where a condition is unknown."""
    numbers = [number for _, number in branches] + [otherwise]
    conditions = [condition for condition, _ in branches]
    if shared := aligned(numbers):
        return Exact(_chosen(conditions, shared[0]), shared[1])
    return Exact(_chosen(conditions, [n.top for n in numbers]), _chosen(conditions, [n.under for n in numbers]))


def _chosen(conditions: Sequence[Flag], wholes: Sequence[Whole]) -> Whole:
    low, high = min(whole.low for whole in wholes), max(whole.high for whole in wholes)
    is_short = all(whole.is_short for whole in wholes)
    is_certain = all(one.is_certain for one in conditions) and all(one.is_certain for one in wholes)
    return Whole(first_that_holds(conditions, [whole.expression(is_short) for whole in wholes]), low, high, is_certain)


def first_that_holds(conditions: Sequence[Flag], values: Sequence[pl.Expr]) -> pl.Expr:
    """The value of the first condition that holds, the last where none does; null from where one is unknown."""
    found = values[-1]
    for condition, value in zip(reversed(conditions), reversed(values[:-1]), strict=True):
        holds = pl.when(condition.expression).then(value)
        found = holds.otherwise(found) if condition.is_certain else holds.when(~condition.expression).then(found)
    return found


def extreme(one: Exact, other: Exact, is_largest: bool) -> Exact:
    """The larger or the smaller; unknown where one is."""
    if one.known is not None and other.known is not None:
        return Exact.constant((max if is_largest else min)(one.known, other.known))
    if one.known is not None:
        one, other = other, one
    shared = aligned([one, other])
    if shared is not None and shared[0][1].is_constant and shared[0][0].is_short and shared[0][1].is_short:
        (column, limit), under = shared
        return Exact(_clipped(column, limit.known(), is_largest), under)
    if shared is not None and one.is_certain and other.is_certain:
        return Exact(_horizontal(shared[0][0], shared[0][1], is_largest), shared[1])
    takes_first = compare(one, ">=" if is_largest else "<=", other)
    found = chosen([(takes_first, one)], other)
    if shared is None:
        return found
    pick = max if is_largest else min
    low = pick(shared[0][0].low, shared[0][1].low)
    return Exact(found.top.clipped_to(low, pick(shared[0][0].high, shared[0][1].high)), found.under)


def _clipped(column: Whole, limit: int, is_largest: bool) -> Whole:
    pick, whole = (max if is_largest else min), column.expression()
    clipped = whole.clip(lower_bound=limit) if is_largest else whole.clip(upper_bound=limit)
    return Whole(clipped, pick(column.low, limit), pick(column.high, limit), column.is_certain)


def _horizontal(one: Whole, other: Whole, is_largest: bool) -> Whole:
    """Polars leaves nulls out of the larger and the smaller of a row, so this is for columns without any."""
    is_short, pick = one.is_short and other.is_short, (max if is_largest else min)
    of = pl.max_horizontal if is_largest else pl.min_horizontal
    found = Whole(
        of(one.expression(is_short), other.expression(is_short)),
        pick(one.low, other.low),
        pick(one.high, other.high),
        True,
    )
    return replace(found, column=found.expression().cast(pl.Int64())) if found.is_short and not is_short else found


def round_half_up(number: Exact, step: Fraction) -> Whole:
    """How many steps the number is, to the nearest; a half goes away from zero."""
    top, under = number.top * Whole.constant(step.denominator), number.under * Whole.constant(step.numerator)
    if top.is_constant and under.is_constant:
        value = Fraction(top.known(), under.known())
        whole = floor(abs(value) + Fraction(1, 2))
        return Whole.constant(whole if value >= 0 else -whole)
    if under.is_constant:
        shared = gcd(step.denominator, under.known())  # keeps the width that the number had
        by = Whole.constant(under.known() // shared)
        top = number.top * Whole.constant(step.denominator // shared)
        if by.known() == 1:
            return top
        half, divisor = Whole.constant(by.known() // 2), by
    else:
        half, divisor, top = under, under * Whole.constant(2), top * Whole.constant(2)
    least = max(divisor.low, 1)
    far = max(abs(top.low), abs(top.high)) // least + 1
    is_certain = top.is_certain and divisor.is_certain
    up = _divided(top + half, divisor, Whole(0, 0, far, is_certain))
    if top.low >= 0:
        return up
    down = _divided(top.negated() + half, divisor, Whole(0, 0, far, is_certain)).negated()
    is_short = up.is_short and down.is_short
    signed = pl.when(top.expression() >= 0).then(up.expression(is_short)).otherwise(down.expression(is_short))
    return Whole(signed, -far, far, is_certain)


def _divided(top: Whole, divisor: Whole, within: Whole) -> Whole:
    """The quotient, rounded down, in the width of the bounds that ``within`` gives it."""
    is_short = top.is_short and divisor.is_short
    quotient = top.expression(is_short) // divisor.expression(is_short)
    if is_short != within.is_short:
        quotient = quotient.cast(pl.Int64() if within.is_short else pl.Int128())
    return replace(within, column=quotient)
