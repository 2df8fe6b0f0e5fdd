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
