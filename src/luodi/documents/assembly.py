"""Blocks become a document: one text, and where each paragraph and cell stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from luodi.documents.blocks import Block, Grid, GridCell, Line, flatten_frames, lines_in
from luodi.documents.lines import lines
from luodi.documents.model import Cell, Document, Kind, Paragraph, Role, Table
from luodi.spans import Span

# Between two paragraphs in one cell: a line end there would end the row.
CELL_BREAK = "\u2028"


def assemble(name: str, kind: Kind, blocks: Sequence[Block]) -> Document:
    """The document; empty lines are left out, a line with breaks inside becomes several paragraphs."""
    writing = _Writing(name)
    for block in flatten_frames(tuple(blocks)):
        if isinstance(block, Line):
            writing.line(block, block.role)
            writing.end_line()
        else:
            writing.table(block)
    return writing.document(kind)


class _Writing:
    """The text written so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pieces: list[str] = []
        self.length = 0
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def end_line(self) -> None:
        if self.pieces and self.pieces[-1] != "\n":
            self.put("\n")

    def line(self, line: Line, role: Role, between: str = "\n") -> None:
        """Writes the line without its outer white space; what a break divides become paragraphs of their own."""
        number, first = line.number, True
        for start, end in lines(line.text):
            if not first:
                self.put(between)
            span = Span(self.name, self.length, self.length + end - start)
            lead = line.lead if line.lead is not None and start < line.lead < end else None
            self.put(line.text[start:end])
            self.paragraphs.append(
                Paragraph(span, role, line.level, number, None if lead is None else span.start + lead - start)
            )
            number, first = "", False

    def table(self, grid: Grid) -> None:
        if not grid.cells:
            return
        begin, cells = self.length, []
        at = {(cell.row, cell.column): cell for cell in grid.cells}
        for row in range(grid.rows):
            for column in range(grid.columns):
                if column:
                    self.put("\t")
                cell = at.get((row, column))
                if cell is not None:
                    cells.append(self.cell(cell))
            self.put("\n")
        self.tables.append(Table(Span(self.name, begin, self.length - 1), tuple(cells), grid.rows, grid.columns))

    def cell(self, cell: GridCell) -> Cell:
        start, written = self.length, len(self.paragraphs)
        for line in lines_in(cell.blocks):
            if len(self.paragraphs) > written and any(True for _ in lines(line.text)):
                self.put(CELL_BREAK)
            # A tab or a line end inside a cell would read as the next cell or row.
            plain = line.text.replace("\t", " ")
            self.line(Line(plain, "cell", line.level, line.number, line.lead), "cell", CELL_BREAK)
        span = Span(self.name, start, self.length)
        return Cell(span, cell.row, cell.column, cell.row_span, cell.column_span)

    def document(self, kind: Kind) -> Document:
        return Document(self.name, "".join(self.pieces), kind, tuple(self.paragraphs), tuple(self.tables))
