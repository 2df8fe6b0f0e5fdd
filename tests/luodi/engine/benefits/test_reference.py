"""The cases that officials can read, in packs under tests/cases/benefits, and what cannot be said of one subject alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.luodi.engine.benefits.generated import CATALOGUE, ON, as_formula

from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Payment
from luodi.engine.benefits.cases import judge
from luodi.engine.benefits.plan import plan
from luodi.engine.benefits.reference import run
from luodi.engine.model import Amount, Claimant, Results
from luodi.formula.fields import Given
from luodi.formula.values import Subject
from luodi.policy.rules.from_yaml import read
from luodi.policy.rules.model import BenefitRule, Branch, ClawBack, Fund, HighestOnly, InForce, Rules, Share, Shortage

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "pyproject.toml").is_file())
PACKS = sorted((ROOT / "tests" / "cases" / "benefits").glob("*.yaml"))


def firm(id: str, **figures: Given) -> Claimant:
    return Claimant(id, Subject(id, {f"{key}@2025" if key != "paid" else key: value for key, value in figures.items()}))


def award(id: str, pay: str, **more: object) -> BenefitRule:
    return BenefitRule(id, id, (Branch("b", "档", as_formula(pay)),), **more)  # type: ignore[arg-type]


def pack(*rules: BenefitRule, fund: Fund | None = None, groups: tuple[HighestOnly, ...] = ()) -> Rules:
    return Rules("p", "包", CATALOGUE, rules, (fund,) if fund else (), groups)


def paid(results: Results, benefit: str) -> dict[str, int | None]:
    return {who: found.paid.known for (id, who), found in results.benefits.items() if id == benefit}


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_it_pays_what_the_cases_say(path: Path) -> None:
    """Each case of each pack: a sentence, figures, and what must be paid."""
    rules, problems = read(path, catalogue())
    assert rules is not None, problems
    wrong = [
        (case.name, one.benefit, one.expected, one.found)
        for case in rules.cases
        for one in judge(rules, case)
        if not one.is_as_expected
    ]
    assert not wrong


def run_fund(shortage: Shortage, budget: int, claims: dict[str, int | None], order: str | None = None) -> Results:
    fund = Fund("f", "资金", Fraction(budget), shortage, as_formula(order) if order else None)
    meant, _ = plan([pack(award("a", "设备投资额", fund="f"), fund=fund)], ON)
    scores = {"x": 60, "y": 90, "z": 90}
    firms = [firm(id, equipment=yuan, score=scores.get(id)) for id, yuan in claims.items()]
    return run(meant, {"firm": firms})


def test_it_shares_out_to_the_last_yuan() -> None:
    """10 yuan over claims of 7, 7 and 6: shares 3.5, 3.5 and 3; the yuan over goes to the larger remainder, first by id."""
    results = run_fund("pro_rata", 10, {"y": 7, "x": 7, "z": 6})
    assert paid(results, "a") == {"x": 400, "y": 300, "z": 300}
    assert results.funds[0].state == "scaled"


def test_it_serves_in_order_until_the_fund_is_empty() -> None:
    """The greater score first, equal ones by id; the last who is served gets what is left, those behind nothing."""
    results = run_fund("order", 10, {"x": 5, "y": 7, "z": 7}, "评价得分")
    assert paid(results, "a") == {"x": 0, "y": 700, "z": 300}


def test_it_leaves_open_what_an_unknown_claim_decides() -> None:
    """One claim without a bound: nobody's sum is known, and the fund says how many claims are lacking; enough money is enough."""
    results = run_fund("pro_rata", 10, {"x": 7, "y": None})
    (fund,) = results.funds
    assert (fund.state, fund.unknown_claims, fund.claimed) == ("open", 1, Amount(700, None, fund.claimed.missing))
    assert (results.benefits["a", "x"].paid.low, results.benefits["a", "x"].paid.high) == (0, 700)
    assert {missing.field.code for missing in results.benefits["a", "y"].missing} == {"equipment"}


def test_it_only_says_that_a_fund_is_passed_where_the_document_says_no_more() -> None:
    """Without a rule for shortage all is paid as due, and the state says that it is more than there is."""
    results = run_fund("none", 10, {"x": 7, "y": 8})
    assert (paid(results, "a"), results.funds[0].state) == ({"x": 700, "y": 800}, "over")


def test_it_pays_the_highest_of_a_group_across_packs() -> None:
    """Packs that run together share groups by id; of equal sums the first is paid."""
    group = HighestOnly("g", "就高")
    one = pack(award("a", "20万元", group="g"), groups=(group,))
    two = pack(award("b", "50万元", group="g"), award("c", "50万元", group="g"), groups=(group,))
    meant, problems = plan([one, two], ON)
    results = run(meant, {"firm": [firm("x")]})
    assert not problems
    assert [paid(results, id)["x"] for id in "abc"] == [0, 50_000_000, 0]


def test_it_does_not_need_to_know_what_cannot_win() -> None:
    """A sum that is unknown but bounded below another of its group leaves the other known."""
    group = HighestOnly("g", "就高")
    rule = award("a", "设备投资额", group="g", cap=as_formula("10万元"))
    meant, _ = plan([pack(rule, award("b", "50万元", group="g"), groups=(group,))], ON)
    results = run(meant, {"firm": [firm("x")]})
    assert (paid(results, "a"), paid(results, "b")) == ({"x": 0}, {"x": 50_000_000})


def test_it_counts_what_was_paid_up_to_the_day() -> None:
    """A payment of the day itself counts, one of a later day does not, and what came back is free again."""
    rule = award("a", "30万元", basis="once", tops_up=True)
    meant, _ = plan([pack(rule)], ON)

    def left(*payments: tuple[date, int]) -> int | None:
        history = [Payment("x", "a", day, sum_) for day, sum_ in payments]
        return paid(run(meant, {"firm": [firm("x")]}, history), "a")["x"]

    assert left((ON, 10_000_000)) == 20_000_000
    assert left((date(2025, 7, 1), 10_000_000)) == 30_000_000
    assert left((date(2024, 1, 1), 10_000_000), (date(2024, 5, 1), -10_000_000)) == 30_000_000


def test_it_lets_payers_parts_make_the_whole() -> None:
    """A third and two thirds of 100 yuan: 33.33 and 66.67; shares that make no whole for a firm leave the split unknown."""
    third = (Share("市", Fraction(1, 3)), Share("区", Fraction(2, 3), as_formula("规上", "flag")))
    meant, _ = plan([pack(award("a", "100元", payers=third))], ON)
    results = run(meant, {"firm": [firm("x", scaled=True), firm("y", scaled=False), firm("z")]})
    shares = {who: found.by_payer for (_, who), found in results.benefits.items()}
    assert shares == {"x": (("市", 3333), ("区", 6667)), "y": None, "z": None}


def test_it_asks_nothing_back_twice() -> None:
    """What came back is taken off what is asked of earlier payments of that benefit, the earliest first, and only once."""
    back = (ClawBack(as_formula("非 规上", "flag"), share=Fraction(1, 2)),)
    meant, _ = plan([pack(award("a", "1元", claw_back=back), award("b", "1元", claw_back=back))], ON)

    def asked(*payments: tuple[str, int, int]) -> list[tuple[int, int, int | None]]:
        history = [Payment("x", benefit, date(year, 1, 1), sum_) for benefit, year, sum_ in payments]
        found = run(meant, {"firm": [firm("x", scaled=False)]}, history).claw_backs
        return [(one.paid_on.year, one.returned, one.amount.known) for one in found]

    assert asked(("a", 2023, 1000), ("a", 2024, -500)) == []
    assert asked(("a", 2023, 1000), ("a", 2024, -300)) == [(2023, 300, 200)]
    assert asked(("a", 2022, 1000), ("a", 2023, 1000), ("a", 2024, -700)) == [(2023, 200, 300)]
    assert asked(("a", 2024, -700), ("a", 2025, 1000)) == [(2025, 0, 500)]
    assert asked(("a", 2023, 1000), ("b", 2024, -500)) == [(2023, 0, 500)]
    assert asked(("a", 2022, 1000), ("a", 2024, 1000), ("a", 2025, -500), ("a", 2023, -500)) == []


def test_it_asks_back_of_the_kind_that_the_rule_is_for() -> None:
    """A project may bear the id of its firm; a firm that was paid for its project is asked itself."""
    back = (ClawBack(as_formula("非 规上", "flag")),)
    built = award("b", "1元", describes="project", claw_back=(ClawBack(as_formula("项目投资额 < 1元", "flag")),))
    meant, _ = plan([pack(award("a", "1元", claw_back=back), built)], ON)
    people = {"firm": [firm("x", scaled=True)], "project": [firm("x", scaled=False, investment=0)]}
    history = [Payment("x", benefit, date(2024, 1, 1), 100) for benefit in ("a", "b")]
    assert [one.benefit for one in run(meant, people, history).claw_backs] == ["b"]
    alone = run(meant, {"firm": [firm("x", scaled=True)]}, history).claw_backs
    assert [(one.benefit, one.amount.low, one.amount.high) for one in alone] == [("b", 0, 100)]


def test_it_knows_by_name_rules_whose_payments_are_still_bound() -> None:
    """A rule no longer in force that asks money back; where two bear one name, the one that runs is meant."""
    back = (ClawBack(as_formula("非 规上", "flag")),)
    over = InForce(None, date(2024, 12, 31))
    named = [
        award("old", "1元", in_force=over, claw_back=back),
        award("new", "1元"),
        award("earlier", "1元", in_force=over, claw_back=back),
    ]
    rules = pack(named[0], named[1], replace(named[2], name="new"))
    assert plan([rules], ON)[0].ids_by_name == {"old": "old", "new": "new"}


def test_it_runs_no_rule_that_is_not_whole_or_not_in_force() -> None:
    """A rule with gaps, and one of another year, are named with the reason and pay nothing."""
    rules = (
        award("a", "1元", in_force=InForce(date(2026, 1, 1))),
        award("b", "1元", gaps=("标准另定",)),
        award("c", "1元"),
    )
    meant, _ = plan([pack(*rules)], ON)
    assert [(one.benefit, one.gaps) for one in meant.not_run] == [("a", ()), ("b", ("标准另定",))]
    assert [rule.id for rule in meant.benefits] == ["c"]
