"""The reports page, one report with its acts, and the sheet that goes out and comes back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from luodi_site.lib.marked_sheet import ERROR_TITLE
from luodi_site.supervision import actions
from luodi_site.supervision.models import LedgerEntry, Matter, ProgressReport, SheetUpload


def act(report, name):
    return reverse("supervision:report_act", args=[report.pk, name])


@pytest.fixture
def submitted(report, cast, pdf):
    values = {"share": Decimal(20), "words": "已完成摸底", "problems": "缺口大", "next_steps": "辅导"}
    actions.submit_report(
        report=report, actor=cast.lead, version=report.version, values=values, files=[pdf], on=date(2026, 3, 25)
    )
    return report


def test_it_lets_the_lead_fill_in_and_hand_in(report, cast, as_, pdf):
    """Errors stand at their fields; a draft is seen by nobody else; handed in, the office finds it to decide."""
    client = as_(cast.lead)
    page = client.post(act(report, "submit"), {"version": report.version, "share": "150", "words": ""})
    assert page.status_code == 422
    assert "f-share has-error" in page.content.decode() and "f-words has-error" in page.content.decode()
    client.post(act(report, "save"), {"version": report.version, "words": "只有我知道"})
    assert "只有我知道" not in as_(cast.office).get(reverse("supervision:report", args=[report.pk])).content.decode()
    report.refresh_from_db()
    client = as_(cast.lead)
    client.post(act(report, "submit"), {"version": report.version, "share": "20", "words": "已摸底", "files": [pdf]})
    report.refresh_from_db()
    assert (report.state, report.evidence.count()) == ("submitted", 1)
    assert "已摸底" in as_(cast.office).get(reverse("supervision:reports")).content.decode()


def test_it_lets_the_office_accept_or_send_back(submitted, cast, as_):
    """Without a reason nothing is sent back; accepted, the buttons are gone and a second press is told."""
    client = as_(cast.office)
    page = client.post(act(submitted, "return"), {"return-version": submitted.version, "return-reason": ""})
    assert page.status_code == 422
    client.post(act(submitted, "accept"), {"version": submitted.version})
    page = client.post(act(submitted, "accept"), {"version": submitted.version}, follow=True)
    assert "没有保存" in page.content.decode()
    assert LedgerEntry.objects.filter(kind="accept").count() == 1


def test_it_lets_the_office_do_without_a_report(report, cast, as_):
    """With a reason the report is excused and its unit reads why; without one, or by the lead, it stays due."""
    data = {"excuse-version": report.version, "excuse-reason": ""}
    assert as_(cast.office).post(act(report, "excuse"), data).status_code == 422
    data["excuse-reason"] = "本季度暂停"
    as_(cast.lead).post(act(report, "excuse"), data)
    assert ProgressReport.objects.get(pk=report.pk).state == "due"
    assert "免报本期" in as_(cast.office).get(reverse("supervision:report", args=[report.pk])).content.decode()
    as_(cast.office).post(act(report, "excuse"), data)
    assert ProgressReport.objects.get(pk=report.pk).state == "excused"
    page = as_(cast.lead).get(reverse("supervision:report", args=[report.pk])).content.decode()
    assert "本季度暂停" in page and "免报本期" not in page


def test_it_gives_evidence_only_to_whom_the_matter_concerns(submitted, cast, as_):
    """The file as it came, for the office; nothing for a county that has nothing to do with it."""
    url = reverse("supervision:evidence", args=[submitted.evidence.get().pk])
    assert b"".join(as_(cast.office).get(url).streaming_content) == b"%PDF-1.7 proof"
    assert as_(cast.unrelated).get(url).status_code == 404


@pytest.fixture
def many(report, cast):
    """Eight reports that wait for 市经信局: the first and those of seven matters from a meeting."""
    for number in range(1, 8):
        new = actions.NewMatter(f"会议定的第{number}件事", {"lead": {"市经信局": [cast.lead_unit]}})
        matter = actions.add_matter(
            region=cast.city,
            actor=cast.office,
            new=new,
            kind="minutes",
            source="第3次会议纪要",
            text=f"第{number}件事。",
        )
        actions.start_report(matter=matter, actor=cast.lead)
    return ProgressReport.objects.order_by("pk")


def filled(client, rows):
    """The downloaded sheet with these cells written: {row: {column: value}}."""
    book = load_workbook(BytesIO(client.get(reverse("supervision:reports_excel")).content))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[3]}
    for row, cells in rows.items():
        for title, value in cells.items():
            sheet.cell(row, columns[title]).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_it_explains_five_wrong_rows_and_takes_the_good_ones_when_asked(many, cast, as_):
    """Five rows are wrong, each in its own way, two are good, one is empty: five are explained in the sheet that comes
    back, nothing is handed in before it is asked for, and then only the two."""
    client = as_(cast.lead)
    good = {"完成进度（%）": 30, "进展情况": "已开工"}
    content = filled(
        client,
        {
            4: good,
            5: {**good, "完成进度（%）": "四成"},
            6: {**good, "完成进度（%）": 130},
            7: {**good, "完成进度（%）": 0.4},
            8: {**good, "进展情况": None},
            9: {**good, "报送编号": 99999},
            10: {"完成进度（%）": "45%", "进展情况": "按计划推进", "存在问题": "无"},
        },
    )
    upload = {"sheet": SimpleUploadedFile("报送.xlsx", content)}
    page = client.post(reverse("supervision:reports_upload"), upload, follow=True).content.decode()
    assert ProgressReport.objects.filter(state="submitted").count() == 0
    assert "可以导入<b>2</b>行" in page and "有错<b>5</b>行" in page and "没有填写或已经报送<b>1</b>行" in page
    sheet = SheetUpload.objects.get()
    assert [(row, column) for row, column, _words in sheet.errors] == [
        (5, "完成进度（%）"), (6, "完成进度（%）"), (7, "完成进度（%）"), (8, "进展情况"), (9, "报送编号"),
    ]  # fmt: skip
    back = load_workbook(BytesIO(client.get(reverse("supervision:sheet_marked", args=[sheet.pk])).content)).worksheets[
        0
    ]
    said = {cell.value: cell.column for cell in back[3]}[ERROR_TITLE]
    assert [row for row in range(4, 12) if back.cell(row, said).value] == [5, 6, 7, 8, 9]
    assert "0.4%还是40%" in back.cell(7, said).value
    assert back.cell(4, 7).value == "已开工"  # nothing of what was written is lost
    client.post(reverse("supervision:sheet_take", args=[sheet.pk]))
    taken = ProgressReport.objects.filter(state="submitted").order_by("pk")
    assert [(r.share, r.words) for r in taken] == [(Decimal("30.0"), "已开工"), (Decimal("45.0"), "按计划推进")]
    again = client.post(reverse("supervision:sheet_take", args=[sheet.pk]), follow=True).content.decode()
    assert "没有重复导入" in again
    assert LedgerEntry.objects.filter(kind="report").count() == 2


def test_it_passes_over_rows_that_went_in_before(many, cast, as_):
    """The sheet that comes back holds the good rows too: mended and sent again, they are no errors and enter once."""
    client = as_(cast.lead)
    good = {"完成进度（%）": 30, "进展情况": "已开工"}
    content = filled(client, {4: good, 5: {**good, "完成进度（%）": 130}})
    first = actions.check_reports(actor=cast.lead, file=SimpleUploadedFile("a.xlsx", content))
    actions.take_rows(upload=first, actor=cast.lead)
    book = load_workbook(BytesIO(content))
    book.worksheets[0].cell(5, 6).value = 40
    out = BytesIO()
    book.save(out)
    again = actions.check_reports(actor=cast.lead, file=SimpleUploadedFile("a.xlsx", out.getvalue()))
    assert again.errors == [] and [number for number, _row in again.rows] == [5]
    assert again.skipped == first.skipped + 1


def test_it_tells_a_row_whose_report_changed_meanwhile(many, cast, as_):
    """Between checking and importing someone else handed one in: that row is refused with its reason, the other goes in."""
    client = as_(cast.lead)
    good = {"完成进度（%）": 30, "进展情况": "已开工"}
    client.post(
        reverse("supervision:reports_upload"),
        {"sheet": SimpleUploadedFile("a.xlsx", filled(client, {4: good, 5: good}))},
    )
    first = ProgressReport.objects.get(pk=SheetUpload.objects.get().rows[0][1]["report"])
    actions.submit_report(report=first, actor=cast.lead, version=first.version, values={"words": "先报了"})
    taken, refused = actions.take_rows(upload=SheetUpload.objects.get(), actor=cast.lead)
    assert (taken, [row for row, _words in refused]) == (1, [4])
    first.refresh_from_db()
    assert first.words == "先报了"


@pytest.mark.parametrize("content", ["not a workbook", ""])
def test_it_refuses_what_is_no_sheet(report, cast, as_, content):
    """Another file is refused in words, and nothing is kept."""
    file = {"sheet": SimpleUploadedFile("a.xlsx", content.encode())}
    page = as_(cast.lead).post(reverse("supervision:reports_upload"), file, follow=True).content.decode()
    assert "told error" in page
    assert not SheetUpload.objects.exists()


def test_it_shows_a_sheet_only_to_its_sender(many, cast, as_):
    """Another person's sheet is not found."""
    upload = actions.check_reports(actor=cast.lead, file=SimpleUploadedFile("a.xlsx", filled(as_(cast.lead), {})))
    assert as_(cast.office).get(reverse("supervision:sheet", args=[upload.pk])).status_code == 404


def test_it_shows_the_lights_in_the_ledger_and_why(submitted, cast, as_):
    """Accepted and behind: the ledger counts a light, and the page says by how much and by which clause."""
    actions.accept_report(report=submitted, actor=cast.office, version=submitted.version, on=date(2026, 3, 27))
    matter = Matter.objects.get(pk=submitted.matter_id)
    actions.set_deadline(
        matter=matter,
        actor=cast.office,
        version=matter.version,
        day=date(2026, 4, 1),
        reason="会议",
        on=date(2026, 3, 28),
    )
    actions.advance(date(2026, 4, 10))
    matter = Matter.objects.get(pk=matter.pk)
    assert (matter.light, matter.light_words) == ("red", "逾期")
    client = as_(cast.leader)
    page = client.get(reverse("supervision:ledger") + "?light=red").content.decode()
    assert "培育企业" in page and "逾期" in page
    why = client.get(reverse("supervision:why", args=[matter.pk])).content.decode()
    assert "为什么是红灯？" in why and "由它决定" in why and "培育企业" in why
    before = client.get(reverse("supervision:why", args=[matter.pk]) + "?on=2026-01-15").content.decode()
    assert "为什么没有亮灯？" in before


def test_it_shows_what_was_reported_before(submitted, cast, as_):
    """Whoever writes the next report, and whoever decides on it, sees from where it goes on."""
    actions.accept_report(report=submitted, actor=cast.office, version=submitted.version, on=date(2026, 3, 26))
    following = ProgressReport.objects.create(
        matter=submitted.matter, opened_on=submitted.opened_on + timedelta(days=30), due_on=date(2026, 4, 25)
    )
    for person in (cast.lead, cast.office):
        page = as_(person).get(reverse("supervision:report", args=[following.pk])).content.decode()
        assert "上期进展" in page and "已完成摸底" in page and "辅导" in page
    first = as_(cast.lead).get(reverse("supervision:report", args=[submitted.pk])).content.decode()
    assert "上期进展" not in first
