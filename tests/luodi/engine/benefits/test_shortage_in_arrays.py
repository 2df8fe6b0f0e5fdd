"""Shares of many claims at once: which remainders are the largest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.engine.benefits import shortage_in_arrays
from luodi.engine.benefits.shortage import Claim, share_out
from luodi.engine.benefits.shortage_in_arrays import Claims, need_of, nth_largest, pay_out
from luodi.engine.model import Amount
from luodi.formula.fields import LARGEST_STORED
from luodi.policy.rules.model import Shortage

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


SUMS = st.integers(0, 9) | st.integers(0, 10**9) | st.integers(0, LARGEST_STORED)
ENDS = st.tuples(SUMS, st.none() | st.just(0) | SUMS)  # the least; without a bound, known, or so much more


def _amount(low: int, more: int | None) -> Amount:
    return Amount(low, None if more is None else min(low + more, LARGEST_STORED))


@given(
    st.sampled_from(["pro_rata", "order"]),
    st.lists(st.tuples(ENDS, st.none() | st.integers(-2, 2)), min_size=1, max_size=8),
    SUMS,
    st.sampled_from([1, 100, 10_000]),
)
def test_it_shares_out_as_the_reference_does(
    kind: Shortage, given_: list[tuple[tuple[int, int | None], int | None]], budget: int, step: int
) -> None:
    """Claims of any size, known or not, with a place in the queue or without; together more than 64 bits as well."""
    people = [Claim(f"{at}", _amount(*ends), order) for at, (ends, order) in enumerate(given_)]
    by_hand, state = share_out(kind, budget, step, people)
    low = np.array([one.claimed.low for one in people], dtype=np.int64)
    high = np.array([one.claimed.high or 0 for one in people], dtype=np.int64)
    is_known = all(one.claimed.is_known for one in people)
    claims = Claims(
        low,
        low if is_known else high,
        lambda places: np.array([people[at].claimant for at in places], dtype=object),
        None if is_known else np.array([one.claimed.high is None for one in people]),
        np.array([one.order or 0 for one in people], dtype=np.int64),
        np.array([one.order is None for one in people]),
    )
    need = need_of(kind, budget, step, claims)
    paid = pay_out(need, claims)
    assert need.state == state
    if need.shares_out:
        found = list(zip(paid.low.tolist(), paid.high.tolist(), strict=True))
        assert found == [(one.low, one.high) for one in by_hand]
