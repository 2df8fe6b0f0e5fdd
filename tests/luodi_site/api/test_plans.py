"""Action plans over the interface and on the desk: read, handed in once, returned with a reason, accepted."""

from __future__ import annotations

from datetime import date

import pytest

from luodi_site.boards.lines import todo_of
from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter, UnitPlan

DAY = date(2026, 5, 4)
LINES = [{"key_point": "开展摸底", "measure": "逐户走访", "by_on": "2026-06-30", "share": 40, "position": 1}]


@pytest.fixture
def plan(matter, cast) -> UnitPlan:
    """Asked of the lead unit about the city's policy, by the end of April."""
    asked = actions.ask_for_plans(
        region=cast.city, actor=cast.office, kind="action_plan", title="三年行动方案", units=[cast.lead_unit],
        due_on=date(2026, 4, 30), edition=matter.edition,
    )  # fmt: skip
    return asked.plans.get()


def act(call, unit, plan, name, **body):
    return call(unit, "post", f"/api/plans/{plan.pk}/{name}", body)


def test_it_goes_from_the_unit_to_the_office(call, cast, plan):
    """Handed in by the unit alone, returned with a reason, mended, accepted by the office; the matter has its schedule."""
    assert call(cast.lead_unit, "get", "/api/plans?state=asked").json()["total"] == 1
    assert call(cast.far_unit, "get", f"/api/plans/{plan.pk}").status_code == 404
    assert act(call, cast.responsible_unit, plan, "submit", lines=LINES).status_code == 404
    assert act(call, cast.lead_unit, plan, "submit", goal="见效", lines=LINES).json()["state"] == "submitted"
    whole = call(cast.office_unit, "get", f"/api/plans/{plan.pk}").json()
    assert (whole["goal"], whole["lines"][0]["key_point"], whole["lines"][0]["position"]) == ("见效", "开展摸底", 1)
    assert act(call, cast.lead_unit, plan, "accept").status_code == 403
    assert act(call, cast.office_unit, plan, "return").status_code == 422
    assert act(call, cast.office_unit, plan, "return", words="缺节点").json()["reason"] == "缺节点"
    assert act(call, cast.lead_unit, plan, "submit", lines=LINES).status_code == 200
    assert act(call, cast.office_unit, plan, "accept").json()["state"] == "accepted"
    assert Matter.objects.get(position=1).steps == [["2026-06-30", "40.0", "开展摸底"]]


def test_it_keeps_a_draft_to_its_unit(call, cast, plan):
    """What is not handed in is read by nobody else, the office included."""
    line = actions.Line("草稿中的一条")
    actions.save_plan(plan=plan, actor=cast.lead, version=plan.version, goal="草稿", lines=[line])
    assert call(cast.lead_unit, "get", f"/api/plans/{plan.pk}").json()["lines"][0]["key_point"] == "草稿中的一条"
    seen = call(cast.office_unit, "get", f"/api/plans/{plan.pk}").json()
    assert (seen["goal"], seen["lines"]) == ("", [])


@pytest.mark.parametrize(
    "line", [{"key_point": ""}, {"key_point": "一", "share": 101}, {"key_point": "一", "position": 999}]
)
def test_it_rejects_lines_that_cannot_be_meant(call, cast, plan, line):
    """No words, more than the whole, a matter that the policy does not have."""
    assert act(call, cast.lead_unit, plan, "submit", lines=[line]).status_code == 422
    assert UnitPlan.objects.get().state == "asked"


def test_it_stands_on_the_desk_of_whoever_must_act(cast, plan):
    """The unit's as overdue, then the office's to decide, then the unit's again with the reason."""

    def shown(person):
        return {group.heading: group.lines for group in todo_of(person, DAY) if "方案" in group.heading}

    assert shown(cast.lead)["要报送的方案"][0].is_late and not shown(cast.office) and not shown(cast.responsible)
    actions.save_plan(
        plan=plan, actor=cast.lead, version=plan.version, goal="", lines=[actions.Line("一条")], submit=True, on=DAY
    )
    assert shown(cast.office)["待审核的方案"][0].act == "去审核" and not shown(cast.lead)
    actions.return_plan(plan=plan, actor=cast.office, version=plan.version, reason="缺节点", on=DAY)
    assert shown(cast.lead)["要报送的方案"][0].words == "退回：缺节点"
