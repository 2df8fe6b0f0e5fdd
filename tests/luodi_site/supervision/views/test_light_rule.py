"""The rule of the lights on its page: in words, another looked at before it is chosen, earlier days as they were."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from luodi_site.accounts.models import AuditEntry
from luodi_site.lib import clock
from luodi_site.supervision import actions
from luodi_site.supervision.lights import choice_of, rule_of, status_of
from luodi_site.supervision.models import LightChoice, Matter


def words(response):
    return response.content.decode()


@pytest.fixture
def page(cast):
    return reverse("supervision:light_rule", args=[cast.city.pk])


@pytest.fixture
def behind(reading, cast):
    """Opened a hundred days ago, due in a hundred: half is due, 35 per cent are done, yellow since three days."""
    today = clock.today()
    first = today - timedelta(days=100)
    actions.publish_policy(reading=reading, actor=cast.office, ticked=("unchecked", "problems"), on=first)
    led = Matter.objects.get(position=1)
    actions.set_deadline(
        matter=led, actor=cast.office, version=led.version, day=today + timedelta(days=100), reason="会议", on=first
    )
    actions.remember(led, "accept", on=today - timedelta(days=3), actor=cast.office, share=Decimal(35))
    actions.refresh([led], today)
    assert led.light == "yellow"
    return led


DATA = {
    "overdue_red": "1", "behind_red": "40", "not_started_red": "3", "behind_yellow": "20", "not_started_yellow": "1",
    "reason": "市政府常务会议",
}  # fmt: skip


def test_it_shows_the_rule_in_force_to_the_office_only(as_, cast, page, edition):
    """In words with its thresholds; whoever is not of the office does not come in."""
    home = as_(cast.office).get(reverse("supervision:home_light_rule"))
    assert home["Location"] == page
    shown = words(as_(cast.office).get(page))
    assert "落后序时超过10个百分点" in shown and "通用规则，本地区还没有另选" in shown and 'name="behind_red"' in shown
    assert 'name="near_yellow"' in words(as_(cast.office).get(page, {"rule": "three_days"}))
    assert as_(cast.office).get(page, {"rule": "none"}).status_code == 404
    for person in (cast.leader, cast.auditor, cast.lead, cast.admin, cast.unrelated_office):
        assert as_(person).get(page).status_code in (403, 404)
        assert as_(person).post(page, DATA).status_code in (403, 404)
    assert not LightChoice.objects.exists()


def test_it_shows_what_would_change_before_anything_is_kept(as_, cast, page, behind):
    """15 points behind are yellow over 10, and green over 20."""
    data = {**DATA, "from_on": clock.today().isoformat()}
    shown = words(as_(cast.office).post(page, {**data, "look": "1"}))
    assert "会变灯" in shown and behind.title in shown and "还没有保存" in shown
    assert not LightChoice.objects.exists()


def test_it_counts_from_its_day(as_, cast, page, behind):
    """Chosen from today: yesterday's light stays, today's is green, the why page names the rule, since when and why."""
    today = clock.today()
    assert as_(cast.office).post(page, {**DATA, "from_on": today.isoformat()}).status_code == 302
    behind.refresh_from_db()
    assert behind.light == "green"
    assert status_of(behind, today - timedelta(days=1)).light.name == "yellow"
    why = words(as_(cast.lead).get(reverse("supervision:why", args=[behind.pk])))
    assert "落后序时超过20个百分点黄灯" in why and "起执行" in why and "市政府常务会议" in why
    before = words(
        as_(cast.lead).get(reverse("supervision:why", args=[behind.pk]), {"on": str(today - timedelta(days=1))})
    )
    assert "落后序时超过10个百分点黄灯" in before and "通用规则" in before
    assert AuditEntry.objects.filter(verb="supervision.choose_rule").count() == 1


def test_it_waits_for_a_day_to_come(as_, cast, page, behind):
    """Nothing changes until then; the page says what is to come."""
    day = clock.today() + timedelta(days=5)
    as_(cast.office).post(page, {**DATA, "from_on": day.isoformat()})
    behind.refresh_from_db()
    assert behind.light == "yellow" and "尚未生效" in words(as_(cast.office).get(page))
    assert rule_of(choice_of(cast.city.pk, day)).title != rule_of(choice_of(cast.city.pk, clock.today())).title


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": ""}, "依据"),
        ({"behind_yellow": "40"}, "应当大于"),
        ({"from_on": "2020-01-01"}, "不再改变"),
        ({"behind_red": "很多"}, "数"),
    ],
)
@pytest.mark.usefixtures("edition")
def test_it_rejects_what_cannot_be_meant(as_, cast, page, change, said):
    """No reason, thresholds the wrong way round, a day that has passed, a word for a number: told, and nothing kept."""
    answer = as_(cast.office).post(page, {**DATA, "from_on": clock.today().isoformat(), **change})
    assert answer.status_code == 422 and said in words(answer)
    assert not LightChoice.objects.exists()
