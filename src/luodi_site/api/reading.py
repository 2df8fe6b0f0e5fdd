"""The OpenAPI description as the rows of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from luodi_site.api.site import operations

Schema = dict[str, Any]


@dataclass(frozen=True)
class FieldRow:
    name: str
    kind: str
    is_required: bool
    words: str


@dataclass(frozen=True)
class OperationRow:
    """One operation; ``given`` is what goes in (address, query, body), ``answered`` what comes back."""

    anchor: str
    method: str
    path: str
    summary: str
    words: str
    given: tuple[FieldRow, ...]
    answered: tuple[FieldRow, ...]


@dataclass(frozen=True)
class Group:
    name: str
    rows: tuple[OperationRow, ...]


def groups(described: Schema) -> list[Group]:
    """By tag, in the order of the routers."""
    found: dict[str, list[OperationRow]] = {}
    for path, method, operation in operations(described):
        found.setdefault(operation["tags"][0], []).append(_row(described, path, method, operation))
    return [Group(name, tuple(rows)) for name, rows in found.items()]


def _row(described: Schema, path: str, method: str, operation: Schema) -> OperationRow:
    given = [
        FieldRow(one["name"], _kind(described, one["schema"]), one.get("required", False),
                 one.get("description") or one["schema"].get("description", "") or _("编号"))
        for one in operation.get("parameters", ())
    ]  # fmt: skip
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return OperationRow(
        anchor=operation["operationId"], method=method.upper(), path=path, summary=operation["summary"],
        words=operation.get("description", ""), given=(*given, *_fields(described, body)),
        answered=tuple(_answered(described, operation["responses"][200])),
    )  # fmt: skip


def _answered(described: Schema, answer: Schema) -> Iterator[FieldRow]:
    """The fields of an answer; one that is a file is told in one line."""
    for media, content in answer["content"].items():
        if media == "application/json":
            yield from _fields(described, content["schema"])
        else:
            yield FieldRow("—", _("文件"), True, answer["description"])


def resolved(described: Schema, schema: Schema | None) -> Schema:
    """The schema itself, where it names another."""
    while schema and "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema or {}


def _fields(described: Schema, schema: Schema | None) -> Iterator[FieldRow]:
    whole = resolved(described, schema)
    for name, one in whole.get("properties", {}).items():
        yield FieldRow(name, _kind(described, one), name in whole.get("required", ()), one.get("description", ""))
        inner = resolved(described, one.get("items", one) if one.get("type") == "array" or "$ref" in one else None)
        for row in inner.get("properties", {}):
            said = inner["properties"][row]
            yield FieldRow(
                f"{name}.{row}", _kind(described, said), row in inner.get("required", ()), said.get("description", "")
            )


def _kind(described: Schema, schema: Schema) -> str:
    if "anyOf" in schema:
        return next((_kind(described, one) for one in schema["anyOf"] if one.get("type") != "null"), "")
    kind = resolved(described, schema)
    names = {
        "string": _("文字"), "integer": _("整数"), "number": _("数字"), "boolean": _("是否"), "array": _("列表"),
        "object": _("对象"),
    }  # fmt: skip
    dates = {"date": _("日期"), "date-time": _("时间")}
    return dates.get(kind.get("format", "")) or names.get(kind.get("type", ""), "")
