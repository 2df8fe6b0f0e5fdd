"""What a ladder says of one subject: each condition with its state, points line by line, rungs, and grants with their end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from luodi.engine.ladders.states import State
from luodi.formula.shortfalls import Shortfall
from luodi.formula.values import Missing
from luodi.policy.rules.model import Condition, Ladder, LadderEdition, PointItem, PointsTable, Route, Rung


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """A condition; ``is_met`` of a veto is True where nothing is held against the subject."""

    condition: Condition
    is_met: State
    is_veto: bool = False
    shortfalls: tuple[Shortfall, ...] = ()
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextBand:
    """What would bring more points on a line: so many more, once what is named is no longer lacking."""

    points: Fraction
    gain: Fraction
    needs: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class PointsLine:
    """One line of a points table; ``points`` None is unknown."""

    item: PointItem
    points: Fraction | None
    next_band: NextBand | None = None
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """Points of a table, or of the part of it named ``part``: between ``low`` and ``high``, which are equal once all is known.

    ``short_by`` is what even the best case lacks to ``least``, so where all is known the exact distance.
    """

    part: str
    low: Fraction
    high: Fraction
    least: Fraction
    is_met: State

    @property
    def short_by(self) -> Fraction | None:
        return self.least - self.high if self.is_met is False else None


@dataclass(frozen=True, slots=True)
class PointsResult:
    """A points table worked out: the lines, the sum of all (its ``part`` is empty), and the sums of parts with a least."""

    table: PointsTable
    lines: tuple[PointsLine, ...]
    total: Sum
    parts: tuple[Sum, ...]
    is_met: State


@dataclass(frozen=True, slots=True)
class RouteResult:
    route: Route
    conditions: tuple[ConditionResult, ...]
    points: PointsResult | None
    is_met: State


@dataclass(frozen=True, slots=True)
class Grant:
    """A rung that the subject holds. ``since`` is the day of the first grant where it is known, else ``since_year``.

    ``renewals`` are the re-assessments that must have been passed since, because the rung is still held. ``ends_on`` is the
    last day of the present grant; where only the year is known, it ends in the course of ``ends_in``.
    """

    since: date | None = None
    since_year: int | None = None
    renewals: int = 0
    ends_on: date | None = None
    ends_in: int | None = None


@dataclass(frozen=True, slots=True)
class RungResult:
    """A rung: whether it is held, whether its conditions are met (of a holder: those of the re-assessment)."""

    rung: Rung
    is_held: State
    is_met: State
    requires: tuple[ConditionResult, ...]
    vetoes: tuple[ConditionResult, ...]
    routes: tuple[RouteResult, ...]
    is_review: bool = False
    grant: Grant | None = None

    @property
    def failing(self) -> tuple[ConditionResult, ...]:
        """What fails and is asked in any case: requirements and vetoes."""
        return tuple(one for one in (*self.requires, *self.vetoes) if one.is_met is False)

    @property
    def is_without_route(self) -> bool:
        """Whether there are routes and none of them leads up."""
        return bool(self.routes) and all(route.is_met is False for route in self.routes)

    @property
    def conditions(self) -> Iterator[ConditionResult]:
        """Every condition of the rung, those of its routes included."""
        yield from self.requires
        yield from self.vetoes
        for route in self.routes:
            yield from route.conditions

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The figures that would decide what cannot be said; nothing where the rung is decided without them."""
        if self.is_met is not None:
            return ()
        found = {one: None for result in self.conditions if result.is_met is None for one in result.missing}
        for route in self.routes:
            if route.points is not None and route.points.is_met is None:
                found |= {one: None for line in route.points.lines for one in line.missing}
        return tuple(sorted(found, key=lambda one: one.column))


@dataclass(frozen=True, slots=True)
class LadderResult:
    """One subject on one ladder. Rungs are named by id; ``""`` is none, None cannot be said.

    ``stands``: the highest rung that was granted. ``meets``: the highest whose conditions are surely met; ``may_meet``:
    the highest that is not ruled out, the same where no figure is missing. ``next``: the one above ``stands`` (above
    ``meets`` where the ladder grants nothing, or it is not known what was granted). Without an edition in force nothing is
    judged, and ``notes`` say so.
    """

    ladder: Ladder
    subject: str
    on: date
    edition: LadderEdition | None = None
    rungs: tuple[RungResult, ...] = field(default=())
    stands: str | None = None
    meets: str | None = None
    may_meet: str | None = None
    next: str | None = None
    notes: tuple[str, ...] = ()

    def rung(self, id: str | None) -> RungResult | None:
        return next((one for one in self.rungs if one.rung.id == id), None)

    @property
    def is_certain(self) -> bool:
        return self.meets is not None and self.meets == self.may_meet
