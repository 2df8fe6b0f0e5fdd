"""What parts measure and how that combines: 元 with 元, 元 by 亩, shares with 百分点; and how to say it in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from luodi.formula import unit_names
from luodi.formula.ast import Node, Quantity, Shape, Sort
from luodi.formula.fields import Field
from luodi.formula.unit_names import Scale, Unit, find_unit

FLAG = Shape("flag")
TEXT = Shape("text")
DATE = Shape("date")
SET = Shape("set")
RATIO = Shape("number", (), "ratio", unit=find_unit("%"))
DAYS = Shape("number", (("天", 1),), unit=find_unit("天"))
YEARS = Shape("number", (("个月", 1),), unit=find_unit("年"))

SORT_NAMES: dict[Sort, str] = {
    "number": "数值",
    "flag": "条件（是或否）",
    "text": "文字",
    "date": "日期",
    "set": "一组文字",
}
_SHARES: frozenset[Scale] = frozenset(("ratio", "points", "either"))
Mismatch = Literal["sorts", "no_unit", "ratio_scale", "points", "units"]


def of_field(field: Field) -> Shape:
    if not field.is_number:
        sort: Sort = {"text": "text", "flag": "flag", "date": "date", "set": "set"}[field.kind]  # type: ignore[assignment]
        return Shape(sort)
    return of_unit(field.measured_in)


def of_unit(unit: Unit) -> Shape:
    return Shape("number", unit.powers, unit.scale, unit=unit if unit.name else None)


def of_quantity(quantity: Quantity) -> Shape:
    unit = find_unit(quantity.unit)
    assert unit is not None, quantity.unit
    shape = of_unit(unit)
    return replace(shape, scale="zero") if shape.scale == "bare" and not quantity.digits else shape


def is_share(shape: Shape) -> bool:
    return shape.scale in _SHARES


def meet(left: Shape, right: Shape) -> Shape | Mismatch:
    """What two parts have in common that are compared or chosen between, or why they have nothing."""
    if left.sort != right.sort:
        return "sorts"
    if left.sort != "number":
        return left
    for one, other in ((left, right), (right, left)):
        if one.scale == "zero":
            return other
        if one.scale == "bare" and (other.scale == "bare" or unit_names.is_counted(other.powers)):
            return other
    if "bare" in (left.scale, right.scale):
        return "ratio_scale" if is_share(left) or is_share(right) else "no_unit"
    if left.powers != right.powers:
        return "units"
    if {left.scale, right.scale} == {"ratio", "points"}:
        return "points"
    return right if left.scale == "either" else left


def add(left: Shape, right: Shape, sign: str) -> Shape | Mismatch:
    """The shape of a sum or difference; shares differ by 百分点, and 百分点 may be added to a share."""
    if is_share(left) and is_share(right):
        if "either" in (left.scale, right.scale):
            scale: Scale = "either"
        elif left.scale == right.scale:
            scale = "either" if sign == "-" and left.scale == "ratio" else left.scale
        else:
            scale = "ratio" if sign == "+" or left.scale == "ratio" else "either"
        return replace(left, scale=scale)
    return meet(left, right)


def multiply(left: Shape, right: Shape, sign: str) -> Shape | Mismatch:
    """The shape of a product or quotient."""
    if sign == "*" and "points" in (left.scale, right.scale) and not {left.scale, right.scale} & {"bare", "zero"}:
        return "points"
    powers = unit_names.multiply(left.powers, right.powers, 1 if sign == "*" else -1)
    if powers:
        return Shape("number", powers, unit=_unit_of(powers, left, right))
    bare = {"bare", "zero"}
    if left.scale in bare and right.scale in bare:
        return replace(left, scale="bare")
    if (sign == "*" and "points" in (left.scale, right.scale)) or (
        sign == "/" and left.scale == "points" and right.scale in bare
    ):
        return Shape("number", (), "points", unit=find_unit("百分点"))
    return RATIO


def _unit_of(powers: unit_names.Powers, left: Shape, right: Shape) -> Unit | None:
    """A unit to show the result in: that of the side that gives the dimension."""
    same = next((side.unit for side in (left, right) if side.powers == powers), None)
    if same is None and left.unit is not None and right.unit is not None:
        compound = find_unit(f"{left.unit.name}/{right.unit.name}")
        return compound if compound is not None and compound.powers == powers else None
    return same


def unit_name(shape: Shape) -> str:
    return shape.unit.name if shape.unit is not None else unit_names.name_powers(shape.powers)


def describe(node: Node, written: str) -> str:
    """A part and what it measures: “主营业务收入”按 元 计."""
    shape = node.shape
    assert shape is not None
    if shape.sort != "number":
        said = written if written[0] in "“\"「『‘'" else f"“{written}”"
        return f"{said}是{SORT_NAMES[shape.sort]}"
    if shape.powers:
        return f"“{written}”按 {unit_name(shape)} 计"
    names: dict[Scale, str] = {"points": "百分点", "ratio": "比率", "either": "比率之差"}
    return f"“{written}”是{names.get(shape.scale, '没有单位的数')}"
