"""The figures of a target's field as a series, read from a subject's columns."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

from luodi.engine.targets.model import Observed
from luodi.formula.fields import Field, column_of
from luodi.formula.values import Subject, to_known
from luodi.periods import Period

_ENOUGH = 400  # periods back from the day asked about: a century of quarters, a third of one in months


def series_of(field: Field, subject: Subject, on: date) -> tuple[Observed, ...]:
    """What was observed up to a day, oldest first, in base units; a period counts once it has ended."""
    if field.every == "once":
        return ()
    period, found = Period.holding(field.every, on), []
    for _ in range(_ENOUGH):
        if period.last_on <= on and (given := subject.figures.get(column_of(field, period))) is not None:
            value = to_known(field, given)
            assert isinstance(value, Fraction), field.code
            found.append(Observed(period.last_on, value))
        period = period.previous()
    return tuple(reversed(found))


def unbroken(field: Field, observed: tuple[Observed, ...]) -> tuple[Observed, ...]:
    """The last stretch without a missing period: a forecast rests on that alone."""
    assert field.every != "once"
    start = 0
    for index, (one, following) in enumerate(pairwise(observed), start=1):
        if Period.holding(field.every, one.on).next() != Period.holding(field.every, following.on):
            start = index
    return observed[start:]
