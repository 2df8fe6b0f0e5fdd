"""承接: which targets and tasks of a superior's policy have a local counterpart, and where the local number is lower."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeVar

from luodi.clauses.model import Outline
from luodi.policy.likeness import bigrams, likeness
from luodi.policy.model import Policy, Target, Task
from luodi.terms.indicator_catalogue import resolve_indicator, same_family

# met: a counterpart that reaches as much. lower / later: less, or by a later year. part: an absolute number, of which a
# place carries only its part, so that less is no shortfall by itself. missing: no counterpart was found.
Verdict = Literal["met", "lower", "later", "part", "missing"]
VERDICT_NAMES: dict[Verdict, str] = {
    "met": "已承接",
    "lower": "低于上级",
    "later": "晚于上级",
    "part": "绝对量，按分解数核对",
    "missing": "未见承接",
}
_SCALE = {"元": 1, "万元": 10**4, "千万元": 10**7, "亿元": 10**8, "万亿元": 10**12, "亩": 1, "万亩": 10**4}
Item = TypeVar("Item", Target, Task)


@dataclass(frozen=True, slots=True)
class CarriedTarget:
    """A superior target and what became of it locally."""

    superior: Target
    local: Target | None
    verdict: Verdict
    likeness: float


@dataclass(frozen=True, slots=True)
class CarriedTask:
    """A superior task and the local task that takes it up, if one does."""

    superior: Task
    local: Task | None
    verdict: Verdict
    likeness: float


def compare_with_superior(
    superior: Policy, superior_outline: Outline, local: Policy, local_outline: Outline
) -> tuple[list[CarriedTarget], list[CarriedTask]]:
    """Every target and task of the superior's policy with its local counterpart, in the superior's order.

    Targets are matched by the indicator catalogue, else by likeness of their wording; tasks by their titles and words.
    Word-only targets (全覆盖, 清零) are matched by wording alone. Likeness is shown: the reader judges.
    """
    targets = [
        CarriedTarget(target, found, _verdict(target, found), score)
        for target, (found, score) in _pairs(superior.targets, local.targets, _target_likeness, 0.55)
    ]
    bags = {id(t): _task_bag(t, superior_outline) for t in superior.tasks}
    bags |= {id(t): _task_bag(t, local_outline) for t in local.tasks}

    def task_likeness(a: Task, b: Task) -> float:
        title_a, title_b = a.title or "", b.title or ""
        titles = likeness(bigrams(title_a), bigrams(title_b)) if title_a and title_b else 0.0
        return max(titles, likeness(bags[id(a)], bags[id(b)]))

    tasks = [
        CarriedTask(task, found, "met" if found else "missing", score)
        for task, (found, score) in _pairs(superior.tasks, local.tasks, task_likeness, 0.4)
    ]
    return targets, tasks


def _task_bag(task: Task, outline: Outline) -> Counter[str]:
    end = min(task.note.start, task.span.end) if task.note else task.span.end
    return bigrams(outline.text[task.span.start : max(task.span.start, end)][:400])


def _pairs(
    wanted: Sequence[Item], offered: Sequence[Item], alike: Callable[[Item, Item], float], least: float
) -> list[tuple[Item, tuple[Item | None, float]]]:
    """For each item wanted the offered item most like it, one to one, best first."""
    scored = sorted(
        (
            (score, -i, -j)
            for i, a in enumerate(wanted)
            for j, b in enumerate(offered)
            if (score := alike(a, b)) >= least
        ),
        reverse=True,
    )
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for score, i, j in scored:
        if -i not in taken and -j not in used:
            taken[-i] = (-j, score)
            used.add(-j)
    return [(item, (offered[taken[i][0]], taken[i][1]) if i in taken else (None, 0.0)) for i, item in enumerate(wanted)]


def _target_likeness(a: Target, b: Target) -> float:
    if not same_family(a.unit, b.unit) or (a.every is None) != (b.every is None):
        return 0.0
    here, there = resolve_indicator(a.indicator, a.unit), resolve_indicator(b.indicator, b.unit)
    words = likeness(bigrams(a.indicator), bigrams(b.indicator))
    if here and there:
        # Two phrases of one catalogue entry may still differ in level (国家级, 省级): their wording ranks them.
        return 0.6 + 0.4 * words if here.code == there.code else 0.0
    return words


def _verdict(superior: Target, local: Target | None) -> Verdict:
    if local is None:
        return "missing"
    mine, theirs = _in_base(local), _in_base(superior)
    if superior.unit not in ("%", "％", "个百分点") and mine < theirs:
        return "part"
    short = mine > theirs if superior.comparator == "<=" else mine < theirs
    if short:
        return "lower"
    if superior.by and local.by and local.by > superior.by:
        return "later"
    return "met"


def _in_base(target: Target) -> Decimal:
    return target.value * _SCALE.get(target.unit, 1)
