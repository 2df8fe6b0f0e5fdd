"""Who calls: the token of a unit, what it may do, how often; and writes that are done once however often they are sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from luodi_site.accounts.actions.tokens import note_use
from luodi_site.accounts.models import ApiAnswer, ApiToken
from luodi_site.accounts.queries import roles_of
from luodi_site.accounts.tokens import token_for
from luodi_site.api.errors import ApiError

Operation = Callable[..., Any]
# What a view of the interface has for ``access`` in the table of addresses.
TOKEN = "token"
_LONGEST_KEY = 80


class UnitToken(HttpBearer):
    """The unit's token; the request's ``user`` becomes the person that stands for the unit's program."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = token_for(token)
        if found is not None:
            request.user = found.person
            note_use(token=found)
        return found


class PerToken(SimpleRateThrottle):
    """So many calls a minute for each token, counted in the site's cache."""

    scope = "api"

    def __init__(self) -> None:
        super().__init__(f"{settings.API_CALLS_A_MINUTE}/m")

    def get_cache_key(self, request: HttpRequest) -> str | None:
        token = getattr(request, "auth", None)
        return f"api_calls_{token.pk}" if isinstance(token, ApiToken) else None

    def allow_request(self, request: HttpRequest) -> bool:
        # Read anew at each call, so that a setting changed while the site runs holds.
        self.num_requests = settings.API_CALLS_A_MINUTE
        return super().allow_request(request)


def reads(*roles: str) -> Callable[[Operation], Operation]:
    """An operation that reads, for tokens with the scope ``read``, and of these roles where some are named."""
    return _needs("read", roles)


def writes(scope: str, *roles: str) -> Callable[[Operation], Operation]:
    """An operation that writes, for tokens with the scope; with an ``Idempotency-Key``, and done once for each key."""
    return lambda operation: _needs(scope, roles)(_once(operation))


def _needs(scope: str, roles: tuple[str, ...]) -> Callable[[Operation], Operation]:
    def guard(operation: Operation) -> Operation:
        @wraps(operation)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            token: ApiToken = request.auth  # type: ignore[attr-defined]
            if scope not in token.scopes or (roles and not set(roles) & roles_of(request.user)):
                raise PermissionDenied
            if any(map(_has_nul, kwargs.values())):
                raise ApiError(
                    422, "nul_character", _("请求里有空字符（NUL），不能保存，也查不到。"), _("请去掉后重发。")
                )
            return operation(request, *args, **kwargs)

        guarded.scope, guarded.roles = scope, roles  # type: ignore[attr-defined]
        # ninja would look for the parameters' types among the names of this file.
        guarded.__signature__ = signature(operation, eval_str=True)  # type: ignore[attr-defined]
        return guarded

    return guard


def _has_nul(value: Any) -> bool:
    """PostgreSQL takes no NUL in a text; the forms of the pages refuse it as well."""
    match value:
        case str():
            return "\0" in value
        case Schema():
            return any(_has_nul(getattr(value, name)) for name in type(value).model_fields)
        case dict():
            return any(map(_has_nul, [*value, *value.values()]))
        case list():
            return any(map(_has_nul, value))
    return False


def _once(operation: Operation) -> Operation:
    """Keeps the answer with the key, in the transaction of the write itself: both are there, or neither."""

    @wraps(operation)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        key = request.headers.get("Idempotency-Key", "")
        if not key or len(key) > _LONGEST_KEY:
            raise ApiError(
                400, "no_idempotency_key", _("写入须在请求头写 Idempotency-Key，最长80个字符。"),
                _("每次新的写入用新的值（如 UUID）；没有收到答复而重发时用原来的值。"),
            )  # fmt: skip
        token: ApiToken = request.auth  # type: ignore[attr-defined]
        digest = _digest(request)
        try:
            with transaction.atomic():
                place = ApiAnswer.objects.create(token=token, key=key, request=digest)
                said: Schema = operation(request, *args, **kwargs)
                place.status, place.answer = 200, said.model_dump(mode="json")
                place.save(update_fields=["status", "answer"])
                return said
        except IntegrityError:
            known = ApiAnswer.objects.filter(token=token, key=key).first()
            if known is None:  # something else was not unique: that is the operation's own error
                raise
        return _again(request, known, digest)

    return kept


def _again(request: HttpRequest, known: ApiAnswer, digest: str) -> Any:
    if known.request != digest:
        raise ApiError(409, "key_used", _("这个 Idempotency-Key 已经用于另一次写入。"), _("内容不同的写入请用新的值。"))
    request.is_replayed = True  # type: ignore[attr-defined]
    return known.answer


def _digest(request: HttpRequest) -> str:
    whole = b"\0".join([str(request.method).encode(), request.get_full_path().encode(), request.body])
    return hashlib.sha256(whole).hexdigest()


def mark_replayed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Says of an answer that it is the kept one."""
    if getattr(request, "is_replayed", False):
        response["Idempotent-Replay"] = "true"
    return response
