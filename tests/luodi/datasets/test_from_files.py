"""Files of several kinds as one dataset: sheets told apart by their headers, owners found by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.luodi.datasets.tables import small_dataset
from tests.luodi.datasets.workbooks import code, grid_of, save, ugly

from luodi.datasets import from_files, on_polars
from luodi.datasets.from_yaml import catalogue


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("企业名称,统一社会信用代码,2025年税收,2025年从业人员", "firm"),
        ("项目名称,建设单位,统一社会信用代码,总投资,开工时间", "project"),
        ("县（市、区）,2025年6月技改投资增速,2025年6月规上企业净增数", "region"),
        ("园区名称,园区级别,2025年6月园区税收", "park"),
        ("姓名,电话", None),
    ],
)
def test_it_tells_what_a_sheet_is_about(header: str, kind: str | None) -> None:
    """The kind of subject whose names the header holds most of."""
    assert from_files.kind_of(grid_of(f"{header}\n"), catalogue()) == kind


def test_it_puts_files_together(tmp_path: Path) -> None:
    """Firms from a workbook and a CSV file, projects with their owners by name, one dataset."""
    workbook = ugly(tmp_path / "年报.xlsx")
    more = tmp_path / "补报.csv"
    more.write_text(f"企业名称,统一社会信用代码,2023年税收（万元）\n丁公司,{code(4)},5\n", "gb18030")
    rows = [
        ["项目名称", "项目代码", "建设单位", "设备投资额（万元）"],
        ["甲项目", "P1", "甲食品有限公司", 600],
        ["乙项目", "P2", "丁公司", 700],
    ]
    projects = save(tmp_path / "项目.xlsx", rows, title="项目")
    dataset, problems = from_files.read([workbook, more, projects], catalogue(), tmp_path / "out")
    assert not any(one.problem.code == "dataset.unknown_owner" for one in problems if hasattr(one, "problem"))
    assert on_polars.load(dataset, "firm").height == 4
    loaded = on_polars.load(dataset, "project")
    assert loaded["owner"].to_list() == [code(1), code(4)]
    assert loaded["revenue@2025"].to_list() == [2_345_678_000, None]
    assert dataset.observed_from == date(2023, 1, 1)


def test_it_takes_parquet_beside_sheets(tmp_path: Path) -> None:
    """A folder of Parquet with its payments, and a sheet of regions."""
    small_dataset(tmp_path / "tables")
    regions = tmp_path / "地区.csv"
    regions.write_text("县区,2025年6月技改投资增速（%）\n江浔区,3\n", "utf-8")
    dataset, problems = from_files.read([tmp_path / "tables", regions], catalogue(), tmp_path / "out")
    assert problems == ()
    assert sorted(dataset.tables) == ["firm", "project", "region"] and len(dataset.payments) == 1
    assert dataset.observed_from == date(2024, 1, 1)


def test_it_goes_on_past_a_file_that_it_cannot_read(tmp_path: Path) -> None:
    """A broken file and a sheet about something else are said; the rest is read."""
    (tmp_path / "坏.xlsx").write_bytes(b"PK")
    (tmp_path / "名单.csv").write_text("姓名,电话\n无名氏,0\n", "utf-8")
    good = tmp_path / "好.csv"
    good.write_text(f"统一社会信用代码,2025年税收（万元）\n{code(1)},5\n", "utf-8")
    paths = [tmp_path / "坏.xlsx", tmp_path / "名单.csv", good]
    dataset, problems = from_files.read(paths, catalogue(), tmp_path / "out")
    assert list(dataset.tables) == ["firm"]
    assert [one.problem.code for one in problems if hasattr(one, "problem")] == [
        "dataset.not_a_workbook",
        "dataset.no_table_in_sheet",
    ]
