"""Sentences and their parts as stretches of the document: what the extractors read one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luodi.clauses.model import Clause, Outline
from luodi.spans import Span

_STOP = re.compile(r"[。！？!?\n]")
_SEMI = re.compile(r"[。！？!?\n；;]")
_COMMA = re.compile(r"[。！？!?\n；;，,]")
_OPEN, _CLOSE = "（([〔【“‘《", "）)]〕】”’》"


def _cut(text: str, start: int, end: int, stop: re.Pattern[str], name: str) -> Iterator[Span]:
    begin = start
    for found in stop.finditer(text, start, end):
        if found.end() < end and found.group() in "，,；;。" and _inside_brackets(text, begin, found.start()):
            continue
        yield from _trimmed(text, begin, found.end(), name)
        begin = found.end()
    yield from _trimmed(text, begin, end, name)


def _inside_brackets(text: str, start: int, end: int) -> bool:
    """Whether a bracket opened after ``start`` is still open at ``end``, and was opened not long ago."""
    depth = 0
    for c in text[max(start, end - 120) : end]:
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE and depth:
            depth -= 1
    return depth > 0


def _trimmed(text: str, start: int, end: int, name: str) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(name, start, end)


def sentences(outline: Outline, span: Span) -> Iterator[Span]:
    """Sentences of a stretch, closed by 。！？ or a line end; a stop inside brackets or quotes does not count."""
    return _cut(outline.text, span.start, span.end, _STOP, span.document)


def statements(outline: Outline, span: Span) -> Iterator[Span]:
    """Like sentences, but closed by ； as well."""
    return _cut(outline.text, span.start, span.end, _SEMI, span.document)


def phrases(outline: Outline, span: Span) -> Iterator[Span]:
    """Like statements, but closed by ， as well."""
    return _cut(outline.text, span.start, span.end, _COMMA, span.document)


def body_span(outline: Outline, clause: Clause) -> Span:
    """A clause's words behind its marker."""
    start = clause.span.start + len(clause.marker) if clause.marker else clause.span.start
    if clause.marker:
        start = outline.text.index(clause.marker, clause.span.start) + len(clause.marker)
    return Span(clause.span.document, start, clause.span.end)
