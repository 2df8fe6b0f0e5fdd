"""Makes and revokes tokens of units' programs, and notes when they were used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.actions.roles import give_role
from luodi_site.accounts.models import ApiToken, Person, Unit
from luodi_site.accounts.tokens import is_to_be_noted, new_token, role_of


@transaction.atomic
def make_token(
    *, actor: Person, unit: Unit, name: str, scopes: Sequence[str], expires_on: date
) -> tuple[ApiToken, str]:
    """A token for a program of the unit, and its words, which are not kept: they can be shown this once only.

    The program acts as a person of its own, so that the ledger says who wrote.
    """
    whole, prefix, digest = new_token()
    person = Person(username=f"api-{prefix}", name=f"{unit}·{name}"[:60], is_service=True)
    person.set_unusable_password()
    person.save()
    give_role(person=person, unit=unit, role=role_of(unit))
    token = ApiToken.objects.create(
        unit=unit, person=person, name=name, prefix=prefix, digest=digest, scopes=list(scopes), expires_on=expires_on,
        created_by=actor,
    )  # fmt: skip
    record(
        actor=actor, verb="accounts.make_token", object_kind="token", object_id=token.pk, words=str(token),
        detail={"scopes": list(scopes), "expires_on": expires_on.isoformat()},
    )  # fmt: skip
    return token, whole


@transaction.atomic
def revoke_token(*, actor: Person, token: ApiToken) -> None:
    """It holds no longer, from now on; what was written with it stays under its name."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        Person.objects.filter(pk=token.person_id).update(is_active=False)
        record(actor=actor, verb="accounts.revoke_token", object_kind="token", object_id=token.pk, words=str(token))


def note_use(*, token: ApiToken) -> None:
    """That it was used, at most every few minutes."""
    if is_to_be_noted(token):
        ApiToken.objects.filter(pk=token.pk).update(used_at=timezone.now())
