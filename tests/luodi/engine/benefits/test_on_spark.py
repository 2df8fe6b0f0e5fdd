"""Spark pays what Polars and the interpreter pay, to the fen, however the rows are split."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.luodi.engine.benefits import generated, ten_rules
from tests.luodi.engine.benefits.generated import claimants, huge, packs, past, payments, tables

from luodi.engine.benefits import on_polars, reference
from luodi.engine.benefits.families.laid_out import asks_figures
from luodi.engine.benefits.plan import plan
from luodi.formula.numbers import FigureTooLarge
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


def made_up(of_families: bool) -> list[tuple[Rules, int]]:
    """Packs from the generator, the same on every run: of many the few that show most between them."""
    found: list[tuple[Rules, int]] = []

    @settings(
        max_examples=12 * MADE_UP,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(packs(of_families), st.integers(0, 400))
    def collect(pack: Rules, seed: int) -> None:
        found.append((pack, seed))

    collect()
    shown = [(shows(pack, seed), (pack, seed)) for pack, seed in found]
    chosen, seen = [], set[str]()
    for _ in range(MADE_UP):
        best = max(shown, key=lambda one: len(one[0] - seen))
        seen |= best[0]
        chosen.append(best[1])
    return chosen


def shows(pack: Rules, seed: int) -> set[str]:
    """What an example has in it: states of funds, and what limits of firms and their projects take off."""
    subjects = tables(seed)
    meant, _ = plan([pack], generated.ON, defers_unknown=seed % 2 == 0)
    people = {kind: claimants(generated.CATALOGUE, frame) for kind, frame in subjects.items()}
    results = reference.run(meant, people, past(payments(seed, subjects)))
    found: set[str] = {fund.state for fund in results.funds}
    for result in results.benefits.values():
        for cut in (cut for cut in result.cuts if meant.is_of_family(cut.limit) and cut.took):
            kind = type(cut.limit).__name__
            found |= {kind, f"{kind} {'known' if cut.after.is_known else 'open'}", f"{kind} {cut.used > 0}"}
            found |= {f"{kind} figures"} if asks_figures(cut.limit) else set()
    return found


SHOWN = {
    False: {"none_short", "over", "scaled", "in_order", "open"},
    True: {"Ceiling known", "HighestOnly known", "Ceiling figures"},
}


@pytest.mark.parametrize("of_families", [False, True])
def test_it_pays_what_polars_pays(spark: SparkSession, of_families: bool) -> None:
    """Every column of every made-up pack, and every fund; with ceilings and groups of a firm and its projects, too."""
    from luodi.engine.benefits import on_spark

    seen: set[str] = set()
    for pack, seed in made_up(of_families):
        seen |= shows(pack, seed)
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
    assert seen >= SHOWN[of_families]


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


@pytest.mark.parametrize("depth", ["totals", "payments", "stages"])
def test_it_refuses_a_total_that_no_column_holds(spark: SparkSession, depth: Any) -> None:
    """Two sums that fit and together do not: the error that the other engines give."""
    from luodi.engine.benefits import on_spark

    pack, table = huge(2, 1)
    meant, _ = plan([pack], generated.ON)
    with pytest.raises(FigureTooLarge, match="“应付金额合计”超过允许的范围"):
        on_spark.run(meant, {"firm": on_spark_table(spark, table)}, depth=depth)


@pytest.mark.parametrize("shortage", ["none", "pro_rata", "order"])
def test_it_adds_up_claims_of_any_size(spark: SparkSession, shortage: Any) -> None:
    """All claims on a fund together may be more than 64 bits; the fund is shared out as on one machine."""
    from luodi.engine.benefits import on_spark
    from luodi.engine.outputs import on_spark as outputs

    pack, table = huge(1, 4)
    fund = generated.Fund("f", "资金", generated.Fraction(10**9), shortage)
    pack = replace(pack, benefits=(replace(pack.benefits[0], fund="f"),), funds=(fund,))
    meant, _ = plan([pack], generated.ON)
    here = on_polars.run(meant, {"firm": table})
    far = on_spark.run(meant, {"firm": on_spark_table(spark, table)})
    assert far.funds == here.funds and far.funds[0].claimed.low == 24 * 10**18
    assert as_rows(far.payments["firm"]) == here.payments["firm"].sort("id").to_dicts()
    ((summary,), _) = outputs.summaries(meant, far)
    assert summary.allowed.low == 24 * 10**18 and summary.paid == here.payments["firm"]["paid"].cast(pl.Int128()).sum()


def test_it_refuses_a_past_that_begins_anew_below_nought(spark: SparkSession) -> None:
    """Past payments whose sum is more than 64 bits are an error of the history, not a past of nothing."""
    from luodi.engine.benefits import on_spark

    pack, table = huge(1, 1)
    pack = replace(pack, benefits=(replace(pack.benefits[0], basis="once"),))
    meant, _ = plan([pack], generated.ON)
    rows = {"subject": ["0"] * 2, "benefit": ["b0"] * 2, "paid_on": [generated.ON] * 2, "sum": [6 * 10**18] * 2}
    with pytest.raises(FigureTooLarge, match="已付金额"):
        on_spark.run(meant, {"firm": on_spark_table(spark, table)}, on_spark_table(spark, pl.DataFrame(rows)))
