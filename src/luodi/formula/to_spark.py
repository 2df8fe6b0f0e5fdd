"""A formula as one Spark column over a table of subjects; ``on_spark`` runs it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812  the name that Spark's own pages use
from pyspark.sql import types as T  # noqa: N812

from luodi.formula.ast import Formula, Sort
from luodi.formula.exact_columns import TooWide
from luodi.formula.to_columns import Bounds, Compiled
from luodi.formula.to_columns import compile_formula as compile_for

KINDS: dict[Sort, T.DataType] = {
    "flag": T.BooleanType(),
    "number": T.LongType(),
    "text": T.StringType(),
    "date": T.DateType(),
    "set": T.ArrayType(T.StringType()),
}


class SparkColumns:
    """The columns of Spark: bigint, and decimals of 38 digits."""

    def number(self, value: int, is_short: bool) -> Column:
        return F.lit(value).cast(T.LongType()) if is_short else F.lit(str(value)).cast(_width(is_short))

    def widened(self, column: Column, is_short: bool) -> Column:
        return column.cast(_width(is_short))

    def literal(self, value: object) -> Column:
        return F.lit(value)

    def missing(self, sort: Sort) -> Column:
        return F.lit(None).cast(KINDS[sort])

    def named(self, name: str, sort: Sort) -> Column:
        column = F.col("`" + name.replace("`", "``") + "`")
        return column.cast(T.LongType()) if sort == "number" else column

    def when(self, condition: Column, value: Column, otherwise: Column | None = None) -> Column:
        chosen = F.when(condition, value)
        return chosen if otherwise is None else chosen.otherwise(otherwise)

    def is_known(self, column: Column) -> Column:
        return column.isNotNull()

    def absolute(self, column: Column) -> Column:
        return F.abs(column)

    def quotient(self, top: Column, divisor: Column, was_short: bool, is_short: bool) -> Column:
        if not is_short:
            raise TooWide  # whole division gives a bigint, and the division of decimals rounds
        return F.call_function("div", top, divisor)

    def limited(self, column: Column, limit: int, is_largest: bool) -> Column:
        bound = F.lit(limit).cast(T.LongType())
        return F.when(column >= bound if is_largest else column <= bound, column).when(column.isNotNull(), bound)

    def extreme(self, one: Column, other: Column, is_largest: bool) -> Column:
        return F.greatest(one, other) if is_largest else F.least(one, other)

    def filled(self, column: Column, value: Column) -> Column:
        return F.coalesce(column, value)

    def joined(self, texts: Sequence[Column], sign: str) -> Column:
        return F.concat_ws(sign, *texts)

    def is_among(self, column: Column, items: Sequence[str]) -> Column:
        return column.isin(list(items))

    def has_item(self, group: Column, item: Column) -> Column:
        return F.array_contains(group, item)

    def days_between(self, later: Column, earlier: Column) -> Column:
        return F.datediff(later, earlier).cast(T.LongType())

    def days_later(self, day: Column, days: int) -> Column:
        return F.date_add(day, days)

    def year_and_day(self, day: Column) -> tuple[Column, Column]:
        whole = T.LongType()
        return F.year(day).cast(whole), F.month(day).cast(whole) * 100 + F.dayofmonth(day).cast(whole)

    def as_number(self, flag: Column) -> Column:
        return flag.cast(T.LongType())


def _width(is_short: bool) -> T.DataType:
    return T.LongType() if is_short else T.DecimalType(38, 0)


def compile_formula(
    formula: Formula,
    on: date,
    there: Collection[str],
    bounds: Bounds,
    *,
    observed_from: date | None = None,
    rounded_to: Fraction | None = None,
) -> Compiled:
    """``to_columns.compile_formula`` for Spark."""
    return compile_for(SparkColumns(), formula, on, there, bounds, observed_from=observed_from, rounded_to=rounded_to)
