"""A trial gives what the command line gives."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from luodi.commands import run_policy
from luodi_site.policies.rules.pack import pack_yaml
from luodi_site.programmes import running
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
