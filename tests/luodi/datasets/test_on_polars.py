"""Loading on one machine: rows by id, however they are split, and projects with the figures of the firms that own them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.luodi.datasets.tables import FIRMS, GIANT, small_dataset, write_split

from luodi.datasets import on_polars
from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Dataset, Describes
from luodi.formula import interpret
from luodi.formula import on_polars as formulas
from luodi.formula.from_text import read

UPGRADE = "设备投资额 * 分档(有资质(“国家专精特新小巨人”): 13%, 否则: 8%)"


def test_it_loads_subjects_by_id_with_figures_in_steps(tmp_path: Path) -> None:
    """Money in fen, ratios in millionths, sets as lists; a figure that is not given is null."""
    firms = on_polars.load(small_dataset(tmp_path), "firm")
    assert firms["id"].to_list() == ["F1", "F2", "F3"]
    assert firms["revenue@2024"].to_list() == [9_000_500_000, 100_000_000, None]
    assert firms["debt_ratio@2025"].to_list() == [552_500, None, None]
    assert firms["qualifications@2025"].to_list() == [sorted([GIANT, "高新技术企业"]), None, []]
    assert firms["founded_on"].to_list() == [date(2015, 3, 1), None, None]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 3), max_size=3), st.lists(st.integers(0, 4), max_size=3))
def test_it_gives_the_same_table_however_rows_are_split(firm_cuts: list[int], project_cuts: list[int]) -> None:
    """Files are only where rows lie: one, several or empty ones give one table."""
    with TemporaryDirectory() as folder:
        whole = small_dataset(Path(folder) / "whole")
        split = small_dataset(Path(folder) / "split", firm_cuts, project_cuts)
        kinds: tuple[Describes, ...] = ("firm", "project")
        for describes in kinds:
            assert_frame_equal(
                on_polars.load(whole, describes), on_polars.load(split, describes), check_column_order=False
            )


def test_it_brings_the_owners_figures_to_projects(tmp_path: Path) -> None:
    """A project's rate follows its firm's qualification; without a known owner it is unknown, never the lower rate."""
    dataset = small_dataset(tmp_path)
    projects = on_polars.load(dataset, "project")
    assert projects["owner"].to_list() == ["F1", "F2", "F9", None]
    assert projects["revenue@2025"].to_list() == [11_000_000_000, None, None, None]
    assert projects["region"].to_list() == ["990102", "990103", "990102", "990102"]  # of P2 its owner's
    formula, errors = read(UPGRADE, dataset.catalogue)
    assert formula is not None, errors
    paid = formulas.evaluate(projects, {"paid": formula}, date(2025, 12, 31))["paid"]
    assert paid.to_list() == [78_032_500, None, None, None]


def test_it_gives_one_subject_to_the_interpreter(tmp_path: Path) -> None:
    """An explanation works on the same figures: those of the project and of its owner, in their own units."""
    dataset = small_dataset(tmp_path)
    found = on_polars.subject(dataset, "project", "P1")
    assert found is not None and found.name == "甲项目" and found.observed_from == date(2024, 1, 1)
    assert found.figures["equipment_investment"] == Fraction("600.25")
    formula, _ = read(UPGRADE, dataset.catalogue)
    assert formula is not None
    assert interpret.evaluate(formula, found, date(2025, 12, 31)).value == Fraction("780325")
    assert on_polars.subject(dataset, "firm", "F8") is None


def test_it_finds_subjects_by_id_or_by_name(tmp_path: Path) -> None:
    """Of any kind; an id goes before a name, and a name may be borne by several."""
    dataset = small_dataset(tmp_path)
    assert on_polars.ids_named(dataset, "F1") == ["F1"]
    assert on_polars.ids_named(dataset, "乙公司") == ["F2"]
    assert on_polars.ids_named(dataset, "甲项目") == ["P1"]
    assert on_polars.ids_named(dataset, "没有的") == on_polars.ids_named(Dataset(dataset.catalogue), "F1") == []


def test_it_loads_only_the_fields_asked_for(tmp_path: Path) -> None:
    """A run over millions reads the columns of its own formulas."""
    projects = on_polars.load(small_dataset(tmp_path), "project", {"equipment_investment", "qualifications"})
    assert projects.columns == [
        "id", "name", "region", "owner", "equipment_investment", "qualifications@2025",
    ]  # fmt: skip


def test_it_refuses_a_subject_that_stands_twice(tmp_path: Path) -> None:
    """Two rows with one id: no total could be right, so that nothing is computed."""
    table = write_split((*FIRMS, FIRMS[0]), "firm", tmp_path, [1])
    with pytest.raises(on_polars.RepeatedSubject, match="F3"):
        on_polars.load(Dataset(catalogue(), {"firm": table}), "firm")


def test_it_has_an_empty_table_for_subjects_not_given(tmp_path: Path) -> None:
    """No file of regions: no rows, the columns of every table."""
    dataset = small_dataset(tmp_path)
    assert on_polars.load(dataset, "region").columns == ["id", "name", "region", "owner"]
    only = replace(dataset, tables={"project": dataset.tables["project"]})
    assert "revenue@2025" not in on_polars.load(only, "project").columns


def test_it_orders_payments_by_day(tmp_path: Path) -> None:
    """The history comes by day, then subject; a payment asked back is below zero."""
    history = on_polars.payments(small_dataset(tmp_path))
    assert history.rows() == [
        ("F1", "giant", date(2024, 7, 1), 50_000_000),
        ("P1", "upgrade", date(2024, 7, 1), 72_000_000),
        ("F1", "giant", date(2025, 7, 1), -10_000_000),
    ]
    assert on_polars.payments(Dataset(catalogue())).schema == history.schema
