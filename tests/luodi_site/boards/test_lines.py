"""What stands on each desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from luodi_site.accounts.actions.roles import ask_for_role
from luodi_site.boards.lines import count_of, todo_of, waiting_of
from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter, ProgressReport

TODAY = date(2026, 3, 20)


@pytest.fixture
def matter(edition, cast) -> Matter:
    actions.open_edition(edition=edition, actor=cast.office)
    return edition.matters.order_by("position").first()


@pytest.fixture
def report(matter) -> ProgressReport:
    """A report of the lead unit, five days past its day."""
    return ProgressReport.objects.create(matter=matter, opened_on=date(2026, 3, 1), due_on=date(2026, 3, 15))


def headings(groups):
    return {group.heading: [line.title for line in group.lines] for group in groups}


def test_it_leads_to_the_act_with_one_click(report, cast, as_):
    """The button opens the report's own page, where it is handed in."""
    (group,) = todo_of(cast.lead, TODAY)
    assert as_(cast.lead).get(group.lines[0].url).status_code == 200


def test_it_gives_a_report_to_whoever_leads(report, cast):
    """The lead unit must hand it in and is late; a responsible unit need not; the office waits for it."""
    (group,) = todo_of(cast.lead, TODAY)
    assert (group.heading, group.lines[0].act, group.lines[0].is_late) == ("要报送的进展", "去报送", True)
    assert "逾期5天" in group.lines[0].words
    assert todo_of(cast.responsible, TODAY) == []
    assert headings(waiting_of(cast.office, TODAY)) == {"逾期未报的进展": ["培育企业"]}


def test_it_moves_a_report_to_the_other_desk_once_handed_in(report, cast):
    """The office reviews, the lead waits; returned, it is the lead's again, with the reason."""
    actions.submit_report(report=report, actor=cast.lead, version=1, values={"words": "已办。"}, on=TODAY)
    assert headings(todo_of(cast.office, TODAY)) == {"待审核的进展": ["培育企业"]}
    assert headings(waiting_of(cast.lead, TODAY)) == {"已报送待审核": ["培育企业"]}
    report.refresh_from_db()
    actions.return_report(report=report, actor=cast.office, version=report.version, reason="缺数据", on=TODAY)
    (group,) = todo_of(cast.lead, TODAY)
    assert (group.lines[0].act, group.lines[0].words) == ("去修改", "退回：缺数据")
    assert todo_of(cast.office, TODAY) == []


def test_it_gives_a_matter_without_lead_to_the_responsible_unit(report, matter, cast):
    """Where nobody leads, who answers reports."""
    matter.units.filter(role="lead").delete()
    assert count_of(todo_of(cast.responsible, TODAY)) == 1


def test_it_puts_red_before_leaders_and_offices(matter, cast):
    """With the lead unit's name; units see their own in the ledger."""
    Matter.objects.filter(pk=matter.pk).update(light="red", light_words="逾期")
    assert headings(todo_of(cast.leader, TODAY)) == headings(todo_of(cast.office, TODAY)) == {"红灯任务": ["培育企业"]}
    assert "市经信局" in todo_of(cast.leader, TODAY)[0].lines[0].words
    assert todo_of(cast.lead, TODAY) == []


def test_it_follows_an_issue_from_desk_to_desk(cast):
    """Raised by a unit: the office gives it on, the lead unit works, who raised it waits."""
    issue = actions.raise_issue(
        actor=cast.responsible, unit=cast.responsible_unit, region=cast.city, title="检测设备", words="等。"
    )
    assert headings(todo_of(cast.office, TODAY)) == {"待交办的问题": ["检测设备"]}
    assert headings(waiting_of(cast.responsible, TODAY)) == {"本单位提出的问题": ["检测设备"]}
    day = timezone.localdate() + timedelta(days=9)
    actions.take_step(
        issue=issue, actor=cast.office, unit=cast.office_unit, version=1, step="assign", lead_unit=cast.lead_unit,
        clear_by_on=day,
    )  # fmt: skip
    assert headings(todo_of(cast.lead, TODAY)) == {"要办理的问题": ["检测设备"]}
    assert todo_of(cast.office, TODAY) == []


def test_it_shows_a_firm_its_own_issues_only(report, cast):
    """Nothing of reports and matters."""
    actions.raise_issue(actor=cast.firm, unit=cast.firm_unit, region=cast.county, title="用电扩容", words="等。")
    assert headings(waiting_of(cast.firm, TODAY)) == {"本单位提出的问题": ["用电扩容"]}
    assert todo_of(cast.firm, TODAY) == []


def test_it_gives_security_what_waits_and_the_administrator_what_was_asked(cast):
    """Each of the two has the other's half on the desk."""
    ask_for_role(actor=cast.admin, person=cast.lead, unit=cast.lead_unit, role="leader")
    AccessAttempt.objects.create(username="lead", ip_address="192.0.2.1", failures_since_start=5)
    assert list(headings(todo_of(cast.security, TODAY))) == ["待批准的角色", "锁定的账号"]
    assert list(headings(waiting_of(cast.admin, TODAY))) == ["已申请的角色"]
    assert todo_of(cast.admin, TODAY) == todo_of(cast.unrelated_security, TODAY) == []


def test_it_tells_the_office_of_a_lead_that_the_register_lacks(matter, cast):
    """A task written to a unit that the register does not know is on nobody's desk: the office is to say who has it."""
    heading = "牵头单位没有识别的任务"
    assert heading not in headings(todo_of(cast.office, TODAY))
    matter.units.filter(role="lead").update(unit=None)
    assert headings(todo_of(cast.office, TODAY))[heading] == [matter.title]
    assert heading not in headings(todo_of(cast.responsible, TODAY))
