"""Every error of the interface in one shape: a code, what went wrong, what to do, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from luodi.ledger.moves import NotAllowed
from luodi_site.lib.kept_files import FileTooLarge
from luodi_site.supervision.actions import Refused, SomeoneElse
from luodi_site.supervision.evidence import NotEvidence


class Place(Schema):
    """One wrong field."""

    field: str = Field(description="字段，如 body.words")
    message: str = Field(description="哪里不对")


class Error(Schema):
    """The body of every answer that is an error."""

    code: str = Field(description="错误代码，程序据此判断")
    message: str = Field(description="出了什么问题")
    hint: str = Field("", description="怎么办")
    errors: list[Place] = Field([], description="逐个字段的错误")


class ApiError(Exception):
    """An error that an operation gives on purpose."""

    def __init__(self, status: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(code)
        self.status, self.error = status, Error(code=code, message=message, hint=hint, errors=[])


def answer(status: int, code: str, message: str, hint: str = "", errors: list[Place] | None = None) -> JsonResponse:
    error = Error(code=code, message=message, hint=hint, errors=errors or [])
    return JsonResponse(error.model_dump(), status=status, json_dumps_params={"ensure_ascii": False})


def _given(_request: HttpRequest, why: ApiError) -> HttpResponse:
    return JsonResponse(why.error.model_dump(), status=why.status, json_dumps_params={"ensure_ascii": False})


def _nobody(_request: HttpRequest, _why: Any) -> HttpResponse:
    response = answer(
        401,
        "no_token",
        _("没有有效的令牌。"),
        _("请在请求头写 Authorization: Bearer 令牌；令牌由安全管理员签发，可能已到期或吊销。"),
    )
    response["WWW-Authenticate"] = "Bearer"
    return response


def _forbidden(_request: HttpRequest, _why: Any) -> HttpResponse:
    return answer(403, "not_permitted", _("这个令牌没有此项权限。"), _("请联系安全管理员签发有相应权限的令牌。"))


def _missing(_request: HttpRequest, _why: Any) -> HttpResponse:
    return answer(404, "not_found", _("没有找到，或不在本单位可见的范围内。"), _("请核对编号。"))


def _too_many(_request: HttpRequest, why: Throttled) -> HttpResponse:
    response = answer(429, "too_many_calls", _("调用过于频繁。"), _("请按 Retry-After 给出的秒数等待后再调用。"))
    response["Retry-After"] = str(int(why.wait or 60) + 1)
    return response


def _unreadable(_request: HttpRequest, why: HttpError) -> HttpResponse:
    return answer(why.status_code, "unreadable", _("请求读不了。"), _("请检查正文是否为有效的 JSON。"))


def _invalid(_request: HttpRequest, why: ValidationError) -> HttpResponse:
    places = [Place(field=_field(error["loc"]), message=_said(error)) for error in why.errors]
    return answer(422, "invalid", _("请求内容有误，没有保存。"), _("请按 errors 逐项改正。"), places)


def _field(loc: Any) -> str:
    """``body.words``: ninja's own name of the parameter between them says nothing to a caller."""
    parts = [str(part) for part in loc]
    return ".".join([parts[0], *parts[2:]] if parts[0] == "body" and len(parts) > 2 else parts)


def _said(error: dict[str, Any]) -> str:
    limits = error.get("ctx") or {}
    known = {
        "missing": _("必须填写"), "string_type": _("须是文字"), "int_parsing": _("须是整数"), "int_type": _("须是整数"),
        "date_from_datetime_parsing": _("须是日期，如 2026-03-05"), "date_parsing": _("须是日期，如 2026-03-05"),
        "decimal_parsing": _("须是数字"), "decimal_type": _("须是数字"), "list_type": _("须是列表"),
        "model_attributes_type": _("须是对象"), "json_invalid": _("不是有效的 JSON"), "extra_forbidden": _("没有这个字段"),
        "string_too_long": _("不能超过%(most)s个字") % {"most": limits.get("max_length")},
        "string_too_short": _("不能少于%(least)s个字") % {"least": limits.get("min_length")},
        "decimal_max_digits": _("最多%(most)s位数字") % {"most": limits.get("max_digits")},
        "decimal_whole_digits": _("整数部分最多%(most)s位") % {"most": limits.get("whole_digits")},
        "decimal_max_places": _("小数最多%(most)s位") % {"most": limits.get("decimal_places")},
        "less_than_equal": _("不能大于%(most)s") % {"most": limits.get("le")},
        "greater_than_equal": _("不能小于%(least)s") % {"least": limits.get("ge")},
    }  # fmt: skip
    return known.get(error["type"]) or _("不符合要求（%(why)s）") % {"why": error["type"]}


def _changed(_request: HttpRequest, _why: Any) -> HttpResponse:
    return answer(
        409, "changed_meanwhile", _("没有保存：内容刚被别人修改过。"), _("请重新读取最新内容，再决定是否写入。")
    )


def _not_allowed(_request: HttpRequest, why: Any) -> HttpResponse:
    return answer(422, "not_allowed", getattr(why, "words", str(why)))


def _refused(_request: HttpRequest, why: Refused) -> HttpResponse:
    first = why.problems[0]
    return answer(422, first.code, first.message, first.hint)


def _too_large(_request: HttpRequest, why: FileTooLarge) -> HttpResponse:
    return answer(413, "file_too_large", _("“%(name)s”太大，没有保存。") % {"name": why}, _("请压缩或拆分后再传。"))


HANDLERS: tuple[tuple[type[Exception], Callable[..., HttpResponse]], ...] = (
    (ApiError, _given),
    (AuthenticationError, _nobody),
    (PermissionDenied, _forbidden),
    (Http404, _missing),
    (Throttled, _too_many),
    (ValidationError, _invalid),
    (HttpError, _unreadable),
    (SomeoneElse, _changed),
    (NotAllowed, _not_allowed),
    (NotEvidence, _not_allowed),
    (Refused, _refused),
    (FileTooLarge, _too_large),
)


def handle_errors(api: NinjaAPI) -> None:
    """Gives the interface the table above."""
    for kind, handler in HANDLERS:
        api.add_exception_handler(kind, handler)
