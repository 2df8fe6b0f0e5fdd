"""The bell, the list, one's own settings, and a unit's channels."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.urls import reverse

from luodi_site.accounts.models import AuditEntry
from luodi_site.notices.actions import notify
from luodi_site.notices.models import Notice, NoticeSetting, UnitChannel

ROBOT = "https://open.feishu.cn/open-apis/bot/v2/hook/9b1c2d3e-4f50-6172-secret99"


def test_it_counts_the_unread_at_the_bell_until_they_are_opened(cast, as_):
    """Opening one goes to where it is acted on."""
    notify(kind="order", title="请回复督办单", key="order:1", people=[cast.lead], url="/ledger/")
    client = as_(cast.lead)
    assert "1条未读" in client.get("/").content.decode()
    number = cast.lead.notices.get().pk
    assert client.get(reverse("notices:open", args=[number]))["Location"] == "/ledger/"
    assert "1条未读" not in client.get("/").content.decode()


def test_it_goes_to_no_other_site(cast, as_):
    """A notice's address is one of ours."""
    notify(kind="order", title="甲", key="order:1", people=[cast.lead], url="//evil.example/")
    number = cast.lead.notices.get().pk
    assert as_(cast.lead).get(reverse("notices:open", args=[number]))["Location"] == reverse("notices:notices")


def test_it_lists_the_unread_alone_when_asked(cast, as_):
    """And marks all as read at once."""
    for word in ("甲事", "乙事"):
        notify(kind="order", title=word, key=word, people=[cast.lead])
    client, url = as_(cast.lead), reverse("notices:notices")
    client.get(reverse("notices:open", args=[cast.lead.notices.get(title="甲事").pk]))
    html = client.get(url, {"state": "unread"}).content.decode()
    assert "乙事" in html and "甲事" not in html
    client.post(reverse("notices:read_all"))
    assert "没有符合条件的消息" in client.get(url, {"state": "unread"}).content.decode()


def test_it_keeps_ones_own_settings(cast, as_):
    """Mail box, hours and kinds; a wish for mail without a mail box is an error."""
    client, url = as_(cast.lead), reverse("notices:settings")
    assert "请填写电子邮箱" in client.post(url, {"is_by_mail": "on"}).content.decode()
    client.post(url, {"mail": "a@example.org", "is_by_mail": "on", "quiet_from": "22:00", "quiet_until": "07:00", "muted": ["circular"]})  # fmt: skip
    setting = NoticeSetting.objects.get(person=cast.lead)
    assert (setting.quiet_from, setting.muted) == (time(22), ["circular"])


def channel_form(unit, **more):
    return {"unit": unit.pk, "kind": "feishu", "address": ROBOT, **more}


def test_it_never_shows_a_robots_address_again(cast, as_):
    """Neither the page nor the record of writes holds the key."""
    client, url = as_(cast.admin), reverse("notices:channels")
    client.post(url, channel_form(cast.lead_unit))
    assert UnitChannel.objects.get().address == ROBOT
    html = client.get(url).content.decode()
    assert "飞书群机器人" in html and "9b1c2d3e" not in html
    entry = AuditEntry.objects.get(verb="notices.add_channel")
    assert "9b1c2d3e" not in f"{entry.words}{entry.detail}"


def test_it_refuses_an_address_of_another_host(cast, as_):
    """The page says which address is wanted."""
    response = as_(cast.admin).post(
        reverse("notices:channels"), channel_form(cast.lead_unit, address="https://evil.example/x")
    )
    assert response.status_code == 422
    assert "不属于所选的方式" in response.content.decode()
    assert not UnitChannel.objects.exists()


def test_it_gives_no_channel_to_a_unit_of_another_region(cast, as_):
    """A county's office cannot listen in on what a bureau of the city is told."""
    as_(cast.unrelated_office).post(reverse("notices:channels"), channel_form(cast.lead_unit))
    assert not UnitChannel.objects.exists()


def test_it_shows_the_newest_first_by_what_they_tell_of(cast, as_):
    """One written down later, of an earlier day, stands below."""
    for day in (5, 2):
        Notice.objects.create(
            person=cast.lead, kind="order", title=f"第{day}日", key=f"of {day}", at=datetime(2026, 3, day, tzinfo=UTC)
        )
    page = as_(cast.lead).get(reverse("notices:notices")).content.decode()
    assert page.index("第5日") < page.index("第2日")
