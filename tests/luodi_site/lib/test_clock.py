"""The day that the site goes by."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from luodi_site.lib import clock
from luodi_site.settings import PACKAGE, _rehearsal


@pytest.fixture
def rehearsal(settings, tmp_path):
    settings.VAR, settings.REHEARSAL_FROM = tmp_path, date(2026, 1, 5)


def test_it_goes_by_the_machines_own_day(settings, tmp_path):
    """A day left over from a rehearsal means nothing to a site that works."""
    settings.VAR = tmp_path
    (tmp_path / "rehearsal_day").write_text("2030-01-01")
    assert clock.today() == timezone.localdate()
    with pytest.raises(clock.NotMoved, match="演练"):
        clock.move_to(date(2030, 1, 2))


def test_it_moves_a_rehearsal_forward_only(rehearsal):
    """What was done on a day cannot be done again with another past."""
    assert clock.today() == date(2026, 1, 5)
    clock.move_to(date(2026, 3, 31))
    assert clock.today() == date(2026, 3, 31)
    with pytest.raises(clock.NotMoved, match="2026-03-31"):
        clock.move_to(date(2026, 3, 30))


def test_it_says_on_every_page_that_it_is_a_rehearsal(rehearsal, db):
    """Also to a stranger; and nothing where the site works."""
    assert "网站按2026-01-05办理" in Client().get("/login/").content.decode()


def test_it_is_silent_where_the_site_works(db):
    """No banner without a rehearsal."""
    assert "不作数" not in Client().get("/login/").content.decode()


def test_it_refuses_a_rehearsal_on_a_site_that_works():
    """The setting cannot slip into a deployment: with HTTPS, or a day that is none, the site does not start."""
    assert _rehearsal("", is_https=True) is None
    assert _rehearsal("2026-01-05", is_https=False) == date(2026, 1, 5)
    with pytest.raises(ValueError, match="LUODI_HTTPS"):
        _rehearsal("2026-01-05", is_https=True)
    with pytest.raises(ValueError, match="2026-1-5"):
        _rehearsal("2026-1-5", is_https=False)


def test_it_is_asked_wherever_a_page_or_an_action_wants_the_day():
    """Nothing of the daily work goes past it to the machine's own clock, or a rehearsal would live on two days."""
    apps = [PACKAGE / name for name in ("supervision", "boards", "policies", "programmes", "api")]
    asking = [path.name for app in apps for path in app.rglob("*.py") if "localdate()" in path.read_text("utf-8")]
    assert asking == []
