"""The outline: clauses in reading order that together are the whole document, to the character."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from luodi.documents.model import Document
from luodi.spans import Span

# chrome: navigation, reading counts, hotlines, disclaimers. notice: the covering 通知 that prints and sends a plan.
# plan: the text that obliges and offers. annex: 附件 and what hangs on a plan.
Part = Literal["chrome", "notice", "plan", "annex"]
# title: a title line. numbered: opens with 一、 (一) 1. 第X条 ①. dash: a —— item. body: a paragraph of its own.
# row: a row of a table.
ClauseKind = Literal["title", "numbered", "dash", "body", "row"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One piece of the outline.

    ``span`` covers the clause's own text up to the next clause, white space included, so that the spans of all clauses
    follow each other without a gap. ``style`` names the numbering (``一、`` ``（一）`` ``1.`` ``（1）`` ``①`` ``第一条``
    ``第一章`` ``——`` or ''), ``number`` its value. ``heading`` is the stretch of the heading or lead phrase without
    its marker and closing stop; ``depth`` is 0 for what hangs on nothing. ``parent`` is an index into the outline.
    ``plan`` numbers the documents in a file that holds several (0 is the first).
    """

    index: int
    span: Span
    kind: ClauseKind
    part: Part
    depth: int
    marker: str = ""
    style: str = ""
    number: int | None = None
    heading: Span | None = None
    parent: int | None = None
    plan: int = 0


@dataclass(frozen=True)
class Outline:
    """A document's clauses in reading order."""

    document: Document
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        return self.document.text

    def join(self) -> str:
        """The text of all clauses one after the other: always the document's own text."""
        return "".join(c.span.slice(self.text) for c in self.clauses)

    def words(self, clause: Clause) -> str:
        return clause.span.slice(self.text)

    def heading(self, clause: Clause) -> str | None:
        return clause.heading.slice(self.text) if clause.heading else None

    @cached_property
    def cuts(self) -> dict[tuple[str, int, int], tuple[Span, ...]]:
        """Sentences and their parts, by the stop they end at and the stretch they stand in; filled by ``sentences``."""
        return {}

    @cached_property
    def _children(self) -> dict[int | None, tuple[Clause, ...]]:
        found: dict[int | None, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.parent, []).append(clause)
        return {parent: tuple(below) for parent, below in found.items()}

    def children(self, clause: Clause | None) -> tuple[Clause, ...]:
        return self._children.get(clause.index if clause else None, ())

    def path(self, clause: Clause) -> tuple[Clause, ...]:
        """From the outermost clause down to this one."""
        above: list[Clause] = [clause]
        while above[-1].parent is not None:
            above.append(self.clauses[above[-1].parent])
        return tuple(reversed(above))

    def whole(self, clause: Clause) -> Span:
        """The clause with all that hangs on it."""
        last = clause.index
        while last + 1 < len(self.clauses) and self.clauses[last + 1].depth > clause.depth:
            last += 1
        return Span(clause.span.document, clause.span.start, self.clauses[last].span.end)

    def parts(self, *wanted: Part) -> tuple[Clause, ...]:
        return tuple(c for c in self.clauses if c.part in wanted)

    def at(self, offset: int) -> Clause:
        """The clause in which a character stands."""
        low, high = 0, len(self.clauses) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.clauses[middle].span.start <= offset:
                low = middle
            else:
                high = middle - 1
        return self.clauses[low]
