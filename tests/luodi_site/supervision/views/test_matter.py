"""The page of a matter: its clause, assigning units, setting a deadline."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter


def words(response):
    return response.content.decode()


def test_it_shows_a_matter_with_its_clause(as_, cast, led):
    """The words of the document, units, target, history and the way to the source."""
    page = words(as_(cast.responsible).get(reverse("supervision:matter", args=[led.pk])))
    for said in (
        "每年辅导成长型企业80家",
        "市经信局",
        "辅导成长型企业数量",
        "列入台账",
        f"start={led.start}&amp;end={led.end}",
    ):
        assert said in page
    assert "调整单位" not in page


def test_it_assigns_on_the_matter_page(as_, cast, bare):
    """The office names units as documents do; they then see the matter; the history tells it."""
    client = as_(cast.office)
    url = reverse("supervision:assign", args=[bare.pk])
    response = client.post(url, {"version": 1, "lead": "市财政局", "responsible": "柳湾县人民政府"}, follow=True)
    assert "已分派" in words(response)
    assert "牵头单位：市财政局；责任单位：柳湾县人民政府" in words(response)
    assert as_(cast.responsible).get(reverse("supervision:matter", args=[bare.pk])).status_code == 200


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"lead": "市不存在局"}, "单位名录中没有“市不存在局”"),
        ({"lead": "市财政局", "responsible": "市财政局"}, "同一单位填了两次"),
        ({"lead": ""}, "没有填写单位"),
    ],
)
def test_it_says_what_is_wrong_with_an_assignment(data, said, as_, cast, bare):
    """Unknown names, a unit twice and nothing at all are refused in words, and nothing changes."""
    response = as_(cast.office).post(reverse("supervision:assign", args=[bare.pk]), {"version": 1, **data})
    assert response.status_code == 422
    assert said in words(response)
    assert bare.units.count() == 0


def test_it_sets_a_deadline_with_its_reason(as_, cast, led):
    """The day changes, the reason is kept; without a reason nothing changes."""
    client, url = as_(cast.office), reverse("supervision:deadline", args=[led.pk])
    assert client.post(url, {"version": 1, "on": "2026-12-20"}).status_code == 422
    page = words(client.post(url, {"version": 1, "on": "2026-12-20", "reason": "专题会议"}, follow=True))
    assert "依据：专题会议" in page
    led.refresh_from_db()
    assert (led.deadline, led.deadline_basis) == (date(2026, 12, 20), "set")
    stale = words(client.post(url, {"version": 1, "on": "2026-12-21", "reason": "专题会议"}, follow=True))
    assert "刚被别人修改过" in stale


def test_it_refuses_writes_by_those_who_only_read(as_, cast, led):
    """A leader and a unit read the matter and change nothing."""
    for who in (cast.leader, cast.lead):
        client = as_(who)
        assert client.get(reverse("supervision:matter", args=[led.pk])).status_code == 200
        assert client.post(reverse("supervision:assign", args=[led.pk]), {"version": 1}).status_code == 403


def test_it_tells_of_orders_that_have_not_gone_out(as_, cast, led):
    """Drawn up, then dropped: the office and the leader read it in the history with a link; the unit does not."""
    order = actions.draw_up_order(
        item=led, actor=cast.office, unit=cast.lead_unit, colour="red", why="逾期三十天", reply_days=2, rectify_days=5
    )
    page, address = reverse("supervision:matter", args=[led.pk]), reverse("supervision:order", args=[order.pk])
    for reader in (cast.office, cast.leader):
        seen = as_(reader).get(page).content.decode()
        assert "拟督办单" in seen and "逾期三十天" in seen and address in seen
    actions.take_order_step(
        order=order, actor=cast.office, unit=cast.office_unit, version=1, step="drop", words="已经说明原因"
    )
    assert "督办单不发" in as_(cast.office).get(page).content.decode()
    unit = as_(cast.lead).get(page).content.decode()
    assert "逾期三十天" not in unit and "督办单不发" not in unit


@pytest.mark.parametrize(
    ("name", "data"),
    [("assign", {"lead": "市财政局"}), ("deadline", {"on": "2026-12-20", "reason": "会议"}),
     ("urgency", {"urgency": "1", "reason": "会议"})],
)  # fmt: skip
def test_it_says_that_a_matter_has_ended_meanwhile(name, data, as_, cast, led):
    """The page was opened while it was under way: it is told in words, and nothing changes."""
    led.refresh_from_db()
    before = led.deadline
    Matter.objects.filter(pk=led.pk).update(state=Matter.State.CLAIMED)
    url = reverse(f"supervision:{name}", args=[led.pk])
    response = as_(cast.office).post(url, {"version": led.version, **data}, follow=True)
    assert "现在的状态是“待核验”" in words(response)
    led.refresh_from_db()
    assert (led.deadline, led.urgency) == (before, 0)
