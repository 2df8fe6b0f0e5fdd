"""Finds the header of a sheet: in one to three rows, under titles, with names merged across and down."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.datasets.grid import CellValue, Grid
from luodi.datasets.header_names import Names, Said
from luodi.datasets.header_words import read_heading

_DEEPEST_HEADER, _FURTHEST_HEADER = 3, 40
_UNIT_LINE = re.compile(r"(?:填报|编制|计量|金额)?单位\s*:|填[表报](?:日期|时间)|制表")
_NUMBER = re.compile(r"[-+]?[\d,.]+%?")


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """Where a header stands: its first row, and how many rows it takes."""

    row: int
    depth: int

    @property
    def bottom(self) -> int:
        return self.row + self.depth - 1

    @property
    def first_row(self) -> int:
        """The first row of figures."""
        return self.row + self.depth


def find_header(grid: Grid, names: Names, said: Said) -> HeaderRows | None:
    """The rows that name most; None where no row names two things that such subjects have."""
    return best_header(grid, names, said)[1]


def best_header(grid: Grid, names: Names, said: Said) -> tuple[int, HeaderRows | None]:
    """The header with how much it says, for choosing what kind of subjects a sheet is about; (0, None) where there is none."""
    best, found = (0, 0), None
    year = said.period.year if said.period else None
    for row in range(min(_FURTHEST_HEADER, len(grid.cells))):
        if _is_title(grid, row):
            continue
        for depth in range(1, _DEEPEST_HEADER + 1):
            if depth > 1 and not _may_continue(grid, row + depth - 1):
                break
            score = (_score(grid, HeaderRows(row, depth), names, year, said), -depth)
            if score[0] and score > best:
                best, found = score, HeaderRows(row, depth)
    return best[0], found


def texts_above(grid: Grid, rows: HeaderRows, column: int) -> tuple[str, ...]:
    """The texts above a column, from the top; a merged cell counts once, and one merged across holds for all it covers."""
    texts: list[str] = []
    seen: set[tuple[int, int]] = set()
    for at_row in range(rows.row, rows.first_row):
        place = grid.merged.get((at_row, column), (at_row, column))
        if place not in seen and (text := grid.cell(*place).text):
            texts.append(text)
        seen.add(place)
    return tuple(texts)


def _is_title(grid: Grid, row: int) -> bool:
    """A row with one text only, merged across or not, or with 填报单位：… or 单位：万元 in it."""
    texts = {grid.cell(row, column).text for column in range(grid.width)} - {""}
    return len(texts) < 2 or any(_UNIT_LINE.match(text) for text in texts)


def _may_continue(grid: Grid, last: int) -> bool:
    """Whether a row may belong to a header that began above: names only, something merged or empty in between, or a year."""
    if last >= len(grid.cells):
        return False
    there = [grid.cell(last, column) for column in range(grid.width)]
    if not all(_may_name(cell.value, cell.text) for cell in there):
        return False
    is_joined = any((row, column) in grid.merged for row in (last - 1, last) for column in range(grid.width))
    has_gap = any(not grid.cell(last - 1, column).text and cell.text for column, cell in enumerate(there))
    return is_joined or has_gap or any(_completes(cell.text) for cell in there)


def _completes(text: str) -> bool:
    """A cell that says only a period or a unit: 2024年, 万元."""
    heading = read_heading(text)
    return not heading.name and (heading.period is not None or bool(heading.unit))


def _may_name(value: CellValue, text: str) -> bool:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1990 <= value <= 2100):
        return True
    return isinstance(value, str) and (not _NUMBER.fullmatch(text) or re.fullmatch(r"(?:19|20)\d{2}", text) is not None)


def _score(grid: Grid, rows: HeaderRows, names: Names, year: int | None, said: Said) -> int:
    """How much the rows say: different things named, first of all, then units and periods; two names at least."""
    named, more = set(), 0
    for column in range(grid.width):
        texts = texts_above(grid, rows, column)
        heading = names.resolve(texts, year)
        if " ".join(texts) in said.names or names.knows(heading):
            named.add((heading.name, heading.period))
            more += bool(heading.unit) + bool(heading.period)
    return len(named) * 1000 + more if len(named) >= 2 else 0
