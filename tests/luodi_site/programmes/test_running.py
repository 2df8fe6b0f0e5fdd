"""A trial gives what the command line gives."""

from __future__ import annotations

import json

from luodi.commands import run_policy
from luodi_site.policies.rules.pack import pack_yaml


def test_it_gives_the_figures_of_the_command_line(trial, priced, figures, tmp_path):
    """``luodi run`` with the edition's downloaded pack over the same workbook: the same sums, gaps and workbook."""
    pack, data, out = tmp_path / "规则.yaml", tmp_path / "年报.xlsx", tmp_path / "结果.json"
    pack.write_text(pack_yaml(priced), "utf-8")
    figures.seek(0)
    data.write_bytes(figures.read())
    assert run_policy.main([str(pack), "--data", str(data), "--on", "2025-12-31", "--out", str(out), "--quiet"]) == 0
    theirs = json.loads(out.read_text("utf-8"))
    ours = json.loads((trial.path / "summary.json").read_text("utf-8"))
    for key in ("benefits", "funds", "claw_backs", "not_run", "subjects", "on"):
        assert ours[key] == theirs[key], key
    assert ours["benefits"][0]["paid"]["fen"] == 45 * 1_000_000  # 900万元 of which 5 % are below the cap of 50万元
    assert ours["benefits"][0]["unknown"] == 1
    assert ours["not_run"][0]["gaps"] == ["写明本金用哪个字段"]
