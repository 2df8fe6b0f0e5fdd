"""A paper on the page: its blocks with a mark at each figure, and the list of what is behind each mark 出处."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from luodi.reports.model import Block, Heading, Reference, Report, Run, Runs, Source, Table, plain
from luodi_site.policies.models import Edition

_PAGES = {"matter": "supervision:matter", "issue": "supervision:issue", "order": "supervision:order"}
_LONGEST = 60


@dataclass(frozen=True)
class Piece:
    """Words of a line, with the address that a figure leads to."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Shown:
    """A block of a report on a page: its tag, its words, or the rows of a table."""

    tag: str
    pieces: tuple[Piece, ...] = ()
    columns: tuple[tuple[str, float, str], ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


@dataclass(frozen=True)
class Behind:
    """What one figure was counted from: its number in the list, the sentence, and the rows with their pages."""

    number: int
    figure: str
    sentence: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Laid:
    """A whole paper on the page, its annexes with their titles."""

    blocks: tuple[Shown, ...]
    annexes: tuple[tuple[str, tuple[Shown, ...]], ...]
    behind: tuple[Behind, ...]


class Marks:
    """Numbers the figures of a report in reading order while its blocks are laid out. Figures of a policy's breakdown
    lead straight to its ledger and its text."""

    def __init__(self, edition: Edition | None) -> None:
        self.behind: list[Behind] = []
        self._edition = edition

    def pieces(self, runs: Runs, sentence: str) -> tuple[Piece, ...]:
        return tuple(Piece(run.text, self._mark(run, sentence)) for run in runs)

    def _mark(self, run: Run, sentence: str) -> str:
        if run.source is None:
            return ""
        if not run.source.references:
            return _address(run.source, self._edition) if self._edition else ""
        rows = tuple(_row(one) for one in run.source.references)
        self.behind.append(Behind(len(self.behind) + 1, run.text, sentence, rows))
        return f"#s{len(self.behind)}"


def _address(source: Source, edition: Edition) -> str:
    """Matters behind a figure open in the ledger; words of the document open in its text."""
    if source.matters:
        positions = ",".join(str(position) for position in source.matters)
        return f"{reverse('supervision:ledger')}?document={edition.pk}&n={positions}"
    if source.spans:
        span = source.spans[0]
        return f"{reverse('policies:text', args=[edition.reading_id])}?start={span.start}&end={span.end}#here"
    return ""


def _row(one: Reference) -> tuple[str, str]:
    return one.words, reverse(_PAGES[one.kind], args=[one.number])


def laid_out(report: Report, edition: Edition | None = None) -> Laid:
    marks = Marks(edition)
    blocks = tuple(_block(block, marks) for block in report.blocks)
    annexes = tuple((annex.title, tuple(_block(block, marks) for block in annex.blocks)) for annex in report.annexes)
    return Laid(blocks, annexes, tuple(marks.behind))


def _block(block: Block, marks: Marks) -> Shown:
    if isinstance(block, Table):
        whole = sum(column.width for column in block.columns)
        columns = tuple((c.title, round(100 * c.width / whole, 1), c.align) for c in block.columns)
        rows = tuple(
            tuple(marks.pieces(cell, column.title) for cell, column in zip(row, block.columns, strict=True))
            for row in block.rows
        )
        return Shown("table", columns=columns, rows=rows)
    words = plain(block.runs)
    sentence = words if len(words) <= _LONGEST else words[: _LONGEST - 2] + "……"
    return Shown(f"h{block.level}" if isinstance(block, Heading) else "p", marks.pieces(block.runs, sentence))
