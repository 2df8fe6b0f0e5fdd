"""Counts the days of duties anew when the working days changed; each move stands beside the day and in the record."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Region
from luodi_site.supervision.actions.claims import today
from luodi_site.supervision.calendars import Calendars
from luodi_site.supervision.duty_days import MovedDuty, moved_duties
from luodi_site.supervision.models import DutyDate


@transaction.atomic
def recount_duties(
    *, region: Region | None = None, actor: Person | None = None, why: str, on: date | None = None
) -> int:
    """Moves the days of duties that are still to come, in the region and below it (None: everywhere), to where the calendar
    puts them now; gives how many. Part of the change of the calendar, or by itself after a new list of holidays came along.
    """
    day = today(on)
    found = moved_duties(region, Calendars().of, day)
    for number, rows in groupby(found, key=lambda moved: moved.row.duty.edition_id):
        _move(number, list(rows), actor, why, day)
    return len(found)


def _move(edition: int, found: list[MovedDuty], actor: Person | None, why: str, day: date) -> None:
    told = []
    for moved in found:
        row, before = moved.row, moved.row.due
        move = {"on": day.isoformat(), "before": str(before), "after": moved.after.isoformat(), "why": why}
        row.moves, row.due = [*row.moves, move], moved.after
        told.append({"duty": row.duty.what, "period": row.period, **move})
    DutyDate.objects.bulk_update([moved.row for moved in found], ["due", "moves"])
    record(
        actor=actor, verb="supervision.recount_duties", object_kind="edition", object_id=edition,
        words=found[0].row.duty.edition.title, detail={"why": why, "moved": told},
    )  # fmt: skip
