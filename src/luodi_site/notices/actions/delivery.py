"""Works off the queue of what leaves the site: claims, sends, tries again later, gives up in the end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from luodi_site.notices.models import Delivery, NoticeSetting, UnitChannel
from luodi_site.notices.quiet import after_quiet
from luodi_site.notices.through_apprise import NotSent, send_chat, send_mail

State = Delivery.State
# After each try that failed: wait so long; after the last, give up.
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
# A worker that died while sending loses its claim.
CLAIM = timedelta(minutes=10)


def deliver(*, now: datetime | None = None, limit: int = 200) -> dict[str, int]:
    """Sends what is due, at most ``limit`` messages; gives how many were sent, put off and given up.

    Any number of workers may run at once: each message is claimed by a conditional UPDATE.
    """
    now = now or timezone.now()
    lost = Delivery.objects.filter(state=State.SENDING, claimed_at__lt=now - CLAIM)
    lost.update(state=State.WAITING, claimed_at=None)
    due = Delivery.objects.filter(state=State.WAITING, due_at__lte=now).order_by("due_at", "id")
    done = {"sent": 0, "put_off": 0, "given_up": 0}
    for number in list(due.values_list("pk", flat=True)[:limit]):
        if Delivery.objects.filter(pk=number, state=State.WAITING).update(state=State.SENDING, claimed_at=now):
            done[_work(Delivery.objects.select_related("channel", "person").get(pk=number), now)] += 1
    return done


def _work(delivery: Delivery, now: datetime) -> str:
    later = _quiet_until(delivery, now)
    if later > now:
        _leave(delivery, state=State.WAITING, due_at=later)
        return "put_off"
    try:
        _send(delivery)
    except NotSent as why:
        return _failed(delivery, now, str(why))
    _leave(delivery, state=State.SENT, sent_at=now, tries=delivery.tries + 1, trouble="")
    return "sent"


def _leave(delivery: Delivery, **values: object) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=State.SENDING).update(claimed_at=None, **values)


def _failed(delivery: Delivery, now: datetime, why: str) -> str:
    tries = delivery.tries + 1
    if tries > len(WAITS):
        _leave(delivery, state=State.GIVEN_UP, tries=tries, trouble=why[:200])
        return "given_up"
    _leave(delivery, state=State.WAITING, tries=tries, trouble=why[:200], due_at=now + WAITS[tries - 1])
    return "put_off"


def _quiet_until(delivery: Delivery, now: datetime) -> datetime:
    """Quiet hours hold on the day of sending too: a second try does not wake anyone."""
    wish = delivery.channel or NoticeSetting.objects.filter(person_id=delivery.person_id).first()
    return after_quiet(now, wish.quiet_from, wish.quiet_until) if wish else now


def _send(delivery: Delivery) -> None:
    words = delivery.words
    if delivery.url and settings.SITE_ADDRESS:
        words = f"{words}\n{settings.SITE_ADDRESS}{delivery.url}".strip()
    channel = delivery.channel
    if channel is None:
        wish = NoticeSetting.objects.filter(person_id=delivery.person_id, is_by_mail=True).first()
        send_mail(wish.mail if wish else "", delivery.title, words)
    elif not channel.is_active:
        raise NotSent("channel_off")
    elif channel.kind == UnitChannel.Kind.MAIL:
        send_mail(channel.address, delivery.title, words)
    else:
        send_chat(channel.kind, channel.address, channel.secret, delivery.title, words)
