"""The benefits of one kind of subject as columns of any engine: ``reference`` up to the funds, in one pass over a table.

What later parts ask for more than once is kept as a column of its own (names beginning with ~); what is asked for once stays
part of the expression that asks, and parts that rules share are left to the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import add, and_, or_
from typing import cast

from luodi.engine.benefits import amounts, ranges
from luodi.engine.benefits.families.laid_out import left_by_family
from luodi.engine.benefits.plan import Plan
from luodi.engine.benefits.ranges import (
    Range,
    at_most,
    highest,
    if_holds,
    less,
    nothing_if,
    of_number,
    only_the_highest,
    sure,
)
from luodi.engine.model import FEN, column, payer_column
from luodi.formula.ast import Formula
from luodi.formula.exact_columns import (
    Column,
    Columns,
    Exact,
    Flag,
    TooWide,
    Whole,
    aligned,
    constant,
)
from luodi.formula.fields import LARGEST_STORED, Describes
from luodi.formula.rounded_columns import round_down, round_half_up, times
from luodi.formula.to_columns import Compiler
from luodi.formula.values import Value, stored_step
from luodi.policy.rules.model import BenefitRule, Branch

# A formula too wide for columns becomes a column that is worked out row by row: the formula, what to make of its value, and
# the name of the column that holds it.
ByRow = Callable[[Formula, Callable[[Value], object]], str]
# Takes a column into the table and gives it back under its name.
Keep = Callable[[str, Column], Column]
# More than a subject was ever paid; a fen more is an error of the history.
PAST_AT_MOST = 10**16
Parts = Sequence[tuple[Branch, Flag | None, Range]]


def past_column(benefit: str, in_all: bool) -> str:
    """What a subject was paid of a benefit before, in all or in the year of the run: a column of the table of subjects."""
    return f"~past.{benefit}.{'all' if in_all else 'year'}"


@dataclass
class Rows:
    """The plan over one table; ``stages`` are the columns that people see, where they are wanted."""

    plan: Plan
    kind: Describes
    compiler: Compiler
    by_row: ByRow
    keep: Keep
    has_stages: bool = False
    stages: dict[str, Column] = field(default_factory=dict)
    _may: list[Column | None] = field(default_factory=list)

    @property
    def who_may(self) -> Column | None:
        """Who meets, or with what is unknown may meet, the conditions of some rule; None where one is for everyone."""
        found = [one for one in self._may if one is not None]
        return reduce(or_, found) if found and len(found) == len(self._may) else None

    @property
    def engine(self) -> Columns:
        return self.compiler.engine

    def allowed(self) -> dict[str, Range]:
        """What is due of each benefit, fund apart."""
        row = self.below_ceilings(self.after_groups())
        if self.has_stages:
            row = {id: self.kept(one, f"{id}.allowed") for id, one in row.items()}
            for id, one in row.items():
                self._show(id, "allowed", one)
                self.stages[column(id, "low")] = one.low.expression(is_short=True)
                self.stages[column(id, "high")] = one.high.expression(is_short=True)
        return row

    def after_groups(self) -> dict[str, Range]:
        """What is owed of each benefit, after groups that hold for a subject by itself."""
        row = {rule.id: self._owed(rule) for rule in self.plan.of_kind(self.kind)}
        for group in self.plan.groups:
            self._take_the_highest(self.plan.within_one(group, self.kind), row)
        return row

    def below_ceilings(self, row: dict[str, Range]) -> dict[str, Range]:
        """The same after groups of a firm and its projects, and below ceilings; what these leave stands in the table."""
        row = left_by_family(row, self.engine, self.compiler.there, "groups")
        for ceiling in self.plan.ceilings:
            members = self.plan.within_one(ceiling, self.kind)
            if not members:
                continue
            used = self._past(members, ceiling.per == "total")
            left = self.kept(less(self.limit(ceiling.most, FEN), used), f"{ceiling.id}.left")
            for id in members:  # kept at each step: what is left hangs on all before
                row[id] = self.kept(at_most(row[id], left), f"{id}.{ceiling.id}")
                left = self.kept(ranges.left_of(left, row[id]), f"{ceiling.id}.{id}.left")
        return left_by_family(row, self.engine, self.compiler.there, "ceilings")

    def _show(self, id: str, stage: str, one: Range) -> None:
        if self.has_stages:
            self.stages[column(id, stage)] = one.known

    def kept(self, one: Range, name: str, is_wanted: bool = True) -> Range:
        """The same sums as columns of the table."""
        if not is_wanted:
            return one
        low = self._kept(one.low, f"~{name}.low")
        return sure(low) if one.is_known else Range(low, self._kept(one.high, f"~{name}.high"), False)

    def _kept(self, whole: Whole, name: str) -> Whole:
        if whole.is_constant:
            return whole
        return Whole(
            self.engine, self.keep(name, whole.expression(is_short=True)), whole.low, whole.high, whole.is_certain
        )

    def total(self, parts: Sequence[Range], what: str) -> Range:
        """A sum in 64 bits."""
        found = ranges.total(parts)
        low = self.compiler.stored(found.low, what)
        return sure(low) if found.is_known else Range(low, self.compiler.stored(found.high, what), False)

    # -- what a rule gives ------------------------------------------------------------------------------------------

    def _owed(self, rule: BenefitRule) -> Range:
        parts = [
            (branch, self._condition(branch.when), self._sum(branch.pay, rule.rounded_to)) for branch in rule.branches
        ]
        if self.has_stages:
            parts = [(branch, flag, self.kept(pay, f"{rule.id}.{branch.id}")) for branch, flag, pay in parts]
        for_whom = self._condition(rule.for_whom)
        self._may.append(self._who_may(for_whom, [flag for _, flag, _ in parts]))
        due = if_holds(for_whom, self._taken(rule, parts))
        due = self.kept(due, f"{rule.id}.due", self.has_stages)
        self._show(rule.id, "due", due)
        if self.has_stages:
            self.stages[column(rule.id, "branch")] = self._branch(rule, parts, due)
        capped = due if rule.cap is None else at_most(due, self.limit(rule.cap, rule.rounded_to))
        capped = self.kept(capped, f"{rule.id}.capped", self.has_stages and rule.cap is not None)
        self._show(rule.id, "capped", capped)
        owed = self._less_past(rule, capped)
        owed = self.kept(owed, f"{rule.id}.owed", self.has_stages or rule.group is not None)
        self._show(rule.id, "owed", owed)
        return owed

    def _who_may(self, for_whom: Flag | None, branches: Sequence[Flag | None]) -> Column | None:
        yes = self.engine.literal(True)
        may = [
            flag and (flag.expression if flag.is_certain else self.engine.filled(flag.expression, yes))
            for flag in (for_whom, *branches)
        ]
        some = [one for one in may[1:] if one is not None]
        either = reduce(or_, some) if some and len(some) == len(branches) else None
        both = [one for one in (may[0], either) if one is not None]
        return reduce(and_, both) if both else None

    def _taken(self, rule: BenefitRule, parts: Parts) -> Range:
        if rule.take == "sum":
            return self.total([if_holds(flag, pay) for _, flag, pay in parts], rule.name)
        if rule.take == "highest":
            is_fixed = all(
                pay.low.is_constant and pay.is_known and (not flag or flag.is_certain) for _, flag, pay in parts
            )
            if not is_fixed:
                return self._highest(rule, parts)
            parts = sorted(parts, key=lambda part: -part[2].low.known())  # then the first that holds is the highest
        taken: Range | None = None
        for _, flag, pay in reversed(parts):
            taken = if_holds(flag, pay, taken)
        assert taken is not None
        return taken

    def _highest(self, rule: BenefitRule, parts: Parts) -> Range:
        """The highest of what branches pay. Rounding keeps the order, so that exact numbers are rounded once, not each."""
        sums = [if_holds(flag, pay) for _, flag, pay in parts]
        if self.has_stages or len(sums) == 1 or not all(one.is_known for one in sums):
            return highest(sums)
        try:
            numbers = [self.compiler.number(branch.pay.tree, self.plan.on) for branch, _, _ in parts]
            shared = aligned(numbers)
        except TooWide:
            return highest(sums)
        if shared is None or not all(top.is_short and top.is_certain for top in shared[0]):
            return highest(sums)
        if (rated := self._highest_rate(shared[0], [flag for _, flag, _ in parts])) is not None:
            shared = [rated], shared[1]
            parts = [(parts[0][0], None, parts[0][2])]
        exact = highest([if_holds(part[1], of_number(top)) for part, top in zip(parts, shared[0], strict=True)])
        steps = round_half_up(Exact(exact.low, shared[1]), rule.rounded_to)
        return of_number(self.compiler.stored(steps * constant(self.engine, times(rule.rounded_to, FEN)), rule.name))

    def _highest_rate(self, sums: Sequence[Whole], flags: Sequence[Flag | None]) -> Whole | None:
        """Shares of one and the same sum: the sum by the highest share, which takes one product."""
        factors = [one.factors for one in sums]
        if None in factors or not all(flag is None or flag.is_certain for flag in flags):
            return None
        rates = [(flag, of, by) for flag, (of, by) in zip(flags, cast(list[tuple[Whole, int]], factors), strict=True)]
        base = rates[0][1]
        if base.low < 0 or any(of is not base or by < 0 for _, of, by in rates):
            return None
        held = ranges.nothing(self.engine)
        for flag, _, by in sorted(rates, key=lambda one: one[2]):
            held = if_holds(flag, sure(constant(self.engine, by)), held)
        return base * held.low

    def _branch(self, rule: BenefitRule, parts: Parts, due: Range) -> Column:
        """The branches that a known sum above nought comes from."""
        engine, yes = self.engine, self.engine.literal(True)
        holding = [(branch.id, yes if flag is None else flag.expression, pay) for branch, flag, pay in parts]
        if rule.take == "sum":
            found = engine.joined(
                [engine.when(holds & (pay.known > 0), engine.literal(id)) for id, holds, pay in holding], "+"
            )
        else:
            found = engine.missing("text")
            for id, holds, pay in reversed(holding):
                meant = holds if rule.take == "first" else holds & (pay.known == due.known)
                found = engine.when(meant, engine.literal(id), found)
        return engine.when(due.known > 0, found)

    def _less_past(self, rule: BenefitRule, owed: Range) -> Range:
        if rule.basis is not None:
            past = self._past([rule.id], rule.basis == "once")
            if rule.tops_up:
                owed = less(owed, past)
            elif not past.low.is_constant:
                owed = nothing_if(Flag(past.low.expression() > 0, True), owed)
        if rule.total_cap is not None:
            limit = self.limit(rule.total_cap, rule.rounded_to)
            owed = at_most(owed, less(limit, self._past([rule.id], True)))
        return owed

    def _past(self, benefits: Sequence[str], in_all: bool) -> Range:
        """What was paid of these benefits; a table without the column has no past."""
        names = [past_column(id, in_all) for id in benefits]
        there = [name for name in names if name in self.compiler.there]
        columns = [self.compiler.whole(self.engine.named(name, "number"), 0, PAST_AT_MOST, True) for name in there]
        return self.total([sure(one) for one in columns], "已付金额") if columns else ranges.nothing(self.engine)

    def _take_the_highest(self, members: Sequence[str], row: dict[str, Range]) -> None:
        for id, left in zip(members, only_the_highest([row[id] for id in members]), strict=True):
            others = self._past([other for other in members if other != id], in_all=False)
            row[id] = self.kept(less(left, others), f"{id}.highest")

    # -- formulas ---------------------------------------------------------------------------------------------------

    def _condition(self, formula: Formula | None) -> Flag | None:
        return None if formula is None else self.condition(formula)

    def condition(self, formula: Formula) -> Flag:
        try:
            return self.compiler.flag(formula.tree, self.plan.on)
        except TooWide:
            return Flag(self.engine.named(self.by_row(formula, _as_is), "flag"))

    def _sum(self, formula: Formula, step: Fraction) -> Range:
        """What a formula pays, half up to the step, in fen."""
        try:
            steps = round_half_up(self.compiler.number(formula.tree, self.plan.on), step)
            return of_number(self.compiler.stored(steps * constant(self.engine, times(step, FEN)), formula.text))
        except TooWide:
            return self._worked_out(formula, _Sum(step, is_limit=False))

    def limit(self, formula: Formula, step: Fraction) -> Range:
        """What a formula allows, in whole steps, in fen."""
        try:
            steps = round_down(ranges.number_above_nought(self.compiler.number(formula.tree, self.plan.on)), step)
            return of_number(self.compiler.stored(steps * constant(self.engine, times(step, FEN)), formula.text))
        except TooWide:
            return self._worked_out(formula, _Sum(step, is_limit=True))

    def _worked_out(self, formula: Formula, made: _Sum) -> Range:
        name = self.by_row(formula, made)
        return of_number(self.compiler.whole(self.engine.named(name, "number"), 0, LARGEST_STORED))

    def order(self, formula: Formula) -> Column:
        """The number by which a fund ranks its claims, as ``Value.stored`` gives it."""
        unit = stored_step(formula.shape)
        try:
            steps = round_half_up(self.compiler.number(formula.tree, self.plan.on), unit)
            return self.compiler.stored(steps, formula.text).expression(is_short=True)
        except TooWide:
            return self.engine.named(self.by_row(formula, _stored), "number")

    # -- dividing a sum ---------------------------------------------------------------------------------------------

    def by_payer(self, rule: BenefitRule, paid: Whole) -> dict[str, Column]:
        """Fen of each payer, null where what is paid is null or the shares that hold are unknown or make no whole."""
        over = lcm(*(share.share.denominator for share in rule.payers))
        flags = [self._condition(share.when) for share in rule.payers]
        weights, known = [], []
        for share, flag in zip(rule.payers, flags, strict=True):
            weight = constant(self.engine, int(share.share * over))
            weights.append(if_holds(Flag(flag.expression, True), sure(weight)).low if flag else weight)
            known += [] if flag is None or flag.is_certain else [self.engine.is_known(flag.expression)]
        whole = reduce(add, weights)
        known += [self.engine.literal(whole.known() == over)] if whole.is_constant else [whole.expression() == over]
        is_meant = reduce(and_, known) | (paid.expression() == 0)
        found: dict[str, Whole] = {}
        parts = divided(weights, paid, constant(self.engine, over), self.keep, f"~by.{rule.id}")
        for share, part in zip(rule.payers, parts, strict=True):
            found[share.payer] = found[share.payer] + part if share.payer in found else part
        return {
            payer_column(rule.id, payer): self.engine.when(is_meant, part.expression(is_short=True))
            for payer, part in found.items()
        }


def divided(weights: Sequence[Whole], whole: Whole, over: Whole, keep: Keep, name: str) -> list[Whole]:
    """``amounts.largest_remainder`` in columns: ``whole`` in proportion to weights that add up to ``over``.

    Shares and remainders are asked for by each other part, and so are kept as columns under ``name``.
    """
    if len(weights) == 1:
        return [whole]
    engine = whole.engine
    if not over.is_constant:
        one = engine.number(1, over.is_short)
        above = engine.when(over.expression() > 0, over.expression(), one)
        over = Whole(engine, above, 1, max(1, over.high), True)

    def kept(number: Whole, part: str) -> Whole:
        if number.is_constant or not number.is_short:
            return number
        return replace(number, column=keep(f"{name}.{part}", number.expression()))

    whole = kept(whole, "whole")
    shares, remainders = [], []
    for at, weight in enumerate(weights):
        share = round_down(Exact(weight * whole, over), Fraction(1)).clipped_to(0, whole.high)
        shares.append(kept(share, f"share.{at}"))
        rest = (weight * whole - shares[-1] * over).clipped_to(0, over.high)
        remainders.append(kept(rest, f"rest.{at}"))
    left = reduce(lambda one, share: one - share, shares, whole).expression()
    found = []
    for at, share in enumerate(shares):
        ahead = [
            _is_ahead(engine, other, remainders[at], place < at)
            for place, other in enumerate(remainders)
            if place != at
        ]
        more = engine.as_number(reduce(add, map(engine.as_number, ahead)) < left)
        found.append(Whole(engine, share.expression(is_short=True) + more, 0, whole.high, whole.is_certain))
    return found


def _is_ahead(engine: Columns, other: Whole, one: Whole, wins_ties: bool) -> Column:
    is_short = one.is_short and other.is_short
    left, right = other.expression(is_short), one.expression(is_short)
    return left >= right if wins_ties else left > right


@dataclass(frozen=True, slots=True)
class _Sum:
    """What ``amounts`` makes of a value: a payment, or a limit."""

    step: Fraction
    is_limit: bool

    def __call__(self, value: Value) -> int | None:
        return (amounts.limit_of if self.is_limit else amounts.paid_by)(value, self.step).known


def _as_is(value: Value) -> object:
    return value.value


def _stored(value: Value) -> object:
    return value.stored()
