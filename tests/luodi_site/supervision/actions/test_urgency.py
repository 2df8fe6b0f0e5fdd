"""加急 and 特急: set by the office with a reason, shown, filtered, sorted, in Excel, and escalated higher once late."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from luodi_site.boards.lines import todo_of
from luodi_site.supervision import actions
from luodi_site.supervision.history import history_of
from luodi_site.supervision.models import Issue, Matter, Order, Urgency

DUE = date(2026, 6, 26)


def words(response):
    return response.content.decode()


def mark(as_, person, matter, urgency, reason="市长批示"):
    matter.refresh_from_db()
    url = reverse("supervision:urgency", args=[matter.pk])
    return as_(person).post(url, {"version": matter.version, "urgency": urgency, "reason": reason})


def test_it_is_set_by_the_office_with_a_reason(as_, cast, led):
    """In the history with before, after and reason; a unit may not, nor anybody without a reason."""
    assert mark(as_, cast.lead, led, "2").status_code in (403, 404)
    assert mark(as_, cast.office, led, "2", reason="").status_code == 422
    assert mark(as_, cast.office, led, "9").status_code == 422
    assert mark(as_, cast.office, led, "2").status_code == 302
    led.refresh_from_db()
    assert led.urgency == Urgency.MOST_URGENT
    assert any("由一般改为特急" in line.words and "市长批示" in line.words for line in history_of(led, cast.office))
    assert "特急" in words(as_(cast.lead).get(reverse("supervision:matter", args=[led.pk])))


def test_it_filters_sorts_and_goes_out(as_, cast, led, bare):
    """The list can be kept to what is urgent or begin with it; the sheet has a column for it."""
    actions.set_urgency(matter=bare, actor=cast.office, version=bare.version, urgency=1, reason="会议")
    client, page = as_(cast.office), reverse("supervision:ledger")
    only = words(client.get(page, {"urgent": "1"}))
    assert bare.title in only and led.title not in only and "加急" in only
    listed = words(client.get(page, {"sort": "urgency"}))
    assert listed.index(f'title="{bare.title}"') < listed.index(f'title="{led.title}"')
    sheet = openpyxl.load_workbook(
        BytesIO(client.get(reverse("supervision:ledger_excel"), {"urgent": "1"}).content)
    ).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == bare.title]
    assert [row[5] for row in rows] == ["加急"]


def test_it_stands_first_on_the_desk(cast, led, bare):
    """Of red matters the urgent ones come first, with their mark."""
    Matter.objects.filter(pk__in=[led.pk, bare.pk]).update(light="red", is_assigned=True, deadline=DUE)
    Matter.objects.filter(pk=bare.pk).update(urgency=2, deadline=date(2026, 12, 31))
    red = next(group for group in todo_of(cast.office, DUE) if group.heading == "红灯任务")
    assert [(line.title, line.urgency) for line in red.lines] == [(bare.title, "特急"), (led.title, "")]


def test_it_enters_higher_once_it_is_late(cast, led):
    """By the rule in force an urgent matter goes to the red order on the day that the first order after the deadline is due."""
    actions.set_deadline(
        matter=led, actor=cast.office, version=led.version, day=DUE, reason="会议", on=date(2026, 5, 1)
    )
    text = "- key: own\n  name: 本市\n  count: calendar\n  urgent_enters: red\n  steps:\n"
    text += "    - {key: blue, kind: order, name: 蓝单, colour: blue, when: after_due, days: 1, rectify_days: 5}\n"
    text += "    - {key: red, kind: order, name: 红单, colour: red, when: after_step, of: blue, rectify_days: 5}\n"
    actions.choose_escalation(region=cast.city, actor=cast.office, subject="matter", text=text, on=date(2026, 5, 1))
    actions.set_urgency(
        matter=led, actor=cast.office, version=led.version, urgency=1, reason="会议", on=date(2026, 5, 2)
    )
    actions.escalate(date(2026, 6, 27))
    order = Order.objects.get(matter=led)
    assert order.colour == "red" and "紧急事项，直接进入红单" in order.why


def test_it_goes_with_an_issue_when_it_is_assigned(as_, cast):
    """Assigned as 特急 on the page: the list shows it, the history says so; open ones stand before what is closed."""
    issue = actions.raise_issue(
        actor=cast.firm, unit=cast.firm_unit, region=cast.city, title="停电", words="说明", on=date(2026, 6, 1)
    )
    url = reverse("supervision:issue_step", args=[issue.pk, "assign"])
    data = {"version": issue.version, "unit": "市经信局", "clear_by_on": "2099-06-01", "urgency": "2", "words": ""}
    assert as_(cast.office).post(url, data).status_code == 302
    issue.refresh_from_db()
    assert issue.urgency == Urgency.MOST_URGENT
    assert "特急。交由" in words(as_(cast.office).get(reverse("supervision:issue", args=[issue.pk])))
    Issue.objects.create(
        region=cast.city, raised_by_unit=cast.firm_unit, title="早就办完的", words="说明", raised_on=date(2026, 1, 1),
        state="closed", clear_by_on=date(2026, 1, 9),
    )  # fmt: skip
    listed = words(as_(cast.office).get(reverse("supervision:issues")))
    assert listed.index("停电") < listed.index("早就办完的") and "特急" in listed


@pytest.mark.usefixtures("led")
def test_it_rejects_a_mark_from_an_old_page(as_, cast):
    """Somebody changed the matter meanwhile: told, and nothing kept."""
    matter = Matter.objects.get(position=1)
    Matter.objects.filter(pk=matter.pk).update(version=matter.version + 1)
    url = reverse("supervision:urgency", args=[matter.pk])
    as_(cast.office).post(url, {"version": matter.version, "urgency": "1", "reason": "会议"})
    matter.refresh_from_db()
    assert matter.urgency == Urgency.NORMAL
