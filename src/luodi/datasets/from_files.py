"""A dataset from whatever files are at hand: folders of Parquet, workbooks and CSV files, told apart by what they hold.

A sheet may hold past payments too: who, which benefit, which day, how much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

from luodi.datasets import from_csv, from_excel, from_parquet, on_polars, payment_sheets
from luodi.datasets.from_grids import read_grids
from luodi.datasets.grid import CellProblem, Grid, at
from luodi.datasets.header_names import Said, names_for
from luodi.datasets.headers import best_header
from luodi.datasets.model import Catalogue, Dataset, Describes, Payment, Row, Table, first_observed
from luodi.datasets.to_parquet import write_payments, write_rows
from luodi.problems import Problem

_CSV = (".csv", ".tsv", ".txt")


def read(
    paths: Sequence[Path], catalogue: Catalogue, into: Path, said: Said | None = None
) -> tuple[Dataset, tuple[Problem | CellProblem, ...]]:
    """All files as one dataset; what stands in sheets is written as Parquet into the folder ``into``.

    Whether a sheet is about firms, projects, regions or parks is told by its header. Sheets of one kind are put together,
    and projects find their owners by name among all firms that are given. A subject that stands in Parquet and in a
    sheet stands twice, which loading refuses.
    """
    tables: dict[Describes, Table] = {}
    problems: list[Problem | CellProblem] = []
    payments: list[Path] = []
    observed: list[date] = []
    for folder in (path for path in paths if path.is_dir()):
        found, wrong = from_parquet.read(folder, catalogue)
        problems += wrong
        payments += found.payments
        observed += [found.observed_from] if found.observed_from else []
        for table in found.tables.values():
            _add(tables, table)
    sheets, paid, told = _by_kind([path for path in paths if not path.is_dir()], catalogue, said or Said())
    problems += told
    firms = on_polars.load(Dataset(catalogue, tables), "firm", ()).select("name", "id").iter_rows() if tables else ()
    answers = said or Said()
    answers = replace(answers, owners={**dict(firms), **answers.owners})
    for describes, rows in _read_all(sheets, catalogue, answers, problems).items():
        _add(tables, write_rows(rows, describes, catalogue, into))
        begun = first_observed({column for row in rows for column in row.figures}, catalogue)
        observed += [begun] if begun else []
    payments += _paid(paid, Dataset(catalogue, tables), into, problems)
    return Dataset(catalogue, tables, min(observed, default=None), tuple(payments)), tuple(problems)


def _paid(grids: Sequence[Grid], known: Dataset, into: Path, problems: list[Problem | CellProblem]) -> list[Path]:
    """What stands in sheets of past payments, as a file; firms and projects are found by name among those that are given."""
    ids: dict[str, str] = {}
    for describes in known.tables if grids else ():
        ids |= dict(on_polars.load(known, describes, ()).select("name", "id").drop_nulls().iter_rows())
    found: list[Payment] = []
    for grid in grids:
        header = payment_sheets.header_of(grid)
        if header is not None:
            read, wrong = payment_sheets.read(grid, header, ids)
            found += read
            problems += wrong
    return [write_payments(found, into)] if found else []


def _add(tables: dict[Describes, Table], table: Table) -> None:
    there = tables.get(table.describes)
    tables[table.describes] = Table(table.describes, (*there.files, *table.files)) if there else table


def _by_kind(
    paths: Sequence[Path], catalogue: Catalogue, said: Said
) -> tuple[dict[Describes, list[Grid]], list[Grid], list[CellProblem]]:
    """The sheets of all files by what their headers say they are about, and those of past payments."""
    kinds: dict[Describes, list[Grid]] = {}
    paid: list[Grid] = []
    problems: list[CellProblem] = []
    for path in paths:
        grids, wrong = from_csv.read_file(path) if path.suffix.lower() in _CSV else from_excel.read_file(path)
        problems += [replace(one, file=path.name) for one in wrong]
        for grid in (replace(one, file=path.name) for one in grids):
            if payment_sheets.header_of(grid):
                paid.append(grid)
                continue
            describes = kind_of(grid, catalogue, said)
            if describes is not None:
                kinds.setdefault(describes, []).append(grid)
            elif any(cell.text for row in grid.cells for cell in row):
                message, hint = "看不出是企业、项目、地区还是园区的表，没有读", "表头至少要有名称或代码，和一项指标"
                problems.append(at(grid, (None, None), "no_table_in_sheet", message, hint, severity="warning"))
    return kinds, paid, problems


def kind_of(grid: Grid, catalogue: Catalogue, said: Said | None = None) -> Describes | None:
    """What the subjects of a sheet are: those whose fields its header names most of; None where it names none's."""
    scores = {one: best_header(grid, names_for(catalogue, one), said or Said())[0] for one in get_args(Describes)}
    best: Describes = max(scores, key=lambda one: scores[one])
    return best if scores[best] else None


def _read_all(
    sheets: dict[Describes, list[Grid]], catalogue: Catalogue, said: Said, problems: list[Problem | CellProblem]
) -> dict[Describes, tuple[Row, ...]]:
    """Firms first, since projects look their owners up among them."""
    found: dict[Describes, tuple[Row, ...]] = {}
    for describes in get_args(Describes):
        if grids := sheets.get(describes):
            names = {row.name: row.id for row in found.get("firm", ())} if describes == "project" else {}
            rows, told = read_grids(grids, catalogue, describes, replace(said, owners={**names, **said.owners}))
            problems += told
            if rows:
                found[describes] = rows
    return found
