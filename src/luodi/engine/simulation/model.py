"""What came of a change: cost, winners and losers, over all and in groups. Sums in fen are of those known before and after."""

from __future__ import annotations

from dataclasses import dataclass

from luodi.engine.model import BenefitSummary, FundResult
from luodi.engine.simulation.changes import Change


@dataclass(frozen=True, slots=True)
class Effect:
    """One group of subjects. ``unknown`` counts those whose sum is unknown before or after: they are in no other figure."""

    name: str
    subjects: int
    before: int
    after: int
    winners: int
    gained: int
    losers: int
    lost: int
    unknown: int

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Mover:
    """One subject whose sum changes."""

    id: str
    name: str
    region: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after. ``groups`` goes by what is told apart (region, size_class), each with its groups by name."""

    changes: tuple[Change, ...]
    whole: Effect
    groups: tuple[tuple[str, tuple[Effect, ...]], ...]
    before: tuple[BenefitSummary, ...]
    after: tuple[BenefitSummary, ...]
    funds_before: tuple[FundResult, ...]
    funds_after: tuple[FundResult, ...]
    # Those who gain and those who lose the most, the greatest change first.
    movers: tuple[Mover, ...] = ()
