"""Polars pays what the interpreter pays, to the fen, whatever the rules, the gaps, the history and the funds."""

from __future__ import annotations

import os
from dataclasses import replace
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.luodi.engine.benefits import generated, ten_rules
from tests.luodi.engine.benefits.generated import as_formula, claimants, huge, packs, past, payments, tables

from luodi.engine.benefits import on_polars, reference
from luodi.engine.benefits.plan import FAMILY, plan
from luodi.engine.model import BenefitResult, Results
from luodi.formula.exact_columns import TooWide
from luodi.formula.numbers import FigureTooLarge
from luodi.formula.on_polars import bounds_of
from luodi.formula.to_polars import compile_formula
from luodi.policy.rules.model import BenefitRule, Branch, Ceiling, Fund, Rules

EXAMPLES = int(os.environ.get("LUODI_EQUIVALENCE", "60"))
ANY = packs() | packs(of_families=True)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def run_both(pack: Rules, seed: int) -> tuple[Results, on_polars.Tables]:
    subjects = tables(seed)
    history = payments(seed, subjects)
    meant, _ = plan([pack], generated.ON, defers_unknown=seed % 3 == 0)
    people = {kind: claimants(generated.CATALOGUE, frame) for kind, frame in subjects.items()}
    by_hand = reference.run(meant, people, past(history))
    return by_hand, on_polars.run(meant, subjects, history, observed_from=generated.OBSERVED_FROM)


def stages(found: BenefitResult) -> dict[str, Any]:
    """A result as the columns of a table hold it."""
    return {
        "branch": "+".join(found.branches) or None,
        "due": found.due.known,
        "capped": found.capped.known,
        "owed": found.owed.known,
        "allowed": found.allowed.known,
        "low": found.allowed.low,
        "high": found.allowed.high,
        "paid": found.paid.known,
    }


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(ANY, st.integers(0, 400))
def test_it_pays_what_the_reference_pays(pack: Rules, seed: int) -> None:
    """Every stage of every benefit, every payer, and every fund with what of it is open."""
    by_hand, found = run_both(pack, seed)
    for kind, frame in found.payments.items():
        for row in frame.iter_rows(named=True):
            for rule in (rule for rule in pack.benefits if rule.describes == kind):
                result = by_hand.benefits[rule.id, row["id"]]
                expected = stages(result)
                assert {name: row[f"{rule.id}.{name}"] for name in expected} == expected, (rule, row)
                shares = dict(result.by_payer) if result.by_payer is not None else {}
                for payer in {share.payer for share in rule.payers}:
                    assert row[f"{rule.id}.by.{payer}"] == shares.get(payer), (rule, row)
    assert [_plain(fund) for fund in found.funds] == [_plain(fund) for fund in by_hand.funds]


def _plain(fund: Any) -> tuple[Any, ...]:
    sums = [(each.low, each.high) for each in (fund.claimed, fund.paid)]
    return fund.fund, fund.budget, *sums, fund.claimants, fund.unknown_claims, fund.state


def _run_of_size(small: int, *asked: Any, **more: Any) -> on_polars.Tables:
    """A run in which tables of up to so many rows count as small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(on_polars, "_SMALL", small)
        return on_polars.run(*asked, **more)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(ANY, st.integers(0, 400))
def test_it_pays_no_more_than_cap_and_fund_allow(pack: Rules, seed: int) -> None:
    """No benefit above its cap, no fund above its budget, payers' parts make the whole, less detail changes nothing."""
    subjects = tables(seed)
    history = payments(seed, subjects)
    meant, _ = plan([pack], generated.ON)
    more = {"observed_from": generated.OBSERVED_FROM}
    found = on_polars.run(meant, subjects, history, **more)
    brief = [
        _run_of_size(small, meant, subjects, history, **more, depth=depth)
        for small in (0, 10**6)
        for depth in ("totals", "payments")
    ]
    paid: dict[str, int] = {}
    for kind, frame in found.payments.items():
        for less in brief:
            own = less.payments[kind]
            assert {"id", "paid", "is_known"} <= set(own.columns)
            assert own.to_dict(as_series=False) == frame.select(own.columns).to_dict(as_series=False)
            assert [_plain(fund) for fund in less.funds] == [_plain(fund) for fund in found.funds]
        for rule in meant.of_kind(kind):
            assert frame.filter(pl.col(f"{rule.id}.paid") > pl.col(f"{rule.id}.allowed")).is_empty()
            assert frame.filter(pl.col(f"{rule.id}.allowed") > pl.col(f"{rule.id}.capped")).is_empty()
            if rule.payers:
                parts = frame.select(
                    pl.sum_horizontal(pl.col(f"^{rule.id}\\.by\\..*$"), ignore_nulls=False)
                ).to_series()
                whole = frame[f"{rule.id}.paid"]
                assert all(part in (None, each) for part, each in zip(parts, whole, strict=True))
            if rule.fund is not None:
                paid[rule.fund] = paid.get(rule.fund, 0) + frame[f"{rule.id}.paid"].sum()
    for fund in found.funds:
        if fund.budget is not None and fund.state in ("scaled", "in_order"):
            assert paid[fund.fund] == fund.paid.low <= fund.budget


@settings(max_examples=max(20, EXAMPLES // 3), deadline=None, suppress_health_check=SLOW)
@given(ANY, st.integers(0, 400), st.integers(0, 10))
def test_it_does_not_depend_on_the_order_of_rows(pack: Rules, seed: int, other: int) -> None:
    """Firms in any order, and in one column more or less, get the same."""
    subjects = tables(seed)
    history = payments(seed, subjects)
    meant, _ = plan([pack], generated.ON)
    mixed = {kind: frame.sample(fraction=1, shuffle=True, seed=other) for kind, frame in subjects.items()}
    one = on_polars.run(meant, subjects, history, observed_from=generated.OBSERVED_FROM)
    two = on_polars.run(meant, mixed, history.reverse(), observed_from=generated.OBSERVED_FROM)
    for kind, frame in one.payments.items():
        assert frame.sort("id").equals(two.payments[kind].sort("id"))
    assert one.funds == two.funds


@pytest.mark.parametrize("budget", [100_000, 1_000_003, 10_000_000_000])
def test_it_runs_the_ten_rules_as_the_reference_does(budget: int) -> None:
    """R1–R10 over firms as the benchmark makes them, with a fund that is short, just short and long enough."""
    firms = ten_rules.firms(400, seed=3)
    meant, problems = plan([ten_rules.ten_rules(budget)], ten_rules.ON)
    assert not problems
    by_hand = reference.run(meant, {"firm": claimants(ten_rules.CATALOGUE, firms)})
    found = on_polars.run(meant, {"firm": firms}).payments["firm"]
    for rule in meant.benefits:
        assert found[f"{rule.id}.paid"].to_list() == [by_hand.benefits[rule.id, id].paid.known for id in firms["id"]]
    assert found["paid"].sum() == min(budget * 100, found["special.claim"].sum())


def test_it_hands_out_the_largest_remainders() -> None:
    """Three equal claims on ten yuan: 4, 3 and 3, the yuan over by id; the columns of the total hold the same."""
    formula = ten_rules.formula
    rule = generated.BenefitRule("b", "奖", (generated.Branch("r", "档", formula("10元")),), fund="f")
    pack = Rules("p", "包", ten_rules.CATALOGUE, (rule,), (generated.Fund("f", "资金", Fraction(10), "pro_rata"),))
    meant, _ = plan([pack], ten_rules.ON)
    found = on_polars.run(meant, {"firm": pl.DataFrame({"id": ["c", "a", "b"]})}).payments["firm"]
    assert dict(zip(found["id"], found["paid"], strict=True)) == {"a": 400, "b": 300, "c": 300}


def test_it_works_out_wide_numbers_row_by_row() -> None:
    """A product that 128 bits may not hold is left to the interpreter, and the fen are the same."""
    share = "(主营业务收入 / (主营业务收入 + 3元))"
    text = f"设备投资额 * {share} * {share} * {share} * {share}"
    table = tables(11)["firm"]
    with pytest.raises(TooWide):
        compile_formula(generated.as_formula(text), generated.ON, table.schema, bounds_of(table))
    rule = generated.BenefitRule("b", "奖", (generated.Branch("r", "档", generated.as_formula(text)),))
    pack = Rules("p", "包", generated.CATALOGUE, (rule,))
    by_hand, found = run_both(pack, 11)
    expected = [by_hand.benefits["b", id].paid.known for id in found.payments["firm"]["id"]]
    assert found.payments["firm"]["b.paid"].to_list() == expected
    assert any(expected)


@pytest.mark.parametrize("depth", ["totals", "payments", "stages"])
def test_it_refuses_a_total_that_no_column_holds(depth: Any) -> None:
    """Two sums that fit and together do not: an error, and never a number that begins anew below nought."""
    pack, table = huge(2, 1)
    meant, _ = plan([pack], generated.ON)
    with pytest.raises(FigureTooLarge, match="合计"):
        on_polars.run(meant, {"firm": table}, depth=depth)
    with pytest.raises(FigureTooLarge, match="合计"):
        reference.run(meant, {"firm": claimants(generated.CATALOGUE, table)})


@pytest.mark.parametrize("shortage", ["none", "pro_rata", "order"])
def test_it_adds_up_claims_of_any_size(shortage: Any) -> None:
    """All claims on a fund together may be more than 64 bits; the fund is shared out as the reference does."""
    pack, table = huge(1, 4)
    fund = generated.Fund("f", "资金", Fraction(10**9), shortage)
    pack = replace(pack, benefits=(replace(pack.benefits[0], fund="f"),), funds=(fund,))
    meant, _ = plan([pack], generated.ON)
    found = on_polars.run(meant, {"firm": table})
    by_hand = reference.run(meant, {"firm": claimants(generated.CATALOGUE, table)})
    assert [_plain(one) for one in found.funds] == [_plain(one) for one in by_hand.funds]
    assert found.payments["firm"]["paid"].to_list() == [by_hand.benefits["b0", id].paid.known for id in table["id"]]


def test_it_refuses_a_past_that_begins_anew_below_nought() -> None:
    """Past payments whose sum is more than 64 bits are an error of the history, not a past of nothing."""
    pack, table = huge(1, 1)
    pack = replace(pack, benefits=(replace(pack.benefits[0], basis="once"),))
    meant, _ = plan([pack], generated.ON)
    history = pl.DataFrame(
        {"subject": ["0"] * 2, "benefit": ["b0"] * 2, "paid_on": [generated.ON] * 2, "sum": [6 * 10**18] * 2}
    )
    with pytest.raises(FigureTooLarge, match="已付金额"):
        on_polars.run(meant, {"firm": table}, history)


def test_it_tells_ceilings_of_two_packs_apart() -> None:
    """Two documents number their ceilings alike, each with figures of its own: a third of the revenue, and what is left of 5 million."""
    rules = tuple(
        BenefitRule(kind, kind, (Branch("b", "档", as_formula("100万元")),), describes=kind) for kind in FAMILY
    )
    most = ("主营业务收入 / 3", "500万元 - 已付金额")
    ceilings = [Ceiling("ceiling_1", "合计", FAMILY, as_formula(one), describes="firm") for one in most]
    for seed in range(6):
        for both in (ceilings, ceilings[::-1]):
            by_hand, found = run_both(replace(Rules("p", "包", generated.CATALOGUE, rules), ceilings=tuple(both)), seed)
            for kind, frame in found.payments.items():
                expected = [by_hand.benefits[kind, id].allowed for id in frame["id"]]
                assert frame.select(f"{kind}.low", f"{kind}.high").rows() == [(one.low, one.high) for one in expected]


def test_it_runs_where_a_table_is_not_there() -> None:
    """A fund that no table claims from has nothing to pay, as in the reference."""
    fund = Fund("f", "资金", Fraction(100), "pro_rata")
    rule = BenefitRule("b", "奖", (Branch("b", "档", as_formula("1元")),), describes="project", fund="f")
    meant, _ = plan([Rules("p", "包", generated.CATALOGUE, (rule,), (fund,))], generated.ON)
    assert on_polars.run(meant, {}).funds == reference.run(meant, {}).funds
