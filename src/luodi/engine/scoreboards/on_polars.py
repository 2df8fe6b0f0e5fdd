"""A scoreboard over a dataset on one machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from luodi.datasets.model import Dataset
from luodi.datasets.on_polars import load
from luodi.engine.scoreboards.interpreted import run as run_on_subjects
from luodi.engine.scoreboards.model import Score
from luodi.engine.scoreboards.tables import SCORE_COLUMNS, as_rows, codes_of, ranked_of
from luodi.policy.rules.model import Scoreboard

_KINDS: dict[str, pl.DataType] = {
    **dict.fromkeys(SCORE_COLUMNS, pl.String()),
    **dict.fromkeys(("total", "rank", "of"), pl.Int64()),
    **dict.fromkeys(("is_tied", "has_veto"), pl.Boolean()),
}


def run(board: Scoreboard, dataset: Dataset, on: date) -> list[Score]:
    """Scores of the dataset's subjects, by group and rank. Values are exact: each row is read by the interpreter."""
    frame = load(dataset, board.describes, codes_of(board, dataset.catalogue))
    return run_on_subjects(
        board,
        (ranked_of(row, board, dataset.catalogue, on, dataset.observed_from) for row in frame.iter_rows(named=True)),
        on,
    )


def as_table(scores: Sequence[Score]) -> pl.DataFrame:
    """Scores as a table with ``SCORE_COLUMNS``."""
    return pl.DataFrame(as_rows(scores), schema={name: _KINDS[name] for name in SCORE_COLUMNS}, orient="row")
