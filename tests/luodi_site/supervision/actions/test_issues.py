"""Writes about issues: the way from raised to closed, what is refused, two people at once, and who answers for whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luodi_site.accounts.models import AuditEntry
from luodi_site.lib.immutable import WrittenOnce
from luodi_site.supervision import actions
from luodi_site.supervision.issue_history import issue_history, standing
from luodi_site.supervision.models import Issue, IssueEntry, IssueFile, LeaderContact

DAY = date(2026, 4, 1)


def photo(name="photo.jpg"):
    return SimpleUploadedFile(name, b"\xff\xd8\xff picture of " + name.encode())


@pytest.fixture
def issue(cast):
    """Raised by a firm of the county to its county."""
    return actions.raise_issue(
        actor=cast.firm, unit=cast.firm_unit, region=cast.city, title="二期用电扩容未批", words="已递交两个月。", on=DAY
    )


def step(issue, person, unit, name, **more):
    more.setdefault("words", "说明")
    return actions.take_step(
        issue=issue, actor=person, unit=unit, version=more.pop("version", issue.version), step=name,
        on=more.pop("on", DAY), **more,
    )  # fmt: skip


def assigned(issue, cast):
    step(issue, cast.office, cast.office_unit, "assign", lead_unit=cast.lead_unit, clear_by_on=DAY + timedelta(days=20))
    return issue


def claimed(issue, cast):
    step(assigned(issue, cast), cast.lead, cast.lead_unit, "request_closure", files=[photo()])
    return issue


def test_it_clears_an_issue(issue, cast):
    """Raised, assigned, answered, claimed with evidence, verified by the office: row and entries say the same."""
    assigned(issue, cast)
    step(issue, cast.lead, cast.lead_unit, "answer", words="已现场勘查。")
    step(issue, cast.lead, cast.lead_unit, "request_closure", files=[photo("a.jpg"), photo("b.jpg")])
    step(issue, cast.office, cast.office_unit, "approve_closure", on=DAY + timedelta(days=9))
    issue.refresh_from_db()
    now = standing(issue)
    assert (issue.state, issue.closed_on, issue.version) == ("closed", DAY + timedelta(days=9), 5)
    assert (now.state, now.lead_unit, now.clear_by_on) == (issue.state, str(issue.lead_unit_id), issue.clear_by_on)
    assert issue.firm == cast.firm_unit
    lines = issue_history(issue)
    assert [line.title for line in lines] == ["核实销号", "申请销号", "回复办理情况", "交办", "提出问题"]
    assert [file.name for file in lines[1].files] == ["a.jpg", "b.jpg"]
    assert AuditEntry.objects.filter(object_kind="issue", object_id=str(issue.pk)).count() == 5


def test_it_rejects_a_closure_without_evidence(issue, cast):
    """Nothing is kept, and the message says what to bring."""
    assigned(issue, cast)
    with pytest.raises(actions.Refused, match="佐证材料"):
        step(issue, cast.lead, cast.lead_unit, "request_closure")
    assert (Issue.objects.get().state, IssueEntry.objects.count()) == ("assigned", 2)


def test_it_lets_nobody_verify_their_own_work(issue, cast):
    """The lead unit cannot approve what it claimed, even with the office's hat on."""
    claimed(issue, cast)
    with pytest.raises(actions.Refused) as refused:
        step(issue, cast.lead, cast.office_unit, "approve_closure")
    assert [problem.code for problem in refused.value.problems] == ["issue.own_work"]
    assert Issue.objects.get().state == "closing"


def test_it_reopens_what_was_not_so(issue, cast):
    """The firm says that nothing was solved: counted, open again, waiting for a new day."""
    claimed(issue, cast)
    step(issue, cast.office, cast.office_unit, "approve_closure")
    step(issue, cast.firm, cast.firm_unit, "reopen", words="并未通电。")
    issue.refresh_from_db()
    assert (issue.state, issue.reopened, issue.closed_on, issue.clear_by_on) == ("raised", 1, None, None)


def test_it_tells_the_later_of_two(issue, cast):
    """Two people act on one issue: one wins, the other is told, and nothing of theirs is kept."""
    version = issue.version
    assigned(issue, cast)
    stale = Issue.objects.get()
    with pytest.raises(actions.SomeoneElse):
        step(stale, cast.office, cast.office_unit, "assign", version=version, lead_unit=cast.responsible_unit,
             clear_by_on=DAY)  # fmt: skip
    assert Issue.objects.get().lead_unit == cast.lead_unit
    assert IssueEntry.objects.count() == 2


def test_it_never_changes_history(issue):
    """Entries and evidence are only added."""
    with pytest.raises(WrittenOnce):
        IssueEntry.objects.all().delete()
    with pytest.raises(WrittenOnce):
        IssueFile.objects.all().update(name="other")


def test_it_keeps_one_contact_for_one_firm(cast):
    """The same leader and firm twice are one; a contact is for a firm or for a matter, never for both or neither."""
    one = actions.add_leader_contact(actor=cast.office, leader=cast.leader, firm=cast.firm_unit)
    assert actions.add_leader_contact(actor=cast.office, leader=cast.leader, firm=cast.firm_unit) == one
    assert AuditEntry.objects.filter(verb="supervision.add_contact").count() == 1
    with pytest.raises(ValueError, match="exactly one"):
        actions.add_leader_contact(actor=cast.office, leader=cast.leader)
    actions.remove_leader_contact(actor=cast.office, contact=one)
    assert not LeaderContact.objects.exists()


def test_it_tells_whoever_is_to_act_next(issue, cast):
    """The office of what is raised and claimed, the lead of what it is given, the firm of how it ended; once each."""

    def told(person):
        return [notice.title.split("：")[0] for notice in person.notices.filter(kind="issue").order_by("pk")]

    actions.add_leader_contact(actor=cast.office, leader=cast.leader, firm=cast.firm_unit)
    claimed(issue, cast)
    step(issue, cast.office, cast.office_unit, "approve_closure")
    assert told(cast.office) == ["提出问题", "申请销号"]
    assert told(cast.lead) == ["交办", "核实销号"]
    assert told(cast.firm) == ["核实销号"]
    assert told(cast.leader) == ["申请销号"]
    assert told(cast.responsible) == []
