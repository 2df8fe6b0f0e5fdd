"""A ruled table on a page: its cells as boxes, and the rows and columns that they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_NEAR = 2.5


@dataclass(frozen=True, slots=True)
class Box:
    """A cell on the page, in points from the lower left corner, with the rows and columns that it covers."""

    left: float
    low: float
    right: float
    high: float
    row: int
    column: int
    row_span: int
    column_span: int

    def holds(self, point: tuple[float, float]) -> bool:
        return self.left <= point[0] <= self.right and self.low <= point[1] <= self.high


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table on one page. ``edges`` are the left edges of its columns."""

    boxes: tuple[Box, ...]
    rows: int
    edges: tuple[float, ...]

    @property
    def top(self) -> float:
        return max(box.high for box in self.boxes)

    @property
    def is_table(self) -> bool:
        """Whether it has two rows and two columns; what has less is a frame or an underline."""
        return self.rows >= 2 and len(self.edges) >= 2

    def holds(self, point: tuple[float, float]) -> bool:
        return any(box.holds(point) for box in self.boxes)


def ruled(cells: Sequence[tuple[float, float, float, float]], left: float, top: float) -> Ruled:
    """The table whose cells these boxes are, given as (x0, y0, x1, y1) from the page's upper left corner downwards.

    ``left`` and ``top`` say where that corner is, in points from the lower left one.
    """
    columns = _steps([cell[0] for cell in cells])
    rows = _steps([cell[1] for cell in cells])
    boxes = []
    for x0, y0, x1, y1 in cells:
        row, column = _index(rows, y0), _index(columns, x0)
        row_span = sum(1 for at in rows if y0 - _NEAR <= at < y1 - _NEAR)
        column_span = sum(1 for at in columns if x0 - _NEAR <= at < x1 - _NEAR)
        boxes.append(Box(x0 + left, top - y1, x1 + left, top - y0, row, column, row_span, column_span))
    boxes.sort(key=lambda box: (box.row, box.column))
    return Ruled(tuple(boxes), len(rows), tuple(at + left for at in columns))


def _steps(values: Sequence[float]) -> list[float]:
    """The values with those that nearly agree taken together."""
    found: list[float] = []
    for at in sorted(values):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return found


def _index(steps: Sequence[float], value: float) -> int:
    return min(range(len(steps)), key=lambda at: abs(steps[at] - value))
