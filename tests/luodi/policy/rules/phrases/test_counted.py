"""What is counted one by one."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.phrases import counted
from luodi.policy.rules.phrases.said import Frame

FIRM = Frame(catalogue())


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("获得国内发明专利授权", "新增发明专利授权数"), ("取得实用新型专利授权", "新增实用新型专利授权数"), ("主导制订国家标准", "主导制定国家标准数"),
        ("牵头起草智能制造行业标准", "主导制定行业标准数"), ("新增软件著作权", "新增软件著作权数"), ("吸纳高校毕业生就业", "新招用高校毕业生数"),
        ("获得国外发明专利授权", "新增国外发明专利授权数"), ("PCT国际专利申请", "PCT专利申请数"),
    ],
)  # fmt: skip
def test_it_finds_the_field_that_counts(words, field):
    """By what is counted, whatever verb brings it in."""
    assert counted.find(words, FIRM).field.name == field
    assert counted.read(words, FIRM).formula.startswith(f"{field} >= 1")


@pytest.mark.parametrize(
    "words",
    [
        "获得美国、日本发明专利授权", "申请发明专利", "参与制定国家标准", "主导制定国家标准和行业标准", "引进博士后", "2019年4月30日前获得发明专利授权",
        "获得软件著作权后1年内销售额", "购买发明专利授权", "主导制订国际",
    ],
)  # fmt: skip
def test_it_counts_nothing_else(words):
    """Other countries, other dates, other parts in it are not what the field counts."""
    assert counted.find(words, FIRM) is None
