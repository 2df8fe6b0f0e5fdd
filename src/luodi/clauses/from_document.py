"""A document's paragraphs become an outline: numbered clauses under each other, joined back to the character."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from luodi.clauses.markers import Marker, inline_openings, marker_at
from luodi.clauses.model import Clause, ClauseKind, Outline, Part
from luodi.clauses.parts import assign_parts
from luodi.documents.model import Document, Paragraph
from luodi.problems import Problem
from luodi.spans import Span

# How far in a style usually stands; used only where a document has not yet shown its own order.
_RANK = {"第一章": 0, "第一节": 1, "第一条": 2, "一、": 3, "（一）": 4, "1.": 5, "1.1": 6, "（1）": 7, "①": 8, "——": 9}
_HEADING_MOST = 50
# A paragraph without a number that opens with its own heading: 培育各类平台。重点培育…
_LEAD_PHRASE = re.compile(r"\s*[^，。；：、\s\d（(]{4,24}。(?=[^\n]{20})")


@dataclass(slots=True)
class _Piece:
    """A stretch that becomes one clause."""

    start: int
    end: int
    part: Part
    plan: int
    paragraph: Paragraph
    title: bool
    opens_line: bool
    marker: Marker | None = None


def outline(document: Document) -> tuple[Outline, list[Problem]]:
    """The outline of a document, and what in its numbering is doubtful.

    The clauses' spans follow each other from the first to the last character of the text. Problems: numbering that
    skips or repeats (``outline.skipped``, ``outline.repeated``), as questions: the text is taken as it stands.
    """
    pieces = _pieces(document)
    clauses = _nest(document, pieces)
    whole = Outline(document, tuple(clauses))
    return whole, _numbering_problems(whole)


def _pieces(document: Document) -> list[_Piece]:
    parts, plans, blocks = assign_parts(document)
    titled = {i for at, count in blocks for i in range(at, at + count)}
    found: list[_Piece] = []
    for i, paragraph in enumerate(document.paragraphs):
        is_title = i in titled or paragraph.role == "title"
        found.extend(_cut_paragraph(document.text, paragraph, parts[i], plans[i], is_title))
    if not found and document.text:  # nothing but white space
        blank = Paragraph(Span(document.name, 0, len(document.text)))
        return [_Piece(0, len(document.text), "chrome", 0, blank, False, True)]
    if not found:
        return []
    found[0].start = 0
    for here, after in itertools.pairwise(found):
        here.end = after.start
    found[-1].end = len(document.text)
    return found


def _cut_paragraph(text: str, paragraph: Paragraph, part: Part, plan: int, title: bool) -> list[_Piece]:
    start, end = paragraph.span.start, paragraph.span.end
    openings = [start]
    if not title and part != "chrome" and paragraph.role != "cell":
        for at in inline_openings(text, start, end):
            before = marker_at(text, openings[-1])
            behind = openings[-1] + len(before.text) if before else openings[-1] + 1
            if at >= behind and _opens_inline(text, openings[-1], at):
                openings.append(at)
    pieces = []
    for at, to in zip(openings, [*openings[1:], end], strict=True):
        marker = None if title or part == "chrome" else marker_at(text, at)
        pieces.append(_Piece(at, to, part, plan, paragraph, title, at == start, marker))
    return pieces


def _opens_inline(text: str, before: int, at: int) -> bool:
    """Inside a paragraph a marker opens a clause where a sentence ended, or straight behind a heading."""
    marker = marker_at(text, at)
    if marker is None:
        return False
    ahead = text[before:at].rstrip()[-1:]
    if ahead in "：:；;":
        return marker.style in ("（一）", "第一条")
    return True


def _nest(document: Document, pieces: list[_Piece]) -> list[Clause]:
    clauses: list[Clause] = []
    stack: list[Clause] = []  # the open numbered clauses, outermost first
    zone: tuple[Part, int] | None = None
    for index, piece in enumerate(pieces):
        if zone != (piece.part, piece.plan):
            stack, zone = [], (piece.part, piece.plan)
        if piece.title:
            stack = []
        if piece.marker:
            stack = _above(stack, piece.marker.style)
        parent = stack[-1] if stack and not piece.title else None
        clause = Clause(
            index=index,
            span=Span(document.name, piece.start, piece.end),
            kind=_kind(piece),
            part=piece.part,
            depth=parent.depth + 1 if parent else 0,
            marker=piece.marker.text if piece.marker else "",
            style=piece.marker.style if piece.marker else "",
            number=piece.marker.number if piece.marker else None,
            heading=_heading(document, piece),
            parent=parent.index if parent else None,
            plan=piece.plan,
        )
        clauses.append(clause)
        if piece.marker:
            stack.append(clause)
    return clauses


def _above(stack: list[Clause], style: str) -> list[Clause]:
    """The open clauses under which one of this style stands."""
    for depth, open_clause in enumerate(stack):
        if open_clause.style == style:
            return stack[:depth]
    keep = [c for c in stack if _RANK[c.style] < _RANK[style]]
    if len(keep) == len(stack):
        return stack
    # A style seen for the first time inside an odd order: it hangs on what stands open, unless it is an outer one.
    outer = [depth for depth, c in enumerate(stack) if _RANK[c.style] > _RANK[style]]
    return stack[: outer[0]] if outer else stack


def _kind(piece: _Piece) -> ClauseKind:
    if piece.title:
        return "title"
    if piece.paragraph.role == "cell":
        return "row"
    if piece.marker:
        return "dash" if piece.marker.style == "——" else "numbered"
    return "body"


def _heading(document: Document, piece: _Piece) -> Span | None:
    """The heading behind the marker: a line of its own, 【…】, a bold lead phrase, or a short first sentence."""
    text = document.text
    if piece.title:
        return Span(document.name, piece.paragraph.span.start, piece.paragraph.span.end)
    if not piece.marker:
        lead = piece.paragraph.lead_end
        if lead and piece.opens_line and lead > piece.start and not text[piece.start : lead].strip().endswith("，"):
            return _trim(document, piece.start, lead)
        phrase = _LEAD_PHRASE.match(text, piece.start, piece.end) if piece.opens_line else None
        return _trim(document, piece.start, phrase.end()) if phrase else None
    start = text.index(piece.marker.text, piece.start) + len(piece.marker.text)
    end = piece.end
    boxed = re.compile(r"\s*[【\[]([^】\]\n]{2,40})[】\]]").match(text, start, end)
    if boxed and "责任" not in boxed.group(1) and "牵头" not in boxed.group(1):
        return Span(document.name, boxed.start(1), boxed.end(1))
    lead = piece.paragraph.lead_end
    if lead and start < lead < end:
        return _trim(document, start, lead)
    stop = re.compile(r"[。\n]|(?<=[一-鿿])[:：](?=.)").search(text, start, end)
    first = stop.start() if stop else end
    if 0 < len(text[start:first].strip()) <= _HEADING_MOST:
        return _trim(document, start, first)
    return None


def _trim(document: Document, start: int, end: int) -> Span | None:
    text = document.text
    while start < end and (text[start].isspace() or text[start] in "、.．"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。：:；;.．"):
        end -= 1
    return Span(document.name, start, end) if start < end else None


def _numbering_problems(whole: Outline) -> list[Problem]:
    problems: list[Problem] = []
    last: dict[tuple[int | None, str, Part, int], Clause] = {}
    for clause in whole.clauses:
        if clause.kind != "numbered" or clause.number is None or clause.part == "chrome":
            continue
        key = (clause.parent, clause.style, clause.part, clause.plan)
        before = last.get(key)
        last[key] = clause
        if before is None or before.number is None or clause.number in (before.number + 1, 1):
            continue
        code = "outline.repeated" if clause.number <= before.number else "outline.skipped"
        said = "重复或倒退" if code == "outline.repeated" else "跳号"
        problems.append(
            Problem(
                code,
                f"编号{said}：“{before.marker}”之后是“{clause.marker}”。",
                Span(clause.span.document, clause.span.start, clause.span.start + len(clause.marker)),
                "按原文顺序保留，未作改动；请核对原件是否缺条或错号。",
                "question",
            )
        )
    return problems
