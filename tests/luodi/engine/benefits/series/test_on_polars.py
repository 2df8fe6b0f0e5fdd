"""Columns of those who claim, spread over a whole table."""

import numpy as np
import polars as pl
import pytest

from luodi.engine.benefits.series import on_polars as series
from luodi.engine.benefits.shortage_in_arrays import Claims

PLACES = np.array([1, 3, 4], dtype=np.uint32)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([5, 7, 9], [0, 5, 0, 7, 9]),
        ([5, None, 9], [0, 5, 0, None, 9]),
        ([True, False, True], [True, True, True, False, True]),
    ],
)
def test_it_spreads_values_to_their_places(given: list[object], expected: list[object]) -> None:
    """Who was left out gets nothing, and that is known."""
    spread = series.spread(pl.Series("paid", given), PLACES, 5)
    assert spread.to_list() == expected
    assert spread.name == "paid"


def test_it_has_a_column_of_the_most_only_where_something_is_unknown() -> None:
    """A sum without a bound is null."""
    low, high = np.array([1, 2]), np.array([1, 5])
    known = Claims(low, low, lambda places: places)
    assert list(series.as_columns("paid", known)) == ["paid.low"]
    unknown = Claims(low, high, lambda places: places, unbounded=np.array([False, True]))
    assert series.as_columns("paid", unknown)["paid.high"].to_list() == [1, None]


def test_it_finds_ids_among_the_rows_that_were_kept() -> None:
    """Places count the rows that claim, ids stand in the whole table."""
    ids, kept = pl.Series(["a", "b", "c", "d", "e"]), pl.Series(PLACES)
    assert list(series.ids_at(ids, kept, np.array([0, 2]))) == ["b", "e"]
    assert list(series.ids_at(ids, None, np.array([0, 2]))) == ["a", "c"]
