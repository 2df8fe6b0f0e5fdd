"""A result as JSON: valid by its schema, with the explanation of every formula, and nothing that is not JSON."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from tests.luodi.engine.ladders.made import CATALOGUE, ON, condition, firm, formula, ladder, line, route, table

from luodi.engine.ladders.expiry import forecast
from luodi.engine.ladders.judge import judge
from luodi.engine.ladders.to_json import to_json
from luodi.policy.rules.model import ALWAYS, InForce, Rung

RUNG = Rung(
    "one",
    "一级",
    (condition("debt", "上年(资产负债率) <= 75%"), condition("open", None)),
    (
        route(
            "score",
            condition("scaled", "规上"),
            points=table(
                line("staff", "分档(从业人员 >= 100人: 10分, 从业人员 >= 30人: 5分, 否则: 0分)", 10, "甲"),
                least=8,
                parts={"甲": 3},
            ),
        ),
    ),
    (condition("unsound", "非 信用良好"),),
    qualification="单项冠军",
    valid_years=3,
    granted_on=formula("上市日期"),
)
FIGURES = (
    "资质(2025年)=单项冠军，上市日期=2024年7月1日，从业人员(2025年)=40人，信用良好=是，"
    "资产负债率(2022年)=60%，资产负债率(2023年)=70%，资产负债率(2024年)=80%"
)


def read_schema(package: str, name: str) -> Any:
    return json.loads(files(package).joinpath(name).read_text("utf-8"))


def written(figures: str, in_force: InForce = ALWAYS) -> Any:
    subject = firm(figures)
    result = judge(ladder(RUNG, in_force=in_force), CATALOGUE, subject, ON)
    return json.loads(json.dumps(to_json(result, subject, forecast(result, CATALOGUE, subject)), ensure_ascii=False))


def validator() -> Draft202012Validator:
    explanation = Resource.from_contents(read_schema("luodi.formula", "explanation.schema.json"))
    registry: Registry[Any] = Registry().with_resource("explanation.schema.json", explanation)
    return Draft202012Validator(read_schema("luodi.engine.ladders", "ladder.schema.json"), registry=registry)


def test_it_is_what_its_schema_says() -> None:
    """A full result, one without figures, and one in a gap between editions."""
    checks = validator()
    for found in (written(FIGURES), written(""), written(FIGURES, InForce(date(2030, 1, 1)))):
        checks.validate(found)
    broken = written(FIGURES) | {"stands": 1}
    assert list(checks.iter_errors(broken))


def test_it_says_what_fails_by_how_much() -> None:
    """Exact distances, the points with their next band, and what is lacking."""
    [rung] = written(FIGURES)["rungs"]
    assert rung["is_met"] is False and rung["is_review"] is True
    assert rung["requires"][0]["shortfalls"][0]["short_by"] == {"exact": "1/20", "shown": "5百分点"}
    assert rung["requires"][1]["explanation"] is None and rung["requires"][1]["is_met"] is None
    [score] = rung["routes"]
    assert score["is_met"] is False
    assert score["points"]["total"] == {
        "part": "",
        "low": "5",
        "high": "5",
        "least": "8",
        "is_met": False,
        "short_by": "3",
    }
    assert score["points"]["lines"][0]["next_band"]["needs"][0]["short_by"] == {"exact": "60", "shown": "60人"}


def test_it_carries_the_explanation_of_each_formula() -> None:
    """The same versioned format as of any formula, so that one reader shows both."""
    [rung] = written(FIGURES)["rungs"]
    explained = [
        *(one["explanation"] for one in rung["vetoes"]),
        rung["routes"][0]["points"]["lines"][0]["explanation"],
    ]
    assert {one["format"] for one in explained} == {"luodi.explanation"}
    assert rung["vetoes"][0]["explanation"]["formula"] == "非 信用良好"


def test_it_carries_the_forecast() -> None:
    """The day, the trend with the years it rests on, and the condition likely to fail."""
    ahead = written(FIGURES)["forecast"]
    assert ahead["on"] == "2027-06-30"
    assert ahead["trends"][0]["known"] == {"2022": "60", "2023": "70", "2024": "80"}
    assert ahead["conditions"][0]["is_met"] is False
