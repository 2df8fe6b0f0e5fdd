"""Carries yearly figures forward along the line of the years that are known, so that a future day can be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luodi.formula.fields import Field, Given, column_of
from luodi.formula.numbers import round_half_up
from luodi.formula.values import Subject
from luodi.periods import Period

FEWEST_YEARS = 3
_MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Trend:
    """The years that a line was laid through (at most the last five in a row), and what it gives for later years.

    Figures are in the field's own unit.
    """

    field: Field
    known: Mapping[int, Fraction]
    ahead: Mapping[int, Fraction]


def carried_forward(
    subject: Subject, fields: Iterable[Field], last_year: int
) -> tuple[Subject, tuple[Trend, ...], tuple[Field, ...]]:
    """The subject with yearly figures up to ``last_year``, the trends behind them, and the fields too little known for one.

    Only numbers are carried: what a firm is (a flag, a qualification) has no trend. A gap in the years ends a series.
    """
    figures: dict[str, Given] = dict(subject.figures)
    trends, short = [], []
    for one in fields:
        if one.every != "year" or not one.is_number:
            continue
        known = _known(subject, one, last_year)
        if known and max(known) == last_year:
            continue
        if len(known) < FEWEST_YEARS:
            short.append(one)
            continue
        ahead = _ahead(one, known, last_year)
        trends.append(Trend(one, known, ahead))
        figures |= {_column(one, year): value for year, value in ahead.items()}
    return Subject(subject.name, figures, subject.observed_from), tuple(trends), tuple(short)


def _known(subject: Subject, of: Field, last_year: int) -> dict[int, Fraction]:
    """The last years in a row that are known, the earliest first."""
    years: dict[int, Fraction] = {}
    for year in range(last_year, last_year - 15, -1):
        given = subject.figures.get(_column(of, year))
        if isinstance(given, int | Decimal | Fraction):
            years[year] = Fraction(given)
        elif years:
            break
        if len(years) == _MOST_YEARS:
            break
    return dict(sorted(years.items()))


def _ahead(of: Field, known: Mapping[int, Fraction], last_year: int) -> dict[int, Fraction]:
    """The least-squares line, in exact fractions, rounded to what a table holds; below nought only what has been there."""
    middle = Fraction(sum(known), len(known))
    mean = sum(known.values(), Fraction(0)) / len(known)
    spread = sum((year - middle) ** 2 for year in known)
    slope = sum(((year - middle) * (value - mean) for year, value in known.items()), Fraction(0)) / spread
    step = of.step / of.measured_in.factor
    found = {}
    for year in range(max(known) + 1, last_year + 1):
        value = round_half_up(mean + slope * (year - middle), step)
        found[year] = max(value, Fraction(0)) if min(known.values()) >= 0 else value
    return found


def _column(of: Field, year: int) -> str:
    return column_of(of, Period("year", year))
