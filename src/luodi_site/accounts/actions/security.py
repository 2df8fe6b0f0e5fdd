"""What the security administrator does to an account that is locked."""

from __future__ import annotations

from axes.models import AccessAttempt
from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person


@transaction.atomic
def unlock_account(*, actor: Person, attempt: AccessAttempt) -> None:
    """Forgets the wrong passwords that were tried for this account, from any address."""
    person = Person.objects.filter(username=attempt.username).first()
    AccessAttempt.objects.filter(username=attempt.username).delete()
    record(
        actor=actor, verb="accounts.unlock", object_kind="person", object_id=person.pk if person else "",
        words=person.name if person else attempt.username, detail={"from": attempt.ip_address},
    )  # fmt: skip
