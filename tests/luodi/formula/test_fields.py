"""The catalogue of fields: what a field may be, how its figures are stored, and which names are near."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luodi.datasets.model import Catalogue, Field, column_of, period_on


@pytest.mark.parametrize(
    ("field", "figure", "stored"),
    [
        (Field("a", "营收", "money", "万元"), Decimal("1.23"), 1_230_000),
        (Field("a", "营收", "money", "元"), Decimal("0.01"), 1),
        (Field("a", "营收", "money", "亿元"), 12, 120_000_000_000),
        (Field("a", "人数", "count", "人"), 30, 30),
        (Field("a", "人数", "count", "万人"), Decimal("1.5"), 15_000),
        (Field("a", "负债率", "ratio", "%"), Decimal("75.1234"), 751_234),
        (Field("a", "负债率", "ratio"), Decimal("0.75"), 750_000),
        (Field("a", "面积", "quantity", "亩"), Decimal("3.5"), 3_500_000),
    ],
)
def test_it_stores_numbers_as_whole_steps(field: Field, figure: Decimal, stored: int) -> None:
    """Fen, pieces, millionths: a figure comes back exactly as it went in."""
    assert field.to_stored(figure) == stored
    assert field.from_stored(stored) == Fraction(figure)


@pytest.mark.parametrize("figure", [Decimal("0.00000001"), 10**17])
def test_it_refuses_figures_that_a_column_cannot_hold(figure: Decimal) -> None:
    """Finer than a fen, or beyond 64 bits: an error, not a rounded figure."""
    with pytest.raises(ValueError, match="营收"):
        Field("a", "营收", "money", "元").to_stored(figure)


@pytest.mark.parametrize(
    ("code", "name", "kind", "unit"),
    [
        ("Revenue", "营收", "money", "元"),
        ("1a", "营收", "money", "元"),
        ("and", "营收", "money", "元"),
        ("a", "营收（万元）", "money", "元"),
        ("a", "主营 收入", "money", "元"),
        ("a", "且", "money", "元"),
        ("a", "首次", "flag", ""),
        ("a", "营收", "money", "家"),
        ("a", "营收", "money", ""),
        ("a", "营收", "money", "元/亩"),
        ("a", "人数", "count", "元"),
        ("a", "占比", "ratio", "人"),
        ("a", "面积", "quantity", ""),
        ("a", "面积", "quantity", "顷亩"),
        ("a", "行业", "text", "家"),
    ],
)
def test_it_refuses_fields_that_could_not_be_named_or_measured(code: str, name: str, kind: str, unit: str) -> None:
    """A name is one word that is no word of the language; a unit fits the kind."""
    with pytest.raises(ValueError, match="字段"):
        Field(code, name, kind, unit)  # type: ignore[arg-type]


def test_it_finds_fields_by_either_name_and_tells_near_ones() -> None:
    """Code and Chinese name mean the same; a near miss is answered with names that are there."""
    revenue = Field("revenue", "主营业务收入", "money", "万元")
    catalogue = Catalogue((revenue, Field("profit", "利润总额", "money", "万元")))
    assert catalogue.find("revenue") is catalogue.find("主营业务收入") is revenue
    assert catalogue.find("收入") is None
    assert catalogue.nearest("营业收入") == ("主营业务收入",)
    assert catalogue.nearest("Revenu") == ("revenue",)
    assert catalogue.nearest("天气") == ()
    with pytest.raises(ValueError, match="两个字段"):
        Catalogue((revenue, Field("income", "主营业务收入", "money", "元")))


def test_it_names_columns_by_period() -> None:
    """revenue@2025, power@2025-06, orders@2025Q2; what is observed once has its bare code."""
    on = date(2025, 6, 30)
    for every, expected in [("year", "x@2025"), ("month", "x@2025-06"), ("quarter", "x@2025Q2"), ("once", "x")]:
        field = Field("x", "数", "money", "元", every=every)  # type: ignore[arg-type]
        assert column_of(field, period_on(field, on)) == expected
