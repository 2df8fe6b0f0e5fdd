"""Works out once a day where the figures of targets are heading; only for targets with figures that were not looked at yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Literal

from django.db.models import Count, F, Max, Q

from luodi.engine.targets.model import Forecast
from luodi.periods import Period, from_name
from luodi_site.supervision.models import EditionTarget, TargetForecast, TargetValue
from luodi_site.supervision.target_outlook import FEWEST

Every = Literal["month", "quarter", "year"]
_EVERY: tuple[Every, ...] = ("month", "quarter", "year")
_MONTHLY, _QUARTERLY = 45, 135


def forecast_targets(day: date) -> int:
    """Forecasts for every target in force with new figures; gives how many were worked out."""
    due = EditionTarget.objects.filter(edition__superseded_by=None, comparator__in=[">=", "<="], by__gte=day.year)
    counted = Q(values__on__lte=day)
    due = due.annotate(count=Count("values", counted), newest=Max("values__pk", filter=counted)).filter(
        count__gte=FEWEST
    )
    due = due.filter(Q(forecast=None) | ~Q(forecast__last_value=F("newest"))).order_by("pk")
    found = list(due.prefetch_related("values__report__cycle"))
    for target in found:
        _keep(target, [value for value in target.values.all() if value.on <= day], day)
    return len(found)


def _keep(target: EditionTarget, values: Sequence[TargetValue], day: date) -> None:
    from luodi.engine.targets.by_statsmodels import LEVEL, forecast
    from luodi.engine.targets.model import Observed
    from luodi.formula.fields import Field

    every = every_of(values)
    field = Field("value", "实绩", "ratio", every=every) if every else None
    kept = {"made_on": day, "last_value": max(value.pk for value in values), "rows": [], "level": LEVEL, "method": ""}
    kept |= {"observations": 0, "is_short": False, "why": ""}
    if field is None or every is None:
        kept["why"] = "各期实绩间隔不一，不作预测"
    else:
        observed = tuple(Observed(period.last_on, Fraction(value.value)) for period, value in _by_period(values, every))
        ahead, why = forecast(field, observed, date(target.by or day.year, 12, 31))
        kept |= {"rows": _rows(ahead, values), "why": why[:200]}
        if ahead:
            kept |= {"method": ahead[-1].method, "observations": ahead[-1].observations, "is_short": ahead[-1].is_short}
    TargetForecast.objects.update_or_create(target=target, defaults=kept)


def _rows(ahead: Sequence[Forecast], values: Sequence[TargetValue]) -> list[list[str | float]]:
    """What was never below nought is not foretold below it: there is no firm less than none."""
    least = 0.0 if all(value.value >= 0 for value in values) else float("-inf")
    return [[one.on.isoformat(), *(max(least, number) for number in (one.value, one.low, one.high))] for one in ahead]


def every_of(values: Sequence[TargetValue]) -> Every | None:
    """How often the figures come: as their rounds say, else by the days between them."""
    kinds = Counter(period.kind for value in values if (period := _stated(value)))
    if kinds:
        kind = kinds.most_common(1)[0][0]
        return next((one for one in _EVERY if one == kind), None)
    days = sorted({value.on for value in values})
    if len(days) < 2:
        return None
    gap = median((after - before).days for before, after in pairwise(days))
    return "month" if gap <= _MONTHLY else "quarter" if gap <= _QUARTERLY else "year"


def _stated(value: TargetValue) -> Period | None:
    """The period that the round is named after: what is reported in April may be the figure of March."""
    return from_name(value.report.cycle.name) if value.report and value.report.cycle else None


def _by_period(values: Sequence[TargetValue], every: Every) -> list[tuple[Period, TargetValue]]:
    """The last figure of each period, in order."""
    found: dict[Period, TargetValue] = {}
    for value in sorted(values, key=lambda one: (one.on, one.pk)):
        stated = _stated(value)
        found[stated if stated and stated.kind == every else Period.holding(every, value.on)] = value
    return sorted(found.items(), key=lambda pair: pair[0].last_on)
