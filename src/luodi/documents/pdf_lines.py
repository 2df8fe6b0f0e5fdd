"""Glyphs on a page become printed lines: what stands at one height, from left to right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

_WIDE_FROM = "\u2e80"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character in points from the lower left corner; ``low`` and ``high`` are the font's full height."""

    char: str
    left: float
    right: float
    low: float
    high: float

    @property
    def size(self) -> float:
        return self.high - self.low

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line. ``size`` is the width of a wide character in it, or what comes near that."""

    text: str
    left: float
    right: float
    low: float
    high: float
    size: float

    @property
    def has_wide(self) -> bool:
        return any(char >= _WIDE_FROM for char in self.text)

    @property
    def centre(self) -> float:
        return (self.low + self.high) / 2


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters of each height together, in the order in which they come."""
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        # Content mostly comes line by line, so the row looked for is mostly the last one.
        row = next((row for row in reversed(rows[-40:]) if _beside(row[0], glyph)), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    return rows


def printed_lines(glyphs: Iterable[Glyph]) -> list[Printed]:
    """The lines from top to bottom; characters printed twice to look bold stand once."""
    found = [_line(sorted(row, key=lambda g: g.left)) for row in rows_of(glyphs)]
    return sorted((line for line in found if line.text.strip()), key=lambda line: (-line.centre, line.left))


def _beside(one: Glyph, other: Glyph) -> bool:
    """Whether two characters stand at one height: a raised figure still does, the next line does not."""
    common = min(one.high, other.high) - max(one.low, other.low)
    return common > 0.5 * min(one.size, other.size)


def _line(row: list[Glyph]) -> Printed:
    text, last = "", None
    for glyph in row:
        # A font may hold —— or …… as one sign, whose two characters then stand at one place.
        if (
            last is not None
            and last.char == glyph.char
            and glyph.char not in "—…─-."
            and glyph.left - last.left < 0.2 * glyph.size
        ):
            continue
        if last is not None:
            text += _gap(last, glyph, text)
        text += glyph.char
        last = glyph
    wide = [g.right - g.left for g in row if g.char >= _WIDE_FROM]
    seen = [g for g in row if not g.char.isspace()] or row
    return Printed(
        text.strip(),
        seen[0].left,
        max(g.right for g in seen),
        min(g.low for g in seen),
        max(g.high for g in seen),
        median(wide) if wide else median(g.size for g in row) * 0.8,
    )


def _gap(last: Glyph, glyph: Glyph, text: str) -> str:
    """A space where print leaves one: between Latin words at a quarter of a size, else where something could stand."""
    if text.endswith(" ") or glyph.char == " ":
        return ""
    both_narrow = last.char < _WIDE_FROM and glyph.char < _WIDE_FROM
    return " " if glyph.left - last.right > (0.2 if both_narrow else 1.2) * glyph.size else ""


def join(pieces: Iterable[str]) -> str:
    """Lines of one paragraph as one string: Latin words keep a space between them, Chinese has none."""
    text = ""
    for piece in pieces:
        if text and text[-1] < _WIDE_FROM and piece[:1] < _WIDE_FROM and text[-1].isalpha() and piece[:1].isalnum():
            text += " "
        text += piece
    return text
