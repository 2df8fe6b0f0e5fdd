"""A text is written once, and everything in it knows its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.luodi.documents.invariants import assert_sound, cells_of, lines_of

from luodi.documents.assembly import assemble
from luodi.documents.blocks import Block, Grid, GridCell, Line

_WORDS = st.text(st.sampled_from("云州市经信局 、。\t\n\u2028\u3000\ufeff1"), max_size=12)
_LINES = st.builds(Line, _WORDS, lead=st.one_of(st.none(), st.integers(0, 12)))
_ROWS = st.integers(1, 4)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Grids in which the first cell may cover a rectangle, and some cells hold several lines or nothing."""
    rows, columns = draw(_ROWS), draw(_ROWS)
    tall, wide = draw(st.integers(1, rows)), draw(st.integers(1, columns))
    cells = [GridCell(0, 0, tuple(draw(st.lists(_LINES, max_size=3))), tall, wide)]
    for row in range(rows):
        for column in range(columns):
            if not (row < tall and column < wide) and draw(st.booleans()):
                cells.append(GridCell(row, column, tuple(draw(st.lists(_LINES, max_size=3)))))
    return Grid(tuple(cells), rows, columns)


@given(st.lists(st.one_of(_LINES, grids()), max_size=6))
def test_it_keeps_every_document_sound(blocks: list[Block]) -> None:
    """Whatever a reader hands over: spans slice to words, in order and apart, cells to their cells."""
    assert_sound(assemble("甲", "word", blocks))


def test_it_divides_cells_by_tabs_and_rows_by_line_ends() -> None:
    """The places that a merged cell covers stand empty, so that every row has the same number of tabs."""
    grid = Grid(
        (GridCell(0, 0, (Line("任务"),), 2), GridCell(0, 1, (Line("单位"),)), GridCell(1, 1, (Line("市经信局"),))), 2, 2
    )
    document = assemble("甲", "word", [Line("附件"), grid, Line("完")])
    assert document.text == "附件\n任务\t单位\n\t市经信局\n完\n"
    assert cells_of(document) == [("任务", 0, 0, 2, 1), ("单位", 0, 1, 1, 1), ("市经信局", 1, 1, 1, 1)]


def test_it_keeps_paragraphs_of_one_cell_apart() -> None:
    """They are paragraphs of their own, divided by U+2028, which ends neither a row nor a cell."""
    grid = Grid((GridCell(0, 0, (Line("市经信局"), Line("市财政\t局\n某科"))), GridCell(0, 1, ())), 1, 2)
    document = assemble("甲", "word", [grid])
    assert document.text == "市经信局\u2028市财政 局\u2028某科\t\n"
    assert lines_of(document) == ["市经信局", "市财政 局", "某科"]


def test_it_makes_paragraphs_of_what_a_break_divides() -> None:
    """Only the first of them bears the number and the lead phrase."""
    document = assemble("甲", "word", [Line("1. 目标。甲\n乙", number="1.", lead=6)])
    assert lines_of(document) == ["1. 目标。甲", "乙"]
    assert [(p.number, p.lead_end) for p in document.paragraphs] == [("1.", 6), ("", None)]


def test_it_writes_no_empty_lines() -> None:
    """Empty paragraphs space a page out and say nothing."""
    assert assemble("甲", "word", [Line(" "), Line("一"), Line("\u3000"), Line(""), Line("二")]).text == "一\n二\n"


def test_it_has_no_lead_phrase_where_all_is_one() -> None:
    """A lead phrase ends before the paragraph does."""
    assert assemble("甲", "word", [Line("一、目标", lead=4)]).paragraphs[0].lead_end is None
