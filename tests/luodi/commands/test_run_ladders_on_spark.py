"""luodi run --engine spark on ladders: the counts of one machine, and the table as Parquet."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.luodi.commands.test_run_ladders import data, run  # noqa: F401  the data are a fixture

pytestmark = pytest.mark.needs_spark


def test_it_counts_as_one_machine_does(
    tmp_path: Path,
    data: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same words on screen, and the same places in the table."""
    assert run(tmp_path, data) == 0
    local = capsys.readouterr().out
    assert run(tmp_path, data, "--engine", "spark", "--out", str(tmp_path / "tables")) == 0
    assert capsys.readouterr().out == local
    table = pl.read_parquet(tmp_path / "tables/ladder-growth.parquet/*.parquet").sort("id")
    assert table["growth.stands"].to_list() == ["seedling", "", None]
    assert table["growth.next"].to_list() == ["leader", "seedling", "seedling"]


def test_it_refuses_what_only_one_machine_does(
    tmp_path: Path,
    data: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Explaining one firm, and writing a workbook, are said to be for --engine local."""
    assert run(tmp_path, data, "--engine", "spark", "--explain", "A1") == 2
    assert "--engine local" in capsys.readouterr().err
