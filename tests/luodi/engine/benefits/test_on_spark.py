"""Spark pays what Polars and the interpreter pay, to the fen, however the rows are split."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.luodi.engine.benefits import generated, ten_rules
from tests.luodi.engine.benefits.generated import packs, payments, tables

from luodi.engine.benefits import on_polars
from luodi.engine.benefits.plan import plan
from luodi.policy.rules.model import Rules

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.needs_spark
MADE_UP = int(os.environ.get("LUODI_EQUIVALENCE_SPARK_BENEFITS", "5"))


@pytest.fixture(autouse=True)
def interpreted(spark: SparkSession) -> Iterator[None]:
    """Plans of a few rows are walked through, not compiled: compiling takes most of the time here."""
    for key, value in {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}.items():
        spark.conf.set(key, value)
    yield
    for key in ("spark.sql.codegen.wholeStage", "spark.sql.codegen.factoryMode"):
        spark.conf.unset(key)


def on_spark_table(session: SparkSession, table: pl.DataFrame, parts: int = 2) -> DataFrame:
    from pyspark.sql import types as T  # noqa: N812

    kinds = {
        pl.Int64(): T.LongType(),
        pl.Boolean(): T.BooleanType(),
        pl.String(): T.StringType(),
        pl.Date(): T.DateType(),
    }
    columns = [T.StructField(name, kinds.get(kind, T.ArrayType(T.StringType()))) for name, kind in table.schema.items()]
    return session.createDataFrame(list(table.iter_rows()), T.StructType(columns)).repartition(parts)


def as_rows(table: DataFrame) -> list[dict[str, Any]]:
    return sorted((row.asDict() for row in table.collect()), key=lambda row: str(row["id"]))


def made_up(of_families: bool) -> Iterator[tuple[Rules, int]]:
    """Packs from the generator, the same on every run."""
    found: list[tuple[Rules, int]] = []

    @settings(
        max_examples=MADE_UP,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(packs(of_families), st.integers(0, 400))
    def collect(pack: Rules, seed: int) -> None:
        found.append((pack, seed))

    collect()
    return iter(found)


@pytest.mark.parametrize("of_families", [False, True])
def test_it_pays_what_polars_pays(spark: SparkSession, of_families: bool) -> None:
    """Every column of every made-up pack, and every fund; with ceilings and groups of a firm and its projects, too."""
    from luodi.engine.benefits import on_spark

    states = set()
    for pack, seed in made_up(of_families):
        subjects = tables(seed)
        history = payments(seed, subjects)
        meant, _ = plan([pack], generated.ON, defers_unknown=seed % 2 == 0)
        more = {"observed_from": generated.OBSERVED_FROM}
        here = on_polars.run(meant, subjects, history, **more)
        there = {kind: on_spark_table(spark, frame) for kind, frame in subjects.items()}
        far = on_spark.run(meant, there, on_spark_table(spark, history), **more)
        for kind, frame in here.payments.items():
            assert as_rows(far.payments[kind]) == frame.sort("id").to_dicts(), pack
        assert far.funds == here.funds
        states |= {fund.state for fund in far.funds}
    assert {"none_short", "open"} <= states


@pytest.mark.parametrize(("budget", "has_gaps"), [(1_000_003, False), (20_000_000, True)])
def test_it_runs_the_ten_rules(
    spark: SparkSession,
    budget: int,
    has_gaps: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With firms that lack a figure and wait, too: R1–R10 with a place in the queue that is looked for in many rounds: among orders, then among the signs of ids."""
    from luodi.engine.benefits import on_spark
    from luodi.engine.benefits.queue import on_spark as queue

    monkeypatch.setattr(queue, "SMALL", 3)
    monkeypatch.setattr(queue, "BUCKETS", 16)
    firms = ten_rules.firms(3000, seed=5).with_columns(pl.format("企业{}", pl.col("id").cast(pl.String())).alias("id"))
    if has_gaps:
        lacks = pl.col("id").str.ends_with("7")
        firms = firms.with_columns(pl.when(~lacks).then(pl.col("equipment@2025")).alias("equipment@2025"))
    meant, _ = plan([ten_rules.ten_rules(budget)], ten_rules.ON, defers_unknown=has_gaps)
    here = on_polars.run(meant, {"firm": firms}, depth="payments")
    assert here.funds[0].state == "scaled" and (here.funds[0].unknown_claims > 0) == has_gaps
    far = on_spark.run(meant, {"firm": on_spark_table(spark, firms, 3)}, depth="payments")
    assert as_rows(far.payments["firm"]) == here.payments["firm"].sort("id").to_dicts()
    assert far.funds == here.funds
