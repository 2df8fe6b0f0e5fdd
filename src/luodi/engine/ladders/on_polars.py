"""Ladders over a table of subjects on one machine: the columns of ``docs/ladders.md`` added to the table."""

from __future__ import annotations

from datetime import date

import polars as pl

from luodi.engine.ladders.combine import Combiner
from luodi.engine.ladders.distances import distances
from luodi.engine.ladders.plan import Plan
from luodi.formula import on_polars
from luodi.formula.to_columns import Bounds
from luodi.formula.to_polars import PolarsColumns

_ROW = ""


def judge(
    frame: pl.DataFrame,
    plan: Plan,
    on: date,
    *,
    observed_from: date | None = None,
    bounds: Bounds | None = None,
    has_distances: bool = False,
) -> pl.DataFrame:
    """The results alone, a row for each of the table, in its order; FigureTooLarge where any figure is.

    ``has_distances`` adds ``….difference`` for conditions that are one comparison; of an average growth that is worked out
    row by row.
    """
    formulas = {**plan.formulas, **(distances(plan) if has_distances else {})}
    rows = frame.select(pl.int_range(pl.len()).alias(_ROW))  # a ladder without a formula has a row for each subject too
    found = rows.hstack(on_polars.evaluate(frame, formulas, on, observed_from=observed_from, bounds=bounds))
    schema: dict[str, pl.DataType] = {}
    for stage in Combiner(plan, PolarsColumns(schema)).stages:
        schema |= found.schema  # a stage reads what the one before it made
        found = found.with_columns(*[column.alias(name) for name, column in stage().items()])
    return found.drop(_ROW)
