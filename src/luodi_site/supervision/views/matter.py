"""One matter: its clause in words, units, targets and history; assigning units and setting a deadline."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import own
from luodi_site.accounts.models import Membership
from luodi_site.supervision import actions, queries
from luodi_site.supervision.advice import suggestions_for
from luodi_site.supervision.forms import AssignForm, DeadlineForm
from luodi_site.supervision.history import history_of
from luodi_site.supervision.models import Matter
from luodi_site.supervision.parties import parts_of
from luodi_site.supervision.rows import matter_row, target_row

Role = Membership.Role


@own()
def matter(request: HttpRequest, matter_id: int) -> HttpResponse:
    found = get_object_or_404(queries.matters_visible_to(request.user).defer(None), pk=matter_id)
    return _page(request, found)


def _page(request: HttpRequest, found: Matter, status: int = 200, **forms: Any) -> HttpResponse:
    may_run = found.state == Matter.State.OPEN and queries.matters_run_by(request.user).filter(pk=found.pk).exists()
    suggestion = suggestions_for(request.user, [found]).get(found.pk) if may_run else None
    if may_run:
        forms.setdefault("assign_form", AssignForm(found))
        forms.setdefault("deadline_form", DeadlineForm(found))
    context = {
        "matter": found, "row": matter_row(found, timezone.localdate()), "may_run": may_run, "may_delegate": "lead" in parts_of(request.user, found),
        "clause": found.text, "history": history_of(found),
        "suggestion": suggestion,
        "targets": [target_row(t) for t in found.targets.select_related("edition").prefetch_related("matter__units__unit")],
        "milestones": found.milestones if len(found.milestones) > 1 else [], **forms,
    }  # fmt: skip
    return render(request, "supervision/matter.html", context, status=status)


@own(Role.OFFICE)
@require_POST
def assign(request: HttpRequest, matter_id: int) -> HttpResponse:
    found = get_object_or_404(queries.matters_run_by(request.user).defer(None), pk=matter_id)
    form = AssignForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, assign_form=form)
    try:
        version = form.cleaned_data["version"]
        actions.assign_units(matter=found, actor=request.user, version=version, units=form.units)
        messages.success(request, _("已分派，各单位现在可以看到这项任务。"))
    except actions.SomeoneElse:
        messages.error(request, _("没有保存：这项任务刚被别人修改过，请看过最新情况再改。"))
    return redirect("supervision:matter", matter_id)


@own(Role.OFFICE)
@require_POST
def deadline(request: HttpRequest, matter_id: int) -> HttpResponse:
    found = get_object_or_404(queries.matters_run_by(request.user).defer(None), pk=matter_id)
    form = DeadlineForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, deadline_form=form)
    data = form.cleaned_data
    try:
        actions.set_deadline(
            matter=found, actor=request.user, version=data["version"], day=data["on"], reason=data["reason"]
        )
        messages.success(request, _("时限已更新，并记入台账。"))
    except actions.SomeoneElse:
        messages.error(request, _("没有保存：这项任务刚被别人修改过，请看过最新情况再改。"))
    return redirect("supervision:matter", matter_id)
