"""Formulas over a table of subjects in one pass of Polars, and row by row where 128 bits would not hold a number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import polars as pl

from luodi.formula.ast import Formula
from luodi.formula.exact_columns import TooWide
from luodi.formula.numbers import FigureTooLarge
from luodi.formula.row_by_row import figure_columns, result_of_row
from luodi.formula.to_columns import Bound, Bounds, Compiled
from luodi.formula.to_polars import compile_formula, result_kind


def bounds_of(frame: pl.DataFrame) -> dict[str, Bound]:
    """What is known of each column; one pass, to be kept with the table."""
    whole = [name for name, kind in frame.schema.items() if kind.is_integer()]
    if not frame.height:
        return {}
    least = frame.select(pl.col(whole).min()).row(0, named=True) if whole else {}
    most = frame.select(pl.col(whole).max()).row(0, named=True) if whole else {}
    return {
        name: Bound(least.get(name) or 0, most.get(name) or 0, frame[name].null_count() > 0) for name in frame.columns
    }


def evaluate(
    frame: pl.DataFrame,
    formulas: Mapping[str, Formula],
    on: date,
    *,
    observed_from: date | None = None,
    rounded_to: Mapping[str, Fraction] | None = None,
    bounds: Bounds | None = None,
) -> pl.DataFrame:
    """All formulas in one pass: a column of results for each, under its name; FigureTooLarge where any number is.

    Results are as ``Compiled`` says. ``rounded_to`` names the formulas that round, say to the yuan: ``Fraction(1)``.
    """
    found = bounds_of(frame) if bounds is None else bounds
    steps = rounded_to or {}
    compiled: dict[str, Compiled] = {}
    by_row: dict[str, pl.Series] = {}
    for name, formula in formulas.items():
        try:
            compiled[name] = compile_formula(
                formula, on, frame.schema, found, observed_from=observed_from, rounded_to=steps.get(name)
            )
        except TooWide:
            by_row[name] = pl.Series(
                name, row_by_row(formula, frame, on, observed_from, steps.get(name)), result_kind(formula)
            )
    guards = [(text, guard) for one in compiled.values() for text, guard in one.guards]
    checks = [guard.any().alias(str(index)) for index, (_, guard) in enumerate(guards)]
    if checks:
        for (text, _), beyond in zip(guards, frame.select(checks).row(0), strict=True):
            if beyond:
                raise FigureTooLarge(f"“{text}”超过允许的范围，请核对数据的单位")
    expressions = [one.expression.alias(name) for name, one in compiled.items()]
    # Lazily, so that parts which rules share are worked out once.
    return frame.lazy().with_columns(*expressions, *by_row.values()).select(list(formulas)).collect()


def row_by_row(
    formula: Formula, frame: pl.DataFrame, on: date, observed_from: date | None, rounded_to: Fraction | None = None
) -> list[object]:
    """The same results by the interpreter, one row after the other."""
    columns = figure_columns(formula, frame.columns)
    rows = frame.select(columns).iter_rows() if columns else ((),) * frame.height
    return [result_of_row(formula, dict(zip(columns, row, strict=True)), on, observed_from, rounded_to) for row in rows]
