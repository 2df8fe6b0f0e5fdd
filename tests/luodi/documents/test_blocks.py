"""Blocks before they are text: frames fall away, tables in tables become lines."""

from __future__ import annotations

from luodi.documents.blocks import Grid, GridCell, Line, flatten_frames, lines_in, with_number

_INNER = Grid((GridCell(0, 0, (Line("甲"),)), GridCell(0, 1, (Line("乙"),)), GridCell(1, 0, (Line("丙"),))), 2, 2)


def test_it_takes_a_table_of_one_column_for_a_frame() -> None:
    """A box around paragraphs divides nothing; what stands in it is read as if there were none."""
    frame = Grid((GridCell(0, 0, (Line("一"), _INNER)), GridCell(1, 0, (Line("二"),))), 2, 1)
    assert flatten_frames((frame,)) == (Line("一"), _INNER, Line("二"))


def test_it_leaves_a_table_of_two_columns_alone() -> None:
    """Two columns say something by standing beside each other."""
    assert flatten_frames((_INNER,)) == (_INNER,)


def test_it_reads_a_table_in_a_table_row_by_row() -> None:
    """Nothing of it is lost, and its cells do not run together."""
    assert [line.text for line in lines_in((Line("前"), _INNER))] == ["前", "甲 乙", "丙"]


def test_it_counts_a_number_as_part_of_the_lead_phrase() -> None:
    """The lead phrase begins where the paragraph does."""
    assert with_number(Line("培育企业。抓好落实", lead=5), "（一）", "") == Line(
        "（一）培育企业。抓好落实", number="（一）", lead=8
    )
    assert with_number(Line("培育"), "", "") == Line("培育")
