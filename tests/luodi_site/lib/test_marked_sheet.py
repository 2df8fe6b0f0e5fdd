"""Filled-in sheets: rows by the titles of their columns, and sent back with what is wrong."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from luodi_site.lib.marked_sheet import ERROR_TITLE, NotASheet, Row, Wrong, marked, read


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


MARCH = datetime(2026, 3, 5)  # noqa: DTZ001 (Excel knows no time zones)
CONTENT = sheet(["填报说明"], ["甲", "乙"], ["一", 2.0], [None, None], ["三", MARCH])


def test_it_finds_the_header_below_other_lines():
    """Rows are counted as Excel counts them; empty ones are left out."""
    rows = read(CONTENT, ["甲", "乙"])
    assert [(row.number, row.text("甲"), row.text("乙")) for row in rows] == [(3, "一", "2"), (5, "三", "2026-03-05")]


def test_it_says_which_columns_are_missing():
    """And what is no workbook at all."""
    with pytest.raises(NotASheet, match="丙"):
        read(CONTENT, ["甲", "丙"])
    with pytest.raises(NotASheet, match="不是Excel"):
        read(b"PK not really", ["甲"])


def test_it_sends_the_sheet_back_with_errors_and_all_else_as_it_was():
    """A second round writes into the same column and forgets what was put right."""
    once = marked(CONTENT, ["甲", "乙"], [Wrong(3, "乙", "不是日期"), Wrong(3, "", "错行")])
    back = load_workbook(BytesIO(once)).worksheets[0]
    assert (back.cell(2, 3).value, back.cell(3, 3).value) == (ERROR_TITLE, "乙：不是日期\n错行")
    assert (back.cell(3, 1).value, back.cell(5, 2).value) == ("一", MARCH)
    twice = load_workbook(BytesIO(marked(once, ["甲", "乙"], [Wrong(5, "甲", "重复")]))).worksheets[0]
    assert (twice.cell(3, 3).value, twice.cell(5, 3).value, twice.max_column) == (None, "甲：重复", 3)


@pytest.mark.parametrize("words", ["2026-03-05", "2026年3月5日", "2026/3/5", MARCH])
def test_it_reads_days_as_offices_write_them(words):
    """What is no date is a ValueError; an empty cell is no day."""
    assert Row(1, {"日": words}).day("日") == date(2026, 3, 5)
    assert Row(1, {"日": None}).day("日") is None
    with pytest.raises(ValueError, match=r"."):
        Row(1, {"日": "三月底"}).day("日")
