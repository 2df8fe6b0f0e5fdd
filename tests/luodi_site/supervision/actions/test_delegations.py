"""A subordinate unit reports for the lead, for a time, and the ledger says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.actions.people import add_person
from luodi_site.accounts.actions.units import add_unit
from luodi_site.accounts.models import Membership, Person
from luodi_site.boards.lines import todo_of
from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter, ProgressReport
from luodi_site.supervision.queries import matters_visible_to
from luodi_site.supervision.report_queries import reports_to_write

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def matter(edition, cast) -> Matter:
    actions.open_edition(edition=edition, actor=cast.office)
    return edition.matters.order_by("position").first()


@pytest.fixture
def clerk(cast) -> Person:
    """Someone in a centre below the lead unit, who has no work of their own."""
    centre = add_unit(
        actor=None, name="松陵市企业服务中心", region=cast.city, parent=cast.lead_unit, kind="institution"
    )
    posts = [(centre, Membership.Role.UNIT)]
    return add_person(actor=None, username="clerk", name="华中心", password="first-password-5", posts=posts)


def unit_of(person):
    return person.memberships.get().unit


def delegate(cast, matter, clerk, *, from_on=TODAY, until_on=SOON, actor=None, **more):
    to_unit = unit_of(clerk)
    return actions.delegate_reports(
        matter=matter, actor=actor or cast.lead, to_unit=to_unit, from_on=from_on, until_on=until_on, **more
    )


def test_it_makes_one_delegation_of_a_form_sent_twice(matter, cast, clerk, as_):
    """The second press finds the first one's delegation: one row, one entry, the same answer. Another form for the same days
    is told that there is one already; days after it may be given anew."""
    url = reverse("supervision:delegate", args=[matter.pk])
    key = as_(cast.lead).get(url).context["form"]["form_key"].value()
    data = {"to_unit": str(unit_of(clerk)), "from_on": TODAY, "until_on": SOON, "form_key": key}
    answers = [as_(cast.lead).post(url, data) for _press in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, url)] * 2
    assert matter.delegations.count() == matter.entries.filter(kind="delegate").count() == 1
    again = as_(cast.lead).post(url, {**data, "form_key": "another"})
    assert again.status_code == 422 and "已经委托" in again.content.decode()
    delegate(cast, matter, clerk, from_on=SOON + timedelta(days=1), until_on=SOON + timedelta(days=9))
    assert matter.delegations.count() == 2


def sees(person, matter):
    return matters_visible_to(Person.objects.get(pk=person.pk)).filter(pk=matter.pk).exists()


def report(clerk, matter):
    made = actions.start_report(matter=matter, actor=clerk)
    actions.submit_report(report=made, actor=clerk, version=made.version, values={"words": "代报。"})
    return made


def test_it_lets_the_delegate_report_and_says_who_acted_for_whom(cast, matter, clerk):
    """The report is the lead unit's; the entry names the person, the unit that wrote and the unit it wrote for."""
    with pytest.raises(NotAllowed):
        report(clerk, matter)
    delegate(cast, matter, clerk)
    made = report(clerk, matter)
    assert ProgressReport.objects.get(pk=made.pk).unit == cast.lead_unit
    entry = matter.entries.get(kind="report")
    assert (entry.actor, entry.payload["by_unit"], entry.payload["for_unit"]) == (
        clerk,
        "松陵市企业服务中心",
        "市经信局",
    )
    assert matter.entries.filter(kind="delegate", actor=cast.lead).exists()


def test_it_shows_the_delegate_the_matter_while_it_lasts(cast, matter, clerk):
    """And puts what is due on their desk; afterwards neither."""
    ProgressReport.objects.create(matter=matter, opened_on=TODAY, due_on=SOON)
    assert not sees(clerk, matter) and todo_of(clerk, TODAY) == []
    made = delegate(cast, matter, clerk)
    clerk = Person.objects.get(pk=clerk.pk)
    assert sees(clerk, matter) and todo_of(clerk, TODAY)[0].heading == "要报送的进展"
    actions.end_delegation(delegation=made, actor=cast.lead)
    assert not sees(clerk, matter)
    assert matter.entries.filter(kind="end_delegation").exists()
    with pytest.raises(NotAllowed):
        report(clerk, matter)


@pytest.mark.parametrize("days", [(1, 30), (-30, -1)])
def test_it_holds_within_its_days_only(days, cast, matter, clerk):
    """Neither before the first day nor after the last."""
    made = delegate(cast, matter, clerk)
    first, last = (TODAY + timedelta(days=n) for n in days)
    type(made).objects.filter(pk=made.pk).update(from_on=first, until_on=last)
    assert not sees(clerk, matter)
    with pytest.raises(NotAllowed):
        report(clerk, matter)


def test_it_lets_the_delegate_do_nothing_else(cast, matter, clerk):
    """Closure stays with the lead."""
    delegate(cast, matter, clerk)
    with pytest.raises(NotAllowed):
        actions.request_closure(matter=matter, actor=clerk, version=matter.version, words="办完了。", files=[])


def test_it_refuses_who_does_not_lead_and_who_is_not_below(cast, matter, clerk):
    """A responsible unit delegates nothing; a neighbour is no subordinate; a county's unit is one."""
    with pytest.raises(NotAllowed, match="只有牵头单位"):
        delegate(cast, matter, clerk, actor=cast.responsible)
    with pytest.raises(NotAllowed, match="下属单位"):
        delegate(cast, matter, cast.bystander)
    with pytest.raises(NotAllowed, match="下属单位"):
        delegate(cast, matter, cast.firm)
    delegate(cast, matter, cast.unrelated)
    assert sees(cast.unrelated, matter)


def test_it_refuses_days_that_are_over(cast, matter, clerk):
    """The last day is neither before the first nor before today."""
    with pytest.raises(NotAllowed, match="截止日期"):
        delegate(cast, matter, clerk, from_on=SOON, until_on=TODAY)
    with pytest.raises(NotAllowed, match="截止日期"):
        delegate(cast, matter, clerk, from_on=date(2020, 1, 1), until_on=date(2020, 2, 1))


def test_it_delegates_from_the_page(cast, matter, clerk, as_):
    """The lead unit's page; others have none; what the rules refuse stands above the form."""
    url, client = reverse("supervision:delegate", args=[matter.pk]), as_(cast.lead)
    form = {"to_unit": "市文旅局", "from_on": TODAY.isoformat(), "until_on": SOON.isoformat()}
    assert "只能委托下属单位" in client.post(url, form).content.decode()
    client.post(url, {**form, "to_unit": "松陵市企业服务中心"})
    assert sees(clerk, matter)
    assert "委托松陵市企业服务中心报送" in client.get(reverse("supervision:matter", args=[matter.pk])).content.decode()
    client.post(reverse("supervision:end_delegation", args=[matter.delegations.get().pk]))
    assert not sees(clerk, matter)
    assert as_(cast.responsible).get(url).status_code == 403


def test_it_lists_what_the_delegate_is_to_report(cast, matter, clerk, as_):
    """On the page to which the desk leads, and in the sheet to fill in; not once the delegation has ended."""
    ProgressReport.objects.create(matter=matter, opened_on=TODAY, due_on=SOON)
    made = delegate(cast, matter, clerk)
    Person.objects.filter(pk=clerk.pk).update(has_to_change_password=False)
    person = Person.objects.get(pk=clerk.pk)
    assert [report.matter for report in reports_to_write(person)] == [matter]
    assert matter.title in as_(person).get(reverse("supervision:reports") + "?view=write").content.decode()
    actions.end_delegation(delegation=made, actor=cast.lead)
    assert not reports_to_write(Person.objects.get(pk=clerk.pk)).exists()


def test_it_delegates_nothing_of_what_has_ended(cast, matter, clerk):
    """No report is owed there."""
    Matter.objects.filter(pk=matter.pk).update(state=Matter.State.CLOSED)
    matter.refresh_from_db()
    with pytest.raises(NotAllowed, match="不在办理中"):
        delegate(cast, matter, clerk)
