"""Issues to be cleared by a deadline: read, raised, and taken a step further."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from luodi.ledger.issues import WAY
from luodi_site.accounts.models import Membership
from luodi_site.api.access import reads, writes
from luodi_site.api.files import FileIn, as_files
from luodi_site.api.paging import Page, PageQuery, paged
from luodi_site.api.steps import Line, unit_for
from luodi_site.supervision import actions, issue_queries
from luodi_site.supervision.issue_history import issue_history
from luodi_site.supervision.models import Issue

router = Router(tags=["问题清单"])
Role = Membership.Role
Step = Literal["assign", "decline", "answer", "request_closure", "refuse_closure", "approve_closure", "reopen"]


class IssueOut(Schema):
    id: int = Field(description="编号")
    title: str = Field(description="问题")
    words: str = Field(description="情况说明")
    state: str = Field(description="状态代码")
    state_words: str = Field(description="状态")
    raised_by: str = Field(description="提出单位")
    firm: str = Field(description="涉及企业，没有的为空")
    lead_unit: str = Field(description="牵头办理单位，还没有交办的为空")
    raised_on: date = Field(description="提出日期")
    clear_by_on: date | None = Field(description="销号时限，还没有定的为空")
    closed_on: date | None = Field(description="销号日期")
    urgency: int = Field(description="紧急程度：0 一般、1 加急、2 特急")
    version: int = Field(description="版本，写入时带上以防覆盖别人的修改")

    @classmethod
    def of(cls, issue: Issue) -> dict[str, Any]:
        same = ("title", "words", "state", "raised_on", "clear_by_on", "closed_on", "urgency", "version")
        names = {"raised_by": issue.raised_by_unit, "firm": issue.firm, "lead_unit": issue.lead_unit}
        return {
            "id": issue.pk, "state_words": str(issue.get_state_display()),
            **{name: unit.name if unit else "" for name, unit in names.items()},
            **{name: getattr(issue, name) for name in same},
        }  # fmt: skip


class IssuePage(Page):
    items: list[IssueOut] = Field(description="问题，新的在前")


class IssueLine(Line):
    pass


class IssueWhole(IssueOut):
    history: list[IssueLine] = Field(description="经过，新的在前")
    steps: list[str] = Field(description="本单位现在可以做的步骤")


class IssueQuery(PageQuery):
    state: str = Field("", description="状态代码，如 assigned")


class IssueIn(Schema, extra="forbid"):
    title: str = Field(min_length=1, max_length=120, description="一句话写明问题")
    words: str = Field(min_length=1, max_length=4000, description="经过、影响和希望怎样解决")
    firm_id: int | None = Field(None, description="涉及企业的编号；企业自己提出的不填")
    files: list[FileIn] = Field([], max_length=10, description="材料")


class StepIn(Schema, extra="forbid"):
    step: Step = Field(description="步骤：交办、不予受理、回复、申请销号、退回申请、核实销号、重新打开")
    words: str = Field("", max_length=4000, description="说明")
    version: int | None = Field(None, description="读到的版本；不填按最新版本")
    lead_unit_id: int | None = Field(None, description="交办给哪个单位（仅交办）")
    clear_by_on: date | None = Field(None, description="销号时限（仅交办）")
    files: list[FileIn] = Field([], max_length=10, description="佐证材料；申请销号至少一份")


@router.get("/issues", response=IssuePage, summary="问题清单", description="本单位提出、办理或负责的问题。")
@reads()
def issues(request: HttpRequest, asked: Query[IssueQuery]) -> dict[str, Any]:
    found = issue_queries.issues_visible_to(request.user)
    found = found.filter(state=asked.state) if asked.state else found
    return paged(found.order_by("-pk"), asked, IssueOut.of)


@router.get(
    "/issues/{int:issue_id}", response=IssueWhole, summary="一个问题", description="情况、经过和现在可以做的步骤。"
)
@reads()
def issue(request: HttpRequest, issue_id: int) -> dict[str, Any]:
    found = get_object_or_404(issue_queries.issues_visible_to(request.user), pk=issue_id)
    steps = sorted(issue_queries.steps_possible(request.user, found))
    return {**IssueOut.of(found), "history": issue_history(found), "steps": steps}


@router.post("/issues", response=IssueOut, summary="提出问题", description="以令牌代表的单位提出一个问题。")
@writes("issue", Role.UNIT, Role.OFFICE, Role.FIRM)
def raise_issue(request: HttpRequest, body: IssueIn) -> IssueOut:
    unit = request.auth.unit  # type: ignore[attr-defined]
    firm = get_object_or_404(issue_queries.firms_for(request.user), pk=body.firm_id) if body.firm_id else None
    made = actions.raise_issue(
        actor=request.user, unit=unit, region=issue_queries.handling_region(unit), title=body.title, words=body.words, firm=firm,  # type: ignore[arg-type]
        files=as_files(body.files),
    )  # fmt: skip
    return IssueOut(**IssueOut.of(made))


@router.post(
    "/issues/{int:issue_id}/steps",
    response=IssueOut,
    summary="办理问题",
    description="交办、回复、申请和核实销号等步骤。",
)
@writes("issue")
def step(request: HttpRequest, issue_id: int, body: StepIn) -> IssueOut:
    found = get_object_or_404(issue_queries.issues_visible_to(request.user), pk=issue_id)
    units = issue_queries.steps_open_to(request.user, found)
    unit = unit_for(body.step, found, units, WAY, _("问题现在是“%(state)s”，不能这样操作。"))
    lead = None
    if body.lead_unit_id:
        lead = get_object_or_404(issue_queries.units_for_assigning(found.region), pk=body.lead_unit_id)
    actions.take_step(
        issue=found, actor=request.user, unit=unit, version=body.version or found.version, step=body.step,  # type: ignore[arg-type]
        words=body.words, lead_unit=lead, clear_by_on=body.clear_by_on, files=as_files(body.files),
    )  # fmt: skip
    found.refresh_from_db()
    return IssueOut(**IssueOut.of(found))
