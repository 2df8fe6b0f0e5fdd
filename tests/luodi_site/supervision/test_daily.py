"""The clock beside the site: once a day, again after a failure, and gone with the site."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from luodi_site.supervision import daily
from luodi_site.supervision.models import Matter

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_advances_once_a_day(opened):
    """The first tick of a day works out the lights; a second one on the same day does nothing."""
    today = timezone.localdate()
    assert daily.tick(date(2026, 1, 1)) == today
    assert Matter.objects.get(pk=opened.pk).light_on == today
    Matter.objects.update(light_on=None)
    assert daily.tick(today) == today
    assert Matter.objects.get(pk=opened.pk).light_on is None


def test_it_tries_again_after_a_failure(monkeypatch):
    """What goes wrong is logged, and the day is not taken as done."""

    def breaks(_day):
        raise RuntimeError("no disk")

    monkeypatch.setattr(daily, "advance", breaks)
    assert daily.tick(date(2026, 1, 1)) == date(2026, 1, 1)


def test_it_does_the_other_chores_of_the_day(opened):
    """What other apps do once a day is done with the same day; where one fails, the day is not taken as done."""
    done = []
    today = timezone.localdate()
    assert daily.tick(None, [done.append]) == today
    assert done == [today]
    assert daily.tick(None, [lambda _day: 1 // 0, done.append]) is None
    assert done == [today, today]
