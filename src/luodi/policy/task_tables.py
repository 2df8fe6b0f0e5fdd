"""Reads tables of tasks (序号|任务|牵头单位|责任单位|完成时限): one task for each row, its units from their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from luodi.clauses.model import Outline
from luodi.documents.model import Cell, Table
from luodi.policy.model import Task
from luodi.policy.unit_names import read_units
from luodi.problems import Problem
from luodi.spans import Span

_LEAD = re.compile(r"牵头|主办|主责")
_UNITS = re.compile(
    r"(?:责任|配合|协办|承办|参与|参加|实施|落实|负责|完成|支持|主管)(?:单位|部门|主体)|^(?:责任|配合)$"
)
_DUE = re.compile(r"时限|期限|时间|节点")
_TASK = re.compile(r"任务|工作|内容|措施|事项|举措|项目名称|要点|目标")
_HEADER_ROWS = 3
_NONE = {"", "/", "—", "－", "-", "无"}


def tasks_of_tables(
    outline: Outline, places: tuple[str, ...] = (), first_leads: bool = False
) -> tuple[list[Task], list[Problem]]:
    """The tasks of every table that names units in a column of its own.

    ``first_leads``: the document says that the first unit of a list leads, which holds where no column names the lead.
    """
    tasks: list[Task] = []
    problems: list[Problem] = []
    for table in outline.document.tables:
        for task, bad in _rows(outline, table, places):
            leads = task.lead or task.units[: int(first_leads)]
            tasks.append(replace(task, lead=leads))
            problems += [bad] if bad else []
    return tasks, problems


def _grid(table: Table) -> dict[tuple[int, int], Cell]:
    """Every place of the table with the cell that covers it; a merged cell covers several."""
    return {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows))
        for column in range(cell.column, min(cell.column + cell.column_span, table.columns))
    }


def _rows(outline: Outline, table: Table, places: tuple[str, ...]) -> Iterator[tuple[Task, Problem | None]]:
    grid = _grid(table)
    for head in range(min(_HEADER_ROWS, table.rows)):
        names = {c: _words(outline, grid.get((head, c))) for c in range(table.columns)}
        lead = [c for c, name in names.items() if _LEAD.search(name)]
        units = [c for c, name in names.items() if c not in lead and _UNITS.search(name)]
        work = [c for c, name in names.items() if c not in lead + units and _TASK.search(name) and "时" not in name]
        dues = [c for c, name in names.items() if c not in lead + units + work and _DUE.search(name)]
        if work and (lead or units):
            break
    else:
        return
    seen: set[Span] = set()
    for row in range(head + 1, table.rows):
        task = next((cell for c in reversed(work) if (cell := grid.get((row, c))) and _words(outline, cell)), None)
        if task is None or task.span in seen or all(grid.get((row, c)) is task for c in lead + units):
            continue  # a row that is one merged cell is a heading
        seen.add(task.span)
        due = [cell for c in dues if (cell := grid.get((row, c)))]
        found, bad = _task(
            outline, task, [grid.get((row, c)) for c in lead], [grid.get((row, c)) for c in units], places
        )
        yield _with_due(found, due), bad


def _with_due(task: Task, dues: list[Cell]) -> Task:
    """The note goes on to the cell that says by when, where that stands behind the units in the same row."""
    if task.note is None:
        return task
    start, end = task.note.start, task.note.end
    behind = [cell.span.end for cell in dues if cell.span.start >= end and cell.row_span == 1]
    return replace(task, note=Span(task.note.document, start, max([end, *behind])))


def _words(outline: Outline, cell: Cell | None) -> str:
    return re.sub(r"\s+", "", cell.span.slice(outline.text)) if cell else ""


def _task(
    outline: Outline, cell: Cell, lead: list[Cell | None], others: list[Cell | None], places: tuple[str, ...]
) -> tuple[Task, Problem | None]:
    cells = [c for c in (*lead, *others) if c and _words(outline, c) not in _NONE]
    read = {c.span: read_units("、".join(c.span.slice(outline.text).splitlines()), places) for c in cells}
    units = tuple(dict.fromkeys(unit for c in cells for unit in read[c.span][0]))
    leads = tuple(u.written for c in lead if c and c.span in read for u in read[c.span][0])
    unread = [words for c in cells for words in read[c.span][1]]
    task = Task(
        span=cell.span,
        title=None,
        lead=leads or tuple(u.written for u in units if u.leads),
        units=tuple(dict.fromkeys(u.written for u in units)),
        expanded=tuple((u.written, u.full) for u in units if u.full),
        note=Span(cell.span.document, cells[0].span.start, cells[-1].span.end) if cells else None,
    )
    if cells and not unread:
        return task, None
    said = f"“{unread[0]}”不像单位名称" if unread else "单位一栏是空的"
    hint = "请对照原表，为这项任务补上或改正牵头单位、责任单位。"
    return task, Problem("task.units_unread", f"任务表这一行的责任单位没有读出：{said}。", cell.span, hint)
