"""The working days of a region: the bundled calendar, with the days changed for all, by those above it and by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from luodi.ledger.from_yaml import work_calendar
from luodi.ledger.working_days import WorkCalendar
from luodi_site.accounts.models import Region
from luodi_site.supervision.models import ChangedDay


class Calendars:
    """The calendar of each region; the changed days are read once. The nearer region has the last word."""

    def __init__(self, days: Iterable[ChangedDay] | None = None) -> None:
        found = ChangedDay.objects.select_related("region") if days is None else days
        self._days = sorted(found, key=lambda day: len(day.region.path) if day.region else 0)
        self._known: dict[int | None, WorkCalendar] = {}

    def supposing(self, region: Region, days: Iterable[date], *, is_working: bool, name: str) -> Calendars:
        """The calendars as they would be if the region changed these days."""
        new = [ChangedDay(region=region, on=day, is_working=is_working, name=name) for day in days]
        gone = {day.on for day in new}
        kept = [day for day in self._days if day.region_id != region.pk or day.on not in gone]
        return Calendars([*kept, *new])

    def of(self, region: Region | None) -> WorkCalendar:
        number = region.pk if region else None
        if number not in self._known:
            self._known[number] = changed_by(work_calendar(), self.days_of(region))
        return self._known[number]

    def days_of(self, region: Region | None) -> list[ChangedDay]:
        """The changed days that count in a region, whoever changed them."""
        path = region.path if region else ""
        return [day for day in self._days if day.region is None or path.startswith(day.region.path)]


def changed_by(calendar: WorkCalendar, days: Iterable[ChangedDay]) -> WorkCalendar:
    for day in days:
        calendar = calendar.changed(day.on, is_working=day.is_working, name=day.name)
    return calendar


def calendar_in_use(region: Region | None) -> WorkCalendar:
    return Calendars().of(region)
