"""Ladders made up by Hypothesis over the made-up tables of the formula tests, and a row of results as the reference gives it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import polars as pl
from hypothesis import strategies as st
from tests.luodi.formula.generated import CATALOGUE, HONOURS, OBSERVED_FROM, ON, _Maker

from luodi.engine.ladders.judge import judge
from luodi.engine.ladders.model import ConditionResult, LadderResult, RungResult
from luodi.engine.ladders.plan import Plan, plan_of
from luodi.engine.ladders.states import opposite, steps_of
from luodi.formula.ast import Formula
from luodi.formula.from_text import read
from luodi.formula.row_by_row import to_given
from luodi.formula.values import Subject
from luodi.policy.rules.model import (
    ALWAYS,
    Condition,
    Ladder,
    LadderEdition,
    PointItem,
    PointsTable,
    Route,
    Rung,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]


def flag(draw: Draw) -> Formula | None:
    """A condition that the check lets through; now and then one that is still to be written."""
    if draw(st.integers(0, 19)) == 0:
        return None
    formula, _ = read(_Maker(draw, "year").flag(draw(st.integers(0, 1))), CATALOGUE, "flag")
    return formula


def conditions(draw: Draw, name: str, most: int) -> tuple[Condition, ...]:
    asked = st.sampled_from(("always", "always", "grant", "review"))
    return tuple(
        Condition(f"{name}{number}", "条件", flag(draw), asked=draw(asked))
        for number in range(draw(st.integers(0, most)))
    )


def points(draw: Draw) -> PointsTable:
    items = []
    for number in range(draw(st.integers(1, 3))):
        first, second = (flag(draw) for _ in range(2))
        text = f"分档({first.text if first else '规上'}: {draw(st.sampled_from((5, 10, 30)))}分, {second.text if second else '信用良好'}: 2.5分, 否则: -1分)"
        formula, _ = read(text, CATALOGUE, "number")
        if formula is not None:
            items.append(PointItem(f"item{number}", "评分", Fraction(20), formula, draw(st.sampled_from(("甲", "乙")))))
    least = st.sampled_from([Fraction(value) for value in ("2.5", "5", "10", "15", "20", "25")])
    parts = (("甲", draw(least)),) if draw(st.booleans()) else ()
    return PointsTable(tuple(items), draw(least), parts, draw(st.booleans()))


@st.composite
def ladders(draw: Draw) -> Ladder:
    rungs = []
    for number in range(draw(st.integers(1, 3))):
        routes = tuple(
            Route(f"route{at}", "途径", conditions(draw, "way", 2), points(draw) if draw(st.booleans()) else None)
            for at in range(draw(st.integers(0, 2)))
        )
        honour = draw(st.sampled_from((*HONOURS, "")))
        rungs.append(
            Rung(
                f"rung{number}", "一级", conditions(draw, "need", 2), routes, conditions(draw, "veto", 1), qualification=honour
            )
        )  # fmt: skip
    return Ladder("made", "阶梯", (LadderEdition(ALWAYS, tuple(rungs)),))


def plan(ladder: Ladder) -> Plan:
    return plan_of(ladder, ladder.editions[0], CATALOGUE)


def subjects(table: pl.DataFrame) -> list[Subject]:
    found = []
    for row in table.iter_rows(named=True):
        figures = {}
        for column, value in row.items():
            of = CATALOGUE.find(column.partition("@")[0])
            assert of is not None
            figures[column] = to_given(of, column, value)
        found.append(Subject("甲公司", figures, OBSERVED_FROM))
    return found


def by_reference(ladder: Ladder, table: pl.DataFrame) -> list[dict[str, object]]:
    """For each row the columns that a backend must give."""
    made = plan(ladder)
    return [as_row(made, judge(ladder, CATALOGUE, subject, ON, is_detailed=False)) for subject in subjects(table)]


def as_row(plan: Plan, result: LadderResult) -> dict[str, object]:
    names = plan.names
    row: dict[str, object] = {
        names.of("stands"): result.stands,
        names.of("meets"): result.meets,
        names.of("may_meet"): result.may_meet,
        names.of("next"): result.next,
    }
    for one in result.rungs:
        row |= _rung(plan, one)
    return row


def _rung(plan: Plan, one: RungResult) -> dict[str, object]:
    names, rung = plan.names, one.rung
    row: dict[str, object] = {names.rung(rung, "met"): one.is_met}
    if names.rung(rung, "held") in plan.formulas:
        row[names.rung(rung, "held")] = one.is_held
    row |= {
        names.part(rung, each.condition): _as_asked(each)
        for each in (*one.requires, *one.vetoes)
        if each.condition.rule
    }
    for route in one.routes:
        row[names.route(rung, route.route, "met")] = route.is_met
        row |= {
            names.part(rung, each.condition, route.route): each.is_met
            for each in route.conditions
            if each.condition.rule
        }
        if route.points is not None:
            row[names.route(rung, route.route, "points_low")] = steps_of(route.points.total.low)
            row[names.route(rung, route.route, "points_high")] = steps_of(route.points.total.high)
    return row


def _as_asked(result: ConditionResult) -> bool | None:
    """The state of the formula itself: a veto is met where its formula does not hold."""
    return opposite(result.is_met) if result.is_veto else result.is_met
