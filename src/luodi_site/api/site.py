"""The whole interface, put together: its parts in the order of the work, its errors, and its description."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI

from luodi_site.api import accounts, issues, matters, notices, orders, papers, plans, policies
from luodi_site.api.access import PerToken, UnitToken, mark_replayed
from luodi_site.api.errors import Error, handle_errors

DESCRIPTION = (
    "落地的接口：单位的信息系统可以读取政策、台账、进展、问题、通报和消息，并报送进展、提出和办理问题。\n\n"
    "每次调用在请求头写 Authorization: Bearer 令牌。令牌代表一个单位，只能看到这个单位的人能看到的内容。\n\n"
    "写入须在请求头写 Idempotency-Key：没有收到答复时用同样的值重发，同一次写入不会做两遍；同一个值用于不同内容，答复409。\n\n"
    "列表分页，答复带总条数。出错时答复同一种结构：code 供程序判断，message 说明出了什么问题，hint 说明怎么办。"
)
PARTS = (
    accounts.router,
    policies.router,
    matters.router,
    issues.router,
    orders.router,
    plans.router,
    papers.router,
    notices.router,
)


class Interface(NinjaAPI):
    """Marks a kept answer as such, and describes errors and keys once for all operations."""

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return mark_replayed(request, super().create_response(request, *args, **kwargs))


api = Interface(
    title="落地接口", version="1", description=DESCRIPTION, auth=UnitToken(), throttle=[PerToken()], docs_url=None,
    openapi_url=None, urls_namespace="api",
)  # fmt: skip
for part in PARTS:
    api.add_router("", part)
handle_errors(api)

_ERRORS = {"400": "请求有误", "401": "没有有效的令牌", "403": "没有权限", "404": "没有找到", "409": "与别的写入冲突",
           "422": "内容有误", "429": "调用过于频繁"}  # fmt: skip
_KEY = {
    "in": "header", "name": "Idempotency-Key", "required": True, "schema": {"type": "string", "maxLength": 80},
    "description": "本次写入的标识；没有收到答复而重发时用原来的值",
}  # fmt: skip


def schema() -> dict[str, Any]:
    """The description as OpenAPI, with the errors and the key of writes that ninja does not know of."""
    described: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=reverse("api:docs")))
    described["components"]["schemas"]["Error"] = Error.model_json_schema(ref_template="#/components/schemas/{model}")
    described["components"]["schemas"].update(described["components"]["schemas"]["Error"].pop("$defs", {}))
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for _path, method, operation in operations(described):
        is_write = method != "get"
        for status, words in _ERRORS.items():
            if is_write or status not in ("400", "409"):
                operation["responses"][status] = {"description": words, "content": error}
        if is_write:
            operation.setdefault("parameters", []).append(_KEY)
    return described


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """(path, method, operation) of everything that can be called."""
    return [(path, method, one) for path, methods in described["paths"].items() for method, one in methods.items()]
