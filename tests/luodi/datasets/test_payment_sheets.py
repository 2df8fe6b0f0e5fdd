"""Sheets of past payments, as offices keep them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from luodi.datasets import from_files, on_polars, payment_sheets
from luodi.datasets.from_csv import to_grid
from luodi.datasets.from_yaml import catalogue
from luodi.datasets.grid import CellProblem
from luodi.datasets.model import Payment

IDS = {"晴州甲公司": "91990001", "晴州乙公司": "91990002"}


def read(text: str) -> tuple[list[Payment], list[CellProblem]]:
    grid = to_grid("兑付", text)
    header = payment_sheets.header_of(grid)
    assert header is not None
    return payment_sheets.read(grid, header, IDS)


def test_it_reads_who_was_paid_what_and_when():
    """By code or by name; sums in the unit of the header, or with one of their own; what was asked back is below nought."""
    found, problems = read(
        "晴州市奖补兑付台账\n序号,企业名称,奖补名称,兑付日期,兑付金额（万元）\n"
        "1,晴州甲公司,首次上规,2024年6月20日,10\n2,晴州乙公司,首次上规,2024/6/20,1.5亿元\n"
        "3,晴州甲公司,首次上规,2025-09-10,-10\n合计,,,,\n合 计：,,,,1.6亿元\n"
    )
    assert not problems
    assert found == [
        Payment("91990001", "首次上规", date(2024, 6, 20), 10_000_000),
        Payment("91990002", "首次上规", date(2024, 6, 20), 15_000_000_000),
        Payment("91990001", "首次上规", date(2025, 9, 10), -10_000_000),
    ]


def test_it_takes_no_firm_for_a_line_of_totals():
    """小计算机公司 begins like 小计; a payment passed over would be made again."""
    grid = to_grid(
        "兑付", "企业名称,奖补名称,兑付日期,金额（元）\n小计算机公司,首次上规,2024-06-20,100000\n小计（1）,,,1\n"
    )
    header = payment_sheets.header_of(grid)
    assert header is not None
    found, problems = payment_sheets.read(grid, header, {"小计算机公司": "91990003"})
    assert [one.subject for one in found] == ["91990003"] and not problems


def test_it_reads_no_payment_that_is_not_whole():
    """Who is not known, no day, no benefit, no sum: each is told at its cell, and nothing is guessed."""
    found, problems = read(
        "企业名称,奖补名称,兑付日期,金额（元）\n外地公司,首次上规,2024-06-20,100000\n晴州甲公司,,2024-06-20,100000\n"
        "晴州甲公司,首次上规,上半年,100000\n晴州甲公司,首次上规,2024-06-20,约十万\n"
    )
    assert not found
    assert [(one.row, one.problem.code) for one in problems] == [
        (1, "dataset.unknown_payee"), (2, "dataset.no_benefit"), (3, "dataset.not_a_day"), (4, "dataset.not_a_number"),
    ]  # fmt: skip


def test_it_asks_for_the_unit_of_sums():
    """元 and 万元 are ten thousand apart."""
    found, problems = read("统一社会信用代码,政策,拨付日期,金额\n91990001,首次上规,2024-06-20,10\n")
    assert not found and problems[0].problem.code == "dataset.no_unit"


def test_it_takes_no_sheet_of_firms_for_one_of_payments():
    """A sheet without a benefit, a day and a sum is about something else."""
    assert (
        payment_sheets.header_of(
            to_grid("企业", "企业名称,统一社会信用代码,主营业务收入（万元）\n晴州甲公司,91990001,10\n")
        )
        is None
    )


def test_it_stands_among_other_files(tmp_path: Path):
    """Firms are found by their names among the sheets that came with it; a payment may tell the name of its benefit."""
    (tmp_path / "firms.csv").write_text(
        "统一社会信用代码,企业名称,2025年主营业务收入（万元）\n9199010200001DU2DG,晴州甲公司,100\n", "utf-8"
    )
    (tmp_path / "paid.csv").write_text(
        "企业名称,奖补名称,兑付日期,兑付金额（元）\n晴州甲公司,首次上规,2024-06-20,100000\n", "utf-8"
    )
    files = [tmp_path / "paid.csv", tmp_path / "firms.csv"]
    dataset, problems = from_files.read(files, catalogue(), tmp_path / "read")
    assert not [one for one in problems if isinstance(one, CellProblem) and one.problem.code == "dataset.unknown_payee"]
    history = on_polars.payments(dataset, {"首次上规": "scaled_up"})
    assert history.rows() == [("9199010200001DU2DG", "scaled_up", date(2024, 6, 20), 10_000_000)]
    assert history["sum"].dtype == pl.Int64()
