"""Between arrays of claims and columns of Polars: gaps are nulls, and rows that were left out claim nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from luodi.engine.benefits.shortage_in_arrays import Claims, Ints, Truths

Places = NDArray[np.uint32]
_TRUE = pl.Series([True])


def ids_at(ids: pl.Series, found: pl.Series | None, places: Ints) -> Any:
    """The ids at places among the rows that were found."""
    return ids.gather(places if found is None else found.gather(places)).to_numpy()


def spread(values: pl.Series, places: Places, rows: int) -> pl.Series:
    """Values at their places in a column that is nought elsewhere, and known; null stays null."""
    if values.dtype == pl.Boolean():
        return all_true(values.name, rows).scatter(places[~values.to_numpy()], False)
    column = np.zeros(rows, dtype=np.int64)
    gaps, known = gaps_of(values)
    column[places] = known
    found = pl.Series(values.name, column)
    return found if gaps is None else found.scatter(places[gaps], None)


def all_true(name: str, rows: int) -> pl.Series:
    """A column of true, at no cost."""
    return _TRUE.new_from_index(0, rows).alias(name)


def as_columns(name: str, paid: Claims) -> dict[str, pl.Series]:
    """``name.low`` and, where not all is known, ``name.high``, null without a bound."""
    columns = {f"{name}.low": pl.Series(paid.low)}
    if paid.high is not paid.low:
        high = pl.Series(paid.high)
        columns[f"{name}.high"] = high if paid.unbounded is None else high.scatter(np.flatnonzero(paid.unbounded), None)
    return columns


def gaps_of(series: pl.Series) -> tuple[Truths | None, Ints]:
    """Where a column is null, if anywhere, and its numbers, nought there."""
    if not series.null_count():
        return None, series.to_numpy()
    return series.is_null().to_numpy(), series.fill_null(0).to_numpy()
