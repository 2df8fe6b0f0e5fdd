"""Sheets that Hypothesis lays out: the same figures with any titles, header, units, separators, widths and blanks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from tests.luodi.datasets.workbooks import code

from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Field, Given, column_of
from luodi.formula.unit_names import find_unit
from luodi.periods import Period

_WIDE = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")
_BLANKS = (None, "", "—", "暂无", "/", "  ")
_UNITS = {
    "money": ("元", "千元", "万元", "亿元"),
    "count": ("", "人", "个"),
    "ratio": ("%",),
    "quantity": ("亩", "平方米"),
}
NAMES = ("主营业务收入", "研发费用", "从业人员", "资产负债率", "用地面积")


@dataclass(frozen=True)
class Sheet:
    """Rows as a workbook holds them, blocks that are merged, and what must be read: figures by id and column."""

    rows: list[list[Any]]
    merged: list[str]
    expected: Mapping[str, Mapping[str, Given]]


def field(name: str) -> Field:
    found = catalogue().find(name)
    assert found is not None
    return found


@st.composite
def figures(draw: st.DrawFn, of: Field) -> Fraction | None:
    """In the field's unit: whole hundreds of yuan, people, hundredths of a percent, tenths of a square metre's multiple."""
    if draw(st.integers(0, 4)) == 0:
        return None
    if of.kind == "money":
        return Fraction(draw(st.integers(0, 10**7)), 100)
    if of.kind == "count":
        return Fraction(draw(st.integers(0, 90_000)))
    return (
        Fraction(draw(st.integers(150, 9_900)), 100) if of.kind == "ratio" else Fraction(draw(st.integers(1, 4_000)), 2)
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet of one to four firms with two years of some fields."""
    chosen = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    years = draw(st.lists(st.sampled_from((2023, 2024, 2025)), min_size=1, max_size=2, unique=True))
    units = {name: draw(st.sampled_from(_UNITS[field(name).kind])) for name in chosen}
    is_stacked = draw(st.booleans())
    head, below = ["序号", "企业名称", "统一社会信用代码"], [None, None, None]
    merged: list[str] = []
    titles = draw(
        st.sampled_from(([], [["虚构企业情况表"]], [["虚构企业情况表"], ["填报单位：某县", None, "制表日期"]]))
    )
    first = len(titles) + 1
    for name in chosen:
        unit = f"（{units[name]}）" if units[name] else ""
        start = len(head)
        for year in years:
            head.append(
                f"{name}{unit}" if is_stacked and year == years[0] else None if is_stacked else f"{year}年{name}{unit}"
            )
            below.append(draw(st.sampled_from((f"{year}年", f"{year}", f"{year}年度"))))
        if is_stacked and len(years) > 1:
            merged.append(f"{_letter(start)}{first}:{_letter(len(head) - 1)}{first}")
    rows: list[list[Any]] = [*titles, head, *([below] if is_stacked else [])]
    expected: dict[str, dict[str, Given]] = {}
    for number in range(1, draw(st.integers(1, 4)) + 1):
        row: list[Any] = [number, f"虚构{number}号公司", code(number)]
        held: dict[str, Given] = {}
        for name in chosen:
            for year in years:
                of = field(name)
                figure = draw(figures(of))
                row.append(draw(st.sampled_from(_BLANKS)) if figure is None else draw(written(of, figure, units[name])))
                if figure is not None:
                    held[column_of(of, Period("year", year))] = figure
        rows.append(row)
        expected[code(number)] = held
        if draw(st.integers(0, 5)) == 0:
            rows.append(draw(st.sampled_from(([], [None, "小计"]))))
    rows += draw(st.sampled_from(([], [["注：本表为虚构。"]], [["填表人：无名氏"], ["填报日期：2026年1月5日"]])))
    return Sheet(rows, merged, expected)


@st.composite
def written(draw: st.DrawFn, of: Field, figure: Fraction, unit: str) -> Any:
    """One figure as a cell may hold it: a number, or a text with separators, wide digits, a unit of its own."""
    factor = find_unit(unit)
    assert factor is not None
    number = figure * of.measured_in.factor / (factor.factor if unit else of.measured_in.factor)
    exact = _decimal(number)
    if exact is None:  # not a decimal in this unit: the cell names its own
        return f"{_decimal(figure)}{of.unit}"
    form = draw(st.sampled_from(("number", "text", "separated", "wide", "unit")))
    if form == "number":
        return (
            float(exact)
            if "." in exact and len(exact.replace(".", "")) < 15
            else int(exact)
            if "." not in exact
            else exact
        )
    whole, _, rest = exact.partition(".")
    text = f"{int(whole):,}" + (f".{rest}" if rest else "") if form == "separated" else exact
    if form == "wide":
        return text.translate(_WIDE)
    return f" {text} {unit}" if form == "unit" else text


def _decimal(number: Fraction) -> str | None:
    """The number as digits, None where it has no end."""
    scaled = number * 10**10
    if scaled.denominator != 1:
        return None
    whole, rest = divmod(scaled.numerator, 10**10)
    return f"{whole}.{rest:010}".rstrip("0").rstrip(".")


def _letter(column: int) -> str:
    return chr(65 + column)
