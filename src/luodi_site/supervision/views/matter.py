"""One matter: its clause in words, units, targets and history; assigning units and setting a deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luodi.ledger.moves import NotAllowed, acts_allowed
from luodi_site.accounts.access import own
from luodi_site.accounts.models import Membership
from luodi_site.lib import clock
from luodi_site.supervision import actions, queries
from luodi_site.supervision.advice import suggestions_for
from luodi_site.supervision.delegating import reporting_parts
from luodi_site.supervision.evidence import NotEvidence
from luodi_site.supervision.forms import AssignForm, DeadlineForm, UrgencyForm
from luodi_site.supervision.history import history_of
from luodi_site.supervision.issue_forms import MatterLeaderForm
from luodi_site.supervision.issue_queries import contacts_of_matter, leaders_for
from luodi_site.supervision.lights import choice_of, status_of, steps_from
from luodi_site.supervision.models import Matter, ProgressReport
from luodi_site.supervision.order_queries import unsettled_of
from luodi_site.supervision.parties import is_run_by, leads_of, parts_of
from luodi_site.supervision.report_forms import ClosureForm, ReasonForm, ScheduleForm
from luodi_site.supervision.report_queries import OPEN_STATES
from luodi_site.supervision.rows import matter_row, target_row
from luodi_site.supervision.why import why

Role = Membership.Role
FormT = TypeVar("FormT", bound=Form)


@own()
def matter(request: HttpRequest, matter_id: int) -> HttpResponse:
    found = get_object_or_404(queries.matters_visible_to(request.user).defer(None), pk=matter_id)
    return _page(request, found)


def _page(request: HttpRequest, found: Matter, status: int = 200, **forms: Any) -> HttpResponse:
    today, parts = clock.today(), parts_of(request.user, found)
    acts = {act for part in parts for act in acts_allowed("matter", found.state, part)}
    may_run = found.state == Matter.State.OPEN and "office" in parts
    suggestion = suggestions_for(request.user, [found]).get(found.pk) if may_run else None
    if may_run:
        forms.setdefault("assign_form", AssignForm(found))
        forms.setdefault("deadline_form", DeadlineForm(found))
        forms.setdefault("urgency_form", UrgencyForm(found))
        forms.setdefault("schedule_form", ScheduleForm(found, prefix="schedule"))
        forms["leader_form"] = MatterLeaderForm(leaders_for(request.user).exclude(leader_contacts__matter=found))
    if "request_closure" in acts:
        forms.setdefault("closure_form", ClosureForm(found, prefix="closure"))
    if "refuse_closure" in acts or "reopen" in acts:
        forms.setdefault("reason_form", ReasonForm(found.version, prefix="reason"))
    reports = list(found.reports.select_related("cycle").exclude(state=ProgressReport.State.EXCUSED)[:12])
    shown = [r for r in reports if r.state not in OPEN_STATES or parts]
    context = {
        "matter": found, "row": matter_row(found, today), "may_run": may_run, "may_delegate": "lead" in parts,
        "acts": acts, "parts": parts, "today": today,
        "clause": found.text, "history": history_of(found, request.user), "suggestion": suggestion, "reports": shown,
        "last": next((r for r in reports if r.state == ProgressReport.State.ACCEPTED), None),
        "waiting": next((r for r in reversed(reports) if r.state in OPEN_STATES), None)
        if "lead" in reporting_parts(request.user, found, today) else None,
        "why": why(status_of(found, today)), "evidence": found.evidence.select_related("unit"),
        "targets": [target_row(t) for t in found.targets.select_related("edition").prefetch_related("matter__units__unit")],
        "milestones": found.milestones if len(found.milestones) > 1 else [], "steps": steps_from(found.steps),
        "question": actions.question_about(found) if may_run and found.edition and found.edition.supersedes_id else None,
        "pieces": found.parts.all(), "contacts": contacts_of_matter(found), **forms,
    }  # fmt: skip
    return render(request, "supervision/matter.html", context, status=status)


@own()
def why_lit(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Why this light: clause, unit, figures, days, history, and what comes next."""
    found = get_object_or_404(queries.matters_visible_to(request.user).defer(None), pk=matter_id)
    today = clock.today()
    day = _day(request.GET.get("on", ""), today)
    reports = found.reports.filter(state__in=OPEN_STATES).select_related("cycle").order_by("due_on")
    context = {
        "matter": found, "row": matter_row(found, today), "why": why(status_of(found, day)), "day": day, "today": today,
        "asked": reports.first(), "clause": found.text, "orders": unsettled_of(request.user, found),
        "lights": [line for line in history_of(found, request.user) if line.kind in _OF_LIGHTS and line.on <= day],
        "unit_words": "、".join(dict.fromkeys(row.name for row in leads_of(found))),
        "choice": choice_of(found.region_id, day), "may_choose": is_run_by(request.user, found),
    }  # fmt: skip
    return render(request, "supervision/why.html", context)


_OF_LIGHTS = ("light", "accept", "computed", "deadline", "schedule", "open", "return", "ask", "report")


def _day(words: str, today: date) -> date:
    """The day that the address asks for, never later than today."""
    try:
        return min(date.fromisoformat(words), today)
    except ValueError:
        return today


@own(Role.OFFICE)
@require_POST
def assign(request: HttpRequest, matter_id: int) -> HttpResponse:
    def act(found: Matter, form: AssignForm) -> None:
        actions.assign_units(matter=found, actor=request.user, version=form.cleaned_data["version"], units=form.units)

    return _changed(
        request, matter_id, AssignForm, act, name="assign_form", words=_("已分派，各单位现在可以看到这项任务。")
    )


@own(Role.OFFICE)
@require_POST
def deadline(request: HttpRequest, matter_id: int) -> HttpResponse:
    def act(found: Matter, form: DeadlineForm) -> None:
        data = form.cleaned_data
        actions.set_deadline(
            matter=found, actor=request.user, version=data["version"], day=data["on"], reason=data["reason"]
        )

    return _changed(request, matter_id, DeadlineForm, act, name="deadline_form", words=_("时限已更新，并记入台账。"))


@own(Role.OFFICE)
@require_POST
def schedule(request: HttpRequest, matter_id: int) -> HttpResponse:
    def act(found: Matter, form: ScheduleForm) -> None:
        data = form.cleaned_data
        actions.set_schedule(
            matter=found, actor=request.user, version=data["version"], steps=data["steps"], weight=data["weight"],
            reason=data["reason"],
        )  # fmt: skip

    form_of = partial(ScheduleForm, prefix="schedule")
    return _changed(request, matter_id, form_of, act, name="schedule_form", words=_("进度已排定，从今天起按它亮灯。"))


@own(Role.OFFICE)
@require_POST
def urgency(request: HttpRequest, matter_id: int) -> HttpResponse:
    def act(found: Matter, form: UrgencyForm) -> None:
        data = form.cleaned_data
        actions.set_urgency(
            matter=found, actor=request.user, version=data["version"], urgency=data["urgency"], reason=data["reason"]
        )

    return _changed(request, matter_id, UrgencyForm, act, name="urgency_form", words=_("紧急程度已更新，并记入台账。"))


def _changed(
    request: HttpRequest,
    matter_id: int,
    form_of: Callable[[Matter, Any], FormT],
    act: Callable[[Matter, FormT], None],
    *,
    name: str,
    words: str,
) -> HttpResponse:
    """What the office changes of a matter: done and said, or the page again with the form ``name`` and what is wrong in it."""
    found = get_object_or_404(queries.matters_run_by(request.user).defer(None), pk=matter_id)
    form = form_of(found, request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, **{name: form})
    _told(request, lambda: act(found, form), words)
    return redirect("supervision:matter", matter_id)


def _told(request: HttpRequest, act: Callable[[], object], words: str) -> None:
    """Does it and says so, or says in words why not."""
    try:
        act()
    except actions.SomeoneElse:
        messages.error(request, _("没有保存：这项任务刚被别人修改过，请看过最新情况再改。"))
    except (NotAllowed, NotEvidence) as why_not:
        messages.error(request, why_not.words)
    else:
        messages.success(request, words)


@own(Role.UNIT, Role.OFFICE)
@require_POST
def start_report(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Opens a report out of turn, or the one that waits."""
    found = get_object_or_404(queries.matters_visible_to(request.user).defer(None), pk=matter_id)
    try:
        report = actions.start_report(matter=found, actor=request.user)
    except NotAllowed as why_not:
        messages.error(request, why_not.words)
        return redirect("supervision:matter", matter_id)
    return redirect("supervision:report", report.pk)


@own(Role.UNIT, Role.OFFICE)
@require_POST
def close(request: HttpRequest, matter_id: int, closing: str) -> HttpResponse:
    """The acts by which a matter ends or begins again; who may do which the table of moves says."""
    found = get_object_or_404(queries.matters_visible_to(request.user).defer(None), pk=matter_id)
    if closing == "request":
        form = ClosureForm(found, request.POST, request.FILES, prefix="closure")
        if not form.is_valid():
            return _page(request, found, status=422, closure_form=form)
        data = form.cleaned_data
        more: dict[str, Any] = {"words": data["words"], "files": data["files"]}
    elif closing in ("refuse", "reopen"):
        reason = ReasonForm(found.version, request.POST, prefix="reason")
        if not reason.is_valid():
            return _page(request, found, status=422, reason_form=reason)
        data, more = reason.cleaned_data, {"reason": reason.cleaned_data["reason"]}
    elif closing in ("approve", "withdraw"):
        version = request.POST.get("version", "")
        data, more = {"version": int(version) if version.isdecimal() else 0}, {}
    else:
        raise Http404
    act, words = _CLOSING[closing]
    _told(request, lambda: act(matter=found, actor=request.user, version=data["version"], **more), str(words))
    return redirect("supervision:matter", matter_id)


_CLOSING: dict[str, tuple[Callable[..., None], Any]] = {
    "request": (actions.request_closure, gettext_lazy("已申请销号，等待协调办核验。")),
    "withdraw": (actions.withdraw_closure, gettext_lazy("已撤回销号申请。")),
    "approve": (actions.approve_closure, gettext_lazy("已核验销号。")),
    "refuse": (actions.refuse_closure, gettext_lazy("没有同意销号，牵头单位会看到理由。")),
    "reopen": (actions.reopen_matter, gettext_lazy("已重新办理。")),
}
