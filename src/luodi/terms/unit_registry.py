"""Resolves the names that documents write for units: 市经信局 is 市经济和信息化局, 市经信委 is its former name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

Level = Literal["national", "province", "city", "county", "zone", "town"]
Standing = Literal["current", "former", "collective", "unknown"]

_PREFIX = re.compile(
    r"^(?P<place>省|市|区|县|州|自治区|[一-鿿]{1,7}?(?:省|自治区|自治州|市|区|县|州|旗))?(?P<rest>.+)$"
)
_LEVEL_OF: dict[str, Level] = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "自治州": "city",
    "区": "county",
    "县": "county",
    "旗": "county",
}
_COLLECTIVE = re.compile(
    r"^(?:全)?(?:各|相关|有关|所在|属地|重点)|各(?:县|市|区|镇|乡|园区|部门|单位)|(?:县|市|区|园区|部门|街道)(?:相关|有关)|成员单位$|(?:部门|单位|主管部门)$|^县[（(]市"
)
_ZONE = re.compile(
    r"(?:开发区|高新区|经开区|保税区|新区|示范区|试验区|园区|经济区|度假区)(?:管委会|管理委员会)?$|管委会$|管理委员会$"
)
_GOVERNMENT = re.compile(r"^(?P<name>[一-鿿]{0,8}?(?:省|市|区|县|州|旗|镇|乡))(?:人民)?政府$")


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name a department bore, without the place; ``until`` is the year it generally ended."""

    name: str
    short: tuple[str, ...]
    until: int
    successor: str


@dataclass(frozen=True, slots=True)
class Department:
    """One line of work with its names: ``function`` + a suffix is the full name (经济和信息化 + 局)."""

    function: str
    short: tuple[str, ...]
    suffixes: tuple[str, ...]
    former: tuple[FormerName, ...]


@dataclass(frozen=True, slots=True)
class ResolvedUnit:
    """What a written name stands for.

    ``full`` is the full name as far as the text and its jurisdiction allow; ``standing`` is former for a name that a
    reorganisation ended (``until``), with the present name in ``full``; unknown names are kept as written.
    """

    written: str
    full: str
    standing: Standing
    level: Level | None = None
    region: str | None = None
    function: str | None = None
    until: int | None = None


@cache
def departments() -> tuple[Department, ...]:
    """The departments of ``departments.yaml``, in its order."""
    rows = yaml.safe_load(files("luodi.terms").joinpath("departments.yaml").read_text("utf-8"))
    return tuple(
        Department(
            function=row["function"],
            short=tuple(row.get("short", ())),
            suffixes=tuple(row["suffixes"]),
            former=tuple(
                FormerName(
                    old["name"], tuple(old.get("short", ())), old["until"], old.get("successor", row["function"])
                )
                for old in row.get("former", ())
            ),
        )
        for row in rows
    )


@cache
def _current() -> dict[str, tuple[Department, str]]:
    """Every current spelling without its place → the department and the full spelling."""
    table: dict[str, tuple[Department, str]] = {}
    for department in departments():
        for suffix in department.suffixes:
            full_suffix = "委员会" if suffix == "委" else suffix
            full = department.function + full_suffix
            for stem in (department.function, *department.short):
                for ending in {suffix, "委" if suffix == "委员会" else suffix}:
                    table.setdefault(stem + ending, (department, full))
    return table


@cache
def _former() -> dict[str, tuple[Department, FormerName]]:
    table: dict[str, tuple[Department, FormerName]] = {}
    for department in departments():
        for old in department.former:
            for spelling in (old.name, *old.short):
                if spelling not in _current():
                    table.setdefault(spelling, (department, old))
    return table


def resolve(written: str, jurisdiction: str | None = None) -> ResolvedUnit:
    """What ``written`` stands for in a document of ``jurisdiction``; never a guess: what is not known stays as written."""
    name = re.sub(r"\s", "", written).rstrip("*＊")
    if _COLLECTIVE.search(name):
        return ResolvedUnit(written, name, "collective", _collective_level(name), jurisdiction)
    if government := _GOVERNMENT.match(name):
        place = government["name"]
        full_place = _place(place, jurisdiction)
        return ResolvedUnit(
            written, f"{full_place}人民政府", "current", _level(place, jurisdiction), full_place, "人民政府"
        )
    for place, rest in _splits(name):
        region, level = _place(place, jurisdiction) if place else jurisdiction, _level(place, jurisdiction)
        if rest in _current():
            department, full = _current()[rest]
            return ResolvedUnit(written, f"{region or ''}{full}", "current", level, region, department.function)
        if rest in _former():
            _, old = _former()[rest]
            present = _present_name(old.successor, level) or old.name
            return ResolvedUnit(written, f"{region or ''}{present}", "former", level, region, old.successor, old.until)
    if _ZONE.search(name):
        return ResolvedUnit(written, name, "current", "zone", jurisdiction)
    return ResolvedUnit(written, name, "unknown")


def _present_name(function: str, level: Level | None) -> str | None:
    """The full current name of a line of work: 厅 at a province where there is one, else its first other suffix."""
    for department in departments():
        if department.function == function:
            lower = [s for s in department.suffixes if s not in ("厅", "部", "总局")] or list(department.suffixes)
            suffix = "厅" if level == "province" and "厅" in department.suffixes else lower[0]
            return function + suffix
    return None


def _splits(name: str) -> list[tuple[str, str]]:
    """Every way to read a place in front of a department, the shortest place first."""
    made = [("", name)]
    for at in range(1, min(len(name), 9)):
        if name[at - 1] in "省市区县州旗":
            made.append((name[:at], name[at:]))
    return made[1:] + made[:1]


def _place(place: str, jurisdiction: str | None) -> str:
    """市 in a document of 湖州市 is 湖州市; a written place stands for itself."""
    if len(place) == 1 and jurisdiction and jurisdiction.endswith(place):
        return jurisdiction
    return place


def _level(place: str, jurisdiction: str | None) -> Level | None:
    for ending in ("自治区", "自治州", "省", "市", "州", "区", "县", "旗"):
        if place.endswith(ending):
            return _LEVEL_OF[ending]
    if place.endswith(("镇", "乡")):
        return "town"
    return _level(jurisdiction, None) if jurisdiction and not place else None


def _collective_level(name: str) -> Level | None:
    if re.search(r"县|区|旗", name) and not re.search(r"园区|开发区|设区", name):
        return "county"
    if re.search(r"设区市|市、州|各市", name):
        return "city"
    if re.search(r"园区|开发区|管委会", name):
        return "zone"
    if re.search(r"镇|乡|街道", name):
        return "town"
    return None
