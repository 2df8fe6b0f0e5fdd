"""Finds the notes that say who answers for a task, in every style, and reads them into lead and responsible units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luodi.clauses.phrases.responsibility import CLOSE, LABEL, OPEN, PREFIX, SAME_BELOW, Role, first_leads, role_of
from luodi.policy.general_sentences import GeneralSentence, cut_general
from luodi.policy.note_stretches import note_stretches, without_rule
from luodi.policy.shared_names import full_names
from luodi.policy.unit_names import UnitName, read_units
from luodi.spans import Span


@dataclass(frozen=True, slots=True)
class Note:
    """One note with its brackets. ``lead`` are the units said to lead; ``units`` all of them, leads included.

    ``first_leads``: the note itself says that the first unit leads. ``unread``: pieces that are no names.
    """

    span: Span
    units: tuple[UnitName, ...]
    lead: tuple[str, ...]
    general: GeneralSentence | None = None
    first_leads: bool = False
    unread: tuple[str, ...] = ()


def find_notes(text: str, stretch: Span, places: tuple[str, ...] = ()) -> list[Note]:
    """All notes of a stretch in order, read into units."""
    spans = [Span(stretch.document, start, end) for start, end in note_stretches(text, stretch, places)]
    return [note for span in spans if (note := _read(text, span, places))]


def _read(text: str, span: Span, places: tuple[str, ...]) -> Note | None:
    words = span.slice(text).strip()
    words, general = cut_general(_without_brackets(words))
    rule = first_leads(words)
    if rule:
        words = without_rule(words)
    units: list[UnitName] = []
    lead: list[str] = []
    unread: list[str] = []
    assigns = False
    labels = list(_roles(SAME_BELOW.sub("", words)))
    for role, piece in labels:
        if role in ("people", "time"):
            continue
        assigns = True
        found, bad = read_units(SAME_BELOW.sub("", piece.strip(" \t\r\n。；;，,、")), places)
        unread += bad
        known = {unit.written for unit in units}
        units += [unit for unit in found if unit.written not in known]
        lead += [unit.written for unit in found if role == "lead" or unit.leads]
    if len(labels) > 1:
        units = _full_over_roles(units, places)
    if not units and not unread and not general and not assigns:
        return None
    return Note(span, tuple(units), tuple(dict.fromkeys(lead)), general, rule, tuple(unread))


def _full_over_roles(units: list[UnitName], places: tuple[str, ...]) -> list[UnitName]:
    """Heads are shared over the roles of one note: 牵头单位：省农业厅，配合单位：林业厅."""
    full = full_names([unit.written for unit in units], places)
    return [replace(unit, full=full[unit.written]) if unit.written in full else unit for unit in units]


def _without_brackets(words: str) -> str:
    """The words of a note without the brackets around it, also where two notes were joined."""
    if words[:1] in OPEN and words[-1:] in CLOSE:
        words = words[1:-1]
    elif words[:1] in OPEN:
        words = words[1:]
    return re.sub(rf"[{re.escape(CLOSE)}]\s*[{re.escape(OPEN)}](?={PREFIX}{LABEL.pattern})", "；", words)


def _roles(words: str) -> Iterator[tuple[Role, str]]:
    """The words cut at their labels, each with its role; without any label they are responsible."""
    labels = list(LABEL.finditer(words))
    if not labels:
        yield "responsible", words
    ends = [label.start() for label in labels[1:]] + [len(words)]
    for label, end in zip(labels, ends, strict=False):
        yield role_of(label), words[label.end() : end]
