"""What holds of every document, whichever reader made it."""

from __future__ import annotations

from itertools import pairwise

from luodi.documents.lines import is_blank
from luodi.documents.model import Document


def assert_sound(document: Document) -> None:
    """Paragraphs are in order, apart, and leave out nothing but white space; cells stand in their tables."""
    text, at = document.text, 0
    for paragraph in document.paragraphs:
        words = document.words(paragraph.span)
        assert paragraph.span.document == document.name
        assert words
        assert words == words.strip()
        assert is_blank(text[at : paragraph.span.start])
        assert paragraph.lead_end is None or paragraph.span.start < paragraph.lead_end < paragraph.span.end
        assert words.startswith(paragraph.number)
        at = paragraph.span.end
    assert is_blank(text[at:])
    for here, after in pairwise(document.tables):
        assert here.span.end <= after.span.start
    for table in document.tables:
        assert_table(document, table_index=document.tables.index(table))


def assert_table(document: Document, table_index: int) -> None:
    """Cells cover no place twice; rows are divided by line ends and cells by tabs, as the model says."""
    table = document.tables[table_index]
    rows = document.words(table.span).split("\n")
    assert len(rows) == table.rows
    assert all(row.count("\t") == table.columns - 1 for row in rows)
    taken: set[tuple[int, int]] = set()
    for cell in table.cells:
        assert table.span.contains(cell.span)
        assert document.words(cell.span) == rows[cell.row].split("\t")[cell.column]
        for down in range(cell.row_span):
            for right in range(cell.column_span):
                place = (cell.row + down, cell.column + right)
                assert place not in taken
                assert place[0] < table.rows
                assert place[1] < table.columns
                taken.add(place)


def lines_of(document: Document) -> list[str]:
    """The words of each paragraph."""
    return [document.words(paragraph.span) for paragraph in document.paragraphs]


def cells_of(document: Document, table: int = 0) -> list[tuple[str, int, int, int, int]]:
    """The words of each cell with its row, column and the rows and columns that it covers."""
    return [
        (document.words(cell.span), cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in document.tables[table].cells
    ]
