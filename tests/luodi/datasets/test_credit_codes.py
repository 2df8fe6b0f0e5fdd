"""统一社会信用代码: eighteen signs of which the last checks the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.datasets.credit_codes import check_digit, fault_of

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# The worked example of GB 32100-2015, annex A.
EXAMPLE = "91350100M000100Y43"


def test_it_finds_the_check_digit_of_the_standard() -> None:
    """The example that the standard works out by hand."""
    assert check_digit(EXAMPLE[:17]) == "3"
    assert fault_of(EXAMPLE) is None


@given(st.text(SIGNS, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(SIGNS))
def test_it_finds_every_single_sign_that_is_wrong(body: str, place: int, sign: str) -> None:
    """One sign miscopied, and the last one no longer checks."""
    code = body + check_digit(body)
    assert fault_of(code) is None
    wrong = code[:place] + sign + code[place + 1 :]
    assert (fault_of(wrong) is None) == (wrong == code)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("9135010", "7 位"),
        ("91350100M000100Y4O", "可能是 0"),
        ("91350100M000100Y44", "校验位"),
        ("91350100M000100Y4-", "“-”"),
    ],
)
def test_it_says_what_is_wrong(code: str, said: str) -> None:
    """Too short, a letter taken for a digit, a sign miscopied."""
    assert said in (fault_of(code) or "")
