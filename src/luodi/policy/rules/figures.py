"""A figure of a field as a pack writes it: 12亿元, 5%, 是, 2024-03-01, [甲, 乙], 未知."""

from __future__ import annotations

from fractions import Fraction

from luodi.formula import shapes
from luodi.formula.fields import Field, Given
from luodi.formula.unit_names import Unit
from luodi.policy.rules.amounts import write_number
from luodi.policy.rules.codecs import Day, Listed, Plain, Truth, Words, amount, scalar
from luodi.policy.rules.nodes import Node, Scalar
from luodi.policy.rules.scope import Scope

UNKNOWN = "未知"


def read_figure(of: Field, node: Node, scope: Scope) -> Given:
    """In the field's own unit; None where the pack says 未知."""
    if isinstance(node, Scalar) and node.value == UNKNOWN:
        return None
    match of.kind:
        case "text":
            return scalar(node, scope, "文字").value
        case "flag":
            return Truth().read(node, scope)
        case "date":
            return Day().read(node, scope)
        case "set":
            return frozenset(Listed(Words()).read(node, scope))
    return read_value(of, node, scope) / of.measured_in.factor


def read_value(of: Field, node: Node, scope: Scope) -> Fraction:
    """A number of the field in base units."""
    found = amount(node, scope, "数")
    if not _fits(of, found.unit, found.digits):
        hint = f"写上单位，如 {write_number(found.digits)}{of.unit}" if of.unit else "写作 5% 或 0.05"
        raise scope.wrong("pack.bad_amount", f"“{of.name}”按 {of.unit or '比率'} 计，单位不符", node, hint)
    return found.value


def _fits(of: Field, unit: Unit, digits: Fraction) -> bool:
    if of.kind == "ratio" and not of.unit and not unit.name:
        return True
    shape = shapes.of_unit(unit)
    met = shapes.meet(shapes.of_field(of), shape)
    return (not digits and not unit.name) or not isinstance(met, str)


def write_figure(of: Field, given: Given, scope: Scope) -> Plain:
    match given:
        case None:
            return UNKNOWN
        case bool():
            return Truth().write(given, scope)
        case str():
            return given
        case frozenset():
            return sorted(given)
        case int() | Fraction():
            return f"{write_number(Fraction(given))}{of.unit}"
    return Day().write(given, scope) if of.kind == "date" else f"{write_number(Fraction(given))}{of.unit}"  # type: ignore[arg-type]


def write_value(of: Field | None, value: Fraction) -> str:
    """A number in base units, in the field's own unit."""
    if of is None:
        return write_number(value)
    return write_number(value / of.measured_in.factor) + of.unit
