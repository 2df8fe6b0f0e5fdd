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
_OPENER = re.compile(r"[（(\[〔【“‘《]")


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
    first = _OPENER.search(text, max(start, end - 120), end)
    if first is None:
        return False
    depth = 0
    for c in text[first.start() : end]:
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


def _kept(outline: Outline, span: Span, stop: re.Pattern[str]) -> tuple[Span, ...]:
    """Cut once for each stretch of an outline: every extractor asks for the same ones."""
    key = (stop.pattern, span.start, span.end)
    if key not in outline.cuts:
        outline.cuts[key] = tuple(_cut(outline.text, span.start, span.end, stop, span.document))
    return outline.cuts[key]


def sentences(outline: Outline, span: Span) -> tuple[Span, ...]:
    """Sentences of a stretch, closed by 。！？ or a line end; a stop inside brackets or quotes does not count."""
    return _kept(outline, span, _STOP)


def statements(outline: Outline, span: Span) -> tuple[Span, ...]:
    """Like sentences, but closed by ； as well."""
    return _kept(outline, span, _SEMI)


def phrases(outline: Outline, span: Span) -> tuple[Span, ...]:
    """Like statements, but closed by ， as well."""
    return _kept(outline, span, _COMMA)


def body_span(outline: Outline, clause: Clause) -> Span:
    """A clause's words behind its marker."""
    start = clause.span.start + len(clause.marker) if clause.marker else clause.span.start
    if clause.marker:
        start = outline.text.index(clause.marker, clause.span.start) + len(clause.marker)
    return Span(clause.span.document, start, clause.span.end)
