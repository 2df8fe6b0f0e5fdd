"""Exact numbers as columns, in whole steps: rounded, cut off, or as many as fit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import floor, gcd

from luodi.formula.exact_columns import Exact, Whole


def round_half_up(number: Exact, step: Fraction) -> Whole:
    """How many steps the number is, to the nearest; a half goes away from zero."""
    return _to_steps(number, step, half_counts=True)


def cut_off(number: Exact, step: Fraction) -> Whole:
    """How many whole steps lie between zero and the number, below zero as above it; the rest is left off."""
    return _to_steps(number, step, half_counts=False)


def _to_steps(number: Exact, step: Fraction, *, half_counts: bool) -> Whole:
    constant = number.top.constant
    top, under = number.top * constant(step.denominator), number.under * constant(step.numerator)
    if top.is_constant and under.is_constant:
        value = Fraction(top.known(), under.known())
        whole = floor(abs(value) + Fraction(int(half_counts), 2))
        return constant(whole if value >= 0 else -whole)
    if under.is_constant:
        shared = gcd(step.denominator, under.known())  # keeps the width that the number had
        by = constant(under.known() // shared)
        top = number.top * constant(step.denominator // shared)
        if by.known() == 1:
            return top
        half, divisor = constant(by.known() // 2 if half_counts else 0), by
    elif half_counts:
        half, divisor, top = under, under * constant(2), top * constant(2)
    else:
        half, divisor = constant(0), under
    least = max(divisor.low, 1)
    far = max(abs(top.low), abs(top.high)) // least + 1
    is_certain = top.is_certain and divisor.is_certain
    up = _divided(top + half, divisor, Whole(top.engine, 0, 0, far, is_certain))
    if top.low >= 0:
        return up
    down = _divided(top.negated() + half, divisor, Whole(top.engine, 0, 0, far, is_certain)).negated()
    is_short = up.is_short and down.is_short
    signed = top.engine.when(top.expression() >= 0, up.expression(is_short), down.expression(is_short))
    return Whole(top.engine, signed, -far, far, is_certain)


def round_down(number: Exact, step: Fraction) -> Whole:
    """How many whole steps fit into numbers not below zero."""
    constant = number.top.constant
    top, under = number.top * constant(step.denominator), number.under * constant(step.numerator)
    if top.is_constant and under.is_constant:
        return constant(top.known() // under.known())
    if under.is_constant and under.known() == 1:
        return top
    far = top.high // max(under.low, 1)
    return _divided(top, under, Whole(top.engine, 0, 0, far, top.is_certain and under.is_certain))


def _divided(top: Whole, divisor: Whole, within: Whole) -> Whole:
    """The quotient, rounded down, in the width of the bounds that ``within`` gives it."""
    is_short = top.is_short and divisor.is_short
    quotient = top.engine.quotient(top.expression(is_short), divisor.expression(is_short), is_short, within.is_short)
    return replace(within, column=quotient)


def times(step: Fraction, unit: Fraction) -> int:
    """How many units a step is; ValueError where that is no whole number."""
    times = step / unit
    if times.denominator != 1:
        raise ValueError(f"取整的步长要是 {unit} 的整数倍")
    return times.numerator
