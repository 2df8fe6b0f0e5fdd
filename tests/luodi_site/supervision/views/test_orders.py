"""The pages of orders: list, one with its way, Word and Excel, drawing one up, who sees what."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from luodi_site.accounts.models import AuditEntry
from luodi_site.supervision import actions
from luodi_site.supervision.models import Matter, Order, OrderFile


def words(response):
    return response.content.decode()


@pytest.fixture
def drawn(led, cast):
    return actions.draw_up_order(
        item=led, actor=cast.office, unit=cast.lead_unit, colour="red", why="时限已过10天，还没有办结", reply_days=2,
        rectify_days=5,
    )  # fmt: skip


def post(as_, person, order, step, **data):
    order.refresh_from_db()
    url = reverse("supervision:order_step", args=[order.pk, step])
    return as_(person).post(url, {"version": order.version, **data})


def test_it_goes_the_whole_way_on_the_page(as_, cast, drawn):
    """Confirmed by the office, answered and put right by the unit (not without evidence), verified by the office."""
    assert as_(cast.lead).get(reverse("supervision:order", args=[drawn.pk])).status_code == 404
    assert post(as_, cast.office, drawn, "issue").status_code == 302
    page = words(as_(cast.lead).get(reverse("supervision:order", args=[drawn.pk])))
    assert "松陵督〔" in page and "报整改完成" in page and "核实销单" not in page
    assert post(as_, cast.lead, drawn, "reply", words="正在招标。").status_code == 302
    refused = post(as_, cast.lead, drawn, "claim", words="完成。")
    assert refused.status_code == 422 and "没有附佐证材料" in words(refused)
    post(as_, cast.lead, drawn, "claim", words="完成。", files=[SimpleUploadedFile("a.pdf", b"%PDF 1")])
    assert post(as_, cast.lead, drawn, "settle").status_code == 403
    post(as_, cast.office, drawn, "settle", words="现场查看。")
    drawn.refresh_from_db()
    assert drawn.state == "settled"
    file = OrderFile.objects.get()
    assert as_(cast.lead).get(reverse("supervision:order_file", args=[file.pk])).status_code == 200
    assert as_(cast.responsible).get(reverse("supervision:order_file", args=[file.pk])).status_code == 404


def test_it_tells_what_can_no_longer_be_done(as_, cast, drawn):
    """A second press of 发出 is told, and the order keeps its number."""
    post(as_, cast.office, drawn, "issue")
    code = Order.objects.get().code
    url = reverse("supervision:order_step", args=[drawn.pk, "issue"])
    assert "不能这样操作" in words(as_(cast.office).post(url, {"version": 1}, follow=True))
    assert Order.objects.get().code == code
    stale = as_(cast.lead).post(
        reverse("supervision:order_step", args=[drawn.pk, "reply"]), {"version": 1, "words": "好"}
    )
    assert "刚被别人处理过" in words(as_(cast.lead).get(stale["Location"]))


def test_it_prints_an_order_as_an_official_document(as_, cast, drawn):
    """Number, title, addressee and the days by which to reply and to put right."""
    post(as_, cast.office, drawn, "issue")
    content = as_(cast.lead).get(reverse("supervision:order_word", args=[drawn.pk])).content
    lines = [paragraph.text.replace("\n", "") for paragraph in docx.Document(BytesIO(content)).paragraphs]
    order = Order.objects.get()
    assert "关于“培育企业”的红色督办单" in lines and "市经信局：" in lines and order.code in lines
    assert any(f"{order.rectify_by_on.month}月{order.rectify_by_on.day}日前完成整改" in line for line in lines)


def test_it_says_in_a_draft_how_long_it_will_give(as_, cast, drawn):
    """Before it goes out there are no days yet; the sentence does not stop halfway."""
    content = as_(cast.office).get(reverse("supervision:order_word", args=[drawn.pk])).content
    lines = "".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)
    assert "请于发出后2个工作日内书面回复" in lines
    assert "请于发出后5个工作日内完成整改" in lines


def test_it_lists_and_filters_orders(as_, cast, drawn):
    """The office sees drafts, the unit what went out; the Excel holds what the page shows."""
    assert "还没有督办单" in words(as_(cast.lead).get(reverse("supervision:orders")))
    post(as_, cast.office, drawn, "issue")
    Order.objects.update(reply_by_on=timezone.localdate() - timedelta(days=1))
    client = as_(cast.office)
    url = reverse("supervision:orders")
    assert "培育企业" in words(
        client.get(url, {"state": "silent", "colour": "red", "unit": cast.lead_unit.pk, "q": "培育"})
    )
    assert "没有符合条件的督办单" in words(client.get(url, {"state": "late"}))
    sheet = openpyxl.load_workbook(BytesIO(client.get(reverse("supervision:orders_excel")).content)).active
    row = next(iter(sheet.iter_rows(min_row=4, values_only=True)))
    assert list(row[2:5]) == ["红色督办单", "培育企业", "市经信局"]


def test_it_draws_one_up_by_hand(as_, cast, led, bare):
    """To a unit that leads; without one, the page says what to do first."""
    url = reverse("supervision:order_about_matter", args=[led.pk])
    data = {"unit": cast.lead_unit.pk, "colour": "yellow", "why": "进展滞后", "reply_days": 2, "rectify_days": 5}
    assert as_(cast.office).get(url).status_code == 200
    assert as_(cast.office).post(url, data).status_code == 302
    assert Order.objects.get().state == "draft"
    bare_url = reverse("supervision:order_about_matter", args=[bare.pk])
    assert "还没有牵头单位" in words(as_(cast.office).post(bare_url, data))
    assert as_(cast.lead).get(url).status_code == 403


def test_it_draws_up_one_order_of_a_form_sent_twice(as_, cast, led):
    """The second press leads to the order of the first; a form opened anew draws up another."""
    url = reverse("supervision:order_about_matter", args=[led.pk])
    data = {"unit": cast.lead_unit.pk, "colour": "yellow", "why": "进展滞后", "reply_days": 2, "rectify_days": 5}
    keys = [as_(cast.office).get(url).context["form"]["form_key"].value() for _form in range(2)]
    pages = [as_(cast.office).post(url, {**data, "form_key": key})["Location"] for key in (keys[0], keys[0], keys[1])]
    assert pages[0] == pages[1] != pages[2]
    assert Order.objects.count() == 2
    assert AuditEntry.objects.filter(verb="supervision.order_draft").count() == 2


def test_it_prints_how_urgent_the_matter_was(as_, cast, drawn):
    """特急 stands in the upper left corner of the order and on its page; what the office changes later does not change an
    order that is out."""
    actions.set_urgency(matter=drawn.matter, actor=cast.office, version=drawn.matter.version, urgency=2)
    post(as_, cast.office, drawn, "issue")
    Matter.objects.update(urgency=0)
    content = as_(cast.lead).get(reverse("supervision:order_word", args=[drawn.pk])).content
    assert docx.Document(BytesIO(content)).paragraphs[0].text == "特急"
    assert "特急" in words(as_(cast.lead).get(reverse("supervision:order", args=[drawn.pk])))


def test_it_draws_one_up_about_an_issue(as_, cast):
    """The office of the issue's region only."""
    issue = actions.raise_issue(actor=cast.firm, unit=cast.firm_unit, region=cast.city, title="缺电", words="停工。")
    actions.take_step(
        issue=issue, actor=cast.office, unit=cast.office_unit, version=1, step="assign", lead_unit=cast.lead_unit,
        clear_by_on=timezone.localdate(),
    )  # fmt: skip
    url = reverse("supervision:order_about_issue", args=[issue.pk])
    data = {"unit": cast.lead_unit.pk, "colour": "blue", "why": "临近时限", "reply_days": 1, "rectify_days": 3}
    assert as_(cast.office).post(url, data).status_code == 302
    assert Order.objects.get().issue == issue
    page = reverse("supervision:issue", args=[issue.pk])
    assert "拟督办单" in words(as_(cast.office).get(page)) and "蓝色督办单" in words(as_(cast.office).get(page))
    assert "拟督办单" not in words(as_(cast.lead).get(page)) and "蓝色督办单" not in words(as_(cast.lead).get(page))


def test_it_draws_up_nothing_about_what_has_ended(as_, cast, led):
    """The form was opened while it was under way: told in words, and no draft is made."""
    Matter.objects.filter(pk=led.pk).update(state=Matter.State.CLOSED)
    data = {"unit": cast.lead_unit.pk, "colour": "red", "why": "没有办结", "reply_days": 2, "rectify_days": 7}
    url = reverse("supervision:order_about_matter", args=[led.pk])
    assert "已不在办理中，没有拟督办单" in words(as_(cast.office).post(url, data, follow=True))
    assert not Order.objects.exists()
