"""The command line: ``luodi compile FILE…`` and ``luodi site …``; what a command does stands in the pipeline."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from luodi.pipeline import Failed, compile_or_fail
from luodi.policy.model import Policy
from luodi.policy.to_html import policy_to_html
from luodi.policy.to_json import policy_to_json
from luodi.policy.to_table import policy_to_table
from luodi.policy.to_yaml import policy_to_yaml

READABLE = (".txt", ".html", ".htm", ".docx", ".pdf")
_WRITERS: dict[str, tuple[str, Callable[[Policy, str], str]]] = {
    "json": (".json", lambda policy, text: json.dumps(policy_to_json(policy, text), ensure_ascii=False, indent=1)),
    "yaml": (".yaml", policy_to_yaml),
    "html": (".html", policy_to_html),
    "table": (".table.txt", lambda policy, text: policy_to_table(policy, shutil.get_terminal_size((120, 40)).columns)),
}


@dataclass(frozen=True)
class Outcome:
    """What came of one file: its words to print (when nothing is written), or why it failed."""

    path: Path
    words: str | None = None
    failed: str | None = None


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when all went well, 1 when a file failed, 2 when the call was wrong."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["site"]:  # the site is a package of its own on top of this one; luodi never imports it
        code: int = import_module("luodi_site.cli").main(arguments[1:])
        return code
    parser = _parser()
    options = parser.parse_args(arguments)
    if not hasattr(options, "run"):
        parser.print_help()
        return 2
    return options.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="luodi", description="把政策文件编译成可执行的任务、目标、奖补、义务和机制。")
    commands = parser.add_subparsers(title="命令")
    compile_ = commands.add_parser("compile", help="编译一个或多个文件，或整个文件夹")
    compile_.add_argument("files", nargs="+", type=Path, metavar="文件", help="文件或文件夹（.txt .html .docx .pdf）")
    compile_.add_argument("--format", choices=tuple(_WRITERS), default="table", help="输出格式，默认 table")
    compile_.add_argument("--out", type=Path, metavar="文件夹", help="每个文件写成 文件夹/名称.json 等")
    compile_.add_argument("--jobs", type=_count, default=1, metavar="N", help="并行进程数，默认 1")
    compile_.add_argument("--quiet", action="store_true", help="不显示进度条")
    compile_.set_defaults(run=_compile)
    site = commands.add_parser("site", help="网站：prepare 准备数据库，run 启动")
    site.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _count(words: str) -> int:
    if not words.isdigit() or int(words) < 1:
        raise argparse.ArgumentTypeError("应为大于 0 的整数")
    return int(words)


def _compile(options: argparse.Namespace) -> int:
    paths = list(_files(options.files))
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    doubled = [name for name, times in Counter(p.stem for p in paths).items() if times > 1] if options.out else []
    if not paths:
        print("没有找到可编译的文件：支持 .txt .html .docx .pdf。", file=sys.stderr)
        return 2
    work = partial(_work, kind=options.format, out=options.out, full_names=frozenset(doubled))
    failed: list[str] = []
    show_bar = len(paths) > 1 and not options.quiet and sys.stderr.isatty()
    for done in tqdm(_each(work, paths, options.jobs), total=len(paths), unit="份", desc="编译", disable=not show_bar):
        if done.failed is not None:
            failed.append(done.failed)
        elif done.words is not None:
            print(done.words)
    for why in failed:
        print(why, file=sys.stderr)
    if len(paths) > 1 or failed:
        print(f"共{len(paths)}份，编译成功{len(paths) - len(failed)}份，未能读取{len(failed)}份。", file=sys.stderr)
    return 1 if failed else 0


def _files(named: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those of a kind we read below the folders named, in a fixed order."""
    for path in named:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in READABLE)
        else:
            yield path


def _work(path: Path, *, kind: str, out: Path | None, full_names: frozenset[str]) -> Outcome:
    """Compile one file and write it out here, in the worker, so that nothing large travels between processes."""
    done = compile_or_fail(path)
    if isinstance(done, Failed):
        return Outcome(path, failed=f"{path}：{done.problem.message}{done.problem.hint}〔{done.problem.code}〕")
    suffix, write = _WRITERS[kind]
    words = write(done.policy, done.document.text)
    if out is None:
        return Outcome(path, words=words)
    name = path.name if path.stem in full_names else path.stem
    (out / f"{name}{suffix}").write_text(words + "\n", "utf-8")
    return Outcome(path)


def _each(work: Callable[[Path], Outcome], paths: Sequence[Path], jobs: int) -> Iterator[Outcome]:
    """Outcomes in the order of the files, with only a few files under way at once, so that memory stays flat."""
    if jobs == 1 or len(paths) < 2:
        yield from map(work, paths)
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting = iter(paths)
        under_way: list[Future[Outcome]] = [pool.submit(work, p) for p in islice(waiting, jobs * 4)]
        while under_way:
            yield under_way.pop(0).result()
            under_way.extend(pool.submit(work, p) for p in islice(waiting, 1))


if __name__ == "__main__":
    sys.exit(main())
