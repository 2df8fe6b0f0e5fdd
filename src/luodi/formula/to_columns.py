"""A formula as one column expression of any engine, to the fen what the interpreter says of each row.

The table has one row a subject and one column for each field and period (``fields.column_of``): numbers as 64-bit counts
of ``Field.step`` (fen for money), flags as Booleans, texts, dates, sets as lists of texts or one Boolean column for each
text asked for (``fields.opened_column``). Null is unknown, and so is a column that is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import and_, or_
from typing import NamedTuple, cast

from luodi.formula import shapes
from luodi.formula.ast import (
    And,
    Arithmetic,
    Bands,
    Call,
    Compare,
    Day,
    EvaluationDay,
    Figure,
    Formula,
    Negative,
    Node,
    Not,
    Or,
    Quantity,
    Text,
    Texts,
    Truth,
    count,
)
from luodi.formula.calls import whole_step
from luodi.formula.exact_columns import (
    SIGNS,
    TURNED,
    Column,
    Columns,
    Exact,
    Flag,
    TooWide,
    Whole,
    add,
    aligned,
    chosen,
    compare,
    compare_wholes,
    constant,
    divide,
    exactly,
    extreme,
    first_that_holds,
    multiply,
    unknown,
)
from luodi.formula.fields import LARGEST_STORED, Field, column_of, opened_column, period_on
from luodi.formula.moments import looked_at
from luodi.formula.numbers import LARGEST, too_large
from luodi.formula.rounded_columns import cut_off, round_half_up, times
from luodi.formula.to_text import to_text
from luodi.formula.values import stored_step
from luodi.periods import Period


class Bound(NamedTuple):
    """What is known of a column: the smallest and largest of its whole numbers, and whether some are missing."""

    low: int = -LARGEST_STORED
    high: int = LARGEST_STORED
    has_nulls: bool = True


Bounds = Mapping[str, Bound]
_ANYTHING = Bound()
_MOST_DAYS = 4_000_000


@dataclass(frozen=True, slots=True)
class Compiled:
    """``expression`` gives truths, 64-bit counts of ``values.stored_step``, texts or days; a true guard is a figure too large."""

    expression: Column
    guards: tuple[tuple[str, Column], ...]


@dataclass
class Compiler:
    """Compiles parts of formulas over one table; what a rule is made of more than one formula of is put together from these."""

    engine: Columns
    there: Collection[str]
    bounds: Bounds
    observed_from: date | None
    guards: list[tuple[str, Column]] = field(default_factory=list)
    figures: dict[str, Whole] = field(default_factory=dict)

    def whole(self, column: Column, low: int, high: int, is_certain: bool = False) -> Whole:
        return Whole(self.engine, column, low, high, is_certain)

    def over_one(self, column: Column, low: int, high: int) -> Exact:
        return Exact(self.whole(column, low, high), constant(self.engine, 1))

    # -- numbers ----------------------------------------------------------------------------------------------------

    def number(self, node: Node, on: date) -> Exact:
        found = self._number(node, on)
        if found.known is not None and abs(found.known) > LARGEST:
            raise too_large(to_text(node))
        if found.largest > LARGEST:
            top = self.engine.absolute(found.top.expression())
            far = max(abs(found.top.low), abs(found.top.high))
            beyond = compare_wholes(self.whole(top, 0, far), ">", found.under * constant(self.engine, LARGEST))
            self.guards.append((to_text(node), beyond.expression))
        return found

    def _number(self, node: Node, on: date) -> Exact:
        match node:
            case Quantity():
                return exactly(self.engine, node.value)
            case Figure(of):
                return self.figure(of, on)
            case Negative(of):
                inner = self.number(of, on)
                return Exact(inner.top.negated(), inner.under)
            case Arithmetic():
                return self._arithmetic(node, on)
            case Bands(branches, otherwise):
                found = [(self.flag(band.condition, on), self.number(band.value, on)) for band in branches]
                return chosen(found, self.number(otherwise, on))
            case Call():
                return self._number_call(node, on)
        raise TypeError(node)

    def figure(self, of: Field, on: date) -> Exact:
        column = column_of(of, period_on(of, on))
        if column not in self.there:
            return unknown(self.engine)
        whole = self.figures.get(column)
        if whole is None:  # one and the same wherever it is asked for, so that products of it are known as such
            low, high, has_nulls = self.bounds.get(column, _ANYTHING)
            whole = self.whole(self.engine.named(column, "number"), low, high, not has_nulls)
            self.figures[column] = whole
        return Exact(whole * constant(self.engine, of.step.numerator), constant(self.engine, of.step.denominator))

    def _arithmetic(self, node: Arithmetic, on: date) -> Exact:
        if node.left.shape is not None and node.left.shape.sort == "date":
            left_on, right_on = self.plain(node.left, on), self.plain(node.right, on)
            return self.over_one(self.engine.days_between(left_on, right_on), -_MOST_DAYS, _MOST_DAYS)
        left, right = self.number(node.left, on), self.number(node.right, on)
        if node.sign in "+-":
            return add(left, right, node.sign)
        return multiply(left, right) if node.sign == "*" else divide(left, right)

    def _number_call(self, node: Call, on: date) -> Exact:
        days = looked_at(node, on, self.observed_from)
        first = node.arguments[0]
        match node.function:
            case "最大" | "最小":
                is_largest = node.function == "最大"
                parts = [self.number(part, on) for part in node.arguments]
                return reduce(lambda one, other: extreme(one, other, is_largest), parts)
            case "合计":
                return _sum(self.number(part, on) for part in node.arguments)
            case "累计":
                return _sum(self.number(first, day) for day in days)
            case "同比":
                return self._growth(self.number(first, days[0]), self.number(first, days[1]))
            case "四舍五入" | "去尾":
                return self._rounded(node, on)
            case "满年":
                return self._full_years(self.plain(first, on), on)
        return self.number(first, days[0])

    def _growth(self, new: Exact, old: Exact) -> Exact:
        top, under = _ratio(new, old)
        growth = top - under
        if old.top.low > 0:
            return Exact(growth, under)
        guarded = self.engine.when(old.top.expression() > 0, growth.expression())
        above = self.whole(under.expression(), min(1, under.high), under.high)
        return Exact(self.whole(guarded, growth.low, growth.high), above)

    def _rounded(self, node: Call, on: date) -> Exact:
        of = node.arguments[0]
        if of.shape is not None and of.shape.is_root:
            raise TooWide  # the powers of a rounded root soon leave 128 bits
        assert node.shape is not None
        step = self.number(node.arguments[1], on).known if len(node.arguments) > 1 else whole_step(node.shape)
        assert step is not None
        to_steps = cut_off if node.function == "去尾" else round_half_up
        steps = to_steps(self.number(of, on), step)
        return Exact(steps * constant(self.engine, step.numerator), constant(self.engine, step.denominator))

    def _full_years(self, since: Column, on: date) -> Exact:
        year, day = self.engine.year_and_day(since)
        is_due = self.engine.as_number(day > on.month * 100 + on.day)
        return self.over_one(self.engine.limited(on.year - year - is_due, 0, is_largest=True) * 12, 0, 12 * 9999)

    def stored(self, number: Whole, what: str) -> Whole:
        """The same numbers in 64 bits; where one does not fit, the guard is true and the whole run an error."""
        if number.is_short:
            return number
        is_beyond = self.engine.absolute(number.expression()) > self.engine.number(LARGEST_STORED, is_short=False)
        self.guards.append((what, is_beyond))
        fits = self.engine.when(~is_beyond, number.expression())  # what stands there is never seen
        low, high = max(number.low, -LARGEST_STORED), min(number.high, LARGEST_STORED)
        return self.whole(self.engine.widened(fits, is_short=True), low, high, number.is_certain)

    # -- conditions -------------------------------------------------------------------------------------------------

    def flag(self, node: Node, on: date) -> Flag:
        match node:
            case Truth(is_true):
                return Flag(self.engine.literal(is_true), True)
            case Figure(of):
                return Flag(self.column(of, on), self.is_certain(column_of(of, period_on(of, on))))
            case Not(of):
                return _not(self.flag(of, on))
            case And(parts):
                return _all([self.flag(part, on) for part in parts])
            case Or(parts):
                flags = [self.flag(part, on) for part in parts]
                return Flag(reduce(or_, [part.expression for part in flags]), all(part.is_certain for part in flags))
            case Compare(sign, left, right):
                return self._compare(left, sign, right, on)
            case Bands(branches, otherwise):
                values = [self.flag(band.value, on) for band in branches] + [self.flag(otherwise, on)]
                conditions = [self.flag(band.condition, on) for band in branches]
                held = first_that_holds(self.engine, conditions, [value.expression for value in values])
                return Flag(held, all(part.is_certain for part in (*conditions, *values)))
            case Call():
                return self._flag_call(node, on)
        raise TypeError(node)

    def is_certain(self, column: str) -> bool:
        return column in self.there and not self.bounds.get(column, _ANYTHING).has_nulls

    def _compare(self, left: Node, sign: str, right: Node, on: date) -> Flag:
        assert left.shape is not None and right.shape is not None
        if left.shape.is_root:
            return self._compare_root(cast(Call, left), sign, self.number(right, on), on)
        if right.shape.is_root:
            return self._compare_root(cast(Call, right), TURNED[sign], self.number(left, on), on)
        if left.shape.sort == "number":
            return compare(self.number(left, on), sign, self.number(right, on))
        if left.shape.sort == "flag":
            one, other = self.flag(left, on).expression, self.flag(right, on).expression
        else:
            one, other = self.plain(left, on), self.plain(right, on)
        return Flag(SIGNS[sign](one, other))

    def _compare_root(self, root: Call, sign: str, limit: Exact, on: date) -> Flag:
        """``(new / old) ** (1 / n) - 1`` beside ``c``: ``new / old`` beside ``(1 + c) ** n``, in whole numbers."""
        days = looked_at(root, on, self.observed_from)
        new, old = (self.number(root.arguments[0], day) for day in days)
        over, under = _ratio(new, old)
        base = add(exactly(self.engine, Fraction(1)), limit, "+")
        years = count(root.arguments[1])
        left = reduce(Whole.__mul__, [base.under] * years, over)
        right = reduce(Whole.__mul__, [base.top] * years, under)
        is_meant = (old.top.expression() > 0) & (new.top.expression() >= 0)
        found = compare_wholes(left, sign, right).expression
        if base.top.low < 0:  # growth is never below -100 %
            falls = base.top.expression() < 0
            is_above = self.engine.literal(sign in (">", ">=", "!="))
            found = self.engine.when(falls, is_above, self.engine.when(~falls, found))
        return Flag(self.engine.when(is_meant, found))

    def _flag_call(self, node: Call, on: date) -> Flag:
        first = node.arguments[0]
        match node.function:
            case "介于":
                low, high = node.arguments[1:]
                return _all([self._compare(first, ">=", low, on), self._compare(first, "<=", high, on)])
            case "有资质":
                assert node.implied is not None and isinstance(first, Text)
                return self.holds(node.implied, first, on)
            case "属于":
                group = node.arguments[1]
                if isinstance(group, Texts):
                    return Flag(self.engine.is_among(self.plain(first, on), group.items))
                assert isinstance(group, Figure)
                return self.holds(group.of, first, on)
        days = looked_at(node, on, self.observed_from)
        now, *earlier = (self.flag(first, day) for day in days)
        if node.function == "首次":
            begun = [self._since_begun(node, part, day) for part, day in zip(earlier, days[1:], strict=True)]
            return _all([now, *map(_not, begun)])
        if node.function == "连续":
            parts = zip([now, *earlier], days, strict=True)
            return _all([self._since_begun(node, part, day) for part, day in parts])
        return now

    def _since_begun(self, node: Call, part: Flag, day: date) -> Flag:
        if node.implied is None or node.every is None or node.every == "once" or node.implied.code not in self.there:
            return part
        last_on = self.engine.literal(Period.holding(node.every, day).last_on)
        is_before = self.engine.named(node.implied.code, "date") > last_on
        return Flag(self.engine.when(is_before, self.engine.literal(False), part.expression), part.is_certain)

    def holds(self, of: Field, text: Node, on: date) -> Flag:
        """Whether a set holds a text: by its own Boolean column where there is one, else by looking into the list."""
        column = column_of(of, period_on(of, on))
        if isinstance(text, Text) and (opened := opened_column(column, text.value)) in self.there:
            return Flag(self.engine.named(opened, "flag"), self.is_certain(opened))
        if column not in self.there:
            if not isinstance(text, Text) and any(name.startswith(f"{column}=") for name in self.there):
                raise TooWide  # which flag to ask differs from row to row
            return Flag(self.engine.missing("flag"))
        asked = self.plain(text, on)
        found = self.engine.has_item(self.engine.named(column, "set"), asked)
        return Flag(found if isinstance(text, Text) else self.engine.when(self.engine.is_known(asked), found))

    # -- texts and dates --------------------------------------------------------------------------------------------

    def plain(self, node: Node, on: date) -> Column:
        """A text or a date."""
        match node:
            case Text(value):
                return self.engine.literal(value)
            case Day(day):
                return self.engine.literal(day)
            case EvaluationDay():
                return self.engine.literal(on)
            case Figure(of):
                return self.column(of, on)
            case Arithmetic(sign, left, right):
                assert isinstance(right, Quantity)
                days = int(right.value)
                return self.engine.days_later(self.plain(left, on), -days if sign == "-" else days)
            case Bands(branches, otherwise):
                values = [self.plain(band.value, on) for band in branches] + [self.plain(otherwise, on)]
                return first_that_holds(self.engine, [self.flag(band.condition, on) for band in branches], values)
            case Call(_, (of, *_)):
                return self.plain(of, looked_at(node, on, self.observed_from)[0])
        raise TypeError(node)

    def column(self, of: Field, on: date) -> Column:
        column, sort = column_of(of, period_on(of, on)), shapes.of_field(of).sort
        return self.engine.named(column, sort) if column in self.there else self.engine.missing(sort)


def _not(flag: Flag) -> Flag:
    """A comparison is turned round, which is one step less; unknown stays unknown either way."""
    opposite = ~flag.expression if flag.opposite is None else flag.opposite
    return Flag(opposite, flag.is_certain, flag.expression)


def _all(flags: Sequence[Flag]) -> Flag:
    return Flag(reduce(and_, [flag.expression for flag in flags]), all(flag.is_certain for flag in flags))


def _ratio(new: Exact, old: Exact) -> tuple[Whole, Whole]:
    """New by old in whole numbers; meant only where old is above zero."""
    if shared := aligned([new, old]):
        return shared[0][0], shared[0][1]
    return new.top * old.under, old.top * new.under


def compile_formula(
    engine: Columns,
    formula: Formula,
    on: date,
    there: Collection[str],
    bounds: Bounds,
    *,
    observed_from: date | None = None,
    rounded_to: Fraction | None = None,
) -> Compiled:
    """One expression for a formula; TooWide where 38 digits may not hold a product, FigureTooLarge for a constant one.

    ``there`` names the columns of the table; ``bounds`` gives the smallest and largest figure of each, and without it a
    column may hold anything that 64 bits do.
    """
    compiler = Compiler(engine, there, bounds, observed_from)
    sort = formula.shape.sort
    if sort == "flag":
        expression = compiler.flag(formula.tree, on).expression
    elif sort != "number":
        expression = compiler.plain(formula.tree, on)
    else:
        unit = stored_step(formula.shape)
        step = rounded_to or unit
        steps = round_half_up(compiler.number(formula.tree, on), step) * constant(engine, times(step, unit))
        expression = compiler.stored(steps, formula.text).expression()
    return Compiled(expression, tuple(compiler.guards))


def _sum(numbers: Iterable[Exact]) -> Exact:
    return reduce(lambda one, other: add(one, other, "+"), numbers)
