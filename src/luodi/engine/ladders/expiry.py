"""What will be asked of a holder when the grant ends, and which conditions are likely to fail then, by the trend of the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luodi.engine.ladders.judge import judge_rung
from luodi.engine.ladders.model import ConditionResult, Grant, LadderResult, RungResult
from luodi.engine.ladders.plan import Plan, plan_of
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
        return tuple(one for one in self.rung.conditions if one.is_met is False)

    @property
    def likely_to_hold(self) -> tuple[ConditionResult, ...]:
        return tuple(one for one in self.rung.conditions if one.is_met)

    @property
    def open(self) -> tuple[ConditionResult, ...]:
        return tuple(one for one in self.rung.conditions if one.is_met is None)


def forecast(result: LadderResult, catalogue: Catalogue, subject: Subject) -> Forecast | None:
    """For the rung that the subject stands on; None where it stands on none, or the end of the grant is not known.

    It is judged by the edition in force now: what a later one will ask is not known.
    """
    standing = result.rung(result.stands)
    if standing is None or standing.grant is None or result.edition is None or standing.grant.ends_in is None:
        return None
    grant = standing.grant
    on = grant.ends_on or date(standing.grant.ends_in, 12, 31)
    plan = plan_of(result.ladder, result.edition, catalogue)
    ahead, trends, too_short = carried_forward(subject, _fields(plan, standing.rung), on.year)
    try:
        rung = judge_rung(plan, standing.rung, ahead, on, is_review=True)
    except FigureTooLarge:
        return None
    return Forecast(grant, on, rung, trends, too_short)


def _fields(plan: Plan, rung: Rung) -> tuple[Field, ...]:
    """The fields that the rung asks of a holder, each once."""
    within = f"{plan.ladder.id}.{rung.id}."
    found: dict[str, Field] = {}
    for name, formula in plan.formulas.items():
        if name.startswith(within):
            found |= {one.code: one for one in fields_of(formula.tree)}
    return tuple(found.values())
