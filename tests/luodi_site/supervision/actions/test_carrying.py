"""A task keeps what was done about it when its policy has a new edition."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from luodi.ledger.entries import Step
from luodi_site.policies.actions import publishing
from luodi_site.policies.models import Reading, ReviewItem
from luodi_site.supervision import actions
from luodi_site.supervision.history import history_of
from luodi_site.supervision.models import Matter, ProgressReport

NEW = date(2026, 3, 25)


@pytest.fixture
def republish(cast):
    def again(matter, *, without=None, on=NEW):
        reading = Reading.objects.get(pk=matter.edition.reading_id)
        publishing.reopen(reading=reading, actor=cast.office)
        if without:
            ReviewItem.objects.filter(pk=without).update(state="rejected")
        edition = actions.publish_policy(reading=reading, actor=cast.office, ticked=("unchecked", "problems"), on=on)
        return edition.matters.filter(item=matter.item).first()

    return again


def hand_in(report, cast, **values):
    actions.submit_report(
        report=report, actor=cast.lead, version=report.version,
        values={"share": Decimal(40), "words": "已辅导32家。", "problems": "", "next_steps": "", **values},
        on=date(2026, 3, 20),
    )  # fmt: skip


def test_it_carries_the_progress_that_counted(report, cast, republish):
    """The accepted figure is the new matter's progress from its first day, and says edition, matter and day."""
    hand_in(report, cast)
    actions.accept_report(report=report, actor=cast.office, version=report.version, on=date(2026, 3, 21))
    after = republish(report.matter)
    entry = after.entries.get(kind="accept")
    assert (entry.share, entry.on, entry.payload["since"]) == (Decimal(40), NEW, "2026-03-21")
    assert (entry.payload["from_edition"], entry.payload["from_matter"]) == (1, report.matter_id)
    assert after.progress == Decimal(40)
    assert any("沿用第1版2026-03-21的记录" in line.words for line in history_of(after, cast.office))


def test_it_carries_the_schedule(opened, cast, republish):
    """Steps and weight that the office set hold on."""
    actions.set_schedule(
        matter=opened, actor=cast.office, version=opened.version, steps=[Step(date(2026, 6, 30), Decimal(50))],
        weight=Decimal(2), on=date(2026, 2, 1),
    )  # fmt: skip
    after = republish(opened)
    assert (after.steps, after.weight) == ([["2026-06-30", "50", ""]], Decimal(2))
    assert after.entries.get(kind="schedule").payload["steps"] == after.steps


def test_it_carries_a_report_that_waits(report, cast, republish, pdf):
    """What was handed in waits under the new edition with its words and files, and can be accepted there."""
    hand_in(report, cast)
    actions.keep_evidence(matter=report.matter, report=report, actor=cast.lead, file=pdf)
    after = republish(report.matter)
    made = after.reports.get()
    assert (made.state, made.words, made.share) == ("submitted", "已辅导32家。", Decimal(40))
    assert made.evidence.get().name == "验收单.pdf"
    assert ProgressReport.objects.get(pk=report.pk).state == "excused"
    actions.accept_report(report=made, actor=cast.office, version=made.version, on=date(2026, 3, 26))
    assert Matter.objects.get(pk=after.pk).progress == Decimal(40)


def test_it_asks_nothing_twice_in_the_period(report, republish):
    """The clock goes on: the quarter that was asked under the former edition is not asked anew."""
    after = republish(report.matter)
    actions.advance(date(2026, 3, 26))
    assert [(r.state, r.due_on) for r in after.reports.all()] == [("due", date(2026, 3, 31))]


def test_it_does_not_ask_again_for_what_was_accepted(report, cast, republish, pdf):
    """A report accepted in the running round is the new matter's report of that round: words, file, figure and decision."""
    hand_in(report, cast)
    actions.keep_evidence(matter=report.matter, report=report, actor=cast.lead, file=pdf)
    actions.accept_report(report=report, actor=cast.office, version=report.version, on=date(2026, 3, 21))
    after = republish(report.matter)
    actions.advance(date(2026, 3, 26))
    made = after.reports.get()
    assert (made.state, made.words, made.share) == ("accepted", "已辅导32家。", Decimal(40))
    assert (made.decided_by, made.decided_on) == (cast.office, date(2026, 3, 21))
    assert made.cycle.plan.edition == after.edition and made.evidence.get().name == "验收单.pdf"
    assert ProgressReport.objects.get(pk=report.pk).state == "accepted"
    assert after.entries.filter(kind="accept").count() == 1
    actions.advance(date(2026, 4, 10))
    assert not after.entries.filter(kind="remind").exists() and after.light != "yellow"
    actions.advance(date(2026, 6, 17))
    assert [(one.state, one.cycle.name) for one in after.reports.order_by("pk")] == [
        ("accepted", "2026年1季度"),
        ("due", "2026年2季度"),
    ]


def test_it_does_not_ask_for_what_was_waived(report, cast, republish):
    """The office did without this round's report; a new edition does not take that back, and says why."""
    actions.excuse_report(
        report=report, actor=cast.office, version=report.version, reason="方案刚批复", on=date(2026, 3, 20)
    )
    after = republish(report.matter)
    actions.advance(date(2026, 3, 26))
    made = after.reports.get()
    assert (made.state, made.reason) == ("excused", "方案刚批复")
    assert after.entries.get(kind="excuse").payload["reason"] == "方案刚批复"


def test_it_leaves_earlier_rounds_with_the_former_edition(report, cast, republish):
    """A round that was over before the new edition stays where it was: nobody opens it again."""
    hand_in(report, cast)
    actions.accept_report(report=report, actor=cast.office, version=report.version, on=date(2026, 3, 21))
    after = republish(report.matter, on=date(2026, 5, 6))
    actions.advance(date(2026, 5, 7))
    assert not after.reports.exists() and after.progress == Decimal(40)


def test_it_keeps_closed_what_was_closed(opened, cast, republish, pdf):
    """A matter that was verified as done is not opened again by a new edition; the office may do so."""
    actions.add_evidence(matter=opened, actor=cast.lead, file=pdf, on=date(2026, 2, 1))
    actions.request_closure(matter=opened, actor=cast.lead, version=opened.version, words="完成", on=date(2026, 2, 2))
    actions.approve_closure(matter=opened, actor=cast.office, version=opened.version, on=date(2026, 2, 3))
    after = republish(opened)
    assert after.state == "closed"
    assert after.entries.get(kind="approve_closure").payload["since"] == "2026-02-03"
    actions.reopen_matter(matter=after, actor=cast.office, version=after.version, reason="新版提高了要求", on=NEW)
    assert Matter.objects.get(pk=after.pk).state == "open"


def test_it_gives_nothing_to_another_task(report, cast, republish):
    """A task that left the policy hands its progress to nobody, and its history can still be read."""
    hand_in(report, cast)
    actions.accept_report(report=report, actor=cast.office, version=report.version, on=date(2026, 3, 21))
    assert republish(report.matter, without=report.matter.item) is None
    assert not Matter.objects.filter(state="open", progress__isnull=False).exists()
    former = Matter.objects.get(pk=report.matter_id)
    assert former.entries.filter(kind="accept").exists()
