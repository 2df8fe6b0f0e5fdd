"""Excel answers of the site's own lists."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from luodi_site.lib.excel import workbook


def test_it_prints_all_columns_on_one_page_across():
    """A list printed in an office is A4 landscape, with its header on every page, never one column a page."""
    sheet = load_workbook(BytesIO(workbook([("单位", ["全称", "简称"], [["澄江市财政局" * 9, "市财政局"]])]))).active
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows in ("1:1", "$1:$1")


def test_it_keeps_words_that_look_like_formulas_as_words():
    """What begins with = is never run."""
    sheet = load_workbook(BytesIO(workbook([("单位", ["全称"], [["=1+1"]])]))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == "=1+1"
