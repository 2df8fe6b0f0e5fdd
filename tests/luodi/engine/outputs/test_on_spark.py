"""A run on many machines says of subjects what the run on one says: what they lack, what comes back, what is of no rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.luodi.engine.benefits.test_on_spark import on_spark_table
from tests.luodi.engine.outputs.test_on_polars import FIRMS, NOTHING, PLAN, family_run

from luodi.engine.benefits import on_polars
from luodi.engine.outputs import on_polars as near

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.needs_spark
DAYS = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), date(2025, 1, 1)]
HISTORY = pl.DataFrame(
    {
        "subject": ["c", "c", "b", "b"],
        "benefit": ["award", "award", "别的奖", "award"],
        "paid_on": DAYS,
        "sum": [700, -100, 5, 9],
    },
    schema=NOTHING.schema,
)


def test_it_tells_what_the_run_on_one_machine_tells(spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums, missing figures and what comes back are the same; of too many who lack figures the rest are counted."""
    from luodi.engine.benefits import on_spark
    from luodi.engine.outputs import on_spark as far

    tables = on_polars.run(PLAN, {"firm": FIRMS}, HISTORY)
    expected = near.outcome(PLAN, tables, {"firm": FIRMS}, HISTORY, title="包")
    firms, history = on_spark_table(spark, FIRMS), on_spark_table(spark, HISTORY)
    spread = far.kept(on_spark.run(PLAN, {"firm": firms}, history))
    found = far.outcome(PLAN, spread, {"firm": firms}, history, title="包")
    assert len(found.claw_backs) == len(found.missing) == 1
    assert found == replace(expected, payments=(), names={"c": ""})
    assert far.of_no_rule(PLAN, history) == near.of_no_rule(PLAN, HISTORY) == ["别的奖"]
    monkeypatch.setattr(far, "MOST_ASKED", 0)
    assert far.missing_lines(PLAN, spread, {"firm": firms}, history) == ((), 1)
    assert far.claw_back_lines(PLAN, {"firm": firms}, None) == ()


def test_it_tells_of_firms_and_their_projects_what_one_machine_tells(spark: SparkSession) -> None:
    """What each may get below a ceiling of the firm, what they lack of each other, and whose firm is not known."""
    from luodi.engine.benefits import on_spark
    from luodi.engine.outputs import on_spark as far

    meant, frames, past = family_run()
    tables = on_polars.run(meant, frames, past)
    spread_frames = {kind: on_spark_table(spark, frame) for kind, frame in frames.items()}
    history = on_spark_table(spark, past)
    spread = far.kept(on_spark.run(meant, spread_frames, history))
    nobody = near.of_nobody(meant, tables, frames["firm"], past)
    assert far.of_nobody(meant, spread, spread_frames["firm"], history) == nobody
    missing = near.missing_lines(meant, tables, frames, past)
    assert missing[0] and far.missing_lines(meant, spread, spread_frames, history) == missing
