"""The checks together."""

from __future__ import annotations

from tests.luodi.policy.checks.sheet import Sheet

from luodi.policy.checks import run_checks


def test_it_runs_every_check_and_gives_the_problems_in_the_order_of_the_text() -> None:
    """A later check's problem about an earlier clause stands first."""
    sheet = Sheet("建立赛马机制。到2035年达到90家。", horizon=(2026, 2028)).mechanism("建立赛马机制", "horse_race")
    sheet.target("达到90家", "甲", "90", "家", by=2035)
    assert [p.code for p in sheet.run(run_checks)] == ["check.mechanism_unanswered", "check.outside_term"]
