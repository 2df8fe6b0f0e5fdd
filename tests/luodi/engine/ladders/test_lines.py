"""A ladder over a table as lines and counts for people."""

from __future__ import annotations

from datetime import date

import polars as pl
from tests.luodi.engine.ladders.made import CATALOGUE, condition, formula, ladder, line, route, table

from luodi.engine.ladders.lines import LadderLine, counts, lines
from luodi.engine.ladders.on_polars import judge
from luodi.engine.ladders.plan import plan_of
from luodi.policy.rules.model import Rung

ON = date(2025, 6, 30)
LOW = Rung(
    "low",
    "初级",
    (condition("staff", "从业人员 >= 30人"),),
    qualification="省专精特新",
    valid_years=3,
    granted_on=formula("上市日期"),
)
HIGH = Rung(
    "high",
    "高级",
    (condition("debt", "资产负债率 <= 75%"),),
    (
        route("score", points=table(line("staff", "分档(从业人员 >= 100人: 10分, 否则: 4分)", 10), least=10)),
        route("growth", condition("rise", "同比(主营业务收入) >= 10%")),
    ),
    (condition("unsound", "非 信用良好"),),
    qualification="国家专精特新小巨人",
)
MADE = ladder(LOW, HIGH)
PLAN = plan_of(MADE, MADE.editions[0], CATALOGUE)
FIRMS = pl.DataFrame(
    {
        "id": ["1", "2", "3", "4"],
        "name": ["甲", "乙", "丙", "丁"],
        "region": ["东县", "东县", "西县", "西县"],
        "staff@2025": [40, 29, 100, None],
        "debt@2025": [800_000, 700_000, 700_000, None],
        "revenue@2025": [104_00, 1, 1, None],
        "revenue@2024": [100_00, 1, 1, None],
        "sound": [False, True, True, None],
        "listed_on": [date(2024, 7, 1), None, None, None],
        "qualifications@2025": [["省专精特新"], [], ["国家专精特新小巨人"], None],
    }
)
TABLE = FIRMS.hstack(judge(FIRMS, PLAN, ON))


def found() -> list[LadderLine]:
    return list(lines(PLAN, TABLE.iter_rows(named=True), CATALOGUE, ON))


def test_it_says_where_each_stands_and_what_the_next_rung_lacks() -> None:
    """Requirements with their distance, a veto as one, and of the routes how far each is."""
    first, second, third, _ = found()
    assert (first.stands, first.meets, first.next, first.is_ready) == ("初级", "初级", "高级", False)
    assert first.failing == (
        "资产负债率 <= 75%（差 5百分点）",
        "否决：非 信用良好",
        "score：总分差 6分；或growth：同比(主营业务收入) >= 10%（差 6百分点）",
    )
    assert (first.fails, first.points, first.ends) == (3, "4", "2027-06-30")
    assert (second.stands, second.meets, second.next) == ("无", "无", "初级")
    assert second.failing == ("从业人员 >= 30人（差 1人）",)
    assert (third.stands, third.meets, third.next, third.failing) == ("高级", "高级", "无", ())


def test_it_says_what_cannot_be_said_and_for_lack_of_what() -> None:
    """A firm without figures stands nobody knows where, between no rung and the highest."""
    unknown = found()[3]
    assert (unknown.stands, unknown.meets, unknown.next, unknown.is_ready) == ("不能确定", "无至高级", "初级", None)
    assert unknown.missing == ("从业人员（2025年）",)


def test_it_counts_by_region_and_rung() -> None:
    """Standing, meeting, open and ready; the last lines are those of all regions together."""
    tallies = counts(PLAN, TABLE.iter_rows(named=True))
    assert [(one.region, one.rung, one.standing, one.meeting, one.open, one.ready) for one in tallies] == [
        ("东县", "low", 1, 1, 0, 0),
        ("东县", "high", 0, 0, 0, 0),
        ("西县", "low", 0, 1, 1, 0),
        ("西县", "high", 1, 1, 1, 0),
        ("", "low", 1, 2, 1, 0),
        ("", "high", 1, 1, 1, 0),
    ]


def test_it_says_what_of_the_standing_rung_fails_already() -> None:
    """A condition that no trend speaks of: the holder with 20 people is told, the one with 40 has nothing to hear."""
    firms = FIRMS.with_columns(pl.Series("staff@2025", [20, 29, 100, None]))
    table = firms.hstack(judge(firms, PLAN, ON))
    few = next(lines(PLAN, table.iter_rows(named=True), CATALOGUE, ON))
    assert (few.likely_to_fail, few.failing_already) == ((), ("从业人员 >= 30人（差 10人）",))
    assert found()[0].failing_already == ()
