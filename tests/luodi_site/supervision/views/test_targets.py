"""The targets page and its Excel."""

from __future__ import annotations

from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook


def words(response):
    return response.content.decode()


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


def test_it_shows_a_target_as_a_line_and_takes_figures(as_, cast, edition):
    """The office enters a figure; the page says what it means, shows where it came from and leads to clause and matter."""
    target = edition.targets.get(by=2028)
    address = reverse("supervision:target", args=[target.pk])
    client = as_(cast.office)
    assert "还没有实绩" in words(client.get(address))
    entry = reverse("supervision:enter_value", args=[target.pk])
    assert client.post(entry, {"day": "2999-01-01", "value": "1"}).status_code == 422
    assert client.post(entry, {"day": "2026-03-31", "value": "700"}).status_code == 302
    page = words(client.get(address))
    assert "2026年3月31日为700" in page
    assert 'id="target-line"' in page
    assert "700" in words(client.get(reverse("supervision:targets"))).split("<tbody>")[1]


def test_it_lets_only_the_office_enter_figures(as_, cast, edition):
    """Others who see the target read it."""
    target = edition.targets.get(by=2028)
    assert "填写实绩" not in words(as_(cast.leader).get(reverse("supervision:target", args=[target.pk])))
    entry = reverse("supervision:enter_value", args=[target.pk])
    assert as_(cast.leader).post(entry, {"day": "2026-03-31", "value": "700"}).status_code == 403
    assert target.values.count() == 0
