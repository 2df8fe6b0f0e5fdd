"""The ledger 台账 as a worksheet, with the columns an office keeps, in the order it keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luodi.reports.model import CellValue, Sheet, SheetColumn

_COLUMNS = (
    SheetColumn("序号", 6, "integer"),
    SheetColumn("任务", 40),
    SheetColumn("牵头单位", 16),
    SheetColumn("责任单位", 32),
    SheetColumn("时限", 12, "date"),
    SheetColumn("紧急程度", 9),
    SheetColumn("进展", 18),
    SheetColumn("问题", 14),
    SheetColumn("下一步", 14),
    SheetColumn("亮灯", 8),
    SheetColumn("出处", 34),
)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One matter as the ledger shows it; what is not known yet is empty."""

    number: int
    task: str
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deadline: date | None = None
    progress: str = ""
    issues: str = ""
    next_step: str = ""
    light: str = ""
    place: str = ""
    urgency: str = ""


def ledger_sheet(rows: Iterable[LedgerRow], *, title: str = "任务台账", note: str = "") -> Sheet:
    """The rows as given, in the order given; ``note`` says what was filtered, so that a printed sheet explains itself.

    序号 are the numbers of one document's tasks; over several documents, where those begin anew, the rows are counted.
    """
    given = tuple(rows)
    numbers = [row.number for row in given]
    if numbers != sorted(set(numbers)):
        numbers = list(range(1, len(given) + 1))
    cells = tuple(_cells(number, row) for number, row in zip(numbers, given, strict=True))
    return Sheet("台账", title, _COLUMNS, cells, note)


def _cells(number: int, row: LedgerRow) -> tuple[CellValue, ...]:
    return (
        number,
        row.task,
        "、".join(row.lead) or None,
        "、".join(row.responsible) or None,
        row.deadline,
        row.urgency or None,
        row.progress or None,
        row.issues or None,
        row.next_step or None,
        row.light or None,
        row.place or None,
    )
