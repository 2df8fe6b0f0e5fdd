"""Spark ranks as Polars does, group by group."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.luodi.engine.scoreboards.test_on_polars import ON, board, dataset

from luodi.engine.scoreboards import on_polars
from luodi.engine.scoreboards.tables import as_rows

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.needs_spark


@pytest.mark.parametrize("group", ["county", None])
def test_it_ranks_as_polars_does(spark: SparkSession, tmp_path: Path, group: str | None) -> None:
    """The same rows, to the last place, from files split at other rows."""
    from luodi.engine.scoreboards import on_spark

    expected = as_rows(on_polars.run(board(group=group), dataset(tmp_path / "whole"), ON))
    found = on_spark.run(spark, board(group=group), dataset(tmp_path / "split", (2, 5)), ON).collect()
    assert sorted(tuple(row) for row in found) == sorted(expected)
