"""What could not be read or is doubtful, said in words: what, where, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from luodi.spans import Span

Severity = Literal["error", "warning", "question"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One doubtful stretch. ``code`` is dotted (``task.units_unread``) and has a paragraph in ``docs/problems.md``.

    ``message`` says in Chinese what is wrong; ``hint`` says in Chinese what to do about it. A problem without a span
    concerns the document as a whole.
    """

    code: str
    message: str
    span: Span | None = None
    hint: str = ""
    severity: Severity = "warning"


class UnreadableDocument(Exception):
    """A file that cannot be read at all; carries the one problem that says why, in words for the person who sent it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message + (f" {problem.hint}" if problem.hint else ""))
        self.problem = problem
