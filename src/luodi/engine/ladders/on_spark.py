"""Ladders over a Spark table of subjects: the same columns as on one machine, and runs that count over a dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812  the name that Spark's own pages use

from luodi.datasets import on_spark as datasets
from luodi.datasets.model import Dataset
from luodi.engine.ladders.combine import Combiner
from luodi.engine.ladders.distances import distances
from luodi.engine.ladders.editions import edition_on
from luodi.engine.ladders.lines import LadderRun, RungCount
from luodi.engine.ladders.plan import OF_LADDER, Plan, plan_of
from luodi.formula import on_spark
from luodi.formula.to_columns import Bounds
from luodi.formula.to_spark import SparkColumns
from luodi.policy.rules.model import Rules, Rung


def judge(
    table: DataFrame,
    plan: Plan,
    on: date,
    *,
    observed_from: date | None = None,
    bounds: Bounds | None = None,
    has_distances: bool = False,
) -> DataFrame:
    """The table with the columns of results; see ``on_polars.judge``. Nothing but bounds and guards is run yet."""
    formulas = {**plan.formulas, **(distances(plan) if has_distances else {})}
    found = on_spark.evaluate(table, formulas, on, observed_from=observed_from, bounds=bounds)
    for stage in Combiner(plan, SparkColumns()).stages:
        found = found.withColumns(dict(stage()))
    return found


def run(
    spark: SparkSession, rules: Sequence[Rules], dataset: Dataset, on: date, folder: Path | None = None
) -> Iterator[LadderRun]:
    """Every ladder of the packs, counted; with a folder its table of results as Parquet. Lines are for one machine."""
    for pack in rules:
        for ladder in pack.ladders:
            edition, notes = edition_on(ladder, on)
            if edition is None:
                yield LadderRun(ladder, on, None, notes)
                continue
            plan = plan_of(ladder, edition, pack.catalogue)
            table = datasets.load(spark, dataset, ladder.describes, plan.codes | {pack.catalogue.begins})
            found = judge(table, plan, on, observed_from=dataset.observed_from)
            if folder is not None:
                figures = [_of(name) for name in found.columns if name not in table.columns]
                kept = found.select("id", "name", "region", *figures)
                kept.write.mode("overwrite").parquet(str(folder / f"ladder-{ladder.id}.parquet"))
            tallies, subjects = _counts(plan, found)
            yield LadderRun(ladder, on, plan, notes, subjects, tallies)


def _of(name: str) -> Column:
    return F.col(f"`{name}`")


def _counts(plan: Plan, found: DataFrame) -> tuple[tuple[RungCount, ...], int]:
    """What ``lines.counts`` counts, by region and over all, and how many subjects there are; one pass."""
    rungs = plan.edition.rungs
    sums = [tally for rung in rungs for tally in _tallies(plan, rung)]
    asked = [F.count(F.lit(1)), *[F.sum(F.coalesce(tally, F.lit(False)).cast("long")) for tally in sums]]
    named = [column.alias(str(at)) for at, column in enumerate(asked)]
    region = F.coalesce(F.col("region"), F.lit("")).alias("region")
    rows = sorted(tuple(row) for row in found.groupBy(region).agg(*named).collect())
    total = ("", *[sum(row[at] for row in rows) for at in range(1, len(named) + 1)]) if rows else None
    by_region = [row for row in rows if row[0]]
    tallies = tuple(
        RungCount(row[0], rung.id, rung.name, *row[2 + 4 * at : 6 + 4 * at])
        for row in (*by_region, *([total] if total else []))
        for at, rung in enumerate(rungs)
    )
    return tallies, total[1] if total else 0


def _tallies(plan: Plan, rung: Rung) -> list[Column]:
    """standing, meeting, open, ready."""
    stands, meets, may_meet, following = (_of(plan.names.of(what)) for what in OF_LADDER)
    met, id = _of(plan.names.rung(rung, "met")), F.lit(rung.id)
    is_met = (meets == id) & (may_meet == id) if plan.ladder.is_classes else met
    return [stands == id, is_met, met.isNull(), is_met & (following == id)]
