"""The sheet handed back: the same workbook with bad cells marked, and a column 错误说明 with what, why and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX

from luodi.datasets.from_csv import read_file as read_csv
from luodi.datasets.grid import REASONS, CellProblem, Grid, place_name
from luodi.datasets.header_names import SUBJECT_NAMES
from luodi.datasets.header_words import read_heading

_RED, _YELLOW = PatternFill("solid", fgColor="FFFFC7CE"), PatternFill("solid", fgColor="FFFFEB9C")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_KINDS = {"error": "错误", "question": "待核", "warning": "提示"}

_CSV = (".csv", ".tsv", ".txt")
_NOT_OPENED = frozenset(("dataset.not_a_workbook", "dataset.not_text", "dataset.unclosed_quote"))


def mark(source: Path, problems: Sequence[CellProblem], target: Path) -> None:
    """``source`` with its problems, saved as ``target``; formulas and layout stay as they are."""
    _save(load_workbook(source), problems, target)


def mark_grids(grids: Iterable[Grid], problems: Sequence[CellProblem], target: Path) -> None:
    """The same for sheets that came from no workbook, such as a CSV file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet = book.create_sheet(_title(grid.name))
        for row in grid.cells:
            _append(sheet, [cell.value for cell in row])
    _save(book, [_renamed(problem) for problem in problems], target)


def hand_back(source: Path, problems: Sequence[CellProblem], target: Path) -> None:
    """A workbook or a CSV file with its problems; a list of them alone where it could not be opened."""
    if any(one.problem.code in _NOT_OPENED for one in problems):
        mark_grids([Grid("数据", ())], problems, target)
    elif source.suffix.lower() in _CSV:
        mark_grids(read_csv(source)[0], problems, target)
    else:
        mark(source, problems, target)


def _renamed(problem: CellProblem) -> CellProblem:
    return CellProblem(problem.problem, _title(problem.sheet), problem.row, problem.column)


def _title(name: str) -> str:
    """A sheet's name from a file's: without the signs that no sheet's name has, and never that of the reasons."""
    title = INVALID_TITLE_REGEX.sub(" ", ILLEGAL_CHARACTERS_RE.sub("", name))[:31].strip("' ")
    return title if title and title != REASONS else "数据"


def _append(sheet: Any, values: Sequence[object]) -> None:
    """One more row. A text stays a text: without signs that no workbook holds, and never taken for a formula."""
    sheet.append([ILLEGAL_CHARACTERS_RE.sub("", one) if isinstance(one, str) else one for one in values])
    for cell in sheet[sheet.max_row] if values else ():
        if cell.data_type == "f":
            cell.data_type = "s"


def _save(book: Workbook, problems: Sequence[CellProblem], target: Path) -> None:
    for sheet in book.worksheets:
        _mark_sheet(sheet, [problem for problem in problems if problem.sheet == sheet.title])
    _list_all(book, problems)
    book.save(target)


def _mark_sheet(sheet: Any, problems: Sequence[CellProblem]) -> None:
    by_row: dict[int, list[CellProblem]] = {}
    for problem in problems:
        if problem.row is not None:
            by_row.setdefault(problem.row, []).append(problem)
    head = _header_row(sheet)
    column = _column_of_reasons(sheet, head)
    if not by_row:
        return
    for row, found in by_row.items():
        said = ILLEGAL_CHARACTERS_RE.sub("", "\n".join(_said(problem) for problem in found))
        sheet.cell(row + 1, column, f"{REASONS}\n{said}" if row == head else said).alignment = _WRAPPED
        for problem in found:
            _fill(sheet, problem)
    top = sheet.cell(head + 1, column)
    top.value, top.font = top.value or REASONS, Font(bold=True)
    sheet.column_dimensions[get_column_letter(column)].width = 60


def _header_row(sheet: Any) -> int:
    """The first row, from 0, that names subjects: where the column of reasons gets its name."""
    for number, row in enumerate(sheet.iter_rows(max_row=40)):
        texts = [str(cell.value) for cell in row if cell.value is not None]
        if len(texts) > 1 and any(read_heading(text).name in SUBJECT_NAMES for text in texts):
            return number
    return 0


def _column_of_reasons(sheet: Any, head: int) -> int:
    """The column, from 1; where the sheet was handed back before, its old reasons and marks are taken away."""
    for cell in sheet[head + 1]:
        if str(cell.value or "").startswith(REASONS):
            for row in sheet.iter_rows(min_row=head + 1):
                for one in row:
                    if one.fill.fgColor.rgb in (_RED.fgColor.rgb, _YELLOW.fgColor.rgb):
                        one.fill = PatternFill()
                if not isinstance(row[cell.column - 1], MergedCell):
                    row[cell.column - 1].value = None
            return int(cell.column)
    return int(sheet.max_column) + 1


def _said(problem: CellProblem) -> str:
    where = place_name("", None, problem.column)
    kind = _KINDS[problem.problem.severity]
    return f"【{kind}】{where + '：' if where else ''}{problem.problem.message}。{problem.problem.hint}"


def _fill(sheet: Any, problem: CellProblem) -> None:
    assert problem.row is not None
    if problem.column is not None:
        cell = sheet.cell(problem.row + 1, problem.column + 1)
        if problem.is_error or cell.fill.fgColor.rgb != _RED.fgColor.rgb:
            cell.fill = _RED if problem.is_error else _YELLOW


def _list_all(book: Workbook, problems: Sequence[CellProblem]) -> None:
    """One more sheet with every problem, those of whole sheets included."""
    if REASONS in book.sheetnames:
        book.remove(book[REASONS])
    sheet = book.create_sheet(REASONS)
    sheet.append(["工作表", "位置", "类别", "问题", "怎么办", "代码"])
    for one in problems:
        place = place_name("", one.row, one.column).strip()
        said = one.problem
        _append(sheet, [one.sheet, place, _KINDS[said.severity], said.message, said.hint, said.code])
    for column, width in zip("ABCDEF", (18, 14, 8, 60, 60, 26), strict=True):
        sheet.column_dimensions[column].width = width
        sheet[f"{column}1"].font = Font(bold=True)
