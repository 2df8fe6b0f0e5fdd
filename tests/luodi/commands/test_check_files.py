"""``luodi check``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from luodi.commands.check_files import main

GOOD = "清河市园区提升行动方案\n一、任务\n（一）兴园。抓园区建设。（牵头单位：市经信局）\n"
BAD = (
    "清河市园区提升行动方案（2026—2028年）\n一、目标\n到2028年，绿色工厂达到30家。\n"
    "二、任务\n（一）兴园。到2028年，全市绿色工厂达到25家。（牵头单位：市经信局）\n"
)


def test_it_says_what_is_wrong_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two figures for one indicator, with the line the second stands in; the exit code is 1."""
    (tmp_path / "bad.txt").write_text(BAD, "utf-8")
    assert main([str(tmp_path / "bad.txt")]) == 1
    said = capsys.readouterr().out
    assert "第5行" in said
    assert "check.figures_differ" in said


def test_it_is_silent_about_a_policy_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to say, exit code 0."""
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    assert main([str(tmp_path / "good.txt")]) == 0
    assert "0处" in capsys.readouterr().out


def test_it_gives_json_and_goes_on_past_a_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line of JSON a file; the broken one is told on the error stream."""
    (tmp_path / "bad.txt").write_text(BAD, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    assert main([str(tmp_path), "--format", "json"]) == 1
    shown = capsys.readouterr()
    (line,) = shown.out.splitlines()
    assert "check.figures_differ" in [p["code"] for p in json.loads(line)["problems"]]
    assert "empty.txt" in shown.err


PACK = """pack: p
title: 包
benefits:
  a:
    name: 甲
    cap: 5000元
    branches: {x: {name: 一档, pay: 1万元}}
"""


def test_it_checks_packs_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pack's errors, or where it has none what its rules leave to doubt, with line and column."""
    (tmp_path / "p.yaml").write_text(PACK, "utf-8")
    assert main([str(tmp_path / "p.yaml")]) == 1
    said = capsys.readouterr().out
    assert "第6行第10列 [疑点] “甲”的“一档”至少 1万元，高于上限 5000元。" in said and "rules.no_case" in said
    (tmp_path / "p.yaml").write_text(PACK.replace("cap: 5000元", "cap: 5000"), "utf-8")
    assert main([str(tmp_path / "p.yaml"), "--format", "json"]) == 1
    ((problem,),) = [json.loads(line)["problems"] for line in capsys.readouterr().out.splitlines()]
    assert (problem["code"], problem["line"], problem["column"]) == ("pack.not_money", 6, 10)


def test_it_only_asks_about_a_pack_in_order(tmp_path: Path) -> None:
    """Questions alone (no fund, no case) leave the exit code at 0."""
    (tmp_path / "p.yaml").write_text(PACK.replace("cap: 5000元", "cap: 5万元"), "utf-8")
    assert main([str(tmp_path / "p.yaml")]) == 0
