"""Growth against level."""

from __future__ import annotations

import pytest
from tests.luodi.policy.checks.sheet import Sheet

from luodi.policy.checks.growth_reaches_level import growth_reaches_level


@pytest.mark.parametrize(
    ("growth", "base", "told"), [("5", "1000亿元", True), ("15", "1000亿元", False), ("5", "", False)]
)
def test_it_holds_growth_against_level(growth: str, base: str, told: bool) -> None:
    """1000 growing by 5 % a year for 3 years makes 1157.6, not 1500; without a base nothing is said."""
    text = f"2025年光电产业产值{base}。到2028年，光电产业产值达到1500亿元，光电产业产值年均增长{growth}%以上。"
    sheet = Sheet(text)
    sheet.target("光电产业产值达到1500亿元", "光电产业产值", "1500", "亿元", by=2028)
    sheet.target(f"光电产业产值年均增长{growth}%以上", "光电产业产值年均增速", growth, "%", by=2028)
    problems = sheet.run(growth_reaches_level)
    assert bool(problems) is told
    if told:
        assert "1157.6亿元" in problems[0].message
