"""``shortage`` over arrays of claims: the same shares, the same order and the same ties, without a loop over claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from luodi.engine.benefits.shortage import Need
from luodi.formula.fields import LARGEST_STORED
from luodi.policy.rules.model import Shortage

Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]
_CLASSES = 1 << 16
# The ids of the claims at these places, to settle ties; asked for only where there are some.
Ids = Callable[[Ints], NDArray[np.object_]]


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims in fen. ``high`` is ``low`` itself where all is known; where ``unbounded`` is true, ``high`` says nothing.

    ``order`` is None where all stand at the same place; where ``unplaced`` is true, it is unknown.
    """

    low: Ints
    high: Ints
    ids: Ids
    unbounded: Truths | None = None
    order: Ints | None = None
    unplaced: Truths | None = None


def need_of(kind: Shortage, budget: int | None, step: int, claims: Claims) -> Need:
    low, is_known = exact_sum(claims.low), claims.high is claims.low
    high: int | None = low
    if not is_known:
        high = None if claims.unbounded is not None and claims.unbounded.any() else exact_sum(claims.high)
    has_unknown = not is_known and high != low
    if kind == "order" and claims.unplaced is not None:
        has_unknown = has_unknown or bool((claims.unplaced & (claims.low > 0)).any())
    return Need(kind, budget, step, low, high, has_unknown)


def pay_out(need: Need, claims: Claims) -> Claims:
    """What each claim is paid, in the shape of claims."""
    if not need.shares_out:
        return claims
    if need.kind == "order":
        return _in_order(need, claims)
    if need.state == "scaled":
        paid = _scaled(need, claims)
        return Claims(paid, paid, claims.ids)
    return _perhaps_scaled(need, claims)


def known_only(claims: Claims) -> Claims:
    """The claims without those that are unknown, which claim nothing as yet."""
    if claims.high is claims.low:
        return claims
    is_known = claims.low == claims.high
    if claims.unbounded is not None:
        is_known &= ~claims.unbounded
    low = np.where(is_known, claims.low, 0)
    return Claims(low, low, claims.ids, None, claims.order, claims.unplaced)


def with_waiting(paid: Claims, claims: Claims) -> Claims:
    """What is paid to those who were served; what those get who wait lies between nought and their claim."""
    is_known = claims.low == claims.high
    if claims.unbounded is not None:
        is_known &= ~claims.unbounded
    high = np.where(is_known, paid.high, claims.high)
    return Claims(np.where(is_known, paid.low, 0), high, claims.ids, claims.unbounded)


def part_of(claims: Claims, start: int, end: int) -> Claims:
    """The claims of one table of several."""
    low = claims.low[start:end]
    high = low if claims.high is claims.low else claims.high[start:end]
    return Claims(low, high, claims.ids, None if claims.unbounded is None else claims.unbounded[start:end])


def joined(parts: Sequence[Claims]) -> Claims:
    """The claims of several tables as one queue."""
    starts = np.cumsum([0, *(part.low.size for part in parts)])

    def ids(places: Ints) -> NDArray[np.object_]:
        found = np.empty(places.size, dtype=object)
        for part, start in zip(parts, starts[:-1], strict=True):
            own = (places >= start) & (places < start + part.low.size)
            found[own] = part.ids(places[own] - start)
        return found

    low = np.concatenate([part.low for part in parts])
    is_known = all(part.high is part.low for part in parts)
    return Claims(
        low,
        low if is_known else np.concatenate([part.high for part in parts]),
        ids,
        _gaps_of(parts, [part.unbounded for part in parts]),
        None if all(part.order is None for part in parts) else np.concatenate([_order(part) for part in parts]),
        _gaps_of(parts, [part.unplaced for part in parts]),
    )


def totals(parts: Sequence[Claims], rows: int) -> tuple[Ints, Ints | None]:
    """What each row gets of several funds, and which rows that is unknown of; None where of none."""
    if len(parts) == 1:
        total = parts[0].low
    else:
        total = sum((part.low for part in parts), np.zeros(rows, dtype=np.int64))
    unknown = np.zeros(0 if all(part.high is part.low for part in parts) else rows, dtype=np.bool_)
    for part in parts:
        if part.high is not part.low:
            unknown |= part.low != part.high
        if part.unbounded is not None:
            unknown |= part.unbounded
    return total, np.flatnonzero(unknown) if unknown.any() else None


def exact_sum(values: Ints) -> int:
    if not values.size:
        return 0
    if int(values.max()) * values.size <= LARGEST_STORED:
        return int(values.sum())
    return (int((values >> 32).sum()) << 32) + int((values & 0xFFFFFFFF).sum())


# -- each its share ---------------------------------------------------------------------------------------------------


def _scaled(need: Need, claims: Claims) -> Ints:
    claiming = np.flatnonzero(claims.low > 0)
    due = claims.low[claiming]
    steps, remainders = _share(due, need.steps, need.low)
    is_open = remainders > 0
    if need.step > 1:  # a past that is no whole step may leave a claim that is none either
        is_open &= (steps + 1) * need.step <= due
    left = need.steps - exact_sum(steps)
    steps += _largest(remainders, is_open, left, lambda some: claims.ids(claiming[some]))
    steps *= need.step
    if steps.size == claims.low.size:
        return steps
    paid = np.zeros(claims.low.size, dtype=np.int64)
    paid[claiming] = steps
    return paid


def _share(due: Ints, steps: int, whole: int) -> tuple[Ints, Ints]:
    """``due * steps`` by ``whole``: the quotient exactly, and the remainder, or its rank where it may be more than 64 bits."""
    if int(due.max(initial=0)) * steps <= LARGEST_STORED and whole <= LARGEST_STORED:
        remainder = due * steps
        quotient = remainder // whole
        remainder -= quotient * whole
        return quotient, remainder
    wide = due.astype(object) * steps
    quotient, remainder = (wide // whole).astype(np.int64), wide % whole
    if whole <= LARGEST_STORED:
        return quotient, remainder.astype(np.int64)
    ranks = np.unique(remainder, return_inverse=True)[1].astype(np.int64) + 1
    return quotient, np.where(remainder > 0, ranks, 0)


def _largest(remainders: Ints, is_open: Truths, count: int, ids: Ids) -> Truths:
    """The places of the ``count`` largest remainders among those that are open; equal ones by id."""
    if count <= 0:
        return np.zeros(remainders.size, dtype=np.bool_)
    open_ones = remainders[is_open]
    if count >= open_ones.size:
        return is_open
    least = nth_largest(open_ones, count)
    chosen: Truths = is_open & (remainders > least)
    tied = np.flatnonzero(is_open & (remainders == least))
    lacking = count - int(np.count_nonzero(chosen))
    if lacking < tied.size:
        tied = tied[np.argsort(ids(tied), kind="stable")[:lacking]]
    chosen[tied] = True
    return chosen


def nth_largest(values: Ints, count: int) -> int:
    """The ``count``-th of values above nought from the largest: by classes first, so that few are left to be put in order."""
    if values.size < _CLASSES:
        return int(np.partition(values, values.size - count)[values.size - count])
    shift = max(0, int(values.max()).bit_length() - _CLASSES.bit_length() + 1)
    classes = np.bincount(values >> shift, minlength=1)
    above = np.cumsum(classes[::-1])
    place = int(np.searchsorted(above, count))
    own = classes.size - 1 - place
    within = values[(values >> shift) == own]
    nth = count - (int(above[place - 1]) if place else 0)
    return int(np.partition(within, within.size - nth)[within.size - nth])


def _perhaps_scaled(need: Need, claims: Claims) -> Claims:
    assert need.budget is not None
    low = np.zeros_like(claims.low)
    if need.high is not None:
        low = _share(claims.low, need.steps, need.high)[0] * need.step
    high = _bounded(claims, need.budget)
    if need.low > need.budget:
        most = _share(claims.high, need.steps, need.low)[0] * need.step + need.step
        high = (
            np.minimum(high, most)
            if claims.unbounded is None
            else np.where(claims.unbounded, high, np.minimum(high, most))
        )
    return Claims(low, high, claims.ids)


def _bounded(claims: Claims, budget: int) -> Ints:
    """The most of each claim, and no more than the whole fund."""
    high = np.minimum(claims.high, budget)
    return high if claims.unbounded is None else np.where(claims.unbounded, budget, high)


# -- in order ---------------------------------------------------------------------------------------------------------


def _in_order(need: Need, claims: Claims) -> Claims:
    assert need.budget is not None
    order = claims.order if claims.order is not None else np.zeros_like(claims.low)
    placed = np.ones(order.size, dtype=np.bool_) if claims.unplaced is None else ~claims.unplaced
    unbounded = claims.unbounded if claims.unbounded is not None else np.zeros(order.size, dtype=np.bool_)
    queue = np.flatnonzero(placed & ((claims.low > 0) | (claims.high > 0) | unbounded))
    queue = queue[np.lexsort((claims.ids(queue), -order[queue]))]
    low, high = np.zeros_like(claims.low), np.zeros_like(claims.low)
    anywhere = None if unbounded[~placed].any() else exact_sum(claims.high[~placed])
    room = None if anywhere is None else need.budget - anywhere
    low[queue] = _served(claims.low[queue], claims.high[queue], unbounded[queue], room, need.step)
    most = _bounded(claims, need.budget)
    high[queue] = _served(most[queue], claims.low[queue], None, need.budget, need.step)
    rest = ~placed
    if need.high is not None:
        beyond = need.high - need.budget  # what others claim of the budget is their claims less this one's
        if beyond <= LARGEST_STORED:
            others = np.maximum(0, claims.high[rest] - beyond) // need.step * need.step
            low[rest] = np.minimum(claims.low[rest], others)
    high[rest] = most[rest]
    return Claims(low, low if not need.has_unknown else high, claims.ids)


def _served(sums: Ints, costs: Ints, unbounded: Truths | None, room: int | None, step: int) -> Ints:
    """What of ``sums`` is paid along a queue in which each place costs so much, until ``room`` is used up."""
    if room is None:
        return np.zeros_like(sums)
    ends = _end(costs, unbounded, room)
    paid = sums.copy()
    if ends < sums.size:
        rest = max(0, room - exact_sum(costs[:ends])) // step * step
        paid[ends] = min(int(paid[ends]), rest)
        paid[ends + 1 :] = 0
    return paid


def _end(costs: Ints, unbounded: Truths | None, room: int) -> int:
    """The first place whose cost is more than what is left."""
    after = np.cumsum(costs)
    over = (after > room) | (after < 0)  # below nought: 64 bits were not enough, and the room ended long before
    if unbounded is not None:
        over |= unbounded
    return int(over.argmax()) if over.any() else costs.size


# -- several tables ------------------------------------------------------------------------------------------------------


def _order(part: Claims) -> Ints:
    return part.order if part.order is not None else np.zeros_like(part.low)


def _gaps_of(parts: Sequence[Claims], gaps: Sequence[Truths | None]) -> Truths | None:
    if all(gap is None for gap in gaps):
        return None
    return np.concatenate(
        [np.zeros(part.low.size, dtype=np.bool_) if gap is None else gap for part, gap in zip(parts, gaps, strict=True)]
    )


def counts(claims: Claims) -> tuple[int, int]:
    """How many claim something, and how many of these claims are unknown."""
    if claims.high is claims.low:
        return int(np.count_nonzero(claims.low > 0)), 0
    unknown, claiming = claims.low != claims.high, claims.high > 0
    if claims.unbounded is not None:
        unknown, claiming = unknown | claims.unbounded, claiming | claims.unbounded
    return int(np.count_nonzero(claiming)), int(np.count_nonzero(unknown))
