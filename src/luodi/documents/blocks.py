"""Paragraphs and tables as a reader finds them, before they have a place in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from luodi.documents.model import Role


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to be. ``lead`` counts the characters of its bold lead phrase, the generated number included."""

    text: str
    role: Role = "body"
    level: int | None = None
    number: str = ""
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell to be, with all that stands in it."""

    row: int
    column: int
    blocks: tuple[Block, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be. Cells are in order of row and column and do not overlap."""

    cells: tuple[GridCell, ...]
    rows: int
    columns: int


Block = Line | Grid


def flatten_frames(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with each table of one column replaced by what stands in it: such a table is a frame, not a table."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid) and block.columns <= 1:
            for cell in block.cells:
                found.extend(flatten_frames(cell.blocks))
        else:
            found.append(block)
    return tuple(found)


def lines_in(blocks: tuple[Block, ...]) -> list[Line]:
    """Every line, in reading order; a row of a table inside a table is one line, its cells divided by spaces."""
    found: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            found.append(block)
        else:
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).extend(line.text for line in lines_in(cell.blocks))
            found.extend(Line(" ".join(rows[row])) for row in sorted(rows))
    return found


def with_number(line: Line, number: str, gap: str) -> Line:
    """The line with a generated number in front."""
    lead = None if line.lead is None else line.lead + len(number) + len(gap)
    return replace(line, text=number + gap + line.text, number=number, lead=lead)
