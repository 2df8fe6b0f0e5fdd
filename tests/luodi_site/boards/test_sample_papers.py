"""The sample city's issues, orders and papers, played by its own people's actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi_site.boards.sample import load_sample
from luodi_site.boards.sample_papers import load_sample_papers
from luodi_site.boards.sample_policies import load_sample_policies
from luodi_site.supervision.models import Issue, LeaderContact, Order, Paper


@pytest.fixture
def city(db, settings):
    settings.SAMPLES = Path(__file__).resolve().parents[3] / "samples"
    load_sample()
    load_sample_policies()


def test_it_shows_issues_in_every_state_and_a_signed_circular(city):
    """Cleared, waiting to be verified, late, re-opened, not yet assigned; the circular went out; twice is once."""
    assert "问题6项" in load_sample_papers()
    assert set(Issue.objects.values_list("state", flat=True)) == {"raised", "assigned", "answered", "closing", "closed"}
    assert Issue.objects.filter(reopened=1).count() == 1
    breakdown, progress = Paper.objects.filter(state="issued").order_by("pk")
    assert breakdown.edition and breakdown.concerned.exists() and "任务分解情况" in breakdown.title
    assert progress.code and "重点任务进展情况" in progress.title
    assert LeaderContact.objects.count() == 3
    numbered = Order.objects.exclude(code="")
    days = [one.issued_on for one in sorted(numbered, key=lambda one: int(one.code.split("〕")[1].rstrip("号")))]
    assert days and days == sorted(days)
    assert "跳过" in load_sample_papers()
