"""The smallest change of one weight that turns two neighbours of a ranking round: how little would have to be otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from luodi.engine.scoreboards.model import Flip, Score
from luodi.policy.rules.model import Scoreboard


def flips(board: Scoreboard, scores: Sequence[Score]) -> list[Flip]:
    """For each two neighbours of each group, from the top; a tied pair needs no change (0 percentage points).

    For weighted sums only; () for geometric means, whose neighbours ``rank_intervals`` compares.
    """
    if board.aggregate != "weighted_sum":
        return []
    ranked = [one for one in scores if one.rank is not None]
    return [flip_of(board, one, other) for one, other in pairwise(ranked) if one.group == other.group]


def flip_of(board: Scoreboard, above: Score, below: Score) -> Flip:
    """When weight i goes to w, the others keep their proportions and the sum stays: the lead is then linear in w.

    Lead(w) = w dᵢ + (W − w) / (W − wᵢ) · Σ_{j≠i} wⱼ dⱼ + added, with d the difference in points and W the sum of weights.
    Where weights of missing values were shared out, the two are compared with the weights that they have.
    """
    weights = [line.weight for line in board.indicators]
    whole = sum(weights, Fraction(0))
    gaps = [_gap(above, below, weight, index) for index, weight in enumerate(weights)]
    added = _added(above) - _added(below)
    leads = [weight * gap for weight, gap in zip(weights, gaps, strict=True)]
    weighed = sum(leads, Fraction(0))
    lead = weighed / 100 + added
    if lead == 0:
        return Flip(above.id, below.id, board.indicators[0].id, weights[0], weights[0])
    best: tuple[Fraction, int, Fraction] | None = None
    for index, (weight, gap) in enumerate(zip(weights, gaps, strict=True)):
        if weight == whole:
            continue
        slope = (gap - (weighed - leads[index]) / (whole - weight)) / 100
        if not slope:
            continue
        to = weight - lead / slope
        # At nought, and at the whole, the two would be level; beyond, where they would turn round, no weight goes.
        if 0 < to < whole and (best is None or abs(to - weight) < best[0]):
            best = abs(to - weight), index, to
    if best is None:
        return Flip(above.id, below.id, None, None, None)
    _, index, to = best
    return Flip(above.id, below.id, board.indicators[index].id, weights[index], to)


def _gap(above: Score, below: Score, weight: Fraction, index: int) -> Fraction:
    """The difference in points that, times the stated weight, is the difference in contribution."""
    one, other = above.indicators[index], below.indicators[index]
    if not weight:
        return (one.points or Fraction(0)) - (other.points or Fraction(0))
    return ((one.contribution or Fraction(0)) - (other.contribution or Fraction(0))) * 100 / weight


def _added(score: Score) -> Fraction:
    return sum((points for _, points in score.added if points is not None), Fraction(0))
