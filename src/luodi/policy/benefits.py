"""Finds the benefits of a policy in its outline."""

from __future__ import annotations

from luodi.clauses.model import Outline
from luodi.policy.model import DocumentFacts, Benefit
from luodi.problems import Problem


def find_benefits(outline: Outline, facts: DocumentFacts) -> tuple[list[Benefit], list[Problem]]:
    """Not written yet."""
    return [], []
