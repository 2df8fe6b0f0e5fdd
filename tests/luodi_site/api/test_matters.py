"""Matters and reports over the interface: the same rules as on the pages."""

from __future__ import annotations

import base64
from decimal import Decimal

from django.utils import timezone

from luodi_site.supervision import actions
from luodi_site.supervision.models import ProgressReport


def test_it_reads_what_the_unit_works_on(call, cast, matter):
    """With units, state, text and history; the bare matter that nobody was given stays with the office."""
    page = call(cast.lead_unit, "get", "/api/matters").json()
    assert (page["total"], [one["id"] for one in page["items"]]) == (1, [matter.pk])
    assert {"role": "lead", "name": "市经信局", "unit_id": cast.lead_unit.pk} in page["items"][0]["units"]
    whole = call(cast.lead_unit, "get", f"/api/matters/{matter.pk}").json()
    assert "培育企业" in whole["text"]
    assert whole["history"][-1]["title"] == "列入台账"
    assert call(cast.office_unit, "get", "/api/matters").json()["total"] == 2


def test_it_pages(call, cast, matter):
    """The whole count stands on each page; beyond the last there is nothing."""
    url = "/api/matters?size=1&page="
    numbers = [[one["id"] for one in call(cast.office_unit, "get", f"{url}{n}").json()["items"]] for n in (1, 2, 3)]
    assert [len(page) for page in numbers] == [1, 1, 0]
    assert numbers[0] != numbers[1]
    assert call(cast.office_unit, "get", f"{url}3").json()["total"] == 2


def test_it_filters(call, cast, matter):
    """By state, policy and unit."""
    assert call(cast.office_unit, "get", "/api/matters?state=closed").json()["total"] == 0
    assert call(cast.office_unit, "get", f"/api/matters?unit_id={cast.lead_unit.pk}").json()["total"] == 1
    assert call(cast.office_unit, "get", f"/api/matters?policy_id={matter.edition_id}&state=open").json()["total"] == 2


def test_it_hands_in_a_report_with_evidence(call, cast, matter):
    """The entry stands in the ledger under the program's own name; figures and files come along."""
    file = {"name": "证明.pdf", "content": base64.b64encode(b"%PDF-1.7 hello").decode()}
    target = matter.targets.first()
    body = {
        "share": 40,
        "words": "已辅导32家。",
        "problems": "",
        "files": [file],
        "target_values": {str(target.pk): "32"},
    }
    response = call(cast.lead_unit, "post", f"/api/matters/{matter.pk}/reports", body)
    assert response.status_code == 200, response.content.decode()
    report = ProgressReport.objects.get()
    assert (report.state, report.share, report.words) == ("submitted", Decimal(40), "已辅导32家。")
    assert report.evidence.get().name == "证明.pdf"
    assert matter.entries.filter(kind="report").get().actor.name == "市经信局·监测平台"
    assert call(cast.office_unit, "get", "/api/reports?state=submitted").json()["items"][0]["words"] == "已辅导32家。"


def test_it_tells_when_someone_else_came_first(call, cast, matter):
    """A version that is no longer the last is refused; nothing is lost."""
    report = actions.start_report(matter=matter, actor=cast.lead)
    actions.save_report(report=report, actor=cast.lead, version=report.version, values={"words": "人工草稿"})
    body = {"words": "系统报送", "version": 1}
    response = call(cast.lead_unit, "post", f"/api/reports/{report.pk}/submit", body)
    assert (response.status_code, response.json()["code"]) == (409, "changed_meanwhile")
    report.refresh_from_db()
    assert report.words == "人工草稿"


def test_it_shows_a_draft_to_the_lead_only(call, cast, matter):
    """The office reads what was handed in, not what is being written."""
    report = actions.start_report(matter=matter, actor=cast.lead)
    actions.save_report(report=report, actor=cast.lead, version=report.version, values={"words": "草稿"})
    url = f"/api/reports/{report.pk}"
    assert call(cast.lead_unit, "get", url).json()["words"] == "草稿"
    assert call(cast.office_unit, "get", url).json()["words"] == ""


def test_it_shows_a_draft_to_whoever_reports_for_the_lead(call, cast, matter):
    """As the page does, as long as it lasts."""
    report = actions.start_report(matter=matter, actor=cast.lead)
    actions.save_report(report=report, actor=cast.lead, version=report.version, values={"words": "草稿"})
    today, unit = timezone.localdate(), cast.unrelated.memberships.get().unit
    made = actions.delegate_reports(matter=matter, actor=cast.lead, to_unit=unit, from_on=today, until_on=today)
    assert call(unit, "get", f"/api/reports/{report.pk}").json()["words"] == "草稿"
    assert [one["words"] for one in call(unit, "get", "/api/reports").json()["items"]] == ["草稿"]
    actions.end_delegation(delegation=made, actor=cast.lead)
    assert call(unit, "get", f"/api/reports/{report.pk}").status_code == 404


def test_it_loses_no_figure(call, cast, matter):
    """One for a target of another matter, or that no column holds, is refused before it can be lost at its acceptance."""
    report, target = actions.start_report(matter=matter, actor=cast.lead), matter.targets.first()
    url = f"/api/reports/{report.pk}/submit"
    other = call(cast.lead_unit, "post", url, {"words": "甲", "target_values": {"987654": "3"}})
    assert (other.status_code, other.json()["code"]) == (422, "no_such_target")
    large = call(cast.lead_unit, "post", url, {"words": "甲", "target_values": {str(target.pk): "1e30"}})
    assert (large.status_code, large.json()["code"]) == (422, "invalid")
    report.refresh_from_db()
    assert report.state == "due"
