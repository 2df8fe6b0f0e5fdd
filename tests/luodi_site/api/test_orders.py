"""Supervision orders over the interface, and on desk and in search."""

from __future__ import annotations

import pytest
from django.utils import timezone

from luodi_site.boards.lines import todo_of
from luodi_site.boards.searching import find
from luodi_site.supervision.actions.orders import draw_up_order, take_order_step
from luodi_site.supervision.models import Order


@pytest.fixture
def order(matter, cast) -> Order:
    """An order to the lead unit that went out today."""
    made = draw_up_order(
        item=matter,
        actor=cast.office,
        unit=cast.lead_unit,
        colour="yellow",
        why="进度滞后于序时要求",
        reply_days=3,
        rectify_days=7,
    )
    take_order_step(order=made, actor=cast.office, unit=cast.office_unit, version=made.version, step="issue")
    made.refresh_from_db()
    return made


def step(call, unit, order, name, **more):
    return call(unit, "post", f"/api/orders/{order.pk}/steps", {"step": name, "words": "已调度整改。", **more})


def test_it_lets_the_unit_reply_and_nobody_else(call, cast, order):
    """The lead unit reads and replies; the office does not reply for it; an unrelated county finds nothing."""
    assert call(cast.lead_unit, "get", "/api/orders?state=issued").json()["total"] == 1
    assert step(call, cast.responsible_unit, order, "reply").status_code == 404
    assert step(call, cast.office_unit, order, "reply").status_code == 403
    assert step(call, cast.lead_unit, order, "reply").json()["state"] == "replied"
    whole = call(cast.lead_unit, "get", f"/api/orders/{order.pk}").json()
    assert (whole["history"][0]["title"], whole["history"][0]["words"]) == ("回复", "已调度整改。")
    assert step(call, cast.office_unit, order, "settle").json()["code"] == "not_in_this_state"


def test_it_stands_on_the_desk_of_whoever_must_act(order, cast):
    """The unit that got it, with a button to reply; not the responsible unit."""
    (group,) = [one for one in todo_of(cast.lead, timezone.localdate()) if one.heading == "要办的督办单"]
    assert group.lines[0].act == "去回复"
    assert not [one for one in todo_of(cast.responsible, timezone.localdate()) if one.heading == "要办的督办单"]


def test_it_is_found_by_its_reason(order, cast):
    """By whoever may see it, once it went out."""
    assert "order" in {section.kind for section in find(cast.lead, "序时要求").sections}
    assert find(cast.unrelated, "序时要求").total == 0
