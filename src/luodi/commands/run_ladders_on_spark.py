"""``luodi run --engine spark`` of the ladders of packs: the counts on screen, the tables of results as Parquet."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from luodi.commands.dataset_files import read_data
from luodi.commands.run_ladders import as_table
from luodi.datasets.model import Catalogue
from luodi.engine.ladders import on_spark
from luodi.engine.outputs.on_spark import start
from luodi.formula.numbers import FigureTooLarge
from luodi.policy.rules.model import Rules


def run(options: argparse.Namespace, rules: Sequence[Rules], catalogue: Catalogue, *, is_alone: bool) -> int:
    """Exits with 2 where the call asks for what only one machine does; ``is_alone`` makes no difference here."""
    del is_alone
    if options.explain or (options.out and options.out.suffix):
        print("--explain 和 .xlsx、.json 用 --engine local；Spark 的结果写成 Parquet：--out 文件夹。", file=sys.stderr)
        return 2
    dataset = read_data(options.data, catalogue, options.returned)
    if dataset is None:
        return 1
    spark = start(options.master)
    try:
        runs = list(on_spark.run(spark, rules, dataset, options.on, options.out))
    except FigureTooLarge as why:
        print(f"没有算完：{why}。", file=sys.stderr)
        return 1
    finally:
        spark.stop()
    print("\n\n".join(as_table(one) for one in runs))
    if options.out:
        print(f"已写入 {options.out}", file=sys.stderr)
    return 0
