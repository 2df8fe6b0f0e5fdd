"""The working days of the site: the bundled calendar with the days that an office changed."""

from __future__ import annotations

from luodi.ledger.from_yaml import work_calendar
from luodi.ledger.working_days import WorkCalendar
from luodi_site.supervision.models import ChangedDay


def calendar_in_use() -> WorkCalendar:
    calendar = work_calendar()
    for day in ChangedDay.objects.all():
        calendar = calendar.changed(day.on, is_working=day.is_working, name=day.name)
    return calendar
