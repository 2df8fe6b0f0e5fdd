"""The calendar feed by its secret address."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luodi_site.accounts.models import AuditEntry
from luodi_site.notices.actions.feeds import make_feed
from luodi_site.notices.models import CalendarFeed
from luodi_site.supervision import actions
from luodi_site.supervision.models import DutyDate, Matter, ProgressReport

SOON = timedelta(days=10)


@pytest.fixture
def matter(edition, cast) -> Matter:
    """A matter of the lead unit with a deadline, a milestone and a report that is due, and an issue to clear."""
    actions.open_edition(edition=edition, actor=cast.office)
    matter = edition.matters.order_by("position").first()
    day = timezone.localdate() + SOON
    early = day - timedelta(days=3)
    Matter.objects.filter(pk=matter.pk).update(deadline=day, milestones=[early.isoformat(), day.isoformat()])
    ProgressReport.objects.create(matter=matter, opened_on=date(2026, 1, 1), due_on=day)
    DutyDate.objects.create(duty=edition.duties.first(), due=day, basis="text")
    issue = actions.raise_issue(
        actor=cast.lead, unit=cast.lead_unit, region=cast.city, title="检测设备", words="等待。"
    )
    actions.take_step(
        issue=issue, actor=cast.office, unit=cast.office_unit, version=1, step="assign", lead_unit=cast.lead_unit,
        clear_by_on=day,
    )  # fmt: skip
    return matter


def events(person):
    """What a calendar program gets, which is not signed in."""
    response = Client().get(reverse("boards:feed", args=[make_feed(person=person)]))
    assert response["Content-Type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(response.content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_it_holds_every_kind_of_day(matter, cast):
    """Deadlines, milestones, reports, duties and issues, each on its day, with a word in Chinese."""
    found = events(cast.lead)
    assert {uid.split("-")[0] for uid in found} == {"matter", "report", "duty", "issue"}
    deadline = found[f"matter-{matter.pk}-deadline@luodi"]
    assert deadline["dtstart"].dt == timezone.localdate() + SOON
    assert str(deadline["summary"]) == "时限：培育企业"
    milestones = [uid for uid in found if uid.startswith(f"matter-{matter.pk}-2")]
    assert len(milestones) == 1  # the one on the day of the deadline is the deadline


def test_it_shows_each_person_their_own_days(matter, cast):
    """The office sees all of the region, an unrelated county and a firm nothing."""
    assert f"matter-{matter.pk}-deadline@luodi" in events(cast.office)
    assert events(cast.unrelated) == events(cast.firm) == {}


def test_it_shows_the_address_once_and_keeps_a_digest(matter, cast, as_):
    """On the answer that makes it; neither in the database nor in the record."""
    client, url = as_(cast.lead), reverse("boards:feed_settings")
    made = client.post(url).context["made"]
    secret = made.rsplit("/", 1)[1].removesuffix(".ics")
    assert made not in client.get(url).content.decode()
    assert secret not in str(list(CalendarFeed.objects.values())) + str(list(AuditEntry.objects.values()))


def test_it_ends_an_address(matter, cast, as_):
    """Made anew, stopped, or its person retired: the old one leads nowhere."""
    first, second = make_feed(person=cast.lead), make_feed(person=cast.lead)
    stranger = Client()
    assert stranger.get(reverse("boards:feed", args=[first])).status_code == 404
    assert stranger.get(reverse("boards:feed", args=[second])).status_code == 200
    type(cast.lead).objects.filter(pk=cast.lead.pk).update(is_active=False)
    assert stranger.get(reverse("boards:feed", args=[second])).status_code == 404
    type(cast.lead).objects.filter(pk=cast.lead.pk).update(is_active=True)
    as_(cast.lead).post(reverse("boards:stop_feed"))
    assert stranger.get(reverse("boards:feed", args=[second])).status_code == 404
