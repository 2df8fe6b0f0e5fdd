"""Marks over a text: overlapping, nested and touching stretches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from luodi.policy.marks import segments


def test_it_cuts_overlapping_marks() -> None:
    """Two stretches that overlap give three segments, the middle one under both."""
    made = segments(10, [("a", 1, 5), ("b", 3, 8)])
    assert [(s.start, s.end, s.marks) for s in made] == [
        (0, 1, ()),
        (1, 3, ("a",)),
        (3, 5, ("a", "b")),
        (5, 8, ("b",)),
        (8, 10, ()),
    ]


def test_it_leaves_out_what_does_not_lie_in_the_text() -> None:
    """A stretch outside the text, or an empty one, marks nothing."""
    assert [s.marks for s in segments(4, [("a", 2, 2), ("b", 3, 9)])] == [()]


@given(st.integers(1, 40), st.lists(st.tuples(st.integers(0, 39), st.integers(1, 40)), max_size=8))
def test_it_covers_the_text_and_marks_each_character_rightly(length: int, pairs: list[tuple[int, int]]) -> None:
    """Every character stands in one segment, under just the stretches that hold it."""
    marked = [(str(i), a, b) for i, (a, b) in enumerate(pairs) if a < b <= length]
    made = segments(length, marked)
    assert [s.start for s in made] + [length] == [0] + [s.end for s in made]
    for segment in made:
        for at in range(segment.start, segment.end):
            assert set(segment.marks) == {key for key, a, b in marked if a <= at < b}
