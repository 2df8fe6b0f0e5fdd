"""Where the header of a sheet stands: under titles, in one row or several, and never in the figures."""

from __future__ import annotations

import pytest
from tests.luodi.datasets.workbooks import grid_of

from luodi.datasets.from_yaml import catalogue
from luodi.datasets.header_names import Said, names_for
from luodi.datasets.headers import HeaderRows, find_header

FIRM = names_for(catalogue(), "firm")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("企业名称,2025年主营业务收入\n甲公司,100", HeaderRows(0, 1)),
        ("晴州市企业表,\n单位：万元,\n企业名称,2025年主营业务收入\n甲公司,100", HeaderRows(2, 1)),
        ("企业名称,主营业务收入,\n,2024年,2025年\n甲公司,100,200", HeaderRows(0, 2)),
        ("企业名称,主营业务收入,从业人员\n,万元,人\n甲公司,100,5", HeaderRows(0, 2)),
        ("企业名称,成立日期,2025年从业人员\n甲公司,2015年3月1日,5\n乙公司,,7", HeaderRows(0, 1)),
        ("企业名称,所在县区\n甲公司,江浔区\n,镜泽区", HeaderRows(0, 1)),
    ],
)
def test_it_finds_the_header(text: str, rows: HeaderRows) -> None:
    """The rows that name most, as few of them as say it."""
    assert find_header(grid_of(text), FIRM, Said()) == rows


@pytest.mark.parametrize(
    "text", ["填表说明\n一、主营业务收入按万元填", "甲公司,100\n乙公司,200", "企业名称\n甲公司", ""]
)
def test_it_finds_none_where_there_is_none(text: str) -> None:
    """Instructions, figures without names, a list of names only."""
    assert find_header(grid_of(text), FIRM, Said()) is None
