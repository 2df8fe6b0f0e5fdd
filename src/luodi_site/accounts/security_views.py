"""Pages of the security administrator: roles asked for, and accounts locked after wrong passwords."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts import lockouts as locks
from luodi_site.accounts import queries
from luodi_site.accounts.access import own, role
from luodi_site.accounts.actions.roles import OwnRequest, PowersApart, SomeoneElse, decide_role
from luodi_site.accounts.actions.security import unlock_account
from luodi_site.accounts.actions.tokens import make_token, revoke_token
from luodi_site.accounts.forms import TokenForm, powers_words
from luodi_site.accounts.models import Membership, RoleRequest
from luodi_site.accounts.tokens import SCOPES
from luodi_site.lib.pages import page_of

Role = Membership.Role
State = RoleRequest.State


@role(Role.SECURITY)
def role_requests(request: HttpRequest) -> HttpResponse:
    """What waits for a decision; on request what was decided."""
    found = queries.role_requests_decided_by(request.user)
    waiting = found.filter(state=State.WAITING)
    shown = found.exclude(state=State.WAITING) if request.GET.get("state") == "done" else waiting
    context = {"page": page_of(request, shown), "waiting": waiting.count(), "me": request.user}
    return render(request, "accounts/role_requests.html", context)


@own(Role.SECURITY)
@require_POST
def decide(request: HttpRequest, request_id: int) -> HttpResponse:
    found = get_object_or_404(queries.role_requests_decided_by(request.user), pk=request_id)
    is_granted = request.POST.get("answer") == "grant"
    try:
        decide_role(actor=request.user, request=found, is_granted=is_granted)
    except OwnRequest:
        messages.error(request, _("自己提出的申请或涉及自己的角色，须由另一位安全管理员批准。"))
    except PowersApart:
        messages.error(request, powers_words())
    except SomeoneElse:
        messages.error(request, _("没有保存：这条申请刚被处理，请看最新情况。"))
    else:
        words = _("已批准“%(what)s”。") if is_granted else _("没有批准“%(what)s”。")
        messages.success(request, words % {"what": found})
    return redirect("accounts:role_requests")


@role(Role.SECURITY)
def lockouts(request: HttpRequest) -> HttpResponse:
    """Accounts that are locked now, and the rules of signing in."""
    rules = {
        "tries": settings.AXES_FAILURE_LIMIT, "minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
        "length": locks.LEAST_LENGTH, "hours": settings.SESSION_COOKIE_AGE // 3600,
    }  # fmt: skip
    context = {"page": page_of(request, locks.locked_accounts(request.user)), "rules": rules}
    return render(request, "accounts/lockouts.html", context)


@own(Role.SECURITY)
@require_POST
def unlock(request: HttpRequest, attempt_id: int) -> HttpResponse:
    found = get_object_or_404(locks.locked_accounts(request.user), pk=attempt_id)
    unlock_account(actor=request.user, attempt=found)
    messages.success(request, _("已解除“%(name)s”的锁定，本人现在可以重新登录。") % {"name": found.username})
    return redirect("accounts:lockouts")


@role(Role.SECURITY)
def tokens(request: HttpRequest) -> HttpResponse:
    """Tokens of units, and a form for a new one. The token itself stands on the answer to the form, and nowhere else."""
    form, made = TokenForm(request.user, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _token, made = make_token(actor=request.user, **form.cleaned_data)
        form = TokenForm(request.user)
    context = {
        "form": form, "made": made, "page": page_of(request, queries.tokens_kept_by(request.user)),
        "today": timezone.localdate(), "scopes": SCOPES,
    }  # fmt: skip
    response = render(request, "accounts/tokens.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@own(Role.SECURITY)
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    found = get_object_or_404(queries.tokens_kept_by(request.user), pk=token_id)
    revoke_token(actor=request.user, token=found)
    messages.success(request, _("已吊销“%(what)s”的令牌，立即失效。") % {"what": found})
    return redirect("accounts:tokens")
