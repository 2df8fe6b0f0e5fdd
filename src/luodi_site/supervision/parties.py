"""In which part someone acts on a matter: as the region's office, for a lead unit, for a unit that works on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from luodi.ledger.moves import Actor
from luodi_site.accounts.models import Membership, Unit
from luodi_site.accounts.queries import posts_of, scope_of
from luodi_site.supervision.models import Matter, MatterUnit

Role = Membership.Role
_LEADS = (MatterUnit.Role.LEAD,)
_WORKS = (MatterUnit.Role.RESPONSIBLE, MatterUnit.Role.SUPPORTING, MatterUnit.Role.IMPLIED)


def acts_for(person: Any, unit: Unit | None) -> bool:
    """Whether the person works in this unit or in one above it; a leader, an auditor or an administrator does not."""
    posts = [post for post in posts_of(person) if post.role in (Role.UNIT, Role.OFFICE)]
    return unit is not None and any(unit.path.startswith(post.unit.path) for post in posts)


def leads_of(matter: Matter) -> list[MatterUnit]:
    """Who answers for the matter: its lead units, or where nobody leads, those responsible."""
    rows = list(matter.units.all())
    return [r for r in rows if r.role in _LEADS] or [r for r in rows if r.role == MatterUnit.Role.RESPONSIBLE]


def is_run_by(person: Any, matter: Matter) -> bool:
    """Whether the person is of the coordination office of the matter's region."""
    return scope_of(person, Role.OFFICE).has_region(matter.region)


def parts_of(person: Any, matter: Matter) -> frozenset[Actor]:
    """Everything that the person is to the matter; the clock, which is nobody, is the system."""
    if person is None:
        return frozenset({"system"})
    parts: set[Actor] = {"office"} if is_run_by(person, matter) else set()
    leads = leads_of(matter)
    if any(acts_for(person, row.unit) for row in leads):
        parts.add("lead")
    if unit_for(person, (row for row in matter.units.all() if row.role in _WORKS and row not in leads)):
        parts.add("partner")
    return frozenset(parts)


def unit_for(person: Any, rows: Iterable[MatterUnit]) -> Unit | None:
    """The first of these units that the person acts for."""
    return next((row.unit for row in rows if acts_for(person, row.unit)), None)


def partner_unit(person: Any, matter: Matter) -> Unit | None:
    """The unit for which the person adds to the lead's report."""
    leads = leads_of(matter)
    return unit_for(person, (row for row in matter.units.all() if row.role in _WORKS and row not in leads))
