"""What a person must still look at: figures that no page confirmed, gaps, and conditions without a formula."""

from __future__ import annotations

from collections.abc import Callable

from luodi.policy.rules.model import BenefitRule, Condition, Rules
from luodi.policy.rules.parts import parts_of
from luodi.policy.rules.scope import Path
from luodi.problems import Problem
from luodi.spans import Span


def still_open(rules: Rules, at: Callable[[Path], Span | None]) -> list[Problem]:
    """One question for each; they do not keep the pack from running."""
    found = []
    for part in parts_of(rules):
        source = getattr(part.value, "source", None)
        if source is not None and source.is_unconfirmed:
            note = f"（{source.note}）" if source.note else ""
            message = f"{part.called}“{part.name}”的数字没有得到页面证实{note}。"
            hint = "找到出处后核对，再删去 unconfirmed。"
            found.append(Problem("rules.unconfirmed", message, at(part.path), hint, "question"))
        match part.value:
            case BenefitRule(gaps=gaps) if gaps:
                message = f"“{part.name}”还缺：{'；'.join(gaps)}。补全以前只显示，不运行。"
                found.append(Problem("rules.gap", message, at((*part.path, "gaps")), "补上后删去 gaps。", "question"))
            case Condition(rule=None):
                message = f"条件“{part.name}”还没有公式，结果总是未知。"
                found.append(Problem("rules.gap", message, at(part.path), "写上 rule。", "question"))
    return found
