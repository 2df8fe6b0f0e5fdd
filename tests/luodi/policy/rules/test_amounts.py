"""Numbers with units as a pack writes them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.policy.rules.amounts import Amount, read_amount, write_money, write_number, write_share


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("500万元", 5_000_000),
        ("1.5亿元", 150_000_000),
        ("－３．５万元", -35_000),
        ("12%", Fraction(3, 25)),
        ("1/3", Fraction(1, 3)),
        ("20 分", 20),
        ("3个百分点", Fraction(3, 100)),
        ("0.52吨标准煤/万元", Fraction(52, 1_000_000)),
    ],
)
def test_it_reads_amounts_exactly(written: str, value: Fraction) -> None:
    """In base units, full-width digits too, never through a float."""
    found = read_amount(written)
    assert isinstance(found, Amount) and found.value == value


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("1,000元", "1000元"),
        ("1，000，000元", "1000000元"),
        ("五百万元", "不是数"),
        ("5万块钱", "万元"),
        ("5公金", "公斤"),
        ("1/0", "不是数"),
        ("1e9元", "不是单位"),
        ("9" * 100, "不是数"),
        ("5颗星", "不是单位"),
    ],
)
def test_it_says_why_it_is_no_amount(written: str, told: str) -> None:
    """With what to write instead."""
    found = read_amount(written)
    assert isinstance(found, str) and told in found


@pytest.mark.parametrize(
    ("yuan", "written"),
    [
        (200_000, "20万元"),
        (150_000_000, "1.5亿元"),
        (1234, "1234元"),
        (Fraction(1, 2), "0.5元"),
        (0, "0元"),
        (-5 * 10**7, "-5000万元"),
    ],
)
def test_it_writes_money_as_offices_do(yuan: int, written: str) -> None:
    """In the largest unit that leaves few decimals."""
    assert write_money(Fraction(yuan)) == written


@given(st.fractions())
def test_it_reads_back_what_it_writes(value: Fraction) -> None:
    """As a number, as money and as a share, to the last digit."""
    for written in (write_number(value), write_money(value), write_share(value)):
        found = read_amount(written)
        assert len(written) > 60 or (isinstance(found, Amount) and found.value == value)
