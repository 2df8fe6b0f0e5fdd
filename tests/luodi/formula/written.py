"""Reads the cases that officials write: an expression, figures as 主营业务收入(2025年)=3亿元, and what must come out."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import polars as pl
from tests.luodi.formula.generated import CASES, CATALOGUE

from luodi.formula.fields import Field, Given, column_of
from luodi.formula.unit_names import find_unit
from luodi.formula.values import Subject
from luodi.periods import from_name

_FIGURE = re.compile(r"(?P<name>\w+)(?:\((?P<period>[^)]+)\))?=(?P<value>.+)")
_DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")
_NUMBER = re.compile(r"(-?[\d.]+)(亿亿)?(.*)")


@dataclass(frozen=True)
class Case:
    """One line: ``subject`` and ``on`` are what its input says, ``output`` is as written."""

    expression: str
    subject: Subject
    on: date
    output: str


def read_cases(path: Path) -> list[Case]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file, delimiter=";", quoting=csv.QUOTE_NONE)]


def case_files() -> list[Path]:
    return [CASES / f"{name}.csv" for name in ("amounts", "conditions", "over_time", "unknown")]


def _case(row: dict[str, str]) -> Case:
    figures: dict[str, Given] = {}
    on, observed_from = date(2025, 12, 31), None
    for part in filter(None, row["input"].split("，")):
        found = _FIGURE.fullmatch(part)
        assert found is not None, part
        if found["name"] == "评定日":
            on = read_day(found["value"])
        elif found["name"] == "数据起":
            observed_from = read_day(found["value"])
        else:
            of = CATALOGUE.find(found["name"])
            assert of is not None, part
            period = from_name(found["period"]) if found["period"] else None
            assert (period is None) == (of.every == "once") and (period is None or period.kind == of.every), part
            figures[column_of(of, period)] = read_figure(of, found["value"])
    return Case(row["expression"], Subject("甲公司", figures, observed_from), on, row["output"])


def read_day(written: str) -> date:
    found = _DAY.fullmatch(written)
    assert found is not None, written
    return date(*(int(part) for part in found.groups()))


def read_number(written: str) -> Fraction:
    """In base units."""
    found = _NUMBER.fullmatch(written)
    assert found is not None, written
    unit = find_unit(found[3])
    assert unit is not None, written
    return Fraction(found[1]) * (10**16 if found[2] else 1) * unit.factor


def read_figure(of: Field, written: str) -> Given:
    """In the field's own unit, as a dataset gives it."""
    if of.is_number:
        return read_number(written) / of.measured_in.factor
    if of.kind == "date":
        return read_day(written)
    if of.kind == "flag":
        return {"是": True, "否": False}[written]
    if of.kind == "set":
        return frozenset() if written == "空" else frozenset(written.split("、"))
    return written


def as_table(subject: Subject) -> pl.DataFrame:
    """The subject as a table of one row, its numbers stored as tables store them."""
    series = []
    for column, given in subject.figures.items():
        of = CATALOGUE.find(column.partition("@")[0])
        assert of is not None, column
        stored: object = of.to_stored(Fraction(given)) if of.is_number and given is not None else given  # type: ignore[arg-type]
        kinds = {"text": pl.String(), "flag": pl.Boolean(), "date": pl.Date(), "set": pl.List(pl.String())}
        value = list(stored) if isinstance(stored, frozenset) else stored
        series.append(pl.Series(column, [value], dtype=kinds.get(of.kind, pl.Int64())))
    return pl.DataFrame(series) if series else pl.DataFrame({"nothing": [0]})
