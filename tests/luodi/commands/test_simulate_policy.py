"""luodi simulate: what may be changed, what a change costs, and clear words where it cannot be made."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.luodi.commands.test_run_policy import PACK, data  # noqa: F401  the fixture

from luodi.cli import main


def test_it_lists_what_may_be_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a change: every figure with its place, its role and the name of the rule."""
    assert main(["simulate", PACK]) == 0
    said = capsys.readouterr().out
    assert "upgrade.giant.pay:13%　标准　设备投资补助：小巨人的项目" in said
    assert "per_firm.most:60万元　上限　认定类奖励单户每年合计不超过60万元" in said
    assert "industry.budget:8000万元　资金　工业高质量发展专项资金" in said


def test_it_compares_before_and_after(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    """A higher cap: the project of the little giant gets more; the same in Excel."""
    out = tmp_path / "out.xlsx"
    call = ["simulate", PACK, "--data", str(data), "--on", "2025-12-31", "--change", "upgrade.cap:500万元=600万元"]
    assert main([*call, "--by", "region", "--by", "企业规模", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "设备投资补助" in said and "+100万元" in said
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["奖补", "合计", "地区", "企业规模", "变动最大"]
    assert [row[0] for row in book["变动最大"].iter_rows(min_row=4, values_only=True)] == ["P1"]


def test_it_says_what_is_wrong(data: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    """No such figure, an unreadable change, no such field: each is answered with what to write."""
    call = ["simulate", PACK, "--data", str(data), "--on", "2025-12-31"]
    assert main([*call, "--change", "upgrade:99%=1%"]) == 1
    assert "可以改的有" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*call, "--change", "99%"])
    assert "写作 位置:原数=新数" in capsys.readouterr().err
    assert main([*call, "--change", "upgrade.cap:500万元=600万元", "--by", "企业规横"]) == 1
    assert "最接近的是：企业规模" in capsys.readouterr().err
    assert main(["simulate", PACK, "--change", "upgrade.cap:500万元=600万元"]) == 2
