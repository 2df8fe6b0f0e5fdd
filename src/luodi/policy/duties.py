"""Finds the duties of a policy in its outline."""

from __future__ import annotations

from luodi.clauses.model import Outline
from luodi.policy.model import DocumentFacts, Duty
from luodi.problems import Problem


def find_duties(outline: Outline, facts: DocumentFacts) -> tuple[list[Duty], list[Problem]]:
    """Not written yet."""
    return [], []
