"""Titles that are granted or held."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.phrases import titles
from luodi.policy.rules.phrases.said import Frame

FIRM = Frame(catalogue())


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("新认定的高新技术企业", "首次(有资质(“高新技术企业”))"),
        ("认定为国家级专精特新“小巨人”企业", "首次(有资质(“国家专精特新小巨人”))"),
        ("被评为岚江省绿色工厂", "首次(有资质(“省级绿色工厂”))"),
        ("首次获评制造业单项冠军", "首次(有资质(“国家单项冠军”))"),
        ("获得晴州市优秀企业称号", "首次(有资质(“晴州市优秀企业”))"),
        ("认定为省级以上示范基地", "首次(有资质(“国家级示范基地”)) 或 首次(有资质(“省级示范基地”))"),
        ("认定为国家级、省级示范基地", "首次(有资质(“国家级示范基地”)) 或 首次(有资质(“省级示范基地”))"),
        ("列入“甲类企业”“乙类企业”", "首次(有资质(“甲类企业”)) 或 首次(有资质(“乙类企业”))"),
    ],
)
def test_it_reads_a_title_that_is_new(words, formula):
    """What is granted holds in the period of the grant; names are those of the catalogue, however they are written."""
    said = titles.read_event(words, FIRM)
    assert said is not None and said.formula == formula and said.is_event


@pytest.mark.parametrize(
    "words",
    [
        "获得发明专利授权", "成功并购市外科技型企业", "获得国家保费补贴", "列入年度展会计划的项目", "取得显著成效",
        "认定为规模以上企业", "入选不超过10家企业", "获评前三名企业", "获得银行贷款", "认定为示范基地（含试点）",
    ],
)  # fmt: skip
def test_it_takes_nothing_else_for_a_title(words):
    """Patents, sums, plans and ranks are no titles that a firm holds."""
    assert titles.read_event(words, FIRM) is None


def test_it_reads_a_title_that_is_held_only_where_the_catalogue_has_it():
    """高新技术企业 is a title; 软件企业 may be anything."""
    assert titles.read_held("高新技术企业", FIRM).formula == "有资质(“高新技术企业”)"
    assert titles.read_held("有效期内的高新技术企业", FIRM).formula == "有资质(“高新技术企业”)"
    assert titles.read_held("软件企业", FIRM) is None


def test_it_asks_no_region_for_a_firm_s_titles():
    """The set that 有资质 asks is of firms; what is granted to a region has a set of its own."""
    region = Frame(catalogue(), "region")
    assert titles.read_event("获评省级示范基地", region).formula == "首次(属于(“省级示范基地”, 地区荣誉))"
    assert titles.read_event("获评省级示范基地、省级示范平台", region) is None


def test_it_tells_what_it_took_a_name_for():
    """A name that was read as another, and one that the catalogue does not list, are told."""
    assert any("按资质" in one for one in titles.read_event("认定为岚江省专精特新中小企业", FIRM).assumptions)
    assert any("同一叫法" in one for one in titles.read_event("认定为晴州市标杆工厂", FIRM).assumptions)
    assert not titles.read_event("认定为瞪羚企业", FIRM).assumptions
