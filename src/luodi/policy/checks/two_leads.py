"""One task with two leads: two units named as leading one task, or one task given to different leads in two places."""

from __future__ import annotations

import re

from luodi.clauses.model import Outline
from luodi.policy.model import Policy, Task
from luodi.problems import Problem


def two_leads(policy: Policy, outline: Outline) -> list[Problem]:
    """Two leads of one task are asked about; the same heading under different leads is told."""
    found = []
    first: dict[str, Task] = {}
    for task in policy.tasks:
        if len(task.lead) > 1:
            found.append(
                Problem(
                    "check.two_leads",
                    f"任务“{task.title or _opening(task, outline)}”有{len(task.lead)}个牵头单位：{'、'.join(task.lead)}。",
                    task.note or task.span,
                    "请明确由哪个单位牵头负总责，或确认为共同牵头。",
                    "question",
                )
            )
        if not task.title:
            continue
        before = first.setdefault(re.sub(r"\s", "", task.title), task)
        if before is not task and before.lead and task.lead and before.lead != task.lead:
            found.append(
                Problem(
                    "check.lead_differs",
                    f"任务“{task.title}”两处出现，牵头单位不同：{'、'.join(before.lead)}；{'、'.join(task.lead)}。",
                    task.note or task.span,
                    "请核对牵头单位。",
                )
            )
    return found


def _opening(task: Task, outline: Outline) -> str:
    words = " ".join(task.span.slice(outline.text).split())
    return words[:18] + ("…" if len(words) > 18 else "")
