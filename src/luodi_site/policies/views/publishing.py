"""What is to be settled before publishing, publishing itself, opening again and withdrawing."""

from __future__ import annotations

from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import View, own
from luodi_site.accounts.models import Membership
from luodi_site.policies import actions, queries
from luodi_site.policies.actions.publishing import NotSettled, NotUnderReview
from luodi_site.policies.models import Edition, Reading
from luodi_site.policies.review_desk import ReviewDesk

Role = Membership.Role


class Publisher(Protocol):
    """An action that publishes; the supervision app has one that also opens the matters."""

    def __call__(self, *, reading: Reading, actor: Any, ticked: tuple[str, ...]) -> Edition: ...


@own(Role.OFFICE)
def settle(request: HttpRequest, reading_id: int) -> HttpResponse:
    """What the person is told, and what they must tick, before publishing."""
    reading = get_object_or_404(queries.readings_run_by(request.user), pk=reading_id)
    desk = ReviewDesk(reading)
    context = {"reading": reading, "settlement": desk.settlement, "progress": desk.progress, "desk": desk}
    return render(request, "policies/parts/settle.html", context)


def publish_view(publisher: Publisher) -> View:
    """A view that publishes by the given action; stands at ``/policies/<id>/publish/``."""

    @own(Role.OFFICE)
    @require_POST
    def publish(request: HttpRequest, reading_id: int) -> HttpResponse:
        reading = get_object_or_404(queries.readings_run_by(request.user), pk=reading_id)
        try:
            edition = publisher(reading=reading, actor=request.user, ticked=tuple(request.POST.getlist("tick")))
        except NotSettled:
            messages.error(request, _("还没有发布：请先处理，或勾选确认未核对的内容和未处理的问题。"))
            return redirect("policies:review", reading_id)
        except NotUnderReview:
            messages.warning(request, _("这份政策已经发布过了，没有重复发布。"))
            return redirect("policies:policy", reading_id)
        messages.success(
            request, _("已发布第%(number)s版。已发布的版次不再修改，更正请用“修订”。") % {"number": edition.number}
        )
        return redirect("policies:edition", edition.pk)

    return publish


publish = publish_view(actions.publish)


@own(Role.OFFICE)
@require_POST
def reopen(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Back under review; the edition in force stays in force."""
    reading = get_object_or_404(queries.readings_run_by(request.user), pk=reading_id)
    try:
        actions.reopen(reading=reading, actor=request.user)
    except NotUnderReview:
        messages.warning(request, _("这份政策已在核对中。"))
    return redirect("policies:review", reading_id)


@own(Role.OFFICE)
@require_POST
def withdraw(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Out of sight of all but the office and the auditors."""
    reading = get_object_or_404(queries.readings_run_by(request.user), pk=reading_id)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, _("请写明撤回的原因。"))
        return redirect("policies:history", reading_id)
    try:
        actions.withdraw(reading=reading, actor=request.user, reason=reason)
        messages.success(request, _("已撤回。各单位不再看到这份政策；可在“修订”后重新发布。"))
    except NotUnderReview:
        messages.warning(request, _("这份政策已经撤回。"))
    return redirect("policies:history", reading_id)
