"""Adds and changes people, their roles and their passwords."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Membership, Person, Unit

Posts = Sequence[tuple[Unit, str]]


def _set_posts(person: Person, posts: Posts, keep_outside: Sequence[int] = ()) -> None:
    wanted = {(unit.pk, role) for unit, role in posts}
    for old in person.memberships.exclude(unit_id__in=keep_outside):
        if (old.unit_id, old.role) not in wanted:
            old.delete()
    known = set(person.memberships.values_list("unit_id", "role"))
    Membership.objects.bulk_create(
        Membership(person=person, unit_id=unit, role=role) for unit, role in sorted(wanted - known)
    )


@transaction.atomic
def add_person(
    *,
    actor: Person | None,
    username: str,
    name: str,
    password: str,
    posts: Posts,
    title: str = "",
    phone: str = "",
    has_to_change_password: bool = True,
    is_hashed: bool = False,
) -> Person:
    """``is_hashed``: the password comes as ``make_password`` left it, for many people at once."""
    person = Person(
        username=username, name=name, title=title, phone=phone, has_to_change_password=has_to_change_password
    )
    if is_hashed:
        person.password = password
    else:
        person.set_password(password)
    person.save()
    _set_posts(person, posts)
    record(
        actor=actor, verb="accounts.add_person", object_kind="person", object_id=person.pk, words=name,
        detail={"username": username, "posts": [[unit.name, role] for unit, role in posts]},
    )  # fmt: skip
    return person


@transaction.atomic
def change_person(
    *, actor: Person, person: Person, name: str, title: str, phone: str, posts: Posts, keep_outside: Sequence[int] = ()
) -> Person:
    """Changes a person; roles in units of ``keep_outside`` (which the actor does not look after) stay as they are."""
    person.name, person.title, person.phone = name, title, phone
    person.save(update_fields=["name", "title", "phone"])
    _set_posts(person, posts, keep_outside)
    record(
        actor=actor, verb="accounts.change_person", object_kind="person", object_id=person.pk, words=name,
        detail={"posts": [[unit.name, role] for unit, role in posts]},
    )  # fmt: skip
    return person


@transaction.atomic
def set_person_active(*, actor: Person, person: Person, is_active: bool) -> None:
    """Stops a person from signing in, or lets them again; what they did stays under their name."""
    Person.objects.filter(pk=person.pk).update(is_active=is_active)
    verb = "accounts.restore_person" if is_active else "accounts.retire_person"
    record(actor=actor, verb=verb, object_kind="person", object_id=person.pk, words=person.name)


@transaction.atomic
def set_password(*, actor: Person, person: Person, password: str, has_to_change: bool) -> None:
    person.set_password(password)
    person.has_to_change_password = has_to_change
    person.save(update_fields=["password", "has_to_change_password"])
    verb = "accounts.change_password" if actor.pk == person.pk else "accounts.reset_password"
    record(actor=actor, verb=verb, object_kind="person", object_id=person.pk, words=person.name)


@transaction.atomic
def note_sign_in(*, person: Person) -> None:
    record(actor=person, verb="accounts.sign_in", object_kind="person", object_id=person.pk, words=person.name)


@transaction.atomic
def note_sign_out(*, person: Person) -> None:
    record(actor=person, verb="accounts.sign_out", object_kind="person", object_id=person.pk, words=person.name)
