"""The sums of a run on Spark, one pass over each table of results."""

from __future__ import annotations

import os
import sys

from pyspark.sql import Column, SparkSession
from pyspark.sql import functions as F  # noqa: N812  the name that Spark's own pages use
from pyspark.sql import types as T  # noqa: N812

from luodi.engine.benefits.on_spark import Tables
from luodi.engine.benefits.plan import Plan
from luodi.engine.model import Amount, BenefitSummary, column, payer_column
from luodi.policy.rules.model import BenefitRule

_WIDE = T.DecimalType(38, 0)


def start(master: str) -> SparkSession:
    """A session for one run; Python on the workers is the one that runs here."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master(master).appName("luodi run")
    quiet = session.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    made: SparkSession = quiet.getOrCreate()
    return made


def summaries(plan: Plan, tables: Tables) -> tuple[tuple[BenefitSummary, ...], int]:
    """Each benefit over all subjects, in the order of the plan, and how many subjects there are."""
    found: dict[str, BenefitSummary] = {}
    subjects = 0
    for kind, table in tables.payments.items():
        rules = plan.of_kind(kind)
        asked = [F.count(F.lit(1))] + [one for rule in rules for one in _sums(rule)]
        row = list(table.agg(*[one.alias(str(at)) for at, one in enumerate(asked)]).collect()[0])
        subjects += row.pop(0)
        for rule in rules:
            own, row = row[: len(_sums(rule))], row[len(_sums(rule)) :]
            found[rule.id] = _summary(rule, [int(each or 0) for each in own])
    return tuple(found[rule.id] for rule in plan.benefits if rule.id in found), subjects


def _payers(rule: BenefitRule) -> list[str]:
    return list(dict.fromkeys(share.payer for share in rule.payers))


def _sums(rule: BenefitRule) -> list[Column]:
    low, high, paid = (_of(column(rule.id, name)) for name in ("low", "high", "paid"))
    one = F.lit(1)
    return [
        F.sum(low.cast(_WIDE)),
        F.sum(high.cast(_WIDE)),
        F.count(F.when(high.isNull(), one)),
        F.sum(paid.cast(_WIDE)),
        F.count(F.when((high > 0) | high.isNull(), one)),
        F.count(F.when(paid.isNull(), one)),
        *[F.sum(_of(payer_column(rule.id, payer)).cast(_WIDE)) for payer in _payers(rule)],
    ]


def _of(name: str) -> Column:
    return F.col(f"`{name}`")


def _summary(rule: BenefitRule, sums: list[int]) -> BenefitSummary:
    low, high, unbounded, paid, claimants, unknown, *shares = sums
    return BenefitSummary(
        rule.id,
        rule.name,
        rule.describes,
        claimants,
        Amount(low, None if unbounded else high),
        paid,
        unknown,
        dict(zip(_payers(rule), shares, strict=True)),
        rule,
    )


def write(tables: Tables, folder: str) -> None:
    """Each table as Parquet under ``folder``: firm-payments.parquet, written where the rows lie."""
    for kind, table in tables.payments.items():
        table.write.mode("overwrite").parquet(f"{folder}/{kind}-payments.parquet")
