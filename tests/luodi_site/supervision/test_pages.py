"""The pages of supervision as people open them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from luodi_site.supervision import actions
from luodi_site.supervision.models import Circular


def words(response):
    return response.content.decode()


def test_it_publishes_with_matters_from_the_review_page(as_, cast, reading):
    """The publish button of the review page opens the matters in the same stroke."""
    response = as_(cast.office).post(
        reverse("policies:publish", args=[reading.pk]), {"tick": ["unchecked", "problems"]}
    )
    assert response.status_code == 302
    assert reading.editions.get().matters.count() == 2


def test_it_lists_the_ledger(as_, cast, edition):
    """Rows with units, state and source; the sentence counts; what nobody was given says so."""
    page = words(as_(cast.office).get(reverse("supervision:ledger")))
    for said in ("培育企业", "摸清家底", "市经信局", "待分派", "办理中<b>2</b>项", "未识别"):
        assert said in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("state=unassigned", "摸清家底", "培育企业"),
        ("q=培育", "培育企业", "摸清家底"),
        ("q=市财政局", "培育企业", "摸清家底"),
        ("n=2", "摸清家底", "培育企业"),
        ("document=999999", "没有符合条件的任务", "培育企业"),
        ("state=superseded", "没有符合条件的任务", "培育企业"),
        ("state=soon&unit=x&region=-1&sort=;drop", "没有符合条件的任务", "培育企业"),
    ],
)
@pytest.mark.usefixtures("edition")
def test_it_filters_by_the_address(query, shown, hidden, as_, cast):
    """Filters stand in the address, and nonsense in it harms nothing."""
    page = words(as_(cast.office).get(reverse("supervision:ledger") + "?" + query))
    body = page[page.index("</form>", page.index('class="filters"')) :]
    assert shown in body
    assert hidden not in body


def test_it_filters_by_unit_and_region(as_, cast, edition):
    """A unit's matters, and those that give work to a region."""
    client = as_(cast.office)
    for query in (f"unit={cast.lead_unit.pk}", f"region={cast.county.pk}"):
        page = words(client.get(reverse("supervision:ledger") + "?" + query))
        assert 'title="培育企业"' in page
        assert 'title="摸清家底"' not in page
    page = words(client.get(reverse("supervision:ledger") + f"?unit={cast.far_unit.pk}"))
    assert "没有符合条件的任务" in page


def test_it_exports_exactly_what_is_shown(as_, cast, edition):
    """The sheet has the rows of the filter, in the office's columns; a unit gets its own rows only."""
    url = reverse("supervision:ledger_excel")
    page = load_workbook(BytesIO(as_(cast.office).get(url + "?state=unassigned").content))["台账"]
    rows = list(page.iter_rows(min_row=3, values_only=True))
    assert rows[0][:5] == ("序号", "任务", "牵头单位", "责任单位", "时限")
    assert [(row[0], row[1], row[5]) for row in rows[1:]] == [(2, "摸清家底", "待分派")]
    page = load_workbook(BytesIO(as_(cast.lead).get(url).content))["台账"]
    assert [row[1] for row in page.iter_rows(min_row=4, values_only=True)] == ["培育企业"]


def test_it_shows_a_matter_with_its_clause(as_, cast, led):
    """The words of the document, units, target, history and the way to the source."""
    page = words(as_(cast.responsible).get(reverse("supervision:matter", args=[led.pk])))
    for said in (
        "每年辅导成长型企业80家",
        "市经信局",
        "辅导成长型企业数量",
        "列入台账",
        f"start={led.start}&amp;end={led.end}",
    ):
        assert said in page
    assert "调整单位" not in page


def test_it_assigns_on_the_matter_page(as_, cast, bare):
    """The office names units as documents do; they then see the matter; the history tells it."""
    client = as_(cast.office)
    url = reverse("supervision:assign", args=[bare.pk])
    response = client.post(url, {"version": 1, "lead": "市财政局", "responsible": "柳湾县人民政府"}, follow=True)
    assert "已分派" in words(response)
    assert "牵头单位：市财政局；责任单位：柳湾县人民政府" in words(response)
    assert as_(cast.responsible).get(reverse("supervision:matter", args=[bare.pk])).status_code == 200


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"lead": "市不存在局"}, "单位名录中没有“市不存在局”"),
        ({"lead": "市财政局", "responsible": "市财政局"}, "同一单位填了两次"),
        ({"lead": ""}, "没有填写单位"),
    ],
)
def test_it_says_what_is_wrong_with_an_assignment(data, said, as_, cast, bare):
    """Unknown names, a unit twice and nothing at all are refused in words, and nothing changes."""
    response = as_(cast.office).post(reverse("supervision:assign", args=[bare.pk]), {"version": 1, **data})
    assert response.status_code == 422
    assert said in words(response)
    assert bare.units.count() == 0


def test_it_sets_a_deadline_with_its_reason(as_, cast, led):
    """The day changes, the reason is kept; without a reason nothing changes."""
    client, url = as_(cast.office), reverse("supervision:deadline", args=[led.pk])
    assert client.post(url, {"version": 1, "on": "2026-12-20"}).status_code == 422
    page = words(client.post(url, {"version": 1, "on": "2026-12-20", "reason": "专题会议"}, follow=True))
    assert "依据：专题会议" in page
    led.refresh_from_db()
    assert (led.deadline, led.deadline_basis) == (date(2026, 12, 20), "set")
    stale = words(client.post(url, {"version": 1, "on": "2026-12-21", "reason": "专题会议"}, follow=True))
    assert "刚被别人修改过" in stale


def test_it_refuses_writes_by_those_who_only_read(as_, cast, led):
    """A leader and a unit read the matter and change nothing."""
    for who in (cast.leader, cast.lead):
        client = as_(who)
        assert client.get(reverse("supervision:matter", args=[led.pk])).status_code == 200
        assert client.post(reverse("supervision:assign", args=[led.pk]), {"version": 1}).status_code == 403


def test_it_shows_the_calendar(as_, cast, edition):
    """A month with its days, and from an empty month the way to the nearest that has some."""
    client = as_(cast.lead)
    page = words(client.get(reverse("supervision:calendar") + "?month=2026-06"))
    assert "应报送<b>1</b>项" in page
    assert "2026-06-30" in page
    empty = words(client.get(reverse("supervision:calendar") + "?month=2026-05"))
    assert "month=2026-06" in empty
    assert client.get(reverse("supervision:calendar") + "?month=2026-99").status_code == 200


def test_it_lists_targets_and_exports_them(as_, cast, edition):
    """Value with its sign, unit, year and lead; in Excel the value is a number."""
    client = as_(cast.office)
    page = words(client.get(reverse("supervision:targets")))
    assert "≥900" in page
    assert "共<b>2</b>项目标" in page
    assert (
        "辅导成长型企业数量" not in words(client.get(reverse("supervision:targets") + "?by=2028")).split("</form>")[-1]
    )
    sheet = load_workbook(BytesIO(client.get(reverse("supervision:targets_excel") + "?by=2028").content)).worksheets[0]
    assert [row[:5] for row in sheet.iter_rows(min_row=4, values_only=True)] == [
        (1, "规上工业企业数量", "不低于", 900, None)
    ]


def test_it_previews_and_downloads_a_circular(as_, cast, edition):
    """On the page each figure leads to the matters behind it; the Word file carries the same title."""
    client = as_(cast.office)
    query = {
        "edition": edition.pk,
        "issuer": "松陵市产业强市推进办公室",
        "number": "松强办〔2026〕1号",
        "on": "2026-03-10",
    }
    page = words(client.get(reverse("supervision:preview"), query))
    assert "关于《松陵市制造业提质行动方案》任务分解情况的通报" in page
    assert f"?document={edition.pk}&amp;n=1,2" in page
    assert Circular.objects.count() == 0
    response = client.get(reverse("supervision:preview_word"), query)
    document = docx.Document(BytesIO(response.content))
    assert document.paragraphs[0].text == "松陵市产业强市推进办公室"
    assert response["Content-Disposition"].endswith(".docx")


def test_it_issues_a_circular_and_keeps_it(as_, cast, edition, bare):
    """The record shows the words as issued after the ledger has moved on; leaders read it, units do not reach it."""
    client = as_(cast.office)
    data = {"edition": edition.pk, "issuer": "松陵市产业强市推进办公室", "on": "2026-03-10"}
    assert client.post(reverse("supervision:issue"), data).status_code == 302
    client.post(reverse("supervision:issue"), data)
    circular = Circular.objects.get()
    actions.assign_units(
        matter=bare, actor=cast.office, version=1, units={"lead": {"市财政局": [cast.responsible_unit]}}
    )
    page = words(as_(cast.leader).get(reverse("supervision:circular", args=[circular.pk])))
    assert "尚待分派的任务" in page
    assert as_(cast.leader).get(reverse("supervision:circular_word", args=[circular.pk])).status_code == 200
    assert as_(cast.lead).get(reverse("supervision:circular", args=[circular.pk])).status_code == 403


def test_it_asks_which_policy_when_none_is_chosen(as_, cast, edition):
    """Without a policy, or with one of another region, the form says what is missing."""
    client = as_(cast.office)
    assert "请选择" in words(client.get(reverse("supervision:preview")))
    assert as_(cast.unrelated_office).get(reverse("supervision:preview"), {"edition": edition.pk}).status_code == 422


def test_it_asks_the_database_no_more_for_more_rows(as_, cast, edition, django_assert_max_num_queries):
    """A page of the ledger asks a fixed number of questions, whatever it holds."""
    client = as_(cast.office)
    client.get(reverse("supervision:ledger"))
    with django_assert_max_num_queries(22):
        client.get(reverse("supervision:ledger"))
