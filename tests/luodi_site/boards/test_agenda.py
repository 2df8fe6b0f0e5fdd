"""The days to come, all of them for a calendar, the first of them for a desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from luodi_site.boards.agenda import agenda_of, coming_to
from luodi_site.supervision.actions import open_edition
from luodi_site.supervision.models import Cycle, DutyDate, Matter, ProgressReport, ReportingPlan

START, END = date(2026, 9, 10), date(2026, 10, 10)


@pytest.fixture
def led(edition, cast) -> Matter:
    open_edition(edition=edition, actor=cast.office)
    return edition.matters.get(position=1)


def test_it_keeps_to_the_days_asked_for(led, cast):
    """Both ends count; the day after does not."""
    for day, is_in in (
        (START, True),
        (END, True),
        (END + timedelta(days=1), False),
        (START - timedelta(days=1), False),
    ):
        Matter.objects.filter(pk=led.pk).update(deadline=day)
        keys = [one.key for one in agenda_of(cast.lead, START, END)]
        assert (f"matter-{led.pk}-deadline" in keys) is is_in


def test_it_shows_the_first_and_counts_all(led, cast):
    """A desk has the first of the days and the number of all; nothing is counted for whom it does not concern."""
    duty = DutyDate.objects.exclude(due=None).first()
    for days in range(5):
        DutyDate.objects.create(duty=duty.duty, due=START + timedelta(days=days), period="", basis=duty.basis)
    Matter.objects.filter(pk=led.pk).update(deadline=START + timedelta(days=2), milestones=["2026-09-11", "2026-09-12"])
    everything = agenda_of(cast.lead, START, END)
    shown, count = coming_to(cast.lead, START, END, 4)
    assert (shown, count) == (everything[:4], len(everything))
    assert {"duty", "deadline", "milestone"} <= {one.kind for one in everything}
    assert coming_to(cast.unrelated, START, END, 4) == ([], 0)


def test_it_shows_the_reports_of_a_round_as_one(led, cast):
    """Many reports due on one day are one line that leads to all of them; a single one leads to itself."""
    plan, _made = ReportingPlan.objects.get_or_create(
        edition=led.edition, defaults={"region": led.region, "first_on": START, "last_on": END}
    )
    round_of_three = Cycle.objects.create(plan=plan, name="2026年9月", stated_on=END, opens_on=START, due_on=END)
    matters = list(led.edition.matters.order_by("position")[:2])
    for matter in matters:
        ProgressReport.objects.create(matter=matter, cycle=round_of_three, due_on=END, opened_on=START)
    shown, count = coming_to(cast.office, END, END, 9)
    (line,) = [day for day in shown if day.kind == "report"]
    assert (line.title, line.url) == (f"报送进展：{len(matters)}项任务", reverse("supervision:reports"))
    assert count == len(shown) - 1 + len(matters)
    ProgressReport.objects.exclude(matter=led).delete()
    shown, _count = coming_to(cast.office, END, END, 9)
    (line,) = [day for day in shown if day.kind == "report"]
    assert line.title == f"报送进展：{led.title}"
