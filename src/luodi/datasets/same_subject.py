"""Puts together what several rows and sheets say of one subject; where they disagree, nothing is chosen silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from luodi.datasets.grid import CellProblem, Grid, at
from luodi.datasets.model import Row


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A subject with the row and sheet it stands in; ``places`` tell the column of each figure."""

    row: Row
    grid: Grid
    at_row: int
    places: dict[str, int] = field(default_factory=dict)


def together(found: Iterable[ReadRow]) -> tuple[tuple[Row, ...], list[CellProblem]]:
    """One row for each subject. The same figure twice is taken once; another figure for the same thing is an error."""
    kept: dict[str, ReadRow] = {}
    problems: list[CellProblem] = []
    names: dict[str, ReadRow] = {}
    for one in found:
        first = kept.get(one.row.id)
        if first is None:
            other = names.get(one.row.name) if one.row.name else None
            if other is not None:
                message = f"“{one.row.name}”的代码与{_where(other)}不同，按两家读入"
                problems.append(at(one.grid, (one.at_row, None), "same_name", message, "核对代码", severity="question"))
            kept[one.row.id] = one
            names.setdefault(one.row.name, one)
            continue
        kept[one.row.id], more = _joined(first, one)
        problems += more
    return tuple(one.row for one in kept.values()), problems


def _joined(first: ReadRow, second: ReadRow) -> tuple[ReadRow, list[CellProblem]]:
    one, other = first.row, second.row
    differing = [column for column, given in other.figures.items() if one.figures.get(column, given) != given]
    where = _where(first)
    if differing:
        message = f"与{where}是同一个，但数不一样，这一行没有读"
        hint = "留下对的一行"
        return first, [
            at(second.grid, (second.at_row, second.places.get(column)), "repeated_subject", message, hint)
            for column in differing[:3]
        ]
    problems = []
    if first.grid is second.grid:
        problems.append(
            at(
                second.grid,
                (second.at_row, None),
                "repeated_row",
                f"与{where}重复，只算一次",
                "删去一行",
                severity="warning",
            )
        )
    if one.name and other.name and one.name != other.name:
        message = f"同一代码在{where}叫“{one.name}”，这里叫“{other.name}”"
        problems.append(
            at(
                second.grid,
                (second.at_row, None),
                "two_names",
                message,
                "核对代码；改过名的以新名为准",
                severity="question",
            )
        )
    joined = replace(
        one,
        name=one.name or other.name,
        owner=one.owner or other.owner,
        region=one.region or other.region,
        figures={**one.figures, **other.figures},
    )
    return replace(first, row=joined), problems


def _where(one: ReadRow) -> str:
    return f"“{one.grid.name}”第{one.at_row + 1}行" if one.grid.name else f"第{one.at_row + 1}行"
