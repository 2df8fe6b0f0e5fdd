"""Divides the width of a table among its columns so that its rows come out as low as they can."""

from __future__ import annotations

from collections.abc import Sequence

# In characters: no column gets narrower than a short header, and words this short stay on one line.
_FEWEST, _HEADER, _SHORT = 3, 4, 6


def width_of(words: str) -> float:
    """In Chinese characters; those of a Latin font are half as wide, and a little more where another font stands in."""
    return sum(0.55 if character.isascii() else 1 for character in words)


def column_widths(rows: Sequence[Sequence[str]], whole: int, *, character: int, margins: int) -> list[int]:
    """Widths that add up to ``whole``, for rows of words (the header among them), in the same unit as ``character``.

    Each column starts at its fair share; then characters are passed from one to another while that makes rows lower.
    """
    needs = [[width_of(cell) for cell in row] for row in rows]
    columns = len(rows[0])
    room = (whole - margins * columns) // character
    longest = [max(row[place] for row in needs) for place in range(columns)]
    least = [_least(head, long) for head, long in zip(needs[0], longest, strict=True)]
    shares = _narrowed(_fair(longest, least, room), room)
    least = [min(wanted, share) for wanted, share in zip(least, shares, strict=True)]
    while better := _one_passed(needs, shares, least):
        shares = better
    widths = [int(share * character) + margins for share in shares]
    # What is left over by rounding, or by columns that need no more, goes to the column with the longest words.
    widths[longest.index(max(longest))] += whole - sum(widths)
    return widths


def _least(head: float, longest: float) -> int:
    return max(_FEWEST, -int(-min(head, _HEADER) // 1), -int(-longest // 1) if longest <= _SHORT else 0)


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
