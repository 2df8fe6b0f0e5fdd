"""Cuts a text where marked stretches begin and end, so that overlapping and nested marks can be drawn side by side."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks all along; ``marks`` are the keys of the items over it, outermost first."""

    start: int
    end: int
    marks: tuple[str, ...]


def segments(length: int, marked: Sequence[tuple[str, int, int]], cuts: Iterable[int] = ()) -> list[Segment]:
    """Cut ``[0, length)`` at every border of a marked stretch ``(key, start, end)`` and at every offset in ``cuts``.

    The segments follow each other without a gap. Runs in time proportional to the segments and the marks over them.
    """
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for key, start, end in sorted(marked, key=lambda m: (m[1], -m[2])):
        if 0 <= start < end <= length:
            opening.setdefault(start, []).append(key)
            closing.setdefault(end, []).append(key)
    borders = sorted({0, length, *opening, *closing, *(c for c in cuts if 0 < c < length)})
    open_marks: dict[str, None] = {}
    made = []
    for start, end in itertools.pairwise(borders):
        for key in closing.get(start, ()):
            open_marks.pop(key, None)
        for key in opening.get(start, ()):
            open_marks[key] = None
        made.append(Segment(start, end, tuple(open_marks)))
    return made
