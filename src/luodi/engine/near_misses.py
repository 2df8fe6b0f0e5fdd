"""What a subject lacks for more of a benefit: for each branch that does not apply, the conditions that fail, the cheapest first.

A branch that lacks one figure is nearer than one that lacks two; of figures, that is nearer which falls short by the smaller
share of what is asked. What has no distance (a qualification, a flag) is farther than any figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from luodi.engine.benefits.amounts import at_most, limit_of, paid_by
from luodi.engine.model import Claimant
from luodi.formula.ast import Formula
from luodi.formula.interpret import evaluate
from luodi.formula.shortfalls import Shortfall, shortfalls
from luodi.policy.rules.model import BenefitRule, Branch

_NO_DISTANCE = Fraction(10**9)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A branch that would pay ``pays`` fen (None: unknown), and all that fails for it: each of ``lacks`` must change."""

    branch: Branch
    pays: int | None
    lacks: tuple[Shortfall, ...]

    @property
    def cost(self) -> tuple[int, Fraction, int]:
        """How far off it is: what has no distance, the largest share that is lacking, how many things."""
        shares = [_NO_DISTANCE if one.share is None else one.share for one in self.lacks]
        return sum(share == _NO_DISTANCE for share in shares), max(shares, default=Fraction(0)), len(shares)


def near_misses(rule: BenefitRule, claimant: Claimant, on: date, due: int) -> tuple[NearMiss, ...]:
    """The branches that fail for known figures and would pay more than ``due`` fen, the nearest first."""
    found = []
    for_whom = _lacking(rule.for_whom, claimant, on)
    for branch in rule.branches if for_whom is not None else ():
        own = _lacking(branch.when, claimant, on)
        lacks = (*(for_whom or ()), *(own or ()))
        if own is None or not lacks:
            continue
        pays = _pays(rule, branch, claimant, on)
        if pays is None or pays > due:
            found.append(NearMiss(branch, pays, lacks))
    return tuple(sorted(found, key=lambda miss: miss.cost))


def _lacking(formula: Formula | None, claimant: Claimant, on: date) -> tuple[Shortfall, ...] | None:
    """What fails of a condition, and of parts of which one is enough the nearest; None where that hangs on a missing figure."""
    holds = True if formula is None else evaluate(formula, claimant.subject, on).value
    if formula is None or holds is not False:
        return None if holds is None else ()
    found = shortfalls(formula, claimant.subject, on)
    choices = sorted(
        (one for one in found if one.is_one_of), key=lambda one: _NO_DISTANCE if one.share is None else one.share
    )
    return (*(one for one in found if not one.is_one_of), *choices[:1])


def _pays(rule: BenefitRule, branch: Branch, claimant: Claimant, on: date) -> int | None:
    pays = paid_by(evaluate(branch.pay, claimant.subject, on), rule.rounded_to)
    if rule.cap is not None:
        pays = at_most(pays, limit_of(evaluate(rule.cap, claimant.subject, on), rule.rounded_to))
    return pays.known
