"""``luodi run`` on one machine: reads the tables, works the benefits out, and writes what was asked for."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from tqdm import tqdm

from luodi.commands.dataset_files import id_of, read_data
from luodi.commands.run_tables import as_table, tell_of_nobodys, tell_of_others
from luodi.datasets import on_polars as datasets
from luodi.datasets.model import Dataset
from luodi.engine.benefits import on_polars
from luodi.engine.benefits.plan import Plan
from luodi.engine.explain import explain_benefits, in_sentences
from luodi.engine.model import column
from luodi.engine.outputs import on_polars as outputs
from luodi.engine.outputs.model import Outcome
from luodi.engine.outputs.one_by_one import to_claimant
from luodi.engine.outputs.to_json import to_json
from luodi.formula.numbers import FigureTooLarge
from luodi.reports.benefit_sheets import sheets


def run(options: argparse.Namespace, planned: Plan, title: str) -> int:
    dataset = read_data(options.data, planned.catalogue, options.returned)
    if dataset is None:
        return 1
    options.explain = options.explain and id_of(dataset, options.explain)
    try:
        return _run(options, planned, dataset, title)
    except (FigureTooLarge, datasets.RepeatedSubject) as why:
        print(f"没有算完：{why}。", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace, planned: Plan, dataset: Dataset, title: str) -> int:
    with _steps(options.quiet) as step:
        step("读取数据")
        frames = {
            kind: datasets.load(dataset, kind, planned.codes | {planned.catalogue.begins}) for kind in planned.kinds
        }
        history = datasets.payments(dataset, planned.ids_by_name)
        tell_of_others(outputs.of_no_rule(planned, history))
        step("计算")
        tables = on_polars.run(planned, frames, history, observed_from=dataset.observed_from)
        if options.explain:
            return _explain(options, planned, dataset, frames, tables)
        if planned.family_limits:
            firms = frames["firm"] if "firm" in frames else datasets.load(dataset, "firm", ())
            tell_of_nobodys(planned, outputs.of_nobody(planned, tables, firms, history))
        step("汇总")
        begun = dataset.observed_from
        outcome = outputs.outcome(planned, tables, frames, history, title=title, observed_from=begun)
        step("写出")
        if options.out:
            _write(options.out, outcome, tables)
    print(as_table(outcome))
    if options.out:
        print(f"已写入 {options.out}", file=sys.stderr)
    return 0


@contextmanager
def _steps(is_quiet: bool) -> Iterator[Any]:
    with tqdm(
        total=4, bar_format="{desc:<8}{bar} {n_fmt}/{total_fmt}", disable=is_quiet or not sys.stderr.isatty()
    ) as bar:
        first = True

        def step(words: str) -> None:
            nonlocal first
            bar.update(0 if first else 1)
            first = False
            bar.set_description_str(words)

        yield step
        bar.update(1)


def _explain(
    options: argparse.Namespace, planned: Plan, dataset: Dataset, frames: Any, tables: on_polars.Tables
) -> int:
    for kind, frame in frames.items():
        at = next(iter((frame["id"] == options.explain).arg_true()), None)
        if at is None:
            continue
        claimant = to_claimant(planned, frame.row(at, named=True), dataset.observed_from)
        row = tables.payments[kind].row(at, named=True)
        paid = {rule.id: row[column(rule.id, "paid")] for rule in planned.of_kind(kind)}
        past = outputs.past_of(datasets.payments(dataset, planned.ids_by_name))
        family = outputs.family_of(planned, frames, kind, frame[at : at + 1], dataset.observed_from)
        told = explain_benefits(planned, claimant, past, describes=kind, family=family, paid=paid, funds=tables.funds)
        print("\n".join(in_sentences(told)))
        if options.out:
            options.out.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return 0
    print(f"数据里没有“{options.explain}”：企业写统一社会信用代码或全称，项目写项目编号或名称。", file=sys.stderr)
    return 1


def _write(out: Path, outcome: Outcome, tables: on_polars.Tables) -> None:
    if out.suffix.lower() == ".xlsx":
        to_excel = import_module("luodi.reports.to_excel")  # takes its time to load
        out.write_bytes(to_excel.to_bytes(sheets(outcome), outcome.on))
    elif out.suffix.lower() == ".json":
        out.write_text(json.dumps(to_json(outcome), ensure_ascii=False, indent=1) + "\n", "utf-8")
    else:
        out.mkdir(parents=True, exist_ok=True)
        for kind, table in tables.payments.items():
            table.write_parquet(out / f"{kind}-payments.parquet")
        summary = to_json(outcome) | {"payments": []}
        (out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", "utf-8")
