"""A board over subjects: formulas become figures, the field is whom the board is about."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.luodi.engine.scoreboards.boards import formula

from luodi.engine.scoreboards.interpreted import Ranked, run
from luodi.formula.values import Subject
from luodi.policy.rules.model import Condition, Scoreboard, ScoreIndicator

ON = date(2025, 12, 31)
BOARD = Scoreboard(
    "per_mu",
    "亩均效益",
    (
        ScoreIndicator("tax", "亩均税收", formula("税收 / 用地面积"), Fraction(60), baseline=formula("20万元/亩")),
        ScoreIndicator("energy", "单位能耗增加值", formula("增加值 / 能耗"), Fraction(40)),
    ),
    among=formula("规上"),
    veto=Condition("safety", "重大事故", formula("评价得分 < 0分")),
)


def firm(name, **figures):
    given = {f"{code}@2025": value for code, value in figures.items() if code != "land"}
    return Ranked(name, Subject(name, {**given, "land": figures.get("land")}))


def test_it_scores_whom_the_board_is_about():
    """Tax a mu against 20万元, value added for energy against the mean of the field; firms below scale stay out."""
    found = run(
        BOARD,
        [
            firm("甲", tax=4_000_000, land=10, added=500, energy=100, scaled=True, score=0),
            firm("乙", tax=1_000_000, land=10, added=1500, energy=100, scaled=True, score=0),
            firm("丙", tax=9_000_000, land=1, added=9000, energy=1, scaled=False, score=0),
        ],
        ON,
    )
    assert [(one.id, one.total) for one in found] == [("甲", 120 + 20), ("乙", 30 + 60)]


def test_it_says_what_was_missing():
    """Without the land there is no tax a mu, and no place; a veto that cannot be told leaves none either."""
    unclear, lacking = run(
        BOARD,
        [
            firm("甲", tax=4_000_000, added=500, energy=100, scaled=True, score=0),
            firm("乙", tax=1_000_000, land=10, added=1500, energy=100, scaled=True),
        ],
        ON,
    )
    assert (lacking.rank, lacking.missing) == (None, ("用地面积",))
    assert (unclear.rank, unclear.missing) == (None, ("评价得分（2025年）",))
