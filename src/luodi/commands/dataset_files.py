"""The dataset that a command was given with --data, and what it says where that cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from luodi.datasets import from_parquet
from luodi.datasets.model import Catalogue, Dataset
from luodi.problems import Problem

_SIGNS = {"error": "错误", "warning": "疑点", "question": "请核对"}


def read_data(paths: Sequence[Path], catalogue: Catalogue) -> Dataset | None:
    """The tables of one folder, or None after saying on the error stream why there are none."""
    if len(paths) != 1 or not paths[0].is_dir():
        named = "、".join(str(path) for path in paths)
        print(f"没有数据文件夹“{named}”：--data 写一个文件夹，里面是 firm.parquet（企业）等数据表。", file=sys.stderr)
        return None
    dataset, problems = from_parquet.read(paths[0], catalogue)
    # A column too many spoils nothing: how many there are is enough here.
    unread = [problem for problem in problems if problem.code == "dataset.unknown_column"]
    for problem in problems:
        if problem not in unread:
            print(_line(problem), file=sys.stderr)
    if unread:
        print(f"数据里有 {len(unread)} 列没有读：字段目录和规则包里没有它们，如 {unread[0].message}。", file=sys.stderr)
    return None if any(problem.severity == "error" for problem in problems) else dataset


def _line(problem: Problem) -> str:
    return f"[{_SIGNS[problem.severity]}] {problem.message}。{problem.hint}〔{problem.code}〕"
