"""Examples of a rule: figures near its thresholds, and what comes of them."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.policy.rules.drafts import DraftBranch, DraftRule, to_rule
from luodi.spans import Span
from luodi_site.policies.rules.drafting import catalogue
from luodi_site.policies.rules.trial import examples_of

ON = date(2025, 12, 31)


def tried(when="", pay="10万元", posted=None, **values):
    span = Span("", 0, 10)
    rule = DraftRule("rule", "例", span, (DraftBranch("一档", span, when, pay),), **values)
    return {one.key: one for one in examples_of(to_rule(rule, catalogue()), ON, posted or {})}


@pytest.mark.parametrize(
    "when",
    [
        "主营业务收入 > 1亿元", "主营业务收入 >= 1亿元", "首次(主营业务收入 > 1亿元)", "首次(规上)", "首次(有资质(“瞪羚企业”))",
        "资产负债率 <= 75%", "属于(企业规模, {“小型”, “微型”})", "企业规模 = “大型”", "首次(属于(“股改”, 上市阶段))",
        "满年(成立日期) >= 3年 且 从业人员 >= 50人",
    ],
)  # fmt: skip
def test_it_makes_an_example_that_meets_the_rule_and_one_that_does_not(when):
    """The first example gets the sum, the second falls short and says by what, the third lacks a figure."""
    found = tried(when)
    assert (found["reaches"].state, found["reaches"].result) == ("yes", "可得10万元")
    assert found["short"].state in ("no", "unknown") and found["short"].why
    assert found["lacking"].state in ("unknown", "no", "yes")


def test_it_holds_a_payment_to_its_cap_and_says_so():
    """What the share would give, and what the cap leaves of it."""
    found = tried("", "设备投资额 * 12%", {"reaches.equipment_investment": "1亿元"}, cap="500万元", describes="project")
    assert found["reaches"].result == "可得500万元（按标准1200万元，按上限封顶）"


def test_it_takes_the_missing_for_unknown_and_never_for_nought():
    """An empty cell is a missing figure: the result is unknown, and names it."""
    found = tried("主营业务收入 >= 1亿元", posted={"reaches.revenue@2025": ""})
    assert found["reaches"].state == "unknown" and "主营业务收入（2025年）" in found["reaches"].result


@pytest.mark.parametrize("typed", ["很多", "1.2.3", "12吨", "1e400", "--5", "९९九"])
def test_it_marks_what_is_no_figure(typed):
    """A wrong cell is told at the cell; the example waits."""
    found = tried("主营业务收入 >= 1亿元", posted={"reaches.revenue@2025": typed})
    assert found["reaches"].state == "wrong" and any(cell.error for cell in found["reaches"].cells)


def test_it_tries_nothing_that_cannot_run():
    """Without a formula that runs there is nothing to try."""
    assert not tried("拆迁补偿金额 > 1亿元")
