"""How much is paid."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luodi.datasets.from_yaml import catalogue
from luodi.policy.model import Benefit
from luodi.policy.rules.phrases import payments
from luodi.policy.rules.phrases.said import Frame
from luodi.spans import Span

PROJECT = Frame(catalogue(), "project")


def benefit(**values) -> Benefit:
    return Benefit(Span("山阳", 0, 10), "企业", "条件", **values)


def read(words, **values):
    return payments.read(benefit(**values), words, PROJECT)


def test_it_writes_a_share_of_a_figure_with_its_cap():
    """按设备投资额的12%，最高不超过500万元."""
    found = read(
        "按设备投资额的12%给予补助，最高500万元", rate=Decimal("0.12"), rate_of="设备投资额", cap=Decimal(5_000_000)
    )
    assert (found.pay, found.cap, found.gaps) == ("设备投资额 * 12%", "500万元", ())


def test_it_writes_a_sum_as_officials_do():
    """Whole sums in 元, 万元, 亿元."""
    assert read("奖励20万元", amount=Decimal(200_000)).pay == "20万元"
    assert read("奖励3000元", amount=Decimal(3000)).pay == "3000元"


@pytest.mark.parametrize("words", ["每家企业奖励20万元", "每个项目奖励20万元", "单个企业奖励20万元", "每户奖励20万元"])
def test_it_knows_the_subject_itself_from_a_count(words):
    """每家企业 is the firm that applies, no multiplier."""
    assert read(words, amount=Decimal(200_000)).pay == "20万元"


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("按每台2万元给予补助", 20_000), ("每新增1家规上企业奖励5万元", 50_000), ("每平方米补助100元", 100),
        ("每人每月补助3000元", 3000), ("按3元/月给予补助", 3), ("每引进1名博士奖励2万元", 20_000),
        ("每月分别发放补贴800元、1500元、3000元", 3000),
    ],
)  # fmt: skip
def test_it_never_pays_once_what_is_paid_for_each(words, amount):
    """A sum for each of something is no sum until a person says what counts it."""
    found = read(words, amount=Decimal(amount))
    assert not found.pay and found.gaps


@pytest.mark.parametrize(
    ("words", "values", "gap"),
    [
        ("给予最高50万元奖励", {"cap": Decimal(500_000)}, "只写了最高50万元"),
        ("按不超过设备投资额的10%补助", {"rate": Decimal("0.1"), "rate_of": "设备投资额"}, "只写了不超过10%"),
        ("不低于20万元奖励", {"amount": Decimal(200_000)}, "只写了不低于20万元"),
        ("10万元至30万元奖励", {"amount": Decimal(100_000), "cap": Decimal(300_000)}, "没有写怎样定"),
        ("给予50%补助", {"rate": Decimal("0.5")}, "没有写按什么的50%"),
        ("按LPR的50%贴息", {"rate": Decimal("0.5"), "rate_of": "LPR"}, "本金"),
    ],
)
def test_it_asks_where_the_words_leave_the_sum_open(words, values, gap):
    """Up to, at least, from–to: the office decides, so a person must say."""
    assert any(gap in one for one in read(words, **values).gaps)


@pytest.mark.parametrize("words", ["按100%加计扣除", "免收三个月租金", "贷款利率下浮10%", "按70%为底价", "减半征收"])
def test_it_pays_nothing_that_the_treasury_does_not(words):
    """What is not levied, or sold cheaper, is no payment."""
    assert payments.why_not(benefit(rate=Decimal("0.5")), words)
