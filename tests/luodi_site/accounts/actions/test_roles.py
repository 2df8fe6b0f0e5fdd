"""Roles take effect when security grants them, and nobody holds two of the three powers."""

from __future__ import annotations

from itertools import permutations

import pytest

from luodi_site.accounts.actions import people
from luodi_site.accounts.actions.roles import (
    POWERS,
    OwnRequest,
    PowersApart,
    SomeoneElse,
    ask_for_role,
    decide_role,
    give_role,
)
from luodi_site.accounts.models import AuditEntry, Membership, Person, RoleRequest
from luodi_site.accounts.queries import roles_of

Role = Membership.Role


def ask(cast, person, role, unit=None, **more):
    return ask_for_role(actor=cast.admin, person=person, unit=unit or cast.office_unit, role=role, **more)


def roles(person):
    return roles_of(Person.objects.get(pk=person.pk))


def test_it_gives_a_new_person_no_role_before_security_grants_it(cast):
    """The administrator adds; the account is empty until someone else says yes."""
    person = people.add_person(
        actor=cast.admin, username="new", name="新人", password="first-password-5", posts=[(cast.lead_unit, Role.UNIT)]
    )
    assert roles(person) == frozenset()
    decide_role(actor=cast.security, request=person.role_requests.get(), is_granted=True)
    assert roles(person) == {Role.UNIT}
    assert AuditEntry.objects.filter(verb="accounts.grant_role", actor=cast.security).exists()


def test_it_keeps_a_role_until_security_takes_it(cast):
    """Taking away is asked for like giving."""
    people.change_person(actor=cast.admin, person=cast.lead, name="吴经信", title="", phone="", posts=[])
    assert roles(cast.lead) == {Role.UNIT}
    decide_role(actor=cast.security, request=cast.lead.role_requests.get(), is_granted=True)
    assert roles(cast.lead) == frozenset()


def test_it_changes_nothing_when_refused(cast):
    """A refused request is kept, and may be made again."""
    request = ask(cast, cast.lead, Role.LEADER)
    decide_role(actor=cast.security, request=request, is_granted=False)
    assert roles(cast.lead) == {Role.UNIT}
    assert ask(cast, cast.lead, Role.LEADER) is not None


def test_it_asks_once(cast):
    """Saving the form twice is one request."""
    ask(cast, cast.lead, Role.LEADER)
    assert ask(cast, cast.lead, Role.LEADER) is None
    assert RoleRequest.objects.count() == 1


def test_it_lets_nobody_grant_to_themselves_or_what_they_asked_for(cast):
    """Even security needs another security administrator."""
    for request in (
        ask(cast, cast.security, Role.LEADER),
        ask_for_role(actor=cast.security, person=cast.lead, unit=cast.lead_unit, role=Role.LEADER),
    ):
        with pytest.raises(OwnRequest):
            decide_role(actor=cast.security, request=request, is_granted=True)
    assert roles(cast.security) == {Role.SECURITY}


@pytest.mark.parametrize(("first", "second"), list(permutations(sorted(POWERS), 2)))
def test_it_lets_nobody_hold_two_of_the_three_powers(first, second, cast):
    """In any order and any unit: when given, when asked for, when both are asked for, when granted late."""
    give_role(person=cast.lead, unit=cast.lead_unit, role=first)
    with pytest.raises(PowersApart):
        give_role(person=cast.lead, unit=cast.office_unit, role=second)
    with pytest.raises(PowersApart):
        ask(cast, cast.lead, second)
    ask(cast, cast.responsible, first)
    with pytest.raises(PowersApart):
        ask(cast, cast.responsible, second, cast.lead_unit)
    late = RoleRequest.objects.create(
        person=cast.lead, unit=cast.office_unit, role=second, asked_by=cast.admin
    )  # as if it had been asked for before the first was given
    with pytest.raises(PowersApart):
        decide_role(actor=cast.security, request=late, is_granted=True)
    assert roles(cast.lead) == {Role.UNIT, first}
    assert RoleRequest.objects.get(pk=late.pk).state == "waiting"


def test_it_decides_once(cast):
    """The second of two administrators is told."""
    request = ask(cast, cast.lead, Role.LEADER)
    decide_role(actor=cast.security, request=request, is_granted=False)
    with pytest.raises(SomeoneElse):
        decide_role(actor=cast.security, request=request, is_granted=True)
    assert roles(cast.lead) == {Role.UNIT}


def test_it_notices_that_another_changed_the_same_persons_roles(cast, monkeypatch):
    """Two grants at once cannot slip past each other: the second finds the count of changes moved on."""
    from luodi_site.accounts.actions import roles as module

    held = module._held

    def someone_comes_between(person):
        answer = held(person)
        Person.objects.filter(pk=person.pk).update(roles_version=99)
        return answer

    monkeypatch.setattr(module, "_held", someone_comes_between)
    with pytest.raises(SomeoneElse):
        give_role(person=cast.lead, unit=cast.lead_unit, role=Role.ADMIN)
    assert roles(cast.lead) == {Role.UNIT}
