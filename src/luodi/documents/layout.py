"""Pages become paragraphs and tables by where print stands on them; for every kind of file that is made of pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from luodi.documents.aligned_tables import aligned_tables
from luodi.documents.blocks import Block, Grid, GridCell, Line, lines_in
from luodi.documents.columns import zones_of
from luodi.documents.leads import has_marker
from luodi.documents.page_tables import Box, Ruled
from luodi.documents.pdf_lines import Glyph, Printed, join, printed_lines
from luodi.documents.pdf_paragraphs import Margins, continues, margins, without_furniture

_FEW_LINES = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A page, or a column of it: its printed lines, and its tables with the height where each begins."""

    lines: tuple[Printed, ...]
    tables: tuple[tuple[float, Grid], ...]
    is_column: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page in the order of reading. Points, from the lower left corner."""

    parts: tuple[Part, ...]
    height: float


def page_of(glyphs: Sequence[Glyph], height: float, tables: Sequence[Ruled] = ()) -> Page:
    """The page with its lines and tables; the glyphs, which take much room, are no longer needed."""
    outside = _outside(glyphs, tables)
    zones, tables = [], list(tables)
    for zone in zones_of(outside):
        aligned = [] if zone.is_column else aligned_tables(zone.glyphs, height)
        tables.extend(aligned)
        zones.append((zone.is_column, printed_lines(_outside(zone.glyphs, aligned))))
    owners = [_owner(table, [lines for _, lines in zones]) for table in tables]
    parts = []
    for at, (is_column, lines) in enumerate(zones or [(False, [])]):
        own = sorted((t for t, owner in zip(tables, owners, strict=True) if owner == at), key=lambda t: -t.top)
        parts.append(Part(tuple(lines), tuple((table.top, _grid(table, glyphs)) for table in own), is_column))
    return Page(tuple(parts), height)


def _outside(glyphs: Sequence[Glyph], tables: Sequence[Ruled]) -> list[Glyph]:
    return (
        [glyph for glyph in glyphs if not any(table.holds(glyph.middle) for table in tables)]
        if tables
        else list(glyphs)
    )


def _owner(table: Ruled, zones: Sequence[Sequence[Printed]]) -> int:
    """The part of the page that a table stands in: the last one with a line above it, else the first."""
    left, right = min(box.left for box in table.boxes), max(box.right for box in table.boxes)
    owner = 0
    for at, lines in enumerate(zones):
        beside = [line for line in lines if line.left < right and line.right > left]
        if any(line.low >= table.top - line.size for line in beside):
            owner = at
    return owner


def page_blocks(pages: Sequence[Page]) -> list[Block]:
    """The paragraphs and tables of all pages; those that go on over the end of a column or page are joined."""
    printed = without_furniture([[line for part in page.parts for line in part.lines] for page in pages],
                                [page.height for page in pages])  # fmt: skip
    everything = [line for lines in printed for line in lines]
    whole = margins(everything) if everything else Margins(0, 0, 0, False, 1)
    writing = _Writing()
    for page, kept in zip(pages, printed, strict=True):
        keep = {id(line) for line in kept}
        for part in page.parts:
            lines = [line for line in part.lines if id(line) in keep]
            writing.part(lines, part.tables, _of_part(lines, whole, part.is_column))
    return writing.done()


def _of_part(lines: Sequence[Printed], whole: Margins, is_column: bool) -> Margins:
    """A page with enough lines keeps margins of its own, as facing pages do; a column always does."""
    if is_column and lines:
        return margins(lines)
    if len(lines) < _FEW_LINES:
        return whole
    own = margins(lines)
    right = max(own.right, own.left + 0.9 * (whole.right - whole.left))
    return Margins(own.left, right, own.leading, whole.indents, whole.size)


class _Writing:
    """Paragraphs and tables so far, with the paragraph that is still open."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._open: list[Printed] = []
        self._kept: Margins | None = None

    def part(self, lines: Sequence[Printed], tables: Sequence[tuple[float, Grid]], kept: Margins) -> None:
        """Writes one page or column, each table before the first line that stands below its top."""
        waiting, is_new = list(tables), True
        if self._open and self._kept is not None:
            self._open[-1] = _moved(self._open[-1], self._kept, kept)
        self._kept = kept
        for line in lines:
            while waiting and waiting[0][0] > line.high:
                self._table(waiting.pop(0)[1])
            if self._open and not continues(self._open[-1], line, kept, is_new):
                self._close()
            self._open.append(line)
            is_new = False
        for _, table in waiting:
            self._table(table)

    def _table(self, grid: Grid) -> None:
        self._close()
        before = self._blocks[-1] if self._blocks else None
        if isinstance(before, Grid) and before.columns == grid.columns:
            self._blocks[-1] = _appended(before, grid)
        else:
            self._blocks.append(grid)

    def _close(self) -> None:
        if self._open:
            self._blocks.append(Line(join(line.text for line in self._open)))
        self._open = []

    def done(self) -> list[Block]:
        self._close()
        return self._blocks


def _moved(line: Printed, old: Margins, new: Margins) -> Printed:
    """The line as it would stand between the margins of the next page or column, to be compared with lines there."""
    return replace(line, left=line.left - old.left + new.left, right=line.right - old.right + new.right)


def _grid(ruled: Ruled, glyphs: Sequence[Glyph]) -> Grid:
    held: list[list[Glyph]] = [[] for _ in ruled.boxes]
    for glyph in glyphs:
        at = next((at for at, box in enumerate(ruled.boxes) if box.holds(glyph.middle)), None)
        if at is not None:
            held[at].append(glyph)
    cells = [
        GridCell(box.row, box.column, _cell_blocks(box, inside), box.row_span, box.column_span)
        for box, inside in zip(ruled.boxes, held, strict=True)
    ]
    return Grid(tuple(cells), ruled.rows, len(ruled.edges))


def _cell_blocks(box: Box, glyphs: Sequence[Glyph]) -> tuple[Block, ...]:
    """The paragraphs of a cell: a line that fills the cell's width goes on in the next one."""
    lines = printed_lines(glyphs)
    if not lines:
        return ()
    groups = [[lines[0]]]
    inset = min(line.left for line in lines) - box.left
    for above, below in pairwise(lines):
        is_full = box.right - above.right < max(inset, 0) + 1.5 * above.size
        if is_full and not has_marker(below.text):
            groups[-1].append(below)
        else:
            groups.append([below])
    return tuple(Line(join(line.text for line in group)) for group in groups)


def _appended(table: Grid, more: Grid) -> Grid:
    """A table that goes on, on the next page mostly; a header row that is printed again is left out."""
    has_same_head = _row_words(table, 0) == _row_words(more, 0)
    skip = 1 if has_same_head and all(cell.row_span == 1 for cell in more.cells if cell.row == 0) else 0
    added = [
        GridCell(cell.row - skip + table.rows, cell.column, cell.blocks, cell.row_span, cell.column_span)
        for cell in more.cells
        if cell.row >= skip
    ]
    return Grid((*table.cells, *added), table.rows + more.rows - skip, table.columns)


def _row_words(table: Grid, row: int) -> list[str]:
    return [line.text for cell in table.cells if cell.row == row for line in lines_in(cell.blocks)]
