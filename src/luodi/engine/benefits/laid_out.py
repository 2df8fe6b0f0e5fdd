"""Which columns a run asks of a table before and after the funds, under which names: the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add
from typing import Literal, NamedTuple

from luodi.engine.benefits.plan import Plan
from luodi.engine.benefits.ranges import Range, sure
from luodi.engine.benefits.to_columns import Keep, Rows, divided
from luodi.engine.model import IS_KNOWN, TOTAL, column
from luodi.formula.exact_columns import Column, Columns, Whole
from luodi.formula.fields import Describes
from luodi.formula.to_columns import Bounds
from luodi.policy.rules.model import Fund

# What is wanted of a run: the sum of each subject, what each benefit pays, or every stage and payer as well.
Depth = Literal["totals", "payments", "stages"]
Wanted = dict[str, Column]
# Divides what a fund pays a subject among its benefits: its id, theirs, what is claimed, what is paid.
Divide = Callable[[str, Sequence[str], Range, Range], Sequence[Column]]
NO_FUND = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A run as it was asked for."""

    plan: Plan
    observed_from: date | None
    depth: Depth


class Task(NamedTuple):
    """Who asks for columns of which table, and how deep."""

    plan: Plan
    kind: Describes
    bounds: Bounds
    observed_from: date | None
    depth: Depth


def claim_name(fund: str) -> str:
    return f"~claim.{fund}"


def most_name(fund: str, claim: Range) -> str:
    """The column with the most that is claimed from a fund; null where there is no bound."""
    return f"{claim_name(fund)}.{'low' if claim.is_known else 'high'}"


def paid_name(fund: str) -> str:
    return f"~paid.{fund}"


def order_name(fund: str) -> str:
    return f"~order.{fund}"


@dataclass
class Laid:
    """What the first pass over a table leaves: ranges, each under its name with ``.low`` and, where not known, ``.high``."""

    allowed: dict[str, Range]
    claims: dict[str, Range] = field(default_factory=dict)
    wanted: Wanted = field(default_factory=dict)

    @property
    def shown(self) -> list[str]:
        """The columns that people see."""
        return [name for name in self.wanted if not name.startswith("~")]


def paid_from(plan: Plan, kind: Describes, fund: Fund | None) -> list[str]:
    """The benefits for such subjects that a fund pays; for None, those that none pays."""
    known = {one.id for one in plan.funds}
    rules = plan.of_kind(kind)
    return [rule.id for rule in rules if (rule.fund == fund.id if fund else rule.fund not in known)]


def before_funds(rows: Rows, depth: Depth) -> Laid:
    """What is due of each benefit and claimed from each fund."""
    laid = Laid(rows.allowed())
    laid.wanted |= rows.stages
    if depth != "totals":
        laid.allowed = {id: rows.kept(one, f"{id}.left") for id, one in laid.allowed.items()}
        for id, one in laid.allowed.items():
            laid.wanted |= _both(f"~{id}", one)
    for fund in (*rows.plan.funds, None):
        parts = [laid.allowed[id] for id in paid_from(rows.plan, rows.kind, fund)]
        if not parts:
            continue
        id = fund.id if fund else NO_FUND
        laid.claims[id] = rows.total(parts, fund.name if fund else "应付金额")
        laid.wanted |= _both(claim_name(id), laid.claims[id])
        if fund and fund.order is not None:
            laid.wanted[order_name(id)] = rows.order(fund.order)
    # What a subject gets in all stands in one column; no more is paid than is claimed.
    if laid.claims:
        rows.compiler.stored(reduce(add, [one.low for one in laid.claims.values()]), "应付金额合计")
    return laid


def _both(name: str, one: Range) -> Wanted:
    found = {f"{name}.low": one.low.expression(is_short=True)}
    return found if one.is_known else found | {f"{name}.high": one.high.expression(is_short=True)}


def named(engine: Columns, name: str, one: Range) -> Range:
    """A range that stands in the table under ``name``."""
    low = _named(engine, f"{name}.low", one.low)
    return sure(low) if one.is_known else Range(low, _named(engine, f"{name}.high", one.high), False)


def _named(engine: Columns, name: str, whole: Whole) -> Whole:
    return Whole(engine, engine.named(name, "number"), whole.low, whole.high, whole.is_certain)


def paid_range(engine: Columns, laid: Laid, fund: str, is_exact: bool) -> Range:
    """What a fund that shares out pays, under its name; it is never more than the claim."""
    claim = laid.claims[fund]
    return named(engine, paid_name(fund), Range(claim.low, claim.low if is_exact else claim.high, is_exact))


def after_funds(rows: Rows, laid: Laid, paid: Mapping[str, Range], divide: Divide, depth: Depth) -> Wanted:
    """The columns of results; ``paid`` has the funds that pay otherwise than in full."""
    wanted: Wanted = {}
    totals: list[Column] = []
    for fund in (*rows.plan.funds, None):
        id = fund.id if fund else NO_FUND
        if id not in laid.claims:
            continue
        claim = named(rows.engine, claim_name(id), laid.claims[id])
        gets = paid.get(id, claim)
        totals.append(gets.known)
        if fund and depth != "totals":
            wanted |= {column(id, "claim"): claim.known, column(id, "paid"): totals[-1]}
            if depth == "stages":
                wanted |= {column(id, "low"): gets.low.expression(), column(id, "high"): gets.high.expression()}
        if depth != "totals":
            members = paid_from(rows.plan, rows.kind, fund)
            sums = [named(rows.engine, f"~{one}", laid.allowed[one]) for one in members]
            parts = divide(id, members, claim, gets) if id in paid else [one.known for one in sums]
            for one, due, part in zip(members, sums, parts, strict=True):
                wanted[column(one, "paid")] = part
                if depth == "stages":
                    wanted |= _payers(rows, one, Whole(rows.engine, part, 0, due.most, due.is_known and gets.is_known))
    whole = reduce(add, totals) if totals else rows.engine.number(0, is_short=True)
    return wanted | {TOTAL: whole, IS_KNOWN: rows.engine.is_known(whole)}


def _payers(rows: Rows, benefit: str, paid: Whole) -> Wanted:
    rule = rows.plan.benefit(benefit)
    return rows.by_payer(rule, paid) if rule.payers else {}


def divide_columns(sums: Sequence[Range], claim: Range, paid: Range, keep: Keep, fund: str) -> list[Column]:
    """``divide`` of the reference in columns: what a subject gets from a fund, among its benefits."""
    engine, name = claim.engine, f"~of.{fund}"
    if claim.is_known and paid.is_known:
        parts = divided([one.low for one in sums], paid.low, claim.low, keep, name)
        return [part.expression(is_short=True) for part in parts]
    is_clear = (paid.low.expression() == paid.high.expression()) & (
        (claim.low.expression() == claim.high.expression()) | (paid.low.expression() == 0)
    )
    whole = Whole(engine, engine.when(is_clear, paid.low.expression()), 0, paid.low.high)
    parts = divided([one.low for one in sums], whole, claim.low, keep, name)
    zero = engine.number(0, is_short=True)
    return [
        engine.when(one.high.expression() == 0, zero, part.expression(is_short=True))
        for one, part in zip(sums, parts, strict=True)
    ]
