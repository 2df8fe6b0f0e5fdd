"""What a policy runs on: the catalogue of fields, and tables of subjects with one column for each figure and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from luodi.formula.fields import Catalogue, Describes, Every, Field, Given, Kind, column_of, period_code, period_on

__all__ = [
    "Catalogue", "Dataset", "Describes", "Every", "Field", "Given", "Kind", "Table", "column_of", "period_code",
    "period_on",
]  # fmt: skip

# Columns of a table that are no figures: the subject's own number, its name, its region, and the firm a project is of.
SUBJECT_COLUMNS = ("id", "name", "region", "owner")


@dataclass(frozen=True, slots=True)
class Table:
    """Subjects of one kind as Parquet files: ``id``, ``name``, ``region`` (code or name), ``owner``, then figures.

    Figures are stored as ``Field`` says: Int64 steps, text, Boolean, date, sets as List(String) or opened. ``owner``
    is the id of the firm that a project belongs to.
    """

    describes: Describes
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Tables of firms, projects, regions and parks with their catalogue; the same object for Polars and for Spark.

    ``observed_from`` is the first day the figures reach back to.
    """

    catalogue: Catalogue
    tables: Mapping[Describes, Table] = field(default_factory=dict)
    observed_from: date | None = None
