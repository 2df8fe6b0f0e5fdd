"""Spark loads the tables that Polars loads, row for row, however they are split over files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.luodi.datasets.tables import small_dataset

from luodi.datasets import on_polars
from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Dataset, Describes
from luodi.formula.from_text import read

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.needs_spark


def rows_of(table: DataFrame) -> list[dict[str, object]]:
    return sorted((row.asDict() for row in table.collect()), key=lambda row: str(row["id"]))


@pytest.mark.parametrize("describes", ["firm", "project", "region"])
@pytest.mark.parametrize("cuts", [(), (1,), (0, 1, 2)])
def test_it_loads_what_polars_loads(
    spark: SparkSession, tmp_path: Path, describes: Describes, cuts: tuple[int, ...]
) -> None:
    """The same columns and rows, owners' figures included, from one file and from several of which each lacks columns."""
    from luodi.datasets import on_spark

    dataset = small_dataset(tmp_path, cuts, cuts)
    expected = on_polars.load(small_dataset(tmp_path / "whole"), describes)
    found = on_spark.load(spark, dataset, describes)
    assert sorted(found.columns) == sorted(expected.columns)
    assert rows_of(found) == expected.rows(named=True)


def test_it_loads_only_the_fields_asked_for(spark: SparkSession, tmp_path: Path) -> None:
    """A run reads the columns of its own formulas."""
    from luodi.datasets import on_spark

    codes = {"equipment_investment", "qualifications"}
    dataset = small_dataset(tmp_path)
    expected = on_polars.load(dataset, "project", codes)
    assert on_spark.load(spark, dataset, "project", codes).columns == expected.columns


def test_it_pays_projects_as_polars_does(spark: SparkSession, tmp_path: Path) -> None:
    """A rule for projects that asks the owner's qualification gives the same sums on both."""
    from luodi.datasets import on_spark
    from luodi.formula import on_polars as on_one
    from luodi.formula import on_spark as on_many

    dataset = small_dataset(tmp_path)
    formula, _ = read("设备投资额 * 分档(有资质(“国家专精特新小巨人”): 13%, 否则: 8%)", dataset.catalogue)
    assert formula is not None
    on = date(2025, 12, 31)
    expected = on_one.evaluate(on_polars.load(dataset, "project"), {"paid": formula}, on)["paid"].to_list()
    found = rows_of(on_many.evaluate(on_spark.load(spark, dataset, "project"), {"paid": formula}, on))
    assert [row["paid"] for row in found] == expected == [78_032_500, None, None, None]


def test_it_reads_payments(spark: SparkSession, tmp_path: Path) -> None:
    """The same history, and an empty one where there is none."""
    from luodi.datasets import on_spark

    dataset = small_dataset(tmp_path)
    found = sorted(map(tuple, on_spark.payments(spark, dataset).collect()))
    assert found == sorted(on_polars.payments(dataset).rows())
    assert on_spark.payments(spark, Dataset(catalogue())).count() == 0
