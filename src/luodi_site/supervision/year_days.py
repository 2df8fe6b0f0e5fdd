"""The days of a year that are not as their weekday says, as the stretches that a calendar lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from luodi.ledger.from_yaml import work_calendar
from luodi_site.accounts.models import Region
from luodi_site.supervision.calendars import Calendars
from luodi_site.supervision.models import ChangedDay


@dataclass(frozen=True)
class Stretch:
    """Days in a row that are free or worked for one reason; ``changed`` is what the site says, else it came along."""

    first: date
    last: date
    is_working: bool
    name: str
    source: str
    changed: ChangedDay | None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def is_continued_by(self, other: Stretch) -> bool:
        mine, theirs = (row.changed.region_id if row.changed else 0 for row in (self, other))
        same = (self.is_working, self.name, self.source, mine) == (other.is_working, other.name, other.source, theirs)
        return same and other.first == self.last + timedelta(days=1)


def stretches_of(region: Region, year: int, calendars: Calendars) -> list[Stretch]:
    """The year's list: the bundled days, those changed above the region, and its own."""
    bundled = work_calendar()
    changed = {day.on: day for day in calendars.days_of(region)}
    days = sorted(day for day in {*bundled.off, *bundled.work, *changed} if day.year == year)
    found: list[Stretch] = []
    for day in days:
        row = _row(day, changed.get(day), bundled.off.get(day), bundled.sources.get(year, ""))
        if found and found[-1].is_continued_by(row):
            row = Stretch(found[-1].first, day, row.is_working, row.name, row.source, row.changed)
            found.pop()
        found.append(row)
    return found


def _row(day: date, changed: ChangedDay | None, name: str | None, source: str) -> Stretch:
    if changed is not None:
        return Stretch(day, day, changed.is_working, changed.name, changed.reason, changed)
    return Stretch(day, day, name is None, name or "", source, None)
