"""Reads what a document says of itself: title, issuer, number, date, horizon and what it is made under."""

from __future__ import annotations

from luodi.clauses.model import Outline
from luodi.policy.model import DocumentFacts
from luodi.problems import Problem


def read_facts(outline: Outline) -> tuple[DocumentFacts, list[Problem]]:
    """Not written yet."""
    return DocumentFacts(), []
