"""Headers taken apart: a name, a unit in brackets, a period, and no numbering."""

from __future__ import annotations

import pytest

from luodi.datasets.header_words import name_key, read_heading, units_said
from luodi.periods import Period

YEAR = Period("year", 2024)


@pytest.mark.parametrize(
    ("text", "name", "unit", "period"),
    [
        ("2024年主营业务收入（万元）", "主营业务收入", "万元", YEAR),
        ("主营业务收入(2024年，万元)", "主营业务收入,万元", "", YEAR),
        ("2024年度研发费用", "研发费用", "", YEAR),
        ("营业收入【万元】2024", "营业收入", "万元", YEAR),
        ("3.从业人员（人）", "从业人员", "人", None),
        ("一、资产总额（单位：亿元）", "资产总额", "亿元", None),
        ("其中：研发费用*", "研发费用", "", None),
        ("从业\n人员", "从业人员", "", None),
        ("２０２４年　税收", "税收", "", YEAR),
        ("2024年6月产值", "产值", "", Period("month", 2024, 6)),
        ("2024年第一季度税收", "税收", "", Period("quarter", 2024, 1)),
        ("2024Q3税收", "税收", "", Period("quarter", 2024, 3)),
        ("2024年1-12月产值", "产值", "", YEAR),
        ("设备投资额（不含税）", "设备投资额", "", None),
        ("是否规上（是/否）", "是否规上", "", None),
        ("万元", "", "万元", None),
        ("2024", "", "", YEAR),
        ("产值过10亿元企业数", "产值过10亿元企业数", "", None),
    ],
)
def test_it_takes_a_header_apart(text: str, name: str, unit: str, period: Period | None) -> None:
    """What it is called, measured in, and of which period."""
    found = read_heading(text)
    assert (found.name, found.unit, found.period, found.span) == (name, unit, period, "")


def test_it_completes_a_month_with_the_year_at_hand() -> None:
    """6月产值 under a title of 2024 is of June 2024; without a year it is of no period."""
    assert read_heading("6月产值", 2024).period == Period("month", 2024, 6)
    assert read_heading("二季度税收", 2024).period == Period("quarter", 2024, 2)
    assert read_heading("6月产值").period is None


@pytest.mark.parametrize("text", ["2024年1-6月产值", "2024年1—9月产值（万元）", "1至3月产值"])
def test_it_tells_a_sum_over_months(text: str) -> None:
    """1—6月 is no month and no year."""
    found = read_heading(text, 2024)
    assert found.period is None and found.span


def test_it_keeps_the_year_that_belongs_to_a_name() -> None:
    """规上工业单位增加值能耗比2025年下降幅度 is the name of a field."""
    assert read_heading("规上工业单位增加值能耗比2025年下降幅度（%）").whole == "规上工业单位增加值能耗比2025年下降幅度"


def test_it_compares_names_by_what_they_say() -> None:
    """Roman numerals, quotes, spaces and footnote marks make no difference."""
    assert name_key("Ⅰ类 知识产权数①") == name_key("I类知识产权数")
    assert name_key("（一）专精特新“小巨人”企业数：") == "专精特新小巨人企业数"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("单位：万元", ("万元",)),
        ("计量单位: 万元、人", ("万元", "人")),
        ("单位：吨标准煤/万元", ("吨标准煤/万元",)),
        ("填报单位：县经信局", ()),
        ("合计", ()),
    ],
)
def test_it_reads_a_line_of_units(text: str, units: tuple[str, ...]) -> None:
    """Above the table, for all columns that name none."""
    assert units_said(text) == units
