"""Figures of the sample's targets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from luodi_site.boards.sample_figures import figure_on
from luodi_site.supervision.models import EditionTarget, Matter


def target(indicator, value, unit="家", by=2028, **values):
    return EditionTarget(indicator=indicator, comparator=">=", value=Decimal(value), unit=unit, by=by, **values)


def test_it_keeps_to_the_even_way_or_to_a_pace_of_its_own():
    """From the figure at the end of 2025 to the target at the end of 2028."""
    half = date(2027, 7, 2)
    assert 29 <= figure_on(target("产值过10亿元的企业数量", 45), half) <= 37
    assert figure_on(target("规上工业企业数量", 1500), half) > 1343 + 30
    assert 1 <= figure_on(target("新增上市公司数量", 10, matter=Matter(position=6)), half) <= 3


def test_it_gives_months_that_are_not_alike_and_takes_nothing_back():
    """What is counted never falls; what is measured goes up and down; and the outset is where it stood."""
    ends = [date(2026, month, 28) for month in range(1, 13)]
    counted = [figure_on(target("规上工业企业数量", 1500), day) for day in ends]
    assert counted == sorted(counted)
    assert len({after - before for before, after in pairwise(counted)}) > 3
    measured = [figure_on(target("工业技改投资年均增速", 12, "%"), day) for day in ends]
    assert measured != sorted(measured)
    assert figure_on(target("规上工业企业数量", 1500), date(2025, 12, 31)) == 1186


def test_it_counts_anew_each_year():
    """Nearly all at the end of one year, little in the next January."""
    yearly = target("新开工技改项目数量", 260, "个", None, every="year", position=0)
    assert figure_on(yearly, date(2026, 12, 31)) == 260
    assert 4 <= figure_on(yearly, date(2027, 1, 31)) <= 40


def test_it_stops_at_the_target():
    """A target that is reached stays as it is, and is told in whole things or hundredths."""
    assert figure_on(target("工业用水重复利用率", 92, "%", position=1), date(2030, 1, 31)) == Decimal("92.00")
    assert figure_on(target("国家级卓越智能工厂数量", 1, "", position=1), date(2027, 1, 31)) == 0
