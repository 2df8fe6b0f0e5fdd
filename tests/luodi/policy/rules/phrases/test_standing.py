"""What a firm or project is."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.phrases import conditions
from luodi.policy.rules.phrases.said import Frame

FIRM, PROJECT = Frame(catalogue()), Frame(catalogue(), "project")


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("首次“小升规”", "首次(规上)"),
        ("首次纳入规上统计库", "首次(规上)"),
        ("规模以上工业企业", "规上"),
        ("成立满5年以上", "满年(成立日期) >= 5年"),
        ("成立3年以内的企业", "满年(成立日期) < 3年"),
        ("小微企业", "属于(企业规模, {“小型”, “微型”})"),
        ("大型企业", "企业规模 = “大型”"),
        ("未列入严重失信名单", "非 严重失信"),
        ("战略性新兴产业", "战略性新兴产业"),
        ("完成股改", "首次(属于(“股改”, 上市阶段))"),
        ("在科创板上市", "属于(“在科创板上市”, 核实事项)"),
        ("“金种子”企业", "上市后备 = “金种子”"),
        ("亩均评价结果为A类", "亩均评价档次 = “A”"),
    ],
)
def test_it_reads_what_a_firm_is(words, formula):
    """Flags, sizes, ages and listed texts of the catalogue, by their own and by other names."""
    said = conditions.reads(words, FIRM)
    assert said is not None and said.formula == formula


def test_it_reads_whose_project_it_is_and_of_what_kind():
    """省级专精特新企业技改项目: the firm holds the title, the project is of the kind."""
    said = conditions.reads("省级专精特新企业技改项目", PROJECT)
    assert said.formula == "有资质(“省专精特新”) 且 项目类型 = “技术改造”"


@pytest.mark.parametrize("words", ["在区域性股权市场挂牌", "拟上市企业", "规模较大的企业", "成立创新联合体", "上规模"])
def test_it_leaves_what_only_sounds_alike(words):
    """Quoted is not listed, about to be is not yet, and large is no size class."""
    said = conditions.reads(words, FIRM)
    assert said is None or not said.formula
