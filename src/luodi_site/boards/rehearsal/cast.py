"""Who acts in the rehearsal, and the dice that say how they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from luodi_site.accounts.models import Membership, Person, Region, Unit
from luodi_site.supervision.models import Matter
from luodi_site.supervision.parties import leads_of

Role = Membership.Role


@dataclass(frozen=True)
class Cast:
    """The office with its two people, the leader who signs, and whoever works in a unit."""

    city: Region
    office_unit: Unit
    office: Person
    clerk: Person
    leader: Person

    @cached_property
    def seats(self) -> list[Membership]:
        """The posts in units and firms, in the order in which they were given."""
        posts = Membership.objects.filter(role__in=[Role.UNIT, Role.FIRM], person__is_active=True)
        return list(posts.select_related("unit", "person").order_by("pk"))

    def of_unit(self, unit: Unit | None) -> Person | None:
        """Someone who acts for the unit: of its own, or of one above it."""
        return next((s.person for s in self.seats if unit and unit.path.startswith(s.unit.path)), None)

    def lead_of(self, matter: Matter) -> Person | None:
        found = (self.of_unit(row.unit) for row in leads_of(matter))
        return next((person for person in found if person), None)


def cast_of_sample() -> Cast:
    """The people of the sample city as it was loaded."""
    people = {person.username: person for person in Person.objects.all()}
    office = people["office"]
    unit = office.memberships.get(role=Role.OFFICE).unit
    return Cast(unit.region, unit, office, people["office2"], people["leader"])


def dice(*about: object) -> Random:
    """Dice for one question: the same question is answered the same way in every run."""
    return Random("|".join(str(one) for one in about))


def proof(name: str) -> SimpleUploadedFile:
    """A file that shows something, as evidence has to be."""
    return SimpleUploadedFile(f"{name}.pdf", f"%PDF-1.4\n%{name}\n%%EOF\n".encode())
