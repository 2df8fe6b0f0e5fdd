"""What will be asked of a holder when the grant ends, and which conditions are likely to fail then, by the trend of the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luodi.engine.ladders.judge import judge_rung
from luodi.engine.ladders.model import ConditionResult, Grant, LadderResult, RungResult
from luodi.engine.ladders.plan import Plan, plan_of
from luodi.engine.ladders.states import State
from luodi.engine.ladders.trends import Trend, carried_forward
from luodi.formula.ast import fields_of
from luodi.formula.fields import Catalogue, Field
from luodi.formula.numbers import FigureTooLarge
from luodi.formula.values import Subject
from luodi.policy.rules.model import Rung


@dataclass(frozen=True, slots=True)
class Forecast:
    """The re-assessment of one held rung. ``on`` is the last day of the grant, or of the year in which it ends.

    ``likely_to_fail`` and ``likely_to_hold`` rest on ``trends``; ``open`` cannot be said: figures known for less than three
    years in a row (``too_short``), and what has no trend. ``rung`` is the whole judgement on the figures carried forward.
    """

    grant: Grant
    on: date
    rung: RungResult
    trends: tuple[Trend, ...]
    too_short: tuple[Field, ...]

    @property
    def likely_to_fail(self) -> tuple[ConditionResult, ...]:
        """Requirements and vetoes that fail; those of the routes only where no route leads up any more."""
        routes = self.rung.routes if self.rung.is_without_route else ()
        return self._in(False, [one for route in routes for one in route.conditions])

    @property
    def likely_to_hold(self) -> tuple[ConditionResult, ...]:
        return self._in(True, [one for route in self.rung.routes if route.is_met for one in route.conditions])

    @property
    def open(self) -> tuple[ConditionResult, ...]:
        """What cannot be said; of the routes only where none surely leads up."""
        routes = () if any(route.is_met for route in self.rung.routes) else self.rung.routes
        return self._in(None, [one for route in routes for one in route.conditions])

    def _in(self, state: State, more: Sequence[ConditionResult]) -> tuple[ConditionResult, ...]:
        return tuple(one for one in (*self.rung.requires, *self.rung.vetoes, *more) if one.is_met is state)


def forecast(result: LadderResult, catalogue: Catalogue, subject: Subject) -> Forecast | None:
    """For the rung that the subject stands on; None where it stands on none, or the end of the grant is not known.

    It is judged by the edition in force now: what a later one will ask is not known.
    """
    standing = result.rung(result.stands)
    if standing is None or standing.grant is None or result.edition is None:
        return None
    return forecast_of(plan_of(result.ladder, result.edition, catalogue), standing.rung, standing.grant, subject)


def forecast_of(plan: Plan, rung: Rung, grant: Grant, subject: Subject) -> Forecast | None:
    """The same of a rung that is held, with the plan made before, for many subjects."""
    if grant.ends_in is None:
        return None
    on = grant.ends_on or date(grant.ends_in, 12, 31)
    ahead, trends, too_short = carried_forward(subject, _fields(plan, rung), on.year)
    try:
        return Forecast(grant, on, judge_rung(plan, rung, ahead, on, is_review=True), trends, too_short)
    except FigureTooLarge:  # a line that leads beyond all reason foretells nothing
        return None


def _fields(plan: Plan, rung: Rung) -> tuple[Field, ...]:
    """The fields that the rung asks of a holder, each once."""
    within = f"{plan.ladder.id}.{rung.id}."
    found: dict[str, Field] = {}
    for name, formula in plan.formulas.items():
        if name.startswith(within):
            found |= {one.code: one for one in fields_of(formula.tree)}
    return tuple(found.values())
