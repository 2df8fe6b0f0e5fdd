"""What falls due in the coming half-year, as the section and the table of a circular."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from luodi.ledger.model import DutyDate, MatterDraft
from luodi.reports.model import Block, Column, Paragraph, Run, Runs, Source, Table
from luodi.reports.wording import by_words, chinese_date, full_width

MONTHS_AHEAD = 6
_COLUMNS = (Column("时间", 28, "centre"), Column("事项", 33), Column("单位", 21), Column("出处", 18, "centre"))
_EVERY = {"month": "每月", "quarter": "每季度", "half-year": "每半年", "year": "每年", "regular": "定期"}
_AUDIENCE = {"leads": "各牵头单位", "all": "各责任单位"}

_Row = tuple[date, int, tuple[Runs, ...]]


def dates_ahead(matters: Sequence[MatterDraft], dates: Sequence[DutyDate], on: date) -> list[Block]:
    """Days named by tasks and duties within six months from ``on``; of a recurring duty only its next day."""
    until = _months_later(on, MONTHS_AHEAD)
    rows = [*_of_tasks(matters), *_of_duties(dates, on)]
    ahead = sorted((row for row in rows if on <= row[0] <= until), key=lambda row: row[:2])
    blocks: list[Block] = []
    if ahead:
        said = f"自{chinese_date(on)}起至{chinese_date(until)}，文件写明的时间节点如下："
        blocks += [Paragraph((Run(said),)), Table(_COLUMNS, tuple(row[2] for row in ahead))]
    elif rows:
        blocks.append(Paragraph((Run(_none_ahead(rows, on, until)),)))
    undated = _undated(dates)
    if undated:
        blocks.append(undated)
    return blocks


def _none_ahead(rows: Sequence[_Row], on: date, until: date) -> str:
    later = [row[0] for row in rows if row[0] > until]
    if later:
        return f"至{chinese_date(until)}，文件没有写明的时间节点；下一节点为{chinese_date(min(later))}。"
    return f"截至{chinese_date(on)}，文件写明的时间节点均已届满。"


def _of_tasks(matters: Sequence[MatterDraft]) -> list[_Row]:
    rows: list[_Row] = []
    for matter in matters:
        units = matter.written("lead") or matter.written("responsible")
        for day in matter.milestones or ((matter.deadline,) if matter.deadline else ()):
            cells: tuple[Runs, ...] = (
                (Run(by_words(day)),),
                (Run(full_width(matter.title), Source((matter.position,), (day.span,))),),
                (Run("、".join(units) or "待分派"),),
                (Run(matter.place or "正文", Source(spans=(matter.span,))),),
            )
            rows.append((day.on, matter.position, cells))
    return rows


def _of_duties(dates: Sequence[DutyDate], on: date) -> list[_Row]:
    rows: list[_Row] = []
    seen: set[int] = set()
    for entry in sorted((d for d in dates if d.due), key=lambda d: (d.due or date.min, d.index)):
        if entry.due is None or (entry.period and (entry.due < on or entry.index in seen)):
            continue
        seen.add(entry.index)
        every = f"（{_EVERY[entry.duty.every]}）" if entry.duty.every else ""
        cells: tuple[Runs, ...] = (
            (Run(f"{chinese_date(entry.due)}前"),),
            (Run(full_width(_with_addressee(entry)) + every, Source(spans=(entry.duty.span,))),),
            (Run(full_width(who(entry))),),
            (Run(entry.place or "正文", Source(spans=(entry.duty.span,))),),
        )
        rows.append((entry.due, 10_000 + entry.index, cells))
    return rows


def _with_addressee(entry: DutyDate) -> str:
    what = entry.title or entry.duty.what
    return f"{what}（报{entry.duty.to}）" if entry.duty.to and entry.duty.to not in what else what


def who(entry: DutyDate) -> str:
    """Whom a duty speaks to, in words."""
    return _AUDIENCE.get(entry.audience) or entry.duty.who or "文件未写明"


def _undated(dates: Sequence[DutyDate]) -> Paragraph | None:
    runs: list[Run] = []
    for entry in dates:
        if entry.due is not None:
            continue
        every = f"，{_EVERY[entry.duty.every]}" if entry.duty.every else ""
        by = f"（{entry.duty.who}{every}）" if entry.duty.who else f"（{every[1:]}）" if every else ""
        runs += [
            Run("；" if runs else ""),
            Run(f"{entry.title or entry.duty.what}{by}", Source(spans=(entry.duty.span,))),
        ]
    return Paragraph((Run("文件要求开展但未写明具体日期的事项："), *runs, Run("。"))) if runs else None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
