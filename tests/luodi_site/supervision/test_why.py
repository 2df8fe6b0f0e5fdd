"""Why a light is lit, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from luodi.ledger.entries import Entry
from luodi.ledger.from_yaml import light_rules
from luodi.ledger.status import status_on
from luodi_site.supervision.why import why

OPEN = Entry(date(2026, 1, 1), "open", day=date(2026, 12, 31))
HALF = Entry(date(2026, 6, 30), "accept", 1, share=Decimal(15))


def told(day, *entries, rule="lag_10_30"):
    return why(status_on(entries, light_rules()[rule], day))


def test_it_answers_in_one_sentence():
    """By how much it is behind; since when it is overdue; that nothing is known."""
    assert told(date(2026, 7, 2), OPEN, HALF).sentence == "红灯（严重滞后）：按序时应完成50%，实际15%，落后35个百分点。"
    overdue = told(date(2027, 1, 10), OPEN, HALF).sentence
    assert overdue == "红灯（逾期）：时限是2026年12月31日，已超过10天，进度15%，没有销号。"
    assert told(date(2026, 7, 2), OPEN).sentence.startswith("没有亮灯")


def test_it_shows_every_clause_with_what_was_found():
    """The one that decided is marked; what cannot be judged says so, and is not taken as zero."""
    tests = told(date(2026, 7, 2), OPEN, HALF).tests
    assert [(t.holds, t.is_deciding) for t in tests][:2] == [("no", False), ("yes", True)]
    assert tests[0].found == "时限2026-12-31，还有182天"
    unknown = told(date(2026, 7, 2), OPEN).tests
    assert [t.found for t in unknown if t.holds == "unknown"] == [
        "没有已采纳的进展", "还没有到报送的时候", "没有已采纳的进展", "还没有到报送的时候",
    ]  # fmt: skip


def test_it_says_what_the_schedule_rests_on():
    """Steps that were set, or time alone, or nothing."""
    assert "均匀推算" in told(date(2026, 7, 2), OPEN).scheduled_words
    assert "无法推算" in told(date(2026, 7, 2), Entry(date(2026, 1, 1), "open")).scheduled_words
