"""Interpreter and Polars agree on formulas and tables that Hypothesis makes up; LUODI_EQUIVALENCE=10000 for the long run."""

from __future__ import annotations

import os
from datetime import date
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.luodi.formula.generated import CATALOGUE, OBSERVED_FROM, ON, TABLES, formulas, make_table

from luodi.formula import on_polars
from luodi.formula.ast import Formula
from luodi.formula.exact_columns import TooWide
from luodi.formula.from_text import read
from luodi.formula.numbers import FigureTooLarge
from luodi.formula.to_polars import compile_formula

EXAMPLES = int(os.environ.get("LUODI_EQUIVALENCE", "60"))
# What a made-up formula may be refused for: two constants compared, a function over time without a figure over time.
REFUSED = {"constant_comparison", "not_observed", "division_by_zero", "mixed_frequency", "no_unit"}


def as_read(text: str) -> Formula:
    formula, errors = read(text, CATALOGUE)
    assert formula is not None, errors
    return formula


def by_rows(formula: Formula, table: pl.DataFrame) -> list[object] | None:
    try:
        return on_polars.row_by_row(formula, table, ON, OBSERVED_FROM)
    except FigureTooLarge:
        return None


def by_polars(formula: Formula, table: pl.DataFrame) -> list[object] | None:
    try:
        return on_polars.evaluate(table, {"it": formula}, ON, observed_from=OBSERVED_FROM)["it"].to_list()
    except FigureTooLarge:
        return None


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(formulas(), st.integers(0, TABLES - 1))
def test_it_agrees_with_the_interpreter(text: str, seed: int) -> None:
    """For every row the same value, the same unknown, and the same refusal of a figure too large."""
    formula, errors = read(text, CATALOGUE)
    if formula is None:
        assert {error.code.removeprefix("formula.") for error in errors} <= REFUSED, (text, errors)
        return
    table = make_table(seed)
    assert by_rows(formula, table) == by_polars(formula, table), text


def money(*fen: int | None) -> pl.DataFrame:
    return pl.DataFrame({"revenue@2025": fen, "tax@2025": fen[::-1]}, schema_overrides={"revenue@2025": pl.Int64()})


def test_it_compiles_a_rule_to_one_expression() -> None:
    """A rule over figures of everyday size needs no guard and no wide numbers."""
    formula = as_read("最小(主营业务收入 * 12%, 500万元)")
    table = money(5_000_000_00, 100_000_000_00, None)
    compiled = compile_formula(formula, ON, table.schema, on_polars.bounds_of(table))
    assert not compiled.guards
    assert table.select(compiled.expression).to_series().to_list() == [600_000_00, 5_000_000_00, None]
    assert "i128" not in str(compiled.expression).lower()


def test_it_rounds_to_the_yuan_where_asked() -> None:
    """Half a yuan goes up, away from zero; without rounding the fen are kept, half a fen going up."""
    formula = as_read("主营业务收入 / 2")
    table = money(100, 99, -100, 1)
    found = on_polars.evaluate(table, {"fen": formula, "yuan": formula}, ON, rounded_to={"yuan": Fraction(1)})
    assert found["fen"].to_list() == [50, 50, -50, 1]
    assert found["yuan"].to_list() == [100, 0, -100, 0]


def test_it_refuses_to_overflow() -> None:
    """A product beyond what sums of money can be is an error that names the formula, and never a wrong number."""
    formula = as_read("主营业务收入 * 3")
    with pytest.raises(FigureTooLarge, match="主营业务收入"):
        on_polars.evaluate(money(8 * 10**18, 1), {"it": formula}, ON)


def test_it_works_row_by_row_what_128_bits_may_not_hold() -> None:
    """A product of ratios over huge figures goes to the interpreter, with the same result."""
    formula = as_read("主营业务收入 / 税收 * (主营业务收入 / 税收) * (主营业务收入 / 税收) * (税收 / 主营业务收入)")
    table = money(10**16, 10**15 + 1, 7)
    with pytest.raises(TooWide):
        compile_formula(formula, ON, table.schema, on_polars.bounds_of(table))
    assert by_polars(formula, table) == by_rows(formula, table)


def test_it_takes_a_column_that_is_not_there_as_unknown() -> None:
    """A table without the column says as little as a table with nothing in it."""
    table = pl.DataFrame({"tax@2025": [1, None]})
    assert by_polars(as_read("主营业务收入 > 1元"), table) == [None, None]
    assert by_polars(as_read("主营业务收入 > 1元 且 税收 > 5元"), table) == [False, None]


def test_it_reads_sets_kept_opened() -> None:
    """A Boolean column for each text says the same as a column of lists."""
    formula = as_read("有资质(“单项冠军”)")
    opened = pl.DataFrame({"qualifications@2025=单项冠军": [True, False, None]})
    listed = pl.DataFrame({"qualifications@2025": [["单项冠军", "甲"], [], None]})
    assert by_polars(formula, opened) == by_polars(formula, listed) == [True, False, None]
    assert by_rows(formula, opened) == by_rows(formula, listed) == [True, False, None]


def test_it_gives_constants_a_row_for_each_subject() -> None:
    """20万元 is paid to every row."""
    assert by_polars(as_read("20万元"), money(1, 2)) == [200_000_00, 200_000_00]


def test_it_does_not_depend_on_how_data_are_split() -> None:
    """Rows taken in two parts give what they give together."""
    formula = as_read("分档(同比(主营业务收入) > 10%: 主营业务收入 * 3%, 否则: 0元)")
    table = make_table(3, 40)
    apart = [by_polars(formula, part) or [] for part in (table.head(7), table.tail(-7))]
    assert apart[0] + apart[1] == by_polars(formula, table)


def test_it_needs_to_know_how_far_the_data_reach_back() -> None:
    """首次 without a number of periods asks from which day on there are data."""
    with pytest.raises(ValueError, match="observed_from"):
        on_polars.evaluate(money(1), {"it": as_read("首次(主营业务收入 > 1元)")}, date(2025, 12, 31))
