"""``luodi run --engine spark``: the same run on many machines; tables are written as Parquet, the sums are shown."""

from __future__ import annotations

import argparse
import json
import sys

from luodi.commands.dataset_files import read_data
from luodi.commands.run_tables import as_table, tell_of_nobodys, tell_of_others
from luodi.datasets import on_spark as datasets
from luodi.engine.benefits import on_spark
from luodi.engine.benefits.plan import Plan
from luodi.engine.outputs import on_spark as outputs
from luodi.engine.outputs.to_json import to_json
from luodi.formula.numbers import FigureTooLarge


def run(options: argparse.Namespace, planned: Plan, title: str) -> int:
    """Exits with 2 where the call asks for what only one machine does."""
    if options.explain or (options.out and options.out.suffix):
        print("--explain 和 .xlsx、.json 用 --engine local；Spark 的结果写成 Parquet：--out 文件夹。", file=sys.stderr)
        return 2
    dataset = read_data(options.data, planned.catalogue, options.returned)
    if dataset is None:
        return 1
    spark = outputs.start(options.master)
    try:
        codes = planned.codes | {planned.catalogue.begins}
        frames = {kind: datasets.load(spark, dataset, kind, codes) for kind in planned.kinds}
        history = datasets.payments(spark, dataset, planned.ids_by_name) if dataset.payments else None
        tell_of_others(outputs.of_no_rule(planned, history))
        tables = outputs.kept(on_spark.run(planned, frames, history, observed_from=dataset.observed_from))
        if planned.family_limits:
            firms = frames["firm"] if "firm" in frames else datasets.load(spark, dataset, "firm", ())
            tell_of_nobodys(planned, outputs.of_nobody(planned, tables, firms, history))
        outcome = outputs.outcome(planned, tables, frames, history, title=title, observed_from=dataset.observed_from)
        if options.out:
            outputs.write(tables, str(options.out))
            written = json.dumps(to_json(outcome), ensure_ascii=False, indent=1)
            (options.out / "summary.json").write_text(written + "\n", "utf-8")
    except FigureTooLarge as why:
        print(f"没有算完：{why}。", file=sys.stderr)
        return 1
    finally:
        spark.stop()
    print(as_table(outcome))
    return 0
