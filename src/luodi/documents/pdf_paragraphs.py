"""Printed lines become paragraphs: margins, indents, markers and page furniture are read from where lines stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from luodi.documents.leads import has_marker
from luodi.documents.pdf_lines import Printed

_PAGE_NUMBER = re.compile(
    r"[—–\-－_~·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[—–\-－_~·.\s]*"
)
# GB/T 9704 leaves 35 mm of 297 below the text and prints the page number in it.
_FOOT, _HEAD = 0.13, 0.11
_UNDIVIDED = re.compile(r"[!-~（“‘《〈【]*(?:[，。、；：！？”’）》〉】][!-~]*)?")
_HANGING = "，。、；：！？,.;:”’）)》】"
_STOPS = "。！？；：…!?;:"


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page begin and end, how far apart they stand, and whether paragraphs are indented.

    ``size`` is the width of a wide character in most lines.
    """

    left: float
    right: float
    leading: float
    indents: bool
    size: float


def without_furniture(pages: Sequence[Sequence[Printed]], heights: Sequence[float]) -> list[list[Printed]]:
    """The pages without page numbers and without lines at head or foot that most pages repeat."""
    repeated = Counter(
        _same_on_pages(line.text)
        for lines, height in zip(pages, heights, strict=True)
        for line in {_same_on_pages(at.text): at for at in lines if _at_edge(at, height)}.values()
    )
    often = max(3, len(pages) // 2)
    return [
        [
            line
            for line in lines
            if not (
                _at_edge(line, height)
                and (_PAGE_NUMBER.fullmatch(line.text) or repeated[_same_on_pages(line.text)] >= often)
            )
        ]
        for lines, height in zip(pages, heights, strict=True)
    ]


def _at_edge(line: Printed, height: float) -> bool:
    return line.high < _FOOT * height or line.low > (1 - _HEAD) * height


def _same_on_pages(text: str) -> str:
    return re.sub(r"\d+|\s+", "", text)


def margins(lines: Sequence[Printed]) -> Margins:
    """The margins that these lines keep; lines of one page, or of the whole document where a page has few."""
    size = median(line.size for line in lines)
    body = [line for line in lines if abs(line.size - size) < 0.2 * size] or list(lines)
    right = _right(body, size)
    lefts = Counter(round(line.left / (size / 2)) for line in body)
    usual = [step for step, count in lefts.items() if count >= max(2, len(body) / 20)] or list(lefts)
    at = min(usual)
    left = median(line.left for line in body if round(line.left / (size / 2)) == at)
    steps = [a.centre - b.centre for a, b in pairwise(body) if 0 < a.centre - b.centre < 6 * size]
    indented = sum(1 for line in body if 1.4 * size < line.left - left < 2.8 * size)
    return Margins(left, right, median(steps) if steps else 2 * size, indented * 10 >= len(body), size)


def _right(body: Sequence[Printed], size: float) -> float:
    """The right edge that most long lines reach; punctuation may hang over it by a character."""
    plain = [line.right for line in body if line.text[-1:] not in _HANGING]
    edges = sorted(plain or [line.right for line in body])
    long = [edge for edge in edges if edge > edges[-1] - 4 * size]
    near = Counter(round(edge / (size / 4)) for edge in long)
    most = max(near.values())
    step = max(step for step, count in near.items() if count == most)
    return max(edge for edge in long if round(edge / (size / 4)) == step)


def continues(above: Printed, below: Printed, page: Margins, new_page: bool) -> bool:
    """Whether the second line carries the first one's paragraph on."""
    size = max(above.size, below.size)
    # The size of a line without wide characters is only guessed from its height.
    tolerance = 0.15 if above.has_wide and below.has_wide else 0.35
    if abs(above.size - below.size) > tolerance * size:
        return False
    if not new_page and _is_title(above, page) and _is_title(below, page):
        return above.centre - below.centre < 2.4 * size and above.text[-1:] not in _STOPS
    if not new_page and above.centre - below.centre > 1.45 * page.leading:
        return False
    if _is_centred(above, page) or _is_centred(below, page):
        return False
    ended = above.text[-1:] in _STOPS
    if ended and has_marker(below.text):
        return False
    short = page.right - above.right
    indent = below.left - page.left
    if page.indents and 1.4 * size < indent < 2.8 * size:
        return False
    if indent > 1.2 * size:  # either a new paragraph, or lines that all stand in from the margin
        aligned = abs(above.left - below.left) < 0.4 * size
        return aligned and short < 1.6 * size and not ended and not has_marker(below.text)
    # A number or a Latin word that does not fit is carried over whole and leaves the line short.
    if short < (1.6 + _carried_over(below.text)) * size:
        return True
    return short < (4 if page.indents else 2.6) * size and not ended and above.text[-1:] not in "）)"


def _carried_over(text: str) -> float:
    """The width of what at the start of a line could not be divided, in wide characters."""
    found = _UNDIVIDED.match(text)
    return sum(0.65 if c < "\u2000" else 1 for c in found.group()) if found else 0


def _is_title(line: Printed, page: Margins) -> bool:
    """Larger print in the middle; a title too long for a line goes on in the next."""
    before, behind = line.left - page.left, page.right - line.right
    return line.has_wide and line.size > 1.2 * page.size and abs(before - behind) < 1.5 * line.size


def _is_centred(line: Printed, page: Margins) -> bool:
    before, behind = line.left - page.left, page.right - line.right
    return before > 2.5 * line.size and behind > 2.5 * line.size and abs(before - behind) < 2 * line.size
