"""Action plans and yearly lists: what was asked of whom, and one unit's plan with its lines, in the browser or as Excel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luodi.ledger.moves import NotAllowed, acts_allowed
from luodi.reports.to_excel import to_bytes
from luodi_site.accounts.access import own, role, signed_in
from luodi_site.accounts.models import Membership
from luodi_site.accounts.queries import regions_run_by, roles_of
from luodi_site.lib import clock
from luodi_site.lib.asked import number_in
from luodi_site.lib.excel import EXCEL, as_download
from luodi_site.lib.marked_sheet import NotASheet
from luodi_site.lib.pages import page_of
from luodi_site.supervision import actions, sheets
from luodi_site.supervision import report_queries as queries
from luodi_site.supervision.actions.plans import plan_parts
from luodi_site.supervision.models import UnitPlan
from luodi_site.supervision.plan_forms import RequestForm, default_due, lines_of, matters_of
from luodi_site.supervision.queries import editions_run_by
from luodi_site.supervision.report_forms import ReasonForm

Role = Membership.Role
State = UnitPlan.State


@signed_in
def plans(request: HttpRequest) -> HttpResponse:
    """The plans that the person sees; what waits for them first."""
    today = clock.today()
    found = queries.plans_visible_to(request.user)
    counts = found.order_by().aggregate(
        total=Count("pk"), due=Count("pk", Q(state__in=[State.ASKED, State.RETURNED])),
        overdue=Count("pk", Q(state__in=[State.ASKED, State.RETURNED], request__due_on__lt=today)),
        submitted=Count("pk", Q(state=State.SUBMITTED)), accepted=Count("pk", Q(state=State.ACCEPTED)),
    )  # fmt: skip
    asked = number_in(request.GET, "request")
    if asked:
        found = found.filter(request_id=asked)
    context = {
        "page": page_of(request, found.annotate(lines_count=Count("lines")).order_by("-request_id", "unit__position", "pk")),
        "counts": counts, "today": today, "requests": queries.plan_requests_visible_to(request.user), "asked": asked,
        "is_office": Role.OFFICE in roles_of(request.user),
    }  # fmt: skip
    return render(request, "supervision/plans.html", context)


@role(Role.OFFICE)
def ask_plans(request: HttpRequest) -> HttpResponse:
    """Asks units for a plan by a day."""
    region = regions_run_by(request.user).order_by("path")[0]
    editions = editions_run_by(request.user).filter(region=region)
    today = clock.today()
    form = RequestForm(region, editions, request.POST or None, initial={"due_on": default_due(today)})
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "supervision/ask_plans.html", {"form": form}, status=422 if request.method == "POST" else 200
        )
    data = form.cleaned_data
    try:
        made = actions.ask_for_plans(
            region=region, actor=request.user, kind=data["kind"], title=data["title"], units=form.asked,
            due_on=data["due_on"], edition=data["edition"], words=data["words"],
        )  # fmt: skip
    except NotAllowed as why:
        messages.error(request, why.words)
        return redirect("supervision:plans")
    messages.success(request, _("已布置给%(count)s个单位。") % {"count": len(form.asked)})
    return redirect(f"{reverse('supervision:plans')}?request={made.pk}")


def _found(request: HttpRequest, plan_id: int) -> UnitPlan:
    found: UnitPlan = get_object_or_404(queries.plans_visible_to(request.user), pk=plan_id)
    return found


@own()
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    return _page(request, _found(request, plan_id))


def _page(request: HttpRequest, found: UnitPlan, status: int = 200, **given: Any) -> HttpResponse:
    parts = plan_parts(request.user, found)
    acts = {act for part in parts for act in acts_allowed("plan", found.state, part)}
    is_draft = found.state in (State.ASKED, State.RETURNED)
    context: dict[str, Any] = {
        "plan": found, "asked": found.request, "acts": acts, "today": clock.today(), "is_draft": is_draft,
        "lines": found.lines.select_related("matter"), "shows_lines": not is_draft or "lead" in parts,
        "history": found.history.select_related("actor"), "act_words": _ACT_WORDS,
    }  # fmt: skip
    if "submit" in acts:
        context["grid"] = given.get("grid") or lines_of(found, matters_of(found.request))
    if "return" in acts:
        context["return_form"] = given.get("return_form") or ReasonForm(found.version, prefix="return")
    return render(request, "supervision/plan.html", context, status=status)


_ACT_WORDS = {
    "ask": gettext_lazy("布置"), "submit": gettext_lazy("提交"), "withdraw": gettext_lazy("撤回"),
    "return": gettext_lazy("退回"), "accept": gettext_lazy("通过"),
}  # fmt: skip


def _version(request: HttpRequest) -> int:
    words = request.POST.get("version", "")
    return int(words) if words.isdecimal() else 0


@own()
@require_POST
def plan_act(request: HttpRequest, plan_id: int, act: str) -> HttpResponse:
    """One act on a plan; who may do it in which state the table of moves says."""
    found, by = _found(request, plan_id), request.user
    try:
        if act in ("save", "submit"):
            return _write(request, found, is_handed_in=act == "submit")
        elif act == "upload":
            return _upload(request, found)
        elif act == "withdraw":
            actions.withdraw_plan(plan=found, actor=by, version=_version(request))
            messages.success(request, _("已撤回，可以修改后重新提交。"))
        elif act == "accept":
            count = actions.accept_plan(plan=found, actor=by, version=_version(request))
            messages.success(request, _("已通过；按方案排定了%(count)s项任务的进度。") % {"count": count})
        elif act == "return":
            form = ReasonForm(found.version, request.POST, prefix="return")
            if not form.is_valid():
                return _page(request, found, 422, return_form=form)
            data = form.cleaned_data
            actions.return_plan(plan=found, actor=by, version=data["version"], reason=data["reason"])
            messages.success(request, _("已退回，单位会看到理由。"))
        else:
            raise Http404
    except actions.SomeoneElse:
        messages.error(request, _("没有保存：这份方案刚被别人处理过，请看过最新情况再办。"))
    except NotAllowed as why:
        messages.error(request, why.words)
    return redirect("supervision:plan", plan_id)


def _write(request: HttpRequest, found: UnitPlan, *, is_handed_in: bool) -> HttpResponse:
    grid = lines_of(found, matters_of(found.request), request.POST)
    if not grid.is_valid():
        return _page(request, found, 422, grid=grid)
    lines = [line for form in grid.forms if (line := form.line)]
    actions.save_plan(
        plan=found, actor=request.user, version=_version(request), goal=request.POST.get("goal", "")[:4000], lines=lines,
        submit=is_handed_in,
    )  # fmt: skip
    messages.success(request, _("已提交，等待协调办审核。") if is_handed_in else _("已暂存。"))
    return redirect("supervision:plan", found.pk)


def _upload(request: HttpRequest, found: UnitPlan) -> HttpResponse:
    file = request.FILES.get("sheet")
    if file is None:
        raise NotAllowed(_("没有选择文件。请选择填好的Excel表格。"))
    if "lead" not in plan_parts(request.user, found):
        raise NotAllowed(_("这一步不由您办理，没有保存。"))
    try:
        upload = actions.check_plan(plan=found, actor=request.user, file=file)
    except NotASheet as why:
        raise NotAllowed(why.words) from why
    return redirect("supervision:sheet", upload.pk)


@own()
def plan_excel(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan's lines as a sheet, to fill in or to keep."""
    found, today = _found(request, plan_id), clock.today()
    parts = plan_parts(request.user, found)
    is_draft = found.state in (State.ASKED, State.RETURNED)
    lines = found.lines.select_related("matter") if not is_draft or "lead" in parts else ()
    sheet = sheets.plan_sheet(found.request.title, lines)
    return as_download(to_bytes([sheet], today), f"{found.request.title}（{found.unit}）.xlsx", EXCEL)
