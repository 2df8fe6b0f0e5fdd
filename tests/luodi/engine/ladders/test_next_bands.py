"""What the next band of a line would bring, and what it asks for."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.luodi.engine.ladders.made import ON, firm, line

from luodi.engine.ladders.next_bands import next_band
from luodi.formula.interpret import Evaluation
from luodi.formula.values import Outcome
from luodi.policy.rules.model import PointItem

RESEARCH = "分档(上年(研发费用 / 主营业务收入) >= 5%: 20分, 上年(研发费用 / 主营业务收入) >= 3%: 15分, 否则: 0分)"


def brought(item: PointItem, points: int, figures: str) -> tuple[Fraction, Fraction, list[str]] | None:
    trace: dict[tuple[int, date], Outcome] = {}
    Evaluation(firm(figures), trace).outcome(item.points.tree, ON)
    found = next_band(item, Fraction(points), firm(figures), ON, trace)
    return None if found is None else (found.points, found.gain, [one.shown or one.what for one in found.needs])


def test_it_goes_one_band_up() -> None:
    """From 2% the next band is 3%, from 3% it is 5%, and above that there is none."""
    item = line("research", RESEARCH, 20)
    revenue = "，主营业务收入(2024年)=100万元"
    assert brought(item, 0, "研发费用(2024年)=2万元" + revenue) == (15, 15, ["1百分点"])
    assert brought(item, 15, "研发费用(2024年)=3万元" + revenue) == (20, 5, ["2百分点"])
    assert brought(item, 20, "研发费用(2024年)=5万元" + revenue) is None


def test_it_counts_only_what_the_line_can_still_give() -> None:
    """Of a sum of bands with a most, a further band brings what is left below the most."""
    item = line("quality", "最小(合计(分档(规上: 3分, 否则: 0分), 分档(信用良好: 3分, 否则: 0分)), 5分)", 5)
    assert brought(item, 3, "规上(2025年)=是，信用良好=否") == (5, 2, ["信用良好"])
    assert brought(item, 5, "规上(2025年)=是，信用良好=是") is None


def test_it_takes_the_band_that_brings_most() -> None:
    """Where two bands are open, the one worth more is named."""
    item = line("two", "分档(规上: 3分, 否则: 0分) + 分档(信用良好: 4分, 否则: 0分)", 10)
    assert brought(item, 0, "规上(2025年)=否，信用良好=否") == (4, 4, ["信用良好"])


def test_it_is_silent_where_a_figure_is_missing_or_nothing_is_graded() -> None:
    """An unknown line has no next band, nor has a score that a person gives, nor a sum over several years."""
    assert brought(line("research", RESEARCH, 20), 0, "") is None
    assert brought(line("score", "评价得分", 100), 60, "评价得分(2025年)=60分") is None
    graded = line("years", "累计(分档(规上: 1分, 否则: 0分), 2)", 5)
    assert brought(graded, 0, "规上(2025年)=否，规上(2024年)=否") is None
