"""A day on the command line."""

from __future__ import annotations

import argparse
from datetime import date

import pytest

from luodi.commands.days import day


@pytest.mark.parametrize(
    "words", ["2026-06-30", "2026年6月30日", "2026/6/30", "2026.06.30", "20260630", "２０２６年6月30日"]
)
def test_it_takes_a_day_as_people_write_it(words: str) -> None:
    """The same day in each way of writing it."""
    assert day(words) == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2026-13-01", "没有“2026-13-01”这一天"),
        ("2026年6月", "没有写到日，写作"),
        ("明天", "不是日期，写作 2026-06-30"),
        ("无", "不是日期"),
        ("2026年2月30日", "这一天，写作 2026-06-30"),
    ],
)
def test_it_rejects_what_is_no_day(words: str, told: str) -> None:
    """With what is wrong, and how a day is written."""
    with pytest.raises(argparse.ArgumentTypeError, match=told):
        day(words)
