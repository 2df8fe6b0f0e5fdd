"""Finds the tasks of a policy in its outline."""

from __future__ import annotations

from luodi.clauses.model import Outline
from luodi.policy.model import DocumentFacts, Task
from luodi.problems import Problem


def find_tasks(outline: Outline, facts: DocumentFacts) -> tuple[list[Task], list[Problem]]:
    """Not written yet."""
    return [], []
