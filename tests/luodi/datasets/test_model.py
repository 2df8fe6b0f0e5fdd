"""Columns of tables: which field and period a name stands for, and how far back a table reaches."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import column_of, figure_of, first_observed, seen_columns
from luodi.periods import Period


@pytest.mark.parametrize(
    ("column", "code", "period"),
    [
        ("revenue@2025", "revenue", Period("year", 2025)),
        ("quarterly_tax@2025Q3", "quarterly_tax", Period("quarter", 2025, 3)),
        ("output@2025-11", "output", Period("month", 2025, 11)),
        ("founded_on", "founded_on", None),
        ("qualifications@2025", "qualifications", Period("year", 2025)),
        ("qualifications@2025=国家专精特新小巨人", "qualifications", Period("year", 2025)),
    ],
)
def test_it_reads_a_column_back(column: str, code: str, period: Period | None) -> None:
    """The name of a column says field and period, and is made from them again."""
    found = figure_of(column, catalogue())
    assert found is not None and (found[0].code, found[1]) == (code, period)
    assert column_of(found[0], period) == column.partition("=")[0]


@pytest.mark.parametrize(
    "column",
    [
        "id", "turnover@2025", "revenue", "revenue@2025-03", "output@2025", "output@2025-13", "founded_on@2025",
        "revenue@25", "主营业务收入@2025", "revenue@2025=1", "revenue@0000", "quarterly_tax@2025Q5", "",
    ],
)  # fmt: skip
def test_it_takes_no_other_column_for_a_figure(column: str) -> None:
    """An unknown field, a period of another frequency and an opened number are no figures."""
    assert figure_of(column, catalogue()) is None


def test_it_shows_projects_the_figures_of_firms() -> None:
    """A project's table may hold its owner's figures; a firm's table none of a project."""
    columns = ["id", "revenue@2025", "total_investment", "gdp@2025Q1"]
    assert seen_columns(columns, catalogue(), "project") == ["revenue@2025", "total_investment"]
    assert seen_columns(columns, catalogue(), "firm") == ["revenue@2025"]
    assert seen_columns(columns, catalogue(), "region") == ["gdp@2025Q1"]


def test_it_finds_the_first_day_observed() -> None:
    """The earliest period of any figure; nothing where figures have no period."""
    assert first_observed(["output@2024-07", "revenue@2024", "founded_on"], catalogue()) == date(2024, 1, 1)
    assert first_observed(["founded_on"], catalogue()) is None
