"""A hit in its words: the stretch around it, cut into what was asked for and what was not."""

from __future__ import annotations

import re
from collections.abc import Collection

Piece = tuple[str, bool]
WIDTH = 90


def pieces(text: str, asked: Collection[str]) -> tuple[Piece, ...]:
    """The text in pieces, each with whether it is one of the words asked for; the longest words first."""
    words = sorted({word for word in asked if word}, key=len, reverse=True)
    if not words:
        return ((text, False),) if text else ()
    parts = re.split("(" + "|".join(map(re.escape, words)) + ")", text, flags=re.IGNORECASE)
    return tuple((part, index % 2 == 1) for index, part in enumerate(parts) if part)


def excerpt(text: str, asked: Collection[str], width: int = WIDTH) -> str:
    """About ``width`` characters around the first word asked for, the longest first; from the beginning where none stands in it."""
    flat = " ".join(text.split())
    at = 0
    for word in sorted(asked, key=len, reverse=True):
        found = flat.lower().find(word)
        if found >= 0:
            at = found
            break
    start = max(0, min(at - width // 3, len(flat) - width))
    end = min(len(flat), start + width)
    return ("…" if start else "") + flat[start:end] + ("…" if end < len(flat) else "")
