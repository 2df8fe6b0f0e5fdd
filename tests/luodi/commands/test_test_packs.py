"""``luodi test``."""

from __future__ import annotations

from pathlib import Path

import pytest

from luodi.commands.test_packs import main

PACK = """
pack: p
title: 包
funds: {f: {name: 资金, budget: 1亿元, shortage: pro_rata}}
benefits:
  award:
    name: 上台阶奖励
    for_whom: 规上
    fund: f
    branches:
      ten: {name: 首次超过10亿元, when: 首次(主营业务收入 > 10亿元), pay: 20万元}
scoreboards:
  board:
    name: 亩均评价
    indicators: {tax: {name: 亩均税收, value: 税收 / 用地面积, weight: 100, baseline: 20万元/亩}}
cases:
- name: 首次超过的得20万元
  on: 2026-12-31
  figures: {规上: 是, 主营业务收入@2026: 12亿元, 主营业务收入@2025: 9亿元, 用地面积: 10亩, 税收: 100万元}
  expect: {award: 200000元, board: 50}
- name: 没有上年收入的，是不是首次未知
  on: 2026-12-31
  figures: {规上: 是, 主营业务收入@2026: 12亿元}
  expect: {award: 未知}
"""


def test_it_passes_cases_that_come_out_as_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sums are compared as sums (200000元 is 20万元), scores as scores; what is not given is unknown; the exit code is 0."""
    (tmp_path / "p.yaml").write_text(PACK, "utf-8")
    assert main([str(tmp_path / "p.yaml")]) == 0
    assert "用例 2 个，通过 2 个" in capsys.readouterr().out


def test_it_says_what_came_out_instead_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The case with its line, what was expected, what was found, and the figures that decided."""
    (tmp_path / "p.yaml").write_text(
        PACK.replace("@2025: 9亿元", "@2025: 11亿元").replace("board: 50", "board: 60"), "utf-8"
    )
    assert main([str(tmp_path / "p.yaml")]) == 1
    said = capsys.readouterr().out
    assert "未通过　第17行　首次超过的得20万元（2026-12-31）" in said
    assert "上台阶奖励：应得 200000元，算出 0元" in said
    assert "主营业务收入（2025年）为 11亿元" in said
    assert "亩均评价：应得 60，算出 50" in said
    assert "未通过 1 个" in said


def test_it_fails_a_pack_without_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No case is no proof; and a pack that cannot be read says why."""
    (tmp_path / "none.yaml").write_text("pack: p\ntitle: 包\n", "utf-8")
    (tmp_path / "bad.yaml").write_text("pack: p\ntitel: 包\n", "utf-8")
    assert main([str(tmp_path / "none.yaml")]) == 1
    assert "写上用例" in capsys.readouterr().out
    assert main([str(tmp_path / "bad.yaml")]) == 1
    assert "第2行第1列 [错误] 规则包没有“titel”这一项。最接近的是 title〔pack.unknown_key〕" in capsys.readouterr().err
    assert main(["没有这个包"]) == 1


def test_it_lists_what_passed_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--all`` names every case, for who reads along."""
    (tmp_path / "p.yaml").write_text(PACK, "utf-8")
    assert main([str(tmp_path / "p.yaml"), "--all"]) == 0
    assert "通过　第21行　没有上年收入的，是不是首次未知" in capsys.readouterr().out
