"""How far a figure is from what is asked of it, as formulas: for every condition that is one comparison of numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from luodi.engine.ladders.plan import Plan
from luodi.formula import shapes
from luodi.formula.ast import Arithmetic, Call, Compare, Formula, Node, Quantity
from luodi.formula.shapes import RATIO

_HUNDREDTH = Decimal("0.01")
_SHIFTS = ("本年", "上年", "前年", "上年同期")


def distances(plan: Plan) -> dict[str, Formula]:
    """``name.difference`` → what is asked about less what is asked for; below nought where a least figure is not reached."""
    found = {}
    for name, formula in plan.formulas.items():
        tree = _difference(formula.tree)
        if tree is not None and tree.shape is not None:
            found[f"{name}.difference"] = Formula(formula.text, tree, tree.shape)
    return found


def _difference(node: Node) -> Node | None:
    match node:
        case Call(function, (of, *rest)) if function in _SHIFTS:
            inner = _difference(of)
            return None if inner is None else replace(node, arguments=(inner, *rest), shape=inner.shape)
        case Compare(sign, left, right) if sign != "!=":
            one, other = _plain(left), _plain(right)
            if one.shape is None or other.shape is None or one.shape.sort != "number":
                return None
            shape = shapes.add(one.shape, other.shape, "-")
            return None if isinstance(shape, str) else Arithmetic("-", one, other, shape=shape)
    return None


def _plain(node: Node) -> Node:
    """A number as it is, an average growth to the hundredth of a percent: a root cannot be subtracted."""
    if node.shape is None or not node.shape.is_root:
        return node
    step = Quantity(_HUNDREDTH, "%", shape=RATIO)
    return Call("四舍五入", (node, step), shape=replace(node.shape, is_root=False))
