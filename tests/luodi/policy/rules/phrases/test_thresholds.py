"""Figures that must be reached."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.phrases import thresholds
from luodi.policy.rules.phrases.said import Frame

FIRM = Frame(catalogue())


@pytest.mark.parametrize(
    ("words", "formula"),
    [
        ("主营业务收入超过1亿元", "主营业务收入 > 1亿元"),
        ("主营业务收入1亿元以上", "主营业务收入 >= 1亿元"),
        ("主营业务收入达到1亿元", "主营业务收入 >= 1亿元"),
        ("主营业务收入不低于1亿元", "主营业务收入 >= 1亿元"),
        ("主营业务收入不足1亿元", "主营业务收入 < 1亿元"),
        ("主营业务收入1亿元以下", "主营业务收入 <= 1亿元"),
        ("资产负债率不超过75%", "资产负债率 <= 75%"),
        ("主营业务收入首次突破1亿元", "首次(主营业务收入 > 1亿元)"),
        ("从业人员300人（含）以上", "从业人员 >= 300人"),
        ("上年度研发费用500万元以上", "上年(研发费用) >= 500万元"),
        ("主营业务收入同比增长20%以上", "同比(主营业务收入) >= 20%"),
        ("主营业务收入增速超过15%", "同比(主营业务收入) > 15%"),
        ("主营业务收入2000万元至1亿元", "主营业务收入 >= 2000万元 且 主营业务收入 < 1亿元"),
        ("主营业务收入2000万元以上至1亿元以下", "主营业务收入 >= 2000万元 且 主营业务收入 <= 1亿元"),
        ("主营业务收入1亿元（含）至3亿元（不含）", "主营业务收入 >= 1亿元 且 主营业务收入 < 3亿元"),
        ("研发费用占主营业务收入比重达到3%以上", "研发费用 / 主营业务收入 >= 3%"),
        ("连续三年净利润超过500万元", "连续(净利润 > 500万元, 3)"),
    ],
)
def test_it_reads_the_sign_and_the_number(words, formula):
    """以上 and 以下 include the number, 超过, 不足 and 突破 do not, as in law."""
    said = thresholds.read(words, FIRM)
    assert said is not None and said.formula == formula


def test_it_goes_on_with_the_figure_spoken_of_last():
    """20万元（含）以上，50万元（含）以下: the second number is of the same figure; alone it is of none."""
    frame = Frame(catalogue(), measure="税收")
    assert thresholds.read("50万元（含）以下", frame).formula == "税收 <= 50万元"
    assert thresholds.read("50万元（含）以下", FIRM) is None


@pytest.mark.parametrize(
    "words",
    [
        "成效显著",
        "前10名",
        "获得国家保费80%补贴",
        "每年遴选不超过20名工匠",
        "2025年认定",
        "购买10台以上",
        "期限2年",
        "5G应用",
    ],
)
def test_it_leaves_numbers_that_are_no_thresholds(words):
    """A number is a threshold only where the words before it name a figure and nothing stands behind it."""
    assert thresholds.read(words, FIRM) is None


def test_it_asks_what_period_an_average_growth_is_of():
    """年均增长 without a number of years cannot run: it is written and asked for."""
    said = thresholds.read("主营业务收入年均增长10%以上", FIRM)
    assert said is not None and any("几年" in gap for gap in said.gaps)


def test_it_reads_each_of_several_steps():
    """One sum for several steps is paid at each of them; that reading is told."""
    said = thresholds.read("税收首次超过500万元、1000万元", FIRM)
    assert said.formula == "首次(税收 > 500万元) 或 首次(税收 > 1000万元)" and said.assumptions
