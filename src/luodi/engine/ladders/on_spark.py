"""Ladders over a Spark table of subjects: the same columns as on one machine, added to the table."""

from __future__ import annotations

from datetime import date

from pyspark.sql import DataFrame

from luodi.engine.ladders.combine import Combiner
from luodi.engine.ladders.distances import distances
from luodi.engine.ladders.plan import Plan
from luodi.formula import on_spark
from luodi.formula.to_columns import Bounds
from luodi.formula.to_spark import SparkColumns


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
