"""``amounts`` as columns of any engine: the least and the most of each sum, one and the same column where all is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, and_

from luodi.formula.exact_columns import Column, Columns, Exact, Flag, Whole, constant
from luodi.formula.fields import LARGEST_STORED


@dataclass(frozen=True, slots=True)
class Range:
    """Sums in fen, in 64 bits, never below nought. ``high`` is null where it has no bound; ``low`` never is."""

    low: Whole
    high: Whole
    is_known: bool

    @property
    def engine(self) -> Columns:
        return self.low.engine

    @property
    def most(self) -> int:
        return max(self.low.high, self.high.high)

    @property
    def known(self) -> Column:
        """The sum where it is known, else null."""
        if self.is_known:
            return self.low.expression()
        low, high = self.low.expression(), self.high.expression()
        return self.engine.when(low == high, low)


def sure(whole: Whole) -> Range:
    return Range(whole, whole, True)


def named(engine: Columns, name: str, most: int, is_known: bool) -> Range:
    """Sums up to ``most`` that stand in the table under ``name``.low and, where not known, .high."""
    low = Whole(engine, engine.named(f"{name}.low", "number"), 0, most, True)
    return sure(low) if is_known else Range(low, Whole(engine, engine.named(f"{name}.high", "number"), 0, most), False)


def nothing(engine: Columns) -> Range:
    return sure(constant(engine, 0))


def of_number(whole: Whole) -> Range:
    """A number that may be null, below nought counted as nought: unknown lies anywhere from nought up."""
    engine = whole.engine
    if whole.is_constant:
        return sure(constant(engine, max(0, whole.known())))
    whole = _above_nought(whole)
    if whole.is_certain:
        return sure(whole)
    low = engine.filled(whole.expression(), engine.number(0, is_short=True))
    return Range(Whole(engine, low, 0, whole.high, True), whole, False)


def if_holds(flag: Flag | None, then: Range, otherwise: Range | None = None) -> Range:
    """``amounts.if_holds``; a flag of None holds always."""
    if flag is None:
        return then
    engine = then.engine
    otherwise = otherwise or nothing(engine)
    if flag.is_certain and then.is_known and otherwise.is_known:
        return sure(_either(engine, flag.expression, then.low, otherwise.low, True))
    if flag.is_certain:
        low = _either(engine, flag.expression, then.low, otherwise.low, True)
        return Range(low, _either(engine, flag.expression, then.high, otherwise.high, False), False)
    holds, fails = flag.expression, ~flag.expression
    least, most = smaller(then.low, otherwise.low), _larger(then.high, otherwise.high)
    low = _three_ways(engine, (holds, then.low), (fails, otherwise.low), least)
    return Range(low, _three_ways(engine, (holds, then.high), (fails, otherwise.high), most), False)


def highest(ranges: Sequence[Range]) -> Range:
    if len(ranges) == 1:
        return ranges[0]
    low = reduce(_larger, [one.low for one in ranges])
    if all(one.is_known for one in ranges):
        return sure(low)
    return Range(low, reduce(_larger, [one.high for one in ranges]), False)


def total(ranges: Sequence[Range]) -> Range:
    """The sum; wider than 64 bits where it may be, for the caller to narrow."""
    low = reduce(add, [one.low for one in ranges])
    if all(one.is_known for one in ranges):
        return sure(low)
    return Range(low, reduce(add, [one.high for one in ranges]), False)


def at_most(one: Range, limit: Range) -> Range:
    low = smaller(one.low, limit.low)
    if one.is_known and limit.is_known:
        return sure(low)
    return Range(low, smaller(one.high, limit.high), False)


def less(one: Range, past: Range) -> Range:
    """``one`` less a past that is known, nought where nothing is left."""
    if past.low.is_constant and not past.low.known():
        return one
    low = _above_nought(one.low - past.low)
    return sure(low) if one.is_known else Range(low, _above_nought(one.high - past.low), False)


def nothing_if(flag: Flag, one: Range) -> Range:
    """Nought where a flag without nulls is true."""
    return if_holds(flag, nothing(one.engine), one)


def only_the_highest(ranges: Sequence[Range]) -> list[Range]:
    if len(ranges) == 1:
        return list(ranges)
    found = []
    for place, one in enumerate(ranges):
        others = [(other, ">" if at < place else ">=") for at, other in enumerate(ranges) if at != place]
        engine = one.engine
        if all(each.is_known for each in ranges):
            is_highest = reduce(and_, [_compared(one.low, sign, other.low) for other, sign in others])
            found.append(if_holds(Flag(is_highest, True), one))
            continue
        no, yes = engine.literal(False), engine.literal(True)
        certain = reduce(and_, [engine.filled(_compared(one.low, sign, other.high), no) for other, sign in others])
        possible = reduce(and_, [engine.filled(_compared(one.high, sign, other.low), yes) for other, sign in others])
        zero = constant(engine, 0)
        low = _either(engine, certain, one.low, zero, True)
        found.append(Range(low, _either(engine, possible, one.high, zero, False), False))
    return found


def left_of(room: Range, taken: Range) -> Range:
    """What is left of a ceiling for the next."""
    low = _above_nought(room.low - taken.high)
    if room.is_known and taken.is_known:
        return sure(low)
    engine = room.engine
    filled = engine.filled(low.expression(), engine.number(0, is_short=True))  # what was taken has no bound
    high = _above_nought(room.high - taken.low)
    return Range(Whole(engine, filled, low.low, low.high, True), high, False)


# -- whole columns ----------------------------------------------------------------------------------------------------


def smaller(one: Whole, other: Whole) -> Whole:
    """The smaller; null, which has no bound, is left out."""
    engine = one.engine
    if one.is_constant and other.is_constant:
        return constant(engine, min(one.known(), other.known()))
    if one.is_constant:
        one, other = other, one
    low, high = min(one.low, other.low), min(one.high, other.high)
    is_certain = one.is_certain or other.is_certain
    if other.is_constant:
        if one.is_certain:  # where nothing is null the smaller of two is quicker than a limit
            limit = engine.number(other.known(), one.is_short)
            return Whole(engine, engine.extreme(one.expression(), limit, is_largest=False), low, high, True)
        limited = engine.limited(one.expression(), other.known(), is_largest=False)
        return Whole(engine, engine.filled(limited, other.expression(is_short=True)), low, other.known(), True)
    if not (one.is_certain and other.is_certain):
        high = max(one.high, other.high)
    return Whole(engine, engine.extreme(one.expression(), other.expression(), False), low, high, is_certain)


def _larger(one: Whole, other: Whole) -> Whole:
    """The larger; null, which has no bound, is larger than all."""
    engine = one.engine
    if one.is_constant and other.is_constant:
        return constant(engine, max(one.known(), other.known()))
    if one.is_constant:
        one, other = other, one
    low, high = max(one.low, other.low), max(one.high, other.high)
    if other.is_constant:
        return Whole(
            engine, engine.limited(one.expression(), other.known(), is_largest=True), low, high, one.is_certain
        )
    is_short = one.is_short and other.is_short
    left, right = one.expression(is_short), other.expression(is_short)
    column = engine.extreme(left, right, True)
    unbounded = [engine.is_known(side) for side, whole in ((left, one), (right, other)) if not whole.is_certain]
    if unbounded:
        column = engine.when(reduce(and_, unbounded), column)
    return Whole(engine, column, low, high, not unbounded)


def number_above_nought(number: Exact) -> Exact:
    return Exact(_above_nought(number.top), number.under)


def _above_nought(whole: Whole) -> Whole:
    """Nought in place of what is below it; null stays null."""
    engine = whole.engine
    if whole.is_constant:
        return constant(engine, max(0, whole.known()))
    if whole.low >= 0:
        return whole
    column = whole.expression()
    if whole.is_short:
        column = engine.limited(column, 0, is_largest=True)
    else:
        column = engine.when(column < 0, engine.number(0, is_short=False), column)
        if whole.high <= LARGEST_STORED:
            column = engine.widened(column, is_short=True)
    return Whole(engine, column, 0, max(0, whole.high), whole.is_certain)


def _either(engine: Columns, flag: Column, then: Whole, otherwise: Whole, is_certain: bool) -> Whole:
    is_short = then.is_short and otherwise.is_short
    column = engine.when(flag, then.expression(is_short), otherwise.expression(is_short))
    return Whole(engine, column, min(then.low, otherwise.low), max(then.high, otherwise.high), is_certain)


def _three_ways(engine: Columns, first: tuple[Column, Whole], second: tuple[Column, Whole], last: Whole) -> Whole:
    """Where a flag is true, where it is false, and where it is null."""
    wholes = (first[1], second[1], last)
    rest = engine.when(second[0], second[1].expression(), last.expression())
    column = engine.when(first[0], first[1].expression(), rest)
    low, high = min(whole.low for whole in wholes), max(whole.high for whole in wholes)
    return Whole(engine, column, low, high, all(whole.is_certain for whole in wholes))


def _compared(one: Whole, sign: str, other: Whole) -> Column:
    is_short = one.is_short and other.is_short
    left, right = one.expression(is_short), other.expression(is_short)
    return left > right if sign == ">" else left >= right
