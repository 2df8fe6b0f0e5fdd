"""A document as paragraphs and tables over one text, so that every later item can point into that text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from luodi.spans import Span

Kind = Literal["text", "html", "word", "pdf", "scan", "ofd"]
Role = Literal["body", "heading", "title", "cell", "chrome"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the text, without its line end.

    ``number`` is the number that a word processor generated; it stands in the text as well. ``lead_end`` is where a
    bold lead phrase at the start ends (offset in the document's text), where the file says so. ``role`` is what the
    file's own styles say, ``chrome`` being furniture such as page headers, navigation or reading counts.
    """

    span: Span
    role: Role = "body"
    level: int | None = None
    number: str = ""
    lead_end: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a merged cell stands once, at its upper left corner, with the rows and columns it covers."""

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; in the document's text its cells are divided by tabs and its rows by line ends."""

    span: Span
    cells: tuple[Cell, ...]
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Document:
    """An official file: its whole text, and where its paragraphs and tables stand in it.

    Paragraph spans are in order, do not overlap, and leave out nothing but white space. For a ``.txt`` file ``text``
    is the file's own text, line ends kept, so offsets are offsets into the file.
    """

    name: str
    text: str
    kind: Kind
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = field(default=())

    def words(self, span: Span) -> str:
        return span.slice(self.text)
