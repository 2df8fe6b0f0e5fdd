"""Adds to the record of writes; called by every action, in the action's own transaction."""

from __future__ import annotations

from typing import Any

from luodi_site.accounts.models import AuditEntry, Person
from luodi_site.lib.address import current_address


def note_export(*, actor: Person, rows: int) -> AuditEntry:
    """That someone took the record away, and how much of it."""
    return record(
        actor=actor, verb="accounts.export_audit", object_kind="audit", words=str(rows), detail={"rows": rows}
    )


def record(
    *,
    actor: Person | None,
    verb: str,
    object_kind: str,
    object_id: int | str = "",
    words: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """One entry: ``verb`` is dotted (``policies.publish``), ``words`` name the object for a reader, ``detail`` is JSON."""
    return AuditEntry.objects.create(
        actor=actor if actor is not None and actor.pk else None,
        verb=verb,
        object_kind=object_kind,
        object_id=str(object_id),
        words=words[:300],
        detail=detail or {},
        address=current_address(),
    )
