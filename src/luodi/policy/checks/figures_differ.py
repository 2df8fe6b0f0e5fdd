"""A number that differs between two places: one indicator, one year, two values."""

from __future__ import annotations

import re

from luodi.clauses.model import Outline
from luodi.policy.in_words import plain
from luodi.policy.model import Policy, Target
from luodi.problems import Problem


def figures_differ(policy: Policy, outline: Outline) -> list[Problem]:
    """Targets of the same wording, unit, year and recurrence must give the same number."""
    first: dict[tuple[str, str, int | None, str | None], Target] = {}
    found = []
    for target in policy.targets:
        key = (_bare(target.indicator), target.unit, target.by, target.every)
        before = first.setdefault(key, target)
        if before is target or (before.value, before.upper) == (target.value, target.upper):
            continue
        if outline.at(before.span.start) == outline.at(target.span.start):
            continue  # one sentence that names two things alike is a question of wording, not of figures
        found.append(
            Problem(
                "check.figures_differ",
                f"“{target.indicator}”此处为{plain(target.value)}{target.unit}，"
                f"前文为{plain(before.value)}{before.unit}（“{_quote(before, outline)}”）。",
                target.span,
                "请核对以哪一处为准。",
            )
        )
    return found


def _bare(indicator: str) -> str:
    """Wording without what does not change the measure: 全市, 累计, quotes and spaces."""
    return (
        re.sub(r"[\s“”\"'‘’]|全市|全省|全区|全县|累计|力争|达到", "", indicator)
        .removesuffix("数量")
        .removesuffix("总数")
    )


def _quote(target: Target, outline: Outline) -> str:
    words = target.span.slice(outline.text)
    return words if len(words) <= 40 else words[:39] + "…"
