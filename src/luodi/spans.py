"""Where something stands in a document: a stretch of code points that always slices to its own text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open stretch ``[start, end)`` of a document's text, counted in Unicode code points.

    ``document`` is the document's name, so that an item can be traced when several documents are at hand.
    """

    document: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a stretch: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def slice(self, text: str) -> str:
        """The words of this stretch in ``text``, which must be the document's own text."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.document == other.document and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.document == other.document and self.start <= other.start and other.end <= self.end

    def sub(self, start: int, end: int) -> Span:
        """A stretch given by offsets relative to this one's start."""
        return Span(self.document, self.start + start, self.start + end)
