"""Likeness of words, and lists laid side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from luodi.policy.likeness import align, bigrams, likeness, squeeze


def test_it_does_not_mind_white_space_or_the_width_of_punctuation() -> None:
    """（试行） and (试行) are the same words."""
    assert squeeze("培育 链主（试行）") == squeeze("培育链主(试行)")


def test_it_measures_likeness_between_nothing_and_all() -> None:
    """Equal words are wholly alike, words without a common pair not at all."""
    assert likeness(bigrams("培育链主企业"), bigrams("培育链主企业")) == 1
    assert likeness(bigrams("培育链主企业"), bigrams("绿色工厂")) == 0


def test_it_lays_lists_side_by_side_in_order() -> None:
    """A reworded clause finds its partner, a new one stands alone."""
    old = ["培育链主企业10家", "建设绿色工厂", "推进技术改造项目"]
    new = ["培育链主企业15家", "推进技术改造重点项目", "开展产需对接"]
    assert align(old, new) == [(0, 0), (1, None), (2, 1), (None, 2)]


@given(
    st.lists(st.text("甲乙丙丁", min_size=1, max_size=6), max_size=7),
    st.lists(st.text("甲乙丙丁", min_size=1, max_size=6), max_size=7),
)
def test_it_names_every_place_once_and_in_order(old: list[str], new: list[str]) -> None:
    """Nothing is lost and nothing stands twice."""
    pairs = align(old, new)
    assert [i for i, _ in pairs if i is not None] == list(range(len(old)))
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))
