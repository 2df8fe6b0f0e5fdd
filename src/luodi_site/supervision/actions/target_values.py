"""Writes the figure that a target had on a day where the office, not a unit's report, says it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person
from luodi_site.supervision.actions.claims import today
from luodi_site.supervision.actions.lights import refresh
from luodi_site.supervision.actions.reporting import compute_progress
from luodi_site.supervision.models import EditionTarget, TargetValue


@transaction.atomic
def enter_value(
    *, target: EditionTarget, actor: Person, value: Decimal, day: date, is_start: bool = False, on: date | None = None
) -> TargetValue:
    """Adds a figure of ``day``; an earlier one of the same day stays on record and gives way. The matter's progress
    follows, counted from ``on``."""
    row = TargetValue(target=target, on=day, value=value, is_start=is_start, entered_by=actor)
    row.save()
    record(
        actor=actor, verb="supervision.enter_value", object_kind="target", object_id=target.pk,
        words=target.indicator, detail={"on": day.isoformat(), "value": str(value), "is_start": is_start},
    )  # fmt: skip
    matter = target.matter
    if matter is not None and matter.state == matter.State.OPEN and compute_progress(matter=matter, on=on):
        refresh([matter], today(on))
    return row
