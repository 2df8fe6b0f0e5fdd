"""The packs that come with Luodi: each reads without an error, keeps its own cases, and runs over the sample city."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from luodi.commands import run_policy, test_packs
from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.from_yaml import read
from luodi.policy.rules.packs import find, names

# Packs whose rules all wait for what their document leaves open: there is nothing that a case could ask.
WITHOUT_CASES = {"hubei-2023", "huzhou-2023"}


@pytest.mark.parametrize("name", names())
def test_it_reads_and_keeps_its_cases(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No problem that would stop it, every case as written; only packs without a rule that runs may have no case."""
    path = find(name)
    assert path is not None
    rules, problems = read(path, catalogue())
    assert rules is not None, problems
    assert not [one for one in problems if one.severity == "error"]
    code = test_packs.main([name])
    assert (code, bool(rules.cases)) == ((1, False) if name in WITHOUT_CASES else (0, True)), capsys.readouterr().out


@pytest.mark.parametrize("name", ["ezhou-2023", "huanggang-2021", "hubei-2023", "huzhou-2023", "xiangyang-2016"])
def test_it_runs_over_the_sample_city(
    name: str, sample_figures: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pack made from a real document is worked out over a whole city, part by part; no fund pays more than it has."""
    out = tmp_path / "out.json"
    code = run_policy.main([name, "--data", str(sample_figures), "--on", "2025-12-31", "--out", str(out), "--quiet"])
    assert code == 0, capsys.readouterr().err
    made = {path.stem: json.loads(path.read_text("utf-8")) for path in tmp_path.glob("out*.json")}
    assert made and all(made.values())
    benefits = made["out"] if isinstance(made.get("out"), dict) and "funds" in made["out"] else {"funds": []}
    for fund in benefits["funds"]:
        paid = fund["paid"]
        assert paid.get("fen", paid.get("high")) <= fund["budget"]["fen"], fund
    assert bool(benefits["funds"]) == (name == "ezhou-2023")
