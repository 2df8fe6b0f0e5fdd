"""How firm ranks are: the same points under weights drawn around the stated ones, ten thousand times.

Weights are drawn evenly within ``spread`` of each (±25 %) and brought back to the same sum, as COINr's noisy weights are;
the seed is part of the call, so that a published interval can be made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

from luodi.engine.scoreboards.model import RankInterval, Score
from luodi.policy.rules.model import Scoreboard

DRAWS, SPREAD, LEVEL, SEED = 10_000, Fraction(1, 4), 0.9, 20260101
# Totals nearer than this are one place: floats that differ by their last digits only.
_ALIKE = 1e-9
_AT_ONCE = 1_000_000
Numbers = NDArray[np.float64]


def rank_intervals(
    board: Scoreboard,
    scores: Sequence[Score],
    *,
    draws: int = DRAWS,
    spread: Fraction = SPREAD,
    level: float = LEVEL,
    seed: int = SEED,
) -> list[RankInterval]:
    """An interval for each ranked score, each group by itself, in the order given."""
    groups: dict[str, list[Score]] = {}
    for one in scores:
        if one.rank is not None:
            groups.setdefault(one.group, []).append(one)
    found: dict[tuple[str, str], RankInterval] = {}
    for name, members in groups.items():
        weights = drawn_weights(board, draws=draws, spread=spread, seed=seed)
        for one, places in zip(members, _places(board, members, weights).T, strict=True):
            found[name, one.id] = _interval(one, places, level)
    return [found[one.group, one.id] for one in scores if one.rank is not None]


def drawn_weights(board: Scoreboard, *, draws: int, spread: Fraction, seed: int) -> Numbers:
    """(draws, indicators): each row sums to what the board's weights sum to."""
    stated = np.array([float(line.weight) for line in board.indicators])
    noise = np.random.default_rng(seed).uniform(-float(spread), float(spread), (draws, len(stated)))
    drawn = stated * (1 + noise)
    scaled: Numbers = drawn * (stated.sum() / drawn.sum(axis=1, keepdims=True))
    return scaled


def _places(board: Scoreboard, members: Sequence[Score], weights: Numbers) -> Numbers:
    """(draws, members): the place of each member under each row of weights, ties sharing the best."""
    points = np.array([[np.nan if i.points is None else float(i.points) for i in one.indicators] for one in members])
    added = np.array([float(sum((a for _, a in one.added if a is not None), Fraction(0))) for one in members])
    rows = max(1, _AT_ONCE // max(1, len(members)))
    pieces = [weights[start : start + rows] for start in range(0, len(weights), rows)]
    return np.concatenate([_ranked(_totals(board, points, piece) + added) for piece in pieces])


def _totals(board: Scoreboard, points: Numbers, weights: Numbers) -> Numbers:
    is_known = ~np.isnan(points)
    if board.aggregate == "geometric":
        with np.errstate(divide="ignore"):
            heights = np.log(np.maximum(np.nan_to_num(points), 0.0))
        carried = weights @ is_known.T
        with np.errstate(invalid="ignore"):
            found: Numbers = np.exp((weights @ np.where(np.isfinite(heights), heights, 0.0).T) / carried)
        found[:, (is_known & ~np.isfinite(heights)).any(axis=1)] = 0.0
        return found
    carried = weights @ is_known.T
    weighted: Numbers = (weights @ np.nan_to_num(points).T) * (weights.sum(axis=1, keepdims=True) / carried) / 100
    return weighted


def _ranked(totals: Numbers) -> Numbers:
    """Places along each row, from the highest; totals alike to the last digits share the best place."""
    order = np.argsort(-totals, axis=1, kind="stable")
    ordered = np.take_along_axis(totals, order, axis=1)
    is_new = np.ones(ordered.shape, dtype=bool)
    is_new[:, 1:] = ordered[:, :-1] - ordered[:, 1:] > _ALIKE
    places = np.maximum.accumulate(np.where(is_new, np.arange(1, totals.shape[1] + 1), 0), axis=1)
    found = np.empty_like(totals)
    np.put_along_axis(found, order, places.astype(float), axis=1)
    return found


def _interval(score: Score, places: Numbers, level: float) -> RankInterval:
    assert score.rank is not None
    tail = (1 - level) / 2
    ordered = np.sort(places)
    low, high = ordered[_at(tail, len(places))], ordered[_at(1 - tail, len(places))]
    kept = float(np.mean(places == score.rank))
    return RankInterval(score.id, score.rank, int(low), int(high), kept, level)


def _at(share: float, count: int) -> int:
    """The smallest index at which at least ``share`` of ``count`` ordered values stand at or before."""
    return min(count, max(1, ceil(share * count - 1e-9))) - 1
