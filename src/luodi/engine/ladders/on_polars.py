"""Ladders over a table of subjects on one machine: the columns of ``docs/ladders.md``, and whole runs over a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from luodi.datasets import on_polars as datasets
from luodi.datasets.model import Dataset
from luodi.engine.ladders.combine import Combiner
from luodi.engine.ladders.distances import distances
from luodi.engine.ladders.editions import edition_on
from luodi.engine.ladders.lines import LadderRun, counts, lines, result_columns
from luodi.engine.ladders.plan import Plan, plan_of
from luodi.formula import on_polars
from luodi.formula.to_columns import Bounds
from luodi.formula.to_polars import PolarsColumns
from luodi.policy.rules.model import Rules

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


def run(rules: Sequence[Rules], dataset: Dataset, on: date) -> Iterator[tuple[LadderRun, pl.DataFrame]]:
    """Every ladder of the packs with its table of results: ``id``, ``name``, ``region``, then the columns."""
    for pack in rules:
        for ladder in pack.ladders:
            edition, notes = edition_on(ladder, on)
            if edition is None:
                yield LadderRun(ladder, on, None, notes), pl.DataFrame()
                continue
            plan = plan_of(ladder, edition, pack.catalogue)
            frame = datasets.load(dataset, ladder.describes, plan.codes | {pack.catalogue.begins})
            yield _run(plan, frame, dataset, on, notes)


def _run(
    plan: Plan, frame: pl.DataFrame, dataset: Dataset, on: date, notes: tuple[str, ...]
) -> tuple[LadderRun, pl.DataFrame]:
    found = judge(frame, plan, on, observed_from=dataset.observed_from)
    places = found.select(result_columns(plan))
    tallies = counts(plan, frame.select("region").hstack(places).iter_rows(named=True))
    rows = frame.hstack(places).iter_rows(named=True)
    made = tuple(lines(plan, rows, dataset.catalogue, on, dataset.observed_from))
    run = LadderRun(plan.ladder, on, plan, notes, frame.height, tallies, made)
    return run, frame.select("id", "name", "region").hstack(found)


def write(runs: Iterable[tuple[LadderRun, pl.DataFrame]], folder: Path) -> None:
    """The table of each ladder that was judged: ``ladder-<id>.parquet``."""
    folder.mkdir(parents=True, exist_ok=True)
    for one, table in runs:
        if one.plan is not None:
            table.write_parquet(folder / f"ladder-{one.ladder.id}.parquet")
