"""A sheet as rows of cells, whatever file it came from, and what is wrong in it by row and column."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from luodi.problems import Problem, Severity

CellValue = str | int | Decimal | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds. ``is_percent``: a number shown with a percent sign, so that 0.55 is 55 %.

    ``fault`` says what the program that wrote the file could not work out: a formula without a value, #DIV/0!.
    """

    value: CellValue = None
    is_percent: bool = False
    fault: str = ""

    @property
    def text(self) -> str:
        """As plain text: full-width signs as plain ones, line breaks and outer spaces gone."""
        return plain(self.value) if isinstance(self.value, str) else "" if self.value is None else str(self.value)


EMPTY = Cell()
# The column, and the sheet, of reasons in a workbook that was handed back; neither is read when it comes in again.
REASONS = "错误说明"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. ``cells`` go by row, from 0; ``merged`` tells for each covered cell (row, column) where its value stands.

    ``file`` is the name of the file it came from, where several are read together: sheets of two may be called alike.
    """

    name: str
    cells: tuple[tuple[Cell, ...], ...]
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    file: str = ""

    def cell(self, row: int, column: int) -> Cell:
        return self.cells[row][column] if row < len(self.cells) and column < len(self.cells[row]) else EMPTY

    def spread(self, row: int, column: int) -> Cell:
        """The cell, or the one that it is merged into."""
        return self.cell(*self.merged.get((row, column), (row, column)))

    @property
    def width(self) -> int:
        return max(map(len, self.cells), default=0)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A problem with its place: ``row`` and ``column`` from 0, None where it concerns the whole row, column or sheet."""

    problem: Problem
    sheet: str
    row: int | None = None
    column: int | None = None
    file: str = ""

    @property
    def is_error(self) -> bool:
        return self.problem.severity == "error"

    def __str__(self) -> str:
        return f"{place_name(self.sheet, self.row, self.column)}：{self.problem.message}。{self.problem.hint}"


def at(
    grid: Grid,
    place: tuple[int | None, int | None],
    code: str,
    message: str,
    hint: str,
    *,
    severity: Severity = "error",
) -> CellProblem:
    """A problem at a row and column; ``code`` is what stands behind ``dataset.``."""
    return CellProblem(Problem(f"dataset.{code}", message, None, hint, severity), grid.name, *place, grid.file)


def place_name(sheet: str, row: int | None, column: int | None) -> str:
    """企业年报 第7行 C列."""
    found = [sheet]
    found += [f"第{row + 1}行"] if row is not None else []
    found += [f"{column_letters(column)}列"] if column is not None else []
    return " ".join(filter(None, found))


def column_letters(column: int) -> str:
    """A … Z, AA …, as spreadsheets name their columns."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def plain(text: str) -> str:
    """Full-width letters, digits and signs as plain ones; no line breaks, no spaces at the ends, single ones within."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\ufeff", "").split())


def to_value(value: object) -> CellValue:
    """What a library gives for a cell: floats as the fifteen digits that a spreadsheet shows, moments as days."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        if not isfinite(value):
            return str(value)  # beyond what numbers hold: read as a text that is no number
        shown = Decimal(f"{value:.15g}")
        return int(shown) if shown == shown.to_integral_value() and abs(shown) < 10**18 else shown
    if isinstance(value, int | Decimal | date | str):
        return value
    return str(value)
