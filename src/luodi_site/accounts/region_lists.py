"""Reads a list of regions from Excel or YAML: code, name, level, and the region above."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import yaml

from luodi_site.accounts.models import Region
from luodi_site.accounts.unit_lists import UnreadableList
from luodi_site.lib.excel import read_rows

_COLUMNS = {"代码": "code", "名称": "name", "级别": "level", "上级": "parent"}
_LEVELS = {str(label): value for value, label in Region.Level.choices} | {
    "县": "county", "区": "county", "县（市、区）": "county", "开发区": "park",
}  # fmt: skip


def read_region_list(name: str, content: bytes) -> list[dict[str, str]]:
    """Rows in their order; raises UnreadableList with words that name the row."""
    if name.lower().endswith((".yaml", ".yml")):
        try:
            raw = yaml.safe_load(content.decode("utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as why:
            raise UnreadableList("地区名单的 YAML 格式有误，请检查缩进和冒号。") from why
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            raise UnreadableList("地区名单须是列表，每个地区写明代码、名称、级别、上级。")
        return [_row(number, row) for number, row in enumerate(raw, start=1)]
    try:
        rows = read_rows(BytesIO(content))
    except (BadZipFile, KeyError, ValueError, OSError) as why:
        raise UnreadableList("地区名单不是可以读取的 Excel 文件（.xlsx）。") from why
    return [_row(n, dict(zip(rows[0], row, strict=False))) for n, row in enumerate(rows[1:], start=2) if any(row)]


def _row(number: int, raw: dict[str, Any]) -> dict[str, str]:
    row = {_COLUMNS.get(str(key).strip(), str(key).strip()): str(value or "").strip() for key, value in raw.items()}
    lacking = [words for words, key in _COLUMNS.items() if key != "parent" and not row.get(key)]
    if lacking:
        raise UnreadableList(f"地区名单第{number}行没有写{'、'.join(lacking)}。")
    level = _LEVELS.get(row["level"], row["level"])
    if level not in Region.Level.values:
        raise UnreadableList(f"地区名单第{number}行的级别“{row['level']}”不认识，可用：{'、'.join(_LEVELS)}。")
    return {**row, "level": level}
