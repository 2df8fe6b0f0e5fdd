"""How a person and a unit want to be told."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.db import transaction

from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person, Unit
from luodi_site.notices.models import NoticeSetting, UnitChannel


@transaction.atomic
def set_notice_setting(
    *, person: Person, mail: str, is_by_mail: bool, quiet_from: time | None, quiet_until: time | None, muted: list[str]
) -> NoticeSetting:
    """A person's own settings."""
    values = {
        "mail": mail,
        "is_by_mail": is_by_mail,
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
        "muted": muted,
    }
    setting, _is_new = NoticeSetting.objects.update_or_create(person=person, defaults=values)
    record(actor=person, verb="notices.set", object_kind="person", object_id=person.pk, words=person.name)
    return setting


@transaction.atomic
def add_channel(*, actor: Person | None, unit: Unit, kind: str, address: str, **more: Any) -> UnitChannel:
    """A unit's mail box or chat group; the record names the unit and the kind, never the address."""
    channel = UnitChannel.objects.create(unit=unit, kind=kind, address=address, **more)
    _record(actor, "notices.add_channel", channel)
    return channel


@transaction.atomic
def set_channel_active(*, actor: Person, channel: UnitChannel, is_active: bool) -> None:
    UnitChannel.objects.filter(pk=channel.pk).update(is_active=is_active)
    _record(actor, "notices.restore_channel" if is_active else "notices.stop_channel", channel)


def _record(actor: Person | None, verb: str, channel: UnitChannel) -> None:
    words = f"{channel.unit} · {channel.get_kind_display()}"
    record(actor=actor, verb=verb, object_kind="unit", object_id=channel.unit_id, words=words)
