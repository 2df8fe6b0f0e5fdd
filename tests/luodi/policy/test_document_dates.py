"""Dates in both kinds of numerals, and the years that a plan covers."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.policy.document_dates import read_date, text_horizon, title_horizon


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026年3月5日", date(2026, 3, 5)),
        ("2026 年 12 月 31 日", date(2026, 12, 31)),
        ("二〇二六年三月五日", date(2026, 3, 5)),
        ("二○二五年十二月二十一日", date(2025, 12, 21)),
        ("二零二四年十月三十日", date(2024, 10, 30)),
        ("２０２６年３月５日", date(2026, 3, 5)),
    ],
)
def test_it_reads_a_date(words: str, day: date) -> None:
    """Arabic, full-width and Chinese numerals are the same day."""
    assert read_date(words) == day


@pytest.mark.parametrize("words", ["", "2026年3月", "3月5日", "2026年13月5日", "2026年2月30日", "2026-03-05", "年月日"])
def test_it_reads_no_day_that_is_none(words: str) -> None:
    """A month, an impossible day or another notation is no date of issue."""
    assert read_date(words) is None


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("云溪市行动方案（2026—2028年）", (2026, 2028)),
        ("云溪市行动计划(2026-2028年)", (2026, 2028)),
        ("云溪市2026年工作要点", (2026, 2026)),
        ("云溪市“十四五”制造业规划", (2021, 2025)),
        ("云溪市若干措施", None),
        ("关于2025年任务和2026年计划的通知", None),
    ],
)
def test_it_reads_the_years_of_a_title(title: str, years: tuple[int, int] | None) -> None:
    """Two different single years in a title are no range."""
    assert title_horizon(title) == years


@pytest.mark.parametrize(
    ("text", "issued", "years"),
    [
        ("本措施自印发之日起施行，有效期3年。", 2026, (2026, 2029)),
        ("本办法自2025年5月1日起施行，有效期至2027年12月31日。", None, (2025, 2027)),
        ("制定三年行动方案。到2028年，产值达到100亿元。", 2026, (2026, 2028)),
        ("研究制定2026—2028年行动方案。", 2025, (2026, 2028)),
        ("制定三年行动方案。到2030年，产值达到100亿元。", 2026, None),
        ("到2028年，产值达到100亿元。", 2026, None),
        ("本措施自印发之日起施行，有效期3年。", None, None),
    ],
)
def test_it_reads_the_years_of_a_text(text: str, issued: int | None, years: tuple[int, int] | None) -> None:
    """A term of validity counts from its start; a target's year alone is no horizon."""
    assert text_horizon(text, issued) == years
