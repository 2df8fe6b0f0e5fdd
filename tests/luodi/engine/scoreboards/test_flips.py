"""How little a weight has to change for two neighbours to change places."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.luodi.engine.scoreboards.boards import board, entrant, line

from luodi.engine.scoreboards.flips import flips
from luodi.engine.scoreboards.score import score


def test_it_finds_the_smallest_change_of_one_weight():
    """甲 80/20, 乙 40/70 at 60:40: leads 56 to 52. At weight w of the first, 40 w = 50 (100 − w): level at 55.56."""
    held = (Fraction(100), Fraction(100))
    made = board(line(0, 60, normal="target_share"), line(1, 40, normal="target_share"))
    (found,) = flips(made, score(made, [entrant("甲", 80, 20, baselines=held), entrant("乙", 40, 70, baselines=held)]))
    assert (found.above, found.below, found.indicator) == ("甲", "乙", "i0")
    assert (found.to, found.change) == (Fraction(500, 9), Fraction(500, 9) - 60)


def test_it_says_where_no_weight_turns_them_round():
    """Who is better in every indicator stays before; a tie needs no change at all."""
    made = board(line(0, 60, normal="min_max"), line(1, 40, normal="min_max"))
    (dominated,) = flips(made, score(made, [entrant("甲", 9, 9), entrant("乙", 1, 1)]))
    assert (dominated.indicator, dominated.change) == (None, None)
    (tied,) = flips(made, score(made, [entrant("甲", 9, 9), entrant("乙", 9, 9)]))
    assert tied.change == 0


def test_it_names_no_weight_at_which_they_are_only_level():
    """Level in one indicator, behind in the other: with all weight on the first they are level, and never change places."""
    held = (Fraction(100), Fraction(100))
    made = board(line(0, 60, normal="target_share"), line(1, 40, normal="target_share"))
    (found,) = flips(made, score(made, [entrant("甲", 80, 70, baselines=held), entrant("乙", 80, 20, baselines=held)]))
    assert found.indicator is None


@settings(deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(0, 100)] * 3), min_size=2, max_size=5),
    st.tuples(*[st.integers(1, 60)] * 3),
)
def test_it_is_level_at_the_weight_it_names(rows, weights):
    """With that weight, the others in their proportions, the two draw level to the last digit."""
    held = (Fraction(100),) * 3
    whole = sum(weights)
    stated = [Fraction(100 * weight, whole) for weight in weights]
    made = board(*(line(index, weight, normal="target_share") for index, weight in enumerate(stated)))
    scores = score(made, [entrant(f"{index}", *row, baselines=held) for index, row in enumerate(rows)])
    for flip in flips(made, scores):
        assume(flip.indicator is not None)
        index = next(i for i, one in enumerate(made.indicators) if one.id == flip.indicator)
        others = (100 - flip.to) / (100 - stated[index])
        moved = board(
            *(
                replace(one, weight=flip.to if i == index else one.weight * others)
                for i, one in enumerate(made.indicators)
            )
        )
        again = {
            one.id: one.total
            for one in score(moved, [entrant(f"{i}", *row, baselines=held) for i, row in enumerate(rows)])
        }
        assert again[flip.above] == again[flip.below]
