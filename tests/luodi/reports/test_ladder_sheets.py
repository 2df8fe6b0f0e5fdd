"""The sheets of a run of ladders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.luodi.engine.ladders.made import CATALOGUE, condition, ladder

from luodi.engine.ladders.lines import LadderLine, LadderRun, RungCount
from luodi.engine.ladders.plan import plan_of
from luodi.policy.rules.model import InForce, Rung
from luodi.reports.ladder_sheets import note_of, sheets

ON = date(2025, 12, 31)
MADE = ladder(Rung("one", "一级", (condition("scaled", "规上"),)), in_force=InForce(date(2025, 1, 1)))
LINES = (
    LadderLine("1", "甲", "东县", "无", "一级", "一级", True),
    LadderLine("2", "乙", "东县", "一级", "一级", "无", False),
    LadderLine("3", "丙", "", "不能确定", "无至一级", "一级", None, missing=("规上（2025年）",)),
)
COUNTS = (RungCount("东县", "one", "一级", 1, 2, 0, 1), RungCount("", "one", "一级", 1, 2, 1, 1))
RUN = LadderRun(MADE, ON, plan_of(MADE, MADE.editions[0], CATALOGUE), ("提示",), 3, COUNTS, LINES)


def test_it_lays_out_counts_and_lines() -> None:
    """As many values as columns; all regions together are 合计; the next rung may be met, failed, open or none."""
    counted, listed = sheets([RUN])
    assert (counted.name, listed.name) == ("阶梯汇总", "阶梯")
    assert counted.rows[-1] == ("合计", "一级", 1, 2, 1, 1)
    assert all(len(row) == len(sheet.columns) for sheet in (counted, listed) for row in sheet.rows)
    assert [row[6] for row in listed.rows] == ["符合", "已在最高级", "不能确定"]
    assert listed.rows[2][10] == "规上（2025年）"


def test_it_says_what_fails_at_the_end_and_what_fails_already() -> None:
    """In one column, in the words of the screen."""
    ends = {"likely_to_fail": ("负债（差 5百分点）",), "failing_already": ("人数（差 60人）",)}
    listed = [replace(LINES[1], **ends), replace(LINES[1], failing_already=ends["failing_already"]), LINES[1]]
    rows = sheets([replace(RUN, lines=tuple(listed))])[1].rows
    already = "现在不符合、不能预判的：人数（差 60人）"
    assert [row[-1] for row in rows] == [f"负债（差 5百分点）；{already}", already, ""]


def test_it_says_by_what_it_was_judged() -> None:
    """The day, the edition with its term, and what is to be said about it."""
    assert note_of(RUN) == "评定日 2025-12-31；标准（自2025年1月1日起施行）；提示"


def test_it_has_no_sheet_where_nothing_was_judged() -> None:
    """A ladder without an edition in force has no counts to show."""
    assert not sheets([LadderRun(MADE, ON, None, ("没有施行的标准",))])
