"""Opens the matters of a policy: its tasks with their units, deadlines and targets, about to be supervised."""

from __future__ import annotations

import re
from datetime import date

from luodi.clauses.model import Outline
from luodi.ledger import deadlines
from luodi.ledger.model import Deadline, MatterDraft, MatterUnit, UnitRole
from luodi.ledger.titles import first_word, place_of, title_of
from luodi.policy.model import Policy, Target, Task
from luodi.problems import Problem
from luodi.spans import Span

_SUPPORTING = re.compile(r"(?:配合|协助|参与|协办|支持)(?:单位|部门)\s*[:：]")
_LEADING = re.compile(r"(?:牵头|责任|主办|落实|配合|协助|参与|协办|支持)(?:单位|部门)\s*[:：]")


def open_matters(policy: Policy, outline: Outline) -> tuple[list[MatterDraft], list[Problem]]:
    """One matter for each task, in the order of the text.

    A task for which the text names no unit becomes a matter without units, to be assigned; one whose text names no
    day has no deadline.
    """
    matters: list[MatterDraft] = []
    problems: list[Problem] = []
    if not policy.tasks:
        problems.append(_no_tasks())
    for index, task in enumerate(policy.tasks):
        matter, found = _open(policy, outline, index, task)
        matters.append(matter)
        problems += found
    return matters, problems


def _open(policy: Policy, outline: Outline, index: int, task: Task) -> tuple[MatterDraft, list[Problem]]:
    text, facts = outline.text, policy.facts
    days, problems = deadlines.find(text, task.span, issued_on=facts.issued_on)
    # A day inside a benefit says how long the gain is to be had.
    days = [d for d in days if not any(b.span.overlaps(d.span) for b in policy.benefits)]
    noted, more = deadlines.find(text, task.note, issued_on=facts.issued_on, is_note=True) if task.note else ([], [])
    noted = [d for d in noted if not task.span.contains(d.span)]
    targets = tuple(t for t in policy.targets if task.span.contains(t.span))
    units = _units(task, text)
    if not any(unit.role != "implied" for unit in units):
        problems.append(_no_units(index + 1, task.span))
    return MatterDraft(
        position=index + 1,
        task=index,
        title=title_of(task, text),
        span=task.span,
        units=units,
        deadline=(noted or days)[-1] if noted or days else _by_target(targets),
        milestones=tuple(sorted((*days, *noted), key=lambda d: (d.on, d.span))),
        is_standing=any(deadlines.is_standing(text, said) for said in (task.span, task.note) if said),
        targets=targets,
        place=place_of(outline, first_word(task.span, text)),
    ), [*problems, *more]


def _units(task: Task, text: str) -> tuple[MatterUnit, ...]:
    expanded = dict(task.expanded)
    supporting = _supporting(task, text)

    def role(name: str) -> UnitRole:
        return "lead" if name in task.lead else "supporting" if name in supporting else "responsible"

    found = [MatterUnit(name, role(name), expanded.get(name, ())) for name in task.units]
    found += [MatterUnit(name, "lead", expanded.get(name, ())) for name in task.lead if name not in task.units]
    found += [MatterUnit(name, "implied", expanded.get(name, ())) for name in task.implied if name not in task.units]
    return tuple(found)


def _supporting(task: Task, text: str) -> frozenset[str]:
    """Units that the note names after 配合单位."""
    if task.note is None:
        return frozenset()
    note = task.note.slice(text)
    found: set[str] = set()
    for label in _SUPPORTING.finditer(note):
        following = _LEADING.search(note, label.end())
        named = note[label.end() : following.start() if following else len(note)]
        found |= {name for name in task.units if name in named and name not in note[: label.start()]}
    return frozenset(found)


def _by_target(targets: tuple[Target, ...]) -> Deadline | None:
    dated = [t for t in targets if t.by is not None]
    if not dated:
        return None
    last = max(dated, key=lambda t: t.by or 0)
    return Deadline(date(last.by or 0, 12, 31), "target", last.span)


def _no_tasks() -> Problem:
    return Problem(
        "matter.no_tasks",
        "文件中没有读出任务，没有可以列入台账的事项。",
        None,
        "请在复核页面选中任务所在的文字，添加为任务。",
        "question",
    )


def _no_units(position: int, span: Span) -> Problem:
    return Problem(
        "matter.units_missing",
        f"第{position}项任务没有写明牵头单位或责任单位，列为待分派。",
        span,
        "请在台账中分派牵头单位和责任单位。",
        "question",
    )
