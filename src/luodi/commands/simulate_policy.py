"""``luodi simulate PACK… --data DIR --on DATE --change PLACE:OLD=NEW… [--by 字段…] [--out FILE]``: what a change costs and whom it helps."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from luodi.commands.days import day
from luodi.commands.pack_files import in_words, rules_or_tell
from luodi.commands.parser import Parser
from luodi.commands.run_policy import DEFER
from luodi.commands.written_files import new_file_or_folder, new_folder
from luodi.engine.simulation.changes import Change, apply, parameters, read_change
from luodi.policy.rules.model import Rules


def main(argv: Sequence[str]) -> int:
    """Compare; without a change it lists what may be changed. Exits with 1 where a pack, a change or the data cannot be read."""
    options = _parser().parse_args(argv)
    if options.out and options.out.suffix.lower() != ".xlsx":
        print("--out 写 名称.xlsx。", file=sys.stderr)
        return 2
    rules = rules_or_tell(options.packs)
    if rules is None:
        return 1
    if not options.change:
        print("\n".join(_listed(rules)))
        return 0
    changed = _changed(rules, options.change)
    if changed is None:
        return 1
    if options.data is None or options.on is None:
        print("还要写 --data 数据文件夹 和 --on 评定日。", file=sys.stderr)
        return 2
    # Polars takes its time to load: only now, when the call, the packs and the changes are known to be right.
    code: int = import_module("luodi.commands.simulate_locally").run(options, rules, changed)
    return code


def _parser() -> Parser:
    parser = Parser(prog="luodi simulate", description="改规则里的数，比较前后花多少钱、谁多得、谁少得。")
    parser.add_argument("packs", nargs="+", metavar="规则包", help="一个或几个规则包（.yaml），或自带规则包的名称")
    parser.add_argument(
        "--change",
        action="append",
        type=_change,
        metavar="位置:原数=新数",
        help="如 upgrade:12%%=15%%；可以写几次；不写就列出可以改的数",
    )
    parser.add_argument(
        "--data", nargs="+", type=Path, metavar="数据", help="Excel、CSV 文件，或放 Parquet 表的文件夹；可以写几个"
    )
    parser.add_argument("--on", type=day, metavar="日期", help="评定日，如 2026-06-30")
    parser.add_argument(
        "--by", action="append", metavar="字段", help="按什么分开看：region（缺省）、企业规模等文字字段；可以写几次"
    )
    parser.add_argument(
        "--returned",
        type=new_folder,
        metavar="文件夹",
        help="读不出的格标在表里、写明原因，放进这个文件夹，可以退给填表的人",
    )
    parser.add_argument("--defer-unknown", action="store_true", help=DEFER)
    parser.add_argument("--out", type=new_file_or_folder, metavar="文件", help="写成 .xlsx")
    return parser


def _change(written: str) -> Change:
    found = read_change(written)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{written}”看不懂，写作 位置:原数=新数，如 upgrade:12%=15%")
    return found


def _listed(rules: Sequence[Rules]) -> list[str]:
    """What may be changed, one figure a line."""
    found = [one for pack in rules for one in parameters(pack)]
    return [f"{one.place}:{one.written}　{one.role}　{one.name}" for one in found]


def _changed(rules: Sequence[Rules], changes: Sequence[Change]) -> list[Rules] | None:
    """The packs with the changes, each made in the pack that has the place; None after saying what cannot be changed."""
    made = list(rules)
    for change in changes:
        at = next(
            (at for at, pack in enumerate(made) if any(one.is_under(change.place) for one in parameters(pack))), 0
        )
        made[at], problems = apply(made[at], [change])
        if problems:
            print("\n".join(in_words(problems, "")), file=sys.stderr)
            return None
    return made
