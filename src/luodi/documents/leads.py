"""The lead phrase of a paragraph: what is set off at its start, in bold or another face, from what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMERAL = "〇零一二三四五六七八九十百\\d"
# A number typed in front of the lead phrase may be plain itself.
_MARKER = re.compile(rf"\s*(?:[（(第]?[{_NUMERAL}]+[)）、.．条章节]*|[①-⑳])\s*$")
_OWN_MARKER = re.compile(
    rf"\s*(?:第?[{_NUMERAL}]+\s*(?:[、)）条章节]|[.．](?!\d))|[（(][{_NUMERAL}]+[)）]|[①-⑳㈠-㈩⑴-⒇]|[—–-]{{2}}|[•●■◆])"
)
# A longer stretch is a paragraph in bold with some plain words behind it, not a lead phrase.
_LONGEST = 60


@dataclass(slots=True)
class Piece:
    """A stretch of a paragraph in one look; ``emphasis`` is '' for plain print."""

    text: str
    emphasis: str


def lead_of(pieces: Sequence[Piece]) -> int | None:
    """How many characters at the start belong to the lead phrase; None where nothing is set off, or everything is."""
    ahead, end = "", 0
    for piece in pieces:
        is_blank = not piece.text.strip()
        if not is_blank and not piece.emphasis and (end or not _MARKER.match(ahead + piece.text)):
            return end if 0 < end <= _LONGEST else None
        ahead += piece.text
        if piece.emphasis and not is_blank:
            end = len(ahead)
    return None


def has_marker(text: str) -> bool:
    """Whether the text opens with a number or a bullet that was typed."""
    return _OWN_MARKER.match(text) is not None
