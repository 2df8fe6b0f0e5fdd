"""A matter's standing is folded from its entries; what nobody said stays unknown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.luodi.ledger.histories import accepted, asked, day_of, opened, step

from luodi.ledger.entries import Entry
from luodi.ledger.standing import standing_on


def scheduled(day, *entries):
    return standing_on(entries, day_of(day)).scheduled_progress()


def test_it_spreads_the_work_evenly_where_nobody_set_steps():
    """Without steps the scheduled progress is the share of the days between opening and deadline that have passed."""
    assert scheduled("2026-07-02", opened("2026-01-01", "2026-12-31")) == Decimal("50.0")
    assert scheduled("2026-01-01", opened()) == 0
    assert scheduled("2027-03-01", opened()) == 100


def test_it_follows_the_steps_that_were_set():
    """Between two steps the share grows with the days; after the last one the deadline is the whole."""
    steps = (step("2026-04-11", 40), step("2026-07-20", 60))
    entries = [opened(steps=steps)]
    assert scheduled("2026-02-20", *entries) == Decimal("20.0")
    assert scheduled("2026-04-11", *entries) == 40
    assert scheduled("2026-07-20", *entries) == 60
    assert scheduled("2026-12-31", *entries) == 100


@pytest.mark.parametrize("entries", [(), (opened(deadline=None),)])
def test_it_knows_no_schedule_without_a_day(entries):
    """A matter without deadline and steps has no scheduled progress, not zero."""
    assert scheduled("2026-06-30", *entries) is None


def test_it_takes_the_schedule_that_held_on_the_day():
    """A deadline moved in June does not change what was due in May."""
    moved = Entry(day_of("2026-06-10"), "deadline", 5, day=day_of("2027-12-31"))
    assert scheduled("2026-05-01", opened(), moved) == scheduled("2026-05-01", opened())
    assert scheduled("2026-07-02", opened(), moved) == Decimal("25.0")


def test_it_keeps_typed_and_computed_figures_in_one_history():
    """The last figure counts, whether an official typed it or it was worked out."""
    computed = Entry(day_of("2026-05-01"), "computed", 2, share=Decimal(35))
    standing = standing_on([opened(), accepted("2026-04-01", 20), computed], day_of("2026-06-01"))
    assert [(f.basis, f.share) for f in standing.figures] == [("typed", 20), ("computed", 35)]
    assert standing.figure.share == 35


def test_it_counts_a_report_only_once_it_is_accepted():
    """What was handed in and not decided upon is no figure yet."""
    handed_in = Entry(day_of("2026-04-01"), "report", 1, share=Decimal(90), report=1)
    assert standing_on([opened(), handed_in], day_of("2026-05-01")).figure is None


def test_it_remembers_when_a_report_was_first_handed_in():
    """A report returned for a word is not late for that; one taken back was not handed in."""
    first = Entry(day_of("2026-03-20"), "report", 2, report=1)
    back = Entry(day_of("2026-03-22"), "return", 3, report=1)
    again = Entry(day_of("2026-04-02"), "report", 4, report=1)
    entries = [opened(), asked("2026-03-10", "2026-03-25"), first, back, again]
    assert standing_on(entries, day_of("2026-04-03")).asked[0].reported_on == day_of("2026-03-20")
    taken = [*entries[:3], Entry(day_of("2026-03-21"), "withdraw", 3, report=1)]
    assert standing_on(taken, day_of("2026-04-03")).asked[0].reported_on is None


def test_it_ends_and_begins_again():
    """A closed matter has no standing to judge; a reopened one has."""
    closed = Entry(day_of("2026-05-01"), "approve_closure", 2)
    again = Entry(day_of("2026-06-01"), "reopen", 3)
    assert not standing_on([opened(), closed], day_of("2026-05-20")).is_open
    assert standing_on([opened(), closed, again], day_of("2026-06-01")).is_open
