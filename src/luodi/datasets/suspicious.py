"""Figures that look as if they were given in another unit, 元 for 万元: a question, and never a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from luodi.datasets.grid import CellProblem, Grid, at
from luodi.datasets.model import Catalogue, Field, Row, figure_of

# Sums that are of one size in any firm: each is looked at beside the others of its row.
_ALIKE = frozenset(
    ("revenue", "operating_revenue", "annual_output", "main_product_revenue", "operating_costs", "total_assets")
)
_ALIKE |= frozenset(("total_investment", "equipment_investment", "finished_investment", "expected_output"))
# Sums that come near nought in sound firms, where a small one tells nothing.
_NEAR_NOUGHT = frozenset(
    "net_profit total_profit recurring_profit net_assets operating_cash_flow government_grants exports equity_raised research".split()
)
# How far apart two such sums must lie for a factor of 10,000 to be the likelier reason.
_LEAST, _MOST = 1500, 100_000
_FACTOR = 10_000
_FEWEST = 8

Placed = tuple[Row, Grid, int, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Suspect:
    column: str
    of: Field
    grid: Grid
    row: int
    at_column: int
    is_too_large: bool


def wrong_by_ten_thousand(catalogue: Catalogue, rows: Sequence[Placed]) -> list[CellProblem]:
    """A question for each figure that fits the others of its row, or of its column, only when moved by four places.

    Where most of a column is suspected, one question stands at its first figure.
    """
    known = _sums(catalogue, rows)
    suspects = [*_beside_others(known, rows)]
    told = {(id(one.grid), one.row, one.at_column) for one in suspects}
    suspects += [one for one in _within_columns(known, rows) if (id(one.grid), one.row, one.at_column) not in told]
    by_column: dict[tuple[int, int], list[_Suspect]] = {}
    for one in suspects:
        by_column.setdefault((id(one.grid), one.at_column), []).append(one)
    problems = []
    for found in by_column.values():
        rows_there = sum(1 for row, grid, _, _ in rows if grid is found[0].grid and found[0].column in row.figures)
        is_whole = len(found) > 3 and len(found) * 2 > rows_there
        problems += [_question(one, rows_there if is_whole else 0) for one in (found[:1] if is_whole else found)]
    return problems


def _question(one: _Suspect, whole: int) -> CellProblem:
    said = "大" if one.is_too_large else "小"
    where = "这一列大多" if whole else "这个数"
    message = f"{where}与其他数相比{said}了约一万倍，可能是单位写错（元、万元）；照写读入，没有改"
    hint = f"核对单位：{one.of.name} 按 {one.of.unit} 登记；确实无误的可以不管"
    return at(one.grid, (one.row, one.at_column), "wrong_by_ten_thousand", message, hint, severity="question")


def _beside_others(known: Mapping[str, Field], rows: Sequence[Placed]) -> Iterable[_Suspect]:
    """A sum far from all other like sums of its row, which are near each other: two at least, since of two none is sure."""
    for row, grid, at_row, places in rows:
        sums = [(column, of, value) for column, of, value in _numbers(known, row) if of.code in _ALIKE and value > 0]
        for column, of, value in sums:
            others = [other for name, _, other in sums if name != column]
            if len(others) < 2 or column not in places or max(others) > 100 * min(others):
                continue
            if all(_is_far(value, other) for other in others):
                yield _Suspect(column, of, grid, at_row, places[column], value > others[0])


def _within_columns(known: Mapping[str, Field], rows: Sequence[Placed]) -> Iterable[_Suspect]:
    """A figure far outside all others of its column that would stand among them when moved by four places."""
    columns: dict[tuple[int, str], list[tuple[float, Placed, Field]]] = {}
    for placed in rows:
        for column, of, value in _numbers(known, placed[0]):
            if value > 0 and column in placed[3]:
                columns.setdefault((id(placed[1]), column), []).append((value, placed, of))
    for (_, column), found in columns.items():
        if len(found) < _FEWEST:
            continue
        values = sorted(value for value, _, _ in found)
        low, high = values[len(values) // 10], values[-1 - len(values) // 10]
        for value, (_, grid, at_row, places), of in found:
            is_large = value > high * 300 and low <= value / _FACTOR <= high * 3
            is_small = of.code not in _NEAR_NOUGHT and value * 300 < low and low / 3 <= value * _FACTOR <= high
            if is_large or is_small:
                yield _Suspect(column, of, grid, at_row, places[column], is_large)


def _numbers(known: Mapping[str, Field], row: Row) -> Iterable[tuple[str, Field, float]]:
    for column, given in row.figures.items():
        if column in known and given is not None:
            yield column, known[column], float(cast(Fraction, given))


def _sums(catalogue: Catalogue, rows: Sequence[Placed]) -> Mapping[str, Field]:
    """The columns of money and quantities. Sizes are compared as floats: nothing is computed from them."""
    found = {column: figure_of(column, catalogue) for column in {one for placed in rows for one in placed[0].figures}}
    return {column: of[0] for column, of in found.items() if of is not None and of[0].kind in ("money", "quantity")}


def _is_far(value: float, others: float) -> bool:
    apart = max(value / others, others / value)
    return _LEAST <= apart <= _MOST
