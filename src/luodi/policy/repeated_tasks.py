"""Tasks that an annex says again: a table of who does what repeats the plan's own tasks, and each is one task."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from luodi.clauses.model import Outline
from luodi.policy.likeness import bigrams, likeness, squeeze
from luodi.policy.model import Task

_ALIKE = 0.8
_FEWEST = 8  # characters of a row that stand in the task it repeats
_DATED = re.compile(r"\d\s*[年月季]|[年月]底|季度")
_MARKS = re.compile(r"[^\w]")
_NUMBER = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[.、．])\s*")


def without_repeated(outline: Outline, tasks: Sequence[Task]) -> list[Task]:
    """The tasks in order, those of an annex that repeat one before it left out.

    What the annex adds, who leads and by when, goes to the task that it repeats.
    """
    annexes = [clause.span for clause in outline.parts("annex")]
    if not annexes:
        return list(tasks)
    kept: list[Task] = []
    bodies: list[int] = []
    for task in tasks:
        if not any(span.start <= task.span.start < span.end for span in annexes):
            bodies.append(len(kept))
            kept.append(task)
            continue
        at = next((at for at in bodies if _repeats(outline.text, task, kept[at])), None)
        if at is None:
            kept.append(task)
        else:
            bodies.remove(at)  # a row repeats one task, and no task is repeated twice
            kept[at] = _told_more(outline.text, kept[at], task)
    return kept


def _repeats(text: str, row: Task, task: Task) -> bool:
    """Whether a row says the task's own words, and names one of its units."""
    if row.units and task.units and not set(row.units) & set(task.units):
        return False
    said, whole = _words(text, row), _words(text, task)
    title = _MARKS.sub("", squeeze(task.title or ""))
    if title and said == title:
        return True
    if len(said) >= _FEWEST and said in whole:
        return True
    return likeness(bigrams(said), bigrams(whole)) >= _ALIKE


def _words(text: str, task: Task) -> str:
    return _MARKS.sub("", squeeze(_NUMBER.sub("", task.span.slice(text))))


def _told_more(text: str, task: Task, row: Task) -> Task:
    lead = task.lead or tuple(name for name in row.lead if name in task.units)
    dated = row.note is not None and _DATED.search(row.note.slice(text))
    if dated and not (task.note and _DATED.search(task.note.slice(text))):
        return replace(task, lead=lead, note=row.note)
    return replace(task, lead=lead)
