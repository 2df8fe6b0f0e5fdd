"""The queue: sent once, tried again, given up, claimed by one worker."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from luodi_site.notices.actions import notify
from luodi_site.notices.actions.delivery import CLAIM, WAITS, deliver
from luodi_site.notices.actions.settings import add_channel, set_channel_active
from luodi_site.notices.models import Delivery

NOW = datetime(2026, 3, 5, 2, tzinfo=UTC)
State = Delivery.State


@pytest.fixture
def robot(cast, chat_server):
    """A chat group of the lead unit that was told one thing."""
    address = f"http://{chat_server.host}/open-apis/bot/v2/hook/9b1c2d3e-4f50-6172"
    channel = add_channel(actor=None, unit=cast.lead_unit, kind="feishu", address=address)
    notify(
        kind="order", title="督办单", words="请回复", key="order:1", units=[cast.lead_unit], url="/ledger/1/", at=NOW
    )
    return channel


def test_it_sends_what_is_due_once(robot, chat_server, settings):
    """A second run sends nothing; the message links to the site's own address."""
    settings.SITE_ADDRESS = "https://luodi.example.org"
    assert deliver(now=NOW) == {"sent": 1, "put_off": 0, "given_up": 0}
    assert deliver(now=NOW)["sent"] == 0
    assert "https://luodi.example.org/ledger/1/" in chat_server.got[0][1]["content"]["text"]
    assert Delivery.objects.get().sent_at == NOW


def test_it_sends_nothing_before_its_time(robot, chat_server):
    """What is due later waits."""
    deliver(now=NOW - timedelta(seconds=1))
    assert chat_server.got == []


def test_it_tries_again_ever_later_and_then_gives_up(robot, chat_server):
    """1, 5, 30 minutes, 2 and 12 hours; the sixth failure is the last."""
    chat_server.status, now = 503, NOW
    for tries, wait in enumerate(WAITS, start=1):
        assert deliver(now=now)["put_off"] == 1
        one = Delivery.objects.get()
        assert (one.tries, one.due_at, one.trouble) == (tries, now + wait, "refused")
        assert deliver(now=one.due_at - timedelta(seconds=1))["put_off"] == 0
        now = one.due_at
    assert deliver(now=now)["given_up"] == 1
    assert deliver(now=now + timedelta(days=9)) == {"sent": 0, "put_off": 0, "given_up": 0}


def test_it_sends_after_a_failure_that_passed(robot, chat_server):
    """The server comes back; the trouble is forgotten."""
    chat_server.status = 503
    deliver(now=NOW)
    chat_server.status = 200
    assert deliver(now=NOW + WAITS[0])["sent"] == 1
    assert Delivery.objects.get().trouble == ""


def test_it_takes_over_from_a_worker_that_died(robot, chat_server):
    """A claim that was never finished holds for ten minutes, and no longer."""
    Delivery.objects.update(state=State.SENDING, claimed_at=NOW)
    assert deliver(now=NOW + CLAIM)["sent"] == 0
    assert deliver(now=NOW + CLAIM + timedelta(seconds=1))["sent"] == 1


def test_it_does_not_wake_anyone_on_a_second_try(robot, chat_server):
    """Quiet hours hold when a message is tried again at night."""
    type(robot).objects.update(quiet_from=time(9), quiet_until=time(12))
    assert deliver(now=NOW)["put_off"] == 1
    assert chat_server.got == []
    assert Delivery.objects.get().due_at == datetime(2026, 3, 5, 4, tzinfo=UTC)


def test_it_sends_nothing_to_a_channel_that_was_stopped(robot, chat_server, cast):
    """Stopped after the message was queued."""
    set_channel_active(actor=cast.admin, channel=robot, is_active=False)
    assert deliver(now=NOW)["sent"] == 0
    assert chat_server.got == []
