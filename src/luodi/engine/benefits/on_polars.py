"""A plan over tables of subjects in Polars: one pass for what is due, then the funds over arrays of claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from weakref import ReferenceType, proxy, ref

import polars as pl

from luodi.engine.benefits import shortage_in_arrays as arrays
from luodi.engine.benefits.families import on_polars as families
from luodi.engine.benefits.families.laid_out import Asking, asked_by
from luodi.engine.benefits.laid_out import (
    Asked,
    Depth,
    Laid,
    Task,
    after_funds,
    before_funds,
    claim_name,
    divide_columns,
    most_name,
    named,
    order_name,
    paid_name,
    paid_range,
)
from luodi.engine.benefits.plan import Plan
from luodi.engine.benefits.ranges import Range
from luodi.engine.benefits.series import on_polars as series
from luodi.engine.benefits.shortage import Need
from luodi.engine.benefits.to_columns import PAST_AT_MOST, Rows, past_column
from luodi.engine.model import IS_KNOWN, SUBJECT, TOTAL, Amount, FundResult, budget_of
from luodi.formula.ast import Formula
from luodi.formula.fields import Describes
from luodi.formula.numbers import FigureTooLarge, too_large
from luodi.formula.on_polars import bounds_of
from luodi.formula.row_by_row import figure_columns, value_of_row
from luodi.formula.to_columns import Bounds, Compiler
from luodi.formula.to_polars import PolarsColumns
from luodi.formula.values import Value
from luodi.policy.rules.model import Fund

_PLACE = "~place"
_SMALL = 20_000  # rows
_WIDE = pl.Int128()  # a sum over rows may be more than 64 bits, and would begin anew below nought
_UNPLANNED = pl.QueryOptFlags.none()


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
    frame: ReferenceType[pl.DataFrame]
    schema: Mapping[str, pl.DataType]
    bounds: Bounds
    laid: Laid
    who_may: pl.Expr | None
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
            is_same = is_same and one.kind == kind and one.bounds == bounds
            if is_same and (one.frame() is frame or one.schema == frame.schema):
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
    there = [kind for kind in plan.kinds if kind in subjects]
    known = {kind: (bounds or {}).get(kind) or bounds_of(subjects[kind]) for kind in there}
    frames: families.Frames = {kind: with_past(plan, kind, subjects[kind], history) for kind in there}
    if plan.family_limits:
        frames = families.with_families(plan, frames, history, partial(_up_to, asked, known))
    passes = [_Pass(asked, kind, frame, known[kind], kept or Kept()) for kind, frame in frames.items()]
    funds = tuple(_pay_out(plan, fund, passes) for fund in plan.funds if plan.paid_from(fund.id))
    return Tables({one.kind: one.payments() for one in passes}, funds)


# -- what was paid before ---------------------------------------------------------------------------------------------


def with_past(plan: Plan, kind: Describes, frame: pl.DataFrame, history: pl.DataFrame | None) -> pl.DataFrame:
    """The table with what each subject was paid before, of the benefits whose rules ask for it."""
    if history is None or not history.height:
        return frame
    asked = {rule.id for rule in plan.of_kind(kind)} & plan.asks_past
    if not asked:
        return frame
    meant = history.filter((pl.col("paid_on") <= plan.on) & pl.col("benefit").is_in(sorted(asked)))
    this_year = pl.when(pl.col("paid_on").dt.year() == plan.on.year).then(pl.col("sum")).otherwise(0)
    sums = meant.group_by("subject", "benefit").agg(
        all=pl.col("sum").cast(_WIDE).sum(), year=this_year.cast(_WIDE).sum()
    )
    if sums.filter(pl.any_horizontal(pl.col("all", "year") > PAST_AT_MOST)).height:
        raise too_large("已付金额")
    for benefit in sorted(asked):
        own = sums.filter(pl.col("benefit") == benefit)
        if own.height:
            names = {"all": past_column(benefit, True), "year": past_column(benefit, False)}
            past = own.select(pl.col("subject").alias("id"), pl.col("all", "year").clip(0).cast(pl.Int64())).rename(
                names
            )
            frame = frame.join(past, on="id", how="left", maintain_order="left")
            frame = frame.with_columns(pl.col(list(names.values())).fill_null(0))
    return frame


# -- one pass over one table ------------------------------------------------------------------------------------------


class _Query:
    """A lazy query that takes in columns, and the compiler that knows them."""

    def __init__(self, one: _Pass | Task, frame: pl.DataFrame) -> None:
        self.one, self.frame, self.schema = one, frame, dict(frame.schema)
        self.by_place: list[pl.Series] = []
        self.steps: list[tuple[str, pl.Expr]] = []
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
        self.schema[name] = pl.Int64()
        return pl.col(name)

    def keep_series(self, name: str, values: pl.Series) -> None:
        self.by_place.append(values.alias(name))
        self.schema[name] = values.dtype

    @property
    def table(self) -> pl.LazyFrame:
        return self.frame.lazy().with_columns(self.by_place)

    @property
    def query(self) -> pl.LazyFrame:
        return _with(self.table, self.steps)

    def by_row(self, formula: Formula, made: Callable[[Value], object]) -> str:
        name = f"~row.{len(self.schema)}"
        columns = figure_columns(formula, self.frame.columns)
        rows = self.frame.select(columns).iter_rows() if columns else ((),) * self.frame.height
        on, since = self.one.plan.on, self.one.observed_from
        values = [made(value_of_row(formula, dict(zip(columns, row, strict=True)), on, since)) for row in rows]
        self.keep_series(name, pl.Series(values, dtype=pl.Boolean() if formula.shape.sort == "flag" else pl.Int64()))
        return name


def _with(query: pl.LazyFrame, steps: Sequence[tuple[str, pl.Expr]]) -> pl.LazyFrame:
    for name, expression in steps:
        query = query.with_columns(expression.alias(name))
    return query


def _check(query: pl.LazyFrame, guards: Sequence[tuple[str, pl.Expr]]) -> None:
    if guards:
        asked = query.select(guard.any().alias(str(at)) for at, (_, guard) in enumerate(guards)).collect()
        for (text, _), is_beyond in zip(guards, asked.row(0), strict=True):
            if is_beyond:
                raise FigureTooLarge(f"“{text}”超过允许的范围，请核对数据的单位")


def _collect(query: pl.LazyFrame, wanted: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """All rows; what lies between is kept within the caches."""
    # Not select alone: of constants it would make one row.
    return query.with_columns(**wanted).select(list(wanted)).collect(engine="streaming")


def _collect_small(query: pl.LazyFrame, wanted: Mapping[str, pl.Expr], rows: int) -> pl.DataFrame:
    """The same for a table so small that planning would take longer than what it saves."""
    found = query.select(**wanted).collect(engine="in-memory", optimizations=_UNPLANNED)
    return found if found.height == rows else _collect(query, wanted)


def _up_to(
    asked: Asked, bounds: Mapping[Describes, Bounds], asking: Asking, kind: Describes, frame: pl.DataFrame
) -> tuple[pl.DataFrame, bool]:
    """What limits of families ask of one table, and whether all of it is known."""
    query = _Query(Task(asking.plan, kind, bounds[kind], asked.observed_from, "payments"), frame)
    wanted, is_known = asked_by(query.rows, asking)
    _check(query.query, query.compiler.guards)
    return _collect(query.query, wanted), is_known


class _Pass:
    """One table of subjects on its way through the plan."""

    def __init__(self, asked: Asked, kind: Describes, frame: pl.DataFrame, bounds: Bounds, kept: Kept) -> None:
        self.plan, self.depth, self.observed_from = asked.plan, asked.depth, asked.observed_from
        self.kind, self.frame, self.bounds = kind, frame, bounds
        # Stages are shown of everyone. Else most rows claim nothing, and of a large table only the others go on.
        self.is_whole = asked.depth == "stages" or frame.height <= _SMALL
        table, made = frame.lazy(), kept.find(asked, kind, frame, bounds)
        if made is None:
            table, made = self._compiled(asked, kept)
        self.laid, self.found = made.laid, self._found(table, made)
        self.claims = {id: self._claims(id) for id in self.laid.claims}
        self.paid: dict[str, arrays.Claims] = {}

    def _compiled(self, asked: Asked, kept: Kept) -> tuple[pl.LazyFrame, _Compiled]:
        query = _Query(self, self.frame)
        laid = before_funds(query.rows, self.depth)
        parts = (laid, query.rows.who_may, query.steps, query.compiler.guards)
        made = _Compiled(asked, self.kind, ref(self.frame), self.frame.schema, self.bounds, *parts)
        if not query.by_place:
            kept.compiled.append(made)
        return query.table, made

    def _found(self, table: pl.LazyFrame, made: _Compiled) -> pl.DataFrame:
        """What is claimed: of all rows, or of those that claim something or may."""
        wanted = made.laid.wanted
        _check(_with(table, made.steps), made.guards)
        if self.is_whole:
            query = _with(table, made.steps)
            return (
                _collect(query, wanted) if self.depth == "stages" else _collect_small(query, wanted, self.frame.height)
            )
        table = table.with_row_index(_PLACE)
        if made.who_may is not None:  # conditions cost little, and what they leave is little
            table = table.filter(made.who_may)
        most = [pl.col(most_name(fund, claim)) for fund, claim in made.laid.claims.items()]
        claims = pl.any_horizontal(pl.lit(False), *[(one > 0) | one.is_null() for one in most])
        found = _with(table, made.steps).with_columns(**wanted).select([_PLACE, *wanted]).filter(claims)
        return found.collect(engine="streaming")

    @cached_property
    def places(self) -> series.Places:
        """Where in the table the rows of ``found`` stand, if it has not all of them."""
        return self.found[_PLACE].to_numpy()

    # -- for the funds ----------------------------------------------------------------------------------------------

    def _claims(self, fund: str) -> arrays.Claims:
        name = claim_name(fund)
        low = high = self.found[f"{name}.low"].to_numpy()
        unbounded = order = unplaced = None
        if not self.laid.claims[fund].is_known:
            unbounded, high = series.gaps_of(self.found[f"{name}.high"])
        if order_name(fund) in self.found.columns:
            unplaced, order = series.gaps_of(self.found[order_name(fund)])
        ids, found = self.frame["id"], None if self.is_whole else self.found[_PLACE]
        return arrays.Claims(low, high, partial(series.ids_at, ids, found), unbounded, order, unplaced)

    # -- what comes out ---------------------------------------------------------------------------------------------

    def payments(self) -> pl.DataFrame:
        """The table of results."""
        has = self.frame.columns
        own = [self.frame[name] for name in SUBJECT if name in has]
        if self.depth == "totals":
            return pl.DataFrame([*own, *self._spread(self._totals())])
        if self.depth == "payments":
            return pl.DataFrame([*own, *self._spread(self._results(pl.DataFrame()))])
        return pl.DataFrame(self._results(self.frame, [one.name for one in own]))

    def _totals(self) -> list[pl.Series]:
        """What each gets in all, null where that is not known, and whether it is."""
        total, unknown = arrays.totals(
            [self.paid.get(id, claims) for id, claims in self.claims.items()], self.found.height
        )
        sums, is_known = pl.Series(TOTAL, total), series.all_true(IS_KNOWN, total.size)
        return [sums, is_known] if unknown is None else [sums.scatter(unknown, None), is_known.scatter(unknown, False)]

    def _results(self, figures: pl.DataFrame, own: Sequence[str] = ()) -> list[pl.Series]:
        """What the rules say of what is paid, beside the ``own`` columns of the figures."""
        paid = [pl.DataFrame(series.as_columns(paid_name(id), one)) for id, one in self.paid.items()]
        query = _Query(self, pl.concat([figures, self.found, *paid], how="horizontal"))

        def divide(fund: str, members: Sequence[str], claim: Range, gets: Range) -> list[pl.Expr]:
            if len(members) == 1 and claim.is_known:
                return [gets.known]
            return self._divide(query, fund, members, claim, gets)

        ranges = {id: paid_range(query.engine, self.laid, id, one.high is one.low) for id, one in self.paid.items()}
        wanted = {name: pl.col(name) for name in (*own, *self.laid.shown)}
        wanted |= after_funds(query.rows, self.laid, ranges, divide, self.depth)
        _check(query.query, query.compiler.guards)
        return _collect(query.query, wanted).get_columns()

    def _spread(self, columns: Sequence[pl.Series]) -> list[pl.Series]:
        rows = self.frame.height
        return list(columns) if self.is_whole else [series.spread(one, self.places, rows) for one in columns]

    def _divide(self, query: _Query, fund: str, members: Sequence[str], claim: Range, paid: Range) -> list[pl.Expr]:
        """What each benefit gets of what its fund pays: worked out for those who claim, nought for all others."""
        names = [f"~share.{id}" for id in members]
        sums = [named(query.engine, f"~{id}", self.laid.allowed[id]) for id in members]
        most = claim.high.expression()
        claims = query.query.with_row_index("~row").filter((most > 0) | most.is_null())

        def keep(name: str, expression: pl.Expr) -> pl.Expr:
            nonlocal claims
            claims = claims.with_columns(expression.alias(name))
            query.schema[name] = pl.Int64()
            return pl.col(name)

        parts = divide_columns(sums, claim, paid, keep, fund)
        found = claims.select("~row", **dict(zip(names, parts, strict=True))).collect()
        places = found["~row"].to_numpy()
        for name in names:
            query.keep_series(name, series.spread(found[name], places, query.frame.height))
        return [pl.col(name) for name in names]


# -- the funds --------------------------------------------------------------------------------------------------------


def _pay_out(plan: Plan, fund: Fund, passes: Sequence[_Pass]) -> FundResult:
    """Pays one fund to all who claim from it, of whatever kind."""
    meant = [one for one in passes if fund.id in one.claims]
    if not meant:
        return FundResult.of_nobody(fund)
    own = [one.claims[fund.id] for one in meant]
    claims = own[0] if len(own) == 1 else arrays.joined(own)
    served = arrays.known_only(claims) if plan.defers_unknown else claims
    need = arrays.need_of(fund.shortage, budget_of(fund), plan.step_of(fund.id), served)
    paid = arrays.pay_out(need, served)
    whole = need if served is claims else arrays.need_of(fund.shortage, None, 1, claims)
    total = _total_paid(need, paid)
    if served is not claims:
        paid = arrays.with_waiting(paid, claims)
    start = 0
    for one, part in zip(meant, own, strict=True):
        end = start + part.low.size
        if need.shares_out:
            one.paid[fund.id] = paid if len(own) == 1 else arrays.part_of(paid, start, end)
        start = end
    claiming, unknown = arrays.counts(claims)
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
