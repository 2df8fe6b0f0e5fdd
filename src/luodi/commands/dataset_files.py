"""The dataset that a command was given with --data, and what it says of what could not be read."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from luodi.datasets import from_files
from luodi.datasets.grid import CellProblem
from luodi.datasets.model import Catalogue, Dataset
from luodi.datasets.on_polars import ids_named
from luodi.problems import Problem

_SIGNS = {"error": "错误", "warning": "疑点", "question": "请核对"}
_ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
_MOST_SAID = 10
_read: dict[tuple[tuple[Path, ...], Catalogue], Dataset | None] = {}


def read_data(paths: Sequence[Path], catalogue: Catalogue, returned: Path | None = None) -> Dataset | None:
    """Folders of Parquet, workbooks and CSV files as one dataset, or None after saying on the error stream why there is none.

    A command that asks again for the same files is given what was read the first time, without a word. ``returned`` is
    a folder for the same workbooks with what is wrong marked in them.
    """
    key = (tuple(paths), catalogue)
    if key not in _read:
        _read[key] = _read_or_tell(paths, catalogue, returned)
    return _read[key]


def id_of(dataset: Dataset, words: str) -> str:
    """The id of the subject that is meant: by its id, or by a name that only one bears; else the words as they are."""
    if not words:
        return words
    found = ids_named(dataset, words)
    if len(found) > 1:
        print(f"名称“{words}”有 {len(found)} 个：{'、'.join(found[:5])}。请写编号。", file=sys.stderr)
    return found[0] if len(found) == 1 else words


def _read_or_tell(paths: Sequence[Path], catalogue: Catalogue, returned: Path | None) -> Dataset | None:
    for path in paths:
        if not path.is_dir() and not (path.is_file() and path.suffix.lower() in _ENDINGS):
            is_there = "不能作数据" if path.is_file() else "不存在"
            print(
                f"“{path}”{is_there}：--data 写 Excel、CSV 文件，或放 firm.parquet 等数据表的文件夹。", file=sys.stderr
            )
            return None
    # What stands in sheets is kept as Parquet while the command runs: tables are read when they are asked for.
    into = Path(tempfile.mkdtemp(prefix="luodi-data-"))
    atexit.register(shutil.rmtree, into, ignore_errors=True)
    dataset, problems = from_files.read(paths, catalogue, into)
    is_broken = any(isinstance(one, Problem) and one.severity == "error" for one in problems)
    _tell(problems, len(paths) > 1)
    if returned is not None:
        _hand_back(paths, problems, returned)
    if is_broken or not dataset.tables:
        if not is_broken:
            print("没有读到企业、项目、地区或园区的数据。", file=sys.stderr)
        return None
    return dataset


def _hand_back(paths: Sequence[Path], problems: Sequence[Problem | CellProblem], returned: Path) -> None:
    """Each file of which anything is wrong, as a workbook with the places marked and the reasons beside the rows."""
    to_excel = import_module("luodi.datasets.to_excel")  # takes its time to load
    returned.mkdir(parents=True, exist_ok=True)
    for path in paths:
        own = [one for one in problems if isinstance(one, CellProblem) and one.file == path.name]
        if own and path.is_file():
            to_excel.hand_back(path, own, returned / f"{path.stem}-标注.xlsx")
            print(f"已标注 {returned / f'{path.stem}-标注.xlsx'}：{len(own)} 处", file=sys.stderr)


def _tell(problems: Sequence[Problem | CellProblem], has_many: bool) -> None:
    """The gravest first, and no more than a screen of them; of columns too many, which spoil nothing, only how many there are."""
    unread = [one for one in problems if _problem(one).code == "dataset.unknown_column"]
    others = sorted(
        (one for one in problems if one not in unread), key=lambda one: list(_SIGNS).index(_problem(one).severity)
    )
    for one in others[:_MOST_SAID]:
        found = _problem(one)
        said = str(one) if isinstance(one, CellProblem) else f"{found.message}。{found.hint}"
        said = f"{one.file} {said}" if has_many and isinstance(one, CellProblem) and one.file else said
        print(f"[{_SIGNS[found.severity]}] {said}〔{found.code}〕", file=sys.stderr)
    if len(others) > _MOST_SAID:
        print(
            f"另有 {len(others) - _MOST_SAID} 处没有列出（--returned 文件夹 把每处标在表里）。读不出的格按没有数处理，不按零计。",
            file=sys.stderr,
        )
    if unread:
        first = _problem(unread[0]).message
        print(f"数据里有 {len(unread)} 列没有读：字段目录和规则包里没有它们，如 {first}。", file=sys.stderr)


def _problem(one: Problem | CellProblem) -> Problem:
    return one.problem if isinstance(one, CellProblem) else one
