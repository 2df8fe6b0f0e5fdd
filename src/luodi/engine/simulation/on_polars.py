"""Runs a policy as it is and as it might be over the same tables, and compares subject by subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from luodi.engine.benefits import on_polars as benefits
from luodi.engine.benefits.plan import Plan
from luodi.engine.model import TOTAL
from luodi.engine.outputs.on_polars import Frames, summaries
from luodi.engine.simulation.changes import Change
from luodi.engine.simulation.model import Comparison, Effect, Mover
from luodi.formula.fields import Describes, column_of, period_on

MOST_MOVERS = 50
REGION = "region"
_UNKNOWN = "未知"
_WIDE = pl.Int128()  # a sum over all subjects may be more than 64 bits


def compare(
    before: Plan,
    after: Plan,
    subjects: Frames,
    history: pl.DataFrame | None = None,
    *,
    changes: Sequence[Change] = (),
    by: Sequence[str] = (REGION,),
    observed_from: date | None = None,
) -> Comparison:
    """``by`` names what to tell apart: ``region``, or fields of text such as 企业规模, by code or name, on the plan's day."""
    one = benefits.run(before, subjects, history, observed_from=observed_from)
    two = benefits.run(after, subjects, history, observed_from=observed_from)
    table = _beside(before, one, two, subjects, by)
    groups = [(name, tuple(_effects(table, f"by.{at}"))) for at, name in enumerate(by)]
    return Comparison(
        tuple(changes),
        next(iter(_effects(table, None))),
        tuple(groups),
        summaries(before, one),
        summaries(after, two),
        one.funds,
        two.funds,
        _movers(table),
    )


def _beside(
    plan: Plan, one: benefits.Tables, two: benefits.Tables, subjects: Frames, by: Sequence[str]
) -> pl.DataFrame:
    """A row for each subject of any kind: id, name, region, before, after, and its groups."""
    parts = []
    for kind in dict.fromkeys([*one.payments, *two.payments]):
        frame = subjects[kind]
        known = {name: pl.col(name) if name in frame.columns else pl.lit("") for name in ("id", "name", REGION)}
        groups = {f"by.{at}": _group(plan, kind, frame, name) for at, name in enumerate(by)}
        sums = {"before": _paid(one.payments, kind, frame), "after": _paid(two.payments, kind, frame)}
        parts.append(frame.select(**known, **groups).with_columns(**sums))
    return pl.concat(parts, how="vertical_relaxed")


def _paid(payments: Mapping[Describes, pl.DataFrame], kind: Describes, frame: pl.DataFrame) -> pl.Series:
    return payments[kind][TOTAL] if kind in payments else pl.zeros(frame.height, dtype=pl.Int64(), eager=True)


def _group(plan: Plan, kind: Describes, frame: pl.DataFrame, name: str) -> pl.Expr:
    if name == REGION:
        column = REGION
    else:
        of = plan.catalogue.find(name)
        column = "" if of is None else column_of(of, period_on(of, plan.on))
    if column not in frame.columns:
        return pl.lit(_UNKNOWN)
    return pl.col(column).cast(pl.String()).fill_null(_UNKNOWN)


def _effects(table: pl.DataFrame, group: str | None) -> list[Effect]:
    known = pl.col("before").is_not_null() & pl.col("after").is_not_null()
    gain = pl.when(known).then(pl.col("after") - pl.col("before")).otherwise(0)
    sums = [
        pl.len().cast(pl.Int64()).alias("subjects"),
        pl.when(known).then(pl.col("before")).cast(_WIDE).sum().alias("before"),
        pl.when(known).then(pl.col("after")).cast(_WIDE).sum().alias("after"),
        (gain > 0).sum().alias("winners"),
        gain.filter(gain > 0).cast(_WIDE).sum().alias("gained"),
        (gain < 0).sum().alias("losers"),
        (-gain).filter(gain < 0).cast(_WIDE).sum().alias("lost"),
        (~known).sum().alias("unknown"),
    ]
    if group is None:
        return [Effect("合计", **row) for row in table.select(sums).iter_rows(named=True)]
    found = table.group_by(pl.col(group).alias("name")).agg(sums).sort("name")
    return [Effect(**row) for row in found.iter_rows(named=True)]


def _movers(table: pl.DataFrame) -> tuple[Mover, ...]:
    moved = table.filter(pl.col("before") != pl.col("after"))
    change = (pl.col("after") - pl.col("before")).abs()
    ranked = moved.sort(change, "id", descending=[True, False]).head(MOST_MOVERS)
    columns = ranked.select("id", "name", REGION, "before", "after")
    return tuple(
        Mover(str(id), name or "", region or "", was, will) for id, name, region, was, will in columns.iter_rows()
    )
