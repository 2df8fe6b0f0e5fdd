"""A mechanism without anyone responsible: the document calls for it, and no unit answers for it."""

from __future__ import annotations

import re

from luodi.clauses.model import Outline
from luodi.policy.in_words import MECHANISM_NAMES
from luodi.policy.model import Mechanism, Policy
from luodi.problems import Problem

# A unit or a body named in the sentence itself: 市经信局定期通报, 各区县成立专班, 由行业协会负责.
_NAMED = re.compile(
    r"[省市区县州][一-鿿]{1,14}?(?:局|委|厅|办|部|院|中心|政府|管委会|领导小组)|人民政府|领导小组|办公室|管委会|各(?:区|县|市|地|部门|单位)"
    r"|(?:牵头|主管|责任|成员)(?:部门|单位)|协会|联盟|财政(?:部门|每年)"
)

_MANY = 4


def unanswered_mechanisms(policy: Policy, outline: Outline) -> list[Problem]:
    """A mechanism is answered for when a unit stands in its sentence, or it lies in a task that has units.

    Where more than a few are open (a document that names no units at all), they are asked about together.
    """
    open_ones = [m for m in policy.mechanisms if m.kind != "lead_first" and not _answered(m, policy, outline)]
    if len(open_ones) > _MANY:
        names = "、".join(_name(m) for m in open_ones)
        return [_problem(f"{len(open_ones)}项机制没有写明由谁负责：{names}。", open_ones[0])]
    return [_problem(f"“{_name(m)}”没有写明由谁负责。", m) for m in open_ones]


def _name(mechanism: Mechanism) -> str:
    return MECHANISM_NAMES.get(mechanism.kind, mechanism.kind)


def _problem(message: str, at: Mechanism) -> Problem:
    hint = "请指定责任单位，或在审核时补充。"
    return Problem("check.mechanism_unanswered", message, at.span, hint, "question")


def _answered(mechanism: Mechanism, policy: Policy, outline: Outline) -> bool:
    for task in policy.tasks:
        if task.span.contains(mechanism.span) and (task.units or task.lead or task.implied):
            return True
    text = outline.text
    start = max(text.rfind(stop, 0, mechanism.span.start) for stop in "。；\n") + 1
    ends = [at for stop in "。；\n" if (at := text.find(stop, mechanism.span.end)) >= 0]
    return bool(_NAMED.search(text[start : min(ends, default=len(text))]))
