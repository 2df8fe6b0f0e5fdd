"""The place at which an amount is used up, found by counting in buckets: no sort of the whole, nothing on one machine.

Each round adds up the costs of some thousand buckets where the rows lie, picks on the driver the bucket in which the amount runs
out, and looks into that one alone: first by order, then, among those of equal order, by the next signs of their ids. What is
left is small and is walked through as ``shortage.threshold`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyspark.sql import Column, DataFrame, Row
from pyspark.sql import functions as F  # noqa: N812  the name that Spark's own pages use
from pyspark.sql import types as T  # noqa: N812

from luodi.engine.benefits.shortage import Threshold, threshold

# As many rows are walked through on the driver, and as many buckets are made of what is more.
SMALL = 50_000
BUCKETS = 2048
_WIDE = T.DecimalType(38, 0)
_SIGNS = 2


class _Bucket(NamedTuple):
    bucket: int | str
    rows: int
    cost: int
    is_unbounded: bool


def find(queue: DataFrame, amount: int, step: int) -> Threshold | None:
    """``shortage.threshold`` of a table with the columns order, id, cost (fen); a null cost has no bound."""
    ends = queue.agg(
        F.min("order"), F.max("order"), F.count(F.lit(1)), F.sum(F.col("cost").cast(_WIDE)), _has_unbounded()
    )
    low, high, rows, cost, is_unbounded = ends.collect()[0]
    if not rows or (not is_unbounded and int(cost) <= amount):
        return None
    while rows > SMALL and low < high:
        width = (high - low) // BUCKETS + 1
        behind = F.lit(str(high)).cast(_WIDE) - F.col("order").cast(_WIDE)
        place = F.call_function("div", behind, F.lit(str(width)).cast(_WIDE))
        found, amount = _into(queue, place, amount)
        high -= int(found.bucket) * width
        low = max(low, high - width + 1)
        rows, queue = found.rows, queue.where(F.col("order").between(low, high))
    signs = 0
    while rows > SMALL:
        found, amount = _into(queue, F.substring("id", signs + 1, _SIGNS), amount)
        rows, queue = found.rows, queue.where(F.substring("id", signs + 1, _SIGNS) == F.lit(found.bucket))
        signs += _SIGNS
    left: Sequence[Row] = queue.select("order", "id", "cost").collect()
    return threshold([(row[0], row[1], row[2]) for row in left], amount, step)


def _has_unbounded() -> Column:
    return F.bool_or(F.col("cost").isNull())


def _into(queue: DataFrame, bucket: Column, amount: int) -> tuple[_Bucket, int]:
    """The bucket in which the amount runs out, and what is left of the amount before it."""
    sums = queue.groupBy(bucket.alias("bucket")).agg(
        F.count(F.lit(1)), F.sum(F.coalesce(F.col("cost"), F.lit(0)).cast(_WIDE)), _has_unbounded()
    )
    for each in sorted(_Bucket(row[0], row[1], int(row[2]), row[3]) for row in sums.collect()):
        if each.is_unbounded or each.cost > amount:
            return each, amount
        amount -= each.cost
    raise AssertionError("the amount was seen to run out")


def is_before(end: Threshold | None, order: Column, id: Column) -> Column:
    """Whether a row stands before the place at which the money ends."""
    if end is None:
        return F.lit(True)
    place = F.lit(end.order).cast(T.LongType())
    return (order > place) | ((order == place) & (id < F.lit(end.claimant)))


def is_at(end: Threshold, order: Column, id: Column) -> Column:
    return (order == F.lit(end.order).cast(T.LongType())) & (id == F.lit(end.claimant))
