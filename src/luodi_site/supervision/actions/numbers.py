"""Gives out numbers of orders and papers, each once in its year."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max

from luodi_site.accounts.models import Person, Region
from luodi_site.supervision.models import NumberSeries, SeriesNumber

_ENDINGS = {"order": "督", "paper": "督通"}
_TRIES = 20


def series_of(region: Region, kind: str) -> NumberSeries:
    """The region's series of this kind; a new one is named after the region until the office says otherwise."""
    prefix = region.name.rstrip("省市县区")[:8] + _ENDINGS.get(kind, "")
    series, _is_new = NumberSeries.objects.get_or_create(region=region, kind=kind, defaults={"prefix": prefix})
    return series


@transaction.atomic
def name_series(*, region: Region, kind: str, prefix: str, actor: Person) -> NumberSeries:
    """From now on numbers of this kind begin with ``prefix``; those given out keep theirs."""
    series = series_of(region, kind)
    NumberSeries.objects.filter(pk=series.pk).update(prefix=prefix)
    series.prefix = prefix
    return series


def next_code(region: Region, kind: str, year: int) -> str:
    """The next number of the year as it is written: 晴督〔2026〕3号. Call it inside the action that uses it."""
    series = series_of(region, kind)
    for _try in range(_TRIES):
        last = SeriesNumber.objects.filter(series=series, year=year).aggregate(last=Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                given = SeriesNumber.objects.create(series=series, year=year, number=last + 1)
        except IntegrityError:  # another person took this number at the same moment
            continue
        return f"{series.prefix}〔{year}〕{given.number}号"
    raise RuntimeError(f"no number could be had from {series.prefix} in {year}")
