"""Matters under supervision with their history, and reports of progress: read, handed in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from luodi_site.api.access import reads, writes
from luodi_site.api.errors import ApiError
from luodi_site.api.files import FileIn, as_files
from luodi_site.api.paging import Page, PageQuery, paged
from luodi_site.api.steps import Line
from luodi_site.lib import clock
from luodi_site.lib.once import few
from luodi_site.supervision import actions
from luodi_site.supervision.delegating import reported_for_others, reporting_parts
from luodi_site.supervision.history import history_of
from luodi_site.supervision.models import Matter, ProgressReport
from luodi_site.supervision.parties import parts_of
from luodi_site.supervision.queries import matters_visible_to

router = Router(tags=["台账"])
State = ProgressReport.State
_DRAFTS = (State.DUE, State.RETURNED)


class MatterUnitOut(Schema):
    role: str = Field(description="lead 牵头、responsible 责任、supporting 配合、implied 落实")
    name: str = Field(description="文件中的写法")
    unit_id: int | None = Field(description="单位编号，名册里没有的为空")


class MatterOut(Schema):
    id: int = Field(description="编号")
    title: str = Field(description="任务")
    document: str = Field(description="来源文件")
    policy_id: int | None = Field(description="政策编号，来自批示、会议等的为空")
    place: str = Field(description="所在条款")
    state: str = Field(description="状态代码")
    state_words: str = Field(description="状态")
    deadline: date | None = Field(description="时限，没有定的为空")
    urgency: int = Field(description="紧急程度：0 一般、1 加急、2 特急")
    light: str = Field(description="灯号代码，还没有判定的为空")
    light_words: str = Field(description="灯号")
    progress: Decimal | None = Field(description="已采纳的进度（%），没有报过的为空")
    scheduled: Decimal | None = Field(description="按序时应达到的进度（%）")
    units: list[MatterUnitOut] = Field(description="单位")
    version: int = Field(description="版本，写入时可带上以防覆盖别人的修改")

    @classmethod
    def of(cls, matter: Matter) -> dict[str, Any]:
        same = (
            "title",
            "document",
            "place",
            "state",
            "deadline",
            "urgency",
            "light",
            "light_words",
            "progress",
            "scheduled",
            "version",
        )
        units = [{"role": row.role, "name": row.name, "unit_id": row.unit_id} for row in matter.units.all()]
        more = {
            "id": matter.pk,
            "policy_id": matter.edition_id,
            "state_words": str(matter.get_state_display()),
            "units": units,
        }
        return {name: getattr(matter, name) for name in same} | more


class MatterPage(Page):
    items: list[MatterOut] = Field(description="任务")


class HistoryLine(Line):
    who: str = Field(description="经办人")


class MatterWhole(MatterOut):
    text: str = Field(description="原文")
    history: list[HistoryLine] = Field(description="经过，新的在前")


class MatterQuery(PageQuery):
    state: str = Field("", description="状态代码，如 open")
    light: str = Field("", description="灯号代码，如 red")
    policy_id: int | None = Field(None, description="只看这份政策的")
    unit_id: int | None = Field(None, description="只看有这个单位的")


@router.get("/matters", response=MatterPage, summary="任务台账", description="本单位可见的任务。")
@reads()
def matters(request: HttpRequest, asked: Query[MatterQuery]) -> dict[str, Any]:
    wanted = {"state": asked.state, "light": asked.light, "edition": asked.policy_id}
    found = matters_visible_to(request.user).filter(**{name: value for name, value in wanted.items() if value})
    if asked.unit_id:
        found = found.filter(units__unit=asked.unit_id).distinct()
    return paged(found.order_by("pk"), asked, MatterOut.of)


@router.get(
    "/matters/{int:matter_id}", response=MatterWhole, summary="一项任务", description="原文、单位、灯号和全部经过。"
)
@reads()
def matter(request: HttpRequest, matter_id: int) -> dict[str, Any]:
    found = get_object_or_404(matters_visible_to(request.user).defer(None), pk=matter_id)
    return {**MatterOut.of(found), "text": found.text, "history": history_of(found, request.user)}


class ReportOut(Schema):
    id: int = Field(description="编号")
    matter_id: int = Field(description="任务编号")
    cycle: str = Field(description="哪一期，自行报送的为空")
    state: str = Field(description="due 待报、submitted 待审、returned 已退回、accepted 已采纳、excused 免报")
    due_on: date | None = Field(description="应报日期")
    submitted_on: date | None = Field(description="报送日期")
    share: Decimal | None = Field(description="进度（%）")
    words: str = Field(description="进展；草稿只给牵头单位看")
    problems: str = Field(description="存在问题")
    next_steps: str = Field(description="下一步打算")
    reason: str = Field(description="审核意见或退回理由")
    version: int = Field(description="版本，报送时带上以防覆盖别人的修改")


class ReportPage(Page):
    items: list[ReportOut] = Field(description="进展报送")


class ReportQuery(PageQuery):
    state: str = Field("", description="状态代码，如 due")
    matter_id: int | None = Field(None, description="只看这项任务的")


class ReportIn(Schema, extra="forbid"):
    share: Decimal | None = Field(None, ge=0, le=100, description="进度（%），0到100；说不准的不填")
    words: str = Field(min_length=1, max_length=4000, description="进展")
    problems: str = Field("", max_length=4000, description="存在问题")
    next_steps: str = Field("", max_length=4000, description="下一步打算")
    target_values: dict[str, Annotated[Decimal, Field(max_digits=20, decimal_places=4)]] = Field(
        {}, description="目标编号 → 当前值"
    )
    files: list[FileIn] = Field([], max_length=10, description="佐证材料")
    version: int | None = Field(None, description="读到的版本；不填按最新版本")


def reports_visible_to(request: HttpRequest) -> QuerySet[ProgressReport]:
    """Reports of matters that the caller may see."""
    seen = matters_visible_to(request.user).order_by().values("pk")
    found = ProgressReport.objects.filter(matter__in=seen)
    return found.select_related("cycle", "matter__region").prefetch_related("matter__units__unit")


def _report(request: HttpRequest, report: ProgressReport) -> dict[str, Any]:
    """A draft is nobody's but the lead's, and of whoever reports for it."""
    is_open = report.state not in _DRAFTS or _writes(request.user, report.matter)
    said = ("words", "problems", "next_steps")
    same = ("state", "due_on", "submitted_on", "reason", "version")
    return {
        "id": report.pk, "matter_id": report.matter_id, "cycle": str(report.cycle or ""),
        "share": report.share if is_open else None,
        **{name: getattr(report, name) if is_open else "" for name in said},
        **{name: getattr(report, name) for name in same},
    }  # fmt: skip


def _writes(person: Any, matter: Matter) -> bool:
    """Of whoever reports for others the delegations are read once a page, not for each report."""
    if "lead" in parts_of(person, matter):
        return True
    held = few(("held", person.pk), reported_for_others(person, clock.today()).values_list("matter_id", flat=True))
    return matter.pk in held and "lead" in reporting_parts(person, matter, clock.today())


@router.get("/reports", response=ReportPage, summary="进展报送列表", description="应报、待审、退回和采纳的进展报送。")
@reads()
def reports(request: HttpRequest, asked: Query[ReportQuery]) -> dict[str, Any]:
    wanted = {"state": asked.state, "matter": asked.matter_id}
    found = reports_visible_to(request).filter(**{name: value for name, value in wanted.items() if value})
    return paged(found.order_by("-pk"), asked, lambda row: _report(request, row))


@router.get("/reports/{int:report_id}", response=ReportOut, summary="一份进展报送", description="按编号读取。")
@reads()
def report(request: HttpRequest, report_id: int) -> dict[str, Any]:
    return _report(request, get_object_or_404(reports_visible_to(request), pk=report_id))


@router.post(
    "/reports/{int:report_id}/submit", response=ReportOut, summary="报送进展",
    description="牵头单位报送一份待报或被退回的进展；报送后由协调办审核。",
)  # fmt: skip
@writes("report")
def submit(request: HttpRequest, report_id: int, body: ReportIn) -> ReportOut:
    return _submit(request, get_object_or_404(reports_visible_to(request), pk=report_id), body)


@router.post(
    "/matters/{int:matter_id}/reports", response=ReportOut, summary="自行报送进展",
    description="牵头单位在报送周期之外报送；有待报的一期时，报的就是那一期。",
)  # fmt: skip
@writes("report")
def report_now(request: HttpRequest, matter_id: int, body: ReportIn) -> ReportOut:
    found = get_object_or_404(matters_visible_to(request.user), pk=matter_id)
    return _submit(request, actions.start_report(matter=found, actor=request.user), body)  # type: ignore[arg-type]


def _submit(request: HttpRequest, found: ProgressReport, body: ReportIn) -> ReportOut:
    values = {name: getattr(body, name) for name in ("share", "words", "problems", "next_steps")}
    values["target_values"] = _values_of(found.matter, body)
    actions.submit_report(
        report=found, actor=request.user, version=body.version or found.version, values=values,  # type: ignore[arg-type]
        files=as_files(body.files),
    )  # fmt: skip
    found.refresh_from_db()
    return ReportOut(**_report(request, found))


def _values_of(matter: Matter, body: ReportIn) -> dict[str, str]:
    """The figures by their targets; one for a target of another matter would be lost without a word."""
    known = {str(number) for number in matter.targets.values_list("pk", flat=True)}
    if unknown := [number for number in body.target_values if number not in known]:
        words = _("这项任务没有编号为%(numbers)s的指标。") % {"numbers": "、".join(unknown)[:200]}
        raise ApiError(422, "no_such_target", words, _("请核对指标编号。"))
    return {number: str(value) for number, value in body.target_values.items()}
