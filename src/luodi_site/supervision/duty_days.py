"""Days of duties that another calendar moves: so many working days after a period, counted anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from luodi.ledger.duty_dates import date_duties
from luodi.ledger.working_days import WorkCalendar
from luodi_site.accounts.models import Region
from luodi_site.policies.frozen import policy_of
from luodi_site.policies.models import Edition
from luodi_site.supervision.models import Cycle, DutyDate
from luodi_site.supervision.opening import outline_of


@dataclass(frozen=True)
class MovedDuty:
    """A day that is still to come, and the day it becomes."""

    row: DutyDate
    after: date


def moved_duties(region: Region | None, calendar_of: Callable[[Region], WorkCalendar], today: date) -> list[MovedDuty]:
    """What the calendars as they are now move in the region and below it (None: everywhere). What is due, or is a round of
    reports that was opened, keeps the day that units were told."""
    rows = DutyDate.objects.filter(due__gt=today, basis="stated", duty__edition__superseded_by=None)
    if region is not None:
        rows = rows.filter(duty__edition__region__path__startswith=region.path)
    waiting: dict[int, list[DutyDate]] = {}
    for row in rows.exclude(period="").select_related("duty").order_by("pk"):
        waiting.setdefault(row.duty.edition_id, []).append(row)
    editions = Edition.objects.filter(pk__in=waiting).select_related("region").order_by("pk")
    return [
        moved for edition in editions for moved in _moved(edition, waiting[edition.pk], calendar_of(edition.region))
    ]


def _moved(edition: Edition, rows: list[DutyDate], calendar: WorkCalendar) -> Iterator[MovedDuty]:
    published_on = timezone.localdate(edition.published_at)
    dates, _problems = date_duties(
        policy_of(edition), outline_of(edition), published_on=published_on, calendar=calendar
    )
    now = {(one.index, one.period.name): one.due for one in dates if one.period and one.due}
    opened = set(Cycle.objects.filter(plan__edition=edition).values_list("plan__duty_id", "name"))
    for row in rows:
        after = now.get((row.duty.position, row.period))
        if after and after != row.due and (row.duty_id, row.period) not in opened:
            yield MovedDuty(row, after)
