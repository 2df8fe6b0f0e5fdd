"""Which units an issued paper concerns: those that it names, where it is addressed to units at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from luodi.reports.model import Report
from luodi_site.accounts.models import Region, Unit, UnitName
from luodi_site.accounts.queries import Scope, regions_within
from luodi_site.supervision.models import MatterUnit


def units_named_in(report: Report, region: Region) -> list[Unit]:
    """Units of the region and below that the paper names, as the register or the region's documents write them. A paper
    without addressees (a leader's page, a yearly report to those above) is shown to no unit."""
    if not report.addressees:
        return []
    words = "\n".join([report.addressees, *(run.text for run in report.runs())])
    found = _found_in(words, _names(region))
    return list(Unit.objects.filter(pk__in=found).order_by("pk"))


def _names(region: Region) -> Mapping[str, set[int]]:
    """Written names → units; one name may stand for all counties."""
    here = regions_within(Scope(regions=(region.path,)), "region__")
    units = Unit.objects.filter(here, is_active=True).exclude(kind=Unit.Kind.FIRM)
    names: dict[str, set[int]] = defaultdict(set)
    rows: list[Iterable[tuple[Any, Any]]] = [
        units.values_list("name", "pk"), units.exclude(short_name="").values_list("short_name", "pk"),
        UnitName.objects.filter(unit__in=units.values("pk")).values_list("name", "unit_id"),
        MatterUnit.objects.filter(matter__region=region, unit__in=units.values("pk")).values_list("name", "unit_id").distinct().order_by(),
    ]  # fmt: skip
    for pairs in rows:
        for name, number in pairs:
            names[name].add(number)
    return names


def _found_in(words: str, names: Mapping[str, set[int]]) -> set[int]:
    """The longest name at each place counts, so that 棉浦市财政局 is not taken for 市财政局."""
    lengths = sorted({len(name) for name in names}, reverse=True)
    found: set[int] = set()
    at = 0
    while at < len(words):
        length = next((one for one in lengths if words[at : at + one] in names), 0)
        if length:
            found |= names[words[at : at + length]]
        at += length or 1
    return found
