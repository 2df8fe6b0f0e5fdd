"""The document's text as lines of HTML in which the stretches of items are marked.

Stretches may overlap and lie within each other: each line is cut where any of them begins or ends, and every piece
carries the marks of all the stretches that cover it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from luodi_site.policies.outlines import Places

# From the outermost mark to the innermost, so that a long task does not hide what lies in it.
ORDER = ("task", "mechanism", "rule", "benefit", "duty", "target", "problem", "stretch")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document; ``number`` is its clause's path where a numbered clause begins."""

    start: int
    end: int
    classes: str
    number: str = ""
    heading_end: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to mark; ``key`` is the item's number."""

    key: int
    kind: str
    start: int
    end: int


def lines_of(text: str, places: Places) -> tuple[Line, ...]:
    """All lines that hold more than white space, in order."""
    lines: list[Line] = []
    for index, row in enumerate(places.rows):
        at, is_first = row.start, True
        for piece in text[row.start : row.end].splitlines(keepends=True):
            words = piece.rstrip()
            if words.strip():
                classes = f"k-{row.kind} part-{row.part} d{min(row.depth, 6)}"
                number, heading_end = "", None
                if is_first:
                    if row.kind == "numbered":
                        number = places.number(index).rstrip("、.．,，")
                    heading_end = row.heading_end
                    is_first = False
                lines.append(Line(at, at + len(words), classes, number, heading_end))
            at += len(piece)
    if not lines and text.strip():
        return (Line(0, len(text), "k-body part-plan d0"),)
    return tuple(lines)


def _cuts(line: Line, marks: Sequence[Mark]) -> list[int]:
    cuts = {line.start, line.end}
    for mark in marks:
        cuts.add(max(line.start, mark.start))
        cuts.add(min(line.end, mark.end))
    if line.heading_end and line.start < line.heading_end < line.end:
        cuts.add(line.heading_end)
    return sorted(cuts)


def render_line(line: Line, text: str, marks: Sequence[Mark], *, out_of_band: bool = False) -> str:
    """One ``<p>``; ``data-s`` is its offset in the text, which is how a selection finds its stretch."""
    number = f' data-n="{escape(line.number)}"' if line.number else ""
    swap = ' hx-swap-oob="true"' if out_of_band else ""
    parts = [f'<p id="p{line.start}" class="{line.classes}" data-s="{line.start}"{number}{swap}>']
    cuts = _cuts(line, marks)
    for start, end in itertools.pairwise(cuts):
        covering = [mark for mark in marks if mark.start < end and start < mark.end]
        words = escape(text[start:end], quote=False)
        if line.heading_end and end <= line.heading_end:
            words = f'<span class="is-heading">{words}</span>'
        parts.append(_wrapped(words, covering))
    parts.append("</p>")
    return "".join(parts)


def _wrapped(words: str, covering: Sequence[Mark]) -> str:
    if not covering:
        return words
    kinds = sorted({mark.kind for mark in covering}, key=ORDER.index)
    # The shortest stretch comes first: a click means it.
    keys = " ".join(str(m.key) for m in sorted(covering, key=lambda m: m.end - m.start))
    for kind in reversed(kinds[1:]):
        words = f'<span class="{_class(kind)}">{words}</span>'
    return f'<span class="{_class(kinds[0])}" data-i="{keys}">{words}</span>'


def _class(kind: str) -> str:
    return kind if kind == "stretch" else f"m m-{kind}"


def render(text: str, lines: Iterable[Line], marks: Iterable[Mark], *, out_of_band: bool = False) -> Iterator[str]:
    """The lines as HTML; both lines and marks are walked once, in order of their start."""
    waiting = sorted(marks, key=lambda mark: mark.start)
    current: list[Mark] = []
    upcoming = 0
    for line in lines:
        while upcoming < len(waiting) and waiting[upcoming].start < line.end:
            current.append(waiting[upcoming])
            upcoming += 1
        current = [mark for mark in current if mark.end > line.start]
        yield render_line(line, text, current, out_of_band=out_of_band)
