"""A plan over tables of subjects in Polars: one pass for what is due, then the funds over arrays of claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import proxy

import numpy as np
import polars as pl

from luodi.engine.benefits import shortage_in_arrays as arrays
from luodi.engine.benefits.laid_out import (
    Asked,
    Depth,
    Laid,
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
from luodi.engine.benefits.ranges import Range
from luodi.engine.benefits.shortage import Need
from luodi.engine.benefits.to_columns import PAST_AT_MOST, Rows, past_column
from luodi.engine.model import SUBJECT, Amount, FundResult, budget_of
from luodi.formula.ast import Formula
from luodi.formula.fields import Describes
from luodi.formula.numbers import FigureTooLarge, too_large
from luodi.formula.on_polars import bounds_of
from luodi.formula.row_by_row import figure_columns, value_of_row
from luodi.formula.to_columns import Bounds, Compiler
from luodi.formula.to_polars import PolarsColumns
from luodi.formula.values import Value
from luodi.policy.rules.model import Fund


@dataclass(frozen=True)
class Tables:
    """A run as tables (``engine.model`` says with which columns), and its funds."""

    payments: Mapping[Describes, pl.DataFrame]
    funds: tuple[FundResult, ...]


@dataclass(frozen=True)
class _Compiled:
    """What a plan asks of tables of one shape before the funds: columns to add, numbers to guard, and where all of it lies."""

    asked: Asked
    kind: Describes
    schema: Mapping[str, pl.DataType]
    bounds: Bounds
    laid: Laid
    steps: Sequence[tuple[str, pl.Expr]]
    guards: Sequence[tuple[str, pl.Expr]]


@dataclass
class Kept:
    """Compiled passes, for who runs the same plan again over tables of the same shape; a plan is known by being the same one."""

    compiled: list[_Compiled] = field(default_factory=list)

    def find(self, asked: Asked, kind: Describes, frame: pl.DataFrame, bounds: Bounds) -> _Compiled | None:
        for one in self.compiled:
            known = one.asked
            is_same = known.plan is asked.plan and (known.observed_from, known.depth) == (
                asked.observed_from,
                asked.depth,
            )
            if is_same and one.kind == kind and one.bounds == bounds and one.schema == frame.schema:
                return one
        return None


def run(
    plan: Plan,
    subjects: Mapping[Describes, pl.DataFrame],
    history: pl.DataFrame | None = None,
    *,
    observed_from: date | None = None,
    bounds: Mapping[Describes, Bounds] | None = None,
    depth: Depth = "stages",
    kept: Kept | None = None,
) -> Tables:
    """All benefits of the plan; FigureTooLarge where any number is.

    ``history`` is as ``datasets.model.PAYMENT_COLUMNS`` says; ``bounds`` is ``bounds_of`` each table, kept with it.
    ``kept`` spares compiling again.
    """
    asked = Asked(plan, observed_from, depth)
    passes = []
    for kind in plan.kinds:
        if kind in subjects:
            frame = with_past(plan, kind, subjects[kind], history)
            known = (bounds or {}).get(kind) or bounds_of(subjects[kind])
            passes.append(_Pass(asked, kind, frame, known, kept or Kept()))
    funds = tuple(_pay_out(plan, fund, passes) for fund in plan.funds if plan.paid_from(fund.id))
    return Tables({one.kind: one.payments() for one in passes}, funds)


# -- what was paid before ---------------------------------------------------------------------------------------------


def with_past(plan: Plan, kind: Describes, frame: pl.DataFrame, history: pl.DataFrame | None) -> pl.DataFrame:
    """The table with what each subject was paid before, of the benefits whose rules ask for it."""
    asked = {rule.id for rule in plan.of_kind(kind)} & plan.asks_past
    if history is None or not asked or not history.height:
        return frame
    meant = history.filter((pl.col("paid_on") <= plan.on) & pl.col("benefit").is_in(sorted(asked)))
    this_year = pl.when(pl.col("paid_on").dt.year() == plan.on.year).then(pl.col("sum")).otherwise(0)
    sums = meant.group_by("subject", "benefit").agg(all=pl.col("sum").sum(), year=this_year.sum())
    if sums.filter(pl.any_horizontal(pl.col("all", "year") > PAST_AT_MOST)).height:
        raise too_large("已付金额")
    for benefit in sorted(asked):
        own = sums.filter(pl.col("benefit") == benefit)
        if own.height:
            names = {"all": past_column(benefit, True), "year": past_column(benefit, False)}
            past = own.select(pl.col("subject").alias("id"), pl.col("all", "year").clip(0)).rename(names)
            frame = frame.join(past, on="id", how="left", maintain_order="left")
            frame = frame.with_columns(pl.col(list(names.values())).fill_null(0))
    return frame


# -- one pass over one table ------------------------------------------------------------------------------------------


class _Query:
    """A lazy query that takes in columns, and the compiler that knows them."""

    def __init__(self, one: _Pass, frame: pl.DataFrame) -> None:
        self.one, self.frame, self.query, self.schema = one, frame, frame.lazy(), dict(frame.schema)
        self.steps: list[tuple[str, pl.Expr]] = []
        self.is_of_one_table = False
        self.engine = PolarsColumns(self.schema)
        self.compiler = Compiler(self.engine, self.schema, one.bounds, one.observed_from)
        me = proxy(self)  # me.keep would make a circle, which holds whole tables until the collector comes by
        self.rows = Rows(
            one.plan,
            one.kind,
            self.compiler,
            lambda formula, made: me.by_row(formula, made),  # noqa: PLW0108
            lambda name, expression: me.keep(name, expression),  # noqa: PLW0108
            one.depth == "stages",
        )

    def keep(self, name: str, expression: pl.Expr) -> pl.Expr:
        self.steps.append((name, expression))
        self.query = self.query.with_columns(expression.alias(name))
        self.schema[name] = pl.Int64()
        return pl.col(name)

    def keep_series(self, name: str, values: pl.Series) -> None:
        self.is_of_one_table = True
        self.query = self.query.with_columns(values.alias(name))
        self.schema[name] = values.dtype

    def by_row(self, formula: Formula, made: Callable[[Value], object]) -> str:
        name = f"~row.{len(self.schema)}"
        columns = figure_columns(formula, self.frame.columns)
        rows = self.frame.select(columns).iter_rows() if columns else ((),) * self.frame.height
        on, since = self.one.plan.on, self.one.observed_from
        values = [made(value_of_row(formula, dict(zip(columns, row, strict=True)), on, since)) for row in rows]
        self.keep_series(name, pl.Series(values, dtype=pl.Boolean() if formula.shape.sort == "flag" else pl.Int64()))
        return name

    def collect(self, wanted: Mapping[str, pl.Expr]) -> pl.DataFrame:
        return _collect(self.query, self.compiler.guards, wanted)


def _collect(query: pl.LazyFrame, guards: Sequence[tuple[str, pl.Expr]], wanted: Mapping[str, pl.Expr]) -> pl.DataFrame:
    if guards:
        asked = query.select(guard.any().alias(str(at)) for at, (_, guard) in enumerate(guards)).collect()
        for (text, _), is_beyond in zip(guards, asked.row(0), strict=True):
            if is_beyond:
                raise FigureTooLarge(f"“{text}”超过允许的范围，请核对数据的单位")
    # Not select alone: of constants it would make one row. Streaming keeps what lies between within the caches.
    return query.with_columns(**wanted).select(list(wanted)).collect(engine="streaming")


class _Pass:
    """One table of subjects on its way through the plan."""

    def __init__(self, asked: Asked, kind: Describes, frame: pl.DataFrame, bounds: Bounds, kept: Kept) -> None:
        self.plan, self.depth, self.observed_from = asked.plan, asked.depth, asked.observed_from
        self.kind, self.frame, self.bounds = kind, frame, bounds
        known = kept.find(asked, kind, frame, bounds)
        self.laid, self.found = self._again(known) if known is not None else self._first(asked, kept)
        self.paid: dict[str, tuple[pl.Series, ...]] = {}

    def _first(self, asked: Asked, kept: Kept) -> tuple[Laid, pl.DataFrame]:
        query = _Query(self, self.frame)
        laid = before_funds(query.rows, self.depth)
        if not query.is_of_one_table:
            parts = (laid, query.steps, query.compiler.guards)
            kept.compiled.append(_Compiled(asked, self.kind, self.frame.schema, self.bounds, *parts))
        return laid, query.collect(laid.wanted)

    def _again(self, known: _Compiled) -> tuple[Laid, pl.DataFrame]:
        query = self.frame.lazy()
        for name, expression in known.steps:
            query = query.with_columns(expression.alias(name))
        return known.laid, _collect(query, known.guards, known.laid.wanted)

    # -- for the funds ----------------------------------------------------------------------------------------------

    def claims_on(self, fund: Fund) -> arrays.Claims:
        name = claim_name(fund.id)
        low = high = self.found[f"{name}.low"].to_numpy()
        unbounded = order = unplaced = None
        if not self.laid.claims[fund.id].is_known:
            unbounded, high = _gaps(self.found[f"{name}.high"])
        if fund.order is not None:
            unplaced, order = _gaps(self.found[order_name(fund.id)])
        return arrays.Claims(low, high, self.ids, unbounded, order, unplaced)

    def ids(self, places: arrays.Ints) -> Any:
        return self.frame["id"].gather(places).to_numpy()

    def take(self, fund: Fund, paid: arrays.Claims) -> None:
        """Puts what a fund pays beside its claims."""
        self.paid[fund.id] = (pl.Series(paid.low),)
        if paid.high is not paid.low:
            high = pl.Series(paid.high)
            gaps = None if paid.unbounded is None else np.flatnonzero(paid.unbounded)
            self.paid[fund.id] += (high if gaps is None else high.scatter(gaps, None),)

    # -- what comes out ---------------------------------------------------------------------------------------------

    def payments(self) -> pl.DataFrame:
        """The table of results."""
        own = pl.DataFrame([self.frame[name] for name in SUBJECT if name in self.frame.columns])
        paid = {
            f"{paid_name(id)}.{end}": column
            for id, columns in self.paid.items()
            for end, column in zip(("low", "high"), columns, strict=False)
        }
        figures = [self.frame.drop(own.columns)] if self.depth == "stages" else []
        query = _Query(self, pl.concat([own, self.found, *figures, pl.DataFrame(paid)], how="horizontal"))

        def divide(fund: str, members: Sequence[str], claim: Range, gets: Range) -> list[pl.Expr]:
            if len(members) == 1 and claim.is_known:
                return [gets.known]
            return self._divide(query, fund, members, claim, gets)

        ranges = {id: paid_range(query.engine, self.laid, id, len(columns) == 1) for id, columns in self.paid.items()}
        wanted = {name: pl.col(name) for name in (*own.columns, *self.laid.shown)}
        return query.collect(wanted | after_funds(query.rows, self.laid, ranges, divide, self.depth))

    def _divide(self, query: _Query, fund: str, members: Sequence[str], claim: Range, paid: Range) -> list[pl.Expr]:
        """What each benefit gets of what its fund pays: worked out for those who claim, nought for all others."""
        names = [f"~share.{id}" for id in members]
        sums = [named(query.engine, f"~{id}", self.laid.allowed[id]) for id in members]
        most = claim.high.expression()
        claims = query.query.with_row_index("~place").filter((most > 0) | most.is_null())

        def keep(name: str, expression: pl.Expr) -> pl.Expr:
            nonlocal claims
            claims = claims.with_columns(expression.alias(name))
            query.schema[name] = pl.Int64()
            return pl.col(name)

        parts = divide_columns(sums, claim, paid, keep, fund)
        found = claims.select("~place", **dict(zip(names, parts, strict=True))).collect()
        places = found["~place"].cast(pl.Int64()).to_numpy()
        for name in names:
            query.keep_series(name, _spread(found[name], places, self.frame.height))
        return [pl.col(name) for name in names]


def _spread(values: pl.Series, places: arrays.Ints, rows: int) -> pl.Series:
    """Values at their places in a column that is nought elsewhere; null stays null."""
    spread = np.zeros(rows, dtype=np.int64)
    gaps, known = _gaps(values)
    spread[places] = known
    if gaps is None:
        return pl.Series(spread)
    return pl.Series(spread).scatter(places[gaps], None)


def _gaps(series: pl.Series) -> tuple[arrays.Truths | None, arrays.Ints]:
    if not series.null_count():
        return None, series.to_numpy()
    return series.is_null().to_numpy(), series.fill_null(0).to_numpy()


# -- the funds --------------------------------------------------------------------------------------------------------


def _pay_out(plan: Plan, fund: Fund, passes: Sequence[_Pass]) -> FundResult:
    """Pays one fund to all who claim from it, of whatever kind."""
    meant = [one for one in passes if fund.id in one.laid.claims]
    own = [one.claims_on(fund) for one in meant]
    claims = own[0] if len(own) == 1 else _joined(own)
    served = arrays.known_only(claims) if plan.defers_unknown else claims
    need = arrays.need_of(fund.shortage, budget_of(fund), plan.step_of(fund.id), served)
    paid = arrays.pay_out(need, served)
    whole = arrays.need_of(fund.shortage, None, 1, claims)
    total = _total_paid(need, paid)
    if served is not claims:
        paid = arrays.with_waiting(paid, claims)
    start = 0
    for one, part in zip(meant, own, strict=True):
        end = start + part.low.size
        if need.shares_out:
            one.take(fund, arrays.part_of(paid, start, end))
        start = end
    claiming, unknown = _counts(claims)
    return FundResult(
        fund.id,
        fund.name,
        need.budget,
        Amount(whole.low, whole.high),
        total,
        claiming,
        unknown,
        need.state,
        fund.source,
    )


def _total_paid(need: Need, paid: arrays.Claims) -> Amount:
    if not need.shares_out:
        return Amount(need.low, need.high)
    low = arrays.exact_sum(paid.low)
    # Each may get up to its end, but not all at once: together no more than the fund holds.
    return Amount(low, low if paid.high is paid.low else arrays.exact_sum(paid.high)).at_most(need.budget)


def _counts(claims: arrays.Claims) -> tuple[int, int]:
    """How many claim something, and how many of these claims are unknown."""
    if claims.high is claims.low:
        return int(np.count_nonzero(claims.low > 0)), 0
    unknown, claiming = claims.low != claims.high, claims.high > 0
    if claims.unbounded is not None:
        unknown, claiming = unknown | claims.unbounded, claiming | claims.unbounded
    return int(np.count_nonzero(claiming)), int(np.count_nonzero(unknown))


def _joined(parts: Sequence[arrays.Claims]) -> arrays.Claims:
    """The claims of several tables as one queue."""
    starts = np.cumsum([0, *(part.low.size for part in parts)])

    def ids(places: arrays.Ints) -> Any:
        found = np.empty(places.size, dtype=object)
        for part, start in zip(parts, starts[:-1], strict=True):
            own = (places >= start) & (places < start + part.low.size)
            found[own] = part.ids(places[own] - start)
        return found

    low = np.concatenate([part.low for part in parts])
    is_known = all(part.high is part.low for part in parts)
    return arrays.Claims(
        low,
        low if is_known else np.concatenate([part.high for part in parts]),
        ids,
        _gaps_of(parts, [part.unbounded for part in parts]),
        None if all(part.order is None for part in parts) else np.concatenate([_order(part) for part in parts]),
        _gaps_of(parts, [part.unplaced for part in parts]),
    )


def _order(part: arrays.Claims) -> arrays.Ints:
    return part.order if part.order is not None else np.zeros_like(part.low)


def _gaps_of(parts: Sequence[arrays.Claims], gaps: Sequence[arrays.Truths | None]) -> arrays.Truths | None:
    if all(gap is None for gap in gaps):
        return None
    return np.concatenate(
        [np.zeros(part.low.size, dtype=np.bool_) if gap is None else gap for part, gap in zip(parts, gaps, strict=True)]
    )
