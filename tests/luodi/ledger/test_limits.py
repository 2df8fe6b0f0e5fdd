"""Thresholds that an office sets: the rule says them anew; graver stays graver."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luodi.ledger.from_yaml import BadRule, default_rule, light_rules
from luodi.ledger.limits import key_of, settable, with_limits


def test_it_leaves_a_rule_as_it_came():
    """Without thresholds, and with the same ones, nothing is said anew; what no clause bears is not taken."""
    rule = default_rule()
    assert with_limits(rule, {}) is rule
    assert with_limits(rule, {"behind_red": Decimal(30), "near_blue": Decimal(9)}) is rule


def test_it_says_its_thresholds_anew():
    """The title names the figures in force; the source says who set them; the other clauses stay."""
    rule = with_limits(default_rule(), {"behind_yellow": Decimal(15), "behind_red": Decimal("40.5")})
    assert "落后序时超过40.5个百分点红灯" in rule.title and "落后序时超过15个百分点黄灯" in rule.title
    assert rule.name == default_rule().name and "由本地区协调办调整" in rule.source
    assert [clause.when for clause in rule.clauses] == [clause.when for clause in default_rule().clauses]


@pytest.mark.parametrize("rule", light_rules().values(), ids=lambda rule: rule.name)
def test_it_knows_each_threshold_by_a_key_of_its_own(rule):
    """No two clauses of a rule share one; what comes along may be set to itself."""
    keys = [key_of(clause) for clause in settable(rule)]
    assert len(keys) == len(set(keys)) == len(rule.clauses) - 1


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"behind_yellow": Decimal(30)}, "应当大于"),
        ({"not_started_red": Decimal(1)}, "应当大于"),
        ({"behind_red": Decimal(-1)}, "0至366"),
        ({"overdue_red": Decimal("1.5")}, "写整数"),
    ],
)
def test_it_rejects_thresholds_that_cannot_be_meant(limits, words):
    """A milder light that would never be lit, less than nothing, half a day."""
    with pytest.raises(BadRule, match=words):
        with_limits(default_rule(), limits)
