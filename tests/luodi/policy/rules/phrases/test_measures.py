"""Which field a word for a figure means."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.phrases import measures
from luodi.policy.rules.phrases.said import Frame

FIRM, PROJECT = Frame(catalogue()), Frame(catalogue(), "project")


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("主营业务收入", "主营业务收入"),
        ("年度主营业务收入", "主营业务收入"),
        ("其上年度研发费用", "上年(研发费用)"),
        ("近三年研发费用", "累计(研发费用, 3)"),
        ("实际发生的研发费用总额", "研发费用"),
        ("产值", "年产值"),
        ("工业总产值", "年产值"),
    ],
)
def test_it_finds_the_field(words, formula):
    """Time words become functions, and what is told by the year comes before the month's figure of the same name."""
    assert measures.find(words, FIRM).formula == formula


def test_it_prefers_the_figure_of_what_the_benefit_is_for():
    """固定资产投资 of a project is the project's, of a firm the firm's."""
    assert measures.find("固定资产投资额", PROJECT).formula == "项目固定资产投资"
    assert measures.find("固定资产投资额", FIRM).formula == "固定资产投资"


def test_it_tells_what_it_took_a_word_for():
    """A word that is another name of the field is told as an assumption; the field's own name is not."""
    assert any("营业收入" in one for one in measures.find("年销售收入", FIRM).assumptions)
    assert not measures.find("营业收入", FIRM).assumptions


def test_it_leaves_a_word_open_that_names_several():
    """投资额 may be the whole, the fixed or the equipment's: a person chooses."""
    found = measures.find("投资额", PROJECT)
    assert found.field is not None and "可能指" in found.gaps[0]


def test_it_keeps_the_name_of_a_figure_that_no_field_bears():
    """The formula names it, and says so when it is checked."""
    found = measures.find("拆迁补偿金额", FIRM)
    assert found.field is None and found.formula == "拆迁补偿金额"


@pytest.mark.parametrize("words", ["成效", "重点支持的项目", "为企业提供担保并给予费用", "参与投标并中标合同额"])
def test_it_takes_no_clause_for_a_figure(words):
    """A figure has a short name without a verb in it."""
    assert measures.find(words, FIRM) is None
