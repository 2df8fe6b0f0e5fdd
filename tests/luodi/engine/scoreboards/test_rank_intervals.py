"""How firm a rank is under other weights."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from tests.luodi.engine.scoreboards.boards import board, entrant, line

from luodi.engine.scoreboards.rank_intervals import drawn_weights, rank_intervals
from luodi.engine.scoreboards.score import score

MADE = board(line(0, 50, normal="min_max"), line(1, 50, normal="min_max"))


def test_it_calls_firm_what_no_weight_changes():
    """Who leads in every indicator is first in every draw."""
    found = rank_intervals(
        MADE, score(MADE, [entrant("甲", 9, 9), entrant("乙", 5, 4), entrant("丙", 1, 1)]), draws=500
    )
    assert [(one.low, one.high, one.kept, one.is_fragile) for one in found] == [
        (1, 1, 1.0, False), (2, 2, 1.0, False), (3, 3, 1.0, False),
    ]  # fmt: skip


def test_it_calls_fragile_what_the_weights_decide():
    """Two that lead in one indicator each change places in about half of the draws."""
    scores = score(MADE, [entrant("甲", 100, 50), entrant("乙", 49, 100), entrant("丙", 0, 0)])
    first, second, third = rank_intervals(MADE, scores, draws=4000)
    assert (first.low, first.high, second.low, second.high, third.low) == (1, 2, 1, 2, 3)
    assert 0.4 < first.kept < 0.6


def test_it_makes_the_same_interval_again():
    """A seed is part of the call, and each draw of weights sums to what the stated ones sum to, within a quarter of each."""
    scores = score(MADE, [entrant("甲", 100, 50), entrant("乙", 49, 100)])
    assert rank_intervals(MADE, scores, draws=300) == rank_intervals(MADE, scores, draws=300)
    drawn = drawn_weights(MADE, draws=1000, spread=Fraction(1, 4), seed=1)
    assert np.allclose(drawn.sum(axis=1), 100)
    assert drawn.min() > 29 and drawn.max() < 71


def test_it_keeps_ties_as_ties_and_groups_apart():
    """Two alike share a place in every draw; another group's entrants do not count."""
    scores = score(
        MADE,
        [entrant("甲", 5, 5, group="东"), entrant("乙", 5, 5, group="东"), entrant("丙", 1, 0, group="东"), entrant("丁", 7, 7, group="西")],
    )  # fmt: skip
    found = {one.id: (one.low, one.high) for one in rank_intervals(MADE, scores, draws=200)}
    assert found == {"甲": (1, 1), "乙": (1, 1), "丙": (3, 3), "丁": (1, 1)}


def test_it_shares_out_the_weight_of_what_is_missing_and_takes_geometric_means():
    """With a dropped value, and with the geometric mean, the stated weights give the exact score's own places."""
    for more in ({}, {"aggregate": "geometric"}):
        made = board(
            line(0, 50, normal="rank", floor=Fraction(10)),
            line(1, 50, normal="rank", floor=Fraction(10), missing="drop"),
            **more,
        )
        scores = score(made, [entrant("甲", 9, None), entrant("乙", 5, 4), entrant("丙", 1, 9)])
        for one in rank_intervals(made, scores, draws=50, spread=Fraction(0)):
            assert (one.low, one.high, one.kept) == (one.rank, one.rank, 1.0)
