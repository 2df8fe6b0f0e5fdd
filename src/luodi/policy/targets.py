"""Finds the targets of a policy in its outline."""

from __future__ import annotations

from luodi.clauses.model import Outline
from luodi.policy.model import DocumentFacts, Target
from luodi.problems import Problem


def find_targets(outline: Outline, facts: DocumentFacts) -> tuple[list[Target], list[Problem]]:
    """Not written yet."""
    return [], []
