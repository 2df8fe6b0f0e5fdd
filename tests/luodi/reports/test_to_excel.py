"""The ledger as Excel: the office's columns, printable, words as words."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from luodi.reports import to_excel
from luodi.reports.ledger_sheet import LedgerRow, ledger_sheet

ROWS = (
    LedgerRow(
        1, "培育龙头企业", ("市经信局",), ("市财政局", "东岸区人民政府"), date(2026, 9, 30), place="一、（一）1."
    ),
    LedgerRow(2, "=SUM(A1:A9)", (), (), None),
)


def sheet(rows=ROWS, note="单位：市经信局；共2项"):
    content = to_excel.to_bytes([ledger_sheet(rows, note=note)], date(2026, 3, 10))
    return load_workbook(BytesIO(content))["台账"]


def test_it_has_the_columns_an_office_keeps():
    """The columns stand in the order that offices expect, under title and note."""
    page = sheet()
    assert [c.value for c in page[3]] == [
        "序号", "任务", "牵头单位", "责任单位", "时限", "紧急程度", "进展", "问题", "下一步", "亮灯", "出处",
    ]  # fmt: skip
    assert (page["A1"].value, page["A2"].value) == ("任务台账", "单位：市经信局；共2项")
    assert [c.value for c in page[4]][:4] == [1, "培育龙头企业", "市经信局", "市财政局、东岸区人民政府"]
    assert page["E4"].value.date() == date(2026, 9, 30)


def test_it_keeps_types_right():
    """Numbers are numbers, days are days, nothing is a dash, and what begins with = is words."""
    page = sheet()
    assert page["A4"].data_type == "n"
    assert page["E4"].number_format == "yyyy-mm-dd"
    assert page["E5"].value is None
    assert (page["B5"].value, page["B5"].data_type) == ("=SUM(A1:A9)", "s")


def test_it_prints_on_a4_with_its_header():
    """Landscape A4, one page wide, header row frozen and repeated, filter over all rows."""
    page = sheet()
    assert (page.page_setup.paperSize, page.page_setup.orientation) == ("9", "landscape") or (
        int(page.page_setup.paperSize) == 9 and page.page_setup.orientation == "landscape"
    )
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:K5"
    assert page.page_setup.fitToHeight == 0


def test_it_gives_the_same_bytes_for_the_same_rows():
    """There is no clock in the file."""
    one, two = (to_excel.to_bytes([ledger_sheet(ROWS)], date(2026, 3, 10)) for _ in range(2))
    assert one == two


def test_it_makes_rows_as_high_as_their_words():
    """A long task is not cut off: its row grows with the lines it wraps to."""
    page = sheet((LedgerRow(1, "短"), LedgerRow(2, "建设公共检测平台" * 12)))
    assert page.row_dimensions[4].height == 24
    assert page.row_dimensions[5].height > 60


def test_it_counts_the_rows_of_several_documents():
    """One document's tasks keep their numbers; where two documents stand in one ledger the rows are counted through."""

    def numbers(*given):
        return [row[0] for row in ledger_sheet([LedgerRow(number, "任务") for number in given]).rows]

    assert numbers(1, 2, 4, 7) == [1, 2, 4, 7]
    assert numbers(2, 5, 1, 2) == [1, 2, 3, 4]
