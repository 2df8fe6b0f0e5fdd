"""Plans: asked of units, filled in on the page or in Excel, returned, accepted; accepted shares become schedules."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter, SheetUpload, UnitPlan


@pytest.fixture
def plan(opened, cast):
    request = actions.ask_for_plans(
        region=cast.city, actor=cast.office, kind="action_plan", title="三年行动方案", units=[cast.lead_unit],
        edition=opened.edition, due_on=date(2026, 4, 30), on=date(2026, 3, 1),
    )  # fmt: skip
    return request.plans.get()


def url(plan, act):
    return reverse("supervision:plan_act", args=[plan.pk, act])


def grid(**cells):
    made = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-MIN_NUM_FORMS": "0", "form-MAX_NUM_FORMS": "200"}
    return {**made, **{f"form-0-{name}": value for name, value in cells.items()}}


def test_it_asks_the_lead_units_of_a_policy(opened, cast, as_):
    """Without names the plan is asked of every lead unit; a unit that has nothing to do with it sees nothing."""
    data = {"kind": "action_plan", "title": "行动方案", "edition": opened.edition_id, "due_on": "2026-04-30"}
    as_(cast.office).post(reverse("supervision:ask_plans"), data)
    assert [plan.unit for plan in UnitPlan.objects.all()] == [cast.lead_unit]
    assert "行动方案" in as_(cast.lead).get(reverse("supervision:plans")).content.decode()
    assert "行动方案" not in as_(cast.unrelated).get(reverse("supervision:plans")).content.decode()


def test_it_goes_from_draft_to_schedule(plan, opened, cast, as_):
    """Handed in, returned with a reason, handed in again, accepted: its dated shares are the matter's schedule."""
    line = {"key_point": "建培育库", "measure": "逐户建档", "by_on": "2026-06-30", "share": "40", "matter": "1"}
    client = as_(cast.lead)
    wrong = client.post(url(plan, "submit"), {"version": plan.version, **grid(**{**line, "matter": "99"})})
    assert wrong.status_code == 422 and "没有第99项任务" in wrong.content.decode()
    client.post(url(plan, "submit"), {"version": plan.version, "goal": "三年300家", **grid(**line)})
    plan.refresh_from_db()
    assert plan.state == "submitted"
    client = as_(cast.office)
    client.post(url(plan, "return"), {"return-version": plan.version, "return-reason": "补时间节点"})
    assert "补时间节点" in as_(cast.lead).get(reverse("supervision:plan", args=[plan.pk])).content.decode()
    plan.refresh_from_db()
    as_(cast.lead).post(url(plan, "submit"), {"version": plan.version, **grid(**line)})
    plan.refresh_from_db()
    as_(cast.office).post(url(plan, "accept"), {"version": plan.version})
    assert Matter.objects.get(pk=opened.pk).steps == [["2026-06-30", "40.0", "建培育库"]]
    assert [step.act for step in plan.history.order_by("pk")] == ["ask", "submit", "return", "submit", "accept"]


def test_it_takes_lines_from_excel(plan, cast, as_):
    """Two good lines and one with a wrong date: the wrong one is explained, the good ones become the draft."""
    client = as_(cast.lead)
    book = load_workbook(BytesIO(client.get(reverse("supervision:plan_excel", args=[plan.pk])).content))
    sheet = book.worksheets[0]
    for number, cells in enumerate(
        [("甲", "措施", "2026年6月30日", 30), ("乙", "", "六月底", 50), ("丙", "", None, None)], 4
    ):
        for column, value in enumerate(cells, 1):
            sheet.cell(number, column).value = value
    out = BytesIO()
    book.save(out)
    client.post(url(plan, "upload"), {"sheet": SimpleUploadedFile("方案.xlsx", out.getvalue())})
    upload = SheetUpload.objects.get()
    assert [(row, column) for row, column, _words in upload.errors] == [(5, "时间节点")]
    client.post(reverse("supervision:sheet_take", args=[upload.pk]))
    assert [(line.key_point, line.by_on) for line in plan.lines.all()] == [("甲", date(2026, 6, 30)), ("丙", None)]


def test_it_refuses_a_plan_without_lines(plan, cast, as_):
    """A draft may be empty, what is handed in may not."""
    page = as_(cast.lead).post(url(plan, "submit"), {"version": plan.version, **grid()}, follow=True)
    assert "没有提交" in page.content.decode()
    plan.refresh_from_db()
    assert plan.state == "asked"
