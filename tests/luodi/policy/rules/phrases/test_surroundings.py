"""What the sentences around a benefit say of it."""

from __future__ import annotations

import pytest

from luodi.policy.rules.phrases import surroundings


@pytest.mark.parametrize(
    ("own", "following", "shares"),
    [
        ("由市财政给予奖励30万元", "", {"市财政": "1"}),
        ("由市财政和区财政各承担50%", "", {"市财政": "1/2", "区财政": "1/2"}),
        ("奖励30万元", "，所需资金由市、区两级财政各承担50%", {"市级财政": "1/2", "区级财政": "1/2"}),
        ("奖励30万元", "；由省级财政承担60%，市级财政承担40%", {"省级财政": "3/5", "市级财政": "2/5"}),
        ("奖励30万元", "，所需资金由市、区财政按6:4比例分担", {"市级财政": "3/5", "区财政": "2/5"}),
        ("奖励30万元", "，所需资金由市级、县级按1:1的比例承担", {"市级财政": "1/2", "县级财政": "1/2"}),
        ("奖励30万元", "，省、市、县按5:3:2比例分担", {"省级财政": "1/2", "市级财政": "3/10", "县级财政": "1/5"}),
        ("奖励30万元", "，由市与所属区按1:1分担", {"市级财政": "1/2", "所属区财政": "1/2"}),
        ("奖励30万元", "，其中市级、区级财政各负担一半", {"市级财政": "1/2", "区级财政": "1/2"}),
        ("奖励30万元", "（市级承担50%，县区承担50%）", {"市级财政": "1/2", "县区财政": "1/2"}),
        ("奖励30万元", "，资金由企业所在乡镇兑现", {"企业所在乡镇财政": "1"}),
        ("奖励30万元", "，省、市、县按5:3比例分担", {}),
        ("奖励30万元", "", {}),
        ("奖励30万元", "；对列入试点的，由市财政和区财政各承担50%", {}),
        ("奖励30万元", "；由省级财政承担60%，市级财政承担30%", {}),
    ],
)
def test_it_reads_who_pays_where_it_is_said_in_full(own, following, shares):
    """A statement of another case, or shares that do not make the whole, say nothing."""
    assert {one.payer: str(one.share) for one in surroundings.payers(own, following)} == shares


@pytest.mark.parametrize(
    ("words", "is_so"),
    [("已获较低档奖励的补差奖励", True), ("补足差额", True), ("差额征税", False), ("收益补差资金", True)],
)
def test_it_hears_that_lower_grades_are_topped_up(words, is_so):
    """较低档补差."""
    assert surroundings.tops_up(words) is is_so


@pytest.mark.parametrize(
    ("words", "is_so"), [("按就高不重复原则执行", True), ("从高不重复", True), ("不重复建设", False)]
)
def test_it_hears_that_only_the_highest_is_paid(words, is_so):
    """就高不重复."""
    assert surroundings.only_highest(words) is is_so
