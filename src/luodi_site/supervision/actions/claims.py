"""How every action changes a row: allowed by the table of moves, claimed by its version, remembered in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from luodi.ledger.moves import Actor, NotAllowed, Subject, check, move_of
from luodi_site.accounts.models import Person
from luodi_site.lib import clock
from luodi_site.lib.clock import moment
from luodi_site.supervision.models import LedgerEntry, Matter, ProgressReport, UnitPlan
from luodi_site.supervision.search_rows import keep_entry

_SUBJECTS: dict[type[models.Model], Subject] = {Matter: "matter", ProgressReport: "report", UnitPlan: "plan"}


class SomeoneElse(Exception):
    """The row was changed by another person meanwhile, or a new edition took its place."""


def today(on: date | None) -> date:
    """The day an action counts from; the clock is asked only where nobody said."""
    return on or clock.today()


def claim(row: Any, act: str, parts: Iterable[Actor], version: int, **values: Any) -> None:
    """Moves the row as the table says where nobody else changed it since ``version``; the row count says so.

    Raises NotAllowed, SomeoneElse.
    """
    subject = _SUBJECTS[type(row)]
    move = move_of(subject, act)
    actor = next((part for part in parts if part in move.actors), None)
    if actor is None:
        raise NotAllowed(_("这一步不由您办理，没有保存。"))
    if row.version != version:
        raise SomeoneElse
    values["state"] = check(subject, act, row.state, actor)
    values["version"] = version + 1
    found = type(row)._default_manager.filter(pk=row.pk, version=version, state__in=move.before)
    if not found.update(**values):
        raise SomeoneElse
    for name, value in values.items():
        setattr(row, name, value)


def remember(
    matter: Matter, kind: str, *, on: date, actor: Person | None, share: Decimal | None = None, day: date | None = None,
    report: ProgressReport | None = None, **payload: Any,
) -> LedgerEntry:  # fmt: skip
    """Adds one entry to a matter's history."""
    entry = LedgerEntry(
        matter=matter,
        kind=kind,
        on=on,
        at=moment(on),
        actor=actor,
        share=share,
        day=day,
        report=report,
        payload=payload,
    )
    entry.save()
    keep_entry(entry)
    return entry


def remember_all(
    matters: Sequence[Matter], kind: str, *, on: date, actor: Person | None, payload: dict[str, Any] | None = None
) -> None:
    """The same entry for many matters; ``open`` entries carry each matter's own deadline and steps."""
    at = moment(on)
    LedgerEntry.objects.bulk_create(
        (
            LedgerEntry(
                matter=m, actor=actor, kind=kind, on=on, at=at, day=m.deadline if kind == LedgerEntry.Kind.OPEN else None,
                payload={**(payload or {}), **({"steps": m.steps} if kind == LedgerEntry.Kind.OPEN and m.steps else {})},
            )
            for m in matters
        ),
        batch_size=500,
    )  # fmt: skip
