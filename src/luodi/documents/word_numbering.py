"""The numbers that Word generates: which number a list paragraph bears, in Word's own way of counting."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from luodi.documents.numerals import numeral
from luodi.documents.word_package import W
from luodi.documents.word_styles import Styles, value, whole

# Bullets are mostly characters of symbol fonts, kept in Unicode's private use area.
_SYMBOLS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "☒", 0xA1: "○", 0xA7: "▪",
    0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xB2: "✧", 0xB7: "•", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x52: "☑", 0x54: "☒", 0xA3: "□", 0x2D: "-", 0xBE: "—", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB3: "≥",
}  # fmt: skip
_SYMBOL = re.compile("[\uf000-\uf0ff]")
_TIGHT = "、，。．：；）】》〉」』〕…—"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the number of levels above which start it anew (None: all of them)."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


class Numbering:
    """The lists of one file, and how far each has counted; ask once for every paragraph, in reading order.

    ``unknown`` collects the names of number formats that could only be written in digits.
    """

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._levels: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._opened: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        for element in root.iterfind(W + "abstractNum") if root is not None else ():
            self._abstract[element.get(W + "abstractNumId", "")] = element
        for element in root.iterfind(W + "num") if root is not None else ():
            self._lists[element.get(W + "numId", "")] = element

    def level_for(self, num_id: str, style_chain: tuple[str, ...]) -> int:
        """The level that a list keeps for a style; 0 where it keeps none."""
        _, levels, _ = self._list(num_id)
        for style in style_chain:
            for at, level in levels.items():
                if level.style == style:
                    return at
        return 0

    def next(self, num_id: str, level: int) -> tuple[str, str]:
        """The number of the next paragraph on this level, and the gap between it and the text."""
        key, levels, starts = self._list(num_id)
        here = levels.get(level)
        if here is None:
            return "", ""
        counters = self._counters.setdefault(key, {})
        self._count(num_id, level, levels, starts, counters)
        words = self._write(level, levels, counters).strip()
        return words, _gap(words, here.suffix)

    def _count(
        self, num_id: str, level: int, levels: dict[int, Level], starts: dict[int, int], counters: dict[int, int]
    ) -> None:
        if level in starts and (num_id, level) not in self._opened:
            counters.pop(level, None)  # a list that overrides the start begins anew where it is first used
        self._opened.add((num_id, level))
        counters[level] = counters[level] + 1 if level in counters else starts.get(level, levels[level].start)
        for deeper in [at for at in counters if at > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counters[deeper]

    def _write(self, level: int, levels: dict[int, Level], counters: dict[int, int]) -> str:
        here = levels[level]
        if here.number_format == "bullet":
            return symbols(here.text)

        def one(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            of = levels.get(at, here)
            count = counters.get(at, of.start)
            number_format = "decimal" if here.legal and of.number_format != "decimalZero" else of.number_format
            words = numeral(count, number_format)
            if words is None:
                self.unknown.add(number_format)
            return str(count) if words is None else words

        return re.sub(r"%([1-9])", one, here.text)

    def _list(self, num_id: str) -> tuple[str, dict[int, Level], dict[int, int]]:
        if num_id not in self._levels:
            self._levels[num_id] = self._resolve(num_id)
        return self._levels[num_id]

    def _resolve(self, num_id: str) -> tuple[str, dict[int, Level], dict[int, int]]:
        """What counts together, its levels, and the starts that this list overrides."""
        element = self._lists.get(num_id)
        key = value(element, "abstractNumId") or ""
        abstract = self._linked(key)
        if element is None or abstract is None:
            return f"?{num_id}", {}, {}
        levels = {at: _level(lvl) for lvl in abstract.iterfind(W + "lvl") if (at := _at(lvl)) is not None}
        starts: dict[int, int] = {}
        for override in element.iterfind(W + "lvlOverride"):
            at = _at(override)
            own = override.find(W + "lvl")
            start = whole(value(override, "startOverride"))
            if at is not None and own is not None:
                levels[at] = _level(own)
            if at is not None and start is not None:
                starts[at] = start
                levels[at] = replace(levels.get(at, Level()), start=start)
        return abstract.get(W + "abstractNumId", key), levels, starts

    def _linked(self, key: str) -> Element | None:
        """A list may point to the one that a numbering style keeps."""
        abstract, seen = self._abstract.get(key), {key}
        while abstract is not None and (link := value(abstract, "numStyleLink")):
            num_id = self._styles.style(link).num_id or ""
            key = value(self._lists.get(num_id), "abstractNumId") or ""
            if key in seen:
                break
            seen.add(key)
            abstract = self._abstract.get(key, abstract)
        return abstract


def _at(element: Element) -> int | None:
    return whole(element.get(W + "ilvl"))


def _level(element: Element) -> Level:
    start, restart = whole(value(element, "start")), whole(value(element, "lvlRestart"))
    number_format = value(element, "numFmt") or "decimal"
    text = value(element, "lvlText") or ""
    if element.find(W + "lvlPicBulletId") is not None and number_format == "bullet":
        text = "•"
    return Level(
        start=0 if start is None else start,
        number_format=number_format,
        text=text,
        suffix=value(element, "suff") or "tab",
        restart=restart,
        legal=element.find(W + "isLgl") is not None,
        style=value(element, "pStyle") or "",
    )


def _gap(number: str, suffix: str) -> str:
    """A tab or space in print; none behind full-width punctuation, where official style has none either."""
    return "" if not number or suffix == "nothing" or number[-1] in _TIGHT else " "


def symbols(text: str) -> str:
    """The text with the characters of symbol fonts turned into Unicode's own; an unknown one becomes •."""
    return _SYMBOL.sub(lambda found: _SYMBOLS.get(ord(found.group()) - 0xF000, "•"), text)
