"""The command line: finds the command by its name and hands it the rest of the line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

# Name, module, what it does. A module is loaded only for its own command, so that none waits for another's libraries.
COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("compile", "luodi.commands.compile_files", "编译文件或文件夹，输出表格、JSON、YAML 或网页"),
    ("check", "luodi.commands.check_files", "核对一份政策或一个规则包内部是否一致"),
    ("run", "luodi.commands.run_policy", "按规则包计算奖补：谁应得多少、为什么、缺什么"),
    ("simulate", "luodi.commands.simulate_policy", "改一个数（比例、门槛、上限、资金），比较花多少钱、谁多得谁少得"),
    ("test", "luodi.commands.test_packs", "运行规则包自带的用例"),
    ("compare", "luodi.commands.compare_files", "新旧对照，或与上级政策对照承接情况"),
    ("corpus", "luodi.commands.corpus_folder", "把整个文件夹编译成一组 Parquet 表，可中断后继续"),
    ("ask", "luodi.commands.ask_corpus", "对已建好的表提问：谁承诺什么、奖补高低、谁牵头"),
    ("site", "luodi_site.cli", "网站：prepare 准备数据库，run 启动"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. The exit code is 0 when all went well, 1 when a file failed, 2 when the call was wrong."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for name, module, _ in COMMANDS:
        if arguments[:1] == [name]:
            code: int = import_module(module).main(arguments[1:])
            return code
    asked = not arguments or arguments[0] in ("-h", "--help", "help")
    if not asked:
        print(f"没有“{arguments[0]}”这个命令。", file=sys.stderr)
    print(usage(), file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


def usage() -> str:
    lines = [f"  {name:<9}{words}" for name, _, words in COMMANDS]
    return "\n".join(["用法：luodi 命令 …（luodi 命令 --help 看它的说明）", "", *lines])


if __name__ == "__main__":
    sys.exit(main())
