"""Bands of a ranking: by shares of the field, by scores, or where the scores themselves fall apart (natural breaks)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from luodi.policy.rules.model import Band, ColourRule


def bands_of(rule: ColourRule, totals: Sequence[Fraction]) -> list[Band | None]:
    """The band of each total of one group; None where no band takes it. Equal totals have equal bands.

    shares: the best place that a total has, divided by how many are ranked, is within ``up_to_share``.
    """
    if rule.kind == "scores":
        return [_by_score(rule.bands, total) for total in totals]
    ordered = sorted(totals, reverse=True)
    if rule.kind == "shares":
        places: dict[Fraction, int] = {}
        for place, total in enumerate(ordered, start=1):
            places.setdefault(total, place)
        return [_by_share(rule.bands, Fraction(places[total], len(ordered))) for total in totals]
    starts = natural_breaks(ordered, len(rule.bands))
    lowest = [ordered[end - 1] for end in [*starts[1:], len(ordered)]] if ordered else []
    found: list[Band | None] = []
    for total in totals:
        index = next(index for index, low in enumerate(lowest) if total >= low)
        found.append(rule.bands[index])
    return found


def _by_score(bands: Sequence[Band], total: Fraction) -> Band | None:
    return next((band for band in bands if band.least_score is None or total >= band.least_score), None)


def _by_share(bands: Sequence[Band], share: Fraction) -> Band | None:
    return next((band for band in bands if band.up_to_share is None or share <= band.up_to_share), None)


def natural_breaks(ordered: Sequence[Fraction], classes: int) -> list[int]:
    """Where each class begins in ``ordered`` (from high to low), so that scores differ least within classes (Jenks, by
    Fisher's method).

    Equal scores are never parted; with fewer different scores than classes there are fewer classes.
    """
    alike = Counter(ordered)
    values = sorted(alike, reverse=True)
    classes = min(classes, len(values))
    if not classes:
        return []
    middle = sum(values, Fraction(0)) / len(values)
    heights = np.array([float(value - middle) for value in values])
    counts = np.array([alike[value] for value in values], dtype=float)
    sums, squares = _running(heights * counts), _running(heights * heights * counts)
    weights = _running(counts)

    def spread(first: slice, end: int) -> NDArray[np.float64]:
        """The squared distances from the mean of the values from each of ``first`` up to ``end``."""
        total = sums[end] - sums[first]
        found: NDArray[np.float64] = squares[end] - squares[first] - total * total / (weights[end] - weights[first])
        return found

    best = np.array([0.0, *(spread(slice(0, 1), end)[0] for end in range(1, len(values) + 1))])
    cuts = [np.zeros(len(values) + 1, dtype=int)]
    for taken in range(1, classes):
        following, cut = best.copy(), np.zeros(len(values) + 1, dtype=int)
        for end in range(taken + 1, len(values) + 1):
            costs = best[taken:end] + spread(slice(taken, end), end)
            cut[end] = taken + int(np.argmin(costs))
            following[end] = costs[cut[end] - taken]
        best = following
        cuts.append(cut)
    starts, end = [], len(values)
    for cut in reversed(cuts):
        starts.append(int(cut[end]))
        end = int(cut[end])
    return [int(weights[start]) for start in reversed(starts)]


def _running(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.concatenate(([0.0], np.cumsum(numbers)))
    return found
