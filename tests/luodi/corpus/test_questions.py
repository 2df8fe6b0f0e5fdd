"""Ready questions to a corpus."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from tests.luodi.corpus.test_build import PLAN, paths

from luodi.corpus.build import build, compile_here
from luodi.corpus.questions import leads, promises, shown, subsidies


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for order, city in enumerate(("清河市", "东山市")):
        folder.joinpath(f"{order}.txt").write_text(
            PLAN.format(city=city, number=10 + order, grant=50 * (order + 1)), "utf-8"
        )
    build(paths(folder), folder, tmp_path / "out", compile_here)
    return tmp_path / "out"


def test_it_says_who_promises_what_by_when(corpus: Path) -> None:
    """One row a place, with value, unit and year."""
    rows = promises(corpus, "链主").select("jurisdiction", "value", "unit", "by").rows()
    assert sorted(rows) == [("东山市", 11.0, "家", 2028), ("清河市", 10.0, "家", 2028)]


def test_it_says_how_far_a_subsidy_spreads(corpus: Path) -> None:
    """Lowest, middle and highest sum of each place, in yuan."""
    rows = subsidies(corpus, "链主").select("jurisdiction", "amount_min", "amount_max").rows()
    assert sorted(rows) == [("东山市", 1_000_000.0, 1_000_000.0), ("清河市", 500_000.0, 500_000.0)]


def test_it_says_who_leads_what(corpus: Path) -> None:
    """Lines of work are counted across places: 经济和信息化 leads one task in each of two documents."""
    row = leads(corpus).row(by_predicate=pl.col("unit") == "经济和信息化", named=True)
    assert (row["leads"], row["documents"]) == (2, 2)


def test_it_finds_nothing_where_nothing_fits(corpus: Path) -> None:
    """A question about what no document says has an empty answer, not an error."""
    assert promises(corpus, "海底隧道").height == 0


@pytest.mark.parametrize("kind", ["table", "csv", "json"])
def test_it_shows_an_answer(corpus: Path, kind: str) -> None:
    """As a table, as CSV and as JSON that can be read back."""
    words = shown(promises(corpus), kind)
    assert "链主" in words
    if kind == "json":
        assert json.loads(words)[0]["unit"] == "家"
