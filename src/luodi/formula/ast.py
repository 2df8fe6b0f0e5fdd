"""The tree of a formula: frozen nodes that know where they stand in the text and, once checked, what they measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from luodi.formula.fields import Every, Field
from luodi.formula.unit_names import Powers, Scale, Unit, find_unit

Sort = Literal["number", "flag", "text", "date", "set"]
Comparison = Literal[">", ">=", "<", "<=", "=", "!="]
Operator = Literal["+", "-", "*", "/"]


class Place(NamedTuple):
    """Half-open stretch ``[start, end)`` of the formula's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FormulaError:
    """Why a formula cannot run: ``code``, what is wrong and what to do in Chinese, and the place in its text."""

    code: str
    message: str
    place: Place
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a part measures. ``is_root`` marks an average growth, which is a root and no fraction; ``unit`` is for display."""

    sort: Sort
    powers: Powers = ()
    scale: Scale = ""
    is_root: bool = False
    unit: Unit | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Node:
    """Any part. Two trees are equal when they say the same, wherever they stand."""

    place: Place = field(default=Place(0, 0), compare=False, kw_only=True)
    shape: Shape | None = field(default=None, compare=False, kw_only=True, repr=False)


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """A number as written, in the unit of that one name: ``Quantity(Decimal("10"), "亿元")``."""

    digits: Decimal
    unit: str = ""

    @property
    def value(self) -> Fraction:
        """In base units."""
        return _in_base_units(self.digits, self.unit)


@lru_cache(maxsize=4096)
def _in_base_units(digits: Decimal, unit: str) -> Fraction:
    """Asked anew for every subject that a formula is worked out for."""
    found = find_unit(unit)
    assert found is not None, unit
    return Fraction(digits) * found.factor


@dataclass(frozen=True, slots=True)
class Text(Node):
    value: str


@dataclass(frozen=True, slots=True)
class Texts(Node):
    """A set of texts: {“甲”, “乙”}."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth(Node):
    is_true: bool


@dataclass(frozen=True, slots=True)
class Day(Node):
    value: date


@dataclass(frozen=True, slots=True)
class EvaluationDay(Node):
    """评定日: the day the formula is evaluated on."""


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """A field of the catalogue."""

    of: Field


@dataclass(frozen=True, slots=True)
class Hole(Node):
    """Something already reported as an error; nothing more is said about it."""

    written: str


@dataclass(frozen=True, slots=True)
class Negative(Node):
    of: Node


@dataclass(frozen=True, slots=True)
class Not(Node):
    of: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    sign: Comparison
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    sign: Operator
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Band(Node):
    condition: Node
    value: Node


@dataclass(frozen=True, slots=True)
class Bands(Node):
    """分档: the value of the first band whose condition holds."""

    branches: tuple[Band, ...]
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function under its Chinese name. ``every`` is the frequency it counts in, ``implied`` a field it reads unnamed."""

    function: str
    arguments: tuple[Node, ...]
    every: Every | None = field(default=None, compare=False, kw_only=True)
    implied: Field | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read and checked without an error; only such a one can be run."""

    text: str
    tree: Node
    shape: Shape


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Negative(of) | Not(of):
            return (of,)
        case And(parts) | Or(parts):
            return parts
        case Compare(_, left, right) | Arithmetic(_, left, right) | Band(left, right):
            return (left, right)
        case Bands(branches, otherwise):
            return (*branches, otherwise)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the text."""
    yield node
    for child in children(node):
        yield from walk(child)


def fields_of(node: Node) -> tuple[Field, ...]:
    """The fields that a tree reads, each once, in the order of the text, those it reads unnamed included."""
    found: dict[str, Field] = {}
    for one in walk(node):
        if isinstance(one, Figure):
            found.setdefault(one.of.code, one.of)
        elif isinstance(one, Call) and one.implied is not None:
            found.setdefault(one.implied.code, one.implied)
    return tuple(found.values())


def count(node: Node) -> int:
    """A whole number written as an argument: the 3 of 连续(c, 3)."""
    assert isinstance(node, Quantity)
    return int(node.digits)


def with_shape(node: Node, shape: Shape | None) -> Node:
    return replace(node, shape=shape)
