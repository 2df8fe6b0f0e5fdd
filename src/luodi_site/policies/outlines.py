"""A document's outline as JSON, and where in the numbering a character stands: 二、（二）3."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from luodi.clauses.markers import as_cited
from luodi.clauses.model import Clause, Outline
from luodi.documents.model import Document
from luodi.spans import Span


def outline_to_json(outline: Outline) -> list[list[Any]]:
    """One short row for each clause: start, end, kind, part, depth, marker, parent, heading start, heading end."""
    return [
        [
            clause.span.start, clause.span.end, clause.kind, clause.part, clause.depth, clause.marker.strip(), clause.parent,
            clause.heading.start if clause.heading else None, clause.heading.end if clause.heading else None,
        ]
        for clause in outline.clauses
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause, read back."""

    start: int
    end: int
    kind: str
    part: str
    depth: int
    marker: str
    parent: int | None
    heading_start: int | None
    heading_end: int | None


def outline_from_json(rows: list[list[Any]], text: str, name: str) -> Outline:
    """The compiler's own outline, read back; the style and value of a number are not kept."""
    document = Document(name, text, "text", ())
    return Outline(document, tuple(_clause(index, ClauseRow(*row), name) for index, row in enumerate(rows)))


def _clause(index: int, row: ClauseRow, name: str) -> Clause:
    heading = None
    if row.heading_start is not None and row.heading_end is not None:
        heading = Span(name, row.heading_start, row.heading_end)
    span = Span(name, row.start, row.end)
    kind: Any = row.kind
    part: Any = row.part
    return Clause(index, span, kind, part, row.depth, row.marker, "", None, heading, row.parent)


class Places:
    """Answers where an offset stands."""

    def __init__(self, outline: list[list[Any]]) -> None:
        self.rows = [ClauseRow(*row) for row in outline]
        self._starts = [row.start for row in self.rows]
        self._numbers: dict[int, str] = {}

    def row_at(self, offset: int) -> ClauseRow | None:
        return self.rows[max(0, bisect_right(self._starts, offset) - 1)] if self.rows else None

    def number(self, index: int) -> str:
        """The markers from the outermost clause down: 二、（二）3. without the last stop."""
        if index not in self._numbers:
            row = self.rows[index]
            above = self.number(row.parent) if row.parent is not None and row.parent < index else ""
            marker = "" if row.kind == "dash" else row.marker
            self._numbers[index] = as_cited(above + marker)
        return self._numbers[index]

    def at(self, offset: int | None) -> str:
        """The clause path of a character, for the 出处 of what begins there."""
        if offset is None or not self.rows:
            return ""
        index = max(0, bisect_right(self._starts, offset) - 1)
        path = self.number(index).rstrip("、.．,，")
        if path:
            return path
        part = self.rows[index].part
        if part == "notice":
            return _("印发通知")
        return _("附件") if part == "annex" else _("正文")
