"""Drawn lines: what they close in is a cell, and lines that close nothing in are no table."""

from __future__ import annotations

from luodi.documents.rulings import Stroke, stroke_of, tables_of


def _grid(xs: list[float], ys: list[float]) -> list[Stroke]:
    return [*(Stroke(False, x, ys[0], ys[-1]) for x in xs), *(Stroke(True, y, xs[0], xs[-1]) for y in ys)]


def _cells(strokes: list[Stroke]) -> list[tuple[int, int, int, int]]:
    tables = tables_of(strokes, 842)
    assert len(tables) == 1
    return [(box.row, box.column, box.row_span, box.column_span) for box in tables[0].boxes]


def test_it_finds_the_cells_of_a_grid() -> None:
    """Two level and two upright gaps make four cells; small offsets of the lines don't matter."""
    strokes = _grid([50, 100, 300], [100, 130, 160])
    strokes.append(Stroke(True, 130.8, 50, 180))
    assert _cells(strokes) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_it_merges_cells_where_a_line_is_missing() -> None:
    """A cell over two columns, and one over two rows."""
    frame = _grid([50, 300], [100, 190])
    inner = [Stroke(True, 130, 50, 300), Stroke(True, 160, 100, 300), Stroke(False, 100, 130, 190)]
    inner.append(Stroke(False, 200, 130, 160))
    assert _cells([*frame, *inner]) == [(0, 0, 1, 3), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 2)]


def test_it_joins_borders_drawn_cell_by_cell() -> None:
    """Programs draw the four borders of each cell."""
    strokes = []
    for x in (50, 100):
        for y in (100, 130):
            strokes += _grid([x, x + 50], [y, y + 30])
    assert len(_cells(strokes)) == 4


def test_it_closes_a_table_without_side_lines() -> None:
    """Print often leaves out the outer upright lines."""
    level = [Stroke(True, y, 50, 300) for y in (100, 130, 160)]
    assert len(_cells([*level, Stroke(False, 150, 100, 160)])) == 4


def test_it_keeps_two_tables_apart() -> None:
    """Tables that do not touch are two."""
    both = _grid([50, 100, 300], [100, 130, 160]) + _grid([50, 120, 300], [300, 330, 360])
    assert len(tables_of(both, 842)) == 2


def test_it_takes_no_frame_or_underline_for_a_table() -> None:
    """A box around text, the red line of a header, and a cross of two lines."""
    for strokes in (
        _grid([50, 300], [100, 600]),
        [Stroke(True, 100, 50, 500), Stroke(True, 103, 50, 500)],
        [Stroke(True, 100, 50, 500), Stroke(False, 200, 50, 500)],
        [],
    ):
        assert tables_of(strokes, 842) == []


def test_it_takes_thin_boxes_for_lines() -> None:
    """A line may be drawn as a filled box; a square and a slanted line are none."""
    assert stroke_of(10, 20, 200, 20.5) == Stroke(True, 20.25, 10, 200)
    assert stroke_of(10.5, 200, 10, 20) == Stroke(False, 10.25, 20, 200)
    assert stroke_of(10, 10, 200, 200) is None
    assert stroke_of(10, 10, 12, 12) is None
