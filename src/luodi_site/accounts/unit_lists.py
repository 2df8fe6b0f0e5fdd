"""Reads a list of units from Excel or YAML into rows for ``import_units``."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import yaml
from django.utils.translation import gettext as _

from luodi_site.accounts.models import Unit
from luodi_site.lib.excel import read_rows

COLUMNS = {
    "全称": "name",
    "简称": "short_name",
    "类型": "kind",
    "上级单位": "parent",
    "地区": "region",
    "其他叫法": "names",
}
# 开发区 and 高新区 alone are common in such lists.
_KINDS = {str(label): value for value, label in Unit.Kind.choices} | {
    "部门": "bureau",
    "开发区": "zone",
    "高新区": "zone",
}


class UnreadableList(ValueError):
    """The list cannot be taken over; the words say which row and what to do."""


def _row(number: int, raw: dict[str, Any]) -> dict[str, Any]:
    row = {COLUMNS.get(str(key).strip(), str(key).strip()): value for key, value in raw.items()}
    name = str(row.get("name") or "").strip()
    if not name:
        raise UnreadableList(_("第%(row)s行没有全称，请补上或删去这一行。") % {"row": number})
    kind = str(row.get("kind") or "").strip()
    kind = _KINDS.get(kind, kind) or Unit.Kind.BUREAU
    if kind not in Unit.Kind.values:
        known = "、".join(_KINDS)
        raise UnreadableList(
            _("第%(row)s行的类型“%(kind)s”不认识，可用：%(known)s。") % {"row": number, "kind": kind, "known": known}
        )
    names = row.get("names") or []
    if isinstance(names, str):
        names = [part for part in re.split(r"[、，,;；\n]", names) if part.strip()]
    return {
        "name": name,
        "short_name": str(row.get("short_name") or "").strip(),
        "kind": kind,
        "parent": str(row.get("parent") or "").strip(),
        "names": [str(part).strip() for part in names],
        "region": str(row.get("region") or "").strip(),
    }


def read_unit_list(name: str, content: bytes) -> list[dict[str, Any]]:
    """Rows for ``import_units``; raises UnreadableList with words for the person who sent the file."""
    if name.lower().endswith((".yaml", ".yml")):
        return _from_yaml(content)
    try:
        rows = read_rows(BytesIO(content))
    except (BadZipFile, KeyError, ValueError, OSError) as why:
        raise UnreadableList(_("这不是可以读取的 Excel 文件（.xlsx），请另存为 .xlsx 后再上传。")) from why
    if not rows or "全称" not in rows[0]:
        raise UnreadableList(_("第一行须是表头，且至少有“全称”一列。"))
    header = rows[0]
    return [_row(n, dict(zip(header, row, strict=False))) for n, row in enumerate(rows[1:], start=2) if any(row)]


def _from_yaml(content: bytes) -> list[dict[str, Any]]:
    try:
        raw = yaml.safe_load(content.decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as why:
        raise UnreadableList(_("YAML 文件格式有误，请检查缩进和冒号。")) from why
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise UnreadableList(_("YAML 文件须是单位的列表，每个单位写明全称。"))
    return [_row(n, row) for n, row in enumerate(raw, start=1)]
