"""The tables of a dataset on one machine: loaded whole, in the order of their ids, projects with the figures of their owners."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from luodi.datasets.model import PAYMENT_COLUMNS, SUBJECT_COLUMNS, Dataset, Describes, Table, figure_of, seen_columns
from luodi.datasets.stored import to_subject
from luodi.formula.fields import Kind
from luodi.formula.values import Subject

KINDS: dict[Kind, pl.DataType] = {
    **dict.fromkeys(("money", "quantity", "ratio", "count"), pl.Int64()),
    "text": pl.String(),
    "flag": pl.Boolean(),
    "date": pl.Date(),
    "set": pl.List(pl.String()),
}
PAYMENT_KINDS = dict(zip(PAYMENT_COLUMNS, (pl.String(), pl.String(), pl.Date(), pl.Int64()), strict=True))


class RepeatedSubject(ValueError):
    """A table that holds one subject twice: no result could be right."""


def load(dataset: Dataset, describes: Describes, codes: Collection[str] | None = None) -> pl.DataFrame:
    """The subjects with their figures, by id; ``codes`` names the fields wanted, None means all that may be read.

    Columns: ``id``, ``name``, ``region``, ``owner``, then figures as stored. An empty table where the dataset has none.
    A project whose owner is not in the table of firms has no figures of a firm: they are null, that is unknown.
    RepeatedSubject where an id stands twice, or is a project's whose owner does.
    """
    lazy = _scan(dataset, describes, codes)
    if describes == "project":
        lazy = _with_owners(dataset, lazy, codes)
    frame = lazy.sort("id").collect(engine="streaming")  # in the memory of the result, not twice it
    if repeated := frame["id"].filter(frame["id"].is_duplicated()).unique().sort().to_list():
        raise RepeatedSubject(f"同一编号出现多次：{'、'.join(map(str, repeated[:5]))}。合并或删去重复的行后再计算")
    return frame


def subject(dataset: Dataset, describes: Describes, id: str) -> Subject | None:
    """One subject as the interpreter takes it, for explanations; None where the table does not hold it."""
    lazy = _scan(dataset, describes, None).filter(pl.col("id") == id)
    if describes == "project":
        lazy = _with_owners(dataset, lazy, None)
    rows = lazy.collect().rows(named=True)
    return to_subject(rows[0], dataset.catalogue, dataset.observed_from) if rows else None


def ids_named(dataset: Dataset, words: str) -> list[str]:
    """The subjects of any kind that have this id; where none has, those of this name."""
    tables = [_scan(dataset, describes, ()).select("id", "name") for describes in dataset.tables]
    if not tables:
        return []
    every = pl.concat(tables)
    known = every.filter((pl.col("id") == words) | (pl.col("name") == words)).unique().sort("id").collect()
    own = known.filter(pl.col("id") == words)
    return (own if own.height else known)["id"].unique(maintain_order=True).to_list()


def payments(dataset: Dataset, names: Mapping[str, str] | None = None) -> pl.DataFrame:
    """Past payments, ``PAYMENT_COLUMNS``, by day, subject, benefit and sum; every row counts, even one like another.

    ``names`` are the ids of benefits by their names: a payment may tell either.
    """
    if not dataset.payments:
        return pl.DataFrame(schema=PAYMENT_KINDS)
    kept = [pl.col(name).cast(kind) for name, kind in PAYMENT_KINDS.items()]
    told = pl.scan_parquet(list(dataset.payments)).select(kept).with_columns(pl.col("benefit").replace(names or {}))
    return told.sort("paid_on", "subject", "benefit", "sum").collect()


def _scan(dataset: Dataset, describes: Describes, codes: Collection[str] | None) -> pl.LazyFrame:
    table = dataset.tables.get(describes)
    if table is None or not table.files:
        return pl.LazyFrame(schema=dict.fromkeys(SUBJECT_COLUMNS, pl.String()))
    parts = [_file(dataset, table, at, codes) for at in range(len(table.files))]
    return pl.concat(parts, how="diagonal")


def _file(dataset: Dataset, table: Table, at: int, codes: Collection[str] | None) -> pl.LazyFrame:
    """One file with the columns of every table first, and figures in the kinds that their fields are stored in."""
    lazy = pl.scan_parquet(table.files[at])
    there = lazy.collect_schema().names()
    own = [
        pl.col(name).cast(pl.String()) if name in there else pl.lit(None, pl.String()).alias(name)
        for name in SUBJECT_COLUMNS
    ]
    figures = []
    for column in seen_columns(there, dataset.catalogue, table.describes):
        found = figure_of(column, dataset.catalogue)
        assert found is not None, column  # seen_columns has found it
        if codes is None or found[0].code in codes:
            figures.append(pl.col(column).cast(pl.Boolean() if "=" in column else KINDS[found[0].kind]))
    return lazy.select(*own, *figures)


def _with_owners(dataset: Dataset, projects: pl.LazyFrame, codes: Collection[str] | None) -> pl.LazyFrame:
    """The figures of the firm that owns each project beside its own; its region where the project tells none."""
    firms = _scan(dataset, "firm", codes)
    there = projects.collect_schema().names()
    figures = [name for name in firms.collect_schema().names() if name not in there]
    firms = firms.select("id", pl.col("region").alias("~region"), *figures).rename({"id": "owner"})
    joined = projects.join(firms, on="owner", how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("region", "~region").alias("region")).drop("~region")
