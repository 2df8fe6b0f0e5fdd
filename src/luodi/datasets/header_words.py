"""What the header of a column says: a name, a unit in brackets, and the period it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luodi.datasets.grid import plain
from luodi.formula.unit_names import find_unit
from luodi.periods import Period

_BRACKETS = re.compile(r"[(\[【〔<]([^()\[\]【】〔〕<>]*)[)\]】〕>]")
_UNIT_WORD = re.compile(r"单位\s*:\s*([^\s;:,)]+)")
_FOOTNOTES = re.compile("[①-⑳]")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?度?")
_QUARTER = re.compile(r"((?:19|20)\d{2})\s*年?\s*(?:第?([一二三四1-4])季度|[Qq]([1-4]))|第?([一二三四1-4])季度")
_MONTH = re.compile(r"((?:19|20)\d{2})\s*[年.-]\s*(1[0-2]|0?[1-9])\s*月?(?![\d-])|(?<![\d-])(1[0-2]|[1-9])月(?:份)?")
_SPAN = re.compile(
    r"((?:19|20)\d{2})\s*年?\s*1\s*[-~至—–]\s*(1[0-2]|[2-9])\s*月(?:份)?|(?<!\d)1\s*[-~至—–]\s*(1[0-2]|[2-9])\s*月(?:份)?"
)
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_LEADING = re.compile(
    r"^(?:\([一二三四五六七八九十]{1,3}\)|\(?[一二三四五六七八九十]+\)?[、.]|\(?\d{1,2}\)?[、.)]|其中:?|[*※#]+)"
)
_TRAILING = re.compile(r"[*※#:;,、.]+$")
_QUOTES = str.maketrans("", "", "“”\"'‘’ ·")


@dataclass(frozen=True, slots=True)
class Heading:
    """``name`` is what is left without unit, period and numbering, ``whole`` the same with the period still in it.

    ``span`` is set for 1—6月, which is no period that figures are stored for.
    """

    name: str
    whole: str = ""
    unit: str = ""
    period: Period | None = None
    span: str = ""


def read_heading(text: str, year: int | None = None) -> Heading:
    """A header cell taken apart; ``year`` completes a header that names a month or quarter only."""
    rest = plain(_FOOTNOTES.sub("", text))
    unit = ""
    if find_unit(rest) is not None and rest:
        return Heading("", "", rest)  # a row of units below the names
    if found := _UNIT_WORD.search(rest):
        unit, rest = found[1], rest.replace(found[0], "")
    for bracket in _BRACKETS.findall(rest):
        word = bracket.strip().replace(" ", "")
        if not unit and word and find_unit(word) is not None:
            unit = word
    rest = _without_brackets(rest)
    whole = name_key(rest)
    period, span, rest = _take_period(rest, year)
    return Heading(name_key(rest), whole, unit, period, span)


def _without_brackets(text: str) -> str:
    """Brackets that hold a period are opened, all others go with what they hold."""
    while found := _BRACKETS.search(text):
        keeps = _YEAR.search(found[1]) or _MONTH.search(found[1]) or _QUARTER.search(found[1])
        text = text[: found.start()] + (f" {found[1]} " if keeps else "") + text[found.end() :]
    return text


def _take_period(text: str, year: int | None) -> tuple[Period | None, str, str]:
    if found := _SPAN.search(text):
        at, last = found[1] or year, int(found[2] or found[3])
        rest = text.replace(found[0], "")
        return (Period("year", int(at)), "", rest) if last == 12 and at else (None, found[0], rest)
    if (found := _QUARTER.search(text)) and (at := found[1] or year):
        number = found[2] or found[3] or found[4]
        return Period("quarter", int(at), _ORDINALS.get(number) or int(number)), "", text.replace(found[0], "")
    if (found := _MONTH.search(text)) and (at := found[1] or year):
        return Period("month", int(at), int(found[2] or found[3])), "", text.replace(found[0], "")
    if found := _YEAR.search(text):
        return Period("year", int(found[1])), "", text.replace(found[0], "")
    return None, "", text


def name_key(text: str) -> str:
    """A name as names are compared: plain signs, no spaces and quotes, no numbering and no marks of footnotes."""
    key = plain(_FOOTNOTES.sub("", text)).translate(_QUOTES)
    while (shorter := _TRAILING.sub("", _LEADING.sub("", key))) != key:
        key = shorter
    return key.lower()


def units_said(text: str) -> tuple[str, ...]:
    """The units of a line like 单位：万元、人; none where it is not one."""
    found = re.search(r"(?:计量|金额)?单位\s*:\s*([^\s;)]+)", plain(text))
    words = re.split(r"[、,，/]", found[1]) if found else []
    whole = [found[1]] if found and find_unit(found[1]) is not None else []
    return tuple(whole or [word for word in words if word and find_unit(word) is not None])
