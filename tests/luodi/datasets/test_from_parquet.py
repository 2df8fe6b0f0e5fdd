"""A folder of Parquet files as a dataset: what fits is read, what does not is said by file and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
from tests.luodi.datasets.tables import FIRMS, PAYMENTS, small_dataset

from luodi.datasets import from_parquet, on_polars, to_parquet
from luodi.datasets.from_yaml import catalogue


def test_it_reads_what_was_written(tmp_path: Path) -> None:
    """Tables in one or several files, payments, and the first day that figures reach back to."""
    made = small_dataset(tmp_path, [1])
    found, problems = from_parquet.read(tmp_path, catalogue())
    assert problems == ()
    assert found == made
    assert on_polars.load(found, "firm").equals(on_polars.load(made, "firm"))
    assert found.observed_from == date(2024, 1, 1)


def test_it_says_which_column_it_does_not_know(tmp_path: Path) -> None:
    """A column that is no field, or a figure of the wrong frequency, is named, with the nearest fields; the rest is read."""
    frame = to_parquet.to_frame(FIRMS, catalogue())
    frame.with_columns(pl.lit(1).alias("revenu@2025"), pl.lit(1).alias("output@2025")).write_parquet(
        tmp_path / "firm.parquet"
    )
    found, problems = from_parquet.read(tmp_path, catalogue())
    assert [problem.code for problem in problems] == ["dataset.unknown_column"] * 2
    assert "revenu@2025" in problems[0].message and "revenue" in problems[0].hint
    assert "output@2025" in problems[1].message
    assert on_polars.load(found, "firm").height == 3


def test_it_leaves_out_a_file_with_floats(tmp_path: Path) -> None:
    """Money as a float is not exact: the file is refused by name, and the reason says how figures are stored."""
    frame = to_parquet.to_frame(FIRMS, catalogue())
    frame.with_columns(pl.col("revenue@2025").cast(pl.Float64)).write_parquet(tmp_path / "firm.parquet")
    found, problems = from_parquet.read(tmp_path, catalogue())
    assert found.tables == {}
    assert [problem.code for problem in problems] == ["dataset.wrong_column", "dataset.no_table"]
    assert "revenue@2025" in problems[0].message and "Float64" in problems[0].message and "分" in problems[0].hint


def test_it_asks_for_ids_and_for_whole_payments(tmp_path: Path) -> None:
    """A table without ids and a history without sums are refused."""
    pl.DataFrame({"name": ["甲公司"]}).write_parquet(tmp_path / "firm.parquet")
    to_parquet.write_payments(PAYMENTS, tmp_path)
    frame = pl.read_parquet(tmp_path / "payments.parquet")
    frame.with_columns(pl.col("sum").cast(pl.Float64)).write_parquet(tmp_path / "payments.parquet")
    found, problems = from_parquet.read(tmp_path, catalogue())
    assert found.payments == () and found.tables == {}
    assert ["id" in problems[0].message, "sum" in problems[1].message] == [True, True]
