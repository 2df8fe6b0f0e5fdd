"""Benefits, ladders and scoreboards that no case of the pack's own tests asks about."""

from __future__ import annotations

from collections.abc import Callable

from luodi.policy.rules.model import Rules
from luodi.policy.rules.references import rungs_of
from luodi.policy.rules.scope import Path
from luodi.problems import Problem
from luodi.spans import Span


def without_case(rules: Rules, at: Callable[[Path], Span | None]) -> list[Problem]:
    """A ladder is asked about when a case names it or one of its rungs."""
    of_all = [one for case in rules.cases for one in case.of_all]
    asked = {wanted.partition(".")[0] for one in of_all for wanted in one.expected}
    open_rules = [("benefits", one.id, one.name) for one in rules.benefits if not one.gaps and one.id not in asked]
    open_rules += [
        ("ladders", one.id, one.name) for one in rules.ladders if not asked.intersection((one.id, *rungs_of(one)))
    ]
    open_rules += [("scoreboards", one.id, one.name) for one in rules.scoreboards if one.id not in asked]
    return [
        Problem(
            "rules.no_case",
            f"“{name}”没有用例。",
            at((section, named)),
            "在 cases 里至少写一个符合的、一个不符合的。",
            "question",
        )
        for section, named, name in open_rules
    ]
