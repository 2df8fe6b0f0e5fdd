"""A superseded unit name: a unit written by a name that a reorganisation had ended when the document was issued."""

from __future__ import annotations

from luodi.clauses.model import Outline
from luodi.policy.model import Policy
from luodi.problems import Problem
from luodi.spans import Span
from luodi.terms.unit_registry import resolve


def superseded_units(policy: Policy, outline: Outline) -> list[Problem]:
    """Each such name once, at its first place. A document whose date is unknown is not checked."""
    if policy.facts.issued_on is None:
        return []
    found: dict[str, Problem] = {}
    for task in policy.tasks:
        for written in (*task.units, *task.implied):
            if written in found:
                continue
            unit = resolve(written, policy.facts.jurisdiction)
            if unit.standing == "former" and unit.until is not None and policy.facts.issued_on.year > unit.until:
                at = outline.text.find(written, task.span.start)
                span = Span(task.span.document, at, at + len(written)) if 0 <= at < task.span.end else task.span
                found[written] = Problem(
                    "check.superseded_unit",
                    f"“{written}”是机构改革前的名称（一般于{unit.until}年停用），现为“{unit.full}”。",
                    span,
                    "请在审核时改用现名，或确认当地仍沿用。",
                    "question",
                )
    return list(found.values())
