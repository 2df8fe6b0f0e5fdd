"""Sheets for filling in: the reports a unit owes and the lines of its plan, out as Excel and back in, row by row."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from luodi.reports.model import Sheet, SheetColumn
from luodi_site.lib.marked_sheet import Row, Wrong
from luodi_site.supervision.models import Matter, PlanLine, ProgressReport

REPORT_TITLES = ("报送编号", "任务", "文件", "期次", "截止日期", "完成进度（%）", "进展情况", "存在问题", "下一步打算")
PLAN_TITLES = ("工作要点", "具体措施", "时间节点", "完成进度（%）", "责任单位", "对应任务序号")
_WIDTHS = {
    "任务": 40,
    "文件": 30,
    "进展情况": 46,
    "存在问题": 30,
    "下一步打算": 30,
    "工作要点": 36,
    "具体措施": 46,
    "责任单位": 26,
}


def report_sheet(reports: Iterable[ProgressReport]) -> Sheet:
    """A row for each report that waits, with what was drafted so far."""
    rows = tuple(
        (
            report.pk, report.matter.title, report.matter.document, report.cycle.name if report.cycle else None,
            report.due_on, float(report.share) if report.share is not None else None, report.words or None,
            report.problems or None, report.next_steps or None,
        )
        for report in reports
    )  # fmt: skip
    kinds: dict[str, Any] = {"报送编号": "integer", "截止日期": "date", "完成进度（%）": "number"}
    columns = tuple(SheetColumn(title, _WIDTHS.get(title, 12), kinds.get(title, "text")) for title in REPORT_TITLES)
    note = "请填写后四列，不要改动前五列和表头；进度写0至100的数；不报的行留空。"
    return Sheet("进展报送", "工作进展报送表", columns, rows, note)


def plan_sheet(title: str, lines: Iterable[PlanLine]) -> Sheet:
    rows = tuple(
        (
            line.key_point, line.measure or None, line.by_on, float(line.share) if line.share is not None else None,
            line.units or None, line.matter.position if line.matter else None,
        )
        for line in lines
    )  # fmt: skip
    kinds: dict[str, Any] = {"时间节点": "date", "完成进度（%）": "number", "对应任务序号": "integer"}
    columns = tuple(SheetColumn(name, _WIDTHS.get(name, 14), kinds.get(name, "text")) for name in PLAN_TITLES)
    return Sheet("方案", title, columns, rows, "每行一条；对应任务序号是台账中的序号，可以不填。")


def read_share(row: Row, errors: list[Wrong]) -> str | None:
    """The share in per cent as text; a number between 0 and 1 could mean two things and is asked about."""
    title = "完成进度（%）"
    words = row.text(title).rstrip("%％").strip()
    if not words:
        return None
    try:
        share = Decimal(words)
    except InvalidOperation:
        errors.append(Wrong(row.number, title, _("“%(words)s”不是数字，请写0至100的数。") % {"words": words}))
        return None
    if not 0 <= share <= 100:
        errors.append(Wrong(row.number, title, _("%(words)s不在0至100之间。") % {"words": words}))
    elif 0 < share < 1:
        say = {"words": words, "more": f"{share * 100:f}".rstrip("0").rstrip(".")}
        errors.append(
            Wrong(row.number, title, _("%(words)s是%(words)s%%还是%(more)s%%？请写0至100的数，如%(more)s。") % say)
        )
    return str(share.quantize(Decimal("0.1")))


def read_reports(
    rows: Iterable[Row], waiting: Mapping[int, ProgressReport], done: Container[int] = ()
) -> tuple[list[tuple[int, dict[str, Any]]], list[Wrong], int]:
    """Good rows as (row number, values), what is wrong, and how many rows were passed over: left empty, or handed in
    before (``done``), as those are that went in from the same sheet while others were mended."""
    good: list[tuple[int, dict[str, Any]]] = []
    errors: list[Wrong] = []
    skipped, seen = 0, set[int]()
    for row in rows:
        number = row.text("报送编号")
        if not any(row.text(title) for title in REPORT_TITLES[5:]) or (number.isdecimal() and int(number) in done):
            skipped += 1
            continue
        found: list[Wrong] = []
        report = _report_of(row, waiting, seen, found)
        share = read_share(row, found)
        words = row.text("进展情况")
        if not words:
            found.append(Wrong(row.number, "进展情况", _("没有填写进展情况。")))
        if report and not found:
            values = {
                "share": share,
                "words": words,
                "problems": row.text("存在问题"),
                "next_steps": row.text("下一步打算"),
            }
            good.append((row.number, {"report": report.pk, "version": report.version, **values}))
        errors += found
    return good, errors, skipped


def _report_of(
    row: Row, waiting: Mapping[int, ProgressReport], seen: set[int], errors: list[Wrong]
) -> ProgressReport | None:
    written = row.text("报送编号")
    report = waiting.get(int(written)) if written.isdecimal() else None
    if report is None:
        words = _("没有编号为“%(written)s”的待报进展：可能已经报送，或不由本单位牵头。") % {"written": written}
        errors.append(Wrong(row.number, "报送编号", words))
        return None
    if report.pk in seen:
        errors.append(Wrong(row.number, "报送编号", _("这个编号在表中出现了两次。")))
        return None
    seen.add(report.pk)
    if row.text("任务") and row.text("任务") != report.matter.title.strip():
        errors.append(Wrong(row.number, "任务", _("任务名称与编号不一致，请核对是否错行。")))
        return None
    return report


def read_plan(
    rows: Iterable[Row], matters: Mapping[int, Matter]
) -> tuple[list[tuple[int, dict[str, Any]]], list[Wrong], int]:
    """Lines of a plan as (row number, values), and what is wrong."""
    good: list[tuple[int, dict[str, Any]]] = []
    errors: list[Wrong] = []
    for row in rows:
        found: list[Wrong] = []
        if not row.text("工作要点"):
            found.append(Wrong(row.number, "工作要点", _("没有填写工作要点。")))
        share, day = read_share(row, found), None
        try:
            day = row.day("时间节点")
        except (ValueError, TypeError):
            words = {"words": row.text("时间节点")}
            found.append(Wrong(row.number, "时间节点", _("“%(words)s”不是日期，请写成2026-06-30。") % words))
        number = row.text("对应任务序号")
        matter = matters.get(int(number)) if number.isdecimal() else None
        if number and matter is None:
            found.append(Wrong(row.number, "对应任务序号", _("台账中没有第%(number)s项任务。") % {"number": number}))
        if not found:
            values = {
                "key_point": row.text("工作要点"), "measure": row.text("具体措施"), "by_on": day and day.isoformat(),
                "share": share, "units": row.text("责任单位"), "matter": matter.pk if matter else None,
            }  # fmt: skip
            good.append((row.number, values))
        errors += found
    return good, errors, 0
