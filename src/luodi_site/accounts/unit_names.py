"""Finds the unit that a document means by a name; a name that could mean two units means none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from luodi_site.accounts.models import Region, Unit, UnitGroup
from luodi_site.accounts.short_names import full_forms

# The word for a level with which a document begins the name of its own level's departments: 市经信局.
_LEVEL_WORDS = {
    Region.Level.PROVINCE: "省",
    Region.Level.CITY: "市",
    Region.Level.COUNTY: "县区市",
    Region.Level.PARK: "区",
}
_MARKS = re.compile(r"[\s*＊#]+")
# 各县（市、区）人民政府, 各区政府, 各县市区: the governments of all counties at once.
_ALL_COUNTIES = re.compile(r"^各(?:县|市|区|[、，（）()])+(?:人民政府|政府|党委政府)?$")


def _tidy(name: str) -> str:
    return _MARKS.sub("", name).replace("(", "（").replace(")", "）").removesuffix("等")


class UnitIndex:
    """The names of all units of a region, of the regions above it and of those below it; built once, asked often."""

    def __init__(self, region: Region) -> None:
        self.region = region
        above = [int(number) for number in region.path.strip("/").split("/") if number]
        self._above = {r.pk: r for r in Region.objects.filter(pk__in=above)}
        self._units: list[Unit] = [
            unit
            for unit in Unit.objects.filter(is_active=True).select_related("region").prefetch_related("names")
            if unit.region_id in self._above or unit.region.path.startswith(region.path)
        ]
        self._by_id = {unit.pk: unit for unit in self._units}
        self._known: dict[str, Unit | None] = {}

    @cached_property
    def _whole(self) -> dict[str, set[int]]:
        """Names as they stand in the register → units."""
        names: dict[str, set[int]] = defaultdict(set)
        for unit in self._units:
            for name in self._names(unit):
                names[name].add(unit.pk)
        return names

    @cached_property
    def _bare(self) -> dict[tuple[int, str], set[int]]:
        """(region, name without its place) → units."""
        names: dict[tuple[int, str], set[int]] = defaultdict(set)
        for unit in self._units:
            for name in self._names(unit):
                names[unit.region_id, self._without_place(name, unit.region)].add(unit.pk)
        return names

    @cached_property
    def _regions(self) -> list[Region]:
        found = {unit.region_id: unit.region for unit in self._units} | self._above
        return sorted(found.values(), key=lambda region: -len(region.name))

    @staticmethod
    def _names(unit: Unit) -> set[str]:
        return {_tidy(name) for name in (unit.name, unit.short_name, *(n.name for n in unit.names.all())) if name}

    @staticmethod
    def _without_place(name: str, region: Region) -> str:
        """晴州市财政局 and 市财政局 are both 财政局 in 晴州市."""
        if name.startswith(region.name) and len(name) > len(region.name):
            return name[len(region.name) :]
        if name[:1] and name[:1] in _LEVEL_WORDS[Region.Level(region.level)] and not name.startswith("市场"):
            return name[1:]
        return name

    def find(self, name: str) -> Unit | None:
        """Exact, then by place and level word, then by common short forms; None where nothing or two things fit."""
        if name not in self._known:
            self._known[name] = self._find(_tidy(name))
        return self._known[name]

    def _find(self, wanted: str) -> Unit | None:
        for found in (self._exact(wanted), self._placed(wanted)):
            if found:
                return self._by_id[next(iter(found))] if len(found) == 1 else None
        found = set().union(*(self._exact(full) or self._placed(full) for full in full_forms(wanted)), set())
        return self._by_id[next(iter(found))] if len(found) == 1 else None

    def _exact(self, wanted: str) -> set[int]:
        found = self._whole.get(wanted, set())
        # 市财政局 as a short name in several cities: the one of the nearest region.
        return self._nearest(found)

    def _nearest(self, found: set[int]) -> set[int]:
        if len(found) < 2:
            return found
        own = {pk for pk in found if self._by_id[pk].region_id == self.region.pk}
        return own or found

    def _placed(self, wanted: str) -> set[int]:
        """By the region that the name begins with, or the level word, or the document's own region."""
        for region in self._regions:
            if wanted.startswith(region.name) and len(wanted) > len(region.name):
                return self._bare.get((region.pk, wanted[len(region.name) :]), set())
        for region in self._above.values():
            if wanted[:1] and wanted[:1] in _LEVEL_WORDS[Region.Level(region.level)]:
                found = self._bare.get((region.pk, wanted[1:]), set())
                if found:
                    return found
        return self._bare.get((self.region.pk, wanted), set())

    def by_numbers(self, numbers: Iterable[int]) -> list[Unit]:
        """Units of this index by their numbers; others are left out."""
        return [self._by_id[number] for number in numbers if number in self._by_id]

    @property
    def units(self) -> Sequence[Unit]:
        return self._units

    @cached_property
    def _groups(self) -> dict[str, list[Unit]]:
        """Collective names of this region and of those above it; the nearest region's meaning counts."""
        found: dict[str, list[Unit]] = {}
        groups = UnitGroup.objects.filter(region__in=self._above).prefetch_related("units").order_by("region__path")
        for group in groups:
            units = self.by_numbers(unit.pk for unit in group.units.all())
            found.update({_tidy(name): units for name in (group.name, *group.other_names)})
        return found

    def find_all(self, name: str) -> tuple[Unit, ...]:
        """The unit of that name, or the units of a collective name; () where nothing fits for certain."""
        if known := self._groups.get(_tidy(name)):
            return tuple(known)
        if _ALL_COUNTIES.match(_tidy(name)):
            return tuple(
                unit
                for unit in self._units
                if unit.kind == Unit.Kind.GOVERNMENT
                and unit.region.level == Region.Level.COUNTY
                and unit.region.path.startswith(self.region.path)
                and unit.region_id != self.region.pk
            )
        found = self.find(name)
        return (found,) if found else ()


def find_unit(name: str, region: Region) -> Unit | None:
    """The unit that a document of ``region`` means by ``name``, or None: never a guess."""
    return UnitIndex(region).find(name)


def find_units(names: Iterable[str], region: Region) -> dict[str, Unit | None]:
    index = UnitIndex(region)
    return {name: index.find(name) for name in names}
