"""The breakdown page: splitting, joining, other sources, the cycle and the rule of the lights."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from luodi_site.supervision.models import Matter, ReportingPlan

PAGE = reverse("supervision:breakdown")


def test_it_shows_the_matters_of_a_policy(opened, cast, as_):
    """For the office only; the reporting cycle is the document's own."""
    page = as_(cast.office).get(PAGE).content.decode()
    assert "培育企业" in page and "摸清家底" in page and "按文件要求" in page
    assert as_(cast.lead).get(PAGE).status_code == 403


def test_it_opens_a_matter_from_minutes(opened, cast, as_):
    """With its words as source; a unit that the register does not know is named at the field."""
    data = {
        "kind": "minutes", "source": "第3次常务会议纪要", "text": "由市财政局牵头清理欠款。", "title": "清理欠款",
        "lead": "市财整局",
    }  # fmt: skip
    client = as_(cast.office)
    page = client.post(reverse("supervision:add_matter"), data)
    assert page.status_code == 422 and "市财整局" in page.content.decode()
    page = client.post(reverse("supervision:add_matter"), {**data, "lead": "市财政局"}, follow=True).content.decode()
    assert "由市财政局牵头清理欠款。" in page and "第3次常务会议纪要" in page
    ledger = client.get(reverse("supervision:ledger")).content.decode()
    assert "清理欠款" in ledger and "会议纪要" in ledger


def test_it_splits_and_joins(opened, cast, as_):
    """Two parts in place of one, then one in place of both."""
    client = as_(cast.office)
    url = reverse("supervision:split", args=[opened.pk])
    assert client.get(url).status_code == 200
    data = {"form-TOTAL_FORMS": "4", "form-INITIAL_FORMS": "0", "form-0-title": "辅导", "form-1-title": "奖励"}
    client.post(url, {**data, "version": opened.version})
    parts = Matter.objects.filter(parent=opened)
    assert sorted(part.title for part in parts) == ["奖励", "辅导"]
    ticked = [f"{part.pk}:{part.version}" for part in parts]
    client.post(reverse("supervision:merge"), {"matter": ticked, "title": "辅导并奖励"})
    assert Matter.objects.get(title="辅导并奖励").joined.count() == 2
    page = client.get(reverse("supervision:matter", args=[opened.pk])).content.decode()
    assert "已拆分" in page


def test_it_sets_the_cycle_and_names_the_rule(opened, cast, as_):
    """From today on; what was before stays."""
    client = as_(cast.office)
    data = {
        "every": "month",
        "last_on": "2027-12-31",
        "opens_before": "5",
        "due_moves": "before",
        "document": opened.edition_id,
    }
    client.post(reverse("supervision:cycle"), data)
    plan = ReportingPlan.objects.get()
    assert (plan.every, plan.duty, plan.last_on) == ("month", None, date(2027, 12, 31))
    page = client.get(PAGE).content.decode()
    assert "落后序时超过10个百分点黄灯" in page and reverse("supervision:light_rule", args=[cast.city.pk]) in page
