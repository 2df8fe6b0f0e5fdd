"""One page of an OFD file: its characters where they stand, and the lines drawn on it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from luodi.documents.lines import visible
from luodi.documents.ofd_package import children, tag_of, words
from luodi.documents.pdf_lines import Glyph
from luodi.documents.rulings import Piece, Point, Stroke, strokes_along

# OFD counts in millimetres from the upper left corner.
POINTS = 72 / 25.4
_WIDE_FROM = "\u2e80"
_MOST_GLYPHS = 100_000
_MOST_STROKES = 20_000
_MOST_TOKENS = 2_000
_MARK = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# How many numbers follow each letter of a path; the last two are where it leads.
_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """How an object's own coordinates lie on the page, in millimetres."""

    matrix: Matrix
    left: float
    top: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return self.left + a * x + c * y + e, self.top + b * x + d * y + f


def numbers(text: str | None) -> list[float]:
    """The numbers in an attribute; what is no number is left out, as are infinities."""
    found = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            continue
        if math.isfinite(value):
            found.append(value)
    return found


def number(text: str | None, otherwise: float) -> float:
    return next(iter(numbers(text)), otherwise)


def objects(page: Element) -> Iterator[tuple[Element, Frame]]:
    """The text and path objects of a page or template, through the blocks that wrap them."""
    todo = [layer for content in children(page, "Content") for layer in children(content, "Layer")][::-1]
    while todo:
        element = todo.pop()
        tag = tag_of(element)
        if element.get("Visible", "true").lower() == "false":
            continue
        if tag in ("Layer", "PageBlock"):
            todo.extend(list(element)[::-1])
        elif tag in ("TextObject", "PathObject", "ImageObject"):
            yield element, _frame(element)


def _frame(element: Element) -> Frame:
    box, matrix = numbers(element.get("Boundary")), numbers(element.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    left, top = box[:2] if len(box) >= 2 else (0.0, 0.0)
    return Frame((a, b, c, d, e, f), left, top)


def glyphs_of(page: Iterable[tuple[Element, Frame]], height: float) -> list[Glyph]:
    """The upright characters, in points from the lower left corner; ``height`` is the page's, in points."""
    found: list[Glyph] = []
    for element, frame in page:
        if tag_of(element) != "TextObject" or _is_slanted(frame.matrix):
            continue
        found.extend(_glyphs(element, frame, height))
        if len(found) > _MOST_GLYPHS:
            break
    return found[:_MOST_GLYPHS]


def _is_slanted(matrix: Matrix) -> bool:
    """Print across the page is a watermark."""
    a, b, c, d = matrix[:4]
    return abs(b) > 0.05 * abs(a) or abs(c) > 0.3 * abs(d) or a <= 0 or d <= 0


def _glyphs(element: Element, frame: Frame, height: float) -> Iterator[Glyph]:
    size = number(element.get("Size"), 3.7)
    stretch = number(element.get("HScale"), 1.0)
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        text = code.text or ""
        xs, ys = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for at, char in enumerate(text):
            width = size * stretch * (1.0 if char >= _WIDE_FROM or char in "—…“”‘’" else 0.5)
            if visible(char) and (char.isprintable() or char.isspace()):
                yield _glyph(" " if char.isspace() else char, frame, (at_x, at_y, width, size), height)
            at_x += xs[at] if at < len(xs) else 0.0 if ys else width
            at_y += ys[at] if at < len(ys) else 0.0


def _glyph(char: str, frame: Frame, box: tuple[float, float, float, float], height: float) -> Glyph:
    x, y, width, size = box
    left, high = frame.at(x, y - 0.86 * size)
    right, low = frame.at(x + width, y + 0.14 * size)
    return Glyph(char, left * POINTS, right * POINTS, height - low * POINTS, height - high * POINTS)


def _steps(text: str | None, most: int) -> list[float]:
    """The distances of DeltaX or DeltaY; ``g 3 5.5`` stands for three times 5.5."""
    tokens = (text or "").split()[: 3 * most + 3]
    found: list[float] = []
    at = 0
    while at < len(tokens) and len(found) < most:
        if tokens[at] == "g":
            times, step = number(" ".join(tokens[at + 1 : at + 2]), 0), number(" ".join(tokens[at + 2 : at + 3]), 0)
            found.extend([step] * max(0, min(int(times), most - len(found))))
            at += 3
        else:
            found.append(number(tokens[at], 0.0))
            at += 1
    return found


def strokes_of(page: Iterable[tuple[Element, Frame]]) -> list[Stroke]:
    """The level and upright lines, in points from the upper left corner."""
    found: list[Stroke] = []
    for element, frame in page:
        if tag_of(element) == "PathObject" and len(found) < _MOST_STROKES:
            data = "".join(words(part) for part in children(element, "AbbreviatedData"))
            found.extend(strokes_along([(_place(frame, start), _place(frame, end)) for start, end in _pieces(data)]))
    return found


def _place(frame: Frame, point: Point) -> Point:
    x, y = frame.at(*point)
    return x * POINTS, y * POINTS


def _pieces(data: str) -> Iterator[Piece]:
    """The straight pieces of a path, each from its start to its end."""
    tokens = _MARK.findall(data)[:_MOST_TOKENS]
    begin = here = (0.0, 0.0)
    at = 0
    while at < len(tokens):
        letter = tokens[at]
        if letter == "C":
            yield here, begin
            here = begin
        count = _NUMBERS.get(letter, 0)
        values = numbers(" ".join(tokens[at + 1 : at + 1 + count]))
        at += 1
        if count and len(values) == count:
            at += count
            there = (values[-2], values[-1])
            if letter == "L":
                yield here, there
            elif letter in "SM":
                begin = there
            here = there
