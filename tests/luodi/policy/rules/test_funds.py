"""Which money pays what, as far as the document says so."""

from __future__ import annotations

from tests.luodi.policy.rules.test_from_benefits import drafted


def funds_of(text: str):
    found, _ = drafted(text)
    numbers = {one.id: number for number, one in enumerate(found.funds, 1)}
    assert len(numbers) == len(found.funds)
    funds = {number: (one.name, one.budget) for number, one in enumerate(found.funds, 1)}
    return funds, [numbers.get(rule.fund or "") for rule in found.rules], found.notes


def test_it_pays_all_measures_from_the_fund_that_is_for_them():
    """本措施所需资金从…中列支: each rule of the document."""
    funds, paid, notes = funds_of(
        "对新认定为瞪羚企业的，奖励30万元。对新认定为高新技术企业的，奖励20万元。"
        "本措施所需资金从市制造业发展专项资金中列支，专项资金每年安排2亿元。"
    )
    assert funds == {1: ("市制造业发展专项资金", 200_000_000)}
    assert paid == [1, 1] and not any("专项资金" in one for one in notes)


def test_it_pays_a_rule_from_the_fund_of_its_own_sentence():
    """所需资金从…中安排 is said of what stands before it, and of nothing else; a fund without a sum has no budget."""
    funds, paid, _ = funds_of(
        "对新认定为瞪羚企业的，奖励30万元，所需资金从市科技发展资金中安排。对新认定为高新技术企业的，奖励20万元。"
    )
    assert funds == {1: ("市科技发展资金", None)} and paid == [1, None]


def test_it_reads_the_fund_that_says_itself_what_it_is_for():
    """每年安排…用于支持本措施."""
    funds, paid, _ = funds_of(
        "市财政每年安排5000万元技术改造专项资金，用于支持本措施。对新认定为瞪羚企业的，奖励30万元。"
    )
    assert funds == {1: ("技术改造专项资金", 50_000_000)} and paid == [1]


def test_it_ties_no_fund_that_another_one_s_name_ends_like():
    """标准化专项资金 is not the 专项资金 that another sentence sets aside: what that one pays stays a question."""
    funds, paid, notes = funds_of(
        "市财政每年安排2000万元专项资金，用于发展工业。对新认定为瞪羚企业的，奖励30万元，所需资金从市质监局标准化专项资金中安排。"
    )
    assert funds[paid[0]] == ("市质监局标准化专项资金", None)
    assert any("专项资金每年2000万元" in one for one in notes)
