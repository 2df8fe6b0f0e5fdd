"""Sums that grow in whole steps: from where they are counted, and what the words leave open."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.phrases.added_steps import find, read, without
from luodi.policy.rules.phrases.said import Frame

FRAME = Frame(catalogue())


@pytest.mark.parametrize(
    ("condition", "of", "how", "size"),
    [
        ("每增加1亿元", "", "增加", "1亿元"),
        ("年产值每增长1000万元", "年产值", "增长", "1000万元"),
        ("超过部分每100万元", "", "", "100万元"),
        ("年产值1亿元以上的企业，每增加1亿元", "", "增加", "1亿元"),
        ("当年新增50人以上的企业，每新增1人", "", "新增", "1人"),
    ],
)
def test_it_finds_the_step_of_a_condition(condition, of, how, size):
    """The last part says what each step is of, and how large it is."""
    steps = find(condition)
    assert steps and (steps.of, steps.how, steps.size) == (of, how, size)


@pytest.mark.parametrize("condition", ["每年", "每件", "年产值1亿元以上", "每家企业", "每培育1家高新技术企业"])
def test_it_takes_no_count_for_a_step(condition):
    """每件 and 每培育1家 count things; a step is a stretch of a figure."""
    assert find(condition) is None


def test_it_keeps_what_is_asked_besides():
    """年产值1亿元以上的企业，每增加1亿元 asks for the first hundred million as well."""
    assert without("年产值1亿元以上的企业，每增加1亿元") == "年产值1亿元以上的企业"
    assert without("每增加1亿元") == "" and without("规上企业") == "规上企业"


@pytest.mark.parametrize(
    ("condition", "asked", "pay"),
    [
        ("每增加1亿元", "年产值 > 5亿元", "去尾(年产值 - 5亿元, 1亿元) / 1亿元 * 5万元"),
        ("超过部分每100万元", "税收 >= 500万元", "去尾(税收 - 500万元, 100万元) / 100万元 * 5万元"),
        ("税收每净增100万元", "", "去尾(最大(税收 - 上年(税收), 0元), 100万元) / 100万元 * 5万元"),
        ("每增长1000万元", "年产值 >= 1亿元", ""),
        ("每增加1亿元", "首次(年产值 > 5亿元)", ""),
        ("每增加1亿元", "", ""),
    ],
)
def test_it_writes_whole_steps_where_the_words_say_from_where(condition, asked, pay):
    """Above the figure asked for, or above last year; else a gap that shows how to write it."""
    steps = find(condition)
    assert steps is not None
    found = read(steps, "5万元", asked, FRAME)
    assert found.pay == pay and bool(found.gaps) == (not pay)
    assert all("去尾(" in gap for gap in found.gaps)
