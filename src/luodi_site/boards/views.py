"""The desk, the choice of language, search, and the pages that say what went wrong."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luodi_site.accounts.access import public, role, signed_in
from luodi_site.accounts.models import Membership
from luodi_site.boards.month import first_of, month_of
from luodi_site.boards.queries import desk_of
from luodi_site.boards.searching import KINDS, find
from luodi_site.lib import clock
from luodi_site.lib.asked import choice_in, words_in

Role = Membership.Role


@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What the person has to do today."""
    return render(request, "boards/desk.html", {"desk": desk_of(request.user)})


@role(Role.LEADER, Role.OFFICE)
def month(request: HttpRequest) -> HttpResponse:
    """The month on one page; ``?month=2026-03`` for another than this."""
    today = clock.today()
    try:
        start = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        start = first_of(today)
    start = min(start, first_of(today))
    return render(request, "boards/month.html", {"month": month_of(request.user, start, today), "today": today})


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """Everything by words, of one kind where the address says so."""
    words, kind = words_in(request.GET), choice_in(request.GET, "kind", dict(KINDS))
    context = {
        "words": words,
        "kind": kind,
        "kinds": KINDS,
        "found": find(request.user, words, kind),
        "words_searched": words,
    }
    return render(request, "boards/search.html", context)


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen language in a cookie and goes back."""
    wanted = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE, samesite=settings.LANGUAGE_COOKIE_SAMESITE, httponly=True,
        )  # fmt: skip
    return response


def _failed(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    return render(request, "failed.html", {"status": status, "title": title, "words": words}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _failed(request, 400, _("这个请求有误"), _("网址或表单内容不完整，请返回上一页重试。"))


def no_permission(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _failed(
        request,
        403,
        _("您没有权限打开这个页面"),
        _("这个页面由其他角色使用。如工作需要，请联系本单位的系统管理员开通。"),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _failed(
        request,
        404,
        _("没有找到这个页面"),
        _("网址可能有误，内容可能已撤回，或不在您单位可见的范围内。请从左侧栏目重新进入。"),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without context processors: whatever broke may break them too."""
    return HttpResponse(render_to_string("server_error.html"), status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago, or cookies are off."""
    return _failed(
        request,
        403,
        _("页面打开太久，已经失效"),
        _("为了安全，这次提交没有保存。请返回上一页刷新后重新提交；浏览器须允许使用本站的小型数据文件。"),
    )
