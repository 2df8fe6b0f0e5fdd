"""The clock beside the site: once a day, again after a failure, and gone with the site."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date

import pytest
from django.utils import timezone

from luodi_site.supervision import daily
from luodi_site.supervision.models import Matter

pytestmark = pytest.mark.django_db(transaction=True)
SITE = """
import time
import django
django.setup()
from luodi_site.supervision.daily import beside
with beside(120):
    print("up", flush=True)
    time.sleep(120)
"""


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


def test_it_ends_when_its_site_is_killed(tmp_path):
    """A site that is killed hard leaves no clock behind it, though the clock's next turn is far off."""
    mine = {
        **os.environ, "LUODI_VAR": str(tmp_path), "LUODI_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "luodi_site.settings",
    }  # fmt: skip
    prepare = [sys.executable, "-m", "luodi_site.cli", "prepare", "--no-sample"]
    subprocess.run(prepare, env=mine, check=True, stdout=subprocess.DEVNULL)
    site = subprocess.Popen([sys.executable, "-c", SITE], env=mine, stdout=subprocess.PIPE, text=True)
    assert site.stdout is not None and site.stdout.readline() == "up\n"
    time.sleep(4)  # the clock is in its long pause by now
    site.kill()
    # The clock writes where the site did: the end of that is the end of both.
    site.communicate(timeout=30)
