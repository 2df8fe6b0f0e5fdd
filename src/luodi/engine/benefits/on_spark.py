"""A plan over tables of subjects on Spark: the same columns as on one machine, and funds by sums and a place in the queue.

A fund never brings its claims together: what it needs to know are sums, taken where the rows lie, and the one place at which
the money, or what rounding left over, is used up (``queue.on_spark``). Then each row knows by itself what it is paid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from typing import NamedTuple

from pyspark.sql import Column, DataFrame, Row
from pyspark.sql import functions as F  # noqa: N812  the name that Spark's own pages use
from pyspark.sql import types as T  # noqa: N812

from luodi.engine.benefits.families import on_spark as families
from luodi.engine.benefits.families.laid_out import Asking, asked_by
from luodi.engine.benefits.laid_out import (
    Asked,
    Depth,
    after_funds,
    before_funds,
    claim_name,
    divide_columns,
    named,
    order_name,
    paid_name,
    paid_range,
)
from luodi.engine.benefits.plan import Plan
from luodi.engine.benefits.queue.on_spark import find, is_at, is_before
from luodi.engine.benefits.ranges import Range
from luodi.engine.benefits.shortage import LAST_ORDER, Need, Threshold
from luodi.engine.benefits.to_columns import PAST_AT_MOST, Rows, past_column
from luodi.engine.model import SUBJECT, Amount, FundResult, budget_of
from luodi.formula.ast import Formula
from luodi.formula.fields import LARGEST_STORED, Describes
from luodi.formula.numbers import FigureTooLarge, too_large
from luodi.formula.on_spark import bounds_of
from luodi.formula.row_by_row import figure_columns, value_of_row
from luodi.formula.to_columns import Bounds, Compiler
from luodi.formula.to_spark import SparkColumns
from luodi.formula.values import Value
from luodi.policy.rules.model import Fund

_WIDE = T.DecimalType(38, 0)
_LONG = T.LongType()


class _Claim(NamedTuple):
    """The columns of a claim: in ``high`` null has no bound, in ``order`` it is unknown."""

    id: Column
    low: Column
    high: Column
    order: Column


_NAMES = ("id", "low", "high", "order")
# What a claim is paid: one column where it is known, else the least and the most.
Paying = Callable[[_Claim], tuple[Column, ...]]


@dataclass(frozen=True)
class Tables:
    """A run as Spark tables (``engine.model`` says with which columns), and its funds."""

    payments: Mapping[Describes, DataFrame]
    funds: tuple[FundResult, ...]


def run(
    plan: Plan,
    subjects: Mapping[Describes, DataFrame],
    history: DataFrame | None = None,
    *,
    observed_from: date | None = None,
    bounds: Mapping[Describes, Bounds] | None = None,
    depth: Depth = "stages",
) -> Tables:
    """What ``on_polars.run`` gives; the funds have been worked out, the tables are yet to be."""
    asked = Asked(plan, observed_from, depth)
    there = [kind for kind in plan.kinds if kind in subjects]
    known = {kind: (bounds or {}).get(kind) or bounds_of(subjects[kind]) for kind in there}
    frames: families.Frames = {kind: with_past(plan, kind, subjects[kind], history) for kind in there}
    if plan.family_limits:
        frames = families.with_families(plan, frames, history, partial(_up_to, asked, known))
    passes = [_Pass(asked, kind, table, known[kind]) for kind, table in frames.items()]
    funds = tuple(_pay_out(plan, fund, passes) for fund in plan.funds if plan.paid_from(fund.id))
    return Tables({one.kind: one.payments() for one in passes}, funds)


def with_past(plan: Plan, kind: Describes, table: DataFrame, history: DataFrame | None) -> DataFrame:
    """The table with what each subject was paid before, of the benefits whose rules ask for it."""
    asked = sorted({rule.id for rule in plan.of_kind(kind)} & plan.asks_past)
    if history is None or not asked:
        return table
    meant = history.where((F.col("paid_on") <= F.lit(plan.on)) & F.col("benefit").isin(asked))
    is_this_year = F.year("paid_on") == plan.on.year
    sums: dict[str, Column] = {}
    for benefit in asked:
        own = F.when(F.col("benefit") == benefit, F.col("sum").cast(_WIDE))  # together they may be more than 64 bits
        sums[past_column(benefit, True)] = F.sum(own)
        sums[past_column(benefit, False)] = F.sum(F.when(is_this_year, own))
    past = meant.groupBy(F.col("subject").alias("~subject")).agg(*[one.alias(name) for name, one in sums.items()])
    largest = past.agg(*[F.max(_of(name)) for name in sums]).collect()[0]
    if any(each is not None and each > PAST_AT_MOST for each in largest):
        raise too_large("已付金额")
    joined = table.join(past, _of("id") == _of("~subject"), "left").drop("~subject")
    zero = F.lit(0).cast(_LONG)
    return joined.withColumns({name: F.coalesce(F.greatest(_of(name), zero).cast(_LONG), zero) for name in sums})


def _of(name: str) -> Column:
    return F.col(f"`{name}`")


# -- one pass over one table ------------------------------------------------------------------------------------------


class _Query:
    """A table that takes in columns, and the compiler that knows them."""

    def __init__(self, asked: Asked, kind: Describes, table: DataFrame, bounds: Bounds) -> None:
        self.asked, self.table, self.there = asked, table, list(table.columns)
        self.compiler = Compiler(SparkColumns(), table.columns, bounds, asked.observed_from)
        self.rows = Rows(asked.plan, kind, self.compiler, self.by_row, self.keep, asked.depth == "stages")

    def keep(self, name: str, column: Column) -> Column:
        self.table = self.table.withColumn(name, column)
        return _of(name)

    def by_row(self, formula: Formula, made: Callable[[Value], object]) -> str:
        name = f"~row.{len(self.table.columns)}"
        columns, on, since = figure_columns(formula, self.there), self.asked.plan.on, self.asked.observed_from

        def work_out(row: Row | None) -> object:
            return made(value_of_row(formula, dict(zip(columns, row or (), strict=True)), on, since))

        kind = T.BooleanType() if formula.shape.sort == "flag" else _LONG
        row = F.struct(*[_of(column).alias(str(at)) for at, column in enumerate(columns)]) if columns else F.lit(None)
        self.table = self.table.withColumn(name, F.udf(work_out, kind)(row))
        return name

    def refuse(self) -> None:
        guards = self.compiler.guards
        if guards:
            asked = [F.bool_or(guard).alias(str(at)) for at, (_, guard) in enumerate(guards)]
            for (text, _), is_beyond in zip(guards, self.table.agg(*asked).collect()[0], strict=True):
                if is_beyond:
                    raise FigureTooLarge(f"“{text}”超过允许的范围，请核对数据的单位")


def _up_to(
    asked: Asked, bounds: Mapping[Describes, Bounds], asking: Asking, kind: Describes, table: DataFrame
) -> tuple[DataFrame, bool]:
    """The table with what limits of families ask of it, and whether all of that is known."""
    query = _Query(Asked(asking.plan, asked.observed_from, "payments"), kind, table, bounds[kind])
    wanted, is_known = asked_by(query.rows, asking)
    query.refuse()
    return query.table.withColumns(wanted), is_known


class _Pass:
    """One table of subjects on its way through the plan."""

    def __init__(self, asked: Asked, kind: Describes, table: DataFrame, bounds: Bounds) -> None:
        self.asked, self.kind, self.bounds = asked, kind, bounds
        query = _Query(asked, kind, table, bounds)
        self.laid = before_funds(query.rows, asked.depth)
        query.refuse()
        self.own = [name for name in SUBJECT if name in table.columns]
        self.figures = [name for name in table.columns if name not in SUBJECT]
        self.found = query.table.withColumns(self.laid.wanted)
        self.paying: dict[Fund, Paying] = {}

    def claims_on(self, fund: Fund) -> DataFrame:
        """The claims of those who may get something, with the columns of ``_Claim``."""
        found = self.found.select(*[column.alias(name) for name, column in self._claim(fund)._asdict().items()])
        return found.where((F.col("high") > 0) | F.col("high").isNull())

    def _claim(self, fund: Fund) -> _Claim:
        name = claim_name(fund.id)
        high = _of(f"{name}.low" if self.laid.claims[fund.id].is_known else f"{name}.high")
        order = F.lit(0).cast(_LONG) if fund.order is None else _of(order_name(fund.id))
        return _Claim(_of("id").cast(T.StringType()), _of(f"{name}.low"), high, order)

    def payments(self) -> DataFrame:
        table = self.found
        for fund, paying in self.paying.items():
            for end, column in zip(("low", "high"), paying(self._claim(fund)), strict=False):
                table = table.withColumn(f"{paid_name(fund.id)}.{end}", column)
        query = _Query(self.asked, self.kind, table, self.bounds)
        engine = query.rows.engine

        def divide(fund: str, members: Sequence[str], claim: Range, gets: Range) -> list[Column]:
            sums = [named(engine, f"~{id}", self.laid.allowed[id]) for id in members]
            parts = divide_columns(sums, claim, gets, query.keep, fund)
            return [query.keep(f"~share.{id}", part) for id, part in zip(members, parts, strict=True)]

        ranges = {
            fund.id: paid_range(engine, self.laid, fund.id, f"{paid_name(fund.id)}.high" not in table.columns)
            for fund in self.paying
        }
        wanted = after_funds(query.rows, self.laid, ranges, divide, self.asked.depth)
        known = [_of(name) for name in (*self.own, *self.laid.shown)]
        return query.table.select(*known, *[column.alias(name) for name, column in wanted.items()])


# -- the funds --------------------------------------------------------------------------------------------------------


def _pay_out(plan: Plan, fund: Fund, passes: Sequence[_Pass]) -> FundResult:
    """Pays one fund to all who claim from it, of whatever kind."""
    meant = [one for one in passes if fund.id in one.laid.claims]
    if not meant:
        return FundResult.of_nobody(fund)
    claims = reduce(DataFrame.unionByName, [one.claims_on(fund) for one in meant]).persist()
    budget, step = budget_of(fund), plan.step_of(fund.id)
    sums = _sums(claims, fund)
    whole, claimed, served = sums, Amount(sums.low, sums.high), claims
    waits = plan.defers_unknown and sums.unknown > 0
    if waits:
        served = claims.where(_is_known(_claim_of()))
        sums = _sums(served, fund)
    need = Need(fund.shortage, budget, step, sums.low, sums.high, sums.has_unknown)
    paid = Amount(need.low, need.high)
    if need.shares_out:
        paying = _paying(need, served, sums)
        for one in meant:
            one.paying[fund] = _with_waiting(paying) if waits else paying
        ends = served.agg(*[F.sum(column.cast(_WIDE)) for column in paying(_claim_of())]).collect()[0]
        # Each may get up to its end, but not all at once: together no more than the fund holds.
        paid = Amount(int(ends[0] or 0), int(ends[-1] or 0)).at_most(budget)
    claims.unpersist()
    return FundResult(
        fund.id, fund.name, budget, claimed, paid, whole.claimants, whole.unknown, need.state, fund.source
    )


def _is_known(claim: _Claim) -> Column:
    return claim.high.isNotNull() & (claim.high == claim.low)


def _with_waiting(paying: Paying) -> Paying:
    """What is paid to those who were served; what those get who wait lies between nought and their claim."""

    def paying_all(claim: _Claim) -> tuple[Column, ...]:
        ends = paying(claim)
        low = F.when(_is_known(claim), ends[0]).otherwise(F.lit(0).cast(_LONG))
        return low, F.when(_is_known(claim), ends[-1]).otherwise(claim.high)

    return paying_all


def _claim_of() -> _Claim:
    return _Claim(*map(F.col, _NAMES))


class _Sums(NamedTuple):
    """What must be known of all claims on a fund. ``anywhere`` is the most of those whose order is unknown."""

    low: int
    high: int | None
    largest: int
    claimants: int
    unknown: int
    has_unknown: bool
    anywhere: int | None


def _sums(claims: DataFrame, fund: Fund) -> _Sums:
    claim, one = _claim_of(), F.lit(1)
    is_open = claim.high.isNull() | (claim.high != claim.low)
    is_unplaced = claim.order.isNull()
    found = claims.agg(
        F.sum(claim.low.cast(_WIDE)).alias("low"),
        F.sum(claim.high.cast(_WIDE)).alias("high"),
        F.max(F.coalesce(claim.high, claim.low)).alias("largest"),
        F.count(one).alias("claimants"),
        F.count(F.when(claim.high.isNull(), one)).alias("unbounded"),
        F.count(F.when(is_open, one)).alias("unknown"),
        F.count(F.when(is_unplaced & (claim.low > 0), one)).alias("unplaced"),
        F.sum(F.when(is_unplaced, claim.high).cast(_WIDE)).alias("anywhere"),
        F.count(F.when(is_unplaced & claim.high.isNull(), one)).alias("anywhere_unbounded"),
    ).collect()[0]
    has_unknown = found["unknown"] > 0 or (fund.shortage == "order" and found["unplaced"] > 0)
    return _Sums(
        int(found["low"] or 0),
        None if found["unbounded"] else int(found["high"] or 0),
        int(found["largest"] or 0),
        found["claimants"],
        found["unknown"],
        has_unknown,
        None if found["anywhere_unbounded"] else int(found["anywhere"] or 0),
    )


def _paying(need: Need, claims: DataFrame, sums: _Sums) -> Paying:
    if need.kind == "order":
        return _in_order(need, claims, sums)
    return _scaled(need, claims, sums) if need.state == "scaled" else _perhaps_scaled(need, sums)


def _share(due: Column, steps: int, whole: int, largest: int) -> tuple[Column, Column]:
    """``due * steps`` by ``whole``: the quotient and the remainder, in 64 bits where they hold the product."""
    kind = _LONG if largest * steps <= LARGEST_STORED and whole <= LARGEST_STORED else _WIDE
    product = due.cast(kind) * F.lit(str(steps)).cast(kind)
    by = F.lit(str(whole)).cast(kind)
    quotient = F.call_function("div", product, by)
    return quotient, (product.cast(_WIDE) - quotient.cast(_WIDE) * by.cast(_WIDE)).cast(
        _LONG
    ) if kind is _WIDE else product - quotient * by


def _scaled(need: Need, claims: DataFrame, sums: _Sums) -> Paying:
    step = F.lit(need.step).cast(_LONG)

    def parts(claim: _Claim) -> tuple[Column, Column, Column]:
        quotient, remainder = _share(claim.low, need.steps, need.low, sums.largest)
        return quotient, remainder, (remainder > 0) & ((quotient + 1) * step <= claim.low)

    quotient, remainder, takes_more = parts(_claim_of())
    handed_out = claims.agg(F.sum(quotient.cast(_WIDE))).collect()[0][0]
    queue = claims.where(takes_more).select(remainder.alias("order"), "id", F.lit(1).cast(_LONG).alias("cost"))
    end = find(queue, need.steps - int(handed_out), 1)

    def paying(claim: _Claim) -> tuple[Column, ...]:
        quotient, remainder, takes_more = parts(claim)
        gets_more = takes_more & is_before(end, remainder, claim.id)
        return ((quotient + gets_more.cast(_LONG)) * step,)

    return paying


def _perhaps_scaled(need: Need, sums: _Sums) -> Paying:
    assert need.budget is not None
    is_short = need.low > need.budget
    step, budget = F.lit(need.step).cast(_LONG), F.lit(need.budget).cast(_LONG)

    def paying(claim: _Claim) -> tuple[Column, ...]:
        low = F.lit(0).cast(_LONG)
        if need.high is not None:
            low = _share(claim.low, need.steps, need.high, sums.largest)[0] * step
        high = F.coalesce(F.least(claim.high, budget), budget)
        if is_short:
            most = _share(claim.high, need.steps, need.low, sums.largest)[0] * step + step
            high = F.least(high, most)  # null, of what has no bound, is left out
        return low, high

    return paying


def _in_order(need: Need, claims: DataFrame, sums: _Sums) -> Paying:
    assert need.budget is not None
    budget, zero = F.lit(need.budget).cast(_LONG), F.lit(0).cast(_LONG)
    to_spare = None if need.high is None else need.budget - need.high
    placed = claims.where(F.col("order").isNotNull())
    at_worst: Threshold | None = Threshold(LAST_ORDER, "", 0)
    if sums.anywhere is not None:
        at_worst = find(
            placed.select("order", "id", F.col("high").alias("cost")), need.budget - sums.anywhere, need.step
        )
    at_best = find(placed.select("order", "id", F.col("low").alias("cost")), need.budget, need.step)

    def paying(claim: _Claim) -> tuple[Column, ...]:
        most = F.coalesce(F.least(claim.high, budget), budget)
        low = _served(at_worst, claim, claim.low)
        if not need.has_unknown:
            return (F.when(claim.order.isNull(), zero).otherwise(low),)
        anywhere = zero
        if to_spare is not None:
            left = F.lit(str(to_spare)).cast(_WIDE) + claim.high.cast(_WIDE)
            step = F.lit(need.step).cast(_WIDE)
            anywhere = F.least(
                claim.low, F.call_function("div", F.greatest(left, F.lit(0).cast(_WIDE)), step) * need.step
            )
        high = F.when(claim.order.isNull(), most).otherwise(_served(at_best, claim, most))
        return F.when(claim.order.isNull(), anywhere).otherwise(low), high

    return paying


def _served(end: Threshold | None, claim: _Claim, sum_: Column) -> Column:
    """``shortage.served`` in columns."""
    if end is None:
        return sum_
    rest = F.when(is_at(end, claim.order, claim.id), F.least(sum_, F.lit(end.rest).cast(_LONG)))
    return F.when(is_before(end, claim.order, claim.id), sum_).otherwise(rest.otherwise(F.lit(0).cast(_LONG)))
