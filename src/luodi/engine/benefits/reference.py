"""What benefits mean, in plain Python, subject after subject: what the rules give, then what history, groups, ceilings and funds leave.

Read from top to bottom: ``due`` is what the text of a rule gives; ``owed`` takes off what was paid before; ``allowed`` holds
benefits against each other; ``pay_out`` pays from the funds. Sums are whole fen; ``on_polars`` and ``on_spark`` give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from luodi.datasets.model import Payment
from luodi.engine.benefits.amounts import (
    at_most,
    highest,
    if_holds,
    largest_remainder,
    less,
    limit_of,
    over_all,
    paid_by,
    total,
)
from luodi.engine.benefits.beside import Held, Key, People, Row, by_family, hold_below, take_the_highest
from luodi.engine.benefits.past import Past
from luodi.engine.benefits.plan import Limit, Plan
from luodi.engine.benefits.shortage import SHARED_OUT, Claim, share_out
from luodi.engine.model import (
    NOTHING,
    Amount,
    BenefitResult,
    Claimant,
    ClawBackStatement,
    FundResult,
    Results,
    budget_of,
)
from luodi.formula.ast import Formula
from luodi.formula.fields import LARGEST_STORED, Describes
from luodi.formula.interpret import evaluate
from luodi.formula.moments import months_before
from luodi.formula.numbers import round_half_up, too_large
from luodi.formula.shapes import FLAG
from luodi.formula.values import Value
from luodi.policy.rules.model import BenefitRule, Branch, Fund

ALWAYS_TRUE = Value(FLAG, True)
Claimants = Mapping[Describes, Sequence[Claimant]]
NOBODY: People = {}


def run(plan: Plan, claimants: Claimants, history: Iterable[Payment] = ()) -> Results:
    """All benefits of the plan for all subjects on its day."""
    past = Past(history, plan.on)
    people = {(kind, claimant.id): claimant for kind in plan.kinds for claimant in claimants.get(kind, ())}
    rows = allowed(plan, people, past)
    funds = tuple(pay_out(plan, fund, rows, people) for fund in plan.funds if plan.paid_from(fund.id))
    for key, row in rows.items():
        for rule in plan.of_kind(key[0]):
            shares = by_payer(rule, people[key], plan.on, row[rule.id].paid.known)
            row[rule.id] = replace(row[rule.id], by_payer=shares)
    found = {(rule.id, who): row[rule.id] for (kind, who), row in rows.items() for rule in plan.of_kind(kind)}
    return Results(plan.on, found, funds, tuple(claw_backs(plan, people, past)), plan.not_run)


# -- what a rule gives ------------------------------------------------------------------------------------------------


class Due(NamedTuple):
    """A benefit before caps, the branches that make it, and after its cap."""

    due: Amount
    branches: tuple[str, ...]
    capped: Amount


def due_of(rule: BenefitRule, claimant: Claimant, on: date) -> Due:
    """Whom the rule is for, which branches apply, what they pay, and the cap on one payment."""
    is_meant = _condition(rule.for_whom, claimant, on)
    parts = [(branch, _branch(rule, branch, claimant, on)) for branch in rule.branches]
    if rule.take == "first":
        taken = NOTHING
        for _, (holds, pay) in reversed(parts):
            taken = if_holds(holds, pay, taken)
    else:
        sums = [if_holds(holds, pay) for _, (holds, pay) in parts]
        taken = highest(sums) if rule.take == "highest" else total(sums)
    due = if_holds(is_meant, taken)
    capped = (
        due if rule.cap is None else at_most(due, limit_of(evaluate(rule.cap, claimant.subject, on), rule.rounded_to))
    )
    return Due(due, _taken(rule, parts, due), capped)


def _branch(rule: BenefitRule, branch: Branch, claimant: Claimant, on: date) -> tuple[Value, Amount]:
    pay = paid_by(evaluate(branch.pay, claimant.subject, on), rule.rounded_to)
    return _condition(branch.when, claimant, on), pay


def _condition(formula: Formula | None, claimant: Claimant, on: date) -> Value:
    return ALWAYS_TRUE if formula is None else evaluate(formula, claimant.subject, on)


def _taken(rule: BenefitRule, parts: Sequence[tuple[Branch, tuple[Value, Amount]]], due: Amount) -> tuple[str, ...]:
    """The branches that a known sum above nought comes from."""
    if not due.known:
        return ()
    applying = [branch.id for branch, (holds, pay) in parts if holds.value and pay.known]
    if rule.take == "sum":
        return tuple(applying)
    if rule.take == "first":
        return tuple(branch.id for branch, (holds, _) in parts if holds.value)[:1]
    return tuple(branch.id for branch, (holds, pay) in parts if holds.value and pay.known == due.known)[:1]


# -- what was paid before ---------------------------------------------------------------------------------------------


def owed_of(rule: BenefitRule, claimant: Claimant, on: date, capped: Amount, past: Past) -> Amount:
    """``once`` and ``year`` pay nothing again, or only the difference to what was paid; then the cap over all years."""
    owed = capped
    if rule.basis is not None:
        paid = (past.total if rule.basis == "once" else past.this_year)(claimant.id, rule.id)
        if rule.tops_up:
            owed = less(owed, paid)
        elif paid:
            owed = NOTHING
    if rule.total_cap is not None:
        limit = limit_of(evaluate(rule.total_cap, claimant.subject, on), rule.rounded_to)
        owed = at_most(owed, less(limit, past.total(claimant.id, rule.id)))
    return owed


# -- benefits beside each other ---------------------------------------------------------------------------------------


def allowed_of(plan: Plan, kind: Describes, claimant: Claimant, past: Past, family: People = NOBODY) -> Row:
    """All benefits of one subject, not yet paid from a fund; ``family`` are its firm and all projects of that firm."""
    return allowed(plan, {(kind, claimant.id): claimant} | dict(family), past)[kind, claimant.id]


def allowed(plan: Plan, people: People, past: Past) -> dict[Key, Row]:
    """All benefits of all subjects, not yet paid from a fund, after ``highest_only`` groups, then after ceilings.

    Of either, those that hold for each subject by itself come first, then those for a firm and its projects together.
    """
    rows = {key: _owed(plan, key[0], claimant, past) for key, claimant in people.items()}
    for group in plan.groups:
        for held in _alone(plan, group, people):
            take_the_highest(group, held, rows, past)
    for group in plan.family_groups:
        for held in _families(plan, group, people):
            take_the_highest(group, held, rows, past)
    for ceiling in plan.ceilings:
        for held in _alone(plan, ceiling, people):
            hold_below(ceiling, held, rows, past)
    for ceiling in plan.family_ceilings:
        for held in _families(plan, ceiling, people):
            hold_below(ceiling, held, rows, past)
    for row in rows.values():
        if sum(one.allowed.low for one in row.values()) > LARGEST_STORED:
            raise too_large("应付金额合计")
    return rows


def _alone(plan: Plan, limit: Limit, people: People) -> Iterator[Held]:
    return (Held.of_one(plan, limit, key, claimant) for key, claimant in people.items())


def _families(plan: Plan, limit: Limit, people: People) -> Iterator[Held]:
    return (Held.of_family(plan, limit, owner, family) for owner, family in by_family(people))


def _owed(plan: Plan, kind: Describes, claimant: Claimant, past: Past) -> Row:
    row: Row = {}
    for rule in plan.of_kind(kind):
        due = due_of(rule, claimant, plan.on)
        owed = owed_of(rule, claimant, plan.on, due.capped, past)
        row[rule.id] = BenefitResult(rule.id, claimant.id, due.branches, due.due, due.capped, owed, owed, owed)
    return row


# -- the funds --------------------------------------------------------------------------------------------------------


def pay_out(plan: Plan, fund: Fund, rows: Mapping[Key, Row], people: Mapping[Key, Claimant]) -> FundResult:
    """Pays one fund to all who claim from it, each for all its benefits together; puts what is paid into ``rows``."""
    benefits = [rule.id for rule in plan.paid_from(fund.id)]
    claims = {key: total(row[id].allowed for id in benefits if id in row) for key, row in rows.items()}
    budget, step = budget_of(fund), plan.step_of(fund.id)
    waits = {key for key, claimed in claims.items() if plan.defers_unknown and not claimed.is_known}
    queue = [
        Claim(key[1], NOTHING if key in waits else claimed, _order(fund, people[key], plan.on))
        for key, claimed in claims.items()
    ]
    paid, state = share_out(fund.shortage, budget, step, queue)
    is_shared_out = fund.shortage != "none" and state in SHARED_OUT
    paid = [
        replace(claimed, low=0) if key in waits else sum_
        for (key, claimed), sum_ in zip(claims.items(), paid if is_shared_out else claims.values(), strict=True)
    ]
    if is_shared_out:
        for (key, claimed), sum_ in zip(claims.items(), paid, strict=True):
            _divide(rows[key], [id for id in benefits if id in rows[key]], claimed, sum_)
    whole = over_all(claims.values())
    return FundResult(
        fund.id,
        fund.name,
        budget,
        whole,
        # Each may get up to its end, but not all at once: together no more than the fund holds.
        over_all(sum_ for key, sum_ in zip(claims, paid, strict=True) if key not in waits).at_most(
            budget if is_shared_out else None
        ),
        sum(claimed.high != 0 for claimed in claims.values()),
        sum(not claimed.is_known for claimed in claims.values()),
        state,
        fund.source,
    )


def _order(fund: Fund, claimant: Claimant, on: date) -> int | None:
    return 0 if fund.order is None else evaluate(fund.order, claimant.subject, on).stored()


def _divide(row: Row, benefits: Sequence[str], claimed: Amount, paid: Amount) -> None:
    """What a subject gets from a fund, divided among its benefits as they are due; unknown where the whole is."""
    if paid.known is None or (paid.known and not claimed.is_known):
        for id in benefits:
            known = row[id].allowed.high == 0
            row[id] = replace(row[id], paid=NOTHING if known else replace(paid, low=0))
        return
    parts = largest_remainder([row[id].allowed.low for id in benefits], paid.known)
    for id, part in zip(benefits, parts, strict=True):
        row[id] = replace(row[id], paid=Amount(part, part))


# -- who bears it, and what comes back --------------------------------------------------------------------------------


def by_payer(rule: BenefitRule, claimant: Claimant, on: date, paid: int | None) -> tuple[tuple[str, int], ...] | None:
    """Fen of each payer, which add up to what is paid; None where it is unknown who bears how much of it."""
    if not rule.payers or paid is None:
        return None if rule.payers else ()
    holding = [_condition(share.when, claimant, on).value for share in rule.payers]
    shares = [share.share if holds else Fraction(0) for share, holds in zip(rule.payers, holding, strict=True)]
    if paid and (None in holding or sum(shares) != 1):
        return None
    over = lcm(*(share.denominator for share in shares))
    parts = largest_remainder([int(share * over) for share in shares], paid) if paid else [0] * len(shares)
    found: dict[str, int] = {}
    for share, part in zip(rule.payers, parts, strict=True):
        found[share.payer] = found.get(share.payer, 0) + part
    return tuple(found.items())


def claw_backs(plan: Plan, people: People, past: Past) -> Iterable[ClawBackStatement]:
    """What is still asked back of each past payment: of several conditions that hold, the first; less what came back.

    It is asked of a subject of the kind that the rule is for; else of another with that id, as of a firm paid for its project.
    """
    by_id = {claimant.id: claimant for claimant in people.values()}
    came_back = _Returned(past.payments)
    for payment in sorted(past.payments, key=lambda one: one.paid_on):
        rule = next((rule for rule in plan.with_claw_back if rule.id == payment.benefit), None)
        if rule is None or payment.sum <= 0:
            continue
        claimant = people.get((rule.describes, payment.subject)) or by_id.get(payment.subject)
        if claimant is None:
            continue
        for back in rule.claw_back:
            if back.within_years is not None and payment.paid_on < months_before(plan.on, 12 * back.within_years):
                continue
            asked = int(round_half_up(payment.sum * back.share, Fraction(1)))
            amount = if_holds(_condition(back.when, claimant, plan.on), Amount(asked, asked))
            if amount.high == 0:
                continue
            returned = came_back.take(payment, asked)
            if returned < asked:
                left = less(amount, returned)
                document = rule.source.document
                yield ClawBackStatement(
                    claimant.id, rule.id, payment.paid_on, payment.sum, left, back.clause, returned, rule.name, document
                )
            break


class _Returned:
    """Money that came back: each sum is for what is asked of earlier payments of the benefit, the earliest first, and once."""

    def __init__(self, payments: Iterable[Payment]) -> None:
        self._left: dict[tuple[str, str], list[tuple[date, int]]] = {}
        for one in sorted(payments, key=lambda one: one.paid_on):
            if one.sum < 0:
                self._left.setdefault((one.subject, one.benefit), []).append((one.paid_on, -one.sum))

    def take(self, payment: Payment, asked: int) -> int:
        taken = 0
        rest: list[tuple[date, int]] = []
        for on, left in self._left.get((payment.subject, payment.benefit), ()):
            now = min(left, asked - taken) if on >= payment.paid_on else 0
            taken += now
            rest.append((on, left - now))
        self._left[payment.subject, payment.benefit] = rest
        return taken
