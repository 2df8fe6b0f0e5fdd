"""Excel workbooks the way offices send them, as a dataset: titles, merged headers, units, sums, notes and all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from luodi.datasets.from_grids import read_grids
from luodi.datasets.grid import REASONS, Cell, CellProblem, Grid, at, to_value
from luodi.datasets.header_names import Said
from luodi.datasets.model import Catalogue, Dataset, Describes, Row
from luodi.datasets.to_parquet import write_dataset

_ERRORS = frozenset(("#DIV/0!", "#REF!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"))
MOST_CELLS = 5_000_000


class _TooLarge(ValueError):
    """A sheet has more cells than are read."""


def read(
    path: Path, catalogue: Catalogue, describes: Describes, into: Path, said: Said | None = None
) -> tuple[Dataset, tuple[CellProblem, ...]]:
    """The subjects of a workbook as a dataset of one table, written into the folder ``into``; and what is wrong by cell.

    ``said`` is what the person who hands it in says of it: the period of columns without one, and answers to questions.
    """
    rows, problems = read_rows(path, catalogue, describes, said)
    return write_dataset(rows, describes, catalogue, into), problems


def read_rows(
    path: Path, catalogue: Catalogue, describes: Describes, said: Said | None = None
) -> tuple[tuple[Row, ...], tuple[CellProblem, ...]]:
    """The subjects of a workbook, not written anywhere yet."""
    grids, wrong = read_file(path)
    return ((), wrong) if wrong else read_grids(grids, catalogue, describes, said)


def read_file(path: Path) -> tuple[tuple[Grid, ...], tuple[CellProblem, ...]]:
    """The sheets of a file; one that is no workbook, or cannot be opened, is one problem."""
    try:
        return read_workbook(path), ()
    except _TooLarge as large:
        why, hint = str(large), "另存为 .xlsx 后再试"
    except Exception:  # openpyxl breaks in many ways, each of its own kind, on what is no workbook or half of one
        why, hint = "不是 .xlsx 工作簿，或文件已损坏", "另存为 .xlsx 后再试；.xls 和加密的文件读不了"
    return (), (at(Grid(path.name, ()), (None, None), "not_a_workbook", f"打不开：{why}", hint),)


def read_workbook(path: Path) -> tuple[Grid, ...]:
    """The visible sheets. Every cell has the value that the program that wrote the file worked out."""
    values, formulas = load_workbook(path, data_only=True), load_workbook(path)
    shown = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible" and sheet.title != REASONS]
    return tuple(_grid(sheet, formulas[sheet.title]) for sheet in shown)


def _grid(values: Any, formulas: Any) -> Grid:
    if values.max_row * values.max_column > MOST_CELLS:
        raise _TooLarge(f"工作表“{values.title}”太大，请删去空行、分开保存，或存为 CSV")
    rows = zip(values.iter_rows(), formulas.iter_rows(), strict=True)
    cells = [tuple(_cell(value, formula) for value, formula in zip(*row, strict=True)) for row in rows]
    while cells and all(cell.value is None and not cell.fault for cell in cells[-1]):
        cells.pop()
    merged = {}
    for block in values.merged_cells.ranges:
        for row, column in _covered(block.bounds):
            merged[row, column] = (block.min_row - 1, block.min_col - 1)
    return Grid(values.title, tuple(cells), merged)


def _covered(bounds: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    first_column, first_row, last_column, last_row = bounds
    for row in range(first_row - 1, last_row):
        for column in range(first_column - 1, last_column):
            yield row, column


def _cell(value: Any, formula: Any) -> Cell:
    kept = value.value
    if isinstance(kept, str) and kept in _ERRORS:
        return Cell(None, fault=kept)
    if kept is None and isinstance(formula.value, str) and formula.value.startswith("="):
        return Cell(None, fault=formula.value[:40])
    return Cell(to_value(kept), "%" in str(value.number_format or "") and not isinstance(kept, str))
