"""One subject on a ladder in sentences."""

from __future__ import annotations

from datetime import date

from tests.luodi.engine.ladders.made import CATALOGUE, condition, firm, formula, ladder, line, route, table

from luodi.engine.ladders.expiry import forecast
from luodi.engine.ladders.in_sentences import in_sentences
from luodi.engine.ladders.judge import judge
from luodi.policy.rules.model import InForce, Ladder, Rung

ON = date(2025, 6, 30)
MADE = ladder(
    Rung(
        "one",
        "一级",
        (condition("debt", "上年(资产负债率) <= 75%"), condition("open", None)),
        (
            route(
                "score",
                points=table(
                    line("staff", "分档(从业人员 >= 100人: 10分, 否则: 5分)", 10, "甲"), least=8, parts={"甲": 3}
                ),
            ),
        ),
        (condition("unsound", "非 信用良好"),),
        qualification="单项冠军",
        valid_years=3,
        granted_on=formula("上市日期"),
    )
)
FIGURES = (
    "资质(2025年)=单项冠军，上市日期=2024年7月1日，从业人员(2025年)=40人，信用良好=是，"
    "资产负债率(2022年)=60%，资产负债率(2023年)=65%，资产负债率(2024年)=70%"
)


def said(figures: str, made: Ladder = MADE) -> list[str]:
    subject = firm(figures)
    result = judge(made, CATALOGUE, subject, ON)
    return [line.strip("　") for line in in_sentences(result, forecast(result, CATALOGUE, subject))]


def test_it_tells_each_rung_with_its_points_and_its_end() -> None:
    """What holds, what fails, what is open; the points with what the next band asks for; the forecast."""
    lines = said(FIGURES)
    assert "所处 一级，符合 无，下一级 无" in lines
    assert "✗ 一级（按复核条件），资质到期 2027-06-30" in lines
    assert "？ open（条件还没有写成公式，不能判断）" in lines
    assert "✓ 否决项：非 信用良好" in lines
    assert "✗ 总分 5，要至少 8" in lines and "✓ 甲 5，要至少 3" in lines
    assert "staff：5/10；再得 5 分要：从业人员（2025年）为 40人，应不低于 100人，差 60人" in lines
    fails = "按趋势可能不符合：上年(资产负债率) <= 75%（差 5百分点）"
    assert f"到期复核（2027-06-30，一级）：{fails}；现在不符合、不能预判的：score：总分差 3分" in lines
    assert "依据：资产负债率2022—2024年" in lines and "不足三年，没有推算：从业人员" in lines


def test_it_tells_what_is_lacking() -> None:
    """Without figures every condition names the one it lacks, and nothing is said of standing."""
    lines = said("")
    assert "符合 无，至多 一级（有数据未知），下一级 一级" in lines
    assert "？ 上年(资产负债率) <= 75%（缺 资产负债率（2024年））" in lines
    assert "staff：未知，满分 10（缺 从业人员（2025年））" in lines
    assert "？ 总分 0至10，要至少 8" in lines and "？ 甲 0至10，要至少 3" in lines


def test_it_does_not_foretell_well_of_what_fails_already() -> None:
    """A condition that fails and has no trend is told, not passed over; where all is foreseen to hold, that is said."""
    made = ladder(
        Rung(
            "one",
            "一级",
            (condition("staff", "从业人员 >= 100人"), condition("debt", "上年(资产负债率) <= 75%")),
            qualification="单项冠军",
            valid_years=3,
            granted_on=formula("上市日期"),
        )
    )
    figures = FIGURES.replace("70%", "60%").replace("65%", "60%")
    ahead = "到期复核（2027-06-30，一级）："
    assert f"{ahead}不能确定；现在不符合、不能预判的：从业人员 >= 100人（差 60人）" in said(figures, made)
    years = "".join(f"，从业人员({year}年)=140人" for year in (2022, 2023, 2024))
    assert f"{ahead}按趋势符合条件" in said(figures.replace("=40人", "=140人") + years, made)


def test_it_tells_only_the_gap_where_no_edition_holds() -> None:
    """Between editions there is nothing to judge by."""
    lines = said(FIGURES, ladder(*MADE.editions[0].rungs, in_force=InForce(date(2030, 1, 1))))
    assert len(lines) == 2 and "不作认定" in lines[1]
