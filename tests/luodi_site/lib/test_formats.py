"""Money, shares, dates."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from luodi_site.lib import formats


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (0, "0元"), (9999, "9,999元"), (9999.99, "9,999.99元"), (10000, "1万元"), (123456, "12.35万元"),
        (99_999_999, "10,000万元"), (100_000_000, "1亿元"), (3_320_000_000, "33.2亿元"), (-25000, "-2.5万元"), (None, "—"),
    ],
)  # fmt: skip
def test_it_scales_money(yuan, words):
    """元 under 1万, 万元 under 1亿, 亿元 above; two decimals at most."""
    assert formats.money(yuan) == words


def test_it_writes_shares_days_and_quarters():
    """Shares to one decimal, days in text and in tables, quarters."""
    assert formats.share(0.1255) == "12.6%"
    assert formats.day_in_text(date(2026, 3, 5)) == "2026年3月5日"
    assert formats.day_in_table("2026-03-05") == "2026-03-05"
    assert formats.quarter(date(2026, 3, 5)) == "2026年1季度"
    assert formats.day_in_text(None) == "—"
    with translation.override("en"):
        assert formats.day_in_text(date(2026, 3, 5)) == "5 March 2026"


def test_it_says_the_weekday():
    """周六 beside the day; nothing beside none."""
    assert (formats.weekday_of(date(2026, 12, 5)), formats.weekday_of("2026-12-07"), formats.weekday_of(None)) == (
        "周六",
        "周一",
        "",
    )
