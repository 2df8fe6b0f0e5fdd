"""A person's days as an iCalendar file, which every calendar program subscribes to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from luodi_site.boards.agenda import Day

_REMIND = timedelta(hours=-15)  # nine in the morning of the day before


def to_ical(days: Iterable[Day], *, name: str, site: str, made_at: datetime) -> bytes:
    """Each day one event that lasts the day and blocks no time; its UID stays, so that a change moves the event."""
    calendar = Calendar()
    calendar.add("prodid", "-//Luodi//luodi//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", "PT6H")
    for day in days:
        calendar.add_component(_event(day, site, made_at))
    return calendar.to_ical()


def _event(day: Day, site: str, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.key}@luodi")
    event.add("dtstamp", made_at)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.title)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [day.kind])
    if day.words:
        event.add("description", day.words)
    if site:
        event.add("url", site + day.url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", day.title)
    alarm.add("trigger", _REMIND)
    event.add_component(alarm)
    return event
