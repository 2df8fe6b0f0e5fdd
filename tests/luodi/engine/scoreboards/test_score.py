"""Totals, ranks and bands: exact, ties as ties, unknown as unknown."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.luodi.engine.scoreboards.boards import board, entrant, line

from luodi.engine.scoreboards.score import score
from luodi.policy.rules.model import Band, ColourRule, Condition


def ranks(found):
    return {one.id: one.rank for one in found}


def test_it_agrees_with_a_composite_index_worked_by_hand():
    """COINr's usual steps (min–max to 0–100, weighted arithmetic mean, rank with ties at the best place) on four regions.

    i0: 10, 20, 30, 50 → 0, 25, 50, 100; i1 (less is better): 8, 2, 4, 6 → 0, 100, 66.67, 33.33; weights 60 and 40:
    甲 0, 乙 15 + 40 = 55, 丙 30 + 26.67 = 56.67, 丁 60 + 13.33 = 73.33.
    """
    made = board(line(0, 60, normal="min_max"), line(1, 40, normal="min_max", is_more_better=False))
    found = score(made, [entrant("甲", 10, 8), entrant("乙", 20, 2), entrant("丙", 30, 4), entrant("丁", 50, 6)])
    assert [(one.id, one.total, one.rank) for one in found] == [
        ("丁", Fraction(220, 3), 1), ("丙", Fraction(170, 3), 2), ("乙", 55, 3), ("甲", 0, 4),
    ]  # fmt: skip


def test_it_shows_a_tie_as_a_tie():
    """Equal totals share the best place and the next place is left out; thirds add up to a whole without a float."""
    third = Fraction(100, 3)
    made = board(*(line(index, third, normal="min_max") for index in range(3)))
    found = score(
        made, [entrant("甲", 1, 0, 0), entrant("乙", 0, 1, 0), entrant("丙", 0, 0, 1), entrant("丁", 0, 0, 0)]
    )
    assert ranks(found) == {"甲": 1, "乙": 1, "丙": 1, "丁": 4}
    assert [one.is_tied for one in found] == [True, True, True, False]


def test_it_ranks_nobody_whose_figure_is_missing():
    """A missing figure makes the score unknown, not nought; the others' places count only who is ranked."""
    made = board(line(0, 100, normal="min_max"))
    found = score(made, [entrant("甲", None, missing=("从业人员（2025年）",)), entrant("乙", 3), entrant("丙", 5)])
    assert ranks(found) == {"丙": 1, "乙": 2, "甲": None}
    lacking = found[-1]
    assert (lacking.standing, lacking.total, lacking.missing, found[0].of) == (
        "unknown",
        None,
        ("从业人员（2025年）",),
        2,
    )


def test_it_fills_a_missing_value_as_the_board_says():
    """zero: no points; mean: the mean of the others' points; drop: its weight goes to the rest in proportion."""
    given = [entrant("甲", 4, None), entrant("乙", 0, 10), entrant("丙", 2, 0)]
    totals = {}
    for missing in ("zero", "mean", "drop"):
        made = board(line(0, 50, normal="min_max"), line(1, 50, normal="min_max", missing=missing))
        first = next(one for one in score(made, given) if one.id == "甲")
        totals[missing] = first.total
        assert first.indicators[1].is_filled == (missing != "drop")
    assert totals == {"zero": 50, "mean": 75, "drop": 100}


def test_it_bounds_what_is_added():
    """Bonus and penalty are held to the most that the board allows, either way."""
    made = board(line(0, 100, normal="min_max"), adjustments=1)
    found = score(made, [entrant("甲", 0, added=(Fraction(50),)), entrant("乙", 10, added=(Fraction(-50),))])
    assert {one.id: one.total for one in found} == {"甲": 5, "乙": 95}


def test_it_ranks_each_group_by_itself():
    """Values are made comparable, and places given, within the group."""
    made = board(line(0, 100, normal="min_max"), group="industry")
    found = score(made, [entrant("甲", 1, group="东"), entrant("乙", 2, group="东"), entrant("丙", 100, group="西")])
    assert ranks(found) == {"乙": 1, "甲": 2, "丙": 1}


def test_it_puts_a_veto_into_its_band_and_an_exempt_one_out_of_the_field():
    """A veto changes the band, not the place; who is exempt neither has a place nor moves the others' points."""
    colours = ColourRule("shares", (Band("A", "绿", up_to_share=Fraction(1, 2)), Band("D", "红")))
    made = board(
        line(0, 100, normal="min_max"), colours=colours, veto=Condition("v", "重大事故", None), veto_band="D",
        exempt_band="豁免",
    )  # fmt: skip
    found = score(
        made, [entrant("甲", 9, has_veto=True), entrant("乙", 5), entrant("丙", 1), entrant("丁", 1000, is_exempt=True)]
    )
    assert {one.id: (one.rank, one.band, one.colour) for one in found} == {
        "甲": (1, "D", "红"), "乙": (2, "D", "红"), "丙": (3, "D", "红"), "丁": (None, "豁免", ""),
    }  # fmt: skip
    assert found[1].total == 50


def test_it_takes_the_geometric_mean():
    """80 and 20 with equal weights are 40; nought in one indicator is nought in all."""
    made = board(line(0, 50, normal="target_share"), line(1, 50, normal="target_share"), aggregate="geometric")
    held = (Fraction(100), Fraction(100))
    found = score(made, [entrant("甲", 80, 20, baselines=held), entrant("乙", 90, 0, baselines=held)])
    assert round(float(found[0].total), 12) == 40
    assert (found[1].id, found[1].total) == ("乙", 0)


@given(
    st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=12),
    st.sampled_from(["min_max", "z_score", "rank", "ratio"]),
    st.randoms(),
)
def test_it_gives_the_same_ranks_in_any_order(rows, normal, random):
    """Ranks do not depend on the order of the rows, every place up to the last is explained by who stands before it."""
    made = board(line(0, 70, normal=normal), line(1, 30, normal="min_max"))
    given = [entrant(f"{index:02}", *row) for index, row in enumerate(rows)]
    found = score(made, given)
    random.shuffle(given)
    assert score(made, given) == found
    ranked = [one for one in found if one.total is not None]
    for one in ranked:
        assert one.rank == 1 + sum(other.total > one.total for other in ranked)
