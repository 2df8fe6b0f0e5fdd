"""Who is told, once for each event, and what is queued for outside."""

from __future__ import annotations

from datetime import UTC, datetime, time

from luodi_site.notices.actions import mark_read, notify
from luodi_site.notices.actions.settings import add_channel, set_notice_setting
from luodi_site.notices.models import Delivery, Kind, Notice
from luodi_site.notices.queries import unread_count


def tell(cast, **more):
    return notify(**{"kind": Kind.ORDER, "title": "督办单", "key": "order:1", "units": [cast.lead_unit], **more})


def test_it_tells_whoever_works_for_a_unit(cast):
    """Members of the unit, nobody else; an auditor's or administrator's seat in it hears nothing."""
    tell(cast, units=[cast.office_unit])
    assert [notice.person for notice in Notice.objects.all()] == [cast.office]


def test_it_tells_a_person_once_of_one_event(cast):
    """A runner may repeat itself; someone who comes later is still told."""
    assert tell(cast) == 1
    assert tell(cast) == 0
    assert tell(cast, people=[cast.lead, cast.leader]) == 1
    assert Notice.objects.count() == 2


def test_it_tells_nobody_who_has_left(cast):
    """An account out of use gets no notices."""
    type(cast.lead).objects.filter(pk=cast.lead.pk).update(is_active=False)
    assert tell(cast) == 0


def mail_setting(cast, **more):
    return set_notice_setting(
        person=cast.lead,
        **{
            "mail": "lead@example.org",
            "is_by_mail": True,
            "quiet_from": None,
            "quiet_until": None,
            "muted": [],
            **more,
        },
    )


def test_it_queues_a_mail_for_whoever_asked_for_it(cast):
    """Once for each event, and only for kinds that are not muted."""
    mail_setting(cast, muted=[Kind.CIRCULAR])
    tell(cast)
    tell(cast, key="circular:1", kind=Kind.CIRCULAR)
    tell(cast)
    assert [one.key for one in Delivery.objects.all()] == [f"order:1:person:{cast.lead.pk}"]


def test_it_queues_for_after_quiet_hours(cast):
    """Told at 23:00 local time, due at seven."""
    mail_setting(cast, quiet_from=time(22), quiet_until=time(7))
    tell(cast, at=datetime(2026, 3, 5, 15, tzinfo=UTC))
    assert Delivery.objects.get().due_at == datetime(2026, 3, 5, 23, tzinfo=UTC)


def test_it_queues_for_the_channels_of_a_unit_in_use(cast):
    """Each channel once; one that was stopped gets nothing."""
    add_channel(actor=None, unit=cast.lead_unit, kind="mail", address="desk@example.org")
    add_channel(actor=None, unit=cast.lead_unit, kind="mail", address="old@example.org", is_active=False)
    add_channel(actor=None, unit=cast.far_unit, kind="mail", address="far@example.org")
    tell(cast)
    tell(cast)
    assert [one.channel.address for one in Delivery.objects.all()] == ["desk@example.org"]


def test_it_marks_only_ones_own_as_read(cast):
    """Nobody reads for another."""
    tell(cast, people=[cast.leader])
    number = Notice.objects.get(person=cast.leader).pk
    assert mark_read(person=cast.lead, notices=[number]) == 0
    assert mark_read(person=cast.leader, notices=[number]) == 1
    assert (unread_count(cast.leader), unread_count(cast.lead)) == (0, 1)
