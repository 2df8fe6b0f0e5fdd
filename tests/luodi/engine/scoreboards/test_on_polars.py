"""A board over the tables of a dataset: exact values, groups by a field, results as a table."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.luodi.datasets.tables import write_split

from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Dataset, Row
from luodi.engine.scoreboards.on_polars import as_table, run
from luodi.engine.scoreboards.tables import SCORE_COLUMNS
from luodi.formula.from_text import read
from luodi.policy.rules.model import Scoreboard, ScoreIndicator

ON = date(2025, 12, 31)


def board(**more):
    tax, _ = read("税收 / 主营业务收入", catalogue())
    above, _ = read("规上", catalogue())
    assert tax is not None and above is not None
    return Scoreboard(
        "b", "税收贡献", (ScoreIndicator("tax", "税收率", tax, Fraction(100), normal="min_max"),), among=above, **more
    )


ROWS = tuple(
    Row(f"F{index}", f"第{index}公司", "990102" if index % 2 else "990103", "", {
        "tax@2025": index * index, "revenue@2025": 1000, "is_above_scale@2025": index != 3,
        "county": "江浔区" if index % 2 else "鹭沱区",
    })
    for index in range(8)
)  # fmt: skip


def dataset(tmp_path, cuts=()):
    return Dataset(catalogue(), {"firm": write_split(ROWS, "firm", tmp_path, cuts)})


@pytest.mark.parametrize(("group", "first"), [("region", {"F7", "F6"}), ("county", {"F7", "F6"}), (None, {"F7"})])
def test_it_ranks_a_table_by_groups(tmp_path, group, first):
    """By region, by a text field, or all together; who is below scale is not ranked."""
    found = run(board(group=group), dataset(tmp_path), ON)
    assert {one.id for one in found if one.rank == 1} == first
    assert "F3" not in {one.id for one in found} and len(found) == 7


def test_it_does_not_depend_on_how_files_are_split(tmp_path):
    """The same scores from one file and from three; as a table they have the columns that are written down."""
    whole = run(board(group="region"), dataset(tmp_path / "whole"), ON)
    assert run(board(group="region"), dataset(tmp_path / "split", (1, 4)), ON) == whole
    table = as_table(whole)
    assert table.columns == list(SCORE_COLUMNS)
    assert table["total"].to_list()[0] == 100_000_000


def test_it_refuses_a_group_that_is_no_field(tmp_path):
    """A misspelt group is an error in words."""
    with pytest.raises(ValueError, match="字段目录里没有它"):
        run(board(group="nothing"), dataset(tmp_path), ON)
