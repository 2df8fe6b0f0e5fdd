"""What a ladder means, rule by rule, on figures worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.luodi.engine.ladders.made import CATALOGUE, ON, condition, firm, ladder, line, route, table

from luodi.engine.ladders.judge import judge
from luodi.engine.ladders.model import LadderResult
from luodi.policy.rules.model import InForce, Ladder, PointsTable, Rung

LOW = Rung("low", "低级", (condition("staff", "从业人员 >= 30人"),), qualification="省专精特新")
HIGH = Rung("high", "高级", (condition("revenue", "主营业务收入 >= 1亿元"),), qualification="国家专精特新小巨人")
BOTH = ladder(LOW, HIGH)


def judged(made: Ladder, figures: str, on: date = ON) -> LadderResult:
    return judge(made, CATALOGUE, firm(figures), on)


def places(made: Ladder, figures: str) -> tuple[str | None, ...]:
    found = judged(made, figures)
    return found.stands, found.meets, found.may_meet, found.next


def test_it_says_where_a_firm_stands_and_what_it_meets() -> None:
    """Standing is by what was granted, meeting by the figures, and neither follows from the other."""
    figures = "从业人员(2025年)=30人，主营业务收入(2025年)=9000万元，资质(2025年)="
    assert places(BOTH, figures + "省专精特新") == ("low", "low", "low", "high")
    assert places(BOTH, figures + "国家专精特新小巨人") == ("high", "low", "low", "")
    assert places(BOTH, figures + "空") == ("", "low", "low", "low")


def test_it_takes_the_next_rung_from_what_is_met_where_standing_is_unknown() -> None:
    """Without a word on qualifications, the next rung is the one above what the figures surely meet."""
    assert places(BOTH, "从业人员(2025年)=30人，主营业务收入(2025年)=9000万元") == (None, "low", "low", "high")


def test_it_says_between_what_an_unknown_lies() -> None:
    """A rung that a missing figure decides is not met and not ruled out: ``meets`` and ``may_meet`` part."""
    assert places(BOTH, "从业人员(2025年)=30人，资质(2025年)=空") == ("", "low", "high", "low")
    found = judged(BOTH, "从业人员(2025年)=30人，资质(2025年)=空")
    assert not found.is_certain
    assert [str(one) for one in found.rungs[1].missing] == ["主营业务收入（2025年）"]


def test_it_asks_for_all_requirements_and_one_route() -> None:
    """All of ``requires`` and any one of ``routes``; with no route, the requirements alone."""
    rung = Rung(
        "one",
        "一级",
        (condition("staff", "从业人员 >= 30人"),),
        (route("a", condition("scaled", "规上")), route("b", condition("sound", "信用良好"))),
    )
    for figures, is_met in (
        ("从业人员(2025年)=30人，规上(2025年)=否，信用良好=是", True),
        ("从业人员(2025年)=30人，规上(2025年)=否，信用良好=否", False),
        ("从业人员(2025年)=29人，规上(2025年)=是，信用良好=是", False),
        ("从业人员(2025年)=30人，规上(2025年)=否", None),
        ("从业人员(2025年)=29人，规上(2025年)=否", False),
    ):
        assert judged(ladder(rung), figures).rungs[0].is_met is is_met, figures


def test_it_bars_by_a_veto() -> None:
    """A veto that holds bars the rung whatever else is met; one that is unknown leaves it open."""
    rung = Rung("one", "一级", (condition("staff", "从业人员 >= 30人"),), vetoes=(condition("unsound", "非 信用良好"),))
    assert judged(ladder(rung), "从业人员(2025年)=30人，信用良好=是").rungs[0].is_met is True
    assert judged(ladder(rung), "从业人员(2025年)=30人").rungs[0].is_met is None
    barred = judged(ladder(rung), "从业人员(2025年)=30人，信用良好=否").rungs[0]
    assert barred.is_met is False
    assert [one.condition.id for one in barred.failing] == ["unsound"] and barred.failing[0].is_veto


def test_it_asks_a_holder_what_the_review_asks() -> None:
    """Growth is asked at the grant only; the score at the review may be that of either year."""
    rung = Rung(
        "one",
        "一级",
        (
            condition("growth", "同比(主营业务收入) >= 5%", "grant"),
            condition("score", "评价得分 >= 60分", "grant"),
            condition("score_review", "评价得分 >= 60分 或 上年(评价得分) >= 60分", "review"),
        ),
        qualification="单项冠军",
    )
    figures = "主营业务收入(2025年)=1亿元，主营业务收入(2024年)=1亿元，评价得分(2025年)=59分，评价得分(2024年)=60分，资质(2025年)="
    holder = judged(ladder(rung), figures + "单项冠军").rungs[0]
    assert holder.is_met is True and holder.is_review
    newcomer = judged(ladder(rung), figures + "空").rungs[0]
    assert newcomer.is_met is False
    assert [one.condition.id for one in newcomer.failing] == ["growth", "score"]


def test_it_leaves_open_what_is_still_to_be_written() -> None:
    """A condition without a formula is neither met nor failed, and says so."""
    found = judged(ladder(Rung("one", "一级", (condition("known", None),))), "").rungs[0]
    assert found.is_met is None
    assert "还没有写成公式" in found.requires[0].notes[0]


def test_it_says_how_far_a_failing_condition_is() -> None:
    """The distance stands with the condition, in the figure's unit."""
    found = judged(BOTH, "从业人员(2025年)=30人，主营业务收入(2025年)=9999万元").rungs[1]
    assert [one.shown for each in found.failing for one in each.shortfalls] == ["1万元"]


# -- points --------------------------------------------------------------------------------------------------------------

RESEARCH = line(
    "research", "分档(研发费用 / 主营业务收入 >= 5%: 20分, 研发费用 / 主营业务收入 >= 3%: 15分, 否则: 0分)", 20, "创新"
)
DEBT = line("debt", "分档(资产负债率 <= 55%: 10分, 资产负债率 <= 75%: 5分, 否则: 0分)", 10, "成长")
STAFF = line("staff", "从业人员 / 10人 * 1分", 10, "成长")


def scored(points: PointsTable, figures: str) -> tuple[Fraction, Fraction, bool | None]:
    result = judged(ladder(Rung("one", "一级", routes=(route("score", points=points),))), figures)
    found = result.rungs[0].routes[0].points
    assert found is not None
    return found.total.low, found.total.high, found.is_met


@pytest.mark.parametrize(
    ("research", "points"),
    [("5万元", 20), ("4.9999万元", 15), ("3万元", 15), ("2.9999万元", 0), ("0元", 0)],
)
def test_it_gives_the_points_of_the_band(research: str, points: int) -> None:
    """At the lower end of a band its points, a yuan below it those of the band beneath."""
    figures = f"研发费用(2025年)={research}，主营业务收入(2025年)=100万元"
    assert scored(table(RESEARCH, least=10), figures)[:2] == (points, points)


def test_it_adds_lines_and_asks_for_the_least() -> None:
    """The total is reached exactly at ``least``; a strict table asks for more than that."""
    figures = "研发费用(2025年)=3万元，主营业务收入(2025年)=100万元，资产负债率(2025年)=75%"
    assert scored(table(RESEARCH, DEBT, least=20), figures) == (20, 20, True)
    assert scored(table(RESEARCH, DEBT, least=21), figures) == (20, 20, False)
    assert scored(table(RESEARCH, DEBT, least=20, is_strict=True), figures) == (20, 20, False)
    assert scored(table(RESEARCH, DEBT, least=19, is_strict=True), figures) == (20, 20, True)


def test_it_asks_for_the_least_of_each_part() -> None:
    """Enough in all is not enough where one part has too little."""
    figures = "研发费用(2025年)=5万元，主营业务收入(2025年)=100万元，资产负债率(2025年)=80%"
    assert scored(table(RESEARCH, DEBT, least=20, parts={"创新": 20, "成长": 5}), figures) == (20, 20, False)
    assert scored(table(RESEARCH, DEBT, least=20, parts={"创新": 20}), figures) == (20, 20, True)


def test_it_bounds_a_line_by_nought_and_its_most() -> None:
    """A formula that gives more than the line's most gives the most, and one below nought gives nought."""
    assert scored(table(STAFF, least=5), "从业人员(2025年)=500人")[:2] == (10, 10)
    below = line("debt", "(50% - 资产负债率) * 100 * 1分", 10)
    assert scored(table(below, least=5), "资产负债率(2025年)=80%")[:2] == (0, 0)


def test_it_decides_a_table_once_unknown_lines_cannot_change_it() -> None:
    """An unknown line gives from nought to its most: 20 of 20 is reached without it, 31 is out of reach even with it."""
    figures = "研发费用(2025年)=5万元，主营业务收入(2025年)=100万元"
    assert scored(table(RESEARCH, DEBT, least=20), figures) == (20, 30, True)
    assert scored(table(RESEARCH, DEBT, least=25), figures) == (20, 30, None)
    assert scored(table(RESEARCH, DEBT, least=31), figures) == (20, 30, False)
    assert scored(table(RESEARCH, DEBT, least=30, is_strict=True), figures) == (20, 30, False)


def test_it_names_the_figures_that_a_table_lacks() -> None:
    """What would decide an open table is listed; of a decided one nothing is asked."""
    rung = Rung("one", "一级", routes=(route("score", points=table(RESEARCH, DEBT, least=25)),))
    figures = "研发费用(2025年)=5万元，主营业务收入(2025年)=100万元"
    assert [str(one) for one in judged(ladder(rung), figures).rungs[0].missing] == ["资产负债率（2025年）"]
    decided = Rung("one", "一级", routes=(route("score", points=table(RESEARCH, DEBT, least=20)),))
    assert not judged(ladder(decided), figures).rungs[0].missing


def test_it_says_how_many_points_are_lacking() -> None:
    """All known, the distance is exact; with unknown lines it is what even the best case lacks."""
    known = "研发费用(2025年)=3万元，主营业务收入(2025年)=100万元，资产负债率(2025年)=80%"
    for figures, short in ((known, 16), ("研发费用(2025年)=3万元，主营业务收入(2025年)=100万元", 6)):
        result = judged(
            ladder(Rung("one", "一级", routes=(route("s", points=table(RESEARCH, DEBT, least=31)),))), figures
        )
        points = result.rungs[0].routes[0].points
        assert points is not None and points.total.short_by == short


# -- classes and editions ------------------------------------------------------------------------------------------------

CLASSES = ladder(
    Rung("micro", "微型"),
    Rung("small", "小型", (condition("s", "从业人员 >= 20人"), condition("r", "主营业务收入 >= 300万元"))),
    Rung("medium", "中型", (condition("s", "从业人员 >= 300人"), condition("r", "主营业务收入 >= 2000万元"))),
)


def test_it_takes_the_highest_class_that_holds() -> None:
    """A firm that fails one figure of a class falls to the next lower one; the lowest asks nothing."""
    for figures, meets in (
        ("从业人员(2025年)=300人，主营业务收入(2025年)=2000万元", "medium"),
        ("从业人员(2025年)=299人，主营业务收入(2025年)=2000万元", "small"),
        ("从业人员(2025年)=300人，主营业务收入(2025年)=299万元", "micro"),
    ):
        found = judged(CLASSES, figures)
        assert (found.meets, found.may_meet, found.stands) == (meets, meets, None), figures
    unknown = judged(CLASSES, "从业人员(2025年)=300人")
    assert (unknown.meets, unknown.may_meet) == ("micro", "medium")


def test_it_judges_by_the_edition_in_force() -> None:
    """On the last day of the old edition the old one rules, a day later the new one, and in a gap none."""
    old, new = (
        Rung("one", "一级", (condition("s", "从业人员 >= 20人"),)),
        Rung("one", "一级", (condition("s", "从业人员 >= 30人"),)),
    )
    first = ladder(old, in_force=InForce(date(2025, 1, 1), date(2025, 3, 31)))
    second = ladder(new, in_force=InForce(date(2025, 4, 2)))
    made = Ladder("made", "阶梯", (*first.editions, *second.editions))
    assert judged(made, "从业人员(2025年)=25人", date(2025, 3, 31)).meets == "one"
    assert judged(made, "从业人员(2025年)=25人", date(2025, 4, 2)).meets == ""
    gap = judged(made, "从业人员(2025年)=25人", date(2025, 4, 1))
    assert gap.edition is None and gap.meets is None and not gap.rungs and "没有施行的" in gap.notes[0]
