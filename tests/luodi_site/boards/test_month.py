"""A leader's month."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from luodi_site.boards.month import month_of
from luodi_site.supervision import actions
from luodi_site.supervision.models import LedgerEntry, Matter, ProgressReport

MARCH, TODAY = date(2026, 3, 1), date(2026, 3, 20)


@pytest.fixture
def matter(edition, cast) -> Matter:
    actions.open_edition(edition=edition, actor=cast.office)
    return edition.matters.order_by("position").first()


def light(matter, on, before, after):
    LedgerEntry(matter=matter, kind="light", on=on, payload={"before": [before, ""], "after": [after, ""]}).save()


def test_it_counts_what_came_and_went(matter, cast):
    """Each figure of its own month: what turned red or closed in February is not March's."""
    light(matter, date(2026, 2, 27), "yellow", "red")
    light(matter, date(2026, 3, 1), "red", "red")  # for another reason
    assert month_of(cast.leader, MARCH, TODAY).turned_red == 0
    light(matter, date(2026, 3, 2), "yellow", "red")
    light(matter, date(2026, 3, 9), "green", "red")
    light(matter, date(2026, 3, 12), "red", "green")
    LedgerEntry(matter=matter, kind="approve_closure", on=date(2026, 3, 31)).save()
    month = month_of(cast.leader, MARCH, TODAY)
    assert (month.turned_red, month.closed, month.running) == (1, 1, 2)


def test_it_tells_reports_on_time_from_late_and_missing_ones(matter, cast):
    """A day that is still to come counts as nothing yet; one that the office did without, never."""
    for due, handed_in, state in (
        (date(2026, 3, 5), date(2026, 3, 5), "accepted"), (date(2026, 3, 5), date(2026, 3, 6), "submitted"),
        (date(2026, 3, 10), None, "due"), (date(2026, 3, 25), None, "due"), (date(2026, 3, 5), None, "excused"),
    ):  # fmt: skip
        ProgressReport.objects.create(
            matter=matter, opened_on=MARCH, due_on=due, first_submitted_on=handed_in, state=state
        )
    month = month_of(cast.leader, MARCH, TODAY)
    assert (month.due, month.on_time, month.missing) == (3, 1, 1)


def test_it_names_the_worst_and_the_units_behind(matter, cast):
    """Red matters with their lead units; a light that was never judged is no light."""
    Matter.objects.filter(pk=matter.pk).update(light="red", light_words="逾期")
    month = month_of(cast.leader, MARCH, TODAY)
    assert [one.pk for one in month.worst] == [matter.pk]
    assert [(one.name, one.behind, one.leads) for one in month.behind] == [("市经信局", 1, 1)]
    assert [(one.name, one.count) for one in month.lights if one.name == "red"] == [("red", 1)]


def test_it_turns_to_other_months_and_not_to_the_future(matter, cast, as_):
    """The month stands in the address; nonsense is this month; units have no such page."""
    client, url = as_(cast.leader), reverse("boards:month")
    assert "2026年2月" in client.get(url, {"month": "2026-02"}).content.decode()
    for nonsense in ("2999-01", "x", "2026-13"):
        assert client.get(url, {"month": nonsense}).status_code == 200
    assert as_(cast.lead).get(url).status_code == 403
