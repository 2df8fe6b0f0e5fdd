"""Spark says of every row what the reference says, on a batch of ladders that Hypothesis makes up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.luodi.engine.ladders.generated import by_reference, ladders, plan
from tests.luodi.formula.generated import OBSERVED_FROM, ON, make_table
from tests.luodi.formula.test_on_spark import on_spark_table

from luodi.formula import on_polars
from luodi.formula.numbers import FigureTooLarge
from luodi.policy.rules.model import Ladder

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.needs_spark
MADE_UP = int(os.environ.get("LUODI_EQUIVALENCE_SPARK", "40")) // 4


def made_up() -> list[Ladder]:
    found: list[Ladder] = []

    @settings(
        max_examples=MADE_UP * 3,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(ladders())
    def collect(ladder: Ladder) -> None:
        if plan(ladder).formulas:
            found.append(ladder)

    collect()
    # The last ones are the largest: Hypothesis begins with what is small.
    return found[-MADE_UP:]


def test_it_agrees_with_the_reference(spark: SparkSession) -> None:
    """Each condition, the ends of each points table, each rung, and the places of each row are the same."""
    from luodi.engine.ladders import on_spark

    table = make_table(3, 20)
    there, bounds = on_spark_table(spark, table).cache(), on_polars.bounds_of(table)
    ran = 0
    for ladder in made_up():
        try:
            expected = by_reference(ladder, table)
        except FigureTooLarge:
            continue
        found = on_spark.judge(there, plan(ladder), ON, observed_from=OBSERVED_FROM, bounds=bounds)
        names = sorted(set().union(*expected))
        rows = found.select("row", *[f"`{name}`" for name in names]).orderBy("row").collect()
        for wanted, row in zip(expected, rows, strict=True):
            assert wanted == {name: row[name] for name in wanted}
        ran += 1
    assert ran >= MADE_UP // 2
