"""What a compiled policy says against itself: one check per file, run in the order of ``CHECKS``."""

from __future__ import annotations

from collections.abc import Callable

from luodi.clauses.model import Outline
from luodi.policy.checks.figures_differ import figures_differ
from luodi.policy.checks.growth_reaches_level import growth_reaches_level
from luodi.policy.checks.outside_term import outside_term
from luodi.policy.checks.parts_make_whole import parts_make_whole
from luodi.policy.checks.superseded_units import superseded_units
from luodi.policy.checks.two_leads import two_leads
from luodi.policy.checks.unanswered_mechanisms import unanswered_mechanisms
from luodi.policy.model import Policy
from luodi.problems import Problem

Check = Callable[[Policy, Outline], list[Problem]]

CHECKS: tuple[Check, ...] = (
    parts_make_whole,
    growth_reaches_level,
    figures_differ,
    outside_term,
    two_leads,
    unanswered_mechanisms,
    superseded_units,
)


def run_checks(policy: Policy, outline: Outline) -> list[Problem]:
    """Every problem that the checks find, in the order of the text."""
    found = [problem for check in CHECKS for problem in check(policy, outline)]
    return sorted(found, key=lambda problem: problem.span.start if problem.span else -1)
