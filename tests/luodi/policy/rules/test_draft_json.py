"""Drafted rules as JSON and back."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules.draft_json import draft_from_json, draft_to_json, share_from_text, share_to_text
from luodi.policy.rules.drafts import DraftBranch, DraftRule, Gap, checked
from luodi.policy.rules.model import Share
from luodi.spans import Span

SPAN = Span("山阳", 10, 60)
RULE = DraftRule(
    "rule_1", "设备补助", SPAN, (DraftBranch("技改", Span("山阳", 12, 40), "设备投资额 >= 500万元", "设备投资额 * 8%"),),
    clause="一、（二）", describes="project", for_whom="规上", cap="300万元", basis="year", fund="fund_1", group="highest_2",
    payers=(Share("市财政", Fraction(1, 2)), Share("区财政", Fraction(1, 2))),
    gaps=(Gap("补上条件", Span("山阳", 12, 20)), Gap("没有这个字段", SPAN, "并购金额", True)), assumptions=("按年产值",),
)  # fmt: skip


def test_it_comes_back_as_it_was():
    """What a review keeps as JSON is the same rule when it is read again."""
    assert draft_from_json(json.loads(json.dumps(draft_to_json(RULE))), "rule_1", SPAN) == RULE


def test_it_keeps_a_third_exact():
    """A share that no decimal says exactly is kept as a fraction."""
    assert share_to_text(Fraction(1, 3)) == "1/3" and share_from_text("1/3") == Fraction(1, 3)
    assert share_to_text(Fraction(1, 8)) == "12.5%" and share_from_text("12.5%") == Fraction(1, 8)


@pytest.mark.parametrize("text", ["0%", "120%", "-5%", "一半", "1/0"])
def test_it_refuses_what_is_no_share(text):
    """A share lies above nought and is at most the whole."""
    with pytest.raises(ValueError, match=r"比例|Invalid|Cannot"):
        share_from_text(text)


def test_it_opens_a_payload_that_a_person_began():
    """A branch without a place stands at the rule's own words."""
    rule = draft_from_json({"name": "甲", "branches": [{"when": "规上", "pay": "10万元"}]}, "rule_2", SPAN)
    assert rule.branches[0].span == SPAN and rule.take == "highest" and not checked(rule, catalogue()).gaps
