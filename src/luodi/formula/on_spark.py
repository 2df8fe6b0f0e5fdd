"""Formulas over a Spark table of subjects, one column of results each, and row by row where 38 digits would not hold a number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from pyspark.sql import Column, DataFrame, Row
from pyspark.sql import functions as F  # noqa: N812  the name that Spark's own pages use

from luodi.formula.ast import Formula
from luodi.formula.exact_columns import TooWide
from luodi.formula.numbers import FigureTooLarge
from luodi.formula.row_by_row import figure_columns, result_of_row
from luodi.formula.to_columns import Bound, Bounds
from luodi.formula.to_spark import KINDS, SparkColumns, compile_formula

_WHOLE = ("bigint", "int", "smallint", "tinyint")


def bounds_of(table: DataFrame) -> dict[str, Bound]:
    """What is known of each column; one pass over the data, to be kept with the table."""
    engine = SparkColumns()
    asked: list[Column] = [F.count(F.lit(1))]
    whole = [name for name, kind in table.dtypes if kind in _WHOLE]
    asked += [of(engine.named(name, "number")) for name in whole for of in (F.min, F.max)]
    asked += [F.count(engine.named(name, "text")) for name in table.columns]
    rows, *found = table.agg(*[column.alias(str(index)) for index, column in enumerate(asked)]).collect()[0]
    ends = {name: (found[2 * at] or 0, found[2 * at + 1] or 0) for at, name in enumerate(whole)}
    known = dict(zip(table.columns, found[2 * len(whole) :], strict=True))
    return {name: Bound(*ends.get(name, (0, 0)), known[name] < rows) for name in table.columns} if rows else {}


def evaluate(
    table: DataFrame,
    formulas: Mapping[str, Formula],
    on: date,
    *,
    observed_from: date | None = None,
    rounded_to: Mapping[str, Fraction] | None = None,
    bounds: Bounds | None = None,
) -> DataFrame:
    """The table with a column of results for each formula, under its name; nothing but the bounds and guards is run yet.

    Results are as ``to_columns.Compiled`` says; FigureTooLarge where any number is.
    """
    found = bounds_of(table) if bounds is None else bounds
    steps = rounded_to or {}
    results: dict[str, Column] = {}
    guards: list[tuple[str, Column]] = []
    for name, formula in formulas.items():
        try:
            compiled = compile_formula(
                formula, on, table.columns, found, observed_from=observed_from, rounded_to=steps.get(name)
            )
        except TooWide:
            results[name] = _by_row(table, formula, on, observed_from, steps.get(name))
            continue
        results[name] = compiled.expression
        guards += compiled.guards
    _ask(table, guards)
    return table.withColumns(results)


def _ask(table: DataFrame, guards: list[tuple[str, Column]]) -> None:
    if not guards:
        return
    asked = [F.bool_or(guard).alias(str(index)) for index, (_, guard) in enumerate(guards)]
    for (text, _), is_beyond in zip(guards, table.agg(*asked).collect()[0], strict=True):
        if is_beyond:
            raise FigureTooLarge(f"“{text}”超过允许的范围，请核对数据的单位")


def _by_row(
    table: DataFrame, formula: Formula, on: date, observed_from: date | None, rounded_to: Fraction | None
) -> Column:
    columns = figure_columns(formula, table.columns)

    def work_out(row: Row | None) -> object:
        figures = dict(zip(columns, row or (), strict=True))
        return result_of_row(formula, figures, on, observed_from, rounded_to)

    engine = SparkColumns()
    row = F.struct(*[engine.named(name, "text").alias(str(index)) for index, name in enumerate(columns)])
    return F.udf(work_out, KINDS[formula.shape.sort])(row if columns else F.lit(None))
