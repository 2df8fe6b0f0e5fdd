"""One indicator, two values."""

from __future__ import annotations

from tests.luodi.policy.checks.sheet import Sheet

from luodi.policy.checks.figures_differ import figures_differ

TEXT = "一、目标\n到2028年，绿色工厂达到30家。\n二、任务\n到2028年，全市绿色工厂达到{}家。\n"


def twice(second: str, by: int = 2028) -> list[str]:
    sheet = Sheet(TEXT.format(second)).target("绿色工厂达到30家", "绿色工厂数量", "30", "家", by=2028)
    sheet.target(f"全市绿色工厂达到{second}家", "全市绿色工厂数量", second, "家", by=by)
    return [p.code for p in sheet.run(figures_differ)]


def test_it_tells_of_two_values_of_one_indicator() -> None:
    """30 in the goals and 25 in the task cannot both hold."""
    assert twice("25") == ["check.figures_differ"]


def test_it_accepts_the_same_value_twice() -> None:
    """Repeating a goal in its task is usual."""
    assert twice("30") == []


def test_it_accepts_different_years() -> None:
    """25 by 2027 on the way to 30 by 2028 is a path, not a contradiction."""
    assert twice("25", by=2027) == []
