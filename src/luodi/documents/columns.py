"""The columns of a page: where print stands in two columns, the left one is read before the right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from luodi.documents.pdf_lines import Glyph, rows_of

_FEWEST_LINES = 5
_NARROWEST = 9  # a column of prose holds at least so many wide characters
_GUTTER = 1.2


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a page that is read from top to bottom."""

    glyphs: tuple[Glyph, ...]
    is_column: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at one height, in stretches divided by wide gaps."""

    stretches: tuple[tuple[Glyph, ...], ...]
    top: float
    low: float

    def crosses(self, x: float, half: float) -> bool:
        return any(s[0].left < x + half and s[-1].right > x - half for s in self.stretches)

    def left_of(self, x: float) -> list[Glyph]:
        return [g for s in self.stretches if s[0].left < x for g in s]

    def right_of(self, x: float) -> list[Glyph]:
        return [g for s in self.stretches if s[0].left >= x for g in s]


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows ``[start, end)`` that all leave a gutter at ``x``."""

    start: int
    end: int
    x: float
    lines: int


def zones_of(glyphs: Sequence[Glyph]) -> list[Zone]:
    """The page in reading order; a page in one column is one zone."""
    if not glyphs:
        return []
    size = median(glyph.size for glyph in glyphs)
    rows = rows_in(glyphs, size)
    zones: list[Zone] = []
    _divide(rows, size, zones)
    return zones


def rows_in(glyphs: Sequence[Glyph], size: float, gutter: float = _GUTTER) -> list[Row]:
    """What stands at each height, from top to bottom.

    ``size`` is that of most characters; ``gutter``, in sizes, is how much room divides two stretches.
    """
    rows = (_row(row, gutter * size) for row in rows_of(glyphs))
    return sorted((row for row in rows if row.stretches), key=lambda row: -row.top)


def _divide(rows: list[Row], size: float, zones: list[Zone]) -> None:
    band = _band(rows, size)
    if band is None:
        glyphs = tuple(g for row in rows for s in row.stretches for g in s)
        if glyphs:
            zones.append(Zone(glyphs))
        return
    _divide(rows[: band.start], size, zones)
    inside = rows[band.start : band.end]
    zones.append(Zone(tuple(g for row in inside for g in row.left_of(band.x)), True))
    zones.append(Zone(tuple(g for row in inside for g in row.right_of(band.x)), True))
    _divide(rows[band.end :], size, zones)


def _row(row: list[Glyph], gutter: float) -> Row:
    inked = sorted((glyph for glyph in row if not glyph.char.isspace()), key=lambda glyph: glyph.left)
    stretches: list[list[Glyph]] = []
    for glyph in inked:
        if stretches and glyph.left - stretches[-1][-1].right < gutter:
            stretches[-1].append(glyph)
        else:
            stretches.append([glyph])
    # Spaces stay with the stretch before them, so that words keep their distance.
    blanks = [glyph for glyph in row if glyph.char.isspace()]
    for blank in blanks:
        for stretch in stretches:
            if stretch[0].left <= blank.left <= stretch[-1].right:
                stretch.append(blank)
                break
    whole = tuple(tuple(sorted(stretch, key=lambda g: g.left)) for stretch in stretches)
    return Row(whole, max(glyph.high for glyph in row), min(glyph.low for glyph in row))


def _band(rows: list[Row], size: float) -> _Band | None:
    """The band of rows in which two columns of prose stand side by side, the tallest there is."""
    edges = [edge for row in rows for s in row.stretches for edge in (s[0].left, s[-1].right)]
    if len(rows) < _FEWEST_LINES or max(edges, default=0.0) - min(edges, default=0.0) < 2 * _NARROWEST * size:
        return None
    left, right = min(edges), max(edges)
    best: _Band | None = None
    at = left + 0.3 * (right - left)
    while at < left + 0.7 * (right - left):
        for start, end in _clear(rows, at, size):
            lines = _columns(rows[start:end], at, size)
            if lines >= _FEWEST_LINES and (best is None or lines > best.lines):
                best = _Band(start, end, at, lines)
        at += 0.4 * size
    return best


def _clear(rows: list[Row], x: float, size: float) -> list[tuple[int, int]]:
    """Runs of rows that leave a gutter at ``x``."""
    found, start = [], 0
    for at, row in enumerate(rows):
        if row.crosses(x, 0.4 * size):
            if at - start >= _FEWEST_LINES:
                found.append((start, at))
            start = at + 1
    if len(rows) - start >= _FEWEST_LINES:
        found.append((start, len(rows)))
    return found


def _columns(rows: list[Row], x: float, size: float) -> int:
    """How many lines the shorter of two columns has; 0 where it is not prose that stands there."""
    sides = [[side for row in rows if (side := row.left_of(x))], [side for row in rows if (side := row.right_of(x))]]
    return min(len(side) if _is_prose(side, size) else 0 for side in sides)


def _is_prose(lines: list[list[Glyph]], size: float) -> bool:
    """Whether most lines fill the column from one edge to the other, as those of a table do not."""
    if len(lines) < _FEWEST_LINES:
        return False
    left = min(line[0].left for line in lines)
    right = max(line[-1].right for line in lines)
    full = sum(1 for line in lines if line[0].left - left < 2.6 * size and right - line[-1].right < 2.6 * size)
    whole = sum(1 for line in lines if _is_unbroken(line, size))
    return right - left >= _NARROWEST * size and full * 2 > len(lines) and whole * 10 >= len(lines) * 8


def _is_unbroken(line: list[Glyph], size: float) -> bool:
    return all(b.left - a.right < _GUTTER * size for a, b in pairwise(line))
