"""Bands by share, by score and by natural breaks."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from luodi.engine.scoreboards.bands import bands_of, natural_breaks
from luodi.policy.rules.model import Band, ColourRule

ABCD = tuple(
    Band(name, up_to_share=None if share is None else Fraction(share, 100))
    for name, share in (("A", 20), ("B", 60), ("C", 95), ("D", None))
)


def test_it_cuts_by_shares_of_the_field():
    """20 % of ten are two; equal scores are in one band, the better one."""
    totals = [Fraction(value) for value in (100, 90, 90, 70, 60, 50, 40, 30, 20, 10)]
    found = bands_of(ColourRule("shares", ABCD), totals)
    assert [band.name for band in found] == ["A", "A", "A", "B", "B", "B", "C", "C", "C", "D"]


def test_it_cuts_by_scores():
    """90 is 优, just below is 良."""
    bands = tuple(
        Band(name, least_score=None if least is None else Fraction(least))
        for name, least in (("优", 90), ("良", 80), ("中", 60), ("差", None))
    )
    found = bands_of(ColourRule("scores", bands), [Fraction(90), Fraction("89.99"), Fraction(60), Fraction(0)])
    assert [band.name for band in found] == ["优", "良", "中", "差"]


def test_it_cuts_where_scores_fall_apart():
    """Three clusters, three colours, whatever their sizes."""
    colours = ColourRule("natural_breaks", tuple(Band(name) for name in ("绿", "黄", "红")))
    totals = [Fraction(value) for value in (10, 95, 52, 94, 93, 50, 9)]
    assert [band.name for band in bands_of(colours, totals)] == ["红", "绿", "黄", "绿", "绿", "黄", "红"]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=9), st.integers(1, 4))
def test_it_finds_the_breaks_with_least_spread(values, classes):
    """Beside every other way to part the different scores, the chosen one has the least squared distance."""
    ordered = [Fraction(value) for value in sorted(values, reverse=True)]
    starts = natural_breaks(ordered, classes)
    edges = sorted({index for index in range(1, len(ordered)) if ordered[index] != ordered[index - 1]})
    wanted = min(classes, len(edges) + 1)
    assert len(starts) == wanted and starts[0] == 0

    def spread(cuts):
        total = Fraction(0)
        for first, end in zip([0, *cuts], [*cuts, len(ordered)], strict=True):
            part = ordered[first:end]
            middle = sum(part) / len(part)
            total += sum((value - middle) ** 2 for value in part)
        return total

    best = min(spread(cuts) for cuts in combinations(edges, wanted - 1))
    assert abs(spread(starts[1:]) - best) < Fraction(1, 10**6)
