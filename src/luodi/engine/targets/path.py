"""The way to a target: what is required on a day, between the base, the milestones and the day itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from luodi.engine.targets.model import Observed
from luodi.policy.rules.model import TargetPath

_DIGITS = 40


def knots(target: TargetPath) -> tuple[Observed, ...]:
    """The days for which the document gives a figure, in order: the base, the milestones, the target itself."""
    given = {target.by: target.value}
    given |= dict(target.steps)
    if target.base is not None:
        given.setdefault(*target.base)
    return tuple(Observed(day, given[day]) for day in sorted(given) if day <= target.by)


def required_on(target: TargetPath, on: date) -> Fraction | None:
    """What is due on a day; None before the first figure that the document gives, and where growth has no meaning."""
    known = knots(target)
    if on >= target.by:
        return target.value
    for one, following in pairwise(known):
        if one.on <= on < following.on:
            return _between(target, one, following, on)
    return None


def required_path(target: TargetPath, days: Sequence[date]) -> tuple[Observed, ...]:
    """The required figures on those days for which there are any."""
    return tuple(Observed(day, value) for day in days if (value := required_on(target, day)) is not None)


def _between(target: TargetPath, one: Observed, following: Observed, on: date) -> Fraction | None:
    share = Fraction((on - one.on).days, (following.on - one.on).days)
    if target.shape == "linear" or not share:
        return one.value + (following.value - one.value) * share
    if one.value <= 0 or following.value <= 0:
        return None
    ratio = following.value / one.value
    with localcontext() as context:
        context.prec = _DIGITS
        grown = (_decimal(ratio).ln() * _decimal(share)).exp()
    return one.value * Fraction(grown)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
