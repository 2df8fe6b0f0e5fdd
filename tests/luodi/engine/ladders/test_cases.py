"""The ladders of the packs: every case comes out as it is written, and a wrong one is told with the reason."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.engine.ladders.cases import judge
from luodi.formula.values import Subject
from luodi.policy.rules.cases import whole
from luodi.policy.rules.from_yaml import read, read_text
from luodi.policy.rules.model import Rules
from luodi.policy.rules.packs import find

NAMES = (
    "sme-ladder",
    "technology-sme",
    "high-tech-firm",
    "size-classes",
    "manufacturing-champion",
    "zombie-screen",
)


def rules_of(name: str) -> Rules:
    path = find(name)
    assert path is not None, name
    rules, problems = read(path, catalogue())
    assert rules is not None, problems
    return rules


@pytest.mark.parametrize("name", NAMES)
def test_it_judges_as_the_pack_says(name: str) -> None:
    """A sentence, its figures, and the rung, points, failing conditions or 未知 that must come out."""
    rules = rules_of(name)
    wrong = [
        (case.name, one.name, one.expected, one.found)
        for case in whole(rules)
        for one in judge(rules, case, Subject(case.name, case.figures))
        if not one.is_as_expected
    ]
    assert not wrong, wrong
    assert len(rules.cases) > 10


SMALL = """
pack: small
title: 晴州市培育梯度
ladders:
  growth:
    name: 培育梯度
    editions:
      - name: 2026年标准
        from: 2026-01-01
        rungs:
          seedling:
            name: 种子企业
            qualification: 省专精特新
            requires:
              staff: {name: 从业人员30人以上, rule: 从业人员 >= 30人}
cases:
  - {name: 正好30人, on: 2026-06-30, figures: {从业人员: 30人}, expect: {seedling: 是, growth: 种子企业}}
  - {name: 29人, like: 正好30人, on: 2026-06-30, figures: {从业人员: 29人}, expect: {seedling: 是, seedling.failing: 无}}
  - {name: 上一年没有标准, like: 正好30人, on: 2025-12-31, figures: {从业人员: 29人}, expect: {growth: 未知, seedling: 未知}}
"""


def small() -> Rules:
    made = read_text(SMALL, catalogue())
    assert made.rules is not None, made.problems
    return made.rules


def test_it_tells_what_came_out_instead_and_why() -> None:
    """The wrong case names what was expected, what came out, and by how much the figure falls short."""
    rules = small()
    good, bad, gap = (judge(rules, case, Subject(case.name, case.figures)) for case in whole(rules))
    assert all(one.is_as_expected for one in good)
    assert [(one.name, one.expected, one.found) for one in bad] == [
        ("种子企业", "是", "否"),
        ("种子企业·不符合的条件", "无", "staff"),
    ]
    assert bad[0].why == ("种子企业：“从业人员30人以上”不符合（从业人员（2026年）为 29人，应不低于 30人，差 1人）",)
    assert all(one.is_as_expected for one in gap) and "没有施行的" in gap[0].why[0]


def test_it_passes_over_what_is_no_ladder() -> None:
    """What a case expects of a benefit or a scoreboard is for others to judge."""
    rules = small()
    [case, *_] = whole(rules)
    assert not judge(Rules("none", "", rules.catalogue), case, Subject("甲", {}))
