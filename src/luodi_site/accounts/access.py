"""Who may open a page: each view declares it, and the test over the URL table reads the declaration."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from luodi_site.accounts.queries import roles_of

View = Callable[..., HttpResponse]
PUBLIC, SIGNED_IN, SECRET = "public", "signed_in", "secret"


def public(view: View) -> View:
    """Anyone, signed in or not."""
    view.access, view.is_own = PUBLIC, False  # type: ignore[attr-defined]
    return view


def by_secret(view: View) -> View:
    """Whoever knows the address, which holds a secret; the view itself knows whose it is (else 404)."""
    view.access, view.is_own = SECRET, True  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone signed in; the page shows only what is theirs."""
    return _guard(view, frozenset(), is_own=False)


def own(*roles: str) -> Callable[[View], View]:
    """Signed in, with one of the roles where some are named, and the view itself finds its object among those that
    the person may see (else 404)."""
    return lambda view: _guard(view, frozenset(roles), is_own=True)


def role(*roles: str) -> Callable[[View], View]:
    """Signed in with one of the roles in some unit."""
    return lambda view: _guard(view, frozenset(roles), is_own=False)


def _guard(view: View, roles: frozenset[str], *, is_own: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.headers.get("HX-Request"):
                # A part of a page cannot become the sign-in page: the whole page goes there.
                response = HttpResponse(status=401)
                response["HX-Redirect"] = f"{reverse('accounts:sign_in')}?{urlencode({'next': _page_of(request)})}"
                return response
            if request.method == "POST":
                messages.warning(request, _("登录已过期，刚才的提交没有保存。登录后回到原来的页面，填写的文字会恢复。"))
            return redirect_to_login(_page_of(request))
        if roles and not roles & roles_of(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded.access = roles or SIGNED_IN  # type: ignore[attr-defined]
    guarded.is_own = is_own  # type: ignore[attr-defined]
    return guarded


def _page_of(request: HttpRequest) -> str:
    """The page to come back to after signing in: what was posted to can often not be opened, the page it came from can."""
    if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path or "/"


class PasswordMustChange:
    """Middleware: someone with a first password changes it before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if person.is_authenticated and getattr(person, "has_to_change_password", False):
            free = {reverse("accounts:password"), reverse("accounts:sign_out"), reverse("boards:language")}
            if request.path not in free and not request.path.startswith("/static/"):
                return redirect("accounts:password")
        return self.get_response(request)
