"""Adds and changes people, their roles and their passwords."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.actions.roles import ask_for_role, give_role
from luodi_site.accounts.models import Person, Unit

Posts = Sequence[tuple[Unit, str]]


def _ask_for_posts(actor: Person, person: Person, posts: Posts, keep_outside: Sequence[int] = ()) -> int:
    """Asks for what is wanted and not there, and for taking away what is there and not wanted; gives how many."""
    wanted = {(unit.pk, role): unit for unit, role in posts}
    held = {(post.unit_id, post.role): post.unit for post in person.memberships.select_related("unit")}
    asked = [(unit, key[1], True) for key, unit in wanted.items() if key not in held]
    asked += [(unit, key[1], False) for key, unit in held.items() if key not in wanted and unit.pk not in keep_outside]
    return sum(ask_for_role(actor=actor, person=person, unit=u, role=r, is_grant=g) is not None for u, r, g in asked)


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
    """A new account. Its roles are asked for, and hold once the security administrator has granted them; only where
    nobody acts (``actor`` None: a database is being filled) they hold at once.

    ``is_hashed``: the password comes as ``make_password`` left it, for many people at once. Raises PowersApart.
    """
    person = Person(
        username=username, name=name, title=title, phone=phone, has_to_change_password=has_to_change_password
    )
    if is_hashed:
        person.password = password
    else:
        person.set_password(password)
    person.save()
    if actor is None:
        for unit, role in posts:
            give_role(person=person, unit=unit, role=role)
    else:
        _ask_for_posts(actor, person, posts)
    record(
        actor=actor, verb="accounts.add_person", object_kind="person", object_id=person.pk, words=name,
        detail={"username": username, "posts": [[unit.name, role] for unit, role in posts]},
    )  # fmt: skip
    return person


@transaction.atomic
def change_person(
    *, actor: Person, person: Person, name: str, title: str, phone: str, posts: Posts, keep_outside: Sequence[int] = ()
) -> Person:
    """Changes a person and asks for the roles that differ; those in units of ``keep_outside`` (which the actor does not
    look after) stay as they are. Raises PowersApart."""
    person.name, person.title, person.phone = name, title, phone
    person.save(update_fields=["name", "title", "phone"])
    _ask_for_posts(actor, person, posts, keep_outside)
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
