"""The ten rules as one loop by hand, compiled by numba: the limit of one core on this machine, and what all others must equal."""

import sys
from pathlib import Path

import numba
import numpy as np
from rounds import answer

FLAGS = "is_new_giant is_new_provincial is_giant is_provincial is_filed is_accepted is_listed".split()
SUMS = "revenue_2022 revenue_2023 revenue_2024 revenue_2025 equipment filed_paid accepted_paid".split()
BUDGET = 100_000_000
folder = Path(sys.argv[1])
columns = [np.load(folder / f"{name}.npy") for name in (*SUMS, *FLAGS)]


@numba.njit(cache=True)
def due(  # noqa: PLR0917  columns, as numba takes them
    r22,
    r23,
    r24,
    r25,
    equipment,
    filed_paid,
    accepted_paid,
    new_giant,
    new_provincial,
    giant,
    provincial,
    filed,
    accepted,
    listed,
):
    claims = np.empty(r25.size, np.int64)
    for at in range(r25.size):
        before = max(r22[at], r23[at], r24[at])
        claim = 0
        if r25[at] > 1_000_000_000 and before <= 1_000_000_000:
            claim += 200_000
        elif r25[at] > 500_000_000 and before <= 500_000_000:
            claim += 100_000
        claim += 500_000 * new_giant[at] + 200_000 * new_provincial[at]
        if equipment[at] >= 5_000_000:
            rate = 13 if giant[at] else 12 if provincial[at] else 8
            claim += min((equipment[at] * rate + 50) // 100, 5_000_000)
        stages = 1_000_000 * filed[at] + 2_000_000 * accepted[at] + 2_000_000 * listed[at]
        claim += min(stages, max(0, 5_000_000 - filed_paid[at] - accepted_paid[at]))
        claims[at] = claim
    return claims


@numba.njit(cache=True)
def scaled(claims, budget):
    """Each its share, rounded down; where something is claimed, what was cut off; and how much is left over."""
    whole = claims.sum()
    if whole <= budget:
        return claims, np.empty(0, np.int64), np.empty(0, np.int64), 0
    count = 0
    for at in range(claims.size):
        count += claims[at] > 0
    places, rest = np.empty(count, np.int64), np.empty(count, np.int64)
    left, place = budget, 0
    for at in range(claims.size):
        if claims[at] > 0:
            share = claims[at] * budget // whole
            places[place], rest[place] = at, claims[at] * budget - share * whole
            claims[at] = share
            left -= share
            place += 1
    return claims, places, rest, left


def work():
    paid, places, rest, left = scaled(due(*columns), BUDGET)
    if left:
        limit = np.partition(rest, rest.size - left)[rest.size - left]
        above = rest > limit
        paid[places[above]] += 1
        paid[places[np.flatnonzero(rest == limit)[: left - np.count_nonzero(above)]]] += 1
    return paid


def results(done):
    np.save(folder / "fused.result.npy", done)
    np.save(folder / "fused.claims.npy", due(*columns))


work()  # compiles
answer(work, results, columns[0].size)
