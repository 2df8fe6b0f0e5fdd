"""Spark says what the interpreter says, on the cases and on formulas that Hypothesis makes up."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.luodi.formula.generated import CATALOGUE, OBSERVED_FROM, ON, formulas, make_table
from tests.luodi.formula.test_interpret import RUN, Case, as_read
from tests.luodi.formula.written import as_table

from luodi.formula import on_polars
from luodi.formula.ast import Formula
from luodi.formula.from_text import read
from luodi.formula.numbers import FigureTooLarge

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.needs_spark
MADE_UP = int(os.environ.get("LUODI_EQUIVALENCE_SPARK", "40"))


def on_spark_table(spark: SparkSession, table: pl.DataFrame) -> DataFrame:
    """The same table on Spark, its rows numbered so that they can be put in order again."""
    from pyspark.sql import types as T  # noqa: N812

    kinds = {
        pl.Int64(): T.LongType(),
        pl.Boolean(): T.BooleanType(),
        pl.String(): T.StringType(),
        pl.Date(): T.DateType(),
    }
    columns = [T.StructField(name, kinds.get(kind, T.ArrayType(T.StringType()))) for name, kind in table.schema.items()]
    schema = T.StructType([*columns, T.StructField("row", T.LongType())])
    return spark.createDataFrame([(*row, at) for at, row in enumerate(table.iter_rows())], schema)


def results(table: Any, chosen: dict[str, Formula], **more: Any) -> dict[str, list[object]]:
    from luodi.formula import on_spark

    found = on_spark.evaluate(table, chosen, **more).select("row", *chosen).orderBy("row").collect()
    return {name: [row[name] for row in found] for name in chosen}


def test_it_gives_the_cases_what_polars_gives_them(spark: SparkSession) -> None:
    """Every case: the same value and the same unknown. Cases of one day stand in one table, a row for each."""
    groups: dict[tuple[date, date | None], list[Case]] = {}
    for case in RUN:
        if case.output != "太大" and "亿亿" not in case.output:  # one figure so large would be too large for the others
            groups.setdefault((case.on, case.subject.observed_from), []).append(case)
    wrong = []
    for (on, observed_from), group in groups.items():
        for first in range(0, len(group), 30):
            cases = group[first : first + 30]
            table = pl.concat([as_table(case.subject) for case in cases], how="diagonal")
            chosen = {f"f{at}": as_read(case) for at, case in enumerate(cases)}
            more = {"on": on, "observed_from": observed_from, "bounds": on_polars.bounds_of(table)}
            found = results(on_spark_table(spark, table), chosen, **more)
            expected = on_polars.evaluate(table, chosen, **more).to_dict(as_series=False)
            wrong += [
                (case.expression, name)
                for name, case in zip(chosen, cases, strict=True)
                if found[name] != expected[name]
            ]
    assert not wrong, wrong


def test_it_refuses_figures_that_are_too_large(spark: SparkSession) -> None:
    """The cases whose figures are beyond all reason are errors here too."""
    refused = [case for case in RUN if case.output == "太大"]
    assert refused
    for case in refused:
        with pytest.raises(FigureTooLarge):
            results(on_spark_table(spark, as_table(case.subject)), {"it": as_read(case)}, on=case.on)


def made_up() -> list[Formula]:
    """Formulas from the generator, the same on every run."""
    found: dict[str, Formula] = {}

    @settings(
        max_examples=MADE_UP * 2,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(formulas())
    def collect(text: str) -> None:
        formula, _ = read(text, CATALOGUE)
        if formula is not None:
            found.setdefault(text, formula)

    collect()
    return list(found.values())[:MADE_UP]


def test_it_agrees_with_the_interpreter(spark: SparkSession) -> None:
    """Formulas made up by Hypothesis, over a table with missing, zero and huge figures."""
    wrong, ran = [], 0
    for seed in (1, 2):
        table = make_table(seed, 20)
        there, bounds = on_spark_table(spark, table).cache(), on_polars.bounds_of(table)
        chosen: dict[str, Formula] = {}
        expected: dict[str, list[object]] = {}
        for at, formula in enumerate(made_up()):
            try:
                expected[f"f{at}"] = on_polars.row_by_row(formula, table, ON, OBSERVED_FROM)
                chosen[f"f{at}"] = formula
            except FigureTooLarge:
                continue
        names = list(chosen)
        for first in range(0, len(names), 20):
            some = {name: chosen[name] for name in names[first : first + 20]}
            found = results(there, some, on=ON, observed_from=OBSERVED_FROM, bounds=bounds)
            wrong += [
                (chosen[name].text, expected[name], found[name]) for name in some if found[name] != expected[name]
            ]
            ran += len(some)
    assert not wrong, wrong
    assert ran >= MADE_UP


def test_it_takes_the_same_bounds_from_the_data(spark: SparkSession) -> None:
    """What is known of each column is the same on Spark as on one machine, and so is the width of its numbers."""
    from luodi.formula import on_spark

    table = make_table(5, 20)
    found = on_spark.bounds_of(on_spark_table(spark, table))
    assert {name: bound for name, bound in found.items() if name != "row"} == on_polars.bounds_of(table)
