"""Sheets as rows of subjects: which rows are subjects, what each cell says, and everything that is wrong or doubtful."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from luodi.datasets.credit_codes import fault_of
from luodi.datasets.grid import CellProblem, Grid, at
from luodi.datasets.header_columns import Header, read_header
from luodi.datasets.header_names import Column, Said, names_for
from luodi.datasets.headers import find_header
from luodi.datasets.model import Catalogue, Describes, Given, Row
from luodi.datasets.same_subject import ReadRow, together
from luodi.datasets.suspicious import wrong_by_ten_thousand
from luodi.datasets.written_values import is_blank, read_cell
from luodi.formula.fields import DESCRIBED
from luodi.problems import Severity

_SUMS = re.compile(
    r"(?:本页|全市|全县|全区)?(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|平\s*均)(?:数|值)?|.{1,12}(?:合计|小计)|其中"
)
_GRAND = re.compile(r"(?:合\s*计|总\s*计|共\s*计)")
_NOTES = re.compile(
    r"(?:备\s*)?注\s*\d?\s*[:：、.]|(?:填表|填报|编制|指标|特别)?说明\s*[:：、.\d]|(?:填表|填报|审核|制表|单位负责|联系)人|填[表报]日期|数据来源|\d+[.、].{12,}|[*※]"
)


def read_grids(
    grids: Sequence[Grid], catalogue: Catalogue, describes: Describes, said: Said | None = None
) -> tuple[tuple[Row, ...], tuple[CellProblem, ...]]:
    """All subjects of all sheets, each once: what sheets say of one subject is put together, where it agrees.

    A cell with an error is left unknown, a row without a usable number of its own is left out; both are in the problems.
    """
    found: list[ReadRow] = []
    problems: list[CellProblem] = []
    for grid in grids:
        read, more = _sheet(grid, catalogue, describes, said or Said())
        found += read
        problems += more
    if not found and not any(problem.is_error for problem in problems) and grids:
        hint = f"表头至少要有{DESCRIBED[describes]}的名称或代码，和一项指标"
        problems.append(at(grids[0], (None, None), "no_figures", "没有读到数据", hint))
    rows, more = together(found)
    problems += more
    problems += wrong_by_ten_thousand(catalogue, [(one.row, one.grid, one.at_row, one.places) for one in found])
    return rows, tuple(problems)


def _sheet(
    grid: Grid, catalogue: Catalogue, describes: Describes, said: Said
) -> tuple[list[ReadRow], list[CellProblem]]:
    known = names_for(catalogue, describes)
    found = find_header(grid, known, said)
    if found is None:
        problems: list[CellProblem] = []
        if any(cell.text for row in grid.cells for cell in row):
            hint = f"表头至少要有{DESCRIBED[describes]}的名称或代码，和一项指标；说明一类的工作表可以不管"
            problems.append(
                at(
                    grid,
                    (None, None),
                    "no_table_in_sheet",
                    "这个工作表里没有找到表头，没有读",
                    hint,
                    severity="warning",
                )
            )
        return [], problems
    header, problems = read_header(grid, found, known, catalogue, said)
    names = header.subject("id") or header.subject("name")
    if names is None:
        hint = f"表头写上{DESCRIBED[describes]}的名称或代码"
        return [], [*problems, at(grid, (header.row, None), "no_subject", "看不出每一行是谁的数", hint)]
    reader = _Sheet(grid, header, describes, said, problems)
    reader.read()
    return reader.rows, problems


class _Sheet:
    """Reads the rows under a header; problems go to the list that was given."""

    def __init__(
        self, grid: Grid, header: Header, describes: Describes, said: Said, problems: list[CellProblem]
    ) -> None:
        self.grid, self.header, self.describes, self.said, self.problems = grid, header, describes, said, problems
        self.rows: list[ReadRow] = []
        self.left_out = 0
        self.unknown_owners: list[tuple[int, int, str]] = []
        self.rounded: dict[int, int] = {}
        self.bare: dict[int, int] = {}
        self.figures = [column for column in header.columns if column.of is not None]

    def read(self) -> None:
        if self.describes == "firm" and self.header.subject("id") is None:
            hint = "加一列统一社会信用代码；同名的企业会被当作一家"
            self.say(
                (self.header.row, None),
                "no_codes",
                "表里没有统一社会信用代码，以企业名称为编号",
                hint,
                severity="warning",
            )
        for at_row in range(self.header.first_row, len(self.grid.cells)):
            lead = self.lead(at_row)
            if not any(self.grid.cell(at_row, column).text for column in range(self.grid.width)):
                continue
            if self.is_note(at_row, lead):
                break
            if _SUMS.fullmatch(lead):
                self.check_total(at_row, lead)
            elif not self.is_repeated_header(at_row):
                self.subject(at_row)
        for column in self.figures:
            self.say_of_column(column)
        self.say_of_owners()

    def say(
        self, place: tuple[int, int | None], code: str, message: str, hint: str, *, severity: Severity = "error"
    ) -> None:
        self.problems.append(at(self.grid, place, code, message, hint, severity=severity))

    def lead(self, at_row: int) -> str:
        """The first text of a row, which tells sums and notes from subjects."""
        for column in range(self.grid.width):
            cell = self.grid.cell(at_row, column)
            if cell.text and not (isinstance(cell.value, int | Decimal)) and not cell.text.isdigit():
                return cell.text
        return ""

    def is_note(self, at_row: int, lead: str) -> bool:
        """Below the table: a text that begins as notes do, in a row that names no subject with figures."""
        filled = [column for column in self.figures if not is_blank(self.grid.cell(at_row, column.at))]
        return not filled and _NOTES.match(lead) is not None

    def is_repeated_header(self, at_row: int) -> bool:
        """Where a sheet was put together from pages, each with its header."""
        same = [
            column for column in self.header.columns if self.grid.cell(at_row, column.at).text in column.header.split()
        ]
        return len(same) >= max(2, len(self.header.columns) // 2)

    # -- one subject ------------------------------------------------------------------------------------------------

    def subject(self, at_row: int) -> None:
        id, name = self.written("id", at_row), self.written("name", at_row)
        if self.describes == "firm":
            id = id.upper().replace(" ", "")
        numbering = [column for column in self.header.columns if not is_blank(self.grid.cell(at_row, column.at))]
        if not numbering:
            return  # a running number and nothing else
        if not self.is_known(at_row, id, name):
            self.left_out += 1
            return
        figures: dict[str, Given] = {}
        places: dict[str, int] = {}
        for column in self.figures:
            given = self.figure(at_row, column)
            places[column.column] = column.at
            if given is not None:
                figures[column.column] = given
        region = str(figures.get("county") or figures.get("project_county") or figures.get("park_county") or "")
        row = Row(id or name, name, region, self.owner(at_row), figures)
        self.rows.append(ReadRow(row, self.grid, at_row, places))

    def written(self, what: str, at_row: int) -> str:
        column = self.header.subject(what)
        if column is None:
            return ""
        cell = self.grid.spread(at_row, column.at)
        return "" if is_blank(cell) else cell.text

    def is_known(self, at_row: int, id: str, name: str) -> bool:
        """Whether the row says whose figures it holds; says why not."""
        column = self.header.subject("id")
        if column is None:
            if not name:
                named = self.header.subject("name")
                self.say(
                    (at_row, named.at if named else None),
                    "no_name",
                    "没有写名称，这一行没有读",
                    "补上名称，或删去这一行",
                )
            return bool(name)
        if not id:
            self.say((at_row, column.at), "no_code", "没有写代码，这一行没有读", "补上代码；合并的单元格请拆开")
            return False
        if self.describes == "firm" and (fault := fault_of(id)):
            self.say((at_row, column.at), "wrong_code", f"{fault}，这一行没有读", "照营业执照核对后重填")
            return False
        return True

    def owner(self, at_row: int) -> str:
        """The firm of a project: its code, else what the caller says is the code of that name, else the name."""
        code, name = self.written("owner", at_row).upper().replace(" ", ""), self.written("owner_name", at_row)
        column = self.header.subject("owner")
        if code and column and (fault := fault_of(code)):
            self.say((at_row, column.at), "wrong_code", f"{fault}，所属企业按没有填处理", "照营业执照核对后重填")
            code = ""
        found = code or self.said.owners.get(name, "")
        named = self.header.subject("owner_name")
        if name and not found and self.said.owners and named:
            self.unknown_owners.append((at_row, named.at, name))
        return found or name

    def figure(self, at_row: int, column: Column) -> Given:
        assert column.of is not None
        place = self.grid.merged.get((at_row, column.at))
        if place is not None and place[0] != at_row and column.of.is_number:
            top = place[0] + 1
            self.say(
                (at_row, column.at),
                "merged_figure",
                f"数值单元格与第{top}行合并，看不出各是多少",
                "拆开合并的单元格，分别填数",
            )
            return None
        read = read_cell(self.grid.spread(at_row, column.at), column.of, column.unit)
        if read.doubt is not None:
            doubt = read.doubt
            self.say((at_row, column.at), doubt.code, doubt.message, doubt.hint, severity=doubt.severity)
        self.rounded[column.at] = self.rounded.get(column.at, 0) + read.is_rounded
        self.bare[column.at] = self.bare.get(column.at, 0) + read.is_bare
        return read.given

    def say_of_owners(self) -> None:
        """Owners that no table of firms holds: each at its place, or once where there are many."""
        hint = "核对企业名称，或加一列统一社会信用代码；企业表不全的，补上企业"
        if len(self.unknown_owners) > 5:
            some = "、".join(dict.fromkeys(name for _, _, name in self.unknown_owners[:3]))
            message = f"企业表里没有 {len(self.unknown_owners)} 个项目的所属企业（{some}等），这些项目用不到企业的数"
            self.say((self.header.row, self.unknown_owners[0][1]), "unknown_owner", message, hint, severity="question")
            return
        for at_row, column, name in self.unknown_owners:
            message = f"企业表里没有“{name}”，这个项目用不到企业的数"
            self.say((at_row, column), "unknown_owner", message, hint, severity="question")

    # -- whole columns and sums -------------------------------------------------------------------------------------

    def say_of_column(self, column: Column) -> None:
        """What is to be said once of a whole column: no unit, more decimals than are kept, shares that may be whole."""
        assert column.of is not None
        head = (self.header.row, column.at)
        if not column.has_unit and self.bare.get(column.at):
            message = f"“{column.header}”没有写单位，按 {column.of.unit or '1'} 读"
            self.say(head, "no_unit", message, "核对；不是的话在表头写上单位", severity="question")
        if count := self.rounded.get(column.at):
            message, hint = (
                f"“{column.header}”有 {count} 个数的小数位过多，已四舍五入",
                "金额到分，其他数到单位的百万分之一",
            )
            self.say(head, "rounded", message, hint, severity="warning")
        if column.of.kind == "ratio" and column.of.unit == "%" and self.bare.get(column.at):
            self.ask_for_percent(column)

    def ask_for_percent(self, column: Column) -> None:
        """Shares between 0 and 1 without a percent sign: 0.55 may be 55 %, where all are so or where the others are near 55."""
        if column.unit is not None and column.unit.name == "倍":
            return
        known = [
            (one, cast(Fraction, given))
            for one in self.rows
            if (given := one.row.figures.get(column.column)) is not None
        ]
        small = [(one, value) for one, value in known if 0 < abs(value) <= 1]
        large = sorted(value for _, value in known if abs(value) > 1)
        hint = "如果 0.55 是 55%，把单位指明为“倍”，或改成 55"
        if len(small) >= 3 and not large:
            message = f"“{column.header}”都不超过 1，现在按百分数读（0.55 是 0.55%）"
            self.say((self.header.row, column.at), "percent_or_share", message, hint, severity="question")
        for one, value in small:
            if large and large[0] >= 5 and large[0] / 2 <= value * 100 <= large[-1] * 2:
                message = f"其他行在 {shown(large[0])} 到 {shown(large[-1])} 之间，这里是 {shown(value)}，按 {shown(value)}% 读"
                self.say((one.at_row, column.at), "percent_or_share", message, hint, severity="question")

    def check_total(self, at_row: int, lead: str) -> None:
        """The grand total under all rows against their sum, where every row was read and has a figure."""
        if not _GRAND.fullmatch(lead) or not self.rows or self.left_out:
            return
        for column in self.figures:
            assert column.of is not None
            if column.of.kind not in ("money", "quantity", "count"):
                continue
            cell = self.grid.cell(at_row, column.at)
            total = None if is_blank(cell) else read_cell(cell, column.of, column.unit).given
            numbers = [row.row.figures.get(column.column) for row in self.rows]
            if total is None or any(one is None for one in numbers):
                continue
            summed = sum((Fraction(cast(Fraction, one)) for one in numbers), Fraction(0))
            in_unit = column.unit.factor / column.of.measured_in.factor if column.unit else Fraction(1)
            slack = max(abs(summed) / 1000, Fraction(len(numbers), 2) * in_unit)
            if abs(summed - Fraction(cast(Fraction, total))) > slack:
                said = f"“{lead}”是 {shown(total)}{column.of.unit}，各行之和是 {shown(summed)}{column.of.unit}"
                self.say(
                    (at_row, column.at),
                    "total_differs",
                    said,
                    "核对有没有漏行、错数；合计行本身不读入",
                    severity="question",
                )


def shown(number: Given) -> str:
    value = float(cast(Fraction, number))
    return f"{value:,.2f}".rstrip("0").rstrip(".")
