"""Tables of pages placed on their grid."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from luodi.documents.blocks import Line
from luodi.documents.html_tables import grid_of, is_layout


def _table(source: str) -> LexborNode:
    found = LexborHTMLParser(source).css_first("table")
    assert found is not None
    return found


def test_it_places_cells_beside_those_that_reach_down() -> None:
    """A cell covered from above moves what follows to the right."""
    grid = grid_of(_table("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>"), lambda cell: (Line(cell.text()),))
    assert [(c.row, c.column, c.row_span) for c in grid.cells] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]
    assert (grid.rows, grid.columns) == (2, 2)


def test_it_cuts_spans_at_the_edge_of_the_table() -> None:
    """A span may name more rows than there are."""
    grid = grid_of(_table("<table><tr><td rowspan=9>a<td>b</table>"), lambda _: ())
    assert [c.row_span for c in grid.cells] == [1, 1]


def test_it_tells_layout_from_tables() -> None:
    """A table that holds one, says that it presents, or holds a page in a cell; a plain one does not."""
    assert is_layout(_table("<table><tr><td><table></table></table>"))
    assert is_layout(_table("<table role=presentation><tr><td>a</table>"))
    assert is_layout(_table(f"<table><tr><td>{'文' * 4000}<td>b</table>"))
    assert not is_layout(_table("<table><tr><td>a<td>b</table>"))
