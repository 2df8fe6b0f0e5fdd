"""What is said of a target on a day: where it should be, where it is, what state that is, and where it is heading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

# ahead, on, behind: against the path, beyond the tolerance. out_of_reach: the day has passed, or even the favourable end
# of the forecast misses it. unknown: there is no figure, or the document gives no path and the day is still to come.
State = Literal["ahead", "on", "behind", "out_of_reach", "unknown"]


@dataclass(frozen=True, slots=True)
class Observed:
    """A figure of a period, by the period's last day, in base units."""

    on: date
    value: Fraction


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a series comes to on a day if it goes on as before. ``low`` and ``high`` hold with probability ``level``.

    Base units, as floats: a forecast is no exact figure. ``observations`` are the periods it rests on; ``is_short`` where
    they are so few that the interval is a rough one.
    """

    on: date
    value: float
    low: float
    high: float
    level: float
    method: str
    observations: int
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """The way to a target as drawn on a chart: what is required, and what was observed."""

    required: tuple[Observed, ...]
    actual: tuple[Observed, ...]


@dataclass(frozen=True, slots=True)
class TargetState:
    """A target on a day, in base units. ``lag`` is how far behind the path, in percentage points of the whole way (below
    nought: ahead). ``needed`` is what each remaining period must add for the target to be reached on its day.

    ``reasons`` say in Chinese why something is unknown, or what decided the state.
    """

    target: str
    subject: str
    on: date
    state: State
    value: Fraction
    actual: Observed | None = None
    required: Fraction | None = None
    lag: Fraction | None = None
    needed: Fraction | None = None
    forecast: Forecast | None = None
    reasons: tuple[str, ...] = ()
