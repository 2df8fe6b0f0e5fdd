"""What a ladder means: one subject on one day, by the interpreter. The column backends agree with it on every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from luodi.engine.ladders.editions import edition_on
from luodi.engine.ladders.grants import grant_of
from luodi.engine.ladders.model import (
    ConditionResult,
    LadderResult,
    PointsLine,
    PointsResult,
    RouteResult,
    RungResult,
    Sum,
)
from luodi.engine.ladders.next_bands import next_band
from luodi.engine.ladders.plan import Plan, above, is_asked, is_granted, plan_of
from luodi.engine.ladders.states import POINT, State, all_of, any_of, clamped, ends_of, opposite, reaches, steps_of
from luodi.formula.ast import Formula
from luodi.formula.fields import Catalogue
from luodi.formula.interpret import Evaluation, in_order
from luodi.formula.numbers import Root
from luodi.formula.shortfalls import Trace, shortfalls_in
from luodi.formula.values import Outcome, Subject, Value
from luodi.policy.rules.model import Condition, Ladder, PointItem, PointsTable, Route, Rung

_UNWRITTEN = "条件还没有写成公式，不能判断"


def judge(
    ladder: Ladder, catalogue: Catalogue, subject: Subject, on: date, *, is_detailed: bool = True
) -> LadderResult:
    """The subject on every rung. Details are distances and next bands; without them a result takes a third of the time."""
    edition, notes = edition_on(ladder, on)
    if edition is None:
        return LadderResult(ladder, subject.name, on, notes=notes)
    found = judge_on(plan_of(ladder, edition, catalogue), subject, on, is_detailed=is_detailed)
    return replace(found, notes=notes)


def judge_on(plan: Plan, subject: Subject, on: date, *, is_detailed: bool = True) -> LadderResult:
    """The same with the plan made before, for many subjects."""
    return _Judge(plan, subject, on, is_detailed=is_detailed).result()


def judge_rung(
    plan: Plan, rung: Rung, subject: Subject, on: date, *, is_review: bool, has_bands: bool = False
) -> RungResult:
    """One rung, as of someone who holds it (``is_review``) or does not, whatever the figures say of that."""
    return _Judge(plan, subject, on, is_detailed=True, has_bands=has_bands).rung(rung, is_review=is_review)


@dataclass(frozen=True, slots=True)
class _Worked:
    """A formula worked out once: its value, and its trace where details are asked for."""

    formula: Formula
    value: Value
    trace: Trace


class _Judge:
    def __init__(
        self, plan: Plan, subject: Subject, on: date, *, is_detailed: bool, has_bands: bool | None = None
    ) -> None:
        self.plan, self.subject, self.on, self.is_detailed = plan, subject, on, is_detailed
        self.has_bands = is_detailed if has_bands is None else has_bands
        self.names = plan.names
        # By text: rungs share conditions, and what is written alike is worked out once.
        self.done: dict[str, _Worked] = {}
        self.read: dict[tuple[str, date], Outcome] = {}

    def worked(self, formula: Formula) -> _Worked:
        if formula.text not in self.done:
            trace: dict[tuple[int, date], Outcome] = {}
            made = Evaluation(self.subject, trace if self.is_detailed else None, self.read).outcome(
                formula.tree, self.on
            )
            value = made.value
            assert not isinstance(value, Root | frozenset), formula.text  # the check lets neither be a result
            found = Value(formula.shape, value, in_order(made.missing), made.notes)
            self.done[formula.text] = _Worked(formula, found, trace)
        return self.done[formula.text]

    def result(self) -> LadderResult:
        rungs = tuple(self.rung(rung) for rung in self.plan.edition.rungs)
        stands = _highest(rungs, [one.is_held if is_granted(one.rung) else False for one in rungs])
        meets = next((one.rung.id for one in reversed(rungs) if one.is_met), "")
        may_meet = next((one.rung.id for one in reversed(rungs) if one.is_met is not False), "")
        from_where = stands if self.plan.grants and stands is not None else meets
        return LadderResult(
            self.plan.ladder,
            self.subject.name,
            self.on,
            self.plan.edition,
            rungs,
            stands if self.plan.grants else None,
            meets,
            may_meet,
            above(self.plan.edition.rungs, from_where),
        )

    def rung(self, rung: Rung, is_review: bool | None = None) -> RungResult:
        is_held = self.state(self.names.rung(rung, "held"))
        review = is_held is True if is_review is None else is_review
        requires = self.conditions(rung, rung.requires, review)
        vetoes = tuple(
            replace(one, is_met=opposite(one.is_met), is_veto=True, shortfalls=())
            for one in self.conditions(rung, rung.vetoes, review)
        )
        routes = tuple(self.route(rung, route, review) for route in rung.routes)
        states = [one.is_met for one in (*requires, *vetoes)]
        is_met = all_of([*states, *([any_of([one.is_met for one in routes])] if routes else [])])
        grant = grant_of(self.plan, rung, self.subject, self.on) if is_held else None
        return RungResult(rung, is_held, is_met, requires, vetoes, routes, review, grant)

    def conditions(
        self, rung: Rung, of: Sequence[Condition], is_review: bool, route: Route | None = None
    ) -> tuple[ConditionResult, ...]:
        return tuple(self.condition(one, self.names.part(rung, one, route)) for one in of if is_asked(one, is_review))

    def condition(self, condition: Condition, name: str) -> ConditionResult:
        formula = self.plan.formulas.get(name)
        if formula is None:
            return ConditionResult(condition, None, notes=(_UNWRITTEN,))
        worked = self.worked(formula)
        is_met = _state(worked.value.value)
        found = ConditionResult(condition, is_met, missing=worked.value.missing, notes=worked.value.notes)
        if not self.is_detailed or is_met is not False:
            return found
        short = shortfalls_in(worked.formula.tree, self.subject, self.on, worked.trace)
        return replace(found, shortfalls=short)

    def state(self, name: str) -> State:
        formula = self.plan.formulas.get(name)
        return None if formula is None else _state(self.worked(formula).value.value)

    def route(self, rung: Rung, route: Route, is_review: bool) -> RouteResult:
        conditions = self.conditions(rung, route.conditions, is_review, route)
        points = self.points(rung, route, route.points) if route.points else None
        states = [one.is_met for one in conditions]
        return RouteResult(route, conditions, points, all_of([*states, *([points.is_met] if points else [])]))

    def points(self, rung: Rung, route: Route, table: PointsTable) -> PointsResult:
        lines = tuple(self.line(item, self.names.part(rung, item, route)) for item in table.items)
        total = _sum("", lines, table.least, table.is_strict)
        parts = tuple(
            _sum(part, [line for line in lines if line.item.part == part], least, False)
            for part, least in table.least_of
        )
        return PointsResult(table, lines, total, parts, all_of([one.is_met for one in (total, *parts)]))

    def line(self, item: PointItem, name: str) -> PointsLine:
        worked = self.worked(item.points)
        steps = clamped(worked.value.stored(), item.most)
        if steps is None:
            return PointsLine(item, None, None, worked.value.missing, worked.value.notes)
        points = Fraction(steps, POINT)
        if not self.has_bands or points == item.most:
            return PointsLine(item, points)
        same = replace(item, points=worked.formula)  # the one that the trace belongs to
        return PointsLine(item, points, next_band(same, points, self.subject, self.on, worked.trace))


def _sum(part: str, lines: Sequence[PointsLine], least: Fraction, is_strict: bool) -> Sum:
    known = [None if line.points is None else steps_of(line.points) for line in lines]
    low, high = ends_of(list(zip(known, (line.item.most for line in lines), strict=True)))
    is_met = reaches(low, high, steps_of(least), is_strict)
    return Sum(part, Fraction(low, POINT), Fraction(high, POINT), least, is_met)


def _state(value: object) -> State:
    assert value is None or isinstance(value, bool), value
    return value


def _highest(rungs: Sequence[RungResult], states: Sequence[State]) -> str | None:
    """The highest rung that is held; None where a higher one is not known."""
    for one, state in zip(reversed(rungs), reversed(states), strict=True):
        if state is None:
            return None
        if state:
            return one.rung.id
    return ""
