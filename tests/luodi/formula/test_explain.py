"""Explanations: a tree in a stated format, distances to thresholds, and why, why not and what is missing read from it."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.luodi.formula.generated import CATALOGUE
from tests.luodi.formula.test_interpret import RUN, Case, as_read

from luodi.formula import explain as explanations
from luodi.formula.explain import explain, missing, why, why_not
from luodi.formula.from_text import read
from luodi.formula.interpret import evaluate
from luodi.formula.values import Subject

SCHEMA = json.loads(Path(explanations.__file__).with_name("explanation.schema.json").read_text("utf-8"))
ON = date(2025, 12, 31)
FIRM = Subject(
    "甲公司",
    {
        "revenue@2025": 120_000,
        "revenue@2024": 101_000,
        "revenue@2023": 90_000,
        "debt@2025": 80,
        "equipment@2025": 6_000_000,
        "qualifications@2025": frozenset({"省专精特新"}),
        "scaled@2025": True,
        "scaled@2024": False,
    },
    date(2023, 1, 1),
)


def explained(text: str, subject: Subject = FIRM) -> dict[str, Any]:
    formula, errors = read(text, CATALOGUE)
    assert formula is not None, errors
    return explain(formula, subject, ON)


@pytest.mark.parametrize("case", [case for case in RUN if case.output != "太大"], ids=lambda case: case.expression)
def test_it_keeps_to_its_format(case: Case) -> None:
    """Every explanation is valid JSON of version 1 and gives the value and the missing figures of the evaluation."""
    formula = as_read(case)
    found = json.loads(json.dumps(explain(formula, case.subject, case.on), ensure_ascii=False))
    jsonschema.validate(found, SCHEMA)
    value = evaluate(formula, case.subject, case.on)
    assert (found["value"] is None) == (value.value is None)
    assert missing(found) == [str(one) for one in value.missing]
    assert why(found) or formula.shape.sort != "flag"


def test_it_says_how_far_a_figure_is_from_the_threshold() -> None:
    """A comparison carries the difference and, where it fails, by how much; money in 元 exactly, shares in 百分点."""
    comparison = explained("主营业务收入 >= 15亿元")["tree"]["comparison"]
    assert comparison["short_by"] == {"sort": "number", "shown": "3亿元", "exact": "300000000"}
    assert comparison["difference"]["exact"] == "-300000000"
    comparison = explained("资产负债率 <= 75%")["tree"]["comparison"]
    assert comparison["short_by"]["shown"] == "5百分点"
    assert explained("主营业务收入 >= 12亿元")["tree"]["comparison"]["short_by"] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主营业务收入 > 10亿元", ["主营业务收入（2025年）为 12亿元，高于 10亿元"]),
        ("主营业务收入 > 15亿元", ["主营业务收入（2025年）为 12亿元，应高于 15亿元，差 3亿元"]),
        ("主营业务收入 > 12亿元", ["主营业务收入（2025年）为 12亿元，应高于 12亿元"]),
        ("主营业务收入 > 10亿元 且 资产负债率 <= 75%", ["资产负债率（2025年）为 80%，应不高于 75%，差 5百分点"]),
        ("主营业务收入 > 15亿元 或 规上", ["符合：规上（2025年）"]),
        ("主营业务收入 > 15亿元 或 上年(规上)", ["主营业务收入（2025年）为 12亿元，应高于 15亿元，差 3亿元", "不符合：上年(规上)"]),
        ("非 规上", ["符合：规上（2025年）"]),
        (
            "首次(主营业务收入 > 10亿元)",
            ["不符合：首次(主营业务收入 > 10亿元)（主营业务收入（2024年）为 10.1亿元，高于 10亿元）"],
        ),
        (
            "首次(主营业务收入 > 11亿元)",
            ["符合：首次(主营业务收入 > 11亿元)（主营业务收入（2025年）为 12亿元，高于 11亿元）"],
        ),
        ("连续(规上, 2)", ["不符合：连续(规上, 2)（不符合：规上（2024年））"]),
        ("税收 > 3元", ["税收（2025年）应高于 3元：未知（缺 税收（2025年））"]),
        ("税收 > 3元 且 信用良好 且 规上", ["税收（2025年）应高于 3元：未知（缺 税收（2025年））", "信用良好：未知（缺 信用良好）"]),
        (
            "设备投资额 * 分档(有资质(“单项冠军”): 13%, 有资质(“省专精特新”): 12%, 否则: 8%)",
            ["设备投资额（2025年）为 600万元", "2025年没有“单项冠军”资质", "2025年有“省专精特新”资质"],
        ),
        ("属于(“单项冠军”, 资质)", ["资质（2025年）没有“单项冠军”"]),
        ("首次(有资质(“单项冠军”))", ["不符合：首次(有资质(“单项冠军”))（2025年没有“单项冠军”资质）"]),
        ("年均增速(主营业务收入, 2) >= 20%", ["“年均增速(主营业务收入, 2)”为 约15.4701%，应不低于 20%，差 4.5299百分点"]),
        ("主营业务收入 >= 2倍 * 上年(主营业务收入)", [
            "主营业务收入（2025年）为 12亿元，应不低于 “2倍 * 上年(主营业务收入)”（20.2亿元），差 8.2亿元"
        ]),
    ],
)  # fmt: skip
def test_it_says_why_in_sentences(text: str, expected: list[str]) -> None:
    """Only what decided is told: of 且 that fails the parts that fail, of 或 that holds the parts that hold."""
    assert why(explained(text)) == expected


def test_it_says_why_not_only_where_a_condition_fails() -> None:
    """A condition that holds, that is unknown, or an amount has no why-not."""
    assert why_not(explained("主营业务收入 > 15亿元"))
    assert not why_not(explained("主营业务收入 > 10亿元"))
    assert not why_not(explained("税收 > 3元"))
    assert not why_not(explained("设备投资额 * 3%"))


def test_it_lists_what_is_missing() -> None:
    """Figures that would decide it, and none that would not."""
    assert missing(explained("税收 > 3元 且 信用良好 且 规上")) == ["信用良好", "税收（2025年）"]
    assert missing(explained("税收 > 3元 且 主营业务收入 > 15亿元")) == []
    assert explained("研发费用 / (税收 - 税收)", Subject("乙", {"research@2025": 1, "tax@2025": 2}))["notes"]


def test_it_explains_one_firm_within_ten_milliseconds() -> None:
    """Five conditions over ten years, tree and JSON, in under 10 ms of processor time."""
    text = (
        "年均增速(主营业务收入, 2) >= 5% 且 资产负债率 <= 75% 且 首次(主营业务收入 > 10亿元, 3) 且 连续(规上, 3) 且 "
        "最小(设备投资额 * 分档(有资质(“国家专精特新小巨人”): 13%, 有资质(“省专精特新”): 12%, 否则: 8%), 500万元) > 100万元"
    )
    formula, _ = read(text, CATALOGUE)
    assert formula is not None
    json.dumps(explain(formula, FIRM, ON))
    best = 1.0
    for _ in range(20):
        start = time.process_time()
        json.dumps(explain(formula, FIRM, ON))
        best = min(best, time.process_time() - start)
    assert best < 0.010


def test_it_says_in_which_year_a_title_was_held_before() -> None:
    """首次 that fails names the earlier year; a text that is none of those asked for is told."""
    past = {"qualifications@2025": frozenset({"省专精特新"}), "qualifications@2024": frozenset({"省专精特新"})}
    held = Subject("甲公司", {**past, "district": "东区"}, date(2024, 1, 1))
    said = why(explained("首次(有资质(“省专精特新”))", held))
    assert said == ["不符合：首次(有资质(“省专精特新”))（2024年有“省专精特新”资质）"]
    assert why(explained("属于(所在县区, {“甲县”, “乙县”})", held)) == ["所在县区为 东区，不是“甲县”或“乙县”"]
