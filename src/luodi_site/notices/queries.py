"""A person's notices, and the channels of the units that someone keeps."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from luodi_site.accounts.queries import units_kept_by
from luodi_site.notices.models import Delivery, Notice, NoticeSetting, UnitChannel


def notices_of(person: Any) -> QuerySet[Notice]:
    """Newest first, by what they tell of, not by when they were written down."""
    return Notice.objects.filter(person_id=person.pk).order_by("-at", "-pk")


def unread_count(person: Any) -> int:
    return notices_of(person).filter(read_at=None).count()


def setting_of(person: Any) -> NoticeSetting | None:
    return NoticeSetting.objects.filter(person_id=person.pk).first()


def channels_kept_by(person: Any) -> QuerySet[UnitChannel]:
    return UnitChannel.objects.filter(unit__in=units_kept_by(person)).select_related("unit")


def undelivered_to(person: Any) -> QuerySet[Delivery]:
    """What did not reach the channels that the person keeps, newest first."""
    found = Delivery.objects.filter(state=Delivery.State.GIVEN_UP, channel__in=channels_kept_by(person))
    return found.select_related("channel__unit")
