"""Issues over the interface."""

from __future__ import annotations

import base64
from datetime import timedelta

from django.utils import timezone

from luodi_site.supervision.models import Issue

PROOF = {"name": "证明.pdf", "content": base64.b64encode(b"%PDF-1.7 hello").decode()}


def step(call, unit, issue, name, **more):
    return call(unit, "post", f"/api/issues/{issue}/steps", {"step": name, "words": "说明", **more})


def test_it_takes_an_issue_from_the_firm_to_its_closure(call, cast):
    """Raised by a firm, given to a unit, closed with evidence, verified by the office: each by its own token."""
    raised = call(cast.firm_unit, "post", "/api/issues", {"title": "用电扩容迟迟未批", "words": "等了三个月。"}).json()
    assert (raised["state"], raised["firm"]) == ("raised", cast.firm_unit.name)
    number, day = raised["id"], (timezone.localdate() + timedelta(days=9)).isoformat()
    Issue.objects.filter(pk=number).update(region=cast.city)
    assert (
        step(call, cast.office_unit, number, "assign", lead_unit_id=cast.lead_unit.pk, clear_by_on=day).status_code
        == 200
    )
    without = step(call, cast.lead_unit, number, "request_closure")
    assert without.status_code == 422 and without.json()["code"].startswith("issue.")
    assert step(call, cast.lead_unit, number, "request_closure", files=[PROOF]).json()["state"] == "closing"
    assert step(call, cast.office_unit, number, "approve_closure").json()["state"] == "closed"
    whole = call(cast.firm_unit, "get", f"/api/issues/{number}").json()
    assert [line["title"] for line in whole["history"]] == ["核实销号", "申请销号", "交办", "提出问题"]


def test_it_refuses_a_step_that_is_anothers_or_too_early(call, cast):
    """The lead unit does not assign, and nobody verifies what was not claimed."""
    number = call(cast.lead_unit, "post", "/api/issues", {"title": "甲", "words": "乙"}).json()["id"]
    assert step(call, cast.lead_unit, number, "assign").status_code == 403
    early = step(call, cast.office_unit, number, "approve_closure")
    assert (early.status_code, early.json()["code"]) == (422, "not_in_this_state")


def test_it_refuses_a_file_that_is_no_base64(call, cast):
    """And says which."""
    body = {"title": "甲", "words": "乙", "files": [{"name": "a.pdf", "content": "%%%"}]}
    response = call(cast.lead_unit, "post", "/api/issues", body)
    assert (response.status_code, response.json()["code"]) == (422, "file_not_base64")
    assert "a.pdf" in response.json()["message"]
