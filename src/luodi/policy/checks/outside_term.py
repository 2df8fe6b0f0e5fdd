"""A date outside the plan's term: a target or a duty that falls before its first or after its last year."""

from __future__ import annotations

from luodi.clauses.model import Outline
from luodi.policy.model import Policy
from luodi.problems import Problem


def outside_term(policy: Policy, _: Outline) -> list[Problem]:
    """Held against the horizon that the document itself gives; a document without one is not checked.

    A target beyond the last year is a question (plans name a longer view on purpose); one before the first year, and a
    fixed date of a duty before the document was issued, are warnings.
    """
    return [*_targets(policy), *_duties(policy)]


def _targets(policy: Policy) -> list[Problem]:
    if policy.facts.horizon is None:
        return []
    first, last = policy.facts.horizon
    return [
        Problem(
            "check.outside_term",
            f"“{target.indicator}”的时限{target.by}年不在规划期{first}—{last}年之内。",
            target.span,
            "如为远景目标可保留；如为笔误请更正。",
            "question" if target.by > last else "warning",
        )
        for target in policy.targets
        if target.by is not None and not first <= target.by <= last
    ]


def _duties(policy: Policy) -> list[Problem]:
    issued = policy.facts.issued_on
    return [
        Problem(
            "check.due_before_issue",
            f"“{duty.what}”的时限{duty.due.isoformat()}早于成文日期{issued.isoformat()}。",
            duty.span,
            "请核对年份。",
        )
        for duty in policy.duties
        if issued and duty.due and duty.due < issued
    ]
