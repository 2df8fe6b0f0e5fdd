"""Takes filled-in sheets back: checks every row, keeps the file, and takes the good rows over when asked to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from luodi.ledger.moves import NotAllowed
from luodi_site.accounts.actions.audit import record
from luodi_site.accounts.models import Person
from luodi_site.lib import kept_files
from luodi_site.lib.marked_sheet import NotASheet, Wrong, read
from luodi_site.supervision import sheets
from luodi_site.supervision.actions.claims import SomeoneElse, today
from luodi_site.supervision.actions.plans import Line, save_plan
from luodi_site.supervision.actions.reporting import submit_report
from luodi_site.supervision.evidence import LARGEST
from luodi_site.supervision.models import Matter, ProgressReport, SheetUpload, UnitPlan
from luodi_site.supervision.report_queries import reports_to_write, reports_visible_to

Kind, State = SheetUpload.Kind, SheetUpload.State
Good = list[tuple[int, dict[str, Any]]]


@transaction.atomic
def check_reports(*, actor: Person, file: UploadedFile, on: date | None = None) -> SheetUpload:
    """Looks at every row of a sheet of reports; nothing is handed in yet. Raises NotASheet."""
    content = _content(file)
    waiting = {report.pk: report for report in reports_to_write(actor)}
    good, errors, skipped = sheets.read_reports(read(content, sheets.REPORT_TITLES), waiting, _handed_in(actor))
    return _kept(
        kind=Kind.REPORTS,
        subject=None,
        actor=actor,
        file=file,
        good=good,
        errors=errors,
        skipped=skipped,
        day=today(on),
    )


def _handed_in(actor: Person) -> set[int]:
    """Reports that the person sees and that are out of the unit's hands."""
    gone = [ProgressReport.State.SUBMITTED, ProgressReport.State.ACCEPTED]
    return set(reports_visible_to(actor).order_by().filter(state__in=gone).values_list("pk", flat=True))


@transaction.atomic
def check_plan(*, plan: UnitPlan, actor: Person, file: UploadedFile, on: date | None = None) -> SheetUpload:
    """The same for the lines of a plan. Raises NotASheet."""
    content = _content(file)
    request = plan.request
    matters = {m.position: m for m in Matter.objects.filter(region=request.region, edition=request.edition)}
    good, errors, skipped = sheets.read_plan(read(content, sheets.PLAN_TITLES), matters)
    return _kept(
        kind=Kind.PLAN,
        subject=plan.pk,
        actor=actor,
        file=file,
        good=good,
        errors=errors,
        skipped=skipped,
        day=today(on),
    )


def _content(file: UploadedFile) -> bytes:
    if (file.size or 0) > LARGEST:
        raise NotASheet(_("文件超过%(most)s MB，没有导入。") % {"most": LARGEST // 1048576})
    file.seek(0)
    content = file.read()
    file.seek(0)
    return bytes(content)


def _kept(
    *, kind: str, subject: int | None, actor: Person, file: UploadedFile, good: Good, errors: list[Wrong], skipped: int,
    day: date,
) -> SheetUpload:  # fmt: skip
    kept = kept_files.keep(file, "sheets")
    upload = SheetUpload.objects.create(
        kind=kind, subject=subject, name=kept.name, kept_as=kept.kept_as, sha256=kept.sha256, rows=good,
        errors=[[wrong.row, wrong.column, wrong.words] for wrong in errors], skipped=skipped, uploaded_by=actor,
        uploaded_on=day,
    )  # fmt: skip
    record(
        actor=actor, verb="supervision.check_sheet", object_kind="sheet", object_id=upload.pk, words=kept.name,
        detail={"good": len(good), "errors": len(errors)},
    )  # fmt: skip
    return upload


def original(upload: SheetUpload) -> bytes:
    """The sheet as it came."""
    return kept_files.path_of(upload.kept_as).read_bytes()


@transaction.atomic
def take_rows(*, upload: SheetUpload, actor: Person, on: date | None = None) -> tuple[int, list[tuple[int, str]]]:
    """Takes the good rows over, once; gives how many, and the rows that were refused meanwhile with the reason.

    Raises SomeoneElse where it was done before, NotAllowed where the sheet is someone else's.
    """
    if upload.uploaded_by_id != actor.pk:
        raise NotAllowed(_("这张表不是您上传的，没有导入。"))
    if not SheetUpload.objects.filter(pk=upload.pk, state=State.CHECKED).update(state=State.TAKEN):
        raise SomeoneElse
    upload.state = State.TAKEN
    taken, refused = _take_reports(upload, actor, on) if upload.kind == Kind.REPORTS else _take_plan(upload, actor, on)
    record(
        actor=actor, verb="supervision.take_sheet", object_kind="sheet", object_id=upload.pk, words=upload.name,
        detail={"taken": taken, "refused": len(refused)},
    )  # fmt: skip
    return taken, refused


def _take_reports(upload: SheetUpload, actor: Person, on: date | None) -> tuple[int, list[tuple[int, str]]]:
    taken, refused = 0, []
    for number, row in upload.rows:
        report = ProgressReport.objects.select_related("matter__region", "cycle").get(pk=row["report"])
        values = {name: row[name] for name in ("words", "problems", "next_steps")}
        values["share"] = None if row["share"] is None else Decimal(row["share"])
        try:
            with transaction.atomic():
                submit_report(report=report, actor=actor, version=row["version"], values=values, on=on)
        except NotAllowed as why:
            refused.append((number, why.words))
        except SomeoneElse:
            refused.append((number, _("这份进展刚被别人改过，没有导入。请重新下载表格核对。")))
        else:
            taken += 1
    return taken, refused


def _take_plan(upload: SheetUpload, actor: Person, on: date | None) -> tuple[int, list[tuple[int, str]]]:
    """The rows become the plan's draft in place of the lines it had."""
    plan = UnitPlan.objects.select_related("request__region", "unit").get(pk=upload.subject)
    matters = {
        m.pk: m for m in Matter.objects.filter(pk__in=[row["matter"] for _n, row in upload.rows if row["matter"]])
    }
    lines = [
        Line(
            row["key_point"], row["measure"], date.fromisoformat(row["by_on"]) if row["by_on"] else None,
            None if row["share"] is None else Decimal(row["share"]), row["units"], matters.get(row["matter"]),
        )
        for _number, row in upload.rows
    ]  # fmt: skip
    save_plan(plan=plan, actor=actor, version=plan.version, goal=plan.goal, lines=lines, on=on)
    return len(lines), []
