"""``luodi corpus DIR --out OUT [--jobs N] [--engine local|spark]``: a folder of documents becomes Parquet tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tqdm import tqdm

from luodi.commands.file_lists import count, files_of
from luodi.commands.parser import Parser
from luodi.commands.written_files import new_folder
from luodi.corpus.build import build, compile_here


def main(argv: Sequence[str]) -> int:
    """Build or go on; exits with 1 when files could not be read (they are listed in failures.parquet)."""
    parser = Parser(prog="luodi corpus", description="把文件夹编译成一组 Parquet 表，可中断后继续。")
    parser.add_argument("folder", type=Path, metavar="文件夹")
    parser.add_argument("--out", type=new_folder, required=True, metavar="文件夹", help="表写在这里")
    parser.add_argument("--jobs", type=count, default=1, metavar="N", help="并行进程数（local）")
    parser.add_argument("--engine", choices=("local", "spark"), default="local")
    parser.add_argument("--master", default="local[2]", help="Spark 的 master，默认 local[2]")
    options = parser.parse_args(argv)
    if not options.folder.is_dir():
        print(f"“{options.folder}”不是文件夹。", file=sys.stderr)
        return 2
    paths = list(files_of([options.folder]))
    compile_ = lambda named: compile_here(named, options.jobs)  # noqa: E731
    if options.engine == "spark":
        if find_spec("pyspark") is None:
            print("没有安装 Spark：请先 pip install 'luodi[spark]'，或用 --engine local。", file=sys.stderr)
            return 2
        on_spark = import_module("luodi.corpus.on_spark")  # starting Spark takes seconds: only on request
        compile_ = lambda named: on_spark.compile_on_spark(named, options.master)  # noqa: E731
    with tqdm(total=len(paths), unit="份", desc="编译", disable=not sys.stderr.isatty()) as bar:
        built = build(paths, options.folder, options.out, compile_, told=_moves(bar))
    print(
        f"共{built.files}份：本次编译{built.compiled}份，沿用{built.kept}份，未能读取{built.failed}份。表在 {options.out}。",
        file=sys.stderr,
    )
    return 1 if built.failed else 0


def _moves(bar: Any) -> Callable[[int], None]:
    def move(done: int) -> None:
        bar.update(done)

    return move
