"""A paper on the page: its blocks with a mark at each figure, and the list of what is behind each mark 出处."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from luodi.reports.model import Block, Heading, Reference, Report, Run, Runs, Table, plain
from luodi_site.supervision.circulars import Piece, Shown

_PAGES = {"matter": "supervision:matter", "issue": "supervision:issue", "order": "supervision:order"}
_LONGEST = 60


@dataclass(frozen=True)
class Behind:
    """What one figure was counted from: its number in the list, the sentence, and the rows with their pages."""

    number: int
    figure: str
    sentence: str
    rows: tuple[tuple[str, str], ...]


class Marks:
    """Numbers the figures of a report in reading order while its blocks are laid out."""

    def __init__(self) -> None:
        self.behind: list[Behind] = []

    def pieces(self, runs: Runs, sentence: str) -> tuple[Piece, ...]:
        return tuple(Piece(run.text, self._mark(run, sentence)) for run in runs)

    def _mark(self, run: Run, sentence: str) -> str:
        if run.source is None or not run.source.references:
            return ""
        rows = tuple(_row(one) for one in run.source.references)
        self.behind.append(Behind(len(self.behind) + 1, run.text, sentence, rows))
        return f"#s{len(self.behind)}"


def _row(one: Reference) -> tuple[str, str]:
    return one.words, reverse(_PAGES[one.kind], args=[one.number])


def laid_out(report: Report) -> tuple[tuple[Shown, ...], list[Behind]]:
    marks = Marks()
    return tuple(_block(block, marks) for block in report.blocks), marks.behind


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
