"""How a fund pays its claims when they may be more than it holds: in full, each its share, or in order until it is empty.

Stated rules: a share is rounded down to whole steps, and what is left goes one step each to the largest remainders, equal ones
by id; in order, the greater order value is served first, equal ones by id, and the last who is served gets what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from luodi.engine.benefits.amounts import over_all
from luodi.engine.model import Amount, FundState
from luodi.policy.rules.model import Shortage


@dataclass(frozen=True, slots=True)
class Claim:
    """What one subject may get from a fund; ``order`` None is unknown."""

    claimant: str
    claimed: Amount
    order: int | None = 0


SHARED_OUT: tuple[FundState, ...] = ("scaled", "in_order", "open")


class Threshold(NamedTuple):
    """The place in the queue at which the money ends: who stands there gets ``rest``, those behind nothing."""

    order: int
    claimant: str
    rest: int


@dataclass(frozen=True, slots=True)
class Need:
    """A fund at a glance: sums of the least and the most (None: no bound), and what is unknown. ``step`` and sums in fen."""

    kind: Shortage
    budget: int | None
    step: int
    low: int
    high: int | None
    has_unknown: bool

    @property
    def steps(self) -> int:
        assert self.budget is not None
        return self.budget // self.step

    @property
    def state(self) -> FundState:
        if self.budget is None or (self.high is not None and self.high <= self.budget):
            return "none_short"
        if self.kind == "none":
            return "over" if self.low > self.budget else "open"
        if self.has_unknown:
            return "open"
        return "scaled" if self.kind == "pro_rata" else "in_order"

    @property
    def shares_out(self) -> bool:
        """Whether claims are paid otherwise than in full."""
        return self.kind != "none" and self.state in SHARED_OUT


def share_out(kind: Shortage, budget: int | None, step: int, claims: Sequence[Claim]) -> tuple[list[Amount], FundState]:
    """What each claim is paid, in the order given."""
    whole = over_all(claim.claimed for claim in claims)
    has_unknown = any(
        not claim.claimed.is_known or (kind == "order" and claim.order is None and claim.claimed.low)
        for claim in claims
    )
    need = Need(kind, budget, step, whole.low, whole.high, has_unknown)
    if not need.shares_out:
        return [claim.claimed for claim in claims], need.state
    if kind == "pro_rata":
        paid = _scaled(need, claims) if need.state == "scaled" else _perhaps_scaled(need, claims)
    else:
        paid = _in_order(need, claims)
    return paid, need.state


# -- each its share ---------------------------------------------------------------------------------------------------


def _scaled(need: Need, claims: Sequence[Claim]) -> list[Amount]:
    due = [claim.claimed.low for claim in claims]
    steps = [each * need.steps // need.low for each in due]
    remainders = [each * need.steps % need.low for each in due]
    takes_more = [at for at, each in enumerate(due) if remainders[at] and (steps[at] + 1) * need.step <= each]
    takes_more.sort(key=lambda at: (-remainders[at], claims[at].claimant))
    for at in takes_more[: need.steps - sum(steps)]:
        steps[at] += 1
    return [Amount(each * need.step, each * need.step) for each in steps]


def _perhaps_scaled(need: Need, claims: Sequence[Claim]) -> list[Amount]:
    """The least: if all that is unknown were due. The most: if none of it were."""
    assert need.budget is not None
    found = []
    for claim in claims:
        low, high = claim.claimed.low, claim.claimed.high
        least = 0 if need.high is None else low * need.steps // need.high * need.step
        most = need.budget if high is None else min(high, need.budget)
        if high is not None and need.low > need.budget:
            most = min(most, high * need.steps // need.low * need.step + need.step)
        found.append(_open(claim.claimed, least, most))
    return found


# -- in order ---------------------------------------------------------------------------------------------------------


def threshold(queue: Sequence[tuple[int, str, int | None]], amount: int, step: int) -> Threshold | None:
    """Where the money ends in a queue of (order, claimant, cost), the greatest order first; None where it is enough."""
    left = amount
    for order, claimant, cost in sorted(queue, key=lambda one: (-one[0], one[1])):
        if cost is None or cost > left:
            return Threshold(order, claimant, max(0, left) // step * step)
        left -= cost
    return None


def served(end: Threshold | None, order: int, claimant: str, sum_: int) -> int:
    """What a place in the queue gets of a sum."""
    if end is None or order > end.order or (order == end.order and claimant < end.claimant):
        return sum_
    return min(sum_, end.rest) if (order, claimant) == (end.order, end.claimant) else 0


def _in_order(need: Need, claims: Sequence[Claim]) -> list[Amount]:
    """The least: if all who may come first did, for the most they may claim. The most: if they claimed the least."""
    assert need.budget is not None
    placed = [(claim.order, claim.claimant, claim.claimed) for claim in claims if claim.order is not None]
    anywhere = over_all(claim.claimed for claim in claims if claim.order is None).high
    at_worst = (
        Threshold(LAST_ORDER, "", 0)
        if anywhere is None
        else threshold([(order, who, sums.high) for order, who, sums in placed], need.budget - anywhere, need.step)
    )
    at_best = threshold([(order, who, sums.low) for order, who, sums in placed], need.budget, need.step)
    found = []
    for claim in claims:
        low, high = claim.claimed.low, claim.claimed.high
        most = need.budget if high is None else min(high, need.budget)
        if claim.order is None:
            others = None if need.high is None or high is None else need.high - high
            least = 0 if others is None else min(low, max(0, need.budget - others) // need.step * need.step)
        else:
            least = served(at_worst, claim.order, claim.claimant, low)
            most = served(at_best, claim.order, claim.claimant, most)
        found.append(_open(claim.claimed, least, most))
    return found


# An order before which nobody stands.
LAST_ORDER = 2**63 - 1


def _open(claimed: Amount, low: int, high: int) -> Amount:
    if low == high:
        return Amount(low, high)
    return Amount(low, high, claimed.missing, claimed.notes or ("资金是否够用，要看其他对象未定的应付金额",))
