"""CSV files as a dataset: UTF-8 with or without its mark, or GB18030, with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from luodi.datasets.from_grids import read_grids
from luodi.datasets.grid import Cell, CellProblem, Grid, at
from luodi.datasets.header_names import Said
from luodi.datasets.model import Catalogue, Dataset, Describes, Row
from luodi.datasets.to_parquet import write_dataset


def read(
    path: Path, catalogue: Catalogue, describes: Describes, into: Path, said: Said | None = None
) -> tuple[Dataset, tuple[CellProblem, ...]]:
    """The subjects of a file as a dataset of one table, written into the folder ``into``; and what is wrong by cell."""
    rows, problems = read_rows(path, catalogue, describes, said)
    return write_dataset(rows, describes, catalogue, into), problems


def read_rows(
    path: Path, catalogue: Catalogue, describes: Describes, said: Said | None = None
) -> tuple[tuple[Row, ...], tuple[CellProblem, ...]]:
    """The subjects of a file, not written anywhere yet."""
    grids, wrong = read_file(path)
    return ((), wrong) if wrong else read_grids(grids, catalogue, describes, said)


def read_file(path: Path) -> tuple[tuple[Grid, ...], tuple[CellProblem, ...]]:
    """The one sheet of a file; bytes in no known encoding are one problem."""
    text = decode(path.read_bytes())
    if text is None:
        message, hint = "不是 UTF-8，也不是 GB18030 编码的文字", "在表格软件里另存为“CSV UTF-8”后再试"
        return (), (at(Grid(path.name, ()), (None, None), "not_text", message, hint),)
    try:
        return (to_grid(path.stem, text),), ()
    except csv.Error:  # a field longer than any: what follows an opening quote, up to the end
        message, hint = "有一格长得没有尽头", "多半是少了一个引号：在表格软件里打开，核对后另存为“CSV UTF-8”"
        return (), (at(Grid(path.name, ()), (None, None), "unclosed_quote", message, hint),)


def decode(content: bytes) -> str | None:
    """The text in the encoding it is in; None where it is in none that is known, or holds what no text does."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def to_grid(name: str, text: str) -> Grid:
    """Rows of cells that hold texts; the separator is the one that the first lines hold most of."""
    head = "\n".join(text.splitlines()[:20])
    separator = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return Grid(name, tuple(tuple(Cell(value or None) for value in row) for row in rows))
