"""What a change costs, who gains and who loses, over all and by region and size."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
from tests.luodi.engine.benefits.generated import BenefitRule, Branch
from tests.luodi.engine.benefits.ten_rules import CATALOGUE, ON, firms, formula, ten_rules

from luodi.engine.benefits.plan import plan
from luodi.engine.simulation.changes import Change, apply
from luodi.engine.simulation.on_polars import compare
from luodi.policy.rules.model import Fund, Rules

RULE = BenefitRule("award", "奖", (Branch("b", "档", formula("主营业务收入 * 10%")),), fund="special")
PACK = Rules("p", "包", CATALOGUE, (RULE,), (Fund("special", "资金", Fraction(30), "pro_rata"),))
FIRMS = pl.DataFrame(
    {
        "id": ["a", "b", "c"],
        "name": ["甲", "乙", "丙"],
        "region": ["东", "东", "西"],
        "revenue@2025": [100_00, 200_00, None],
    }
)


def test_it_counts_winners_and_losers_by_region() -> None:
    """A doubled rate: two firms gain, the third is unknown before and after and in no sum."""
    rules, _ = apply(PACK, [Change("award", "10%", "20%")])
    found = compare(
        plan([PACK], ON)[0], plan([rules], ON)[0], {"firm": FIRMS.head(2)}, changes=[Change("award", "10%", "20%")]
    )
    assert (found.whole.before, found.whole.after, found.whole.winners) == (3000, 3000, 0)
    richer, _ = apply(rules, [Change("special", "30元", "100元")])
    found = compare(plan([PACK], ON)[0], plan([richer], ON)[0], {"firm": FIRMS}, by=("region", "qualifications"))
    assert found.whole.unknown == 3  # the firm whose claim is unknown leaves the fund of 30 yuan open for all


def test_it_adds_up_to_more_than_a_column_holds() -> None:
    """A loss of 10^18 fen by each of twelve firms is 12 * 10^18, not a number below nought."""
    rule = BenefitRule("award", "奖", (Branch("b", "档", formula("主营业务收入 * 200%")),))
    pack = Rules("p", "包", CATALOGUE, (rule,))
    rules, _ = apply(pack, [Change("award", "200%", "100%")])
    table = pl.DataFrame({"id": [f"{at}" for at in range(12)], "revenue@2025": [10**18] * 12})
    found = compare(plan([pack], ON)[0], plan([rules], ON)[0], {"firm": table}).whole
    assert (found.before, found.after, found.lost) == (24 * 10**18, 12 * 10**18, 12 * 10**18)


def test_it_leaves_out_those_who_wait() -> None:
    """With unknown claims deferred, the others are compared, and the third stays unknown."""
    rules, _ = apply(PACK, [Change("award", "10%", "20%"), Change("special", "30元", "100元")])
    before, after = (plan([pack], ON, defers_unknown=True)[0] for pack in (PACK, rules))
    found = compare(before, after, {"firm": FIRMS}, by=("region", "所在县区"))
    assert (found.whole.before, found.whole.after, found.whole.winners, found.whole.unknown) == (3000, 6000, 2, 1)
    assert {(one.name, one.before, one.after, one.winners, one.unknown) for one in found.groups[0][1]} == {
        ("东", 3000, 6000, 2, 0),
        ("西", 0, 0, 0, 1),
    }
    assert [one.name for one in found.groups[1][1]] == ["未知"]
    assert [(one.id, one.before, one.after) for one in found.movers] == [("b", 2000, 4000), ("a", 1000, 2000)]


def test_it_shifts_money_within_a_fund_that_is_short() -> None:
    """R1–R10 with a higher rate for one grade and the same budget: what some gain others lose, to the fen."""
    rules, _ = apply(ten_rules(1_000_000), [Change("upgrade.provincial", "12%", "15%")])
    table = firms(3000)
    found = compare(plan([ten_rules(1_000_000)], ON)[0], plan([rules], ON)[0], {"firm": table})
    assert found.whole.before == found.whole.after == 100_000_000
    assert found.whole.winners and found.whole.losers
    assert found.whole.gained == found.whole.lost
