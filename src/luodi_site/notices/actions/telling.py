"""Tells people and units of something, once for each event, and marks notices as read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luodi_site.accounts.models import Membership, Person, Unit
from luodi_site.notices.models import Delivery, Notice, NoticeSetting, UnitChannel
from luodi_site.notices.quiet import after_quiet

Role = Membership.Role
# Who hears what a unit is told: whoever works for it. Administrators and auditors do not.
_HEARERS = (Role.OFFICE, Role.UNIT, Role.LEADER, Role.FIRM)


@transaction.atomic
def notify(
    *,
    kind: str,
    title: str,
    key: str,
    people: Iterable[Person | int] = (),
    units: Iterable[Unit | int] = (),
    roles: Collection[str] = _HEARERS,
    words: str = "",
    url: str = "",
    at: datetime | None = None,
) -> int:
    """Tells these people, and whoever has one of ``roles`` in these units, of one event; gives how many were told now.

    Call it inside the action that makes the event, so that both happen or neither.

    - ``kind``: a value of ``notices.models.Kind`` (``Kind.REMINDER``, ``Kind.ORDER`` …).
    - ``title``: one line in Chinese, what and until when; ``words``: the rest. They stand in mails and chat groups too.
    - ``key``: names the event, at most 100 characters: ``f"order:{order.pk}:issued"``. Whoever was told under this key is
      not told again, so a runner may repeat itself.
    - ``url``: the page to act on, from ``reverse()``; no host.
    - ``units``: their members are told in the site, and the unit's own mail boxes and chat groups are queued.
    - ``at``: the moment of the event (default now); a clock that is moved through a year hands its own.

    Nothing is sent here: what leaves the site goes to the queue that ``actions.delivery.deliver`` works off.
    """
    if len(key) > 100:
        raise ValueError(f"a notice's key has at most 100 characters: {key}")
    at = at or timezone.now()
    unit_ids = {getattr(unit, "pk", unit) for unit in units}
    wanted = {getattr(person, "pk", person) for person in people}
    members = Membership.objects.filter(unit_id__in=unit_ids, unit__is_active=True, role__in=list(roles))
    wanted |= set(members.values_list("person_id", flat=True))
    known = set(Notice.objects.filter(key=key, person_id__in=wanted).values_list("person_id", flat=True))
    told = list(
        Person.objects.filter(pk__in=wanted - known, is_active=True).order_by("pk").values_list("pk", flat=True)
    )
    said = {"kind": kind, "title": title[:200], "words": words, "url": url}
    Notice.objects.bulk_create(Notice(person_id=number, key=key, at=at, **said) for number in told)
    _queue([*_mails(told, kind, key, at, said), *_channels(unit_ids, kind, key, at, said)])
    return len(told)


def _mails(told: list[int], kind: str, key: str, at: datetime, said: dict[str, str]) -> list[Delivery]:
    settings = NoticeSetting.objects.filter(person_id__in=told, is_by_mail=True).exclude(mail="")
    return [
        Delivery(
            person_id=one.person_id, key=f"{key}:person:{one.person_id}", **said,
            due_at=after_quiet(at, one.quiet_from, one.quiet_until),
        )
        for one in settings
        if kind not in one.muted
    ]  # fmt: skip


def _channels(units: Collection[int], kind: str, key: str, at: datetime, said: dict[str, str]) -> list[Delivery]:
    channels = UnitChannel.objects.filter(unit_id__in=units, is_active=True)
    return [
        Delivery(
            channel=one, key=f"{key}:channel:{one.pk}", **said,
            due_at=after_quiet(at, one.quiet_from, one.quiet_until),
        )
        for one in channels
        if kind not in one.muted
    ]  # fmt: skip


def _queue(deliveries: list[Delivery]) -> None:
    known = set(Delivery.objects.filter(key__in=[one.key for one in deliveries]).values_list("key", flat=True))
    Delivery.objects.bulk_create(one for one in deliveries if one.key not in known)


@transaction.atomic
def mark_read(*, person: Person, notices: Collection[int] | None = None) -> int:
    """Marks these notices of the person as read, or all of them; gives how many were unread."""
    unread = Notice.objects.filter(person=person, read_at=None)
    if notices is not None:
        unread = unread.filter(pk__in=notices)
    return unread.update(read_at=timezone.now())
