"""The sample city's ledger, played by its own people's actions over some months."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi_site.boards import sample_ledger
from luodi_site.boards.sample import load_sample
from luodi_site.boards.sample_figures import MISSING
from luodi_site.boards.sample_policies import load_sample_policies
from luodi_site.supervision.models import (
    EditionTarget,
    Evidence,
    LedgerEntry,
    Matter,
    ProgressReport,
    TargetForecast,
    TargetValue,
    UnitPlan,
)


@pytest.fixture
def city(db, settings, monkeypatch):
    """The months are fewer than `make run` plays, so that the test is quick."""
    settings.SAMPLES = Path(__file__).resolve().parents[3] / "samples"
    monkeypatch.setattr(sample_ledger, "MONTHS_BACK", 100)
    load_sample()
    load_sample_policies()


def test_it_leaves_a_ledger_that_looks_used(city):
    """Several lights, reports accepted, returned, late and waiting, evidence kept; played once only."""
    assert "采纳进展" in sample_ledger.load_sample_ledger()
    lights = set(Matter.objects.exclude(light="").values_list("light", flat=True))
    assert {"green", "yellow", "red"} <= lights
    assert {"accepted", "due"} <= set(ProgressReport.objects.values_list("state", flat=True))
    assert any((report.days_late or 0) > 0 for report in ProgressReport.objects.all())
    kinds = set(LedgerEntry.objects.values_list("kind", flat=True))
    assert {"ask", "report", "accept", "return", "light", "schedule", "deadline"} <= kinds
    assert all(row.name.endswith(".docx") and row.size > 5000 for row in Evidence.objects.all())
    assert TargetValue.objects.filter(is_start=True).count() > 70
    silent = EditionTarget.objects.filter(values=None)
    assert set(silent.values_list("indicator", flat=True)) >= MISSING
    assert LedgerEntry.objects.filter(kind="computed").exists()
    assert TargetForecast.objects.exclude(rows=[]).exists()
    assert {"accepted", "returned", "asked"} <= set(UnitPlan.objects.values_list("state", flat=True))
    assert set(Matter.objects.values_list("urgency", flat=True)) == {0, 1, 2}
    assert "跳过" in sample_ledger.load_sample_ledger()
