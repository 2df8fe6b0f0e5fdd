"""Small ladders and firms for the tests, in the words of the formula cases: 主营业务收入(2025年)=3亿元."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.luodi.formula.generated import CATALOGUE
from tests.luodi.formula.written import _FIGURE, read_figure

from luodi.formula.ast import Formula
from luodi.formula.fields import Given, column_of
from luodi.formula.from_text import read
from luodi.formula.values import Subject
from luodi.periods import from_name
from luodi.policy.rules.model import (
    ALWAYS,
    Asked,
    Condition,
    InForce,
    Ladder,
    LadderEdition,
    PointItem,
    PointsTable,
    Route,
    Rung,
)

ON = date(2025, 6, 30)


def formula(text: str) -> Formula:
    found, errors = read(text, CATALOGUE)
    assert found is not None, errors
    return found


def condition(id: str, rule: str | None, asked: Asked = "always") -> Condition:
    return Condition(id, rule or id, formula(rule) if rule else None, asked=asked)


def line(id: str, points: str, most: int, part: str = "") -> PointItem:
    return PointItem(id, id, Fraction(most), formula(points), part)


def table(*items: PointItem, least: int, parts: dict[str, int] | None = None, is_strict: bool = False) -> PointsTable:
    return PointsTable(
        items, Fraction(least), tuple((name, Fraction(value)) for name, value in (parts or {}).items()), is_strict
    )


def route(id: str, *conditions: Condition, points: PointsTable | None = None) -> Route:
    return Route(id, id, conditions, points)


def ladder(*rungs: Rung, in_force: InForce = ALWAYS) -> Ladder:
    return Ladder("made", "阶梯", (LadderEdition(in_force, rungs),))


def firm(figures: str, observed_from: date | None = None) -> Subject:
    given: dict[str, Given] = {}
    for part in filter(None, figures.split("，")):
        found = _FIGURE.fullmatch(part)
        assert found is not None, part
        of = CATALOGUE.find(found["name"])
        assert of is not None, part
        period = from_name(found["period"]) if found["period"] else None
        given[column_of(of, period)] = read_figure(of, found["value"])
    return Subject("甲公司", given, observed_from)
