"""Workbooks as offices send them, built for the tests, and CSV-like grids written as text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from luodi.datasets.credit_codes import check_digit
from luodi.datasets.from_csv import to_grid
from luodi.datasets.from_grids import read_grids
from luodi.datasets.from_yaml import catalogue
from luodi.datasets.grid import CellProblem, Grid
from luodi.datasets.header_names import Said
from luodi.datasets.model import Describes, Row


def code(number: int) -> str:
    """A credit code of no region, with a right check digit."""
    body = f"91990102{number:05}MA1X"
    return body + check_digit(body)


def save(path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), title: str = "企业年报") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for block in merged:
        sheet.merge_cells(block)
    book.save(path)
    return path


def ugly(path: Path) -> Path:
    """Titles, a line of units, three rows of header merged both ways, numbers as text, sums, notes, and a county merged down."""
    rows: list[list[Any]] = [
        ["晴州市规上工业企业２０２５年主要指标表（虚构）"],
        ["填报单位：稻溪县科经局", None, None, None, None, None, "单位：万元、人"],
        ["序号", "企业基本情况", None, None, "主营业务收入", None, "从业\n人员", "资产负债率（%）", "用地面积（平方米）", "资质", "备注"],
        [None, "企业名称", "统一社会信用代码", "所在县区", "2024年", "2025年", "（人）"],
        [1, "甲食品有限公司", code(1), "稻溪县", "１，２３４.5", 2345.678, "８５人", "55.2%", 6667, "高企、省级专精特新中小企业", "无"],
        [2, "乙食品有限公司 ", code(2), None, "—", "3,456.00", 120, 0.482, "暂无", "无", None],
        [None, "小计", None, None, None, 5801.678, 205],
        [3, "丙粮油有限公司", code(3), "镜泽区", "3500万元", "0", "约300", "48.2", 20000, "国家级专精特新“小巨人”企业；高新技术企业", None],
        ["合计", None, None, None, None, 5801.678],
        ["注：1. 本表由企业填报，县级审核。"],
        ["填表人：无名氏", None, None, "填表日期：2026年2月1日"],
    ]  # fmt: skip
    merged = ["A1:K1", "B3:D3", "E3:F3", "D5:D6", "A9:D9", "A3:A4", "K3:K4", "J3:J4", "H3:H4", "I3:I4"]
    return save(path, rows, merged)


def read_text(
    text: str, describes: Describes = "firm", said: Said | None = None
) -> tuple[tuple[Row, ...], tuple[CellProblem, ...]]:
    """A sheet written as lines with | between cells."""
    lines = "\n".join(",".join(f'"{cell.strip()}"' for cell in line.split("|")) for line in text.strip().splitlines())
    return read_grids((to_grid("表", lines),), catalogue(), describes, said)


def said_of(problems: Sequence[CellProblem]) -> list[tuple[str, int | None, int | None]]:
    return [(one.problem.code.removeprefix("dataset."), one.row, one.column) for one in problems]


def grid_of(text: str) -> Grid:
    return to_grid("表", text)
