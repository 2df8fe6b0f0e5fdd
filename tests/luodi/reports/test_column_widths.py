"""Widths of a table's columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.reports.column_widths import column_widths, width_of

HEAD = ("序号", "任务", "责任单位", "时限")
LONG = "建设公共检测平台并向中小企业开放设备和数据"


def widths(*rows, whole=8840):
    return column_widths([HEAD, *rows], whole, character=210, margins=200)


def test_it_counts_latin_characters_as_a_little_more_than_half():
    """2026年 is three characters wide, with some room for a font that stands in; a date of ten signs does not fill five."""
    assert 3 < width_of("2026年") < 3.5
    assert 5 < width_of("2026-11-15") < 6


def test_it_gives_the_room_to_the_long_words():
    """A number keeps a number's width; what is long gets what is left."""
    number, task, units, day = widths(("1", LONG * 3, "市科技局", "—"))
    assert task > units > number
    assert task > (number + units + day)


def test_it_gives_units_room_where_units_are_long():
    """The column of units grows at the cost of the tasks where the units fill more lines."""
    few, many = widths(("1", LONG, "市科技局", "—")), widths(("1", LONG, "市科技局、市财政局、" * 8, "—"))
    assert many[2] > few[2]
    assert many[2] > many[1]


def test_it_wraps_nothing_that_fits():
    """Where all fits on one line, every cell has its line."""
    row = ("12", "建设检测平台", "市科技局", "2026年9月底前")
    for width, cell in zip(widths(row), row, strict=True):
        assert (width - 200) // 210 >= width_of(cell)


def test_it_never_breaks_a_place_or_a_short_header():
    """三、（四）2 and 责任单位 stand on one line however long the tasks are."""
    place = "三、（四）2"
    found = column_widths(
        [("任务", "责任单位", "出处"), (LONG * 20, "市科技局", place)], 8840, character=210, margins=200
    )
    assert (found[1] - 200) // 210 >= 4
    assert (found[2] - 200) // 210 >= width_of(place)


def test_it_narrows_the_widest_where_the_least_does_not_fit():
    """Three columns of six characters and one of figures in too little room: no column falls below three."""
    found = widths(("1任任任任任", "1任任任任任", "1任任任任任", "11111111111"), whole=5000)
    assert sum(found) == 5000
    assert min(found) >= 200 + 3 * 210


@given(st.lists(st.tuples(*[st.text("任务1，", max_size=60)] * 4), max_size=6), st.integers(5000, 9000))
def test_it_uses_the_whole_width_and_no_more(rows, whole):
    """The widths add up, and none is too narrow for three characters."""
    found = widths(*rows, whole=whole)
    assert sum(found) == whole
    assert min(found) >= 200 + 3 * 210


def test_it_is_the_same_every_time():
    """Nothing is left to chance."""
    assert widths(("1", LONG, LONG, "—")) == widths(("1", LONG, LONG, "—"))


@pytest.mark.parametrize("rows", [[], [("", "", "", "")]])
def test_it_takes_a_table_without_words(rows):
    """A header alone, and an empty row, are tables too."""
    assert sum(widths(*rows)) == 8840


@pytest.mark.parametrize("whole_word", ["督〔2026〕101号", "2026-10-21", "40.5%", "10月31日前", "逾期103天"])
def test_it_keeps_on_one_line_what_is_read_at_once(whole_word):
    """A number of a document, a day and a share are not broken, however long the words beside them are."""
    found = widths(("1", LONG * 9, LONG * 9, f"晴州{whole_word}" if "〔" in whole_word else whole_word))
    assert (found[3] - 200) // 210 >= width_of(whole_word)


def test_it_shares_what_is_left_over_among_short_columns():
    """A table of figures is even, not one wide column and narrow ones."""
    found = widths(("1", "12", "3", "4"), ("2", "7", "11", "0"))
    assert max(found) - min(found) < 1000


def test_it_leaves_the_quarter_that_stands_between_figures_and_characters():
    """2026年12月25日前 has six such seams: a column of its bare width would put its last character on a line of its own."""
    day = "2026年12月25日前"
    found = column_widths(
        [("时间", "事项", "单位"), (day, "报市政府审定", "市发改委")], 8840, character=240, margins=200
    )
    assert (found[0] - 200) // 240 >= width_of(day) + 1.25
    found = widths(("1", LONG * 4, "市科技局", "2026年底前"))
    assert (found[3] - 200) // 210 >= width_of("2026年底前") + 0.5
