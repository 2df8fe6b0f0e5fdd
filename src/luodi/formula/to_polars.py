"""A formula as one Polars expression over a table of subjects; ``on_polars`` runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import polars as pl

from luodi.formula.ast import Formula, Sort
from luodi.formula.to_columns import Bounds, Compiled
from luodi.formula.to_columns import compile_formula as compile_for

_KINDS: dict[Sort, pl.DataType] = {
    "flag": pl.Boolean(),
    "number": pl.Int64(),
    "text": pl.String(),
    "date": pl.Date(),
    "set": pl.List(pl.String()),
}


class PolarsColumns:
    """The columns of Polars: Int64 and Int128."""

    def __init__(self, schema: Mapping[str, pl.DataType]) -> None:
        self.schema = schema

    def number(self, value: int, is_short: bool) -> pl.Expr:
        return pl.lit(value, dtype=_width(is_short))

    def widened(self, column: pl.Expr, is_short: bool) -> pl.Expr:
        return column.cast(_width(is_short))

    def literal(self, value: object) -> pl.Expr:
        return pl.lit(value)

    def missing(self, sort: Sort) -> pl.Expr:
        return pl.lit(None, dtype=_KINDS[sort])

    def named(self, name: str, sort: Sort) -> pl.Expr:
        column, kind = pl.col(name), _KINDS[sort]
        return column if sort == "set" or self.schema[name] == kind else column.cast(kind)

    def when(self, condition: pl.Expr, value: pl.Expr, otherwise: pl.Expr | None = None) -> pl.Expr:
        chosen = pl.when(condition).then(value)
        return chosen if otherwise is None else chosen.otherwise(otherwise)

    def is_known(self, column: pl.Expr) -> pl.Expr:
        return column.is_not_null()

    def absolute(self, column: pl.Expr) -> pl.Expr:
        return column.abs()

    def quotient(self, top: pl.Expr, divisor: pl.Expr, was_short: bool, is_short: bool) -> pl.Expr:
        found = top // divisor
        return found if was_short == is_short else found.cast(_width(is_short))

    def limited(self, column: pl.Expr, limit: int, is_largest: bool) -> pl.Expr:
        return column.clip(lower_bound=limit) if is_largest else column.clip(upper_bound=limit)

    def extreme(self, one: pl.Expr, other: pl.Expr, is_largest: bool) -> pl.Expr:
        return pl.max_horizontal(one, other) if is_largest else pl.min_horizontal(one, other)

    def filled(self, column: pl.Expr, value: pl.Expr) -> pl.Expr:
        return column.fill_null(value)

    def joined(self, texts: Sequence[pl.Expr], sign: str) -> pl.Expr:
        return pl.concat_str(list(texts), separator=sign, ignore_nulls=True)

    def is_among(self, column: pl.Expr, items: Sequence[str]) -> pl.Expr:
        return column.is_in(list(items))

    def has_item(self, group: pl.Expr, item: pl.Expr) -> pl.Expr:
        return group.list.contains(item)

    def days_between(self, later: pl.Expr, earlier: pl.Expr) -> pl.Expr:
        return (later - earlier).dt.total_days()

    def days_later(self, day: pl.Expr, days: int) -> pl.Expr:
        return day.dt.offset_by(f"{days}d")

    def year_and_day(self, day: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        whole = pl.Int64()
        return day.dt.year().cast(whole), day.dt.month().cast(whole) * 100 + day.dt.day().cast(whole)

    def as_number(self, flag: pl.Expr) -> pl.Expr:
        return flag.cast(pl.Int64())


def _width(is_short: bool) -> pl.DataType:
    return pl.Int64() if is_short else pl.Int128()


def compile_formula(
    formula: Formula,
    on: date,
    schema: Mapping[str, pl.DataType],
    bounds: Bounds,
    *,
    observed_from: date | None = None,
    rounded_to: Fraction | None = None,
) -> Compiled:
    """``to_columns.compile_formula`` for Polars."""
    engine = PolarsColumns(schema)
    return compile_for(engine, formula, on, schema, bounds, observed_from=observed_from, rounded_to=rounded_to)


def result_kind(formula: Formula) -> pl.DataType:
    return _KINDS[formula.shape.sort]
