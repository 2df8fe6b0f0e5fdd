"""Why a rank is what it is, as JSON and in sentences."""

from __future__ import annotations

import json

import pytest
from tests.luodi.engine.scoreboards.boards import board, entrant, line

from luodi.engine.scoreboards.explain import breakdown, explain, in_words
from luodi.engine.scoreboards.score import score

MADE = board(line(0, 60, normal="min_max"), line(1, 40, normal="min_max", missing="zero"))
SCORES = score(
    MADE,
    [entrant("甲", 30, 1), entrant("乙", 20, 9), entrant("丙", 10, None), entrant("丁", None, 3, missing=("从业人员（2025年）",))],
)  # fmt: skip


def test_it_tells_where_points_were_lost():
    """Against the one above, indicator by indicator; the parts sum to the difference."""
    found = explain(MADE, SCORES, "甲")
    assert json.loads(json.dumps(found)) == found
    assert (found["rank"], found["of"], found["above"]["subject"]) == (2, 3, "乙")
    assert [one["behind_above"]["shown"] for one in found["indicators"]] == ["-30", "40"]
    assert in_words(found) == [
        "甲区得 60 分，在 3 个中列第 2",
        "与前一名乙区相比，“发明专利”少 40 分",
    ]


def test_it_tells_how_the_score_comes_about():
    """Every indicator with its value, points, weight and part of the sum; a veto and missing values have their own lines."""
    assert breakdown(explain(MADE, SCORES, "乙")) == [
        "从业人员：20人，得 50 分，权重 60%，计 30 分，这一项第 2",
        "发明专利：9件，得 100 分，权重 40%，计 40 分，这一项第 1",
    ]
    assert (
        breakdown(explain(MADE, SCORES, "丙"))[1] == "发明专利：缺数，得 0 分，权重 40%，计 0 分，这一项第 2"
    )  # level with 甲


def test_it_tells_what_is_missing_and_what_was_filled():
    """Who has no rank hears for lack of which figure; who was given points by rule hears that."""
    assert in_words(explain(MADE, SCORES, "丁")) == ["丁区暂不能排名，缺：从业人员（2025年）"]
    assert in_words(explain(MADE, SCORES, "丙"))[-1] == "“发明专利”缺数，按规则计分"
    with pytest.raises(KeyError):
        explain(MADE, SCORES, "戊")
