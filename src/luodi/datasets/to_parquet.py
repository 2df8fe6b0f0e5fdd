"""Rows of subjects and payments as the Parquet files of a dataset, the same bytes of content however the rows came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from luodi.datasets.model import (
    PAYMENT_COLUMNS,
    SUBJECT_COLUMNS,
    Catalogue,
    Dataset,
    Describes,
    Payment,
    Row,
    Table,
    figure_of,
    first_observed,
)
from luodi.datasets.on_polars import KINDS, PAYMENT_KINDS
from luodi.datasets.stored import to_stored


def to_frame(rows: Iterable[Row], catalogue: Catalogue) -> pl.DataFrame:
    """Rows by id as a table holds them; KeyError for a figure that is none of the catalogue's."""
    ordered = sorted(rows, key=lambda row: row.id)
    columns = {
        name: pl.Series(name, [getattr(row, name) or None for row in ordered], pl.String()) for name in SUBJECT_COLUMNS
    }
    for column in sorted({column for row in ordered for column in row.figures}):
        found = figure_of(column, catalogue)
        if found is None:
            raise KeyError(column)
        is_opened = "=" in column
        kind = pl.Boolean() if is_opened else KINDS[found[0].kind]
        given = (row.figures.get(column) for row in ordered)
        stored = list(given) if is_opened else [to_stored(found[0], one) for one in given]
        columns[column] = pl.Series(column, stored, kind)
    return pl.DataFrame(columns)


def write_rows(rows: Iterable[Row], describes: Describes, catalogue: Catalogue, folder: Path) -> Table:
    """The rows as ``folder/firm.parquet`` (project, region, park); the folder is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{describes}.parquet"
    to_frame(rows, catalogue).write_parquet(path)
    return Table(describes, (path,))


def write_dataset(rows: Sequence[Row], describes: Describes, catalogue: Catalogue, folder: Path) -> Dataset:
    """The rows as a dataset of one table, whose years begin with their first figure."""
    columns = {column for row in rows for column in row.figures}
    table = write_rows(rows, describes, catalogue, folder)
    return Dataset(catalogue, {describes: table}, first_observed(columns, catalogue))


def write_payments(payments: Sequence[Payment], folder: Path) -> Path:
    """Payments as ``folder/payments.parquet``, by day, subject, benefit and sum."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "payments.parquet"
    ordered = sorted(payments, key=lambda one: (one.paid_on, one.subject, one.benefit, one.sum))
    columns = {name: [getattr(one, name) for one in ordered] for name in PAYMENT_COLUMNS}
    pl.DataFrame(columns, schema=PAYMENT_KINDS).write_parquet(path)
    return path
