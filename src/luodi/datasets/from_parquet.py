"""A dataset from a folder of Parquet files as ``to_parquet`` writes them, with what does not fit said as problems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import polars as pl

from luodi.datasets.model import (
    SUBJECT_COLUMNS,
    Catalogue,
    Dataset,
    Describes,
    Table,
    figure_of,
    first_observed,
)
from luodi.datasets.on_polars import KINDS, PAYMENT_KINDS
from luodi.formula.fields import DESCRIBED, SEEN_FROM
from luodi.problems import Problem

PAYMENTS = "payments"


def read(folder: Path, catalogue: Catalogue) -> tuple[Dataset, tuple[Problem, ...]]:
    """The tables that lie in ``folder``: ``firm.parquet`` or ``firm-….parquet`` or ``firm/….parquet``, and so on.

    A file of which a column is of the wrong kind is left out, with a problem that says which; a column that is none of
    the catalogue's is not read, with a warning.
    """
    problems: list[Problem] = []
    tables: dict[Describes, Table] = {}
    columns: set[str] = set()
    for describes in get_args(Describes):
        kept = []
        for path in _files(folder, describes):
            found, names = _check(path, catalogue, describes)
            problems += found
            if not any(problem.severity == "error" for problem in found):
                kept.append(path)
                columns |= names
        if kept:
            tables[describes] = Table(describes, tuple(kept))
    payments = tuple(path for path in _files(folder, PAYMENTS) if not _check_payments(path, problems))
    dataset = Dataset(catalogue, tables, first_observed(columns, catalogue), payments)
    if not tables:
        hint = "文件取名 firm.parquet（企业）、project.parquet（项目）、region.parquet（地区）或 park.parquet（园区）"
        problems.append(Problem("dataset.no_table", f"文件夹“{folder.name}”里没有数据表", None, hint, "error"))
    return dataset, tuple(problems)


def _files(folder: Path, name: str) -> Sequence[Path]:
    return sorted(
        [*folder.glob(f"{name}.parquet"), *folder.glob(f"{name}-*.parquet"), *folder.glob(f"{name}/*.parquet")]
    )


def _check(path: Path, catalogue: Catalogue, describes: Describes) -> tuple[list[Problem], set[str]]:
    schema = pl.read_parquet_schema(path)
    problems = []
    if "id" not in schema:
        problems.append(_wrong(path, "没有 id 一列", "企业写统一社会信用代码，项目写项目编号，地区写区划代码"))
    for column, kind in schema.items():
        if column in SUBJECT_COLUMNS:
            continue
        found = figure_of(column, catalogue)
        if found is None or found[0].describes not in SEEN_FROM[describes]:
            near = catalogue.nearest(column.partition("@")[0])
            hint = (
                f"最接近的字段：{'、'.join(near)}" if near else f"这一列不是{DESCRIBED[describes]}的字段，不用可以不管"
            )
            message = f"{path.name}：没有读“{column}”一列，字段目录里没有它，或期别与字段的频率不符"
            problems.append(Problem("dataset.unknown_column", message, None, hint))
            continue
        wanted = pl.Boolean() if "=" in column else KINDS[found[0].kind]
        if kind != wanted and not (wanted == pl.Int64() and kind.is_integer()):
            problems.append(_wrong(path, f"“{column}”一列是 {kind}，应当是 {wanted}", _hint(wanted)))
    return problems, set(schema)


def _hint(wanted: pl.DataType) -> str:
    if wanted == pl.Int64():
        return "数值按整数步存放：金额到分，计数到一，比率到百万分之一，数量到单位的百万分之一；小数表请存为 Excel 或 CSV 再读"
    return "请按字段目录的类型重新导出这一列"


def _check_payments(path: Path, problems: list[Problem]) -> bool:
    """Whether the file is no history of payments; says why."""
    schema = pl.read_parquet_schema(path)
    lacking = [name for name, kind in PAYMENT_KINDS.items() if schema.get(name) != kind]
    if lacking:
        hint = "列为 subject（文字）、benefit（文字）、paid_on（日期）、sum（整数，单位分）"
        problems.append(_wrong(path, f"兑付记录的 {'、'.join(lacking)} 列缺少或类型不对", hint))
    return bool(lacking)


def _wrong(path: Path, what: str, hint: str) -> Problem:
    return Problem("dataset.wrong_column", f"{path.name}：{what}，这个文件没有读入", None, hint, "error")
