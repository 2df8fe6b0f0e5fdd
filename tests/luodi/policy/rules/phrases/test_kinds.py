"""Kinds of firms, projects and regions that an office keeps a list of."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.phrases import kinds
from luodi.policy.rules.phrases.said import NOTHING, Frame

FIRM, PROJECT, REGION = (Frame(catalogue(), of) for of in ("firm", "project", "region"))


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("智能装备企业", "智能装备企业"), ("软件企业", "软件企业"), ("本地建筑业企业", "建筑业企业"), ("集成电路设计企业", "集成电路设计企业"),
        ("OPC", "OPC"),
    ],
)  # fmt: skip
def test_it_reads_the_trade_of_a_firm(words, kept):
    """Of the list that says so; where the firm is stands in no list of trades."""
    assert kinds.read(words, FIRM).formula == f"属于(“{kept}”, 企业类别)"


@pytest.mark.parametrize(
    "words",
    [
        "骨干企业",
        "知名软件企业",
        "新兴产业企业",
        "软件园区内的软件企业",
        "龙头装备企业",
        "科技型企业",
        "上市企业",
        "非制造企业",
    ],
)
def test_it_leaves_what_is_no_trade(words):
    """Praise and places are no trades."""
    assert kinds.read(words, FIRM) is None


def test_it_reads_the_kind_of_a_project():
    """重点项目 of a level is a published list; without one it is praise."""
    assert kinds.read("经管委会认定的智能制造研发项目", PROJECT).formula == "属于(“智能制造研发项目”, 项目核实事项)"
    assert kinds.read("省级两化融合重点项目", PROJECT).formula == "属于(“省级两化融合重点项目”, 项目核实事项)"
    assert kinds.read("产业重点项目", PROJECT) is None and kinds.read("项目", PROJECT) is None


def test_it_reads_the_level_of_a_region():
    """设区市 is one value, 县（市、区） three; one city that is left out is not said by a level."""
    assert kinds.read("设区市", REGION).formula == "地区类别 = “市”"
    assert kinds.read("县（市、区）", REGION).formula == "属于(地区类别, {“区”, “县”, “县级市”})"
    assert kinds.read("设区市（不含山阳市）", REGION) is None


def test_it_reads_the_list_of_the_document():
    """培育对象 are those on the list; 重点企业 are on none."""
    assert kinds.read_listed("培育对象", FIRM).formula == "有资质(“培育对象”)"
    assert kinds.read_listed("重点企业", FIRM) is None


def test_it_asks_nothing_more_of_anyone():
    """企业 behind a matter is whoever did it."""
    assert kinds.read_who("企业", FIRM) is NOTHING and kinds.read_who("工业企业", FIRM) is NOTHING
    assert kinds.read_who("骨干企业", FIRM) is None
