"""A few ready questions to a corpus: who promises what by when, the spread of a subsidy, who leads what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from luodi.corpus.to_parquet import read


def _place(out: Path) -> pl.DataFrame:
    return read(out, "documents").select("document", "jurisdiction", "title", "issued_on")


def _like(column: str, words: str | None) -> pl.Expr:
    """Rows whose column holds every one of the words (divided by spaces); all rows without words."""
    made = pl.lit(True)
    for word in (words or "").split():
        made &= pl.col(column).str.contains(word, literal=True)
    return made


def promises(out: Path, like: str | None = None) -> pl.DataFrame:
    """Which places promise what by when: one row a target, by indicator, year and place."""
    rows = read(out, "targets").filter(~pl.col("optional") & _like("indicator", like)).join(_place(out), on="document")
    return rows.select(
        "indicator",
        "code",
        "jurisdiction",
        "by",
        "every",
        "comparator",
        "value",
        "upper",
        "unit",
        "title",
        "path",
        "start",
    ).sort(["code", "indicator", "by", "jurisdiction", "path", "start"], nulls_last=True)


def subsidies(out: Path, like: str | None = None) -> pl.DataFrame:
    """The spread of a subsidy: for each place the lowest, middle and highest sum, share and ceiling of what fits."""
    rows = (
        read(out, "benefits").filter(_like("condition", like) | _like("quote", like)).join(_place(out), on="document")
    )
    spread = [
        getattr(pl.col(column), how)().alias(f"{column}_{how}")
        for column in ("amount", "rate", "cap")
        for how in ("min", "median", "max")
    ]
    return rows.group_by("jurisdiction").agg(pl.len().alias("benefits"), *spread).sort("jurisdiction", nulls_last=True)


def leads(out: Path, like: str | None = None) -> pl.DataFrame:
    """Who leads what: for each line of work, how many tasks it leads and shares, in how many documents."""
    tasks = read(out, "tasks").select("document", "order", "title", "quote")
    rows = read(out, "units").join(tasks, left_on=["document", "task"], right_on=["document", "order"])
    rows = rows.filter(_like("quote", like)).with_columns(
        pl.coalesce("function", "full").alias("unit"), (pl.col("role") == "lead").alias("leading")
    )
    return (
        rows.group_by("unit")
        .agg(
            pl.col("leading").sum().alias("leads"),
            (~pl.col("leading")).sum().alias("shares"),
            pl.col("document").n_unique().alias("documents"),
        )
        .sort(["leads", "shares", "unit"], descending=[True, True, False])
    )


QUESTIONS: dict[str, tuple[str, Callable[[Path, str | None], pl.DataFrame]]] = {
    "promises": ("各地承诺的目标：指标、地区、时限、数值", promises),
    "subsidies": ("奖补在各地的高低：金额、比例、上限", subsidies),
    "leads": ("谁牵头什么：各职能牵头和参与的任务数", leads),
}


def shown(frame: pl.DataFrame, kind: str) -> str:
    """A frame as a table of at most 200 rows, or whole as CSV or JSON."""
    if kind == "csv":
        return frame.write_csv()
    if kind == "json":
        return frame.write_json()
    with pl.Config(tbl_rows=200, tbl_cols=20, tbl_width_chars=200, fmt_str_lengths=40, tbl_hide_dataframe_shape=True):
        return str(frame)
