"""The cases that say what formulas mean, on the interpreter and on Polars."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.luodi.formula.generated import CATALOGUE
from tests.luodi.formula.written import Case, as_table, case_files, read_cases, read_number

from luodi.formula import on_polars
from luodi.formula.ast import Formula
from luodi.formula.from_text import read
from luodi.formula.interpret import evaluate
from luodi.formula.numbers import FigureTooLarge, round_half_up
from luodi.formula.values import stored_step

CASES = [case for path in case_files() for case in read_cases(path)]
RUN = [case for case in CASES if case.output != "不通过"]


def as_read(case: Case) -> Formula:
    formula, errors = read(case.expression, CATALOGUE)
    assert formula is not None, errors
    return formula


def shown(formula: Formula, value: object, output: str) -> str:
    """A result in the words of the cases; numbers are compared by value and come back as the case wrote them."""
    if value is None:
        return "未知"
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, Fraction):
        return str(value)
    step = stored_step(formula.shape)
    try:
        expected = round_half_up(read_number(output), step)
    except AssertionError:
        return str(value)
    return output if round_half_up(value, step) == expected else f"{value}"


def test_it_has_enough_cases() -> None:
    """At least 150 cases, at least 30 of them of what is unknown."""
    assert len(CASES) >= 150
    assert sum(case.output.startswith("未知") for case in CASES) >= 30


@pytest.mark.parametrize("case", RUN, ids=lambda case: case.expression)
def test_it_means_what_the_case_says(case: Case) -> None:
    """The interpreter gives the output of the case, and names the missing figures where the case names them."""
    formula = as_read(case)
    try:
        value = evaluate(formula, case.subject, case.on)
    except FigureTooLarge:
        assert case.output == "太大"
        return
    output, _, missing = case.output.partition("：")
    assert shown(formula, value.value, output) == output
    assert "、".join(map(str, value.missing)) == missing


@pytest.mark.parametrize("case", RUN, ids=lambda case: case.expression)
def test_it_is_the_same_on_polars(case: Case) -> None:
    """Polars gives the output of the case, to the fen."""
    formula, table = as_read(case), as_table(case.subject)
    try:
        found = on_polars.evaluate(table, {"result": formula}, case.on, observed_from=case.subject.observed_from)
    except FigureTooLarge:
        assert case.output == "太大"
        return
    (value,) = found["result"].to_list()
    if formula.shape.sort == "number" and value is not None:
        value = value * stored_step(formula.shape)
    output = case.output.partition("：")[0]
    assert shown(formula, value, output) == output


@pytest.mark.parametrize("case", [case for case in CASES if case.output == "不通过"], ids=lambda case: case.expression)
def test_it_never_runs_a_wrong_formula(case: Case) -> None:
    """What does not pass the check gives no formula that could be run."""
    formula, errors = read(case.expression, CATALOGUE)
    assert formula is None and errors
