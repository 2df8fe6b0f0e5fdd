"""Finds the mechanisms of a policy in its outline."""

from __future__ import annotations

from luodi.clauses.model import Outline
from luodi.policy.model import DocumentFacts, Mechanism
from luodi.problems import Problem


def find_mechanisms(outline: Outline, facts: DocumentFacts) -> tuple[list[Mechanism], list[Problem]]:
    """Not written yet."""
    return [], []
