"""Shares of many claims at once: which remainders are the largest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.engine.benefits import shortage_in_arrays
from luodi.engine.benefits.shortage_in_arrays import nth_largest

SPREAD = st.lists(st.integers(1, 2**62), min_size=1, max_size=60)
CLOSE = st.lists(st.integers(1, 9), min_size=1, max_size=60)


@given(SPREAD | CLOSE, st.data())
def test_it_finds_the_nth_largest_as_sorting_does(values: list[int], data: st.DataObject) -> None:
    """Numbers far apart and close together, with ties, at every place."""
    count = data.draw(st.integers(1, len(values)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shortage_in_arrays, "_CLASSES", data.draw(st.sampled_from([2, 16, 1 << 16])))
        found = shortage_in_arrays.nth_largest(np.array(values, dtype=np.int64), count)
    assert found == sorted(values, reverse=True)[count - 1]


def test_it_finds_it_among_more_numbers_than_there_are_classes() -> None:
    """A class holds many numbers where there are many."""
    values = np.random.default_rng(1).integers(1, 10**15, 300_000)
    assert nth_largest(values, 123_456) == np.sort(values)[::-1][123_455]
