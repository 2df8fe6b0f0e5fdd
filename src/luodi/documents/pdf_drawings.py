"""What a page of a PDF draws besides its text: how many pictures, and the lines that may rule a table."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from luodi.documents.rulings import Piece, Stroke, strokes_along

_MOST_OBJECTS = 200_000
_MOST_PIECES = 200

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOVE, _LINE = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_LINETO


@dataclass(frozen=True, slots=True)
class Drawings:
    """Strokes in points from the upper left corner downwards, as they stand on the page turned by ``turns``."""

    pictures: int
    strokes: list[Stroke]


def drawings_on(page: Any, height: float, turns: int = 0) -> Drawings:
    """The drawings of an open page; ``turns`` counts the quarter turns that its text is printed by."""
    pictures = 0
    strokes: list[Stroke] = []
    todo = [(drawn, _PLAIN) for drawn in _members(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)]
    for _ in range(_MOST_OBJECTS):
        if not todo:
            break
        drawn, outer = todo.pop()
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = _times(_matrix(drawn), outer)
            inside = _members(drawn, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
            todo.extend((member, inner) for member in inside)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_seen(drawn):
            matrix = _times(_matrix(drawn), outer)
            strokes.extend(strokes_along([_placed(piece, matrix, height, turns) for piece in _pieces(drawn)]))
    return Drawings(pictures, strokes)


def _members(holder: Any, count: Any, get: Any) -> list[Any]:
    return [get(holder, at) for at in range(count(holder))]


def _is_seen(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(fill.value or stroke.value)


def _matrix(drawn: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, found):
        return _PLAIN
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer == _PLAIN:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _pieces(path: Any) -> Iterator[Piece]:
    """The straight pieces of a path, each from its start to its end; a long path is a picture, and no ruling."""
    count = pdfium.FPDFPath_CountSegments(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = here = (0.0, 0.0)
    for at in range(count if count <= _MOST_PIECES else 0):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        there, kind = (x.value, y.value), pdfium.FPDFPathSegment_GetType(segment)
        if kind == _LINE:
            yield here, there
        elif kind == _MOVE:
            begin = there
        here = there
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, begin
            here = begin


def _placed(piece: Piece, matrix: Matrix, height: float, turns: int) -> Piece:
    a, b, c, d, e, f = matrix
    placed = []
    for x, y in piece:
        along, up = a * x + c * y + e, b * x + d * y + f
        along, up = ((along, up), (up, -along), (-along, -up), (-up, along))[turns]
        placed.append((along, height - up))
    return placed[0], placed[1]
