"""Figures carried forward along a straight line, from three years in a row at least."""

from __future__ import annotations

from fractions import Fraction

from tests.luodi.engine.ladders.made import CATALOGUE, firm

from luodi.engine.ladders.trends import carried_forward
from luodi.formula.fields import Field


def field(name: str) -> Field:
    found = CATALOGUE.find(name)
    assert found is not None
    return found


def ahead(name: str, figures: str, last_year: int) -> dict[int, Fraction] | None:
    _, trends, _ = carried_forward(firm(figures), [field(name)], last_year)
    return dict(trends[0].ahead) if trends else None


RISING = "主营业务收入(2023年)=100万元，主营业务收入(2024年)=110万元，主营业务收入(2025年)=120万元"


def test_it_continues_a_line() -> None:
    """100, 110, 120 go on with 130 and 140; the subject then has these figures too."""
    assert ahead("主营业务收入", RISING, 2027) == {2026: 130, 2027: 140}
    carried, _, _ = carried_forward(firm(RISING), [field("主营业务收入")], 2027)
    assert carried.figures["revenue@2027"] == 140 and carried.figures["revenue@2025"] == 120


def test_it_lays_the_line_closest_to_all_points() -> None:
    """Least squares of 100, 130, 110: the mean is 340/3 and the slope 5, so 2026 is 340/3 + 10, rounded to the fen."""
    figures = "主营业务收入(2023年)=100万元，主营业务收入(2024年)=130万元，主营业务收入(2025年)=110万元"
    assert ahead("主营业务收入", figures, 2026) == {2026: Fraction("123.333333")}


def test_it_needs_three_years_in_a_row() -> None:
    """Two years, or three with a gap, are too short, and the field is named."""
    for figures in (
        "主营业务收入(2024年)=110万元，主营业务收入(2025年)=120万元",
        "主营业务收入(2022年)=90万元，主营业务收入(2024年)=110万元，主营业务收入(2025年)=120万元",
        "",
    ):
        _, trends, short = carried_forward(firm(figures), [field("主营业务收入")], 2027)
        assert not trends and [one.code for one in short] == ["revenue"], figures


def test_it_looks_at_the_last_five_years() -> None:
    """What was long ago does not bend the line."""
    old = "，".join(f"主营业务收入({year}年)=900万元" for year in range(2015, 2021))
    new = "，".join(
        f"主营业务收入({year}年)={value}万元"
        for year, value in zip(range(2021, 2026), (80, 90, 100, 110, 120), strict=True)
    )
    assert ahead("主营业务收入", f"{old}，{new}", 2026) == {2026: 130}


def test_it_stays_at_nought_where_nothing_was_ever_below() -> None:
    """A falling revenue ends at nought; a profit that was once negative may be so again."""
    falling = "研发费用(2023年)=20万元，研发费用(2024年)=10万元，研发费用(2025年)=0元"
    assert ahead("研发费用", falling, 2027) == {2026: 0, 2027: 0}
    losses = "增加值(2023年)=10万元，增加值(2024年)=0元，增加值(2025年)=-10万元"
    assert ahead("增加值", losses, 2026) == {2026: -20}


def test_it_carries_no_flag_and_no_qualification() -> None:
    """What a firm is has no trend: only numbers of a year are carried."""
    figures = "，".join(f"规上({year}年)=是，资质({year}年)=单项冠军" for year in (2023, 2024, 2025))
    carried, trends, short = carried_forward(firm(figures), [field("规上"), field("资质"), field("成立日期")], 2026)
    assert not trends and not short and "scaled@2026" not in carried.figures


def test_it_leaves_alone_what_is_known_that_far() -> None:
    """A figure that is there for the last year needs no line."""
    _, trends, short = carried_forward(firm(RISING), [field("主营业务收入")], 2025)
    assert not trends and not short
