"""Makes values comparable: each normalisation turns the values of one indicator in one group into points, exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from luodi.policy.rules.model import Normal, ScoreIndicator

# Roots are taken to so many digits, far finer than any two figures can differ.
DIGITS = 60
Values = Sequence[Fraction | None]
_HUNDRED = Fraction(100)


def points_of(indicator: ScoreIndicator, values: Values, baselines: Values) -> list[Fraction | None]:
    """Points of each value of a group, None where the value, or what it is held against, is unknown."""
    return _NORMALS[indicator.normal](indicator, values, baselines)


def baselines_of(indicator: ScoreIndicator, values: Values, baselines: Values) -> list[Fraction | None]:
    """What each value is held against: as stated, else the mean of the group's known values."""
    if indicator.baseline is not None or indicator.normal not in ("ratio", "target_share"):
        return list(baselines)
    return [mean(values)] * len(values)


def mean(values: Values) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def _ratio(indicator: ScoreIndicator, values: Values, baselines: Values) -> list[Fraction | None]:
    most = None if indicator.ceiling is None else indicator.ceiling * 100
    return [_share(indicator, *pair, most) for pair in zip(values, baselines, strict=True)]


def _target_share(indicator: ScoreIndicator, values: Values, baselines: Values) -> list[Fraction | None]:
    return [_share(indicator, *pair, _HUNDRED) for pair in zip(values, baselines, strict=True)]


def _share(
    indicator: ScoreIndicator, value: Fraction | None, baseline: Fraction | None, most: Fraction | None
) -> Fraction | None:
    if value is None or baseline is None or baseline <= 0:
        return None
    if indicator.is_more_better:
        points = value / baseline * 100
    elif value > 0:
        points = baseline / value * 100
    elif value < 0:
        points = indicator.floor
    else:  # none of what should be little: the best there is, where a best is stated
        return most
    return max(indicator.floor, points if most is None else min(points, most))


def _min_max(indicator: ScoreIndicator, values: Values, _baselines: Values) -> list[Fraction | None]:
    known = [value for value in values if value is not None]
    if not known:
        return [None] * len(values)
    low, high = min(known), max(known)

    def points(value: Fraction | None) -> Fraction | None:
        if value is None:
            return None
        if low == high:  # all are alike, and nobody stands behind
            return _HUNDRED
        share = (value - low if indicator.is_more_better else high - value) / (high - low)
        return indicator.floor + (100 - indicator.floor) * share

    return [points(value) for value in values]


def _z_score(indicator: ScoreIndicator, values: Values, _baselines: Values) -> list[Fraction | None]:
    known = [value for value in values if value is not None]
    middle = mean(known)
    if middle is None:
        return [None] * len(values)
    deviation = root(sum(((value - middle) ** 2 for value in known), Fraction(0)) / len(known))
    sign = 1 if indicator.is_more_better else -1
    return [
        None if value is None else 50 + (sign * 10 * (value - middle) / deviation if deviation else Fraction(0))
        for value in values
    ]


def _rank(indicator: ScoreIndicator, values: Values, _baselines: Values) -> list[Fraction | None]:
    known = sorted((value for value in values if value is not None), reverse=indicator.is_more_better)
    places: dict[Fraction, int] = {}
    for place, value in enumerate(known):
        places.setdefault(value, place)
    steps = max(1, len(known) - 1)
    step = (100 - indicator.floor) / steps if indicator.rank_step is None else indicator.rank_step
    return [None if value is None else max(indicator.floor, 100 - step * places[value]) for value in values]


_NORMALS: dict[Normal, Callable[[ScoreIndicator, Values, Values], list[Fraction | None]]] = {
    "ratio": _ratio,
    "target_share": _target_share,
    "min_max": _min_max,
    "z_score": _z_score,
    "rank": _rank,
}


def root(value: Fraction) -> Fraction:
    """The square root to ``DIGITS`` digits."""
    with localcontext() as context:
        context.prec = DIGITS
        return Fraction((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


def geometric(points: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """The weighted geometric mean, to ``DIGITS`` digits; nought where any point is nought or less."""
    if any(one <= 0 for one in points):
        return Fraction(0)
    with localcontext() as context:
        context.prec = DIGITS
        total = sum(weights, Fraction(0))
        exponent = Decimal(0)
        for one, weight in zip(points, weights, strict=True):
            share = weight / total
            exponent += (Decimal(one.numerator) / Decimal(one.denominator)).ln() * (
                Decimal(share.numerator) / Decimal(share.denominator)
            )
        return Fraction(exponent.exp())
