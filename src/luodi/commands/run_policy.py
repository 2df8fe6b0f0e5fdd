"""``luodi run PACK… --data DIR --on DATE [--engine local|spark] [--explain ID] [--out FILE|DIR]``: who is due what, on a day."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from luodi.commands.days import day
from luodi.commands.pack_files import in_words, rules_or_tell
from luodi.commands.parser import Parser
from luodi.commands.written_files import new_file_or_folder, new_folder
from luodi.engine.benefits.plan import plan

_ENDINGS = (".xlsx", ".json")
# What of a pack is run after its benefits, and by what.
_PARTS = (
    ("ladders", "luodi.commands.run_ladders"),
    ("scoreboards", "luodi.commands.run_scoreboards"),
    ("targets", "luodi.commands.run_targets"),
)
# What has a command of its own where many machines run it; the others are small and run here.
_ON_SPARK = {"luodi.commands.run_ladders": "luodi.commands.run_ladders_on_spark"}
DEFER = "资料不全的暂缓，资金先在资料齐全的对象之间分配（缺省：有人未定而资金可能不够时，整笔资金待定）"


def main(argv: Sequence[str]) -> int:
    """Run; exits with 1 where a pack or the data cannot be read, 2 where the call was wrong."""
    options = _parser().parse_args(argv)
    if options.out and options.out.suffix and options.out.suffix.lower() not in _ENDINGS:
        print("--out 写 名称.xlsx、名称.json，或一个文件夹（写成 Parquet）。", file=sys.stderr)
        return 2
    rules = rules_or_tell(options.packs)
    if rules is None:
        return 1
    planned, problems = plan(rules, options.on, defers_unknown=options.defer_unknown)
    for line in in_words(problems, ""):
        print(line, file=sys.stderr)
    if options.engine == "spark" and find_spec("pyspark") is None:
        print("没有安装 Spark：请先 pip install 'luodi[spark]'，或用 --engine local。", file=sys.stderr)
        return 2
    # Tables and clusters take their time to load: only now, when the call and the packs are known to be right.
    others = [name for kind, name in _PARTS if any(getattr(one, kind) for one in rules)]
    code = 0
    if planned.benefits or (planned.not_run and not others) or not others:
        name = "luodi.commands.run_on_spark" if options.engine == "spark" else "luodi.commands.run_locally"
        code = import_module(name).run(options, planned, "、".join(one.title for one in rules))
        others = ["", *others]
    for part in filter(None, others):
        name = _ON_SPARK.get(part, part) if options.engine == "spark" else part
        code = code or import_module(name).run(options, rules, planned.catalogue, is_alone=len(others) == 1)
    return code


def _parser() -> Parser:
    parser = Parser(prog="luodi run", description="按规则包计算奖补：谁应得多少、从哪笔资金付、缺什么资料。")
    parser.add_argument(
        "packs", nargs="+", metavar="规则包", help="一个或几个规则包（.yaml），或自带规则包的名称；几个一起运行"
    )
    parser.add_argument(
        "--data",
        nargs="+",
        type=Path,
        required=True,
        metavar="数据",
        help="Excel、CSV 文件，或放 Parquet 表的文件夹；可以写几个",
    )
    parser.add_argument("--on", type=day, required=True, metavar="日期", help="评定日，如 2026-06-30")
    parser.add_argument("--engine", choices=("local", "spark"), default="local", help="在本机计算，或用 Spark")
    parser.add_argument("--master", default="local[2]", help="Spark 的 master，默认 local[2]")
    parser.add_argument("--explain", metavar="编号或名称", help="只说明一户（企业、项目或地区）为什么得这么多")
    parser.add_argument(
        "--out", type=new_file_or_folder, metavar="文件", help="写成 .xlsx、.json，或一个文件夹（Parquet）"
    )
    parser.add_argument(
        "--returned",
        type=new_folder,
        metavar="文件夹",
        help="读不出的格标在表里、写明原因，放进这个文件夹，可以退给填表的人",
    )
    parser.add_argument("--defer-unknown", action="store_true", help=DEFER)
    parser.add_argument("--quiet", action="store_true", help="不显示进度条")
    return parser
