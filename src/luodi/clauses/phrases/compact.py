"""A stretch of the document without white space, and the way back: words broken over lines read as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luodi.clauses.model import Clause, Outline
from luodi.clauses.sentences import sentences, statements
from luodi.spans import Span


@dataclass(frozen=True, slots=True)
class Compact:
    """``text`` has no white space; ``origin[i]`` is where its i-th character stands in the document."""

    document: str
    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the document that ``text[start:end]`` was taken from; it must not be empty."""
        return Span(self.document, self.origin[start], self.origin[end - 1] + 1)


def pieces(outline: Outline, clause: Clause, longest: int) -> Iterator[Span]:
    """The sentences of a clause; what is longer than ``longest`` (tables, text without stops) in smaller pieces.

    It keeps reading linear: no pattern ever sees more than ``longest`` characters.
    """
    for sentence in sentences(outline, clause.span):
        if len(sentence) <= longest:
            yield sentence
            continue
        for statement in statements(outline, sentence):
            for start in range(statement.start, statement.end, longest):
                yield Span(statement.document, start, min(start + longest, statement.end))


def compact(words: str, span: Span) -> Compact:
    """``words`` is the whole document's text, or a copy just as long with some of it blanked out."""
    stretch = words[span.start : span.end]
    text = "".join(stretch.split())
    if len(text) == len(stretch):
        return Compact(span.document, text, range(span.start, span.end))
    return Compact(span.document, text, [at for at, c in enumerate(stretch, span.start) if not c.isspace()])
