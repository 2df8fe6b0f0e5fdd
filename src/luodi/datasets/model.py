"""What a policy runs on: the catalogue of fields, tables of subjects with a column for each figure, and past payments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from luodi.formula.fields import (
    SEEN_FROM,
    Catalogue,
    Describes,
    Every,
    Field,
    Given,
    Kind,
    column_of,
    period_code,
    period_on,
)
from luodi.periods import Period

__all__ = [
    "Catalogue", "Dataset", "Describes", "Every", "Field", "Given", "Kind", "Payment", "Row", "Table", "column_of",
    "period_code", "period_on",
]  # fmt: skip

# Columns of a table that are no figures: the subject's own number, its name, its region, and the firm a project is of.
SUBJECT_COLUMNS = ("id", "name", "region", "owner")
# The history of payments: whom (id of a firm or project), which benefit (id), which day, how much (fen; asked back: below 0).
PAYMENT_COLUMNS = ("subject", "benefit", "paid_on", "sum")
_COLUMN = re.compile(r"([a-z][a-z0-9_]*)(?:@((?!0000)\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?)?(?:=(.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One subject as it was read. ``figures`` go by column (revenue@2025) and stand in the field's own unit, exactly."""

    id: str
    name: str = ""
    region: str = ""
    owner: str = ""
    figures: Mapping[str, Given] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money paid to a subject under a benefit on a day, in fen; what was asked back is below zero."""

    subject: str
    benefit: str
    paid_on: date
    sum: int


@dataclass(frozen=True, slots=True)
class Table:
    """Subjects of one kind as Parquet files: ``id``, ``name``, ``region`` (code or name), ``owner``, then figures.

    Figures are stored as ``Field`` says: Int64 steps, text, Boolean, date, sets as List(String) or opened. ``owner``
    is the id of the firm that a project belongs to. No id stands twice, in whichever files; the order of a table is
    that of its ids, however the rows are split over files.
    """

    describes: Describes
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Tables of firms, projects, regions and parks with their catalogue; the same object for Polars and for Spark.

    ``observed_from`` is the first day the figures reach back to. ``payments`` are Parquet files with the columns
    ``PAYMENT_COLUMNS`` (text, text, date, Int64 fen): what was paid under any benefit, to firms and projects by their id.
    """

    catalogue: Catalogue
    tables: Mapping[Describes, Table] = field(default_factory=dict)
    observed_from: date | None = None
    payments: tuple[Path, ...] = ()


def figure_of(column: str, catalogue: Catalogue) -> tuple[Field, Period | None] | None:
    """The field and period of a column of a table, ``revenue@2025`` or opened ``qualifications@2025=…``; None: no figure.

    A column of a known field with a period of another frequency is no figure of it.
    """
    found = _COLUMN.fullmatch(column)
    of = catalogue.find(found[1]) if found else None
    if found is None or of is None or of.code != found[1] or (found[5] is not None and of.kind != "set"):
        return None
    year, quarter, month = found[2], found[3], found[4]
    every: Every = "once" if year is None else "quarter" if quarter else "month" if month else "year"
    if every != of.every:
        return None
    return of, None if every == "once" else Period(every, int(year), int(quarter or month or 1))


def seen_columns(columns: Iterable[str], catalogue: Catalogue, describes: Describes) -> list[str]:
    """Which columns of a table of such subjects hold figures that a formula for them may read, in the order of their names."""
    kinds = SEEN_FROM[describes]
    return sorted(one for one in columns if (found := figure_of(one, catalogue)) and found[0].describes in kinds)


def first_observed(columns: Iterable[str], catalogue: Catalogue) -> date | None:
    """The first day that any of the columns reaches back to."""
    periods = [found[1] for one in columns if (found := figure_of(one, catalogue)) and found[1] is not None]
    return min((period.first_on for period in periods), default=None)
