"""The one printed form of a formula: Chinese words, plain signs, only the brackets that are needed."""

from __future__ import annotations

from decimal import Decimal

from luodi.formula.ast import (
    And,
    Arithmetic,
    Band,
    Bands,
    Call,
    Compare,
    Day,
    EvaluationDay,
    Figure,
    Hole,
    Negative,
    Node,
    Not,
    Or,
    Quantity,
    Text,
    Texts,
    Truth,
)

_OR, _AND, _NOT, _COMPARE, _ADD, _TIMES, _LEAF = 1, 2, 3, 4, 5, 6, 8
_QUOTES = (("“", "”"), ('"', '"'), ("「", "」"), ("『", "』"), ("‘", "’"), ("'", "'"), ("＂", "＂"))


def to_text(node: Node) -> str:
    """The formula in its printed form; reading it again gives an equal tree."""
    return _print(node, 0)


def _print(node: Node, holds: int) -> str:
    """``holds`` is how strongly the sign around holds: a weaker part is put in brackets."""
    text, strength = _parts(node)
    return f"({text})" if strength < holds else text


def _parts(node: Node) -> tuple[str, int]:
    match node:
        case Or(parts):
            return " 或 ".join(_print(part, _OR + 1) for part in parts), _OR
        case And(parts):
            return " 且 ".join(_print(part, _AND + 1) for part in parts), _AND
        case Not(of):
            return f"非 {_print(of, _NOT)}", _NOT
        case Compare(sign, left, right):
            return f"{_print(left, _COMPARE + 1)} {sign} {_print(right, _COMPARE + 1)}", _COMPARE
        case Arithmetic(sign, left, right):
            strength = _ADD if sign in "+-" else _TIMES
            return f"{_print(left, strength)} {sign} {_print(right, strength + 1)}", strength
        case Negative(of):
            return f"-{_print(of, _TIMES + 1)}", _TIMES + 1
        case _:
            return _leaf(node), _LEAF


def _leaf(node: Node) -> str:
    match node:
        case Quantity(digits, unit):
            return plain(digits) + unit
        case Text(value):
            return quoted(value)
        case Texts(items):
            return "{" + ", ".join(map(quoted, items)) + "}"
        case Truth(is_true):
            return "真" if is_true else "假"
        case Day(value):
            return f"{value.year:04}年{value.month}月{value.day}日"
        case EvaluationDay():
            return "评定日"
        case Figure(of):
            return of.name
        case Hole(written):
            return written
        case Bands(branches, otherwise):
            bands = [f"{_print(band.condition, 0)}: {_print(band.value, 0)}" for band in branches]
            return f"分档({', '.join([*bands, f'否则: {_print(otherwise, 0)}'])})"
        case Band(condition, value):
            return f"{_print(condition, 0)}: {_print(value, 0)}"
        case Call(function, arguments):
            return f"{function}({', '.join(_print(argument, 0) for argument in arguments)})"
    raise TypeError(node)


def plain(digits: Decimal) -> str:
    """Digits without an exponent and without idle zeros: 1E+3 is 1000."""
    text = f"{digits:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quoted(value: str) -> str:
    return next(opening + value + closing for opening, closing in _QUOTES if closing not in value)
