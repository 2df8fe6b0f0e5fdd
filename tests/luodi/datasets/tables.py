"""Small tables of firms and projects for the tests, written as datasets are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Dataset, Describes, Payment, Row, Table
from luodi.datasets.to_parquet import to_frame, write_payments

GIANT = "国家专精特新小巨人"
FIRMS = (
    Row("F3", "丙公司", "990104", "", {"revenue@2025": 12_000, "qualifications@2025": frozenset(), "power@2025-06": 3}),
    Row(
        "F1",
        "甲公司",
        "990102",
        "",
        {
            "revenue@2024": Decimal("9000.5"),
            "revenue@2025": 11_000,
            "debt_ratio@2025": Decimal("55.25"),
            "qualifications@2025": frozenset({GIANT, "高新技术企业"}),
            "founded_on": date(2015, 3, 1),
            "is_above_scale@2025": True,
        },
    ),
    Row("F2", "乙公司", "990103", "", {"revenue@2024": 100, "county": "鹭沱区", "is_above_scale@2025": False}),
)
PROJECTS = (
    Row("P2", "乙项目", "", "F2", {"equipment_investment": 800, "started_on": date(2025, 2, 1)}),
    Row("P1", "甲项目", "990102", "F1", {"equipment_investment": Decimal("600.25")}),
    Row("P3", "失主项目", "990102", "F9", {"equipment_investment": 900}),
    Row("P4", "无主项目", "990102", "", {}),
)
PAYMENTS = (
    Payment("F1", "giant", date(2024, 7, 1), 50_000_000),
    Payment("F1", "giant", date(2025, 7, 1), -10_000_000),
    Payment("P1", "upgrade", date(2024, 7, 1), 72_000_000),
)


def write_split(rows: Sequence[Row], describes: Describes, folder: Path, ends: Iterable[int]) -> Table:
    """The rows in as many files as ``ends`` cuts them into, each with the columns that its own rows have."""
    folder.mkdir(parents=True, exist_ok=True)
    cuts = [0, *sorted(ends), len(rows)]
    files = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        files.append(folder / f"{describes}-{number}.parquet")
        to_frame(rows[start:end], catalogue()).write_parquet(files[-1])
    return Table(describes, tuple(files))


def small_dataset(folder: Path, firm_cuts: Iterable[int] = (), project_cuts: Iterable[int] = ()) -> Dataset:
    tables: dict[Describes, Table] = {
        "firm": write_split(FIRMS, "firm", folder, firm_cuts),
        "project": write_split(PROJECTS, "project", folder, project_cuts),
    }
    return Dataset(catalogue(), tables, date(2024, 1, 1), (write_payments(PAYMENTS, folder),))
