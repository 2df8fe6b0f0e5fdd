"""The sample city's own pack: its cases, and what its record of payments takes off what is due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from samples.build_figures import build

from luodi.commands import test_packs
from luodi.datasets import on_polars as datasets
from luodi.datasets.from_yaml import catalogue
from luodi.engine.benefits import on_polars
from luodi.engine.benefits.plan import plan
from luodi.engine.outputs.on_polars import of_no_rule
from luodi.policy.rules.from_yaml import read

PACK = Path(__file__).resolve().parents[2] / "samples" / "packs" / "qingzhou-support.yaml"


def test_it_keeps_its_cases(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with what was paid before: once, once a year, the difference, and what is left of the ceiling."""
    assert test_packs.main([str(PACK)]) == 0, capsys.readouterr().out


def test_it_takes_off_what_the_record_says(tmp_path: Path) -> None:
    """Every payment is of a rule; what was paid once is not paid again, or topped up; a firm with its projects stays below."""
    rules, _ = read(PACK, catalogue())
    assert rules is not None
    planned, problems = plan([rules], date(2025, 12, 31))
    dataset = build(tmp_path)
    frames = {kind: datasets.load(dataset, kind, planned.codes | {"founded_on"}) for kind in planned.kinds}
    history = datasets.payments(dataset, planned.ids_by_name)
    assert not problems and not of_no_rule(planned, history)
    found = on_polars.run(planned, frames, history, observed_from=dataset.observed_from).payments
    for rule in ("scaled_up_award", "title_award", "upgrade_subsidy"):
        table = found[planned.benefit(rule).describes]
        owed, capped = pl.col(f"{rule}.owed"), pl.col(f"{rule}.capped")
        assert table.filter(owed < capped).height >= 50, rule
        assert table.filter((owed < capped) & (owed > 0)).is_empty() == (rule != "title_award")
    projects = found["project"]
    cut = projects.filter(pl.col("upgrade_subsidy.allowed") < pl.col("upgrade_subsidy.owed"))
    assert not cut.is_empty() and set(cut["owner"]) <= set(frames["firm"]["id"])
    sums = projects.group_by("owner").agg(pl.col("upgrade_subsidy.allowed").sum())
    assert sums["upgrade_subsidy.allowed"].max() <= 10_000_000_00
