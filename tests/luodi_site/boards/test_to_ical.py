"""Days as iCalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar

from luodi_site.boards.agenda import Day
from luodi_site.boards.to_ical import to_ical

MADE = datetime(2026, 3, 1, tzinfo=UTC)


def test_it_writes_what_calendar_programs_read():
    """A whole day, no time blocked, a word on the morning before; commas and line breaks survive."""
    day = Day(date(2026, 3, 31), "deadline", "matter-1-deadline", "时限：甲,乙；丙", "一行\n二行", "/ledger/1/")
    content = to_ical([day], name="落地", site="https://luodi.example.org", made_at=MADE)
    event = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 3, 31), date(2026, 4, 1))
    assert (str(event["summary"]), str(event["description"])) == ("时限：甲,乙；丙", "一行\n二行")
    assert event["url"] == "https://luodi.example.org/ledger/1/"
    assert event["transp"] == "TRANSPARENT"
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(hours=-15)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_it_keeps_the_name_of_an_event():
    """A day that moves is the same event: the UID follows the matter, not the day."""
    uids = set()
    for on in (date(2026, 3, 31), date(2026, 4, 30)):
        day = Day(on, "deadline", "matter-1-deadline", "甲", "", "/")
        uids.add(
            str(icalendar.Calendar.from_ical(to_ical([day], name="", site="", made_at=MADE)).walk("VEVENT")[0]["uid"])
        )
    assert uids == {"matter-1-deadline@luodi"}
