"""Writes sheets as an Excel file that prints on A4: header frozen and repeated, filters on, words as words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from luodi.reports.model import CellKind, CellValue, Sheet
from luodi.reports.packing import repack

_RULE = Border(*(Side(style="thin", color="808080"),) * 4)
_HEAD = PatternFill("solid", fgColor="E8EEF5")
_FORMATS: dict[CellKind, str] = {
    "text": "@",
    "integer": "0",
    "number": "General",
    "money": "#,##0.00",
    "date": "yyyy-mm-dd",
}
_FONT, _TITLE_FONT = "宋体", "黑体"


def to_bytes(sheets: Sequence[Sheet], on: date) -> bytes:
    """The workbook as of ``on``; the same sheets give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.name[:31]), sheet)
    written = BytesIO()
    book.save(written)
    return repack(written.getvalue(), on)


def _write(page: Worksheet, sheet: Sheet) -> None:
    last = get_column_letter(len(sheet.columns))
    lines = [sheet.title, sheet.note] if sheet.note else [sheet.title]
    for number, words in enumerate(lines, start=1):
        page.merge_cells(f"A{number}:{last}{number}")
        cell = page.cell(number, 1, words)
        cell.font = Font(name=_TITLE_FONT, size=16) if number == 1 else Font(name=_FONT, size=10)
        cell.alignment = Alignment(horizontal="center" if number == 1 else "left", vertical="center", wrap_text=True)
    head = len(lines) + 1
    for place, column in enumerate(sheet.columns, start=1):
        cell = page.cell(head, place, column.title)
        cell.font, cell.fill, cell.border = Font(name=_TITLE_FONT, size=11), _HEAD, _RULE
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(place)].width = column.width
    for number, row in enumerate(sheet.rows, start=head + 1):
        for place, (value, column) in enumerate(zip(row, sheet.columns, strict=True), start=1):
            _put(page.cell(number, place), value, column.kind)
        page.row_dimensions[number].height = _height(row, sheet)
    page.freeze_panes = f"A{head + 1}"
    page.auto_filter.ref = f"A{head}:{last}{head + len(sheet.rows)}"
    _set_up_print(page, head, last, head + len(sheet.rows))


def _height(row: Sequence[CellValue], sheet: Sheet) -> float:
    """Points for the tallest cell: not every program fits rows to wrapped words by itself."""
    lines = [
        sum(-(-_width(line) // max(1, column.width - 1)) or 1 for line in value.split("\n"))
        for value, column in zip(row, sheet.columns, strict=True)
        if isinstance(value, str)
    ]
    return max(24.0, 15.0 * max(lines, default=1) + 4)


def _width(words: str) -> int:
    """In characters as Excel counts them: Chinese ones are two wide."""
    return sum(1 if character.isascii() else 2 for character in words)


def _put(cell: Cell | MergedCell, value: CellValue, kind: CellKind) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # what begins with = is words all the same
    cell.number_format = _FORMATS[kind]
    cell.font, cell.border = Font(name=_FONT, size=10.5), _RULE
    cell.alignment = Alignment(horizontal="left" if kind == "text" else "center", vertical="center", wrap_text=True)


def _set_up_print(page: Worksheet, head: int, last_column: str, last_row: int) -> None:
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = page.ORIENTATION_LANDSCAPE
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    page.print_title_rows = f"{head}:{head}"
    page.print_area = f"A1:{last_column}{last_row}"
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.5
    page.oddFooter.center.text = "第 &P 页，共 &N 页"  # type: ignore[union-attr]
