"""luodi run on targets: the region that is named, or the city of the data; states in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.luodi.commands.test_run_scoreboards import TARGETS, data, run  # noqa: F401  data is a fixture

PACK = "pack: targets\ntitle: 晴州市目标\nregion: REGION\n" + TARGETS


def test_it_holds_a_target_against_the_region_that_the_pack_names(
    tmp_path: Path,
    data: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    """890 of the 900 that are due by the end of 2025; the districts are not asked for the city's number."""
    assert run(tmp_path, data, PACK.replace("REGION", "晴州市"), "--out", str(tmp_path / "t.json")) == 0
    (row,) = json.loads((tmp_path / "t.json").read_text("utf-8"))
    assert (row["地区"], row["最近数据"], row["状态"]) == ("晴州市", "890家", "滞后")
    assert "不作预测" in row["说明"]
    assert "甲区" not in capsys.readouterr().out


def test_it_says_which_region_it_takes_instead(
    tmp_path: Path,
    data: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A pack of another city is tried on the city of the data, and says so."""
    assert run(tmp_path, data, PACK.replace("REGION", "松陵市")) == 0
    assert "数据里没有“松陵市”，它的目标用 晴州市 的数据试算" in capsys.readouterr().err


def test_it_counts_to_one_decimal(
    tmp_path: Path,
    data: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Even steps pass between two firms; the sign is the one that people write."""
    assert run(tmp_path, data, PACK.replace("REGION", "晴州市").replace("1000家", "1001家")) == 0
    said = capsys.readouterr().out
    assert "≥1001家" in said and ">=" not in said
    assert "约900.6家" in said
