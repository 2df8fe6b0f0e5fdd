"""What a failing condition falls short of, part by part, in the figure's own unit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.luodi.engine.ladders.made import firm, formula

from luodi.formula.shortfalls import Shortfall, shortfalls

ON = date(2025, 6, 30)


def found(rule: str, figures: str) -> tuple[Shortfall, ...]:
    return shortfalls(formula(rule), firm(figures), ON)


def shown(rule: str, figures: str) -> list[str]:
    return [one.shown for one in found(rule, figures)]


def test_it_measures_in_the_unit_that_reads_best() -> None:
    """Money is short by 万元 or 亿元, shares by 百分点, counts by their own unit, dates by days."""
    assert shown("主营业务收入 >= 1亿元", "主营业务收入(2025年)=9000万元") == ["1000万元"]
    assert shown("资产负债率 <= 75%", "资产负债率(2025年)=80%") == ["5百分点"]
    assert shown("从业人员 >= 30人", "从业人员(2025年)=29人") == ["1人"]
    assert shown("从业年限 >= 3年", "从业年限=2年") == ["1年"]
    assert shown("上市日期 >= 2025年1月10日", "上市日期=2025年1月3日") == ["7天"]


def test_it_keeps_the_exact_distance() -> None:
    """The distance is exact and in base units, whatever is shown of it."""
    [one] = found("主营业务收入 >= 1亿元", "主营业务收入(2025年)=9999.9999万元")
    assert one.short_by == Fraction(1)


def test_it_says_nothing_of_what_holds_or_is_unknown() -> None:
    """At the threshold there is no distance, and a missing figure is no distance either."""
    assert not found("主营业务收入 >= 1亿元", "主营业务收入(2025年)=1亿元")
    assert not found("主营业务收入 >= 1亿元", "")


def test_it_takes_the_parts_that_fail() -> None:
    """Of 且 the parts that fail; of 或 every part, each marked as one of several that would do."""
    rule = "主营业务收入 >= 1亿元 且 资产负债率 <= 75% 且 从业人员 >= 30人"
    figures = "主营业务收入(2025年)=9000万元，资产负债率(2025年)=70%，从业人员(2025年)=20人"
    assert shown(rule, figures) == ["1000万元", "10人"]
    either = found("主营业务收入 >= 1亿元 或 从业人员 >= 30人", "主营业务收入(2025年)=9000万元，从业人员(2025年)=20人")
    assert [one.is_one_of for one in either] == [True, True]


def test_it_looks_through_the_functions_over_time() -> None:
    """上年 and 前年 move the year; 连续 has a distance for each year that fails, and each says its year."""
    assert shown("上年(主营业务收入 >= 1亿元)", "主营业务收入(2024年)=9000万元") == ["1000万元"]
    years = found("上年(连续(研发费用 >= 100万元, 2))", "研发费用(2024年)=90万元，研发费用(2023年)=80万元")
    assert [one.shown for one in years] == ["10万元", "20万元"]
    assert [one.sentence[:11] for one in years] == ["研发费用（2024年）", "研发费用（2023年）"]


def test_it_measures_an_average_growth() -> None:
    """A root is rounded to a millionth before it is subtracted: 4% a year is one point below 5%."""
    figures = "主营业务收入(2025年)=10816万元，主营业务收入(2023年)=10000万元"
    assert shown("年均增速(主营业务收入, 2) >= 5%", figures) == ["1百分点"]


def test_it_measures_to_the_nearer_end_of_a_range() -> None:
    """介于 falls short of the end that it is beyond."""
    assert shown("介于(从业人员, 20人, 299人)", "从业人员(2025年)=15人") == ["5人"]
    assert shown("介于(从业人员, 20人, 299人)", "从业人员(2025年)=300人") == ["1人"]


def test_it_takes_the_band_that_applies() -> None:
    """Of 分档 between conditions, the one that the figures lead to is the one that falls short."""
    rule = "分档(主营业务收入 >= 1亿元: 研发费用 >= 300万元, 否则: 研发费用 >= 100万元)"
    assert shown(rule, "主营业务收入(2025年)=1亿元，研发费用(2025年)=90万元") == ["210万元"]
    assert shown(rule, "主营业务收入(2025年)=9999万元，研发费用(2025年)=90万元") == ["10万元"]


def test_it_names_what_has_no_distance() -> None:
    """A flag, a qualification, a text: what fails is said, and no number is made up."""
    for rule, figures in (
        ("规上", "规上(2025年)=否"),
        ("有资质(“单项冠军”)", "资质(2025年)=空"),
        ("行业 = “软件业”", "行业=商贸业"),
        ("非 规上", "规上(2025年)=是"),
    ):
        [one] = found(rule, figures)
        assert one.short_by is None and one.what == rule and one.sentence
