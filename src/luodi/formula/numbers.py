"""Exact numbers: fractions in lowest terms, rounding half up, and average growth as the root it is."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

# No figure, constant or result may be larger, in base units (元): 64 bits of fen end a little above it.
LARGEST = 9 * 10**16


class FigureTooLarge(ArithmeticError):
    """A figure or a result beyond ``LARGEST``: an error, never a wrong number."""


class Root(NamedTuple):
    """``ratio ** (1 / years) - 1``: an average growth, kept unrounded so that comparing is exact."""

    ratio: Fraction
    years: int


def too_large(what: str) -> FigureTooLarge:
    return FigureTooLarge(f"“{what}”超过 9亿亿，请核对数据的单位")


def round_half_up(value: Fraction, step: Fraction) -> Fraction:
    """To the nearest multiple of ``step``; a half goes away from zero: 2.5 → 3, -2.5 → -3."""
    steps = abs(value) / step
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (whole if value >= 0 else -whole) * step


def cut_off(value: Fraction, step: Fraction) -> Fraction:
    """The whole steps in a number, what is less than one left off: 2.9 → 2, -2.9 → -2."""
    whole = abs(value) // step
    return (whole if value >= 0 else -whole) * step


def order(left: Fraction | Root, right: Fraction | Root) -> int:
    """-1, 0 or 1 as the left is smaller, equal or larger. At most one side is a root."""
    if isinstance(right, Root):
        return -order(right, left)
    if isinstance(left, Root):
        base = 1 + right
        return 1 if base < 0 else _sign(left.ratio - base**left.years)
    return _sign(left - right)


def round_root(root: Root, step: Fraction) -> Fraction:
    """An average growth to the nearest multiple of ``step``, half away from zero, without a float on the way."""
    low, high = -(int(1 / step) + 2), int(root.ratio / step) + 2
    while high - low > 1:  # low * step <= growth < high * step
        middle = (low + high) // 2
        if order(root, middle * step) >= 0:
            low = middle
        else:
            high = middle
    half = order(root, (low + Fraction(1, 2)) * step)
    return (low + (half > 0 or (half == 0 and low >= 0))) * step


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
