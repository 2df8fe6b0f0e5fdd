"""Workbooks as offices send them: read in full, with nothing invented, and every doubt at its cell."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from openpyxl import Workbook
from tests.luodi.datasets.made_sheets import Sheet, sheets
from tests.luodi.datasets.workbooks import code, said_of, save, ugly

from luodi.datasets import from_excel, on_polars
from luodi.datasets.from_yaml import catalogue

GIANT = "国家专精特新小巨人"


def test_it_reads_an_ugly_sheet(tmp_path: Path) -> None:
    """Two rows of header, merged cells, full-width digits, units of all sorts, sums, notes, blanks and noughts."""
    rows, problems = from_excel.read_rows(ugly(tmp_path / "年报.xlsx"), catalogue(), "firm")
    assert [(row.id, row.name, row.region) for row in rows] == [
        (code(1), "甲食品有限公司", "稻溪县"),
        (code(2), "乙食品有限公司", "稻溪县"),  # the county is merged down from the row above
        (code(3), "丙粮油有限公司", "镜泽区"),
    ]
    first, second, third = (row.figures for row in rows)
    assert first["revenue@2024"] == Fraction("1234.5") and first["staff@2025"] == 85
    assert first["debt_ratio@2025"] == Fraction("55.2") and first["land@2025"] == Fraction("10.0005")
    assert first["qualifications@2025"] == {"高新技术企业", "省专精特新"}
    assert "revenue@2024" not in second and "land@2025" not in second and second["qualifications@2025"] == frozenset()
    assert third["revenue@2024"] == 3500 and third["revenue@2025"] == 0 and "staff@2025" not in third
    assert third["qualifications@2025"] == {GIANT, "高新技术企业"}
    assert said_of(problems) == [("not_exact", 7, 6), ("percent_or_share", 5, 7)]


def test_it_makes_a_dataset(tmp_path: Path) -> None:
    """What was read loads like any dataset."""
    dataset, _ = from_excel.read(ugly(tmp_path / "年报.xlsx"), catalogue(), "firm", tmp_path / "out")
    firms = on_polars.load(dataset, "firm")
    assert firms["revenue@2025"].to_list() == [2_345_678_000, 3_456_000_000, 0]
    assert dataset.observed_from == date(2024, 1, 1)


def test_it_never_spreads_a_merged_figure(tmp_path: Path) -> None:
    """One figure merged over two firms belongs to neither alone: the second is unknown, and said."""
    rows = [["统一社会信用代码", "2025年税收（万元）"], [code(1), 5], [code(2), None]]
    found, problems = from_excel.read_rows(save(tmp_path / "表.xlsx", rows, ["B2:B3"]), catalogue(), "firm")
    assert [row.figures.get("tax@2025") for row in found] == [5, None]
    assert said_of(problems) == [("merged_figure", 2, 1)]


def test_it_reads_formats_and_days(tmp_path: Path) -> None:
    """A percent format, a day as a day, a serial number, a number kept as text, a float with its tail."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["统一社会信用代码", "2025年资产负债率", "成立日期", "2025年税收（万元）", "2025年净利润（万元）"])
    sheet.append([code(1), 0.552, date(2015, 3, 1), "1,200.5", 0.1 + 0.2])
    sheet.append([code(2), 0.48, 42064, 7, -3])
    for row in (2, 3):
        sheet[f"B{row}"].number_format = "0.0%"
    book.save(tmp_path / "表.xlsx")
    rows, problems = from_excel.read_rows(tmp_path / "表.xlsx", catalogue(), "firm")
    assert problems == ()
    assert rows[0].figures == {
        "debt_ratio@2025": Fraction("55.2"), "founded_on": date(2015, 3, 1), "tax@2025": Fraction("1200.5"),
        "net_profit@2025": Fraction("0.3"),
    }  # fmt: skip
    assert rows[1].figures["debt_ratio@2025"] == 48 and rows[1].figures["founded_on"] == date(2015, 3, 1)


def test_it_takes_no_formula_without_a_result(tmp_path: Path) -> None:
    """A formula that no program has worked out, and one that failed: no figures, and said."""
    rows = [["统一社会信用代码", "2025年税收（万元）", "2025年净利润（万元）"], [code(1), "=1+1", "#DIV/0!"]]
    found, problems = from_excel.read_rows(save(tmp_path / "表.xlsx", rows), catalogue(), "firm")
    assert dict(found[0].figures) == {}
    assert said_of(problems) == [("no_result", 1, 1), ("no_result", 1, 2)]


def test_it_puts_sheets_together(tmp_path: Path) -> None:
    """A sheet for each year: one row for each firm; a sheet of instructions is passed over, a hidden one not looked at."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for year, tax in ((2024, 5), (2025, 6)):
        sheet = book.create_sheet(f"{year}年")
        sheet.append([f"{year}年企业表"])
        sheet.append(["统一社会信用代码", "企业名称", "税收（万元）"])
        sheet.append([code(1), "甲公司", tax])
    book.create_sheet("填表说明").append(["请如实填写"])
    hidden = book.create_sheet("旧表")
    hidden.append(["统一社会信用代码", "2023年税收（万元）"])
    hidden.append([code(1), 4])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "表.xlsx")
    rows, problems = from_excel.read_rows(tmp_path / "表.xlsx", catalogue(), "firm")
    assert [dict(row.figures) for row in rows] == [{"tax@2024": 5, "tax@2025": 6}]
    assert [one.problem.code for one in problems] == ["dataset.no_table_in_sheet"]


def test_it_says_when_a_file_is_no_workbook(tmp_path: Path) -> None:
    """Something else under the name of a workbook is one problem, not an exception."""
    path = tmp_path / "表.xlsx"
    path.write_text("不是表格", "utf-8")
    rows, problems = from_excel.read_rows(path, catalogue(), "firm")
    assert rows == () and [one.problem.code for one in problems] == ["dataset.not_a_workbook"]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", "</sheetData>", ""),
        ("xl/worksheets/sheet1.xml", 'r="A1"', 'r="A1'),
        ("xl/workbook.xml", "firstSheet", "firtSheet"),
        ("xl/styles.xml", "</styleSheet>", ""),
        ("[Content_Types].xml", "<Types", "<Type"),
    ],
)
def test_it_says_when_a_workbook_is_damaged(tmp_path: Path, part: str, old: str, new: str) -> None:
    """Whichever part of it is broken: one problem, in words for people and without the path of a machine."""
    whole, broken = (
        save(tmp_path / "表.xlsx", [["统一社会信用代码", "2025年税收（万元）"], [code(1), 5]]),
        tmp_path / "坏.xlsx",
    )
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        assert old in source.read(part).decode()
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old.encode(), new.encode()) if name == part else content)
    rows, problems = from_excel.read_rows(broken, catalogue(), "firm")
    assert rows == () and [one.problem.code for one in problems] == ["dataset.not_a_workbook"]
    assert str(tmp_path) not in problems[0].problem.message


def test_it_takes_a_number_beyond_all_for_none(tmp_path: Path) -> None:
    """1E400, which some programs write for a division by nought, is no number, and nothing breaks."""
    whole, odd = (
        save(tmp_path / "表.xlsx", [["统一社会信用代码", "2025年税收（万元）"], [code(1), 777]]),
        tmp_path / "怪.xlsx",
    )
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(odd, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<v>777</v>", b"<v>1E400</v>"))
    rows, problems = from_excel.read_rows(odd, catalogue(), "firm")
    assert [row.figures for row in rows] == [{}]
    assert [one.problem.code for one in problems] == ["dataset.not_a_number"]


def test_it_gives_money_as_exact_numbers(tmp_path: Path) -> None:
    """1234.57 in a cell is 123457 fen of ten thousands, not a float near it."""
    rows = [["统一社会信用代码", "2025年税收（元）"], [code(1), 1234.57]]
    found, _ = from_excel.read_rows(save(tmp_path / "表.xlsx", rows), catalogue(), "firm")
    assert found[0].figures["tax@2025"] == Fraction(Decimal("0.123457"))


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_it_reads_the_same_figures_from_any_layout(sheet: Sheet) -> None:
    """However a sheet is laid out, its figures are read exactly, blanks stay unknown, and nothing is an error."""
    with TemporaryDirectory() as folder:
        rows, problems = from_excel.read_rows(
            save(Path(folder) / "表.xlsx", sheet.rows, sheet.merged), catalogue(), "firm"
        )
    assert {row.id: dict(row.figures) for row in rows} == sheet.expected
    assert [problem for problem in problems if problem.is_error] == []
