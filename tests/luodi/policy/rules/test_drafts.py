"""Drafted rules: what of them can run, and what is said of the rest."""

from __future__ import annotations

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.drafts import DraftBranch, DraftRule, Gap, checked, read_formula, to_rule
from luodi.spans import Span

SPAN = Span("山阳", 0, 30)


def rule(when="", pay="10万元", **values) -> DraftRule:
    return DraftRule("rule_1", "例", SPAN, (DraftBranch("一档", SPAN, when, pay),), **values)


@pytest.mark.parametrize(
    ("text", "wanted", "describes", "said"),
    [
        ("10万", "money", "firm", "要得出金额"),
        ("从业人员", "money", "firm", "要得出金额"),
        ("设备投资额 / 主营业务收入", "money", "project", "要得出金额"),
        ("设备投资额 * 12%", "money", "firm", "描述项目"),
        ("规上工业增加值增速 > 5%", "flag", "project", "描述地区"),
        ("主营业务收入", "flag", "firm", "要得出条件"),
        ("拆迁补偿金额 * 5%", "money", "firm", "字段目录里没有“拆迁补偿金额”"),
    ],
)
def test_it_refuses_what_a_rule_cannot_use(text, wanted, describes, said):
    """A condition is a condition, a payment is money, and both are about whom the rule is for."""
    formula, errors = read_formula(text, catalogue(), wanted, describes)
    assert formula is None and said in errors[0].message and errors[0].hint


def test_it_lets_a_project_s_rule_name_its_owner_s_figures():
    """A project stands in a row with the firm that owns it."""
    formula, errors = read_formula("有资质(“高新技术企业”) 且 设备投资额 >= 500万元", catalogue(), "flag", "project")
    assert formula is not None and not errors


def test_it_never_runs_a_branch_without_its_condition():
    """A condition that cannot run takes its branch along: without it the branch would always hold."""
    made = to_rule(rule("拆迁补偿金额 > 1亿元"), catalogue())
    assert not made.branches and any("拆迁补偿金额" in gap for gap in made.gaps)


def test_it_forgets_a_gap_of_a_formula_once_it_is_mended():
    """What a formula lacked is asked anew each time; what the words leave open stays until a person settles it."""
    words = Gap("补上年限", SPAN)
    wrong = checked(rule("拆迁补偿金额 > 1亿元", gaps=(words,)), catalogue())
    assert [gap.is_formula for gap in wrong.gaps] == [False, True]
    mended = checked(rule("主营业务收入 > 1亿元", gaps=wrong.gaps), catalogue())
    assert mended.gaps == (words,)


def test_it_asks_for_a_missing_field_once():
    """Three formulas that lack one field make one gap, with the nearest names."""
    branches = tuple(DraftBranch(str(n), SPAN, f"拆迁补偿金额 > {n}亿元", "拆迁补偿金额 * 5%") for n in (1, 2, 3))
    found = checked(DraftRule("rule_1", "例", SPAN, branches), catalogue())
    assert [gap.lacks for gap in found.gaps] == ["拆迁补偿金额"]
