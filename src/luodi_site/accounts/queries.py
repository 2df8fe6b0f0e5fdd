"""What a person may see, and which people and units there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from luodi_site.accounts.models import (
    ApiToken,
    AuditEntry,
    Membership,
    Person,
    Region,
    RoleRequest,
    Share,
    Unit,
)
from luodi_site.lib.once import once

Role = Membership.Role
# These roles look after a whole region, whatever unit they sit in.
_WIDE_ROLES = {Role.OFFICE, Role.AUDITOR, Role.ADMIN, Role.SECURITY}
# These keep the system or speak for a firm: the work of the region is none of their business, unless a query names them.
_NOT_AT_WORK = {Role.ADMIN, Role.SECURITY, Role.FIRM}


@dataclass(frozen=True)
class Scope:
    """What someone may see: everything below these regions, and these units with all below them."""

    regions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def has_region(self, region: Region) -> bool:
        return any(region.path.startswith(path) for path in self.regions)

    def has_unit(self, unit: Unit) -> bool:
        return self.has_region(unit.region) or any(unit.path.startswith(path) for path in self.units)


def posts_of(person: Any) -> tuple[Membership, ...]:
    """The person's roles in units that are in use; read once for each request."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return ()
    if not hasattr(person, "_posts"):
        found = Membership.objects.filter(person=person, unit__is_active=True).select_related("unit", "unit__region")
        person._posts = tuple(found.order_by("id"))
    return person._posts  # type: ignore[no-any-return]


def roles_of(person: Any) -> frozenset[str]:
    return frozenset(post.role for post in posts_of(person))


def _is_wide(post: Membership) -> bool:
    """A government and a coordinating office see their whole region, in any role but a firm's."""
    if post.role == Role.FIRM:
        return False
    return post.role in _WIDE_ROLES or post.unit.is_coordinating or post.unit.kind == Unit.Kind.GOVERNMENT


def scope_of(person: Any, *roles: str) -> Scope:
    """What the person may see of the work through any of their roles, or through the named ones only.

    Administrators and firms see nothing of it: whoever keeps accounts reads no reports.
    """
    posts = [post for post in posts_of(person) if (post.role in roles if roles else post.role not in _NOT_AT_WORK)]
    return Scope(
        regions=tuple(post.unit.region.path for post in posts if _is_wide(post)),
        units=tuple(post.unit.path for post in posts if not _is_wide(post)),
    )


def _regions() -> tuple[tuple[int, str], ...]:
    """Number and path of every region, a few hundred at most."""
    return once("regions", lambda: tuple(Region.objects.order_by().values_list("pk", "path")))


def own_regions(scope: Scope) -> tuple[int, ...]:
    """The regions of the scope themselves, without what lies in them."""
    return tuple(number for number, path in _regions() if path in scope.regions) if scope.regions else ()


def _regions_in(scope: Scope) -> tuple[int, ...]:
    return tuple(number for number, path in _regions() if path.startswith(scope.regions)) if scope.regions else ()


def regions_outside(scope: Scope) -> tuple[int, ...]:
    """All regions that lie in none of the scope's."""
    return tuple(number for number, path in _regions() if not path.startswith(scope.regions))


def own_units(scope: Scope) -> tuple[int, ...]:
    """The units of the scope, with all below them; not those of its regions."""
    if not scope.units:
        return ()
    below = Q()
    for path in scope.units:
        below |= Q(path__startswith=path)
    return once(
        ("units", scope.units), lambda: tuple(Unit.objects.order_by().filter(below).values_list("pk", flat=True))
    )


def units_worked_by(person: Any, *roles: str) -> tuple[int, ...]:
    """The units in which the person has one of these posts, with all below them, whatever they may see besides."""
    return own_units(Scope(units=tuple(post.unit.path for post in posts_of(person) if post.role in roles)))


def _among(field: str, numbers: tuple[int, ...]) -> Q:
    """Rows whose ``field`` (reached by ``region__``, ``unit__region__``, or '' for the row itself) is one of these."""
    return Q(**{f"{field.removesuffix('__') or 'pk'}__in": numbers})


def within(scope: Scope, unit: str = "") -> Q:
    """A filter for rows whose unit (reached by ``unit``, such as ``matter__lead_unit__``) lies within the scope."""
    of_regions, of_units = _regions_in(scope), own_units(scope)
    if not of_regions:
        return _among(unit, of_units)
    inside = _among(f"{unit}region__", of_regions)
    return inside | _among(unit, of_units) if of_units else inside


def regions_within(scope: Scope, region: str = "") -> Q:
    """A filter for rows whose region (reached by ``region``, such as ``region__``) lies within the scope."""
    return _among(region, _regions_in(scope))


def strictly_below(scope: Scope, region: str = "") -> Q:
    """A filter for rows whose region lies below a region of the scope, and is none of the scope itself."""
    own = own_regions(scope)
    return _among(region, tuple(number for number in _regions_in(scope) if number not in own))


def units_visible_to(person: Any) -> QuerySet[Unit]:
    """Units that the person may see: their own and those below; for an office or a government its whole region."""
    return Unit.objects.filter(within(scope_of(person))).select_related("region")


def may_see_unit(person: Any, unit: Unit) -> bool:
    return scope_of(person).has_unit(unit)


def regions_run_by(person: Any) -> QuerySet[Region]:
    """Regions whose policies the person handles as the coordination office."""
    return Region.objects.filter(regions_within(scope_of(person, Role.OFFICE)))


def home_unit(person: Any) -> Unit | None:
    """The unit shown beside the person's name: that of the first role."""
    posts = posts_of(person)
    return posts[0].unit if posts else None


def people_visible_to(person: Any) -> QuerySet[Person]:
    """People with a role, had or asked for, in a unit that an office or an administrator looks after."""
    scope = scope_of(person, Role.OFFICE, Role.ADMIN, Role.SECURITY)
    inside = Membership.objects.filter(within(scope, "unit__")).values("person_id")
    coming = RoleRequest.objects.filter(within(scope, "unit__")).values("person_id")
    return Person.objects.filter(Q(pk__in=inside) | Q(pk__in=coming), is_service=False).prefetch_related(
        "memberships__unit__region"
    )


def units_kept_by(person: Any) -> QuerySet[Unit]:
    """Units that the person may edit, as the office or as an administrator."""
    return Unit.objects.filter(within(scope_of(person, Role.OFFICE, Role.ADMIN))).select_related("region", "parent")


def regions_kept_by(person: Any) -> QuerySet[Region]:
    return Region.objects.filter(regions_within(scope_of(person, Role.OFFICE, Role.ADMIN)))


def audit_visible_to(person: Any) -> QuerySet[AuditEntry]:
    """The record of writes by people of the regions that the person audits."""
    scope = scope_of(person, Role.AUDITOR)
    inside = Membership.objects.filter(within(scope, "unit__")).values("person_id")
    return AuditEntry.objects.filter(actor_id__in=inside).select_related("actor")


def audit_by_power(entries: QuerySet[AuditEntry], power: str) -> QuerySet[AuditEntry]:
    """Of these entries, those of people who hold the power: what the other two administrators did."""
    return entries.filter(actor_id__in=Membership.objects.filter(role=power).values("person_id"))


def role_requests_decided_by(person: Any) -> QuerySet[RoleRequest]:
    """Roles asked for in units that the person looks after as security administrator, waiting and decided."""
    found = RoleRequest.objects.filter(within(scope_of(person, Role.SECURITY), "unit__"))
    return found.select_related("person", "unit", "asked_by", "decided_by")


def role_requests_of(person: Person) -> QuerySet[RoleRequest]:
    """What is asked for a person and not yet decided."""
    return RoleRequest.objects.filter(person=person, state=RoleRequest.State.WAITING).select_related("unit")


def shared_with(person: Any) -> QuerySet[Share]:
    """Shares that have not ended and reach the person: to the region whose office or government they sit in, to a unit of
    that region, or to a unit that they may see. What a county shares with its city does not reach the province."""
    scope = scope_of(person)
    own, units = own_regions(scope), own_units(scope)
    reached = _among("region__", own) | _among("unit__", units) | _among("unit__region__", own)
    return Share.objects.filter(reached, ended_at=None)


def tokens_kept_by(person: Any) -> QuerySet[ApiToken]:
    """Tokens of the units that the person looks after as security administrator."""
    found = ApiToken.objects.filter(within(scope_of(person, Role.SECURITY), "unit__"))
    return found.select_related("unit", "created_by")


def units_secured_by(person: Any) -> QuerySet[Unit]:
    return Unit.objects.filter(within(scope_of(person, Role.SECURITY)), is_active=True).select_related("region")


def shares_of(edition: int | None, matter: int | None = None) -> QuerySet[Share]:
    """With whom an edition, or one matter, is shared now."""
    found = Share.objects.filter(matter=matter, ended_at=None)
    found = found if matter else found.filter(edition=edition)
    return found.select_related("region", "unit", "shared_by")


def audit_of(kind: str, number: int | str) -> QuerySet[AuditEntry]:
    """The record of one object."""
    return AuditEntry.objects.filter(object_kind=kind, object_id=str(number)).select_related("actor")


def unit_of(person: Any, number: int) -> Unit | None:
    """A unit that the person may see."""
    return units_visible_to(person).filter(pk=number).first()
