"""Figures of the sample's targets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from luodi_site.boards.sample_figures import figure_on
from luodi_site.supervision.models import EditionTarget, Matter


def target(indicator, value, unit="家", by=2028, **values):
    return EditionTarget(indicator=indicator, comparator=">=", value=Decimal(value), unit=unit, by=by, **values)


def test_it_keeps_to_the_even_way_or_to_a_pace_of_its_own():
    """From the figure at the end of 2025 to the target at the end of 2028."""
    half = date(2027, 7, 2)
    assert figure_on(target("产值过10亿元的企业数量", 45, position=3), half) == 33
    assert figure_on(target("规上工业企业数量", 1500, position=3), half) > 1343 + 30
    assert figure_on(target("新增上市公司数量", 10, position=3, matter=Matter(position=6)), half) == 2


def test_it_counts_anew_each_year():
    """Nearly all at the end of one year, little in the next January."""
    yearly = target("新开工技改项目数量", 260, "个", None, every="year", position=0)
    assert figure_on(yearly, date(2026, 12, 31)) == 260
    assert figure_on(yearly, date(2027, 1, 31)) == 22


def test_it_stops_at_the_target():
    """A target that is reached stays as it is, and is told in whole things or hundredths."""
    assert figure_on(target("工业用水重复利用率", 92, "%", position=1), date(2030, 1, 31)) == Decimal("92.00")
    assert figure_on(target("国家级卓越智能工厂数量", 1, "", position=1), date(2027, 1, 31)) == 0
