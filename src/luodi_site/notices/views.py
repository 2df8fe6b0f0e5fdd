"""The list of notices, one's own settings, and the mail boxes and chat groups of units."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import own, role, signed_in
from luodi_site.accounts.models import Membership
from luodi_site.lib.pages import page_of
from luodi_site.notices import queries
from luodi_site.notices.actions import mark_read
from luodi_site.notices.actions import settings as setting_actions
from luodi_site.notices.forms import ChannelForm, NoticeSettingForm
from luodi_site.notices.models import Kind

KEEPERS = (Membership.Role.OFFICE, Membership.Role.ADMIN)


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """One's own, newest first; unread ones alone where the address says so."""
    found = queries.notices_of(request.user)
    kind, is_unread = request.GET.get("kind", ""), request.GET.get("state") == "unread"
    shown = found.filter(kind=kind) if kind in Kind.values else found
    context = {
        "page": page_of(request, shown.filter(read_at=None) if is_unread else shown), "kinds": Kind.choices,
        "unread": queries.unread_count(request.user), "total": found.count(),
    }  # fmt: skip
    return render(request, "notices/notices.html", context)


@own()
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Marks the notice as read and goes to where it is acted on."""
    found = get_object_or_404(queries.notices_of(request.user), pk=notice_id)
    mark_read(person=request.user, notices=[found.pk])
    is_ours = found.url.startswith("/") and url_has_allowed_host_and_scheme(found.url, {request.get_host()})
    return redirect(found.url if is_ours else "notices:notices")


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = mark_read(person=request.user)
    messages.success(request, _("已把%(count)s条消息标为已读。") % {"count": count})
    return redirect("notices:notices")


@signed_in
def settings(request: HttpRequest) -> HttpResponse:
    """One's own mail box, quiet hours and kinds."""
    person: Any = request.user
    form = NoticeSettingForm(queries.setting_of(person), request.POST or None)
    if request.method == "POST" and form.is_valid():
        setting_actions.set_notice_setting(person=person, **form.cleaned_data)
        messages.success(request, _("消息设置已保存。"))
        return redirect("notices:settings")
    return render(request, "notices/settings.html", {"form": form}, status=422 if form.errors else 200)


@role(*KEEPERS)
def channels(request: HttpRequest) -> HttpResponse:
    """Where units are told, and what could not be delivered there."""
    form = ChannelForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        setting_actions.add_channel(actor=request.user, **form.cleaned_data)
        messages.success(request, _("已新增，之后发给这个单位的消息会同时发到这里。"))
        return redirect("notices:channels")
    context = {
        "form": form, "page": page_of(request, queries.channels_kept_by(request.user)),
        "undelivered": queries.undelivered_to(request.user)[:20],
    }  # fmt: skip
    return render(request, "notices/channels.html", context, status=422 if form.errors else 200)


@own(*KEEPERS)
@require_POST
def channel_state(request: HttpRequest, channel_id: int) -> HttpResponse:
    found = get_object_or_404(queries.channels_kept_by(request.user), pk=channel_id)
    setting_actions.set_channel_active(actor=request.user, channel=found, is_active=request.POST.get("active") == "1")
    messages.success(request, _("已保存。"))
    return redirect("notices:channels")
