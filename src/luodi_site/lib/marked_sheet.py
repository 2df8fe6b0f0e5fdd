"""Reads a filled-in sheet row by row, and sends it back as it came with what is wrong marked in each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

ERROR_TITLE = "填报错误"
_RED, _PINK = PatternFill("solid", fgColor="F8CECC"), PatternFill("solid", fgColor="FDECEA")
_LOOKED_AT = 12


class NotASheet(ValueError):
    """No workbook, or none with the columns that are asked for; ``words`` says in Chinese what is missing."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Row:
    """A row of the sheet by the titles of its columns; ``number`` as Excel counts it."""

    number: int
    cells: dict[str, Any]

    def text(self, title: str) -> str:
        value = self.cells.get(title)
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return "" if value is None else str(value).strip()

    def day(self, title: str) -> date | None:
        """A date of Excel's or written as 2026-03-05, 2026年3月5日, 2026/3/5; raises ValueError for other words."""
        value = self.cells.get(title)
        if isinstance(value, datetime):
            return value.date()
        words = self.text(title)
        for mark in ("年", "月", "/", "."):
            words = words.replace(mark, "-")
        words = words.replace("日", "").strip("-")
        return date(*map(int, words.split("-"))) if words else None


@dataclass(frozen=True)
class Wrong:
    """What is wrong in a row; ``column`` is the title of the cell, or nothing for the row as a whole."""

    row: int
    column: str
    words: str


def read(content: bytes, titles: Sequence[str]) -> list[Row]:
    """The rows below the header that holds all of ``titles``; empty rows are left out. Raises NotASheet."""
    sheet = _sheet(content)
    head, columns = _header(sheet, titles)
    found = []
    for number, values in enumerate(sheet.iter_rows(min_row=head + 1, values_only=True), start=head + 1):
        cells = {title: values[at] if at < len(values) else None for title, at in columns.items()}
        if any(value not in (None, "") for value in cells.values()):
            found.append(Row(number, cells))
    return found


def marked(content: bytes, titles: Sequence[str], errors: Iterable[Wrong]) -> bytes:
    """The same workbook with a last column that says what is wrong in each row, and the cells concerned in red."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    head, columns = _header(sheet, titles)
    last = columns.get(ERROR_TITLE, max(columns.values()) + 1) + 1
    written: dict[int, list[str]] = {}
    for wrong in errors:
        written.setdefault(wrong.row, []).append(f"{wrong.column}：{wrong.words}" if wrong.column else wrong.words)
        if wrong.column in columns:
            sheet.cell(wrong.row, columns[wrong.column] + 1).fill = _RED
    for number in range(head + 1, sheet.max_row + 1):
        sheet.cell(number, last).value = None
    sheet.cell(head, last, ERROR_TITLE).font = Font(bold=True)
    for number, words in written.items():
        cell = sheet.cell(number, last, "\n".join(words))
        cell.fill, cell.alignment = _PINK, Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[sheet.cell(head, last).column_letter].width = 48
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(content: bytes) -> Any:
    try:
        return load_workbook(BytesIO(content), data_only=True).worksheets[0]
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError, IndexError) as why:
        raise NotASheet("这不是Excel文件（.xlsx），没有导入。请用下载的表格填写后上传。") from why


def _header(sheet: Any, titles: Sequence[str]) -> tuple[int, dict[str, int]]:
    """The row number of the header and each title's place."""
    best: set[str] = set(titles)
    for number, values in enumerate(sheet.iter_rows(max_row=_LOOKED_AT, values_only=True), start=1):
        named = {str(value).strip(): at for at, value in enumerate(values) if value not in (None, "")}
        if not (missing := set(titles) - set(named)):
            return number, named
        best = min(best, missing, key=len)
    lacking = "、".join(title for title in titles if title in best)
    raise NotASheet(f"表中没有找到这些列：{lacking}。请用下载的表格填写，不要改动表头。")
