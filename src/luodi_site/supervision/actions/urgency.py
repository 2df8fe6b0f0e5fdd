"""How urgent the office holds a matter to be 紧急程度, as an entry with its reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person
from luodi_site.supervision.actions.claims import claim, remember, today
from luodi_site.supervision.models import LedgerEntry, Matter, Urgency
from luodi_site.supervision.parties import parts_of

Kind = LedgerEntry.Kind


@transaction.atomic
def set_urgency(
    *, matter: Matter, actor: Person, version: int, urgency: int, reason: str = "", on: date | None = None
) -> None:
    """Marks the matter as 加急 or 特急, or no longer; what is urgent is escalated higher once it is late.

    Raises SomeoneElse, NotAllowed.
    """
    before, after = Urgency(matter.urgency), Urgency(urgency)
    claim(matter, "edit", parts_of(actor, matter), version, urgency=after.value)
    remember(
        matter, Kind.EDIT, on=today(on), actor=actor, urgency=[before.value, after.value], reason=reason,
    )  # fmt: skip
    record(
        actor=actor, verb="supervision.set_urgency", object_kind="matter", object_id=matter.pk, words=matter.title,
        detail={"before": before.value, "after": after.value, "reason": reason},
    )  # fmt: skip
