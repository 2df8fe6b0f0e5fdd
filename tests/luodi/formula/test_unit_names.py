"""Units: scales, synonyms and compounds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from luodi.formula.unit_names import all_names, find_unit, mended


@pytest.mark.parametrize(
    ("name", "factor", "powers"),
    [
        ("元", 1, (("元", 1),)),
        ("万元", 10**4, (("元", 1),)),
        ("千万元", 10**7, (("元", 1),)),
        ("万亿元", 10**12, (("元", 1),)),
        ("万千瓦时", 10**4, (("千瓦时", 1),)),
        ("度", 1, (("千瓦时", 1),)),
        ("吨标准煤/万元", Fraction(1, 10**4), (("元", -1), ("吨标准煤", 1))),
        ("元/人/年", Fraction(1, 12), (("个月", -1), ("人", -1), ("元", 1))),
        ("公顷", 10**4, (("平方米", 1),)),
        ("亩", Fraction(2000, 3), (("平方米", 1),)),
        ("%", Fraction(1, 100), ()),
        ("个百分点", Fraction(1, 100), ()),
        ("", 1, ()),
    ],
)
def test_it_knows_what_a_unit_is_worth(name: str, factor: Fraction, powers: tuple[tuple[str, int], ...]) -> None:
    """In base units, exactly: 15 亩 is a 公顷."""
    unit = find_unit(name)
    assert unit is not None
    assert (unit.factor, unit.powers) == (Fraction(factor), powers)


@pytest.mark.parametrize(
    "name", ["万员", "亿亿元", "万万元", "元/", "/元", "元/元", "元/%", "万%", "块钱", "元每亩", "斤斤"]
)
def test_it_knows_no_other_units(name: str) -> None:
    """What is no unit, or means nothing, is none."""
    assert find_unit(name) is None


def test_it_has_a_unit_for_each_name_and_mends_wrong_ones() -> None:
    """Each name that is offered as the nearest is a unit, and so is what a wrong word is mended to."""
    assert all(find_unit(name) is not None for name in all_names())
    assert [mended(word) for word in ("块钱", "万人民币", "个点", "天气")] == ["元", "万元", "百分点", None]
    assert all(find_unit(unit or "无") is not None for unit in map(mended, ("kWh", "亿圆", "个人", "万tce")))
