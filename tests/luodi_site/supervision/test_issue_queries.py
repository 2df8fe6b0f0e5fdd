"""Who sees an issue, which steps are open to whom, and what leaders answer for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luodi_site.supervision import actions
from luodi_site.supervision.issue_queries import (
    handling_region,
    issue_desk,
    issue_figures,
    issues_visible_to,
    steps_open_to,
)

DAY = date(2026, 4, 1)


@pytest.fixture
def issue(cast):
    return actions.raise_issue(
        actor=cast.firm, unit=cast.firm_unit, region=cast.county, title="用电扩容", words="未批。", on=DAY
    )


def assign(issue, cast, unit=None):
    actions.take_step(
        issue=issue, actor=cast.office, unit=cast.office_unit, version=issue.version, step="assign", on=DAY,
        lead_unit=unit or cast.lead_unit, clear_by_on=DAY + timedelta(days=5),
    )  # fmt: skip


def claim(issue, cast):
    actions.take_step(
        issue=issue, actor=cast.lead, unit=cast.lead_unit, version=issue.version, step="request_closure", on=DAY,
        words="已通电。", files=[SimpleUploadedFile("a.pdf", b"%PDF a")],
    )  # fmt: skip


def seers(cast):
    names = "office lead responsible unrelated unrelated_office firm leader auditor".split()
    return {name for name in names if issues_visible_to(getattr(cast, name)).exists()}


def test_it_shows_an_issue_to_whom_it_concerns(issue, cast):
    """The firm, the region's office, government and auditor; the lead unit once it leads; no other county."""
    assert seers(cast) == {"firm", "office", "leader", "auditor"}
    assign(issue, cast)
    assert seers(cast) == {"firm", "office", "leader", "auditor", "lead"}


def test_it_shows_a_leader_the_firms_that_they_answer_for(issue, cast):
    """包保: a leader from elsewhere sees the issues of that firm, and may verify them."""
    assert not issues_visible_to(cast.unrelated).exists()
    actions.add_leader_contact(actor=cast.office, leader=cast.unrelated, firm=cast.firm_unit)
    assert issues_visible_to(cast.unrelated).get() == issue


def test_it_opens_steps_by_post(issue, cast):
    """The office assigns and declines; the lead unit answers; whoever raised it waits; a stranger does nothing."""
    assert set(steps_open_to(cast.office, issue)) == {"assign", "decline"}
    assert steps_open_to(cast.firm, issue) == steps_open_to(cast.lead, issue) == {}
    assign(issue, cast)
    assert steps_open_to(cast.lead, issue) == {"answer": cast.lead_unit, "request_closure": cast.lead_unit}
    claim(issue, cast)
    assert set(steps_open_to(cast.office, issue)) == {"refuse_closure", "approve_closure"}
    assert set(steps_open_to(cast.leader, issue)) == {"refuse_closure", "approve_closure"}
    assert steps_open_to(cast.unrelated_office, issue) == steps_open_to(cast.auditor, issue) == {}


def test_it_puts_on_each_desk_what_that_person_has_to_do(issue, cast):
    """To assign, to answer, to verify; past its day only on the desk of who works on it."""
    assert issue_desk(cast.office, DAY).to_assign == (issue,)
    assign(issue, cast)
    desk = issue_desk(cast.lead, DAY + timedelta(days=9))
    assert (desk.to_answer, desk.past) == ((issue,), (issue,))
    assert issue_desk(cast.office, DAY).to_assign == ()
    claim(issue, cast)
    assert issue_desk(cast.office, DAY).to_verify == issue_desk(cast.leader, DAY).to_verify == (issue,)


def test_it_counts_a_list(issue, cast):
    """Open, without a lead, past, soon: what a page says on top."""
    assert issue_figures([issue], DAY).raised == 1
    assign(issue, cast)
    late = issue_figures([issue], DAY + timedelta(days=6))
    assert (late.open, late.raised, late.past, late.soon) == (1, 0, 1, 0)


def test_it_sends_an_issue_to_the_nearest_office(cast):
    """A county without an office of its own turns to the city's; one that has an office keeps it."""
    assert handling_region(cast.firm_unit) == cast.city
    assert handling_region(cast.far_unit) == cast.far_county
    assert handling_region(cast.lead_unit) == cast.city
