"""Who is told when a matter, an issue or a unit's late reports are escalated: units, their superiors, leaders, the office."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from luodi.ledger.escalation.model import Step
from luodi_site.accounts.models import Membership, Person, Unit
from luodi_site.supervision.models import Issue, LeaderContact, Matter, MatterUnit
from luodi_site.supervision.owed import Owed, delegates_of
from luodi_site.supervision.parties import leads_of

Item = Matter | Issue | Owed


@dataclass
class Told:
    """Who is told: units by their register, people by their own name."""

    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys([str(unit) for unit in self.units] + [person.name for person in self.people]))


def told_of(item: Item, step: Step) -> Told:
    """The addressees of a step for this item; where nobody leads yet, its office is told instead."""
    told = Told()
    leads = _leads(item)
    for one in step.to:
        match one:
            case "lead_units":
                told.units += leads
                told.units += delegates_of(item) if isinstance(item, Owed) else []
            case "responsible_units":
                told.units += _working(item)
            case "superior_unit":
                told.units += [unit.parent for unit in leads if unit.parent]
            case "office":
                told.units += _office(item)
            case "leader_contacts":
                told.people += _contacts(item)
            case "region_leaders":
                told.people += _region_leaders(item)
    if not told.units:
        told.units += _office(item)
    told.units, told.people = list(dict.fromkeys(told.units)), list(dict.fromkeys(told.people))
    return told


def _leads(item: Item) -> list[Unit]:
    """Those that answer for the item, an order's addressee first."""
    if isinstance(item, Owed):
        return [item.unit]
    if isinstance(item, Issue):
        return [item.lead_unit] if item.lead_unit else []
    return [row.unit for row in leads_of(item) if row.unit]


def first_lead(item: Item) -> Unit | None:
    """Whom an order is addressed to."""
    return next(iter(_leads(item)), None)


def all_leads(item: Item) -> list[Unit]:
    return _leads(item)


def _working(item: Item) -> list[Unit]:
    works = (MatterUnit.Role.RESPONSIBLE, MatterUnit.Role.SUPPORTING)
    return [row.unit for row in item.units.all() if row.unit and row.role in works] if isinstance(item, Matter) else []


def _office(item: Item) -> list[Unit]:
    return list(Unit.objects.filter(region_id=item.region_id, is_coordinating=True, is_active=True))


def _contacts(item: Item) -> list[Person]:
    match item:
        case Matter():
            of_item = Q(matter_id=item.pk)
        case Owed():
            of_item = Q(matter__in=[matter.pk for matter in item.matters])
        case _:
            of_item = Q(firm_id=item.firm_id or 0) | Q(matter_id=item.matter_id or 0)
    return [one.leader for one in LeaderContact.objects.filter(of_item).select_related("leader")]


def _region_leaders(item: Item) -> list[Person]:
    posts = Membership.objects.filter(
        role=Membership.Role.LEADER,
        unit__region_id=item.region_id,
        unit__kind=Unit.Kind.GOVERNMENT,
        unit__is_active=True,
    )
    return list(Person.objects.filter(pk__in=posts.values("person_id"), is_active=True))
