"""Writing rows: by id, exactly, and with the same content in whatever order they came."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from tests.luodi.datasets.tables import FIRMS

from luodi.datasets import to_parquet
from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Row


def test_it_writes_the_same_table_whatever_the_order(tmp_path: Path) -> None:
    """Rows are ordered by id and columns by name, so that the file says nothing of how the rows came."""
    one = to_parquet.write_rows(FIRMS, "firm", catalogue(), tmp_path / "one").files[0]
    other = to_parquet.write_rows(FIRMS[::-1], "firm", catalogue(), tmp_path / "other").files[0]
    assert one.read_bytes() == other.read_bytes()
    assert pl.read_parquet(one)["id"].to_list() == ["F1", "F2", "F3"]


def test_it_keeps_opened_sets_as_flags() -> None:
    """A set that is kept opened is one Boolean column for each text."""
    frame = to_parquet.to_frame([Row("F1", figures={"qualifications@2025=高新技术企业": True})], catalogue())
    assert frame["qualifications@2025=高新技术企业"].to_list() == [True]


def test_it_refuses_what_a_column_cannot_hold() -> None:
    """A figure finer than a fen, and a figure of no field, are errors and are not rounded or dropped."""
    with pytest.raises(ValueError, match="小数位"):
        to_parquet.to_frame([Row("F1", figures={"revenue@2025": Decimal("0.0000001")})], catalogue())
    with pytest.raises(KeyError, match="turnover@2025"):
        to_parquet.to_frame([Row("F1", figures={"turnover@2025": 1})], catalogue())
