"""Divides the width of a table among its columns so that its rows come out as low as they can."""

from __future__ import annotations

import re
from collections.abc import Sequence

# In characters: no column gets narrower than a short header, and words this short stay on one line.
_FEWEST, _HEADER, _SHORT = 3, 4, 6
# A table whose longest words are no longer than this shares what is left over among all its columns.
_ALL_SHORT = 12
# What a reader takes in at once stays on one line: 督〔2026〕101号, 2026-10-21, 40.5%, 10月31日前, 2026年底前.
_WHOLE = re.compile(
    r".?〔\d{4}〕\d+号|\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?%|\d{1,2}月(?:\d{1,2}日|底)前?|\d{4}年(?:底前?|\d季度)|[逾超]期\d+天"
)
# Word and its like leave a quarter of a character between a figure and a Chinese character.
_SEAM = re.compile(r"(?<=[!-~])(?=[一-鿿])|(?<=[一-鿿])(?=[!-~])")


def width_of(words: str) -> float:
    """In Chinese characters; those of a Latin font are half as wide, and a little more where another font stands in."""
    return sum(0.55 if character.isascii() else 1 for character in words)


def _set(words: str) -> float:
    """The same as it is set in a cell."""
    return width_of(words) + 0.25 * len(_SEAM.findall(words))


def column_widths(rows: Sequence[Sequence[str]], whole: int, *, character: int, margins: int) -> list[int]:
    """Widths that add up to ``whole``, for rows of words (the header among them), in the same unit as ``character``.

    Each column starts at its fair share; then characters are passed from one to another while that makes rows lower.
    """
    needs = [[_set(cell) for cell in row] for row in rows]
    columns = len(rows[0])
    room = (whole - margins * columns) // character
    longest = [max(row[place] for row in needs) for place in range(columns)]
    whole_words = [max(_whole(row[place]) for row in rows) for place in range(columns)]
    least = [_least(*one) for one in zip(needs[0], longest, whole_words, strict=True)]
    shares = _narrowed(_fair(longest, least, room), room)
    least = [min(wanted, share) for wanted, share in zip(least, shares, strict=True)]
    while better := _one_passed(needs, shares, least):
        shares = better
    widths = [int(share * character) + margins for share in shares]
    if max(longest) <= _ALL_SHORT:
        more = (whole - sum(widths)) // columns
        widths = [width + more for width in widths]
    # What is left over by rounding, or by columns that need no more, goes to the column with the longest words.
    widths[longest.index(max(longest))] += whole - sum(widths)
    return widths


def _whole(words: str) -> float:
    return max((_set(found[0]) for found in _WHOLE.finditer(words)), default=0)


def _least(head: float, longest: float, whole_words: float) -> int:
    short = longest if longest <= _SHORT else 0
    return max(_FEWEST, *(-int(-wanted // 1) for wanted in (min(head, _HEADER), short, whole_words)))


def _fair(longest: Sequence[float], least: Sequence[int], room: int) -> list[int]:
    """Short columns get what they need, the long ones share the rest evenly."""
    shares = [0] * len(longest)
    rest = room
    ranked = sorted(range(len(longest)), key=lambda place: longest[place])
    for done, place in enumerate(ranked):
        even = rest // (len(ranked) - done)
        shares[place] = max(least[place], min(-int(-longest[place] // 1), even))
        rest -= shares[place]
    return shares


def _narrowed(shares: list[int], room: int) -> list[int]:
    """Where even the least does not fit, the widest columns give way first."""
    while sum(shares) > room and max(shares) > _FEWEST:
        shares[shares.index(max(shares))] -= 1
    return shares


def _height(needs: Sequence[Sequence[float]], shares: Sequence[int]) -> tuple[int, float]:
    """Lines of all rows together; among equals, the less the cells are filled the better."""
    lines = sum(max(-int(-need // share) for need, share in zip(row, shares, strict=True)) for row in needs)
    filled = sum((need / share) ** 2 for row in needs for need, share in zip(row, shares, strict=True))
    return lines, round(filled, 6)


def _one_passed(needs: Sequence[Sequence[float]], shares: Sequence[int], least: Sequence[int]) -> list[int] | None:
    """The best widths after one column gave some characters to another; None where nothing gets lower."""
    best, height = None, _height(needs, shares)
    for giver in range(len(shares)):
        for taker in range(len(shares)):
            for passed in (1, 2, 4):
                if giver == taker or shares[giver] - passed < least[giver]:
                    continue
                tried = list(shares)
                tried[giver] -= passed
                tried[taker] += passed
                if (lower := _height(needs, tried)) < height:
                    best, height = tried, lower
    return best
