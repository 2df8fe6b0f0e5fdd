"""The grid of a table and what its header says of each column: indicator, unit, or the year by which something is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luodi.clauses.model import Outline
from luodi.documents.model import Table
from luodi.spans import Span

_HEADER_ROWS = 4
_INDICATOR = re.compile(
    r"(?:[一二三]级|主要|核心|具体|发展|预期|监测|工作|目标)*(?:指标|目标)(?:名称|内容|项目|类别)?|指标及?单位"
)
_SUBJECT = re.compile(
    r"(?:县|市|区|地区|区域|各地|产业|产业链|重点产业链?|行业|领域|集群|园区|县[（(]?市?、?区[）)]?)(?:名称)?"
)
_UNIT = re.compile(r"(?:计量|指标|统计)?单位")
_GOAL = re.compile(
    r"(?:规划|预期|总体|工作|计划|期末)?(?:目标|指标|预期|规划)?(?:值|数)|(?:预期|规划|总体|年度|任务)?目标(?:任务|要求)?"
)
_GROWTH = re.compile(r"年均(?:增长|增速|增幅|递增)?率?")
_NOW = re.compile(r"实际|现状|基期|基准|基础|完成|初值|快报|上年|同期|当前|属性|责任|牵头|备注|投资额?计划|计划投资")
_YEAR = re.compile(r"(20[1-9]\d)")
_FIVE = re.compile(r"十([四五六七])五[”\"]?(?:规划)?(?:期?末)")
_BRACKET = re.compile(r"[（(\[〔]([^（()）\]〕]{1,12})[）)\]〕]")
_EMPTY = re.compile(
    r"[”\"“年到至—\-–~～底末的:：、]|(?:目标|预期|规划|指标)值|目标|累计|计划|预期|规划|任务|达到|三年|五年|期间|力争"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell as it reads at a place of the grid; a merged cell reads the same at each of its places."""

    words: str
    span: Span


Grid = dict[tuple[int, int], Place]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: by when, and what its header adds to the indicator of a row."""

    at: int
    year: int | None
    measure: str = ""  # 产值, where rows are subjects; 年均增速
    unit: str = ""
    total: bool = False  # 累计


@dataclass(frozen=True, slots=True)
class Header:
    """Where the data begin, which columns name the indicator, which its unit, which hold figures to reach."""

    first_row: int
    names: tuple[int, ...]
    unit: int | None
    figures: tuple[Column, ...]


def of_table(outline: Outline, table: Table) -> tuple[Grid, int, int]:
    """The grid of a document's table with its rows and columns."""
    grid: Grid = {}
    for cell in table.cells:
        place = Place(_tight(cell.span.slice(outline.text)), cell.span)
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                grid[row, column] = place
    return grid, table.rows, table.columns


def of_lines(outline: Outline) -> Iterator[tuple[Grid, int, int]]:
    """Rows divided by tabs in plain text, as they come when a table is pasted."""
    covered = [(table.span.start, table.span.end) for table in outline.document.tables]
    rows: list[list[Place]] = []
    at = 0
    for line in outline.text.splitlines(keepends=True):
        inside = any(start <= at < end for start, end in covered)
        cells = [] if inside or line.count("\t") < 2 else list(_cells(outline.document.name, line.rstrip("\r\n"), at))
        if cells:
            rows.append(cells)
        elif rows:
            yield _as_grid(rows)
            rows = []
        at += len(line)
    if rows:
        yield _as_grid(rows)


def _cells(name: str, line: str, at: int) -> Iterator[Place]:
    for words in line.split("\t"):
        start = at + len(words) - len(words.lstrip())
        yield Place(_tight(words), Span(name, start, max(start, at + len(words.rstrip()))))
        at += len(words) + 1


def _as_grid(rows: list[list[Place]]) -> tuple[Grid, int, int]:
    grid = {(r, c): place for r, cells in enumerate(rows) for c, place in enumerate(cells)}
    return grid, len(rows), max(len(cells) for cells in rows)


def _tight(words: str) -> str:
    return re.sub(r"\s+", "", words)


def header(grid: Grid, rows: int, columns: int, *, from_year: int | None) -> Header | None:
    """What the header rows say, or None where the table is none of indicators; ``from_year`` is the first year to come."""
    for row in range(min(_HEADER_ROWS, rows - 1)):
        names = [c for c in range(columns) if _INDICATOR.fullmatch(without_unit(_at(grid, row, c)))]
        subjects = [] if names else [c for c in range(min(2, columns)) if _SUBJECT.fullmatch(_at(grid, row, c))]
        if names and len({grid[row, c].span for c in names}) == 1 and len(names) > columns - 1:
            continue  # a caption over the whole width
        if not names and not subjects:
            continue
        # 目标 over the columns of years is their header, not the indicator's.
        names = [c for c in names if not any(_YEAR.search(_at(grid, r, c)) for r in range(row, min(row + 3, rows)))]
        if not names and not subjects:
            continue
        first = _first_data_row(grid, row, (names or subjects)[0], rows)
        said = {c: _joined(grid, row, first, c) for c in range(columns)}
        unit = next((c for c in range(columns) if _UNIT.fullmatch(said[c])), None)
        figures = [_figures(said[c], c, from_year) for c in range(columns) if c not in (*names, *subjects, unit)]
        kept = tuple(f for f in figures if f and (f.measure or not subjects))
        if kept:
            return Header(first, tuple(names or subjects[-1:]), unit, kept)
    return None


def _at(grid: Grid, row: int, column: int) -> str:
    place = grid.get((row, column))
    return place.words if place else ""


def _first_data_row(grid: Grid, row: int, name: int, rows: int) -> int:
    """Header rows end where the column of names says something else."""
    opened = grid[row, name].span
    at = row + 1
    while at < min(row + 3, rows) and (
        (place := grid.get((at, name))) is None or place.span == opened or not place.words
    ):
        at += 1
    return at


def _joined(grid: Grid, start: int, end: int, column: int) -> str:
    return "".join(dict.fromkeys(_at(grid, row, column) for row in range(start, end)))


def without_unit(words: str) -> str:
    return _BRACKET.sub("", words)


def bracketed(words: str) -> str:
    """The last bracket of a header or a name, which may hold its unit."""
    found = _BRACKET.findall(words)
    return str(found[-1]) if found else ""


def _figures(said: str, at: int, from_year: int | None) -> Column | None:
    """What a header says of a column of figures; None for one of the past, of units, of notes."""
    bare = without_unit(said)
    if not said or _NOW.search(said):
        return None
    years = [int(year) for year in _YEAR.findall(said)]
    if five := _FIVE.search(said):
        years.append({"四": 2025, "五": 2030, "六": 2035, "七": 2040}[five[1]])
    year = years[-1] if years else None
    if year is not None and from_year is not None and year < from_year:
        return None
    if grown := _GROWTH.search(bare):
        return Column(at, year, "年均增速", bracketed(said)) if grown else None
    if year is None and not _GOAL.fullmatch(bare):
        return None
    left = _EMPTY.sub("", _YEAR.sub("", _FIVE.sub("", bare)))
    return Column(at, year, left, bracketed(said), total="累计" in said)
