"""What follows from what among conditions, as far as it shows: never said where it is not certain."""

from __future__ import annotations

from fractions import Fraction

from luodi.formula.ast import (
    And,
    Arithmetic,
    Bands,
    Call,
    Compare,
    Day,
    Negative,
    Node,
    Not,
    Or,
    Quantity,
    Text,
    Texts,
    Truth,
    count,
    fields_of,
)

ALWAYS = Truth(True)
_FLIPPED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}
_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}
Value = Fraction | str | int


def implies(given: Node, wanted: Node) -> bool:  # noqa: PLR0912  one case for each kind of condition
    """Whether ``wanted`` holds whenever ``given`` does. False says only that it does not show."""
    if given == wanted or wanted == Truth(True) or given == Truth(False):
        return True
    match given, wanted:
        case Or(parts), _:
            return all(implies(part, wanted) for part in parts)
        case _, And(parts):
            return all(implies(given, part) for part in parts)
        case _, Call("介于", (value, low, high)):
            return implies(given, Compare(">=", value, low)) and implies(given, Compare("<=", value, high))
        case And(parts), _:
            return any(implies(part, wanted) for part in parts)
        case _, Or(parts):
            return any(implies(given, part) for part in parts)
        case Call("介于", (value, low, high)), _:
            return implies(And((Compare(">=", value, low), Compare("<=", value, high))), wanted)
        case Not(one), Not(other):
            return implies(other, one)
        case Not(Compare() as one), _:
            return implies(_denied(one), wanted)
        case _, Not(Compare() as one):
            return implies(given, _denied(one))
        case Call("连续", (one, periods)), Call("连续", (other, fewer)):
            return implies(one, other) and count(periods) >= count(fewer)
        case Call("首次", (one, *_)), _:
            return implies(one, wanted)  # the period itself meets it, though no earlier one did
        case Call("连续", (one, _)), _:
            return implies(one, wanted)
        case Compare(), Compare():
            return _implies(given, wanted)
        case Compare("=", value, Text(word)), Call("属于", (other, Texts(items))):
            return value == other and word in items
        case Call("属于", (value, Texts(items))), Call("属于", (other, Texts(more))):
            return value == other and set(items) <= set(more)
        case Call("属于", (value, Texts(items))), Compare("!=", other, Text(word)):
            return value == other and word not in items
    return False


def excludes(one: Node, other: Node) -> bool:
    """Whether the two can never hold together, as far as it shows."""
    match one, other:
        case And(parts), _:
            return any(excludes(part, other) for part in parts)
        case _, And(parts):
            return any(excludes(one, part) for part in parts)
        case Or(parts), _:
            return all(excludes(part, other) for part in parts)
        case _, Or(parts):
            return all(excludes(one, part) for part in parts)
        case Call("介于", (value, low, high)), _:
            return excludes(And((Compare(">=", value, low), Compare("<=", value, high))), other)
        case _, Call("介于"):
            return excludes(other, one)
        case (Call("首次" | "连续", (inner, *_)), _):
            return excludes(inner, other)
        case (_, Call("首次" | "连续", (inner, *_))):
            return excludes(one, inner)
        case Compare(), Compare():
            return _implies(one, _denied(other)) or _implies(other, _denied(one))
    return implies(one, _not(other)) or implies(other, _not(one))


def never(node: Node) -> bool:
    """Whether a condition can hold for nobody, as far as it shows."""
    match node:
        case Truth(is_true):
            return not is_true
        case Not(of):
            return always(of)
        case And(parts):
            flat = tuple(parts)
            return any(map(never, flat)) or any(
                excludes(one, other) for at, one in enumerate(flat) for other in flat[at + 1 :]
            )
        case Or(parts):
            return all(map(never, parts))
        case Call("首次" | "连续", (inner, *_)):
            return never(inner)
        case Call("介于", (_, low, high)):
            least, most = constant(low), constant(high)
            return isinstance(least, Fraction) and isinstance(most, Fraction) and least > most
    return False


def always(node: Node) -> bool:
    match node:
        case Truth(is_true):
            return is_true
        case Not(of):
            return never(of)
        case And(parts):
            return all(map(always, parts))
        case Or(parts):
            return any(map(always, parts))
    return False


def all_of(*parts: Node) -> Node:
    """One condition out of several; those that always hold are left out."""
    kept = tuple(
        inner for part in parts if part != ALWAYS for inner in (part.parts if isinstance(part, And) else (part,))
    )
    return And(kept) if len(kept) > 1 else kept[0] if kept else ALWAYS


def _not(node: Node) -> Node:
    return _denied(node) if isinstance(node, Compare) else node.of if isinstance(node, Not) else Not(node)


def _denied(node: Compare) -> Compare:
    return Compare(_OPPOSITE[node.sign], node.left, node.right)  # type: ignore[arg-type]


def _normal(node: Compare) -> tuple[Node, str, Value] | None:
    """The side that varies, the sign, and the constant it is compared with."""
    right, left = constant(node.right), constant(node.left)
    if right is not None:
        return node.left, node.sign, right
    return (node.right, _FLIPPED[node.sign], left) if left is not None else None


def _implies(given: Compare, wanted: Compare) -> bool:
    one, other = _normal(given), _normal(wanted)
    if one is None or other is None:
        return given.sign == _FLIPPED[wanted.sign] and (given.left, given.right) == (wanted.right, wanted.left)
    (left, sign, value), (right, asked, limit) = one, other
    if left != right or type(value) is not type(limit):
        return False
    if sign == "=":
        return _holds(value, asked, limit)
    if isinstance(value, str):
        return False
    assert not isinstance(limit, str)
    return {
        ">": (asked in (">", ">=", "!=") and value >= limit),
        ">=": (asked == ">=" and value >= limit) or (asked in (">", "!=") and value > limit),
        "<": (asked in ("<", "<=", "!=") and value <= limit),
        "<=": (asked == "<=" and value <= limit) or (asked in ("<", "!=") and value < limit),
        "!=": asked == "!=" and value == limit,
    }[sign]


def _holds(value: Value, sign: str, limit: Value) -> bool:
    if isinstance(value, str) or isinstance(limit, str):
        return (value == limit) == (sign == "=") if sign in ("=", "!=") else False
    return {
        ">": value > limit,
        ">=": value >= limit,
        "<": value < limit,
        "<=": value <= limit,
        "=": value == limit,
        "!=": value != limit,
    }[sign]


def constant(node: Node) -> Value | None:
    """What a part comes to that reads no field: a number in base units, a text, a day as its number."""
    match node:
        case Quantity():
            return node.value
        case Text(value):
            return value
        case Day(value):
            return value.toordinal()
        case Negative(of):
            inner = constant(of)
            return -inner if isinstance(inner, Fraction) else None
        case Arithmetic(sign, left, right) if not fields_of(node):
            one, other = constant(left), constant(right)
            if isinstance(one, Fraction) and isinstance(other, Fraction) and (sign != "/" or other):
                return {"+": one + other, "-": one - other, "*": one * other}.get(sign) if sign != "/" else one / other
    return None


def extent(node: Node) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a number can be, where its form says so; None is unbounded or unknown."""
    value = constant(node)
    if isinstance(value, Fraction):
        return value, value
    match node:
        case Bands(branches, otherwise):
            inner = [extent(band.value) for band in branches] + [extent(otherwise)]
            return _least([low for low, _ in inner]), _most([high for _, high in inner])
        case Call("最小", arguments):
            known = [high for high in (extent(one)[1] for one in arguments) if high is not None]
            return _least([extent(one)[0] for one in arguments]), min(known, default=None)
        case Call("最大", arguments):
            known = [low for low in (extent(one)[0] for one in arguments) if low is not None]
            return max(known, default=None), _most([extent(one)[1] for one in arguments])
    return None, None


def _least(values: list[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return min(known) if len(known) == len(values) else None


def _most(values: list[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return max(known) if len(known) == len(values) else None
