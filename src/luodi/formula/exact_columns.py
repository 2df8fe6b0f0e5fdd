"""Exact numbers as columns of any engine: fractions of whole columns whose bounds are known, so that nothing overflows unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor, lcm
from operator import add as plus
from operator import eq, ge, gt, le, lt, ne
from operator import mul as times
from operator import sub as minus
from typing import Any, Protocol

from luodi.formula.ast import Sort

_SHORT = 2**63 - 1
_LONG = 10**38 - 1  # what Decimal(38) of Spark holds, a little less than 128 bits

# A column expression of the engine at hand; + - * & | ~ and comparisons work on it as on numbers and truths.
Column = Any


class Columns(Protocol):
    """What an engine must offer beside the signs: short whole numbers are 64 bits wide, others 128 bits or 38 digits."""

    def number(self, value: int, is_short: bool) -> Column: ...
    def widened(self, column: Column, is_short: bool) -> Column:
        """In the other width; what is narrowed is known to fit."""

    def literal(self, value: object) -> Column:
        """A truth, a text or a day."""

    def missing(self, sort: Sort) -> Column:
        """Null of this sort."""

    def named(self, name: str, sort: Sort) -> Column: ...
    def when(self, condition: Column, value: Column, otherwise: Column | None = None) -> Column:
        """Where the condition is not true, ``otherwise``, or null."""

    def is_known(self, column: Column) -> Column: ...
    def absolute(self, column: Column) -> Column: ...
    def quotient(self, top: Column, divisor: Column, was_short: bool, is_short: bool) -> Column:
        """Of numbers not below zero, rounded down, in the width asked for; TooWide where the engine has no such division."""

    def limited(self, column: Column, limit: int, is_largest: bool) -> Column:
        """The larger, or the smaller, of a short column and a constant; null stays null."""

    def extreme(self, one: Column, other: Column, is_largest: bool) -> Column:
        """The larger, or the smaller; null is left out, so that one is null only where both are."""

    def filled(self, column: Column, value: Column) -> Column:
        """The value in place of null."""

    def joined(self, texts: Sequence[Column], sign: str) -> Column:
        """The texts that are known, with the sign between."""

    def is_among(self, column: Column, items: Sequence[str]) -> Column: ...
    def has_item(self, group: Column, item: Column) -> Column: ...
    def days_between(self, later: Column, earlier: Column) -> Column: ...
    def days_later(self, day: Column, days: int) -> Column: ...
    def year_and_day(self, day: Column) -> tuple[Column, Column]:
        """The year, and month times 100 plus day, as short numbers."""

    def as_number(self, flag: Column) -> Column:
        """1 for true, 0 for false, as a short number."""


class TooWide(Exception):
    """A product that 128 bits may not hold; the formula is then worked out row by row, by the interpreter."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole numbers, a constant or a column, that lie within ``[low, high]``: Int64 where that fits, else Int128.

    ``is_certain`` says that none is null, which spares asking. A product with a constant knows its ``factors``, so that
    the next constant makes no second product.
    """

    engine: Columns
    column: Column | int
    low: int
    high: int
    is_certain: bool = False
    factors: tuple[Whole, int] | None = field(default=None, compare=False, repr=False)

    def constant(self, value: int) -> Whole:
        return constant(self.engine, value)

    @property
    def is_constant(self) -> bool:
        return isinstance(self.column, int)

    @property
    def is_short(self) -> bool:
        return self.low >= -_SHORT and self.high <= _SHORT

    def expression(self, is_short: bool | None = None) -> Column:
        """As an expression, in the width asked for; its own where none is."""
        short = self.is_short if is_short is None else is_short
        if isinstance(self.column, int):
            return self.engine.number(self.column, short)
        return self.column if short == self.is_short else self.engine.widened(self.column, short)

    def __add__(self, other: Whole) -> Whole:
        low, high = self.low + other.low, self.high + other.high
        return _joined(self, other, (low, high), plus)

    def __sub__(self, other: Whole) -> Whole:
        low, high = self.low - other.high, self.high - other.low
        return _joined(self, other, (low, high), minus)

    def __mul__(self, other: Whole) -> Whole:
        for one, by in ((self, other), (other, self)):
            if isinstance(by.column, int) and not one.is_constant:
                return one._times(by.column)
        corners = [one * by for one in (self.low, self.high) for by in (other.low, other.high)]
        return _joined(self, other, (min(corners), max(corners)), times)

    def _times(self, by: int) -> Whole:
        if by == 1:
            return self
        of, factor = self.factors or (self, 1)
        within = sorted((of.low * factor * by, of.high * factor * by))
        found = _joined(of, of.constant(factor * by), (within[0], within[1]), times)
        return replace(found, factors=(of, factor * by))

    def negated(self) -> Whole:
        return self.constant(0) - self

    def known(self) -> int:
        assert isinstance(self.column, int)
        return self.column

    def clipped_to(self, low: int, high: int) -> Whole:
        """The same numbers, of which more is known."""
        found = Whole(self.engine, self.expression(), low, high, self.is_certain)
        return found if found.is_short == self.is_short else replace(found, column=self.expression(found.is_short))


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition; ``is_certain`` says that it is nowhere unknown. A comparison knows its ``opposite``."""

    expression: Column
    is_certain: bool = False
    opposite: Column | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Exact:
    """Numbers as fractions: ``top`` by ``under``, which is at least 1 wherever ``top`` is known."""

    top: Whole
    under: Whole

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


def constant(engine: Columns, value: int) -> Whole:
    return Whole(engine, value, value, value, True)


def exactly(engine: Columns, value: Fraction) -> Exact:
    return Exact(constant(engine, value.numerator), constant(engine, value.denominator))


def unknown(engine: Columns) -> Exact:
    return Exact(Whole(engine, engine.missing("number"), 0, 0), constant(engine, 1))


def _joined(
    one: Whole,
    other: Whole,
    within: tuple[int, int],
    sign: Callable[[Any, Any], Any],
) -> Whole:
    low, high = within
    if isinstance(one.column, int) and isinstance(other.column, int):
        return one.constant(sign(one.column, other.column))
    if max(abs(low), abs(high)) > _LONG:
        raise TooWide
    is_short = one.is_short and other.is_short and low >= -_SHORT and high <= _SHORT
    column = sign(one.expression(is_short), other.expression(is_short))
    found = Whole(one.engine, column, low, high, one.is_certain and other.is_certain)
    return replace(found, column=one.engine.widened(column, True)) if found.is_short and not is_short else found


def aligned(numbers: Sequence[Exact]) -> tuple[list[Whole], Whole] | None:
    """All over one constant denominator; None where a denominator is a column."""
    if not all(number.under.is_constant for number in numbers):
        return None
    under = lcm(*(number.under.known() for number in numbers))
    engine = numbers[0].top.engine
    tops = [number.top * constant(engine, under // number.under.known()) for number in numbers]
    return tops, constant(engine, under)


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
        return unknown(top.engine) if not other.top.known() else _reduced(Exact(top.negated(), under.negated()))
    by, back = other.top.expression(), top.negated()
    short = top.is_short and back.is_short
    low, high = min(top.low, back.low), max(top.high, back.high)
    when = top.engine.when
    signed = when(by > 0, top.expression(short), when(by < 0, back.expression(short)))
    far = max(abs(under.low), abs(under.high), 1)
    engine = top.engine
    return Exact(Whole(engine, signed, low, high), Whole(engine, engine.absolute(under.expression()), 1, far))


def _reduced(number: Exact) -> Exact:
    """In lowest terms where both are constants."""
    if number.known is None:
        return number
    return exactly(number.top.engine, number.known)


SIGNS: dict[str, Callable[[Any, Any], Any]] = {">": gt, ">=": ge, "<": lt, "<=": le, "=": eq, "!=": ne}
OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}
TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}


def compare_wholes(one: Whole, sign: str, other: Whole) -> Flag:
    is_short = one.is_short and other.is_short
    left, right = one.expression(is_short), other.expression(is_short)
    opposite = SIGNS[OPPOSITE[sign]](left, right)
    return Flag(SIGNS[sign](left, right), one.is_certain and other.is_certain, opposite)


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
        engine = column.engine
        held = engine.when(engine.is_known(column.expression()), engine.literal(sign == "!="))
        return Flag(held, column.is_certain)
    whole = floor(limit) if sign in (">", "<=") else ceil(limit)
    within = min(max(whole, column.low - 1), column.high + 1)
    if not -_SHORT <= within <= _SHORT and column.is_short:  # at the very edge of 64 bits
        limited = column.engine.number(within, is_short=False)
        return Flag(SIGNS[sign](column.expression(is_short=False), limited), column.is_certain)
    return compare_wholes(column, sign, column.constant(within))


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
    engine = wholes[0].engine
    column = first_that_holds(engine, conditions, [whole.expression(is_short) for whole in wholes])
    return Whole(engine, column, low, high, is_certain)


def first_that_holds(engine: Columns, conditions: Sequence[Flag], values: Sequence[Column]) -> Column:
    """The value of the first condition that holds, the last where none does; null from where one is unknown."""
    found = values[-1]
    for condition, value in zip(reversed(conditions), reversed(values[:-1]), strict=True):
        rest = found if condition.is_certain else engine.when(~condition.expression, found)
        found = engine.when(condition.expression, value, rest)
    return found


def extreme(one: Exact, other: Exact, is_largest: bool) -> Exact:
    """The larger or the smaller; unknown where one is."""
    if one.known is not None and other.known is not None:
        return exactly(one.top.engine, (max if is_largest else min)(one.known, other.known))
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
    pick = max if is_largest else min
    clipped = column.engine.limited(column.expression(), limit, is_largest)
    return Whole(column.engine, clipped, pick(column.low, limit), pick(column.high, limit), column.is_certain)


def _horizontal(one: Whole, other: Whole, is_largest: bool) -> Whole:
    """Engines leave nulls out of the larger and the smaller of a row, so this is for columns without any."""
    is_short, pick = one.is_short and other.is_short, (max if is_largest else min)
    found = Whole(
        one.engine,
        one.engine.extreme(one.expression(is_short), other.expression(is_short), is_largest),
        pick(one.low, other.low),
        pick(one.high, other.high),
        True,
    )
    return replace(found, column=one.engine.widened(found.column, True)) if found.is_short and not is_short else found
