"""Action plans and yearly lists: read, handed in line by line, returned and accepted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from luodi_site.accounts.models import Membership
from luodi_site.api.access import reads, writes
from luodi_site.api.errors import ApiError
from luodi_site.api.paging import Page, PageQuery, paged
from luodi_site.supervision import actions
from luodi_site.supervision.actions.plans import plan_parts
from luodi_site.supervision.models import UnitPlan
from luodi_site.supervision.plan_forms import matters_of
from luodi_site.supervision.report_queries import plans_visible_to

router = Router(tags=["方案清单"])
Role, State = Membership.Role, UnitPlan.State
_DRAFTS = (State.ASKED, State.RETURNED)


class PlanOut(Schema):
    id: int = Field(description="编号")
    title: str = Field(description="方案名称")
    kind: str = Field(description="action_plan 三年行动方案、year_list 年度工作清单")
    policy_id: int | None = Field(description="针对的政策编号，不针对某一份的为空")
    unit: str = Field(description="报送单位")
    state: str = Field(description="状态代码")
    state_words: str = Field(description="状态")
    due_on: date = Field(description="报送期限")
    submitted_on: date | None = Field(description="提交日期")
    reason: str = Field(description="退回理由或通过意见")
    version: int = Field(description="版本，写入时可带上以防覆盖别人的修改")

    @classmethod
    def of(cls, plan: UnitPlan) -> dict[str, Any]:
        asked = plan.request
        same = ("state", "submitted_on", "reason", "version")
        about = {"title": asked.title, "kind": asked.kind, "policy_id": asked.edition_id, "due_on": asked.due_on}
        more = {"id": plan.pk, "unit": plan.unit.name, "state_words": str(plan.get_state_display())}
        return {**more, **about, **{name: getattr(plan, name) for name in same}}


class PlanPage(Page):
    items: list[PlanOut] = Field(description="方案，新的在前")


class PlanLine(Schema, extra="forbid"):
    key_point: str = Field(min_length=1, max_length=400, description="工作要点")
    measure: str = Field("", max_length=4000, description="具体措施")
    by_on: date | None = Field(None, description="时间节点")
    share: Decimal | None = Field(None, ge=0, le=100, description="届时完成比例（%）")
    units: str = Field("", max_length=300, description="责任单位")
    position: int | None = Field(None, description="对应任务在文件中的序号")


class PlanWhole(PlanOut):
    goal: str = Field(description="目标")
    lines: list[PlanLine] = Field(description="各条；没有提交以前只有报送单位看得到")


class PlanQuery(PageQuery):
    state: str = Field("", description="状态代码，如 asked")


class PlanIn(Schema, extra="forbid"):
    goal: str = Field("", max_length=4000, description="目标")
    lines: list[PlanLine] = Field(min_length=1, max_length=200, description="各条，代替原来的各条")
    version: int | None = Field(None, description="读到的版本；不填按最新版本")


class DecisionIn(Schema, extra="forbid"):
    words: str = Field("", max_length=2000, description="退回理由（退回时必填）或通过意见")
    version: int | None = Field(None, description="读到的版本；不填按最新版本")


def _plan(request: HttpRequest, plan_id: int) -> UnitPlan:
    found: UnitPlan = get_object_or_404(plans_visible_to(request.user), pk=plan_id)
    return found


def _now(found: UnitPlan) -> PlanOut:
    found.refresh_from_db()
    return PlanOut(**PlanOut.of(found))


@router.get("/plans", response=PlanPage, summary="方案列表", description="布置给本单位或由本单位审核的方案。")
@reads()
def plans(request: HttpRequest, asked: Query[PlanQuery]) -> dict[str, Any]:
    found = plans_visible_to(request.user)
    found = found.filter(state=asked.state) if asked.state else found
    return paged(found.order_by("-pk"), asked, PlanOut.of)


@router.get("/plans/{int:plan_id}", response=PlanWhole, summary="一份方案", description="要求、状态和各条内容。")
@reads()
def plan(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    found = _plan(request, plan_id)
    shows = found.state not in _DRAFTS or "lead" in plan_parts(request.user, found)  # type: ignore[arg-type]
    rows = found.lines.select_related("matter") if shows else ()
    lines = [
        {"key_point": row.key_point, "measure": row.measure, "by_on": row.by_on, "share": row.share, "units": row.units,
         "position": row.matter.position if row.matter else None}
        for row in rows
    ]  # fmt: skip
    return {**PlanOut.of(found), "goal": found.goal if shows else "", "lines": lines}


@router.post("/plans/{int:plan_id}/submit", response=PlanOut, summary="提交方案", description="写入各条并提交审核。")
@writes("report", Role.UNIT, Role.OFFICE)
def submit(request: HttpRequest, plan_id: int, body: PlanIn) -> PlanOut:
    found = _plan(request, plan_id)
    matters = matters_of(found.request)
    unknown = [line.position for line in body.lines if line.position is not None and line.position not in matters]
    if unknown:
        numbers = {"numbers": "、".join(map(str, unknown))}
        raise ApiError(422, "no_such_matter", _("没有序号为%(numbers)s的任务。") % numbers, _("请核对任务序号。"))
    lines = [
        actions.Line(line.key_point, line.measure, line.by_on, line.share, line.units, matters.get(line.position or 0))
        for line in body.lines
    ]
    actions.save_plan(
        plan=found, actor=request.user, version=body.version or found.version, goal=body.goal, lines=lines, submit=True,  # type: ignore[arg-type]
    )  # fmt: skip
    return _now(found)


@router.post("/plans/{int:plan_id}/return", response=PlanOut, summary="退回方案", description="写明理由退回修改。")
@writes("report", Role.OFFICE)
def return_(request: HttpRequest, plan_id: int, body: DecisionIn) -> PlanOut:
    found = _plan(request, plan_id)
    version = body.version or found.version
    actions.return_plan(plan=found, actor=request.user, version=version, reason=body.words)  # type: ignore[arg-type]
    return _now(found)


@router.post("/plans/{int:plan_id}/accept", response=PlanOut, summary="通过方案", description="通过后按各条排定进度。")
@writes("report", Role.OFFICE)
def accept(request: HttpRequest, plan_id: int, body: DecisionIn) -> PlanOut:
    found = _plan(request, plan_id)
    version = body.version or found.version
    actions.accept_plan(plan=found, actor=request.user, version=version, words=body.words)  # type: ignore[arg-type]
    return _now(found)
