"""Wrong formulas never run: each gives the right place and a message that says what to do."""

from __future__ import annotations

import csv

import pytest
from tests.luodi.formula.generated import CASES, CATALOGUE

from luodi.formula.ast import fields_of
from luodi.formula.fields import Catalogue, Describes, Field, fits_subject, subject_of
from luodi.formula.from_text import read


def bad_formulas() -> list[dict[str, str]]:
    with (CASES / "bad.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


BAD = bad_formulas()


def shortened(text: str, whole: str) -> bool:
    """Whether a cell of the cases, which may end in …, says this text."""
    return text == whole or (whole.endswith("…") and text.startswith(whole[:-1]))


def test_it_has_enough_bad_formulas() -> None:
    """At least 200, each a different one."""
    assert len({row["formula"] for row in BAD}) == len(BAD) >= 200


@pytest.mark.parametrize("row", BAD, ids=lambda row: row["formula"][:40])
def test_it_says_where_and_why(row: dict[str, str]) -> None:
    """The first error stands at its place, says what is wrong and how to mend it; nothing is left to run."""
    formula, errors = read(row["formula"], CATALOGUE)
    assert formula is None
    first = errors[0]
    assert f"{first.place.start}-{first.place.end}" == row["place"]
    assert shortened(row["formula"][first.place.start : first.place.end], row["part"])
    assert shortened(first.message, row["message"]) and first.hint == row["hint"]
    assert len(errors) == int(row["errors"])


@pytest.mark.parametrize("row", BAD, ids=lambda row: row["formula"][:40])
def test_it_keeps_places_within_the_text(row: dict[str, str]) -> None:
    """Every error has a place in the text, a message and a hint, in Chinese; none is said twice."""
    _, errors = read(row["formula"], CATALOGUE)
    for error in errors:
        assert 0 <= error.place.start <= error.place.end <= len(row["formula"])
        assert error.code.startswith("formula.") and error.message and error.hint
    assert len(set(errors)) == len(errors)


@pytest.mark.parametrize(
    "text",
    [
        "主营业务收入 > 0",
        "资产负债率 > 0",
        "资产负债率 - 上年(资产负债率) > 3%",
        "资产负债率 - 上年(资产负债率) > 3个百分点",
        "资产负债率 + 3个百分点 > 75%",
        "从业人员 >= 30",
        "评价得分 >= 60",
        "30 <= 从业人员",
        "分档(规上: 5分, 否则: 0)",
        "20万元",
        "(主营业务收入 - 研发费用) * 3% * 2 / 4 > 5元",
        "满年(成立日期) >= 36个月",
        "用地面积 > 1平方公里",
        "从业人员 / 用地面积 > 3人/亩",
        "税收 / 从业人员 >= 2万元/人",
    ],
)
def test_it_lets_right_formulas_through(text: str) -> None:
    """Zero needs no unit, a bare whole number may count things, and units of one dimension convert."""
    formula, errors = read(text, CATALOGUE)
    assert formula is not None, errors


@pytest.mark.parametrize(
    ("text", "expect", "passes"),
    [
        ("主营业务收入 > 1亿元", "flag", True),
        ("主营业务收入 > 1亿元", "number", False),
        ("主营业务收入", "flag", False),
        ("主营业务收入 * 3%", "number", True),
        ("行业", "text", True),
        ("成立日期", "text", False),
    ],
)
def test_it_asks_for_the_kind_of_result(text: str, expect: str, passes: bool) -> None:
    """A condition must be a condition and an amount a number: what is expected is said by who asks."""
    formula, errors = read(text, CATALOGUE, expect)  # type: ignore[arg-type]
    assert (formula is not None) == passes
    assert passes or [error.code for error in errors] == ["formula.wrong_result"]


_OF_MANY = Catalogue(
    (
        Field("invested", "投资额", "money", "万元", "project", "once"),
        Field("revenue", "营业收入", "money", "万元", "firm", "year"),
        Field("gdp", "生产总值", "money", "亿元", "region", "year"),
        Field("qualifications", "资质", "set", "", "firm", "year"),
        Field("founded_on", "成立日期", "date", "", "firm", "once"),
    )
)


@pytest.mark.parametrize(
    ("formula", "describes"),
    [
        ("投资额 > 3万元", "project"),
        ("投资额 * 分档(有资质(“小巨人”): 13%, 否则: 8%)", "project"),
        ("首次(营业收入 > 1亿元) 且 投资额 > 3万元", "project"),
        ("营业收入 > 3万元", "firm"),
        ("有资质(“小巨人”)", "firm"),
        ("生产总值 > 3亿元", "region"),
    ],
)
def test_it_lets_a_project_see_the_firm_that_owns_it(formula: str, describes: Describes) -> None:
    """A formula for projects may name figures of the owner; one over the firm's figures alone fits firms and projects."""
    found, errors = read(formula, _OF_MANY)
    assert errors == () and found is not None
    fields = fields_of(found.tree)
    assert subject_of(field.describes for field in fields) == describes
    assert fits_subject(fields, "project") == (describes != "region")


@pytest.mark.parametrize("formula", ["投资额 > 生产总值", "有资质(“小巨人”) 且 生产总值 > 1亿元"])
def test_it_lets_no_other_subjects_mix(formula: str) -> None:
    """A region owns no project, and the qualifications that 有资质 asks are a firm's."""
    _, errors = read(formula, _OF_MANY)
    assert [error.code for error in errors] == ["formula.mixed_subjects"]
