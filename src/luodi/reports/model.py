"""A report as headings, paragraphs and tables without any styling, whose figures say what they were counted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from luodi.spans import Span

Align = Literal["left", "centre", "right"]
ReferenceKind = Literal["matter", "issue", "order"]
CellKind = Literal["text", "integer", "number", "money", "date"]
# What a cell of a sheet may hold; a cell that has no value is None, never a dash.
CellValue = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A row of the ledger that stands behind a figure: its kind, its number there, and what a reader calls it."""

    kind: ReferenceKind
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a figure was counted from: positions of matters in one document, stretches of it, or rows of the ledger."""

    matters: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a line; with a ``source`` they are a figure (or a name) that can be followed."""

    text: str
    source: Source | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、) to 3 (1.); its number stands in its words."""

    level: Literal[1, 2, 3]
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``width`` is its share of the whole."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell a line of runs."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """What hangs on a report, on pages of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Masthead:
    """The red head of an official document: who issues it, under which number, and how urgent it is (加急, 特急)."""

    issuer: str
    number: str | None = None
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    issuer: str | None
    on: date


@dataclass(frozen=True, slots=True)
class Report:
    """A report ready to be put on paper or on a page."""

    kind: str
    title: str
    blocks: tuple[Block, ...]
    signature: Signature
    masthead: Masthead | None = None
    addressees: str | None = None
    annexes: tuple[Annex, ...] = field(default=())

    def runs(self) -> Iterator[Run]:
        """Every run in reading order."""
        for block in (*self.blocks, *(b for annex in self.annexes for b in annex.blocks)):
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        yield from cell
            else:
                yield from block.runs

    def figures(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs() if run.source is not None)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a worksheet: ``width`` in characters as Excel counts them."""

    title: str
    width: float
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: a title line, a line that says what is shown, a header and rows."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    note: str = ""


def plain(runs: Runs) -> str:
    """The words of a line without what stands behind them."""
    return "".join(run.text for run in runs)
