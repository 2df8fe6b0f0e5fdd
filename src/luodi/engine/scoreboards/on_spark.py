"""A scoreboard over a dataset on many machines: groups are told apart by the cluster and ranked where they lie.

A group is ranked whole in one place, as on one machine, so that ties and shares are exact; it is the number of groups
(counties, industries), not the size of one, that may grow without bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import types as T  # noqa: N812  the name that Spark's own pages use

from luodi.datasets.model import Dataset
from luodi.datasets.on_spark import load
from luodi.engine.scoreboards.interpreted import run as run_on_subjects
from luodi.engine.scoreboards.tables import SCORE_COLUMNS, as_rows, codes_of, group_of, ranked_of
from luodi.policy.rules.model import Scoreboard

_KINDS: dict[str, T.DataType] = {
    **dict.fromkeys(SCORE_COLUMNS, T.StringType()),
    **dict.fromkeys(("total", "rank", "of"), T.LongType()),
    **dict.fromkeys(("is_tied", "has_veto"), T.BooleanType()),
}
_SCHEMA = T.StructType([T.StructField(name, _KINDS[name]) for name in SCORE_COLUMNS])


def run(spark: SparkSession, board: Scoreboard, dataset: Dataset, on: date) -> DataFrame:
    """A table with ``SCORE_COLUMNS``, a row for each subject that the board is about; its rows have no order."""
    catalogue, observed_from = dataset.catalogue, dataset.observed_from
    table = load(spark, dataset, board.describes, codes_of(board, catalogue))

    def scored(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
        ranked = (ranked_of(row.asDict(), board, catalogue, on, observed_from) for row in rows)
        yield from as_rows(run_on_subjects(board, ranked, on))

    groups = table.rdd.keyBy(lambda row: group_of(row.asDict(), board, catalogue, on)).groupByKey()
    return spark.createDataFrame(groups.flatMap(lambda group: scored(group[1])), _SCHEMA)
