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
