"""The secret address of a person's calendar: made, replaced, ended."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person
from luodi_site.notices.models import CalendarFeed


def digest_of(secret: str) -> str:
    """The secret is long and random: a plain digest cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_feed(*, person: Person) -> str:
    """A new secret, shown this once; the address before it ends."""
    secret = secrets.token_urlsafe(24)
    values = {"digest": digest_of(secret), "made_at": timezone.now(), "used_at": None}
    CalendarFeed.objects.update_or_create(person=person, defaults=values)
    record(actor=person, verb="notices.make_feed", object_kind="person", object_id=person.pk, words=person.name)
    return secret


@transaction.atomic
def end_feed(*, person: Person) -> None:
    """The address leads nowhere from now on."""
    if CalendarFeed.objects.filter(person=person).delete()[0]:
        record(actor=person, verb="notices.end_feed", object_kind="person", object_id=person.pk, words=person.name)


def feed_person(secret: str) -> Person | None:
    """Whose calendar the secret opens: somebody whose account is in use."""
    found = CalendarFeed.objects.filter(digest=digest_of(secret)).select_related("person").first()
    return found.person if found and found.person.is_active else None
