"""The words of a sentence that no benefit was read from: what stands before a benefit, behind it, and in the next sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luodi.clauses.model import Outline
from luodi.clauses.sentences import sentences
from luodi.spans import Span


@dataclass(frozen=True, slots=True)
class Unread:
    """``after`` is the next sentence of the clause, where it grants nothing itself; ``follows``: a benefit stands before."""

    before: str = ""
    behind: str = ""
    after: str = ""
    follows: bool = False


def unread(outline: Outline, span: Span, benefits: Sequence[Span]) -> Unread:
    """Around the benefits of ``span``; between two benefits a semicolon parts what is said of the one from the other."""
    near = list(sentences(outline, outline.at(span.start).span))
    own = [one for one in near if one.overlaps(span)]
    if not own:
        return Unread()
    start, end = min(own[0].start, span.start), max(own[-1].end, span.end)
    ends = [one.end for one in benefits if start < one.end <= span.start]
    starts = [one.start for one in benefits if span.end <= one.start < end]
    before = _words(outline, max(ends, default=start), span.start)
    behind = _words(outline, span.end, min(starts, default=end))
    following = next((one for one in near if one.start >= end), None)
    grants = following is None or any(one.overlaps(following) for one in benefits)
    return Unread(
        before.rpartition("；")[2] if not ends or "；" in before or before.startswith("，其中") else "",
        behind.rpartition("；")[0] if starts and "；" in behind else behind,
        "" if following is None or grants else _words(outline, following.start, following.end),
        bool(ends),
    )


def _words(outline: Outline, start: int, end: int) -> str:
    words = "".join(outline.text[start:end].split())
    return words.replace(",", "，").replace(";", "；").replace("(", "（").replace(")", "）")
