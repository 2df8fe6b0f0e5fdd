"""Entries in the order of their days."""

from __future__ import annotations

from tests.luodi.ledger.histories import accepted, day_of, opened

from luodi.ledger.entries import ENDINGS, FIGURES, KINDS, up_to


def test_it_orders_by_day_and_then_by_number():
    """Entries of one day keep the order in which they were written; later days are left out."""
    history = [accepted("2026-03-01", 30, 3), accepted("2026-03-01", 20, 2), accepted("2026-03-02", 40, 4), opened()]
    assert [e.number for e in up_to(history, day_of("2026-03-01"))] == [0, 2, 3]


def test_it_names_only_kinds_that_exist():
    """What counts as a figure and as an ending are kinds of entries."""
    assert set(FIGURES) | set(ENDINGS) <= set(KINDS)
