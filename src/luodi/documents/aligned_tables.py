"""Tables without ruled lines: words that stand below one another in three columns or more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from luodi.documents.columns import Row, rows_in
from luodi.documents.page_tables import Ruled, ruled
from luodi.documents.pdf_lines import Glyph

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_FEWEST_FULL = 2
# Between two rows of a table there may be this much more room than between two lines of a cell.
_MORE_ROOM = 1.3
_MOST_ROOM = 3.2
_GUTTER = 0.75


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the words of a column begin and end."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Run:
    """Printed lines ``[start, end)`` that keep to the same columns."""

    start: int
    end: int
    columns: tuple[_Column, ...]


def aligned_tables(glyphs: Sequence[Glyph], height: float) -> list[Ruled]:
    """The tables among these characters, as if they were ruled; ``height`` is the page's."""
    if not glyphs:
        return []
    size = median(glyph.size for glyph in glyphs)
    rows = rows_in(glyphs, size, _GUTTER)
    found, at = [], 0
    while at < len(rows):
        run = _run(rows, at, size)
        if run is None:
            at += 1
            continue
        found.append(_ruled(rows[run.start : run.end], run.columns, height))
        at = run.end
    return [table for table in found if table.is_table]


def _run(rows: Sequence[Row], start: int, size: float) -> _Run | None:
    """The table that begins with this line; None where none does."""
    if len(rows[start].stretches) < _FEWEST_COLUMNS:
        return None
    columns = _columns(rows[start])
    end, full = start + 1, 1
    while end < len(rows) and rows[end - 1].top - rows[end].top < _MOST_ROOM * size:
        wider = _with(columns, rows[end], size)
        if wider is None:
            break
        full += len(rows[end].stretches) >= _FEWEST_COLUMNS
        columns, end = wider, end + 1
    while end > start and not _belongs(rows, end - 1, start, columns, size):
        end -= 1
    if full < _FEWEST_FULL or end - start < _FEWEST_ROWS:
        return None
    return _Run(start, end, columns)


def _columns(row: Row) -> tuple[_Column, ...]:
    return tuple(_Column(stretch[0].left, stretch[-1].right) for stretch in row.stretches)


def _with(columns: tuple[_Column, ...], row: Row, size: float) -> tuple[_Column, ...] | None:
    """The columns with room for one more line; None where its words stand in no column, or across two."""
    wider = list(columns)
    for one in _columns(row):
        over = [
            at
            for at, column in enumerate(wider)
            if one.left < column.right + size / 2 and one.right > column.left - size / 2
        ]
        if len(over) != 1:
            return None
        column = wider[over[0]]
        wider[over[0]] = replace(column, left=min(column.left, one.left), right=max(column.right, one.right))
    if any(after.left - before.right < size / 2 for before, after in pairwise(wider)):
        return None
    return tuple(wider)


def _belongs(rows: Sequence[Row], at: int, start: int, columns: Sequence[_Column], size: float) -> bool:
    """Whether the last line is one of the table's: words of one column alone may be the paragraph that follows."""
    if len(rows[at].stretches) > 1 or at == start:
        return True
    one = _columns(rows[at])[0]
    is_in_first = one.left < columns[0].right + size / 2
    steps = [a.top - b.top for a, b in pairwise(rows[start:at])]
    is_near = not steps or rows[at - 1].top - rows[at].top < _MORE_ROOM * min(steps)
    return is_near and not is_in_first


def _ruled(rows: Sequence[Row], columns: Sequence[_Column], height: float) -> Ruled:
    cells: list[tuple[float, float, float, float]] = []
    for group in _table_rows(rows, columns):
        high, low = max(row.top for row in group), min(row.low for row in group)
        cells.extend(
            (column.left - 0.5, height - high - 0.1, column.right + 0.5, height - low + 0.1) for column in columns
        )
    return ruled(cells, 0.0, height)


def _table_rows(rows: Sequence[Row], columns: Sequence[_Column]) -> list[list[Row]]:
    """The lines of each row of the table: divided by more room, else where the first column says something."""
    steps = [above.top - below.top for above, below in pairwise(rows)]
    has_first = [row.stretches[0][0].left < columns[0].right for row in rows]
    for begins in (
        [True, *(step > _MORE_ROOM * min(steps) for step in steps)],
        [True, *has_first[1:]],
    ):
        groups: list[list[int]] = []
        for at, is_new in enumerate(begins):
            if is_new or not groups:
                groups.append([])
            groups[-1].append(at)
        if all(sum(has_first[at] for at in group) <= 1 for group in groups):
            return [[rows[at] for at in group] for group in groups]
    return [[row] for row in rows]
