"""Benefits in the cases of a pack."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.engine.benefits.cases import data_begin, judge
from luodi.policy.rules.cases import whole
from luodi.policy.rules.from_yaml import read_text

PACK = """
pack: p
title: 包
benefits:
  award:
    name: 上台阶奖励
    from: 2026-01-01
    basis: once
    tops_up: true
    branches:
      ten: {name: 超过10亿元, when: 主营业务收入 > 10亿元, pay: 20万元}
      five: {name: 超过5亿元, when: 主营业务收入 > 5亿元, pay: 10万元}
  project_award: {name: 项目奖励, describes: project, branches: {any: {name: 一律, pay: 1万元}}}
  open: {name: 待定, branches: {}, gaps: [标准未定]}
cases:
"""
ON = "- {name: 例, on: 2026-12-31, figures: {主营业务收入: 12亿元}"


@pytest.mark.parametrize(
    ("case", "found", "is_as_expected"),
    [
        (ON + ", expect: {award: 20万元}}", "20万元", True),
        (ON + ", expect: {award: 200000元}}", "20万元", True),
        (ON + ", expect: {award: 0}}", "20万元", False),
        (ON + ", expect: {award: 未知}}", "20万元", False),
        (ON + ", paid: [{benefit: award, on: 2025-05-01, sum: 10万元}], expect: {award: 10万元}}", "10万元", True),
        (ON.replace("2026-12", "2025-12") + ", expect: {award: 0元}}", "0元", True),
        (ON.replace("主营业务收入: 12亿元", "") + ", expect: {award: 未知}}", "未知", True),
        (ON.replace("主营业务收入: 12亿元", "") + ", expect: {award: 0元}}", "未知", False),
        (ON + ", expect: {project_award: 1万元}}", "未知", False),
        (
            "- {name: 例, describes: project, on: 2026-12-31, figures: {}, expect: {project_award: 1万元}}",
            "1万元",
            True,
        ),
        (ON + ", expect: {open: 未知}}", "未知", True),
    ],
)
def test_it_holds_what_comes_out_against_the_case(case: str, found: str, is_as_expected: bool) -> None:
    """Sums as sums; unknown is not nought; a rule not in force pays nought, one that is not whole says nothing."""
    made = read_text(PACK + case, catalogue())
    assert made.rules is not None, made.problems
    (outcome,) = judge(made.rules, made.rules.cases[0])
    assert (outcome.found, outcome.is_as_expected) == (found, is_as_expected)
    assert outcome.why


FAMILY = """
pack: p
title: 包
benefits:
  award: {name: 企业奖励, branches: {any: {name: 一律, when: 规上, pay: 60万元}}}
  subsidy: {name: 项目补助, describes: project, branches: {any: {name: 规上, when: 规上, pay: 设备投资额 * 10%}}}
ceilings: {both: {name: 合计, describes: firm, benefits: [award, subsidy], most: 100万元}}
cases:
  - name: 甲
    on: 2026-12-31
    figures: {规上: 是}
    projects:
      - {name: 一期, figures: {设备投资额: 300万元}, expect: {subsidy: 30万元}}
      - {name: 二期, figures: {设备投资额: 300万元}, expect: {subsidy: 10万元}}
    expect: {award: 60万元}
  - name: 乙
    like: 甲
    on: 2026-12-31
    figures: {}
    projects: [{name: 二期, figures: {}, paid: [{benefit: subsidy, on: 2026-03-01, sum: 25万元}], expect: {subsidy: 0元}}]
    expect: {award: 60万元}
"""


def test_it_lets_a_firm_answer_for_its_projects() -> None:
    """A ceiling over both, in the order of the case; what a project was paid counts; a project sees its firm's figures."""
    made = read_text(FAMILY, catalogue())
    assert made.rules is not None, made.problems
    first, second = whole(made.rules)
    outcomes = judge(made.rules, first)
    assert [(one.name, one.found) for one in outcomes] == [
        ("企业奖励", "60万元"), ("一期·项目补助", "30万元"), ("二期·项目补助", "10万元"),
    ]  # fmt: skip
    assert all(one.is_as_expected for one in outcomes)
    assert "就高不重复和合计上限以后 10万元" in outcomes[2].why
    assert [(one.name, one.found) for one in judge(made.rules, second)] == [
        ("企业奖励", "60万元"),
        ("二期·项目补助", "0元"),
    ]


def test_it_says_why() -> None:
    """Each branch with the figures that decided it, and what history leaves."""
    case = ON + ", paid: [{benefit: award, on: 2025-05-01, sum: 10万元}], expect: {award: 0元}}"
    rules = read_text(PACK + case, catalogue()).rules
    assert rules is not None
    (outcome,) = judge(rules, rules.cases[0])
    assert outcome.why[0] == "超过10亿元（取此档）：主营业务收入（2026年）为 12亿元，高于 10亿元"
    assert outcome.why[-2:] == ("按标准应得 20万元", "扣除已付以后 10万元")


def test_it_looks_back_to_the_first_figure_written() -> None:
    """For 首次: at least one year back, so that a case which writes only the present year leaves it unknown."""
    rules = read_text(
        PACK + ON.replace("主营业务收入: 12亿元", "主营业务收入@2023: 1亿元") + ", expect: {award: 未知}}\n"
        + ON + ", expect: {award: 20万元}}",
        catalogue(),
    ).rules  # fmt: skip
    assert rules is not None
    assert [data_begin(case) for case in rules.cases] == [date(2023, 1, 1), date(2025, 1, 1)]
