"""A scoreboard over subjects by the interpreter: the reference, and quick enough for the thousands that are ranked together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from luodi.engine.scoreboards.model import Entrant, Score
from luodi.engine.scoreboards.score import score
from luodi.formula.ast import Formula
from luodi.formula.interpret import evaluate
from luodi.formula.values import Subject, Value
from luodi.policy.rules.model import Scoreboard


@dataclass(frozen=True, slots=True)
class Ranked:
    """A subject that may be ranked, with its id, and its group where the board has groups."""

    id: str
    subject: Subject
    group: str = ""


def run(board: Scoreboard, subjects: Iterable[Ranked], on: date) -> list[Score]:
    """Scores of all subjects that the board is about; who cannot be said to belong is left out only where it is false."""
    return score(board, [one for each in subjects if (one := entrant(board, each, on)) is not None])


def entrant(board: Scoreboard, ranked: Ranked, on: date) -> Entrant | None:
    """A subject's figures as the board asks for them; None where the board is not about it."""
    asked = _Asked(ranked.subject, on)
    if board.among is not None and asked.truth(board.among) is False:
        return None
    return Entrant(
        id=ranked.id,
        name=ranked.subject.name,
        group=ranked.group,
        values=tuple(asked.number(line.value) for line in board.indicators),
        baselines=tuple(asked.number(line.baseline) for line in board.indicators),
        added=tuple(asked.number(one.points) for one in board.adjustments),
        has_veto=asked.truth(board.veto.rule) if board.veto and board.veto.rule else False,
        is_exempt=asked.truth(board.exempt.rule) if board.exempt and board.exempt.rule else False,
        missing=asked.missing,
        notes=asked.notes,
    )


class _Asked:
    """Evaluates formulas for one subject and remembers what was missing."""

    def __init__(self, subject: Subject, on: date) -> None:
        self.subject, self.on = subject, on
        self.values: list[Value] = []

    def number(self, formula: Formula | None) -> Fraction | None:
        found = self._evaluate(formula)
        return found if isinstance(found, Fraction) else None

    def truth(self, formula: Formula) -> bool | None:
        found = self._evaluate(formula)
        return found if isinstance(found, bool) else None

    def _evaluate(self, formula: Formula | None) -> object:
        if formula is None:
            return None
        value = evaluate(formula, self.subject, self.on)
        self.values.append(value)
        return value.value

    @property
    def missing(self) -> tuple[str, ...]:
        return _once(str(one) for value in self.values for one in value.missing)

    @property
    def notes(self) -> tuple[str, ...]:
        return _once(note for value in self.values for note in value.notes)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    found: Sequence[str] = list(dict.fromkeys(words))
    return tuple(found)
