"""Reads the sentence that gives units to many tasks at once: 以下工作均需各区人民政府具体落实，不再列出."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from luodi.clauses.phrases.responsibility import (
    EARLIER,
    FORWARD,
    GENERAL,
    LABEL,
    NOT_LISTED,
    REVERSE,
    REVERSE_OF,
    SUBJECT,
    WHOLE,
)
from luodi.policy.unit_names import UnitName, read_units
from luodi.spans import Span

Scope = Literal["later", "earlier", "all"]
_EVENLY = re.compile("[均都皆]|同时")
_LONGEST = 240
_STOPS = "。；;，,、 \t\n\u3000"


@dataclass(frozen=True, slots=True)
class GeneralSentence:
    """The units that a sentence adds, and to which tasks: those behind it, those before it, or all.

    No units: it says 以下不再列出 of the collective units named just before it.
    """

    units: tuple[UnitName, ...]
    scope: Scope


def cut_general(words: str) -> tuple[str, GeneralSentence | None]:
    """A note's words without its general sentence, and that sentence."""
    if _EVENLY.search(words) and (said := REVERSE_OF.search(words)):
        units, unread = read_units(said["units"])
        if units and not unread:
            kept = words[: said.start()].rstrip(_STOPS)
            return kept, GeneralSentence(tuple(units), "earlier" if said["scope"] in EARLIER else "later")
    for opening in GENERAL.finditer(words):
        if opening.start() and words[opening.start() - 1] not in "。；;，,、 \t\n（(\u3000":
            continue
        if read := _read(words, opening):
            return words[: opening.start()].rstrip(_STOPS), read
    return words, None


def find_general(text: str, stretch: Span, inside: list[Span]) -> GeneralSentence | None:
    """A general sentence of the stretch that stands in no note; ``inside`` are the notes, in order."""
    starts = [span.start for span in inside]
    for said in NOT_LISTED.finditer(text, stretch.start, stretch.end):
        at = bisect_right(starts, said.start()) - 1
        if at >= 0 and said.start() < inside[at].end:
            continue
        start = max(
            stretch.start,
            said.start() - _LONGEST,
            *(text.rfind(c, max(stretch.start, said.start() - _LONGEST), said.start()) + 1 for c in "。\n；;"),
        )
        sentence = text[start : said.end()].strip()
        if not LABEL.search(sentence) and (read := _sentence(sentence)):
            return read
    return None


def _sentence(words: str) -> GeneralSentence | None:
    for opening in GENERAL.finditer(words):
        if read := _read(words, opening):
            return GeneralSentence(read.units, "all" if opening["scope"].startswith(WHOLE) else read.scope)
    if not (said := SUBJECT.match(words)):
        return None
    units, unread = read_units(said["units"])
    return GeneralSentence(tuple(units), "all") if units and not unread else None


def _read(words: str, opening: re.Match[str]) -> GeneralSentence | None:
    rest = words[opening.end() : opening.end() + _LONGEST]
    closing = NOT_LISTED.search(rest)
    if closing and not rest[: closing.start()].strip("均都皆，,"):
        units, unread = read_units(rest[closing.end() :].strip(_STOPS))
        return None if unread else GeneralSentence(tuple(units), "earlier" if opening["scope"] in EARLIER else "later")
    body = rest[: closing.start()] if closing else rest
    if said := FORWARD.match(body):
        # Without 不再列出 the sentence must speak of all: 以下均需…, not 以下需….
        if not closing and not re.match(r".{0,8}?[均都皆]", said.group()):
            return None
        named = body[said.end() :].rstrip(_STOPS)
    elif reverse := REVERSE.match(body):
        named = reverse["units"]
    else:
        return None
    units, unread = read_units(named.split("。")[0].strip("，,；; "))
    if not units or unread:
        return None
    return GeneralSentence(tuple(units), "earlier" if opening["scope"] in EARLIER else "later")
