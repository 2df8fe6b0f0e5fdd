"""What each column of a sheet holds, by its header: which figure, of which period, in which unit; or why it is not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from luodi.datasets.grid import REASONS, CellProblem, Grid, at
from luodi.datasets.header_names import PASSED_OVER, Column, Names, Said
from luodi.datasets.header_words import Heading, read_heading, units_said
from luodi.datasets.headers import HeaderRows, texts_above
from luodi.datasets.model import Catalogue, Describes, Every, Field
from luodi.datasets.written_values import measures
from luodi.formula.fields import DESCRIBED, nearest
from luodi.formula.unit_names import Unit, find_unit
from luodi.periods import Period
from luodi.problems import Severity

_UNIT_LINE = re.compile(r"单位\s*:")
_FREQUENCY: dict[Every, str] = {"year": "年", "quarter": "季", "month": "月", "once": ""}
_EXAMPLES: dict[Every, str] = {"year": "2025年", "quarter": "2025年1季度", "month": "2025年6月", "once": ""}


@dataclass(frozen=True, slots=True)
class Header:
    """``row`` is where problems of a column are shown, ``first_row`` the first row of figures."""

    row: int
    first_row: int
    columns: tuple[Column, ...]

    def subject(self, what: str) -> Column | None:
        return next((column for column in self.columns if column.subject == what), None)


def read_header(
    grid: Grid, rows: HeaderRows, names: Names, catalogue: Catalogue, said: Said
) -> tuple[Header, list[CellProblem]]:
    """The columns under a header that was found, and what is wrong or doubtful about them."""
    reader = _Columns(grid, rows, names, catalogue, said)
    return Header(rows.bottom, rows.first_row, tuple(reader.read())), reader.problems


class _Columns:
    """Reads the header of one sheet, column by column."""

    def __init__(self, grid: Grid, rows: HeaderRows, names: Names, catalogue: Catalogue, said: Said) -> None:
        self.grid, self.rows, self.names, self.catalogue = grid, rows, names, catalogue
        self.problems: list[CellProblem] = []
        self.units: list[Unit] = []
        self.said = self.with_what_stands_above(said)
        self.describes: Describes = names.describes

    def with_what_stands_above(self, said: Said) -> Said:
        """Units of a line 单位：万元, and the period of a title where the caller has named none."""
        period = said.period
        for row in range(self.rows.first_row):
            for column in range(self.grid.width):
                text = self.grid.cell(row, column).text
                if _UNIT_LINE.search(text):
                    self.units += [unit for word in units_said(text) if (unit := find_unit(word)) is not None]
                if period is None and row < self.rows.row and text:
                    heading = read_heading(text)
                    period = None if heading.span else heading.period
        return replace(said, period=period)

    def say(self, column: int, code: str, message: str, hint: str, *, is_error: bool = True) -> None:
        severity: Severity = "error" if is_error else "warning"
        self.problems.append(at(self.grid, (self.rows.bottom, column), code, message, hint, severity=severity))

    def read(self) -> list[Column]:
        taken: dict[str, Column] = {}
        for place in range(self.grid.width):
            texts = texts_above(self.grid, self.rows, place)
            if not texts:
                self.headless(place)
                continue
            found = self.column(place, texts)
            if found is None:
                continue
            key = found.subject or found.column
            if key in taken:
                message = f"“{found.header}”与“{taken[key].header}”是同一项，只读前一列"
                self.say(place, "repeated_column", message, "删去一列，或改写表头", is_error=False)
                continue
            taken[key] = found
        return list(taken.values())

    def headless(self, place: int) -> None:
        """A column without a header that holds something: said, not dropped in silence."""
        below = range(self.rows.first_row, len(self.grid.cells))
        if filled := sum(1 for row in below if self.grid.cell(row, place).text):
            self.say(place, "no_header", f"这一列没有表头，有 {filled} 个单元格没有读", "补上表头", is_error=False)

    def column(self, place: int, texts: Sequence[str]) -> Column | None:
        """What a column is; None where it is not read."""
        header = " ".join(texts)
        heading = self.names.resolve(texts, self.said.period.year if self.said.period else None)
        if header.startswith(REASONS):
            return None
        if (answer := self.said.names.get(header)) is not None:
            chosen = self.catalogue.find(answer)
            return self.figure(place, header, heading, [chosen]) if chosen else None
        if heading.name in self.names.subjects and heading.name not in self.names.fields:
            return Column(place, header, self.names.subjects[heading.name])
        known = self.names.fields.get(heading.whole) or self.names.fields.get(heading.name)
        if known is not None:
            return self.figure(place, header, heading, known)
        if heading.name and heading.name not in PASSED_OVER:
            near = nearest(heading.name, [one.name for one in self.catalogue if one.describes == self.describes])
            hint = (
                f"最接近的字段：{'、'.join(near)}；改写表头，或指明是哪个字段"
                if near
                else "指明是哪个字段；不用的列可以不管"
            )
            message = f"“{header}”不是{DESCRIBED[self.describes]}的字段，这一列没有读"
            self.say(place, "unknown_header", message, hint, is_error=False)
        return None

    def figure(self, place: int, header: str, heading: Heading, fields: Sequence[Field]) -> Column | None:
        """The figure that a known name and a period make; a half-year's or year-to-date sum is none."""
        if heading.span and all(one.every != "once" for one in fields):
            message = f"“{header}”是 {heading.span} 的累计数，没有读"
            self.say(place, "cumulative", message, "换成当月、当季或全年的数")
            return None
        found = _of_frequency(fields, heading.period or self.said.period)
        if found is None:
            wanted = "、".join(dict.fromkeys(_FREQUENCY[one.every] for one in fields))
            message = f"“{header}”按{wanted}观测，不知道是哪一{wanted}的数，这一列没有读"
            hint = f"在表头写上，如 {_EXAMPLES[fields[0].every]}{fields[0].name}，或上传时选定期别"
            self.say(place, "no_period", message, hint)
            return None
        of, period = found
        unit = self.unit(header, heading, of)
        if isinstance(unit, str):
            message = f"“{header}”的单位 {unit} 与{of.name}（{of.unit}）不符，这一列没有读"
            self.say(place, "wrong_unit", message, f"换成 {of.unit} 一类的单位，或核对表头")
            return None
        has_unit = unit is not None or not of.is_number or of.kind == "count"
        return Column(place, header, "", of, period, unit, has_unit)

    def unit(self, header: str, heading: Heading, of: Field) -> Unit | str | None:
        """The unit of a column's bare numbers: of the header, else of the line above, else None; one that does not fit as text."""
        if not of.is_number:
            return None
        if word := self.said.units.get(header) or heading.unit:
            unit = find_unit(word)
            return unit if unit is not None and measures(unit, of) else word
        return next((unit for unit in self.units if unit.powers and unit.powers == of.measured_in.powers), None)


def _of_frequency(fields: Sequence[Field], period: Period | None) -> tuple[Field, Period | None] | None:
    """The field that is observed as often as the period says; what is observed once has none."""
    for one in fields:
        if period is not None and one.every == period.kind:
            return one, period
    once = next((one for one in fields if one.every == "once"), None)
    return (once, None) if once is not None else None
