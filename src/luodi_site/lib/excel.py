"""Excel answers: exactly the rows that a page shows, with a header that stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_THIN = Border(*[Side(style="thin", color="C9D1DA")] * 4)


def _cell(value: Any) -> Any:
    """What a cell can hold; text that a spreadsheet would run as a formula is kept as text by the caller."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if value is None or isinstance(value, (int, float, Decimal, date)):
        return value
    if isinstance(value, (list, tuple)):
        return "、".join(str(part) for part in value)
    return str(value)


def _fill(sheet: Any, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet.append(list(header))
    widest = [len(word) * 2 for word in header]
    for row in rows:
        cells = [_cell(value) for value in row]
        sheet.append(cells)
        for index, value in enumerate(cells):
            written = sheet.cell(row=sheet.max_row, column=index + 1)
            if isinstance(value, str):
                written.data_type = "s"
            written.alignment = Alignment(wrap_text=True, vertical="top")
            written.border = _THIN
            widest[index] = max(widest[index], min(60, sum(2 if ord(c) > 255 else 1 for c in str(value or ""))))
    for index, width in enumerate(widest):
        sheet.column_dimensions[get_column_letter(index + 1)].width = width + 3
        head = sheet.cell(row=1, column=index + 1)
        head.font, head.border = Font(bold=True), _THIN
        head.fill = PatternFill("solid", fgColor="E8EEF5")
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _set_up_print(sheet)


def _set_up_print(sheet: Any) -> None:
    """A4 across, all columns on one page's width, the header on every page, pages numbered."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "&P / &N"


def workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """A workbook of ``(sheet name, header, rows)``."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, header, rows in sheets:
        _fill(book.create_sheet(name[:31]), header, rows)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_download(content: bytes | Any, name: str, content_type: str) -> HttpResponse:
    """A file to keep, with its Chinese name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def excel_response(name: str, sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> HttpResponse:
    """A workbook as a download named ``name.xlsx``."""
    return as_download(workbook(sheets), f"{name}.xlsx", EXCEL)


def read_rows(file: Path | BytesIO) -> list[list[str]]:
    """The first sheet's rows as trimmed text; raises what openpyxl raises for a file that is not a workbook."""
    book = load_workbook(file, read_only=True, data_only=True)
    sheet = book.worksheets[0]
    return [["" if cell is None else str(cell).strip() for cell in row] for row in sheet.iter_rows(values_only=True)]
