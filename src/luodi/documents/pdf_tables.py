"""Ruled tables on the pages of a PDF: their cells as boxes in points, found from the drawn lines by pdfplumber."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pdfplumber

# pdfminer reports every oddity of a font; that is no news to the person who sent the file.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

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

    def holds(self, point: tuple[float, float]) -> bool:
        return any(box.holds(point) for box in self.boxes)


def ruled_tables(data: bytes, pages: Sequence[int]) -> dict[int, list[Ruled]]:
    """The tables with at least two rows and two columns on the given pages."""
    found: dict[int, list[Ruled]] = {}
    if not pages:
        return found
    try:
        with pdfplumber.open(BytesIO(data), pages=[at + 1 for at in pages]) as book:
            for page in book.pages:
                left, _, _, top = page.mediabox
                tables = [_ruled(table.cells, left, top) for table in page.find_tables()]
                found[page.page_number - 1] = [t for t in tables if t.rows >= 2 and len(t.edges) >= 2]
    except Exception:  # pdfminer raises whatever a broken font or stream leads to; the words are read without it
        logging.getLogger(__name__).warning("tables left as lines", exc_info=True)
    return found


def _ruled(cells: Sequence[tuple[float, float, float, float]], left: float, top: float) -> Ruled:
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
