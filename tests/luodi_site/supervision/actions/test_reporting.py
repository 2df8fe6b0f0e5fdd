"""Reports: asked by the clock, handed in by the lead, decided by the office; every step is an entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luodi_site.accounts.models import AuditEntry
from luodi_site.supervision import actions
from luodi_site.supervision.evidence import NotEvidence
from luodi_site.supervision.models import Evidence, LedgerEntry, Matter, ProgressReport, TargetValue

VALUES = {"share": Decimal(20), "words": "已完成摸底", "problems": "", "next_steps": "开展辅导"}


def submit(report, cast, on=date(2026, 3, 25), **more):
    values = {**VALUES, **more}
    actions.submit_report(report=report, actor=cast.lead, version=report.version, values=values, on=on)


def kinds(matter):
    return [e.kind for e in matter.entries.order_by("pk")]


def test_it_takes_a_report_from_the_lead_to_the_ledger(report, cast):
    """Handed in, accepted: from the day of acceptance its figure counts for the light."""
    matter = report.matter
    submit(report, cast)
    matter.refresh_from_db()
    assert matter.progress is None
    actions.accept_report(report=report, actor=cast.office, version=report.version, on=date(2026, 3, 27))
    matter = Matter.objects.get(pk=matter.pk)
    assert (matter.progress, matter.reported_on) == (Decimal(20), date(2026, 3, 27))
    assert [k for k in kinds(matter) if k != "light"] == ["open", "ask", "report", "accept"]
    entry = matter.entries.get(kind="report")
    assert (entry.share, entry.on, entry.payload["words"], entry.payload["days_late"]) == (
        Decimal("20.0"), date(2026, 3, 25), "已完成摸底", -6,
    )  # fmt: skip


def test_it_lets_only_the_lead_hand_in_and_only_the_office_decide(report, cast):
    """A responsible unit adds its part; the lead does not accept its own report; a stranger does nothing."""
    for person in (cast.responsible, cast.unrelated, cast.leader, cast.auditor, cast.admin):
        with pytest.raises(actions.NotAllowed):
            actions.submit_report(report=report, actor=person, version=report.version, values=VALUES)
    submit(report, cast)
    for person in (cast.lead, cast.responsible, cast.unrelated, cast.unrelated_office, cast.leader):
        with pytest.raises(actions.NotAllowed):
            actions.accept_report(report=report, actor=person, version=report.version)
    report.refresh_from_db()
    assert report.state == "submitted"


def test_it_sends_a_report_back_with_a_reason(report, cast):
    """Without a reason nothing happens; what is mended is handed in again, and both versions stay in the ledger."""
    submit(report, cast)
    with pytest.raises(actions.NotAllowed, match="退回理由"):
        actions.return_report(report=report, actor=cast.office, version=report.version, reason=" ")
    actions.return_report(
        report=report, actor=cast.office, version=report.version, reason="请附名单", on=date(2026, 3, 30)
    )
    submit(report, cast, on=date(2026, 4, 3), words="名单已附")
    assert (report.returned_count, report.days_late) == (1, -6)  # the first handing in counts
    words = [e.payload["words"] for e in report.matter.entries.filter(kind="report").order_by("pk")]
    assert words == ["已完成摸底", "名单已附"]


def test_it_takes_a_report_back_before_it_is_decided_upon(report, cast):
    """Undone honestly: it counts as not handed in, and the words wait as a draft; after acceptance it is too late."""
    submit(report, cast)
    actions.withdraw_report(report=report, actor=cast.lead, version=report.version)
    assert (report.state, report.days_late, report.words) == ("due", None, "已完成摸底")
    submit(report, cast)
    actions.accept_report(report=report, actor=cast.office, version=report.version)
    with pytest.raises(actions.NotAllowed, match="已采纳"):
        actions.withdraw_report(report=report, actor=cast.lead, version=report.version)


def test_it_keeps_a_draft_that_is_no_entry_yet(report, cast):
    """A draft is kept with the report; the ledger says nothing of it."""
    before = LedgerEntry.objects.count()
    actions.save_report(report=report, actor=cast.lead, version=report.version, values={"words": "写了一半"})
    report.refresh_from_db()
    assert (report.words, report.state, LedgerEntry.objects.count()) == ("写了一半", "due", before)


def test_it_lets_cooperating_units_add_their_part(report, cast, pdf):
    """Each unit has one part; a later version replaces it, the history keeps both; the lead adds none."""
    actions.add_part(report=report, actor=cast.responsible, words="已拨付", files=[pdf])
    actions.add_part(report=report, actor=cast.responsible, words="已拨付两批")
    assert [part.words for part in report.parts.all()] == ["已拨付两批"]
    assert [e.payload["words"] for e in report.matter.entries.filter(kind="support").order_by("pk")] == [
        "已拨付",
        "已拨付两批",
    ]
    assert Evidence.objects.get().unit == cast.responsible_unit
    with pytest.raises(actions.NotAllowed):
        actions.add_part(report=report, actor=cast.lead, words="x")


def test_it_computes_progress_from_the_targets_beside_the_typed_one(report, cast):
    """80 firms a year are wanted and 32 were coached: 40 per cent, entered like a figure that someone typed."""
    target = report.matter.targets.get()
    submit(report, cast, target_values={str(target.pk): "32"})
    actions.accept_report(report=report, actor=cast.office, version=report.version, on=date(2026, 3, 27))
    entries = report.matter.entries.filter(kind__in=["accept", "computed"]).order_by("pk")
    assert [(e.kind, e.share) for e in entries] == [("accept", Decimal(20)), ("computed", Decimal(40))]
    assert entries[1].payload["basis"][0]["value"] == "32.000000"
    assert TargetValue.objects.get().on == date(2026, 3, 25)
    assert Matter.objects.get(pk=report.matter_id).progress == Decimal(40)
    assert actions.compute_progress(matter=report.matter, on=date(2026, 3, 28)) is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", "MZ", "不是可以作为佐证"),
        ("a.pdf", "", "空文件"),
        ("a.pdf", "<html>", "不是pdf格式"),
        ("a.png", "%PDF-1.4", "不是png格式"),
    ],
)
def test_it_refuses_files_that_prove_nothing(report, cast, name, content, words):
    """Kind, size and beginning of a file are looked at; a refused file leaves the report as it was."""
    with pytest.raises(NotEvidence, match=words):
        actions.submit_report(
            report=report,
            actor=cast.lead,
            version=report.version,
            values=VALUES,
            files=[SimpleUploadedFile(name, content.encode())],
        )
    assert ProgressReport.objects.get(pk=report.pk).state == "due"
    assert not Evidence.objects.exists()


def test_it_tells_whoever_comes_second(report, cast):
    """Two people of the office decide at once: one wins, the other is told, one decision stands."""
    submit(report, cast)
    old = ProgressReport.objects.get(pk=report.pk)
    actions.accept_report(report=report, actor=cast.office, version=report.version)
    with pytest.raises(actions.SomeoneElse):
        actions.return_report(report=old, actor=cast.office, version=old.version, reason="晚了")
    assert report.matter.entries.filter(kind__in=["accept", "return"]).count() == 1


def test_it_starts_a_report_out_of_turn(opened, cast):
    """The lead may report between the cycles; one that is still open is used first."""
    first = actions.start_report(matter=opened, actor=cast.lead, on=date(2026, 2, 1))
    assert first.cycle is None
    assert actions.start_report(matter=opened, actor=cast.lead, on=date(2026, 2, 2)).pk == first.pk
    with pytest.raises(actions.NotAllowed):
        actions.start_report(matter=opened, actor=cast.unrelated)


def test_it_records_every_write(report, cast):
    """Each step stands in the record of writes with the matter's title."""
    submit(report, cast)
    actions.accept_report(report=report, actor=cast.office, version=report.version)
    verbs = list(AuditEntry.objects.filter(object_kind="report").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["supervision.submit_report", "supervision.accept_report"]
