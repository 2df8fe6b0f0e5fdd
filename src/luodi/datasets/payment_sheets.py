"""Past payments as offices keep them in sheets: who, which benefit, which day, how much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from luodi.datasets.grid import CellProblem, Grid, at
from luodi.datasets.model import Field, Payment
from luodi.datasets.written_values import is_blank, read_cell
from luodi.formula.unit_names import Unit, find_unit, is_money

_HEADERS: dict[str, tuple[str, ...]] = {
    "id": ("统一社会信用代码", "社会信用代码", "信用代码", "项目编号", "项目代码", "编号", "代码"),
    "name": ("企业名称", "单位名称", "项目名称", "申报单位", "收款单位", "企业", "名称", "对象"),
    "benefit": (
        "奖补", "奖补名称", "奖补事项", "奖补政策", "奖补类别", "奖励名称", "补助名称",
        "政策", "政策名称", "政策条款", "兑现事项", "兑付事项", "兑现政策",
    ),
    "paid_on": ("兑付日期", "兑现日期", "拨付日期", "支付日期", "兑付时间", "兑现时间", "拨付时间", "支付时间", "到账日期", "日期"),
    "sum": ("兑付金额", "兑现金额", "拨付金额", "支付金额", "奖补金额", "奖励金额", "补助金额", "实付金额", "到账金额", "金额"),
}  # fmt: skip
_UNIT = re.compile(r"[（(]\s*(?:单位[:：])?\s*([^（）()]{1,6})\s*[)）]")
_SUM = Field("paid_sum", "兑付金额", "money", "元")
_DAY = Field("paid_on", "兑付日期", "date")
# 小计算机公司 is a firm, and its payment must not be passed over.
_TOTAL = re.compile(r"^[合总小]\s*计(?:金额|数|额)?(?:$|[\s:：（(\d])")
_HEADER_ROWS = 12


@dataclass(frozen=True, slots=True)
class Header:
    """Where a sheet of payments has its columns; ``unit`` is what its sums are in, None where no header says so."""

    row: int
    columns: Mapping[str, int]
    unit: Unit | None


def header_of(grid: Grid) -> Header | None:
    """The header of a sheet of payments; None for a sheet of anything else."""
    for row in range(min(_HEADER_ROWS, len(grid.cells))):
        columns: dict[str, int] = {}
        for column, cell in enumerate(grid.cells[row]):
            bare = _UNIT.sub("", cell.text).replace(" ", "")
            what = next((key for key, words in _HEADERS.items() if bare in words), None)
            if what:
                columns.setdefault(what, column)
        if {"benefit", "paid_on", "sum"} <= set(columns) and ("id" in columns or "name" in columns):
            return Header(row, columns, _unit(grid, row, columns["sum"]))
    return None


def _unit(grid: Grid, row: int, column: int) -> Unit | None:
    """金额（万元）, or 单位：万元 above the header."""
    texts = [grid.cell(row, column).text, *(cell.text for line in grid.cells[:row] for cell in line)]
    for text in texts:
        found = _UNIT.search(text) or re.search(r"单位[:：]\s*(\S{1,4})$", text)
        unit = find_unit(found[1]) if found else None
        if unit is not None and is_money(unit.powers):
            return unit
    return None


def read(grid: Grid, header: Header, ids: Mapping[str, str]) -> tuple[list[Payment], list[CellProblem]]:
    """The payments of a sheet and what is wrong in it; ``ids`` are the numbers of subjects by their names."""
    payments: list[Payment] = []
    problems: list[CellProblem] = []
    for row in range(header.row + 1, len(grid.cells)):
        line = grid.cells[row]
        if next((_TOTAL.match(cell.text) for cell in line if not is_blank(cell)), True):
            continue  # nothing but blanks, or a line of totals
        found, wrong = _payment(grid, header, row, ids)
        problems += wrong
        payments += [found] if found else []
    return payments, problems


def _payment(grid: Grid, header: Header, row: int, ids: Mapping[str, str]) -> tuple[Payment | None, list[CellProblem]]:
    """One payment; None where it is not whole, with what is wrong about it."""
    wrong: list[CellProblem] = []

    def tell(key: str, code: str, message: str, hint: str) -> None:
        wrong.append(at(grid, (row, header.columns.get(key)), code, f"{message}，这一笔没有读", hint))

    def text(key: str) -> str:
        return grid.spread(row, header.columns[key]).text if key in header.columns else ""

    subject = text("id").upper() or ids.get(text("name"), "")
    if not subject:
        hint = "补上统一社会信用代码或项目编号"
        tell("name", "unknown_payee", f"“{text('name')}”不在这次的企业和项目里", hint)
    if not text("benefit"):
        tell("benefit", "no_benefit", "没有写是哪项奖补", "写规则的名称，与政策页上的一样")
    day = read_cell(grid.spread(row, header.columns["paid_on"]), _DAY)
    if not isinstance(day.given, date):
        tell("paid_on", "not_a_day", day.doubt.message if day.doubt else "没有写日期", "写作 2025-03-01")
    paid = read_cell(grid.spread(row, header.columns["sum"]), _SUM, header.unit)
    if paid.is_bare and header.unit is None:
        tell("sum", "no_unit", "金额没有写单位", "在表头写明单位，如“金额（万元）”")
    elif not isinstance(paid.given, Fraction):
        tell("sum", "not_a_number", paid.doubt.message if paid.doubt else "没有写金额", "填数，如 10万元；追回的写负数")
    if wrong or not isinstance(day.given, date) or not isinstance(paid.given, Fraction):
        return None, wrong
    return Payment(subject, text("benefit"), day.given, int(paid.given * 100)), []
