"""The sums of a run on Spark, one pass over each table of results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812  the name that Spark's own pages use
from pyspark.sql import types as T  # noqa: N812

from luodi.datasets import spark_session
from luodi.datasets.model import Payment
from luodi.engine.benefits.beside import Key
from luodi.engine.benefits.families.on_spark import family
from luodi.engine.benefits.on_spark import Tables
from luodi.engine.benefits.past import Past
from luodi.engine.benefits.plan import FAMILY, Plan
from luodi.engine.benefits.reference import claw_backs
from luodi.engine.model import Amount, BenefitSummary, Claimant, ClawBackStatement, column, payer_column
from luodi.engine.outputs.in_words import SHOWN, OfNobody
from luodi.engine.outputs.model import MissingLine, Outcome
from luodi.engine.outputs.one_by_one import MOST_ASKED, missing_of, to_claimant
from luodi.formula.fields import Describes
from luodi.policy.rules.model import BenefitRule

_WIDE = T.DecimalType(38, 0)
Frames = Mapping[Describes, DataFrame]


def start(master: str) -> SparkSession:
    """A session for one run."""
    return spark_session.start(master, "luodi run")


def kept(tables: Tables) -> Tables:
    """The same tables, worked out once for all that is asked of them."""
    return replace(tables, payments={kind: table.persist() for kind, table in tables.payments.items()})


def outcome(
    plan: Plan,
    tables: Tables,
    subjects: Frames,
    history: DataFrame | None,
    *,
    title: str,
    observed_from: date | None = None,
) -> Outcome:
    """The run as people read it, but for who is paid what, which is written where the rows lie."""
    sums, count = summaries(plan, tables)
    missing, left_out = missing_lines(plan, tables, subjects, history, observed_from)
    back = claw_back_lines(plan, subjects, history, observed_from)
    names: dict[str, str] = {}
    for frame in subjects.values() if back else ():
        asked = frame.where(F.col("id").isin([one.claimant for one in back])).select("id", "name")
        names |= {row["id"]: row["name"] or "" for row in asked.collect()}
    return Outcome(
        title,
        plan.on,
        count,
        sums,
        tables.funds,
        missing=missing,
        missing_left_out=left_out,
        claw_backs=back,
        not_run=plan.not_run,
        names=names,
    )


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


def missing_lines(
    plan: Plan, tables: Tables, subjects: Frames, history: DataFrame | None, observed_from: date | None = None
) -> tuple[tuple[MissingLine, ...], int]:
    """What those lack whose sums are unknown, and how many subjects were not asked for being too many."""
    found: list[MissingLine] = []
    left_out = 0
    for kind, table in tables.payments.items():
        is_unknown = reduce(or_, (_of(column(rule.id, "allowed")).isNull() for rule in plan.of_kind(kind)))
        unknown = table.where(is_unknown).select("id")
        count = unknown.count()
        left_out += max(0, count - MOST_ASKED)
        if count:
            asked = subjects[kind].join(unknown.orderBy("id").limit(MOST_ASKED), "id", "left_semi")
            people = _people(plan, asked, observed_from)
            family = family_of(plan, subjects, kind, asked, observed_from)
            who = [one.id for one in people] + [id for one in family.values() for id in (one.id, one.owner)]
            past = [] if history is None else _payments_to(history, who)
            found += missing_of(plan, kind, people, past, family)
    return tuple(found), left_out


def family_of(
    plan: Plan, subjects: Frames, kind: Describes, asked: DataFrame, observed_from: date | None = None
) -> dict[Key, Claimant]:
    """The firms and projects that share limits with the subjects asked about; none where the plan has no such limit."""
    found: dict[Key, Claimant] = {}
    if plan.family_limits and kind in FAMILY:
        wanted = asked.select(family(kind, asked).alias("~family")).distinct()
        for other in (other for other in FAMILY if other in subjects):
            frame = subjects[other].withColumn("~family", family(other, subjects[other]))
            kin = frame.join(wanted, "~family", "left_semi").drop("~family")
            found |= {(other, one.id): one for one in _people(plan, kin, observed_from)}
    return found


def claw_back_lines(
    plan: Plan, subjects: Frames, history: DataFrame | None, observed_from: date | None = None
) -> tuple[ClawBackStatement, ...]:
    """What is asked back of past payments; only those are fetched who were paid under a rule that asks back."""
    if history is None or not plan.with_claw_back:
        return ()
    paid = history.where(F.col("benefit").isin(sorted({rule.id for rule in plan.with_claw_back})))
    who = paid.select(F.col("subject").alias("id")).distinct()
    people = {
        (kind, one.id): one
        for kind, frame in subjects.items()
        for one in _people(plan, frame.join(who, "id", "left_semi"), observed_from)
    }
    return tuple(claw_backs(plan, people, Past(_payments(paid), plan.on)))


def of_no_rule(plan: Plan, history: DataFrame | None) -> list[str]:
    """The benefits that past payments were made of, one for each payment, where the plan knows no such rule."""
    if history is None:
        return []
    counted = history.where(~F.col("benefit").isin(sorted(plan.known))).groupBy("benefit").count().orderBy("benefit")
    return [row["benefit"] for row in counted.collect() for _ in range(row["count"])]


def of_nobody(plan: Plan, tables: Tables, firms: DataFrame, history: DataFrame | None) -> OfNobody:
    """What ``on_polars.of_nobody`` finds, with the first ids only."""
    ids = sorted({id for limit in plan.family_limits for id in plan.of_family(limit)})
    if not ids or "project" not in tables.payments:
        return OfNobody()
    projects = tables.payments["project"]
    owed = [_of(column(id, "owed")) for id in ids if plan.benefit(id).describes == "project"]
    claims = reduce(or_, [(one > 0) | one.isNull() for one in owed])
    owner = F.coalesce(F.col("owner").cast("string"), F.lit("")) if "owner" in projects.columns else F.lit("")
    theirs = projects.select(F.col("id").cast("string").alias("id"), owner.alias("owner"), claims.alias("claims"))
    known = firms.select(F.col("id").cast("string").alias("owner"))
    alone = theirs.where(F.col("claims") & (F.col("owner") == "")).select("id")
    strange = theirs.where(F.col("claims") & (F.col("owner") != "")).join(known, "owner", "left_anti").select("owner")
    paid = None
    if history is not None:
        there = known.union(theirs.select("id")).union(theirs.select("owner")).toDF("subject").distinct()
        counts = F.col("benefit").isin(sorted(plan.counted_for_ever)) | (F.year("paid_on") == plan.on.year)
        meant = history.where(F.col("benefit").isin(ids) & (F.col("paid_on") <= F.lit(plan.on)) & counts)
        paid = meant.join(there, "subject", "left_anti").select("subject")
    return OfNobody(*_counted(alone), *_counted(strange), *_counted(paid))


def _counted(found: DataFrame | None) -> tuple[int, list[str]]:
    """How many rows of one column, and the first that are different."""
    if found is None:
        return 0, []
    first = found.distinct().orderBy(found.columns[0]).limit(SHOWN + 1).collect()
    return found.count() if first else 0, [row[0] for row in first]


def _people(plan: Plan, frame: DataFrame, observed_from: date | None) -> list[Claimant]:
    rows = sorted((row.asDict() for row in frame.collect()), key=lambda row: str(row["id"]))
    return [to_claimant(plan, row, observed_from) for row in rows]


def _payments_to(history: DataFrame, who: Sequence[str]) -> list[Payment]:
    """What these were paid; they are few enough to be asked one by one."""
    ids = history.sparkSession.createDataFrame([(id,) for id in dict.fromkeys(who)], "subject string")
    return _payments(history.join(ids, "subject", "left_semi"))


def _payments(history: DataFrame) -> list[Payment]:
    """In the order in which Polars reads them: by day, subject, benefit and sum."""
    rows = (Payment(*row) for row in history.select("subject", "benefit", "paid_on", "sum").collect())
    return sorted(rows, key=lambda one: (one.paid_on, one.subject, one.benefit, one.sum))


def write(tables: Tables, folder: str) -> None:
    """Each table as Parquet under ``folder``: firm-payments.parquet, written where the rows lie."""
    for kind, table in tables.payments.items():
        table.write.mode("overwrite").parquet(f"{folder}/{kind}-payments.parquet")
