"""luodi run on ladders: counts on screen, files out, one firm explained, alone and beside benefits."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from luodi.cli import main
from luodi.datasets import to_parquet
from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Row

PACK = """
pack: growth
title: 晴州市培育梯度
ladders:
  growth:
    name: 培育梯度
    note: 结果供初筛
    editions:
      - name: 2025年标准
        from: 2025-01-01
        rungs:
          seedling:
            name: 种子企业
            qualification: 省专精特新
            valid_years: 3
            granted_on: 专精特新认定日期
            requires:
              staff: {name: 从业人员30人以上, rule: 从业人员 >= 30人}
          leader:
            name: 领军企业
            qualification: 国家专精特新小巨人
            requires:
              revenue: {name: 主营业务收入1亿元以上, rule: 主营业务收入 >= 1亿元}
"""
BENEFIT = """
benefits:
  award:
    name: 培育奖励
    branches: {any: {name: 种子企业, when: '有资质(“省专精特新”)', pay: 10万元}}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A holder with enough revenue, a firm one short, and one of which nothing is known."""
    rows = [
        Row(
            "A1",
            "甲公司",
            "东区",
            figures={"staff@2025": 40, "revenue@2025": 9_000, "qualifications@2025": frozenset({"省专精特新"})},
        ),
        Row("B2", "乙公司", "西区", figures={"staff@2025": 29, "revenue@2025": 1, "qualifications@2025": frozenset()}),
        Row("C3", "丙公司", "西区"),
    ]
    to_parquet.write_rows(rows, "firm", catalogue(), tmp_path / "data")
    return tmp_path / "data"


def run(tmp_path: Path, data: Path, *more: str, text: str = PACK, on: str = "2025-12-31") -> int:
    (tmp_path / "growth.yaml").write_text(text, "utf-8")
    return main(["run", str(tmp_path / "growth.yaml"), "--data", str(data), "--on", on, "--quiet", *more])


def test_it_counts_the_rungs(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The edition and what a reader must know, then a line for each rung from the highest down."""
    assert run(tmp_path, data) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "培育梯度　评定日 2025-12-31；按“2025年标准”（自2025年1月1日起施行）；结果供初筛"
    assert [line.split() for line in lines[2:]] == [["领军企业", "0", "0", "1", "0"], ["种子企业", "1", "1", "1", "0"]]


def test_it_says_that_no_edition_holds(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first edition nothing is judged, and no file holds a result."""
    assert run(tmp_path, data, "--out", str(tmp_path / "tables"), on="2024-12-31") == 0
    assert "没有施行的“培育梯度”标准，不作认定" in capsys.readouterr().out
    assert not list((tmp_path / "tables").iterdir())


def test_it_writes_excel_json_and_parquet(tmp_path: Path, data: Path) -> None:
    """Counts by region and a line for each firm; the same for programs; the columns of results as a table."""
    assert run(tmp_path, data, "--out", str(tmp_path / "out.xlsx")) == 0
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["培育梯度汇总", "培育梯度"]
    [row] = [row for row in book["培育梯度"].iter_rows(values_only=True) if row[0] == "A1"]
    assert row[3:7] == ("种子企业", "种子企业", "领军企业", "不符合")
    assert row[9] == "主营业务收入1亿元以上（差 1000万元）"
    [unknown] = [row for row in book["培育梯度"].iter_rows(values_only=True) if row[0] == "C3"]
    assert unknown[3] == "不能确定" and unknown[10] == "从业人员（2025年）"
    assert run(tmp_path, data, "--out", str(tmp_path / "out.json")) == 0
    told = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert (told["format"], told["ladders"][0]["subjects"]) == ("luodi.ladder_run", 3)
    assert run(tmp_path, data, "--out", str(tmp_path / "tables")) == 0
    table = pl.read_parquet(tmp_path / "tables/ladder-growth.parquet")
    assert table["growth.stands"].to_list() == ["seedling", "", None]


def test_it_explains_one_firm(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each rung with what fails and by how much; an unknown number is said."""
    assert run(tmp_path, data, "--explain", "A1", "--out", str(tmp_path / "a1.json")) == 0
    said = capsys.readouterr().out
    assert "所处 种子企业，符合 种子企业，下一级 领军企业" in said
    assert "✗ 主营业务收入1亿元以上（主营业务收入（2025年）为 9000万元，应不低于 1亿元，差 1000万元）" in said
    assert json.loads((tmp_path / "a1.json").read_text("utf-8"))[0]["format"] == "luodi.ladder"
    assert run(tmp_path, data, "--explain", "X9") == 1
    assert "数据里没有“X9”" in capsys.readouterr().err


def test_it_runs_beside_benefits(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pack with both shows both, and the ladders get a file of their own."""
    assert run(tmp_path, data, "--out", str(tmp_path / "out.xlsx"), text=PACK + BENEFIT) == 0
    said = capsys.readouterr().out
    assert "培育奖励" in said and "培育梯度" in said
    assert openpyxl.load_workbook(tmp_path / "out-梯度.xlsx").sheetnames == ["培育梯度汇总", "培育梯度"]
    assert "兑付明细" in openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
