"""Who holds which role: asked for by one person, granted by another; and the three powers, which nobody holds two of."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Membership, Person, RoleRequest, Unit

Role = Membership.Role
State = RoleRequest.State
# System, security and audit administration (三员分立: who keeps the system, who grants rights, who looks at both).
POWERS = frozenset({Role.ADMIN, Role.SECURITY, Role.AUDITOR})


class PowersApart(Exception):
    """Someone would hold two of the three administrative powers."""


class OwnRequest(Exception):
    """Nobody grants what they asked for, or what they would get themselves."""


class SomeoneElse(Exception):
    """Another decision about this request, or about this person's roles, came first."""


def would_join_powers(held: frozenset[str] | set[str], role: str) -> bool:
    """Whether ``role`` beside those already held makes two of the three powers."""
    return len(POWERS & (set(held) | {role})) > 1


def _held(person: Person) -> set[str]:
    return set(person.memberships.values_list("role", flat=True))


def _claim(person: Person, version: int) -> None:
    """Takes the person's roles into hand: of two who change them at once, one is told."""
    changed = Person.objects.filter(pk=person.pk, roles_version=version).update(roles_version=version + 1)
    if not changed:
        raise SomeoneElse
    person.roles_version = version + 1


@transaction.atomic
def give_role(*, person: Person, unit: Unit, role: str) -> Membership:
    """The role, now. Called by a granted request, and while a database is filled. Raises PowersApart, SomeoneElse."""
    version = Person.objects.values_list("roles_version", flat=True).get(pk=person.pk)
    if would_join_powers(_held(person), role):
        raise PowersApart
    _claim(person, version)
    given, _is_new = Membership.objects.get_or_create(person=person, unit=unit, role=role)
    return given


@transaction.atomic
def ask_for_role(
    *, actor: Person, person: Person, unit: Unit, role: str, is_grant: bool = True, reason: str = ""
) -> RoleRequest | None:
    """Asks the security administrator to give or take a role; nothing where the same is asked already.

    Raises PowersApart where it could never be granted beside what the person holds, loses, or is to get.
    """
    waiting = RoleRequest.objects.filter(person=person, state=State.WAITING)
    if waiting.filter(unit=unit, role=role, is_grant=is_grant).exists():
        return None
    if is_grant:
        coming = set(waiting.filter(is_grant=True).values_list("role", flat=True))
        if would_join_powers(_held(person) | coming, role):
            raise PowersApart
    asked = RoleRequest.objects.create(
        person=person, unit=unit, role=role, is_grant=is_grant, asked_by=actor, reason=reason
    )
    _record(actor, "accounts.ask_for_role", asked)
    return asked


@transaction.atomic
def decide_role(*, actor: Person, request: RoleRequest, is_granted: bool) -> None:
    """Grants or refuses. Raises OwnRequest, PowersApart, and SomeoneElse where it was decided meanwhile."""
    if actor.pk in {request.person_id, request.asked_by_id}:
        raise OwnRequest
    state = State.GRANTED if is_granted else State.REFUSED
    claimed = RoleRequest.objects.filter(pk=request.pk, state=State.WAITING).update(
        state=state, decided_by=actor, decided_at=timezone.now()
    )
    if not claimed:
        raise SomeoneElse
    if is_granted and request.is_grant:
        give_role(person=request.person, unit=request.unit, role=request.role)
    elif is_granted:
        take_role(person=request.person, unit=request.unit, role=request.role)
    _record(actor, "accounts.grant_role" if is_granted else "accounts.refuse_role", request)


@transaction.atomic
def take_role(*, person: Person, unit: Unit, role: str) -> None:
    """The role ends, now. Raises SomeoneElse."""
    version = Person.objects.values_list("roles_version", flat=True).get(pk=person.pk)
    _claim(person, version)
    Membership.objects.filter(person=person, unit=unit, role=role).delete()


def _record(actor: Person, verb: str, request: RoleRequest) -> None:
    record(
        actor=actor, verb=verb, object_kind="person", object_id=request.person_id, words=str(request),
        detail={"unit": request.unit.name, "role": request.role, "is_grant": request.is_grant},
    )  # fmt: skip
