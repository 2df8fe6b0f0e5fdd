"""Cases that leave figures to an earlier case, and ask for parts of a result."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.cases import whole
from luodi.policy.rules.from_yaml import read_text
from luodi.policy.rules.to_yaml import to_yaml

PACK = """
pack: small
title: 培育梯度
ladders:
  growth:
    name: 培育梯度
    editions:
      - {name: 标准, rungs: {seedling: {name: 种子企业}}}
cases:
  - {name: 甲, on: 2026-06-30, figures: {从业人员: 30人, 规上: 是}, expect: {seedling: 是}}
  - {name: 乙, like: 甲, on: 2026-06-30, figures: {从业人员: 29人}, expect: {growth.next: 种子企业, seedling.points: 75}}
  - {name: 丙, like: 乙, on: 2026-06-30, figures: {规上: 否}, expect: {seedling: 是}}
"""


def test_it_takes_from_the_earlier_case_what_this_one_leaves_out() -> None:
    """Own figures go before those of the case it is like, over more than one step."""
    made = read_text(PACK, catalogue())
    assert made.rules is not None, made.problems
    found = [(case.figures["staff@2026"], case.figures["is_above_scale@2026"]) for case in whole(made.rules)]
    assert found == [(30, True), (29, True), (29, False)]


def test_it_writes_a_case_as_it_was_written() -> None:
    """A case keeps the name of the one it is like, and is not written out in full."""
    rules = read_text(PACK, catalogue()).rules
    assert rules is not None
    again = read_text(to_yaml(rules, catalogue()), catalogue()).rules
    assert again == rules and again.cases[2].like == "乙"


PROJECTS = """
pack: small
title: 补助
benefits:
  subsidy: {name: 补助, describes: project, branches: {any: {name: 一律, pay: 1万元}}}
cases:
  - name: 甲
    on: 2026-06-30
    figures: {规上: 是}
    projects: [{name: 一期, figures: {设备投资额: 3万元}, expect: {subsidy: 1万元}}, {name: 二期, figures: {设备投资额: 4万元}}]
    expect: {}
  - {name: 乙, like: 甲, on: 2026-06-30, figures: {}, projects: [{name: 二期, figures: {设备投资额: 5万元}}, {name: 三期, figures: {}}], expect: {}}
"""


def test_it_holds_a_project_to_that_of_the_earlier_case() -> None:
    """By its name; those that are not named again are there, and nothing is expected of them. Written, it reads the same."""
    made = read_text(PROJECTS, catalogue())
    assert made.rules is not None, made.problems
    _, second = whole(made.rules)
    found = [(one.name, one.figures.get("equipment_investment"), dict(one.expected)) for one in second.projects]
    assert found == [("一期", 3, {}), ("二期", 5, {}), ("三期", None, {})]
    assert read_text(to_yaml(made.rules, catalogue()), catalogue()).rules == made.rules


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        (
            "figures: {规上: 是}",
            "describes: project\n    figures: {}",
            "pack.wrong_subject",
            "只有企业的用例可以带项目",
        ),
        ("name: 二期, figures: {设备投资额: 4万元}", "name: 一期, figures: {}", "pack.duplicate_key", "写了两次"),
        ("expect: {subsidy: 1万元}", "expect: {subsidy: 是}", "pack.bad_expectation", "应得金额"),
        ("expect: {subsidy: 1万元}", "expect: {subsidi: 1万元}", "pack.unknown_reference", "没有代号为“subsidi”"),
        ("设备投资额: 3万元", "地区生产总值: 3万元", "pack.wrong_subject", "用例针对项目"),
    ],
)
def test_it_says_what_is_wrong_with_a_project(old: str, new: str, code: str, said: str) -> None:
    """At the project, as with the case around it."""
    problems = read_text(PROJECTS.replace(old, new), catalogue()).problems
    assert any(one.code == code and said in one.message for one in problems), problems


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("like: 甲", "like: 丙", "pack.unknown_reference", "前面没有叫“丙”的用例"),
        ("like: 乙", "like: 丁", "pack.unknown_reference", "前面没有叫“丁”的用例"),
        ("growth.next", "growth.points", "pack.bad_expectation", "“growth”没有“points”这一项结果"),
        ("seedling.points", "seedling.next", "pack.bad_expectation", "“seedling”没有“next”这一项结果"),
        ("growth.next: 种子企业", "growth.next: 种籽企业", "pack.bad_expectation", "没有“种籽企业”这一级"),
        ("growth.next", "grwth.next", "pack.unknown_reference", "没有代号为“grwth”"),
    ],
)
def test_it_says_what_points_nowhere(old: str, new: str, code: str, said: str) -> None:
    """A case is like an earlier one only, and asks for what such a rule has."""
    [problem] = read_text(PACK.replace(old, new), catalogue()).problems
    assert problem.code == code and said in problem.message
