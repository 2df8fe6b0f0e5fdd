"""Values as people read them: 11亿元, 4.88%, 2025年6月30日; what is rounded for reading says 约."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from luodi.formula.ast import Shape
from luodi.formula.numbers import Root, order, round_half_up, round_root
from luodi.formula.to_text import plain
from luodi.formula.unit_names import Unit, find_unit, is_counted, is_money, name_powers

_MOST_DECIMALS = 10
_ROOT_STEP = Fraction(1, 1_000_000)


def show(value: object, shape: Shape) -> str:
    """A value of this shape in base units, in the unit that reads best; 未知 for None."""
    if value is None:
        return "未知"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Root):
        rounded = round_root(value, _ROOT_STEP)
        about = "约" if order(value, rounded) else ""
        return about + show_number(rounded, shape)
    if isinstance(value, Fraction):
        return show_number(value, shape)
    if isinstance(value, frozenset):
        return "、".join(sorted(value)) or "无"
    return str(value)


def show_number(value: Fraction, shape: Shape) -> str:
    unit = best_unit(value, shape)
    number = value / unit.factor
    if has_few_decimals(number):
        return digits_of(number) + unit.name
    return "约" + digits_of(round_half_up(number, Fraction(1, 10_000))) + unit.name


def best_unit(value: Fraction, shape: Shape) -> Unit:
    """元, 万元 or 亿元 by the size of the sum; % for shares; else the unit the figure was given in."""
    name = shape.unit.name if shape.unit is not None else ""
    if is_money(shape.powers):
        of = shape.powers[0][0]
        name = f"亿{of}" if abs(value) >= 10**8 else f"万{of}" if abs(value) >= 10**4 else of
    elif is_counted(shape.powers):
        name = shape.powers[0][0]
    elif not shape.powers:
        name = {"points": "百分点", "either": "百分点", "ratio": "%"}.get(shape.scale, "")
    unit = find_unit(name) if name or not shape.powers else None
    return unit or Unit(name_powers(shape.powers), Fraction(1), shape.powers)


def has_few_decimals(number: Fraction) -> bool:
    return not 10**_MOST_DECIMALS % number.denominator


def digits_of(number: Fraction) -> str:
    with localcontext() as context:
        context.prec = 60
        return plain(Decimal(number.numerator) / Decimal(number.denominator))
