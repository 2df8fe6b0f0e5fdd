"""A case of a pack's own tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from luodi.formula.fields import Describes, Given


@dataclass(frozen=True, slots=True)
class CaseProject:
    """A project of the firm that a case is about: what is given beside the firm's figures, and what the project must get."""

    name: str
    figures: Mapping[str, Given]
    expected: Mapping[str, str] = field(default_factory=dict)
    paid: tuple[tuple[str, date, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the pack's own tests: a sentence, what is given, and what must come out.

    ``figures`` go by column (revenue@2025) as texts with units or plain values, as the pack writes them, already read
    into figures of the field; ``like`` names an earlier case whose figures hold where this one has none (``cases.whole``).
    ``expected`` goes by the id of a benefit, ladder, rung or scoreboard, with a dot and what of it where that is meant.
    """

    name: str
    on: date
    figures: Mapping[str, Given]
    expected: Mapping[str, str]
    describes: Describes = "firm"
    # Past payments: (benefit, day, yuan).
    paid: tuple[tuple[str, date, Fraction], ...] = ()
    like: str = ""
    # Of a firm: its projects, which answer with it for what holds over both.
    projects: tuple[CaseProject, ...] = ()
    # Where the case stands in its pack: 第120行.
    place: str = field(default="", compare=False)

    @property
    def of_all(self) -> tuple[Case | CaseProject, ...]:
        """The subject, then its projects."""
        return (self, *self.projects)
