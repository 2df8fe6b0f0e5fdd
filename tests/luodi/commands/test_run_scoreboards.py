"""luodi run on scoreboards: places on screen, files out, one subject explained, alone and beside other parts."""

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
pack: colours
title: 晴州市工业评价
region: 晴州市
scoreboards:
  colours:
    name: 工业评价
    describes: region
    among: '属于(地区类别, {"区", "县"})'
    indicators:
      added: {name: 增加值增速, value: 规上工业增加值增速, weight: 60, normal: min_max}
      firms: {name: 净增规上企业, value: 规上企业净增数, weight: 40, normal: min_max}
    colours: {kind: shares, bands: [{name: 绿, colour: 绿, up_to_share: 50%}, {name: 红, colour: 红}]}
"""
TARGETS = """
targets:
  firms_2027: {name: 2027年规上企业1000家, field: 规上企业数, value: 1000家, by: 2027-12-31, base: {on: 2023-12-31, value: 800家}}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    growths = {"甲区": (8, 5), "乙县": (6, 9), "丙县": (2, None), "晴州市": (5, 20)}
    rows = [
        Row(f"99010{at}", name, "", "", {
            "region_kind": name[-1], "above_scale_value_added_growth@2025-12": growth, "above_scale_net_new@2025-12": new,
            "above_scale_count@2025-12": 890,
        })
        for at, (name, (growth, new)) in enumerate(growths.items())
    ]  # fmt: skip
    to_parquet.write_rows(rows, "region", catalogue(), folder)
    return folder


def run(tmp_path: Path, data: Path, text: str, *more: str) -> int:
    pack = tmp_path / "pack.yaml"
    pack.write_text(text, "utf-8")
    return main(["run", str(pack), "--data", str(data), "--on", "2025-12-31", "--quiet", *more])


def test_it_shows_places_and_who_has_none(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two are ranked, one lacks a figure and says which, the city as a whole is not among them."""
    assert run(tmp_path, data, PACK) == 0
    said = capsys.readouterr().out
    assert "参加排名 2 个，绿 1，红 1，缺数不能排名 1 个" in said
    assert "缺：规上企业净增数（2025年12月）" in said
    assert "晴州市  " not in said


def test_it_writes_sheets_and_tables(tmp_path: Path, data: Path) -> None:
    """Excel holds a row a subject with its place and what it takes to change it; Parquet the columns of SCORE_COLUMNS."""
    assert run(tmp_path, data, PACK, "--out", str(tmp_path / "out.xlsx")) == 0
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "甲区" in words and any("权重由 60 变为" in word for word in words)
    assert run(tmp_path, data, PACK, "--out", str(tmp_path / "out")) == 0
    assert pl.read_parquet(tmp_path / "out/colours-scores.parquet")["rank"].to_list() == [1, 2, None]


def test_it_explains_a_place(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In sentences, and as JSON; an id that is nowhere is an error."""
    assert run(tmp_path, data, PACK, "--explain", "990100", "--out", str(tmp_path / "why.json")) == 0
    said = capsys.readouterr().out
    assert "在 2 个中列第 2" in said and "权重各自上下浮动 25% 时，名次在" in said and "与前一名换位：" in said
    assert json.loads((tmp_path / "why.json").read_text("utf-8"))[0]["rank"] == 2
    assert run(tmp_path, data, PACK, "--explain", "nobody") == 1


def test_it_runs_beside_targets(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each part has its own file, and each its part of the screen."""
    assert run(tmp_path, data, PACK + TARGETS, "--out", str(tmp_path / "out.xlsx")) == 0
    assert (tmp_path / "out-排名.xlsx").is_file() and (tmp_path / "out-目标.xlsx").is_file()
    said = capsys.readouterr().out
    assert "工业评价" in said and "2027年规上企业1000家" in said
