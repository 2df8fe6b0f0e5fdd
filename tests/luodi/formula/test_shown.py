"""Values as people read them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from luodi.formula.ast import Shape
from luodi.formula.numbers import Root
from luodi.formula.shapes import RATIO
from luodi.formula.shown import show
from luodi.formula.unit_names import find_unit

MONEY = Shape("number", (("元", 1),))
LAND = Shape("number", (("平方米", 1),), unit=find_unit("亩"))


@pytest.mark.parametrize(
    ("value", "shape", "expected"),
    [
        (Fraction(1_100_000_000), MONEY, "11亿元"),
        (Fraction("999999999.99"), MONEY, "9.9999999999亿元"),
        (Fraction(50_000), MONEY, "5万元"),
        (Fraction("9999.5"), MONEY, "9999.5元"),
        (Fraction(10, 3), MONEY, "约3.3333元"),
        (Fraction(0), MONEY, "0元"),
        (Fraction(-20_000), MONEY, "-2万元"),
        (Fraction(1, 8), RATIO, "12.5%"),
        (Fraction(1, 3), RATIO, "约33.3333%"),
        (Root(Fraction(441, 400), 2), RATIO, "5%"),
        (Root(Fraction(2), 2), RATIO, "约41.4214%"),
        (Fraction(10_000), LAND, "15亩"),
        (True, Shape("flag"), "是"),
        (None, MONEY, "未知"),
        (frozenset(), Shape("set"), "无"),
    ],
)
def test_it_shows_values_in_the_unit_that_reads_best(value: object, shape: Shape, expected: str) -> None:
    """A sum just under a threshold never reads as the threshold, and what is rounded says 约."""
    assert show(value, shape) == expected
