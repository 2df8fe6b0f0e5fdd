"""What a condition goes on with: the phrase before it, the first case of its list, the words said again."""

from __future__ import annotations

import pytest

from luodi.policy.benefit_contexts import charge_in, led, next_case, said_again, without_base

LED = [
    ("符合条件的", "企业以专利质押取得贷款，", "企业以专利质押取得贷款，符合条件的"),
    ("通过验收", "鼓励企业开展清洁生产，", "企业开展清洁生产，通过验收"),
    ("展位费", "鼓励企业参加境外展会，", "企业参加境外展会"),
    ("主导制定国际标准", "鼓励企业实施标准战略，", "主导制定国际标准"),
    ("符合条件的", "", "符合条件的"),
]


@pytest.mark.parametrize(("condition", "before", "whole"), LED)
def test_it_puts_before_a_condition_what_it_goes_on_with(condition, before, whole):
    """Only words that say nothing by themselves take the phrase before them."""
    assert led(condition, before) == whole


NEXT = [
    ("改扩建每平方米", "开展孵化器建设，经审核，由市科技局按新建", "开展孵化器建设，经审核，改扩建"),
    ("第三年", "租用标准厂房，前两年", "租用标准厂房，第三年"),
    ("次年", "租用标准厂房", "租用标准厂房，次年"),
    ("属于省内首台（套）", "使用本市装备，属于国内首台（套）", "使用本市装备，属于省内首台（套）"),
    ("获评国家级", "获评省级绿色工厂", "获评国家级绿色工厂"),
    ("获评省级绿色工厂", "获评国家级绿色工厂，经备案", "获评省级绿色工厂"),
]


@pytest.mark.parametrize(("condition", "last", "whole"), NEXT)
def test_it_completes_the_next_case_of_a_list(condition, last, whole):
    """A case that stands alone, 第三年 or 改扩建每平方米, keeps what was asked of the first."""
    assert next_case(condition, last) == whole


@pytest.mark.parametrize(
    ("condition", "of"),
    [
        ("展位费", "展位费"),
        ("企业实际支付的贷款利息", "贷款利息"),
        ("企业购买装备", None),
        ("研发投入超过500万元", None),
    ],
)
def test_it_finds_the_figure_that_stands_where_conditions_do(condition, of):
    """对展位费给予70%: what the share is of, not what is asked."""
    assert charge_in(condition) == of


def test_it_leaves_what_is_paid_for_out_of_the_condition():
    """超过部分按10%: the part above is the base, the figure above which it is counted the condition."""
    assert without_base("研发费用超过500万元的企业，超过部分") == "研发费用超过500万元"
    assert without_base("研发费用超过500万元") == "研发费用超过500万元"


def test_it_knows_who_is_said_again():
    """对挂牌企业 after 鼓励装备企业在…挂牌 means those enterprises, and what they did is the condition."""
    before = "鼓励成长型装备企业在新三板挂牌，"
    assert said_again("挂牌企业", before) == ("成长型装备企业", "在新三板挂牌")
    assert said_again("软件企业", before) is None
    assert said_again("挂牌企业", "鼓励企业在新三板挂牌，") is None
