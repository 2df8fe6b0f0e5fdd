"""Who may report on a matter for whom, on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from luodi.ledger.moves import Actor
from luodi_site.accounts.models import Membership, Unit
from luodi_site.accounts.queries import units_worked_by
from luodi_site.supervision.models import Delegation, Matter
from luodi_site.supervision.parties import acts_for, leads_of, parts_of

Role = Membership.Role


def in_force(day: date) -> QuerySet[Delegation]:
    """Delegations that hold on the day."""
    not_ended = Q(ended_on=None) | Q(ended_on__gt=day)
    return Delegation.objects.filter(not_ended, from_on__lte=day, until_on__gte=day)


def delegation_for(person: Any, matter: Matter, day: date) -> Delegation | None:
    """The delegation by which the person reports on the matter that day: from a unit that leads it still."""
    leads = {row.unit_id for row in leads_of(matter)}
    found = in_force(day).filter(matter=matter).select_related("from_unit", "to_unit")
    return next((one for one in found if one.from_unit_id in leads and acts_for(person, one.to_unit)), None)


def reported_for_others(person: Any, day: date) -> QuerySet[Delegation]:
    """Delegations by which the person's units report that day for others."""
    return in_force(day).filter(to_unit__in=units_worked_by(person, Role.UNIT, Role.OFFICE)).order_by()


def reporting_parts(person: Any, matter: Matter, day: date) -> frozenset[Actor]:
    """What the person is to the matter when it comes to reports: a delegate reports as the lead, and does nothing else."""
    parts = parts_of(person, matter)
    if "lead" in parts or person is None:
        return parts
    return parts | {"lead"} if delegation_for(person, matter, day) else parts


def is_subordinate(unit: Unit, to: Unit) -> bool:
    """Whether ``unit`` hangs below ``to`` in the register, or works in a region below that of ``to``."""
    if unit.pk == to.pk or unit.kind == Unit.Kind.FIRM:
        return False
    below = unit.region.path != to.region.path and unit.region.path.startswith(to.region.path)
    return unit.path.startswith(to.path) or below
