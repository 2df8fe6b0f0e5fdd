"""Tables of a web page as grids; tables that only lay out the page are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from luodi.documents.blocks import Block, Grid, GridCell

# A cell with more words than this is a page or a column of one.
_LONGEST_CELL = 3000
_MOST_COLUMNS = 200


def is_layout(table: LexborNode) -> bool:
    """Whether the table frames other content: it holds a table, says so itself, or has a cell as long as a page."""
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return True
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return True
    return any(len(cell.text().strip()) > _LONGEST_CELL for row in _rows(table) for cell in _cells(row))


def grid_of(table: LexborNode, blocks_of: Callable[[LexborNode], tuple[Block, ...]]) -> Grid:
    """The grid of a table, its cells placed as HTML's table model places them; no two cells overlap."""
    rows = list(_rows(table))
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row_at, row in enumerate(rows):
        column = 0
        for node in _cells(row):
            while (row_at, column) in taken:
                column += 1
            wide = min(_span(node, "colspan", 1), _MOST_COLUMNS)
            while any((row_at, column + more) in taken for more in range(1, wide)):
                wide -= 1
            tall = min(_span(node, "rowspan", len(rows)), len(rows) - row_at)
            taken.update((row_at + down, column + right) for down in range(tall) for right in range(wide))
            cells.append(GridCell(row_at, column, blocks_of(node), tall, wide))
            column += wide
    return Grid(tuple(cells), len(rows), 1 + max((column for _, column in taken), default=-1))


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.iter() if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in ("td", "th"))


def _span(cell: LexborNode, name: str, zero: int) -> int:
    """The span, at least 1; HTML says that a rowspan of 0 runs to the last row."""
    words = (cell.attributes.get(name) or "1").strip()
    number = int(words) if words.isdecimal() else 1
    return zero if number == 0 else number
