"""The pages of issues: list and filters, the page of one, raising, steps, evidence, Excel."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from luodi_site.supervision import actions
from luodi_site.supervision.models import Issue, IssueFile


def words(response):
    return response.content.decode()


@pytest.fixture
def issue(cast):
    return actions.raise_issue(
        actor=cast.firm, unit=cast.firm_unit, region=cast.city, title="用电扩容未批", words="已递交两个月。"
    )


def assign(as_, cast, issue, days=10, **more):
    day = timezone.localdate() + timedelta(days=days)
    data = {"version": issue.version, "unit": "市经信局", "clear_by_on": day.isoformat(), **more}
    return as_(cast.office).post(reverse("supervision:issue_step", args=[issue.pk, "assign"]), data)


def claim(as_, cast, issue, **more):
    issue.refresh_from_db()
    data = {"version": issue.version, "words": "已通电。", **more}
    return as_(cast.lead).post(reverse("supervision:issue_step", args=[issue.pk, "request_closure"]), data)


def test_it_lets_a_firm_raise_an_issue(as_, cast):
    """The firm speaks for itself; letter and words are kept; its own list shows it."""
    letter = SimpleUploadedFile("letter.pdf", b"%PDF letter")
    data = {"unit": cast.firm_unit.pk, "title": "缺熟练工", "words": "招不到。", "files": [letter]}
    response = as_(cast.firm).post(reverse("supervision:raise_issue"), data)
    issue = Issue.objects.get()
    assert response["Location"] == reverse("supervision:issue", args=[issue.pk])
    assert (issue.firm, issue.region, issue.raised_by_unit) == (cast.firm_unit, cast.city, cast.firm_unit)
    assert "缺熟练工" in words(as_(cast.firm).get(reverse("supervision:issues")))
    file = IssueFile.objects.get()
    download = as_(cast.firm).get(reverse("supervision:issue_file", args=[file.pk]))
    assert b"".join(download.streaming_content) == b"%PDF letter"


def test_it_asks_for_what_a_form_lacks(as_, cast):
    """Nothing is raised without words, nor in the name of a unit that is not one's own."""
    response = as_(cast.firm).post(reverse("supervision:raise_issue"), {"unit": cast.lead_unit.pk, "title": "题"})
    assert response.status_code == 422
    assert Issue.objects.count() == 0


def test_it_goes_the_whole_way_on_the_page(as_, cast, issue):
    """Assigned, claimed without evidence (refused), claimed, verified, re-opened by the firm."""
    assert assign(as_, cast, issue).status_code == 302
    refused = claim(as_, cast, issue)
    assert refused.status_code == 422
    assert "没有附佐证材料" in words(refused) and "已通电。" in words(refused)
    assert "佐证材料</label>" in refused.content.decode()  # not 选填: it is never taken without
    assert claim(as_, cast, issue, files=[SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff p")]).status_code == 302
    page = words(as_(cast.lead).get(reverse("supervision:issue", args=[issue.pk])))
    assert "等待没有参与办理的单位核实" in page and "photo.jpg" in page
    issue.refresh_from_db()
    as_(cast.office).post(reverse("supervision:issue_step", args=[issue.pk, "approve_closure"]),
                          {"version": issue.version, "words": "电话核实。"})  # fmt: skip
    issue.refresh_from_db()
    assert issue.state == "closed"
    as_(cast.firm).post(reverse("supervision:issue_step", args=[issue.pk, "reopen"]),
                        {"version": issue.version, "words": "并未通电。"})  # fmt: skip
    issue.refresh_from_db()
    assert (issue.state, issue.reopened) == ("raised", 1)


def test_it_refuses_a_unit_that_the_register_does_not_know(as_, cast, issue):
    """The form comes back with the name in the message, and a day before today is told."""
    response = assign(as_, cast, issue, days=-3, unit="市不存在局")
    assert response.status_code == 422
    assert "单位名录中没有“市不存在局”" in words(response) and "不能早于今天" in words(response)


def test_it_tells_who_comes_too_late(as_, cast, issue):
    """A form of an old page changes nothing."""
    actions.take_step(
        issue=issue, actor=cast.office, unit=cast.office_unit, version=1, step="assign", lead_unit=cast.responsible_unit,
        clear_by_on=timezone.localdate(),
    )  # fmt: skip
    issue.version = 1
    response = assign(as_, cast, issue)
    assert "刚被别人处理过" in words(as_(cast.office).get(response["Location"]))
    assert Issue.objects.get().lead_unit == cast.responsible_unit


def test_it_refuses_steps_that_are_somebody_elses(as_, cast, issue):
    """The firm does not assign; the office does not answer for the bureau; what the state forbids is told."""
    url = reverse("supervision:issue_step", args=[issue.pk, "assign"])
    assert as_(cast.firm).post(url, {"version": 1}).status_code == 403
    url = reverse("supervision:issue_step", args=[issue.pk, "approve_closure"])
    response = as_(cast.office).post(url, {"version": 1}, follow=True)
    assert "不能这样操作" in words(response)
    assert as_(cast.office).post(reverse("supervision:issue_step", args=[issue.pk, "raise"])).status_code == 404


def test_it_filters_by_the_address(as_, cast, issue):
    """State, unit, words: what the address says is what the page and the Excel show."""
    assign(as_, cast, issue)
    client = as_(cast.office)
    url = reverse("supervision:issues")
    assert "用电扩容未批" in words(client.get(url, {"unit": cast.lead_unit.pk, "state": "assigned", "q": "扩容"}))
    assert "没有符合条件的问题" in words(client.get(url, {"state": "past"}))
    assert "没有符合条件的问题" in words(client.get(url, {"unit": cast.responsible_unit.pk}))
    sheet = openpyxl.load_workbook(BytesIO(client.get(reverse("supervision:issues_excel")).content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2][:2] == ("序号", "问题") and rows[3][1] == "用电扩容未批" and rows[3][6] == "市经信局"


def test_it_says_on_every_page_what_to_do(as_, cast, db):
    """An empty list explains itself."""
    assert "还没有问题" in words(as_(cast.lead).get(reverse("supervision:issues")))


def test_it_takes_only_files_that_can_be_evidence(as_, cast, issue):
    """A program under the name of a picture is told by its first bytes, and nothing is kept."""
    assign(as_, cast, issue)
    refused = claim(as_, cast, issue, files=[SimpleUploadedFile("photo.jpg", b"MZ program")])
    assert refused.status_code == 422
    assert "内容不是jpg格式" in words(refused)
    assert not IssueFile.objects.exists()
