"""A trial gives what the command line gives."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import polars as pl
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from samples.build_figures import build

from luodi.commands import run_policy
from luodi.datasets.from_yaml import catalogue
from luodi.engine.benefits.plan import plan
from luodi.policy.rules.from_yaml import read
from luodi_site.policies.actions import publish, review
from luodi_site.policies.models import ReviewItem
from luodi_site.policies.rules.pack import pack_yaml
from luodi_site.programmes import firms, running
from luodi_site.programmes.actions import make_trial
from luodi_site.programmes.packs import title_of


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


def ledger(*lines: str) -> SimpleUploadedFile:
    text = "\n".join(["统一社会信用代码,奖补名称,兑付日期,兑付金额（万元）", *lines])
    return SimpleUploadedFile("历年兑付.csv", text.encode())


def test_it_takes_off_what_a_ledger_says_was_paid(priced, cast, figures, codes, on):
    """A payment tells the name of its rule: paid this year already, a yearly award is not paid again."""
    files = [figures, ledger(f"{codes[0]},研发补助,2025-06-20,45", f"{codes[1]},老办法,2024-06-20,10")]
    trial = make_trial(actor=cast.lead, unit=cast.lead_unit, edition=priced, on=on, files=files)
    told = json.loads((trial.path / "summary.json").read_text("utf-8"))
    assert told["has_payments"] and told["benefits"][0]["paid"]["fen"] == 0
    assert any("“老办法”" in one and "对不上" in one for one in told["notes"])
    assert trial.files[1]["errors"] == 0


def test_it_works_out_a_bundled_pack_beside_the_edition(priced, cast, figures, on):
    """The pack's benefits stand among the result, with the edition's own before them; what-if can change both."""
    trial = make_trial(
        actor=cast.lead, unit=cast.lead_unit, edition=priced, on=on, files=[figures], packs=["ezhou-2023"]
    )
    told = json.loads((trial.path / "summary.json").read_text("utf-8"))
    assert trial.state == "done", trial.message
    ids = [one["id"] for one in told["benefits"]]
    assert ids[0].startswith("rule_") and len(ids) > 3
    loaded = running.reopened(priced, trial.packs, on, trial.path / running.TABLES, None)
    assert {one.id for one in loaded.plan.benefits} <= {one.id for one in loaded.rules.benefits}
    assert trial.pack_titles == [title_of("ezhou-2023")] and title_of("ezhou-2023") != "ezhou-2023"


def test_it_tells_of_a_firm_and_its_projects(tmp_path):
    """A pack with a ceiling over both: who had the room before a project, and which projects have no known firm."""
    rules, _ = read(settings.SAMPLES / "packs" / "qingzhou-support.yaml", catalogue())
    planned, _ = plan([rules], date(2025, 12, 31))
    loaded = running.load(rules, planned, build(tmp_path))
    paid = running.tables_of(loaded).payments["project"]
    allowed, owed = pl.col("upgrade_subsidy.allowed"), pl.col("upgrade_subsidy.owed")
    cut = paid.filter(allowed < owed)["id"][0]
    _, (why,) = firms.why_of(loaded, "project", cut)
    assert any("每户（含其项目）" in line and "先给企业" in line for line in why.lines)
    assert running.of_nobody(loaded, running.tables_of(loaded)) == []
    nobodys = loaded.frames["project"].with_columns(owner=pl.when(pl.col("id") != cut).then("owner"))
    without = replace(loaded, frames={**loaded.frames, "project": nobodys})
    (line,) = running.of_nobody(without, running.tables_of(without))
    assert line.startswith(f"有 1 个项目没有写所属企业（{cut}）")


def test_it_doubts_a_group_over_firms_and_projects(reading, cast, figures, on):
    """The rules do not say whether a firm answers for its projects: the result says what was done, and where to say it."""
    benefit = reading.items.get(kind=ReviewItem.Kind.BENEFIT)
    place = {"start": benefit.start, "end": benefit.end}
    for name, describes, pay in (("研发补助", "firm", "研发费用 * 5%"), ("技改补助", "project", "设备投资额 * 5%")):
        payload = {"name": name, "describes": describes, "group": "highest_a", "take": "highest", "gaps": [],
                   "branches": [{"name": "一律", "when": "", "pay": pay, **place}]}  # fmt: skip
        review.add(actor=cast.office, reading=reading, kind=ReviewItem.Kind.RULE, payload=payload, **place)
    made = publish(reading=reading, actor=cast.office, ticked=("unchecked", "problems", "rules"))
    trial = make_trial(actor=cast.lead, unit=cast.lead_unit, edition=made, on=on, files=[figures])
    (said,) = [one for one in json.loads((trial.path / "summary.json").read_text("utf-8"))["notes"] if "就高" in one]
    assert "“研发补助、技改补助就高不重复”既有企业又有项目的奖补" in said and "“就高不重复的范围”里选" in said
