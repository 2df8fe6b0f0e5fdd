"""Builds the figures of the sample city: firms, projects, regions, parks and past payments, the same each time.

Run ``python -m samples.build_figures [FOLDER]`` from the project's folder (default: ``build/sample-figures``), or call
``build``. Nothing is drawn from a clock; what the documents of the city say of 2025 holds in the figures.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from luodi.datasets import from_parquet, to_parquet
from luodi.datasets.from_yaml import read_catalogue
from luodi.datasets.model import Catalogue, Dataset

from .figures.firm_figures import to_row
from .figures.firms import make_firms
from .figures.office_sheets import write_sheets
from .figures.per_mu import with_bands
from .figures.projects import make_payments, make_projects
from .figures.regions import make_parks, make_regions
from .figures.titles import grant, listed

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "build" / "sample-figures"
# The day that the sample city's figures are asked about: the last one of their last year.
ON = date(2025, 12, 31)


def city_catalogue() -> Catalogue:
    """The standard fields and those of Qingzhou."""
    return read_catalogue(HERE / "fields.yaml")


def build(folder: Path = FOLDER) -> Dataset:
    """The dataset of the city as Parquet in ``folder``; what is there already is taken as it is."""
    catalogue = city_catalogue()
    if not (folder / "payments.parquet").is_file():
        _write(folder, catalogue)
    dataset, problems = from_parquet.read(folder, catalogue)
    if problems:
        raise ValueError(problems[0].message)
    return dataset


def build_sheets(folder: Path = FOLDER) -> tuple[Path, Path]:
    """Two workbooks as offices send them, with a few mistakes: 60 firms of Daoxi, and the projects begun in 2025."""
    firms = make_firms()
    grant(firms)
    on_exchange = listed(firms)
    rows = [to_row(firm, on_exchange.get(firm.number)) for firm in firms]
    return write_sheets(folder, rows, make_projects(firms))


def _write(folder: Path, catalogue: Catalogue) -> None:
    """The payments last: where they lie, all lies."""
    firms = make_firms()
    grant(firms)
    on_exchange = listed(firms)
    rows = {firm.id: to_row(firm, on_exchange.get(firm.number)) for firm in firms}
    rows = with_bands(rows, catalogue)
    projects = make_projects(firms)
    to_parquet.write_rows(rows.values(), "firm", catalogue, folder)
    to_parquet.write_rows(projects, "project", catalogue, folder)
    to_parquet.write_rows(make_regions(firms, rows), "region", catalogue, folder)
    to_parquet.write_rows(make_parks(firms, rows), "park", catalogue, folder)
    to_parquet.write_payments(make_payments(firms, projects, on_exchange), folder)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    made = build(target)
    for sheet in build_sheets(target):
        print(sheet)
    print(f"{target}: {'、'.join(made.tables)}，兑付记录 {len(made.payments)} 个文件")
