"""The lines of a run read from its tables: sums by columns, and the interpreter only for those of whom something is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from luodi.datasets.model import Payment
from luodi.engine.benefits.beside import Key
from luodi.engine.benefits.families.on_polars import families
from luodi.engine.benefits.on_polars import Tables
from luodi.engine.benefits.past import Past
from luodi.engine.benefits.plan import FAMILY, Plan
from luodi.engine.benefits.reference import claw_backs
from luodi.engine.model import Amount, BenefitSummary, Claimant, ClawBackStatement, column, payer_column
from luodi.engine.outputs.in_words import OfNobody
from luodi.engine.outputs.model import MissingLine, Outcome, PaymentLine
from luodi.engine.outputs.one_by_one import MOST_ASKED, missing_of, to_claimant
from luodi.formula.fields import Describes
from luodi.policy.rules.model import BenefitRule

_WIDE = pl.Int128()  # a sum over all subjects may be more than 64 bits
Frames = Mapping[Describes, pl.DataFrame]


def outcome(
    plan: Plan,
    tables: Tables,
    subjects: Frames,
    history: pl.DataFrame,
    *,
    title: str,
    observed_from: date | None = None,
) -> Outcome:
    """The whole run as people read it: sums, funds, payments, what is missing, what comes back, what was not run."""
    missing, left_out = missing_lines(plan, tables, subjects, history, observed_from)
    back = claw_back_lines(plan, subjects, history, observed_from)
    names: dict[str, str] = {}
    if back:
        for frame in subjects.values():
            names |= {row[0]: row[1] or "" for row in frame.select("id", "name").iter_rows()}
    return Outcome(
        title=title,
        on=plan.on,
        subjects=sum(frame.height for frame in subjects.values()),
        benefits=summaries(plan, tables),
        funds=tables.funds,
        payments=tuple(payment_lines(plan, tables)),
        missing=missing,
        missing_left_out=left_out,
        claw_backs=back,
        not_run=plan.not_run,
        names=names,
    )


def summaries(plan: Plan, tables: Tables) -> tuple[BenefitSummary, ...]:
    """Each benefit over all subjects, in the order of the plan."""
    return tuple(
        _summary(rule, tables.payments[rule.describes]) for rule in plan.benefits if rule.describes in tables.payments
    )


def _summary(rule: BenefitRule, table: pl.DataFrame) -> BenefitSummary:
    low, high, paid = (pl.col(column(rule.id, name)) for name in ("low", "high", "paid"))
    payers = list(dict.fromkeys(share.payer for share in rule.payers))
    sums = table.select(
        low.cast(_WIDE).sum().alias("low"),
        high.cast(_WIDE).sum().alias("high"),
        high.null_count().alias("unbounded"),
        paid.cast(_WIDE).sum().alias("paid"),
        ((high > 0) | high.is_null()).sum().alias("claimants"),
        paid.null_count().alias("unknown"),
        *[pl.col(payer_column(rule.id, payer)).cast(_WIDE).sum() for payer in payers],
    ).row(0, named=True)
    return BenefitSummary(
        rule.id,
        rule.name,
        rule.describes,
        sums["claimants"],
        Amount(sums["low"], None if sums["unbounded"] else sums["high"]),
        sums["paid"],
        sums["unknown"],
        {payer: sums[payer_column(rule.id, payer)] for payer in payers},
        rule,
    )


def payment_lines(plan: Plan, tables: Tables) -> Iterator[PaymentLine]:
    """Every subject and benefit that pays it something, or of which that is not known yet; by benefit, then by id."""
    for rule in plan.benefits:
        if rule.describes not in tables.payments:
            continue
        names = {branch.id: branch for branch in rule.branches}
        payers = list(dict.fromkeys(share.payer for share in rule.payers))
        high = pl.col(column(rule.id, "high"))
        table = tables.payments[rule.describes].filter((high > 0) | high.is_null())
        for row in table.sort("id").iter_rows(named=True):
            taken = [names[id] for id in (row[column(rule.id, "branch")] or "").split("+") if id]
            source = taken[0].source if len(taken) == 1 and taken[0].source.clause else rule.source
            yield PaymentLine(
                str(row["id"]),
                row.get("name") or "",
                row.get("region") or "",
                rule.name,
                "、".join(branch.name for branch in taken),
                row[column(rule.id, "due")],
                row[column(rule.id, "allowed")],
                row[column(rule.id, "paid")],
                {payer: row[payer_column(rule.id, payer)] for payer in payers},
                source,
            )


def past_of(history: pl.DataFrame) -> list[Payment]:
    return [Payment(*row) for row in history.select("subject", "benefit", "paid_on", "sum").iter_rows()]


def missing_lines(
    plan: Plan, tables: Tables, subjects: Frames, history: pl.DataFrame, observed_from: date | None = None
) -> tuple[tuple[MissingLine, ...], int]:
    """What those lack whose sums are unknown, and how many subjects were not asked for being too many."""
    past = past_of(history)
    found: list[MissingLine] = []
    left_out = 0
    for kind, table in tables.payments.items():
        unknown = pl.any_horizontal(pl.col(column(rule.id, "allowed")).is_null() for rule in plan.of_kind(kind))
        ids = table.filter(unknown)["id"]
        left_out += max(0, len(ids) - MOST_ASKED)
        asked = subjects[kind].filter(pl.col("id").is_in(ids.head(MOST_ASKED).implode())).sort("id")
        people = [to_claimant(plan, row, observed_from) for row in asked.iter_rows(named=True)]
        found += missing_of(plan, kind, people, past, family_of(plan, subjects, kind, asked, observed_from))
    return tuple(found), left_out


def family_of(
    plan: Plan, subjects: Frames, kind: Describes, asked: pl.DataFrame, observed_from: date | None = None
) -> dict[Key, Claimant]:
    """The firms and projects that share limits with the subjects asked about; none where the plan has no such limit."""
    found: dict[Key, Claimant] = {}
    if plan.family_limits and kind in FAMILY:
        wanted = families(kind, asked).unique().implode()
        for other in (other for other in FAMILY if other in subjects):
            frame = subjects[other]
            for row in frame.filter(families(other, frame).is_in(wanted)).iter_rows(named=True):
                found[other, str(row["id"])] = to_claimant(plan, row, observed_from)
    return found


def claw_back_lines(
    plan: Plan, subjects: Frames, history: pl.DataFrame, observed_from: date | None = None
) -> tuple[ClawBackStatement, ...]:
    """What is asked back of past payments; only those are looked at who were paid under a rule that asks back."""
    ids = {rule.id for rule in plan.with_claw_back}
    paid = history.filter(pl.col("benefit").is_in(sorted(ids)))
    past = Past(past_of(paid), plan.on)
    people = {
        (kind, str(row["id"])): to_claimant(plan, row, observed_from)
        for kind, frame in subjects.items()
        for row in frame.filter(pl.col("id").is_in(paid["subject"].unique().implode())).iter_rows(named=True)
    }
    return tuple(claw_backs(plan, people, past))


def of_no_rule(plan: Plan, history: pl.DataFrame) -> list[str]:
    """The benefits that past payments were made of, one for each, where the plan knows no such rule."""
    return history.filter(~pl.col("benefit").is_in(sorted(plan.known)))["benefit"].to_list()


def of_nobody(plan: Plan, tables: Tables, firms: pl.DataFrame, history: pl.DataFrame) -> OfNobody:
    """Projects that claim below a limit of firms and belong to no firm that is known, and past payments to nobody known."""
    ids = {id for limit in plan.family_limits for id in plan.of_family(limit)}
    if not ids or "project" not in tables.payments:
        return OfNobody()
    projects = tables.payments["project"]
    highs = [pl.col(column(id, "owed")) for id in sorted(ids) if plan.benefit(id).describes == "project"]
    owner = pl.col("owner").cast(pl.String()).fill_null("") if "owner" in projects.columns else pl.lit("")
    theirs = projects.select(
        pl.col("id").cast(pl.String()),
        owner=owner,
        claims=pl.any_horizontal((one > 0) | one.is_null() for one in highs),
    )
    claiming = theirs.filter("claims")
    alone = claiming.filter(pl.col("owner") == "")["id"].sort()
    known = firms["id"].cast(pl.String()).implode()
    strange = claiming.filter((pl.col("owner") != "") & ~pl.col("owner").is_in(known))
    there = pl.concat([firms["id"].cast(pl.String()), theirs["id"], theirs["owner"]]).implode()
    counts = pl.col("benefit").is_in(sorted(plan.counted_for_ever)) | (pl.col("paid_on").dt.year() == plan.on.year)
    meant = pl.col("benefit").is_in(sorted(ids)) & (pl.col("paid_on") <= plan.on) & counts
    payees = history.filter(meant & ~pl.col("subject").is_in(there))["subject"]
    strangers, paid = strange["owner"].unique().sort().to_list(), payees.unique().sort().to_list()
    return OfNobody(alone.len(), alone.to_list(), strange.height, strangers, payees.len(), paid)
