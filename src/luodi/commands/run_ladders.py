"""``luodi run`` of the ladders of packs: how many stand where, what each lacks for the next rung, one firm explained."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from luodi.commands.dataset_files import id_of, read_data
from luodi.commands.run_tables import aligned, beside
from luodi.datasets import on_polars as datasets
from luodi.datasets.model import Catalogue, Dataset
from luodi.engine.ladders import on_polars
from luodi.engine.ladders.expiry import forecast
from luodi.engine.ladders.in_sentences import in_sentences
from luodi.engine.ladders.judge import judge
from luodi.engine.ladders.lines import LadderRun
from luodi.engine.ladders.lines import to_json as run_to_json
from luodi.engine.ladders.to_json import to_json
from luodi.formula.numbers import FigureTooLarge
from luodi.policy.rules.model import Rules
from luodi.reports.ladder_sheets import note_of, sheets


def run(options: argparse.Namespace, rules: Sequence[Rules], catalogue: Catalogue, *, is_alone: bool) -> int:
    """Beside benefits (not ``is_alone``) files get a name of their own, and an id that was explained there may be none here."""
    dataset = read_data(options.data, catalogue, options.returned)
    if dataset is None:
        return 1
    options.explain = options.explain and id_of(dataset, options.explain)
    out = options.out if is_alone else beside(options.out, "梯度")
    try:
        if options.explain:
            told = _explain(options, out, rules, dataset)
            return 0 if told or not is_alone else _no_such(options.explain)
        found = list(on_polars.run(rules, dataset, options.on))
    except (FigureTooLarge, datasets.RepeatedSubject) as why:
        print(f"没有算完：{why}。", file=sys.stderr)
        return 1
    runs = [one for one, _ in found]
    print("\n\n".join(as_table(one) for one in runs))
    if out is not None:
        if not out.suffix:
            on_polars.write(found, out)
        else:
            _write(out, runs, "、".join(one.title for one in rules), options)
        print(f"已写入 {out}", file=sys.stderr)
    return 0


def as_table(run: LadderRun) -> str:
    """The counts of one ladder over all regions."""
    head = [f"{run.ladder.name}　{note_of(run)}"]
    if run.plan is None:
        return head[0]
    rows = [
        (one.name, str(one.standing), str(one.meeting), str(one.open), str(one.ready)) for one in reversed(run.totals)
    ]
    return "\n".join([*head, *aligned([("级次", "所处", "符合", "不能确定", "符合而未认定"), *rows])])


def _write(out: Path, runs: Sequence[LadderRun], title: str, options: argparse.Namespace) -> None:
    if out.suffix.lower() == ".xlsx":
        to_excel = import_module("luodi.reports.to_excel")  # takes its time to load
        out.write_bytes(to_excel.to_bytes(sheets(runs), options.on))
    else:
        out.write_text(json.dumps(run_to_json(runs, title), ensure_ascii=False, indent=1) + "\n", "utf-8")


def _explain(options: argparse.Namespace, out: Path | None, rules: Sequence[Rules], dataset: Dataset) -> bool:
    """Whether any ladder is about a subject of this id."""
    told = []
    for pack in rules:
        for ladder in pack.ladders:
            subject = datasets.subject(dataset, ladder.describes, options.explain)
            if subject is None:
                continue
            result = judge(ladder, pack.catalogue, subject, options.on)
            ahead = forecast(result, pack.catalogue, subject)
            print("\n".join(in_sentences(result, ahead)))
            told.append(to_json(result, subject, ahead))
    if told and out is not None:
        out.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return bool(told)


def _no_such(id: str) -> int:
    print(f"数据里没有“{id}”：企业写统一社会信用代码或全称。", file=sys.stderr)
    return 1
