"""Forecasts: seasons are seen, the interval widens, gaps end the series, and short ones get none."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import sin
from random import Random

from luodi.engine.targets.by_statsmodels import forecast
from luodi.engine.targets.model import Observed
from luodi.formula.fields import Field
from luodi.periods import Period

MONTHLY = Field("output", "工业产值", "money", "万元", "region", "month")


def observed(values, first=(2023, 1)):
    period, found = Period("month", *first), []
    for value in values:
        if value is not None:
            found.append(Observed(period.last_on, Fraction(value)))
        period = period.next()
    return tuple(found)


def test_it_sees_trend_and_season():
    """Three years with a low February and a steady rise: next February is low again, and close to the truth."""
    random = Random(7)
    noise = [round(random.gauss(0, 12)) for _ in range(36)]
    values = [1000 + 10 * index + (-300 if index % 12 == 1 else 0) + noise[index] for index in range(36)]
    found, why = forecast(MONTHLY, observed(values), date(2026, 2, 28))
    assert (why, len(found), found[0].method) == ("", 2, "指数平滑（趋势、季节）")
    january, february = found
    assert february.value < january.value - 200
    assert abs(january.value - 1360) < 40 and january.low < 1360 < january.high < january.low + 200
    assert not january.is_short


def test_it_widens_with_time():
    """The further away, the wider the interval."""
    values = [1000 + round(60 * sin(index * 2.1)) + 5 * index for index in range(20)]
    found, _ = forecast(MONTHLY, observed(values), date(2025, 6, 30))
    widths = [one.high - one.low for one in found]
    assert widths == sorted(widths)


def test_it_rests_on_the_last_unbroken_stretch():
    """Before a missing month the series does not count: five months after it are too few."""
    found, why = forecast(MONTHLY, observed([*range(100, 120), None, 5, 6, 7, 8, 9]), date(2026, 12, 31))
    assert (found, why) == ((), "只有 5 期连续数据，少于 6 期，不作预测")


def test_it_refuses_to_look_too_far():
    """Seven months do not tell of the next two years."""
    found, why = forecast(MONTHLY, observed([5, 6, 7, 9, 9, 10, 12]), date(2025, 12, 31))
    assert found == () and "不作预测" in why


def test_it_says_so_where_nothing_changes():
    """A constant series has no spread to speak of; the forecast is called short."""
    (one,), _ = forecast(MONTHLY, observed([7] * 8), date(2023, 9, 30))
    assert (one.value, one.low, one.high, one.is_short) == (7, 7, 7, True)
