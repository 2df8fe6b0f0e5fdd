"""Shows an edition, or one matter of it, to another region or unit, and ends that."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Region, Share, Unit
from luodi_site.lib.form_keys import made_once


@transaction.atomic
def share(
    *,
    actor: Person,
    edition: int | None,
    words: str,
    matter: int | None = None,
    region: Region | None = None,
    unit: Unit | None = None,
    form_key: str | None = None,
) -> Share:
    """Shares with a region (whoever sees it whole) or with a unit (whoever may see it); the same twice is one share.

    The caller has found edition and matter among those that the actor runs. ``words`` name them in the record.
    """  # fmt: skip
    if (region is None) == (unit is None):
        raise ValueError("either a region or a unit")
    same = Share.objects.filter(edition=edition, matter=matter, region=region, unit=unit, ended_at=None).first()
    if same:
        return same

    def make() -> Share:
        return Share.objects.create(
            edition=edition, matter=matter, region=region, unit=unit, shared_by=actor, form_key=form_key
        )

    made, is_new = made_once(Share, form_key, make)
    if is_new:
        _record(actor, "accounts.share", made, words)
    return made


@transaction.atomic
def end_share(*, actor: Person, share: Share, words: str) -> None:
    """From now on it is not shown there any more; that it was, stays in the record."""
    if Share.objects.filter(pk=share.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=actor):
        _record(actor, "accounts.end_share", share, words)


def _record(actor: Person, verb: str, share: Share, words: str) -> None:
    kind, number = ("matter", share.matter) if share.matter else ("edition", share.edition)
    record(actor=actor, verb=verb, object_kind=kind, object_id=number, words=f"{words} → {share}")
