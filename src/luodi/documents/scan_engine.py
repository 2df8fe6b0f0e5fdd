"""Print and ruled lines in a picture, found by RapidOCR, whose models come inside its package, and by OpenCV.

Only ``from_scan`` asks for this module, and only when there is a picture to read: the libraries are large and optional.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

# Print of a page is found as well in half its pixels, four times as fast; it is then read from all of them.
_FIND_WITHIN = 1280
_SHORTEST_RULE = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of print in pixels from the upper left corner; ``score`` is how sure the reading is, up to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: float


@cache
def _reader() -> Any:
    settings = {"Global.log_level": "error", "Det.limit_type": "max", "Det.limit_side_len": _FIND_WITHIN}
    return RapidOCR(params=settings)


def print_in(pixels: Any) -> list[Found]:
    """The stretches of print in a picture (height × width × 3 bytes)."""
    result = _reader()(pixels, use_cls=False)
    if result.boxes is None:
        return []
    found = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        # The box of slightly slanted print: its middle height counts, not its lowest and highest corner.
        top, bottom = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
        found.append(Found(text, min(xs), top, max(xs), bottom, float(score)))
    return found


def rules_in(pixels: Any) -> Iterator[tuple[float, float, float, float]]:
    """The level and upright lines of a picture, each as the box (x0, y0, x1, y1) that it fills, in pixels."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    _, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    for shape in ((_SHORTEST_RULE, 1), (1, _SHORTEST_RULE)):
        lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8))
        count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        for at in range(1, min(count, 5_000)):
            left, top, wide, tall = (float(value) for value in stats[at][:4])
            yield left, top, left + wide, top + tall
