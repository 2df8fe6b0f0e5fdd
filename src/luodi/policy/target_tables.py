"""Reads tables of indicators (指标|单位|2026年|2028年): each figure of a year to come is a target."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeVar

from luodi.clauses.model import Outline
from luodi.policy import target_table_columns as columns
from luodi.policy.model import DocumentFacts, Target
from luodi.policy.target_comparators import comparator
from luodi.policy.target_measures import measured
from luodi.policy.target_table_columns import Column, Grid, Header
from luodi.problems import Problem
from luodi.quantities import Quantity, is_unit
from luodi.spans import Span

_Found = TypeVar("_Found", Target, Problem)
_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?P<before>[^\d\[〔［]{{0,12}}?)(?P<sum>[\[〔［])?(?P<low>{_NUM})(?:[%％]?[-－—–~～至]+(?P<high>{_NUM}))?"
    r"(?P<unit>[^\d以左上\]〕］（(]{0,8})(?P<after>以上|以下|以内|左右|上下)?[\]〕］]?"
    r"(?P<behind>以上|以下|以内|左右|上下)?(?:[（(][^）)]*[）)])?"
)
_FULLWIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_WORDS_BEFORE = re.compile(
    r"(?:累计|五年|三年|[≥≤＞＜><约近达到超过突破不低于少高大小控制在保持稳定维力争增长下降提高降至左右年均约为])*"
)
_MARK = re.compile(r"^(?:其中|[（(]?[一二三四五六七八九十\d]{1,2}(?:[）)]|[.．、](?!\d))|[①-⑳]|#|\*)[:：、]?")
_CAPTION_UNIT = re.compile(r"单位\s*[:：]\s*([^\s，。；）)、/]{1,8})")
_NOT_A_UNIT = re.compile(r"[—－\-/无]*")


def targets_of_tables(
    outline: Outline, facts: DocumentFacts, read: set[str]
) -> tuple[list[Target], list[Problem], list[Span]]:
    """The targets of every table of indicators in the parts that count, and the stretches that have so been read."""
    found: list[Target] = []
    problems: list[Problem] = []
    stretches: list[Span] = []
    from_year = _from_year(facts)
    grids = [columns.of_table(outline, table) for table in outline.document.tables]
    for grid, rows, width in [*grids, *columns.of_lines(outline)]:
        header = columns.header(grid, rows, width, from_year=from_year) if grid else None
        if header is None:
            continue
        start, end = min(p.span.start for p in grid.values()), max(p.span.end for p in grid.values())
        if outline.at(start).part not in read:
            continue
        stretches.append(Span(outline.document.name, start, end))
        unit = _CAPTION_UNIT.findall(
            outline.text[max(0, start - 60) : grid[header.first_row, header.names[0]].span.start]
        )
        for row in range(header.first_row, rows):
            targets, bad = _row(grid, row, header, unit[-1] if unit else "")
            found.extend(targets)
            problems.extend(bad)
    return found, problems, stretches


def _from_year(facts: DocumentFacts) -> int | None:
    """The first year to come: that of issue, or where the horizon begins if later."""
    known = [facts.issued_on.year] if facts.issued_on else []
    return max([*known, *([facts.horizon[0]] if facts.horizon else [])], default=None)


def _row(grid: Grid, row: int, header: Header, caption_unit: str) -> tuple[list[Target], list[Problem]]:
    names = [place for c in header.names if (place := grid.get((row, c))) and place.words]
    if not names or (len(grid) > 1 and _is_heading(grid, row, header)):
        return [], []
    written = grid.get((row, header.unit)) if header.unit is not None else None
    bracket = columns.bracketed(names[-1].words)
    of_row = (
        written.words if written and not _NOT_A_UNIT.fullmatch(written.words) else bracket if is_unit(bracket) else ""
    )
    name = columns.without_unit(names[-1].words) if is_unit(bracket) else names[-1].words
    while (bare := _MARK.sub("", name)) != name:
        name = bare
    targets: list[Target] = []
    problems: list[Problem] = []
    for column in header.figures:
        place = grid.get((row, column.at))
        if place is None or not name or not any(c.isdigit() for c in place.words):
            continue
        said = column.unit if is_unit(column.unit) else ""
        unit = said or of_row or (caption_unit if is_unit(caption_unit) else "")
        target = _target(name, column, place, unit)
        if target is None:
            problems.append(_unread(name, place.span))
        elif target.indicator and not (targets and targets[-1].span == place.span):
            targets.append(target)
    return targets, problems


def _is_heading(grid: Grid, row: int, header: Header) -> bool:
    """One merged cell over the whole row."""
    name = grid[row, header.names[-1]]
    return all(
        (place := grid.get((row, column.at))) is not None and place.span == name.span for column in header.figures
    )


def _target(name: str, column: Column, place: columns.Place, unit: str) -> Target | None:
    found = _FIGURE.fullmatch(place.words.translate(_FULLWIDTH))
    if found is None or not _WORDS_BEFORE.fullmatch(found["before"]):
        return None
    if found["unit"] and not is_unit(found["unit"]):
        return None
    unit = found["unit"] or unit
    low, high = (Decimal(n.replace(",", "")) if n else None for n in (found["low"], found["high"]))
    assert low is not None
    quantity = Quantity(0, 0, low, unit, high, before=found["before"], after=found["after"] or found["behind"] or "")
    total = "（累计）" if column.total or found["sum"] or "累计" in found["before"] else ""
    if "年均" in found["before"] or column.measure == "年均增速":
        grown = re.sub(r"(?:年均)?(?:增长|增速|增幅)(?:率)?$", "", name)
        indicator, total = grown + "年均增速", ""
    else:
        indicator = measured(name + column.measure, quantity)
    said = comparator(quantity, found["before"], "")
    return Target(place.span, indicator + total, said, low, unit, high, column.year)


def _unread(name: str, span: Span) -> Problem:
    message = f"指标表中“{name[:30]}”这一行的数值没有读出。"
    return Problem(
        "target.table_unread", message, span, "请对照原表，补上这项目标的数值和单位，或者忽略这一格。", "question"
    )


def outside(items: list[_Found], stretches: list[Span]) -> list[_Found]:
    """What prose reading found outside the tables already read."""
    return [item for item in items if not any(item.span and s.start <= item.span.start < s.end for s in stretches)]
