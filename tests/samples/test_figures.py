"""The figures of the sample city: the same each time, and in agreement with what its documents say of 2025."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from samples.build_figures import ON, build, build_sheets, city_catalogue

from luodi.datasets import from_files, on_polars
from luodi.datasets.credit_codes import fault_of
from luodi.datasets.grid import CellProblem
from luodi.datasets.model import Dataset
from luodi.formula import on_polars as formulas
from luodi.formula.from_text import read


@pytest.fixture(scope="module")
def dataset(sample_figures: Path) -> Dataset:
    return build(sample_figures)


@pytest.fixture(scope="module")
def firms(dataset: Dataset) -> pl.DataFrame:
    return on_polars.load(dataset, "firm")


@pytest.fixture(scope="module")
def regions(dataset: Dataset) -> pl.DataFrame:
    return on_polars.load(dataset, "region")


def city_figure(regions: pl.DataFrame, column: str) -> int:
    return regions.filter(pl.col("id") == "990100")[column].item()


def count(firms: pl.DataFrame, formula: str) -> int:
    """How many firms a condition holds for at the end of 2025."""
    found, errors = read(formula, city_catalogue(), expect="flag")
    assert found is not None, errors
    result = formulas.evaluate(firms, {"met": found}, ON, observed_from=date(2022, 1, 1))
    return int(result["met"].fill_null(False).sum())


def test_it_is_the_same_each_time(dataset: Dataset, tmp_path: Path) -> None:
    """Nothing comes from a clock or from unseeded chance: two builds have the same bytes."""
    again = build(tmp_path)
    for describes, table in dataset.tables.items():
        assert table.files[0].read_bytes() == again.tables[describes].files[0].read_bytes(), describes
    assert dataset.payments[0].read_bytes() == again.payments[0].read_bytes()


def test_it_has_as_many_subjects_as_it_says(dataset: Dataset, firms: pl.DataFrame, regions: pl.DataFrame) -> None:
    """3,000 firms over four years, 400 projects, 36 months of nine regions, two parks."""
    assert firms.height == 3000 and firms["name"].n_unique() == 3000
    assert on_polars.load(dataset, "project").height == 400
    assert regions.height == 9 and on_polars.load(dataset, "park").height == 2
    assert sum(column.startswith("upgrade_investment@") for column in regions.columns) == 36
    assert dataset.observed_from == date(2022, 1, 1)


def test_it_names_firms_that_cannot_exist(firms: pl.DataFrame) -> None:
    """Credit codes have a region of 99 and a right check digit."""
    codes = firms["id"].to_list()
    assert all(code.startswith("9199") and fault_of(code) is None for code in codes)


@pytest.mark.parametrize(
    ("formula", "firms_said"),
    [
        ("规上", 1186),
        ("规上 且 年产值 >= 10亿元", 21),
        ("有资质(“省专精特新”)", 163),
        ("规上 且 所属产业链 != “无”", 402),
        ("有资质(“国家专精特新小巨人”)", 24),
        ("(有资质(“省专精特新”) 或 有资质(“国家专精特新小巨人”)) 且 所属产业链 != “无”", 168),
        ("上市日期 <= 2025年12月31日 且 所属产业链 != “无”", 5),
    ],
)
def test_it_agrees_with_the_documents(firms: pl.DataFrame, formula: str, firms_said: int) -> None:
    """The three-year plan and the chain plan count these firms at the end of 2025."""
    assert count(firms, formula) == firms_said


def test_it_adds_up_to_what_the_documents_say(firms: pl.DataFrame, regions: pl.DataFrame) -> None:
    """1260亿元 on the chains, 11.8 % more than the year before; 技改投资 214.6亿元; the register counts 1186, 78 more."""
    chains = firms.filter(pl.col("chain").is_not_null() & pl.col("is_above_scale@2025"))
    output, before = chains["annual_output@2025"].sum(), chains["annual_output@2024"].sum()
    assert round(output / 1e10, 1) == 1260.0
    assert round((output / before - 1) * 100, 1) == 11.8
    upgrade = sum(city_figure(regions, f"upgrade_investment@2025-{month:02}") for month in range(1, 13))
    assert round(upgrade / 1e10, 1) == 214.6
    assert city_figure(regions, "above_scale_count@2025-12") == 1186
    assert city_figure(regions, "above_scale_net_new@2025-12") == 1186 - city_figure(
        regions, "above_scale_count@2024-12"
    )
    counties = regions.filter(pl.col("region_kind").is_in(["区", "县", "县级市"]))
    assert counties["above_scale_count@2025-12"].sum() == 1186


@pytest.mark.parametrize(
    ("formula", "fewest"),
    [
        ("首次(主营业务收入 > 10亿元)", 1),
        ("首次(主营业务收入 > 5亿元)", 5),
        ("首次(主营业务收入 >= 2000万元, 1)", 80),
        ("首次(有资质(“省专精特新”))", 10),
        ("上年(有资质(“省专精特新”)) 且 非 有资质(“省专精特新”)", 5),
        ("规上 且 主营业务收入 < 2000万元", 10),
        ("非 规上 且 主营业务收入 >= 2000万元", 20),
        ("资产负债率 > 100%", 3),
        ("停产 且 净利润 < 0元", 1),
    ],
)
def test_it_has_firms_on_both_sides_of_a_line(firms: pl.DataFrame, formula: str, fewest: int) -> None:
    """There are firms that cross a threshold, titles that run out, and firms in trouble: rules have something to find."""
    assert fewest <= count(firms, formula) < 1500


def test_it_lacks_figures_as_real_sheets_do(firms: pl.DataFrame) -> None:
    """Some figures were never reported, and January has no growth of its own."""
    assert 20 < firms["energy@2025"].null_count() < 600
    assert 5 < firms["revenue@2025"].null_count() < 60


def test_it_has_sheets_as_offices_send_them(dataset: Dataset, firms: pl.DataFrame, tmp_path: Path) -> None:
    """Two untidy workbooks read as the dataset holds them, save for the five mistakes that were put in."""
    report, projects = build_sheets(tmp_path)
    found, problems = from_files.read([report, projects], dataset.catalogue, tmp_path / "read")
    told = Counter(
        one.problem.code.removeprefix("dataset.") for one in problems if isinstance(one, CellProblem) and one.is_error
    )
    assert told == {"wrong_code": 1, "not_exact": 1, "no_such_day": 1}
    asked = Counter(
        one.problem.code.removeprefix("dataset.")
        for one in problems
        if isinstance(one, CellProblem) and not one.is_error
    )
    assert asked == {"wrong_by_ten_thousand": 1, "repeated_row": 1, "unknown_owner": 1}
    read_firms, read_projects = on_polars.load(found, "firm"), on_polars.load(found, "project")
    assert (read_firms.height, read_projects.height) == (59, 40)
    both = read_firms.join(firms, on="id", suffix="_made")
    for column in ("revenue@2024", "research@2025", "tax@2025", "land@2025", "debt_ratio@2025", "qualifications@2025"):
        differing = both.filter(pl.col(column).ne_missing(pl.col(f"{column}_made")))
        assert differing.is_empty(), (column, differing.select("id", column, f"{column}_made"))
    made = on_polars.load(dataset, "project", {"started_on", "total_investment", "equipment_investment"})
    same = read_projects.join(made, on="id", suffix="_made")
    for column in ("started_on", "total_investment", "equipment_investment"):
        assert same.filter(pl.col(column).ne_missing(pl.col(f"{column}_made"))).is_empty(), column


def test_it_pays_only_what_was_due(dataset: Dataset, firms: pl.DataFrame) -> None:
    """Past payments are of known firms and projects, before the end of 2025, and one was asked back."""
    history = on_polars.payments(dataset)
    known = {*firms["id"], *on_polars.load(dataset, "project")["id"]}
    assert set(history["subject"]) <= known and history["paid_on"].max() <= ON
    assert (history["sum"] < 0).sum() == 1 and history.height > 300
