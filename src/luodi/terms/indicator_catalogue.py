"""Resolves what a target measures to a catalogue of indicators: unit, direction, frequency and statistical definition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of ``indicators.yaml``.

    ``unit`` is the usual one; ``is_confirmed`` says whether the definition has a public source, which is in ``source``.
    A phrase names the indicator when it holds a word of every group in ``needs`` and none of ``excluded``.
    """

    code: str
    name: str
    unit: str
    better: Literal["up", "down"]
    every: str
    definition: str
    source: str | None
    is_confirmed: bool
    needs: tuple[tuple[str, ...], ...]
    excluded: tuple[str, ...]


@cache
def indicators() -> tuple[Indicator, ...]:
    """The catalogue, in its order: where several fit a phrase, the one with the longest matching words is meant."""
    rows = yaml.safe_load(files("luodi.terms").joinpath("indicators.yaml").read_text("utf-8"))
    return tuple(
        Indicator(
            code=row["code"],
            name=row["name"],
            unit=row["unit"],
            better=row["better"],
            every=row["every"],
            definition=row["definition"],
            source=row.get("source"),
            is_confirmed=not row.get("unconfirmed", False),
            needs=tuple(tuple(group) for group in row["needs"]),
            excluded=tuple(row.get("not", ())),
        )
        for row in rows
    )


def _weight(indicator: Indicator, phrase: str) -> int:
    """How many characters of the phrase the indicator's words account for; 0 where it does not fit."""
    if any(word in phrase for word in indicator.excluded):
        return 0
    total = 0
    for group in indicator.needs:
        lengths = [len(word) for word in group if word in phrase]
        if not lengths:
            return 0
        total += max(lengths)
    return total


# Units in which the same quantity is counted.
_UNIT_FAMILIES = (
    {"%", "％", "个百分点", "倍"},
    {
        "家",
        "户",
        "个",
        "家(个)",
        "家（个）",
        "名",
        "人",
        "条",
        "所",
        "项",
        "件",
        "场",
        "场次",
        "次",
        "台(套)",
        "台（套）",
        "处",
        "座",
    },
    {"元", "万元", "亿元", "万亿元", "千万元"},
    {"亩", "万亩", "平方米", "万平方米", "公顷", "平方公里"},
)


def same_family(unit: str, other: str) -> bool:
    """Whether two units count the same kind of thing, so that one indicator can be in either."""
    a, b = re.sub(r"\s", "", unit), re.sub(r"\s", "", other)
    return a == b or any(a in family and b in family for family in _UNIT_FAMILIES)


def resolve_indicator(phrase: str, unit: str | None = None) -> Indicator | None:
    """The indicator that a phrase names, or None: an unknown measure stays as the document words it.

    With ``unit``, an indicator counted in another kind of unit is not meant (新增企业 in 家 is no growth rate).
    """
    squeezed = re.sub(r"[\s“”\"'‘’]", "", phrase)
    fitting = [
        (weight, -order, indicator)
        for order, indicator in enumerate(indicators())
        if (weight := _weight(indicator, squeezed)) and (unit is None or same_family(unit, indicator.unit))
    ]
    return max(fitting, key=lambda found: found[:2])[2] if fitting else None
