"""Where a request comes from, known to actions without handing them the request."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_address: ContextVar[str] = ContextVar("address", default="")


def client_address(request: HttpRequest) -> str:
    """The caller's address; only as many forwarded entries are believed as there are proxies of our own."""
    direct = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXY_COUNT:
        return direct
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return forwarded[-settings.PROXY_COUNT] if len(forwarded) >= settings.PROXY_COUNT else direct


def current_address() -> str:
    """The address of the request being answered; empty outside of one."""
    return _address.get()


class RequestAddress:
    """Middleware that keeps the caller's address while a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _address.set(client_address(request)[:64])
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)
