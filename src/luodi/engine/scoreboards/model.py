"""What goes into a scoreboard, a row of figures for each subject, and what comes out: points, totals, ranks, bands."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

# ranked: has a place. exempt: taken out by name. unknown: a figure is missing, so that there is no place.
Standing = Literal["ranked", "exempt", "unknown"]


@dataclass(frozen=True, slots=True)
class Entrant:
    """One subject before scoring. ``values`` and ``baselines`` (base units) go by the board's indicators, ``added`` by its
    adjustments; None is unknown, and ``missing`` says for lack of what (主营业务收入（2025年）)."""

    id: str
    name: str
    values: tuple[Fraction | None, ...]
    baselines: tuple[Fraction | None, ...]
    added: tuple[Fraction | None, ...] = ()
    group: str = ""
    has_veto: bool | None = False
    is_exempt: bool | None = False
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator of one subject: the value, what it was held against, its points, and the weight it counted with.

    ``is_filled``: the value is missing and ``points`` is what the board's rule for missing values gives.
    """

    indicator: str
    value: Fraction | None
    baseline: Fraction | None
    points: Fraction | None
    weight: Fraction
    is_filled: bool = False

    @property
    def contribution(self) -> Fraction | None:
        """What it adds to a weighted sum, in points of the total."""
        return None if self.points is None else self.points * self.weight / 100


@dataclass(frozen=True, slots=True)
class Score:
    """Where one subject stands. ``rank`` counts from 1 in its group, ties share the best place; ``of`` is how many are
    ranked there. ``total`` is not rounded."""

    id: str
    name: str
    group: str
    standing: Standing
    indicators: tuple[IndicatorScore, ...]
    added: tuple[tuple[str, Fraction | None], ...]
    total: Fraction | None
    rank: int | None = None
    is_tied: bool = False
    of: int = 0
    band: str = ""
    colour: str = ""
    has_veto: bool = False
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RankInterval:
    """How firm a rank is: the places that the middle ``level`` of all draws of weights give, and the share of draws that
    keep the place as it is."""

    id: str
    rank: int
    low: int
    high: int
    kept: float
    level: float

    @property
    def is_fragile(self) -> bool:
        """The place changes in more than half of the draws."""
        return self.kept < 0.5


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of one weight (the others keeping their proportions) at which two neighbours draw level.

    ``to`` is the weight at which that happens, in percent; ``change`` its distance from today's, in percentage points.
    None: no weight of any one indicator turns them round.
    """

    above: str
    below: str
    indicator: str | None
    weight: Fraction | None
    to: Fraction | None

    @property
    def change(self) -> Fraction | None:
        return None if self.to is None or self.weight is None else self.to - self.weight
