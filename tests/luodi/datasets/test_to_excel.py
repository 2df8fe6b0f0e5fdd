"""The sheet handed back: bad cells marked, the reason in a column of its own, everything else as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.luodi.datasets.workbooks import code, grid_of, save, ugly

from luodi.datasets import from_excel, to_excel
from luodi.datasets.from_grids import read_grids
from luodi.datasets.from_yaml import catalogue


def test_it_marks_cells_and_says_why(tmp_path: Path) -> None:
    """The bad cell is red, its row says what, why and what to do, and a sheet lists all problems."""
    source = ugly(tmp_path / "年报.xlsx")
    _, problems = from_excel.read_rows(source, catalogue(), "firm")
    to_excel.mark(source, problems, tmp_path / "退回.xlsx")
    book = load_workbook(tmp_path / "退回.xlsx")
    sheet = book["企业年报"]
    assert sheet["G8"].value == "约300" and sheet["G8"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["H6"].fill.fgColor.rgb == "FFFFEB9C"  # a question
    last = sheet.max_column
    assert "G列" in sheet.cell(8, last).value and "填一个数" in sheet.cell(8, last).value
    assert sheet.cell(5, last).value is None
    assert "B3:D3" in {str(block) for block in sheet.merged_cells.ranges}
    listed = list(book["错误说明"].values)
    assert len(listed) == len(problems) + 1 and listed[1][:2] == ("企业年报", "第8行 G列")


def test_it_comes_back_mended(tmp_path: Path) -> None:
    """The sheet handed back reads the same again, its column of reasons passed over; mended, it has no problem left."""
    rows = [["统一社会信用代码", "2025年税收（万元）"], [code(1), "约5"], [code(2), 6]]
    source = save(tmp_path / "表.xlsx", rows)
    _, problems = from_excel.read_rows(source, catalogue(), "firm")
    to_excel.mark(source, problems, tmp_path / "退回.xlsx")
    _, again = from_excel.read_rows(tmp_path / "退回.xlsx", catalogue(), "firm")
    assert again == problems
    to_excel.mark(tmp_path / "退回.xlsx", again, tmp_path / "再退.xlsx")
    sheet = load_workbook(tmp_path / "再退.xlsx")["企业年报"]
    assert (sheet.max_column, sheet["C1"].value) == (3, "错误说明")
    book = load_workbook(tmp_path / "退回.xlsx")
    book["企业年报"]["B2"] = 5
    book.save(tmp_path / "改好.xlsx")
    found, left = from_excel.read_rows(tmp_path / "改好.xlsx", catalogue(), "firm")
    assert [row.figures["tax@2025"] for row in found] == [5, 6]
    assert left == ()


def test_it_makes_a_workbook_of_a_csv(tmp_path: Path) -> None:
    """What came as CSV goes back as a workbook with the same cells."""
    grid = grid_of(f"统一社会信用代码,2025年税收（万元）\n{code(1)},约5\n")
    _, problems = read_grids((grid,), catalogue(), "firm")
    to_excel.mark_grids((grid,), problems, tmp_path / "退回.xlsx")
    sheet = load_workbook(tmp_path / "退回.xlsx")["表"]
    assert sheet["B2"].value == "约5" and "约5" in sheet["C2"].value and sheet["C1"].value == "错误说明"


@pytest.mark.parametrize("name", ["数据[1]", "a:b/c?*", "错误说明", "", "'甲'", "长" * 50])
def test_it_names_a_sheet_after_any_file(tmp_path: Path, name: str) -> None:
    """A sheet takes no brackets and is never called as the sheet of reasons; the marks stand in it all the same."""
    grid = replace(grid_of(f"统一社会信用代码,2025年税收（万元）\n{code(1)},约5\n"), name=name)
    _, problems = read_grids((grid,), catalogue(), "firm")
    to_excel.mark_grids((grid,), problems, tmp_path / "退回.xlsx")
    first, last = load_workbook(tmp_path / "退回.xlsx").worksheets
    assert first["B2"].value == "约5" and "约5" in first["C2"].value
    assert last.title == "错误说明" and first.title != last.title


def test_it_keeps_texts_as_texts(tmp_path: Path) -> None:
    """A text that looks like a formula is handed back as a text, and signs that no workbook holds are left out."""
    grid = grid_of(f'统一社会信用代码,企业名称,2025年税收（万元）\n{code(1)},"=HYPERLINK(""x"")",约\x015\n')
    _, problems = read_grids((grid,), catalogue(), "firm")
    to_excel.mark_grids((grid,), problems, tmp_path / "退回.xlsx")
    sheet = load_workbook(tmp_path / "退回.xlsx").worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ('=HYPERLINK("x")', "s")
    assert sheet["C2"].value == "约5" and "约5" in sheet["D2"].value
