"""Dates against the plan's term."""

from __future__ import annotations

from datetime import date

from tests.luodi.policy.checks.sheet import Sheet

from luodi.policy.checks.outside_term import outside_term


def test_it_asks_about_a_target_beyond_the_term_and_warns_of_one_before_it() -> None:
    """A longer view may be meant; a year before the plan begins is a slip."""
    sheet = Sheet("到2035年达到90家。到2024年达到10家。到2027年达到20家。", horizon=(2026, 2028))
    sheet.target("达到90家", "甲", "90", "家", by=2035).target("达到10家", "乙", "10", "家", by=2024)
    sheet.target("达到20家", "丙", "20", "家", by=2027)
    assert [(p.code, p.severity) for p in sheet.run(outside_term)] == [
        ("check.outside_term", "question"),
        ("check.outside_term", "warning"),
    ]


def test_it_tells_of_a_duty_due_before_the_document_was_issued() -> None:
    """Nothing can be handed in before it was asked for."""
    sheet = Sheet("于2025年3月5日前报送方案。于2026年4月5日前报送清单。", issued_on=date(2026, 2, 1))
    sheet.duty("于2025年3月5日前报送方案", "方案", date(2025, 3, 5)).duty(
        "于2026年4月5日前报送清单", "清单", date(2026, 4, 5)
    )
    assert [p.code for p in sheet.run(outside_term)] == ["check.due_before_issue"]


def test_it_does_not_check_a_document_without_a_term() -> None:
    """What the document does not say is not made up."""
    assert Sheet("到2035年达到90家。").target("达到90家", "甲", "90", "家", by=2035).run(outside_term) == []
