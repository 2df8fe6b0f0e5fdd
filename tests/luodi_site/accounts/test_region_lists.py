"""A list of regions from YAML and Excel; what is wrong is told with its row."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from luodi_site.accounts.region_lists import read_region_list
from luodi_site.accounts.unit_lists import UnreadableList

YAML = "- {代码: 990100, 名称: 松陵市, 级别: 市}\n- {代码: 990121, 名称: 柳湾县, 级别: 县, 上级: 松陵市}\n"


def test_it_reads_yaml_and_excel_alike():
    """Numbers become codes, levels may be said as people say them."""
    book = Workbook()
    for row in (["代码", "名称", "级别", "上级"], [990100, "松陵市", "市", None], [990121, "柳湾县", "县", "松陵市"]):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    read = read_region_list("地区.yaml", YAML.encode())
    assert [(row["code"], row["name"], row["level"]) for row in read] == [
        ("990100", "松陵市", "city"), ("990121", "柳湾县", "county"),
    ]  # fmt: skip
    assert [{**row, "parent": row.get("parent", "")} for row in read] == read_region_list("地区.xlsx", file.getvalue())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.yaml", "- {代码: 1, 名称: 松陵市}", "第1行没有写级别"),
        ("a.yaml", "- {代码: 1, 名称: 松陵市, 级别: 州}", "“州”不认识"),
        ("a.yaml", "地区: [", "格式有误"),
        ("a.yaml", "松陵市", "须是列表"),
        ("a.xlsx", "不是表格", "不是可以读取"),
    ],
)
def test_it_rejects_what_it_cannot_read(name, content, words):
    """The row and what to do stand in the words."""
    with pytest.raises(UnreadableList, match=words):
        read_region_list(name, content.encode())
