"""What recognition reads from print, mended where official prose leaves no doubt, and placed character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from luodi.documents.pdf_lines import Glyph

_WIDE_FROM = "\u2e80"
_HAN = "\u3400-\u9fff"
_OPENING, _CLOSING = "（《“‘【〔〈「", "，。、；：！？）》”’】〕〉」"
_FULL_WIDTH = {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_ASCII_MARK = re.compile(rf"(?<=[{_HAN}”》）])[,;:?!]|[,;:?!](?=[{_HAN}（“《])")
# A dash and the numeral 一 look the same; between figures, and before figures at the start of a line, it is a dash.
_RANGE = re.compile(r"(?<=\d)一(?=\d)|^[一\-–－](?=\d)|(?<=\d{4})[一\-–－]$")
_YEARS = re.compile(r"(?<=\d{4})[\-–－](?=\d{4}年)")
_DASH = re.compile(rf"^(?:[—－–-]{{2}}|[—－–-]一|一[—－–-]|一一(?![对列落核])|[—－–-])(?=[{_HAN}])")
_PAGE_NUMBER = re.compile(r"[—一\-－–.·\s]{0,3}\d{1,3}[—一\-－–.·\s]{0,3}")
_NUMERAL = re.compile(rf"[一二三四五六七八九十]{{1,3}}(?=[{_HAN}])")
_LONGEST_HEADING = 20
_CLOSED = re.compile("[、，。；：]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of print in points from the upper left corner; ``score`` is how sure its reading is, up to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: float


def mended(text: str) -> str:
    """The text with the marks that Chinese print uses: ASCII ones next to Chinese are recognised wrongly."""
    text = text.strip()
    if _PAGE_NUMBER.fullmatch(text):
        return text.replace("一", "—")
    if not re.search(f"[{_HAN}]", text):
        return text
    text = re.sub(r"[()]", lambda found: _FULL_WIDTH[found[0]], text)
    text = _ASCII_MARK.sub(lambda found: _FULL_WIDTH[found[0]], text)
    text = _YEARS.sub("—", _RANGE.sub("—", text))
    return _DASH.sub("——", text)


def with_lost_stops(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches; a heading that is a character wider than its words, 三重点任务, has lost the 、 of its number.

    What is put in is doubtful and has a score of 0.
    """
    usual = _usual(stretches)
    found = []
    for stretch in stretches:
        numeral = _NUMERAL.match(stretch.text)
        lost = (stretch.right - stretch.left) / usual - sum(map(_width, stretch.text))
        if (
            numeral
            and len(stretch.text) <= _LONGEST_HEADING
            and 0.6 < lost < 1.4
            and _CLOSED.search(stretch.text) is None
        ):
            text = numeral[0] + "、" + stretch.text[numeral.end() :]
            found.append(replace(stretch, text=text, score=0.0))
        else:
            found.append(stretch)
    return found


def _usual(stretches: Sequence[Stretch]) -> float:
    """The width of a wide character in most of the print."""
    units = [_unit(stretch) for stretch in stretches]
    long = [unit for unit, stretch in zip(units, stretches, strict=True) if len(stretch.text) >= 10]
    return median(long or units or [1.0])


def glyphs_of(stretches: Sequence[Stretch], height: float) -> list[Glyph]:
    """The characters of each stretch, evenly set, in points from the lower left corner of a page of this height."""
    usual = _usual(stretches)
    tall = median([stretch.bottom - stretch.top for stretch in stretches] or [1.0])
    found: list[Glyph] = []
    for stretch in stretches:
        unit = _unit(stretch)
        # A width is only measured: what comes near the usual size is that size, as are a few characters as tall.
        near = {1: 0.6, 2: 0.6, 3: 0.35, 4: 0.35}.get(len(stretch.text), 0.0)
        is_as_tall = abs(stretch.bottom - stretch.top - tall) < near * tall
        size = usual if is_as_tall or abs(unit - usual) < 0.16 * usual else unit
        found.extend(_glyphs(stretch, unit, size, height))
    return found


def _width(char: str) -> float:
    return 1.0 if char >= _WIDE_FROM or char in "—…“”‘’①②③④⑤⑥⑦⑧⑨⑩" else 0.5


def _half_empty(stretch: Stretch) -> tuple[float, float]:
    """How much of the first and last character is blank: brackets and stops have ink in one half only."""
    return 0.5 * (stretch.text[0] in _OPENING), 0.5 * (stretch.text[-1] in _CLOSING)


def _unit(stretch: Stretch) -> float:
    """The width of a wide character."""
    count = sum(map(_width, stretch.text)) - sum(_half_empty(stretch))
    return (stretch.right - stretch.left) / max(count, 0.5)


def _glyphs(stretch: Stretch, unit: float, size: float, height: float) -> Iterator[Glyph]:
    x = stretch.left - _half_empty(stretch)[0] * unit
    for char in stretch.text:
        wide = _width(char)
        yield Glyph(char, x, x + wide * (size if wide == 1.0 else unit), height - stretch.bottom, height - stretch.top)
        x += wide * unit
