"""Finds the tasks of a policy in its outline: each stretch to which a note of who is responsible is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from luodi.clauses.model import Outline
from luodi.clauses.phrases.responsibility import LEAD_MARKED, MARKS, first_leads
from luodi.policy.general_sentences import GeneralSentence, find_general
from luodi.policy.model import DocumentFacts, Task
from luodi.policy.repeated_tasks import without_repeated
from luodi.policy.task_extents import Extents
from luodi.policy.task_notes import Note, find_notes
from luodi.policy.task_tables import tasks_of_tables
from luodi.policy.unassigned_tasks import unassigned_tasks, without_units
from luodi.policy.unit_names import UnitName
from luodi.problems import Problem
from luodi.spans import Span


def find_tasks(outline: Outline, facts: DocumentFacts) -> tuple[list[Task], list[Problem]]:
    """Tasks in the order of the text.

    A document without any note gives its lowest numbered clauses of the action part, without units, to be assigned.
    Problems: ``task.units_unread`` (a note that does not read as units), ``task.without_units`` (a clause at the end of
    a list whose other clauses carry notes), ``task.without_text`` (a note with no words of its own in front).
    """
    places = _places(outline, facts)
    notes = [found for zone in _zones(outline) if (found := find_notes(outline.text, zone, places))]
    rule = first_leads(outline.text) or any(note.first_leads for found in notes for note in found)
    tasks, problems = tasks_of_tables(outline, places, rule)
    if notes:
        more, doubts = _of_notes(outline, notes, rule)
        everything = sorted(tasks + more, key=lambda task: task.span.start)
        return without_repeated(outline, everything), problems + doubts
    return tasks or unassigned_tasks(outline), problems


def _of_notes(outline: Outline, notes: list[list[Note]], rule: bool) -> tuple[list[Task], list[Problem]]:
    """A task for each note; ``notes`` are those of each part of the file, ``rule``: the first unit of a list leads."""
    everything = [note for found in notes for note in found]
    extents = Extents(outline, [n.span.start for n in everything], [n.span.end for n in everything])
    whole = Span(outline.document.name, 0, len(outline.text))
    said_of_all = find_general(outline.text, whole, [note.span for note in everything])
    implied = [units for found in notes for units in _implied(found, said_of_all)]
    said = LEAD_MARKED.search(outline.text) if any(mark in outline.text for mark in MARKS) else None
    tasks = []
    problems = [problem for note in everything for problem in _unread(note)]
    for order, (note, extra) in enumerate(zip(everything, implied, strict=True)):
        extent = extents.of(order)
        lead = _leads(note, rule, said["mark"] if said else "")
        if not len(extent.span):
            problems.append(_without_text(note))
        tasks.append(_task(note, extent.span if len(extent.span) else note.span, extent.title, lead, extra))
    return tasks, problems + without_units(outline, extents)


def _zones(outline: Outline) -> Iterator[Span]:
    """Stretches of one part of one plan. The notice is read too: many a notice is itself the plan."""
    for (part, _), group in groupby(outline.clauses, key=lambda clause: (clause.part, clause.plan)):
        clauses = list(group)
        if part != "chrome":
            yield Span(clauses[0].span.document, clauses[0].span.start, clauses[-1].span.end)


def _places(outline: Outline, facts: DocumentFacts) -> tuple[str, ...]:
    """Names of places that heads of units are made of: the document's own region without its level."""
    found = {facts.jurisdiction or ""} | set(re.findall(r"[一-鿿]{2,3}(?=[省市](?:人民)?政府)", outline.text[:3000]))
    return tuple(sorted({re.sub(r"[省市县区州]$", "", place) for place in found} - {""}))


def _leads(note: Note, rule: bool, mark: str) -> tuple[str, ...]:
    """Units that the note says lead; else those marked; else the first, where the document says that the first leads."""
    if note.lead:
        return note.lead
    if mark and (starred := tuple(unit.written for unit in note.units if unit.mark == mark)):
        return starred
    return tuple(unit.written for unit in note.units[:1]) if rule else ()


def _implied(notes: list[Note], apart: GeneralSentence | None) -> list[tuple[UnitName, ...]]:
    """For every note the units that general sentences add to it."""
    added: list[list[UnitName]] = [[] for _ in notes]

    def add(units: tuple[UnitName, ...], to: range) -> None:
        for at in to:
            known = {unit.written for unit in added[at]}
            added[at] += [unit for unit in units if unit.written not in known]

    for at, note in enumerate(notes):
        if note.general:
            collective = tuple(unit for unit in note.units if unit.written.startswith(("各", "有关", "相关")))
            units = _completed(note.general.units, note.units) or collective
            add(units, range(at) if note.general.scope == "earlier" else range(at + 1, len(notes)))
    if apart:
        add(apart.units, range(len(notes)))
    return [tuple(units) for units in added]


def _completed(units: tuple[UnitName, ...], named: tuple[UnitName, ...]) -> tuple[UnitName, ...]:
    """Shortened names of a general sentence with the full ones of the note beside it: 各县（市、区） for …政府."""
    made = []
    for unit in units:
        longer = tuple(n.written for n in named if n.written != unit.written and n.written.startswith(unit.written))
        made.append(UnitName(unit.written, unit.full or longer[:1]))
    return tuple(made)


def _task(note: Note, span: Span, title: str | None, lead: tuple[str, ...], implied: tuple[UnitName, ...]) -> Task:
    expanded: dict[str, tuple[str, ...]] = {u.written: u.full for u in (*note.units, *implied) if u.full}
    units = tuple(unit.written for unit in note.units)
    return Task(
        span=span,
        title=title,
        lead=lead,
        units=(*(name for name in lead if name not in units), *units),
        implied=tuple(unit.written for unit in implied),
        expanded=tuple(expanded.items()),
        note=note.span,
    )


def _unread(note: Note) -> Iterator[Problem]:
    if note.unread or not note.units:
        said = "”“".join(note.unread[:3])
        yield Problem(
            "task.units_unread",
            f"责任单位的标注没有读全：“{said}”不像单位名称。" if said else "责任单位的标注里没有读出单位。",
            note.span,
            "请对照原文，为这项任务补上或改正牵头单位、责任单位。",
        )


def _without_text(note: Note) -> Problem:
    return Problem(
        "task.without_text",
        "这处责任单位的标注前面没有属于它的文字，读不出是哪一项任务的责任单位。",
        note.span,
        "请对照原文，把任务的内容补到这一条里；如果它与前一条标注说的是同一项任务，请把单位并入前一条，再删去这一条。",
        "question",
    )
