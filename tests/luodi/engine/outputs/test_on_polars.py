"""The lines of a run: sums by benefit, who gets what under which clause, what is missing, what comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from tests.luodi.engine.benefits import generated
from tests.luodi.engine.benefits.generated import BenefitRule, Branch, ClawBack, Fraction, Rules, Share, as_formula

from luodi.engine.benefits.on_polars import run
from luodi.engine.benefits.plan import Plan, plan
from luodi.engine.outputs import on_polars as outputs
from luodi.engine.outputs.in_words import OfNobody, without_owner
from luodi.engine.outputs.to_json import to_json
from luodi.formula.fields import Describes
from luodi.policy.rules.model import Ceiling, Source
from luodi.reports.benefit_sheets import sheets

RULE = BenefitRule(
    "award",
    "奖",
    (
        Branch("one", "甲档", as_formula("设备投资额 * 10%"), as_formula("规上", "flag"), Source("甲文", "第二款")),
        Branch("two", "乙档", as_formula("100元")),
    ),
    take="sum",
    payers=(Share("市", Fraction(1, 3)), Share("区", Fraction(2, 3))),
    claw_back=(ClawBack(as_formula("非 规上", "flag"), 3, clause="第九条"),),
    source=Source("甲文", "第一条"),
)
PLAN, _ = plan([Rules("p", "包", generated.CATALOGUE, (RULE,))], generated.ON)
FIRMS = pl.DataFrame(
    {
        "id": ["a", "b", "c"],
        "name": ["甲", "乙", None],
        "region": ["东", "西", "西"],
        "equipment@2025": [1_000_00, None, None],
        "scaled@2025": [True, True, False],
    }
)
NOTHING = pl.DataFrame(schema={"subject": pl.String(), "benefit": pl.String(), "paid_on": pl.Date(), "sum": pl.Int64()})
TABLES = run(PLAN, {"firm": FIRMS})


def test_it_adds_up_each_benefit() -> None:
    """Known money by payer, the range of what is due, and how many are unknown."""
    (one,) = outputs.summaries(PLAN, TABLES)
    assert (one.claimants, one.unknown, one.paid) == (3, 1, 300_00)
    assert (one.allowed.low, one.allowed.high) == (400_00, None)
    assert one.by_payer == {"市": 100_00, "区": 200_00}


def test_it_adds_up_to_more_than_a_column_holds() -> None:
    """Two sums of 6 * 10^18 fen are 12 * 10^18, not a number below nought."""
    rule = BenefitRule(
        "award", "奖", (Branch("one", "甲档", as_formula("设备投资额")),), payers=(Share("市", Fraction(1)),)
    )
    plan_, _ = plan([Rules("p", "包", generated.CATALOGUE, (rule,))], generated.ON)
    firms = pl.DataFrame({"id": ["a", "b"], "equipment@2025": [6 * 10**18] * 2})
    (one,) = outputs.summaries(plan_, run(plan_, {"firm": firms}))
    assert (one.allowed.low, one.allowed.high, one.paid, one.by_payer) == (*[12 * 10**18] * 3, {"市": 12 * 10**18})


def test_it_lists_who_gets_what_from_which_clause() -> None:
    """By id; the clause of the branch where one was taken that has one, else that of the rule; unknown is null."""
    lines = list(outputs.payment_lines(PLAN, TABLES))
    assert [(line.id, line.branch, line.paid, line.source.clause) for line in lines] == [
        ("a", "甲档、乙档", 200_00, "第一条"),
        ("b", "", None, "第一条"),
        ("c", "乙档", 100_00, "第一条"),
    ]
    assert lines[0].by_payer == {"市": 6667, "区": 13333}


def test_it_names_the_missing_figures_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only of those whose sum hangs on them; of too many, the rest are counted."""
    found, left_out = outputs.missing_lines(PLAN, TABLES, {"firm": FIRMS}, NOTHING)
    assert [(one.id, one.missing) for one in found] == [("b", ("设备投资额（2025年）",))]
    assert left_out == 0
    monkeypatch.setattr(outputs, "MOST_ASKED", 0)
    assert outputs.missing_lines(PLAN, TABLES, {"firm": FIRMS}, NOTHING) == ((), 1)


def test_it_lists_what_comes_back() -> None:
    """Payments of the last three years to firms of which the condition holds, by the rule's name, less what came back."""
    days = [
        generated.date(2022, 6, 29),
        generated.date(2024, 1, 1),
        generated.date(2024, 2, 1),
        generated.date(2024, 1, 1),
    ]
    history = pl.DataFrame(
        {"subject": ["c", "c", "c", "a"], "benefit": ["award"] * 4, "paid_on": days, "sum": [500, 700, -100, 900]}
    )
    found = outputs.claw_back_lines(PLAN, {"firm": FIRMS}, history)
    assert [(one.claimant, one.paid, one.returned, one.amount.known) for one in found] == [("c", 700, 100, 600)]
    assert (found[0].name, found[0].document, found[0].clause) == ("奖", "甲文", "第九条")
    outcome = outputs.outcome(PLAN, TABLES, {"firm": FIRMS}, history, title="包")
    (back,) = [sheet for sheet in sheets(outcome) if sheet.name == "追回"]
    assert back.rows[0] == ("c", "", "奖", days[1], 7, 1, 6, 6, "甲文 第九条")


def test_it_does_not_call_unknown_money_nought() -> None:
    """A benefit of which nobody's sum is known yet is 未定, as are the parts of its payers, in JSON and on paper."""
    firms = pl.DataFrame(
        {"id": ["b"], "name": ["乙"], "region": ["西"], "equipment@2025": [None], "scaled@2025": [True]}
    )
    table = run(PLAN, {"firm": firms.cast({"equipment@2025": pl.Int64})})
    outcome = outputs.outcome(PLAN, table, {"firm": firms}, NOTHING, title="包")
    (one,) = to_json(outcome)["benefits"]
    assert (one["paid"]["shown"], one["by_payer"]["市"]["shown"]) == ("未定", "未定")
    assert sheets(outcome)[0].rows[0][5:9] == ("未定", 1, "未定", "未定")


def family_run() -> tuple[Plan, dict[Describes, pl.DataFrame], pl.DataFrame]:
    """A ceiling of 100 yuan over a firm and its projects: of one firm, of a stranger, of nobody; and who was paid before."""
    award = BenefitRule("award", "奖", (Branch("x", "档", as_formula("设备投资额 * 10%")),))
    upgrade = BenefitRule("upgrade", "补", (Branch("x", "档", as_formula("项目投资额 * 10%")),), "project")
    ceiling = Ceiling("c", "每户合计", ("award", "upgrade"), as_formula("100元"))
    found, _ = plan([Rules("p", "包", generated.CATALOGUE, (award, upgrade), ceilings=(ceiling,))], generated.ON)
    owners = ["a", "x", "", None, "a", "b"]
    projects = pl.DataFrame(
        {
            "id": ["p1", "p2", "p3", "p4", "p5", "p6"],
            "name": ["一", "二", "三", "四", "五", "六"],
            "owner": owners,
            "investment@2025": [900_00, 900_00, 900_00, 0, 900_00, 500_00],
        }
    )
    days = [generated.ON] * 3 + [date(2024, 1, 1)]
    history = pl.DataFrame(
        {"subject": ["p1", "p9", "x", "p8"], "benefit": ["upgrade"] * 4, "paid_on": days, "sum": [10_00] * 4}
    )
    return found, {"firm": FIRMS, "project": projects}, history


def test_it_tells_whose_firm_is_not_known() -> None:
    """Projects that claim something and belong to nobody, or to a stranger, and payments to nobody known in the years that count."""
    meant, frames, history = family_run()
    tables = run(meant, frames, history)
    found = outputs.of_nobody(meant, tables, frames["firm"], history)
    assert found == OfNobody(1, ["p3"], 1, ["x"], 1, ["p9"])
    assert [line.partition("（")[0] for line in without_owner(meant, found)] == [
        "有 1 个项目没有写所属企业",
        "有 1 个项目的所属企业不在企业表里",
        "已付的款中有 1 笔付给了数据里没有的企业或项目",
    ]
    ever = replace(meant, ceilings=(replace(meant.ceilings[0], per="total"),))
    assert outputs.of_nobody(ever, tables, frames["firm"], history).payees == ["p8", "p9"]
    numbered = replace(tables, payments={"project": tables.payments["project"].with_columns(owner=pl.lit(7))})
    assert outputs.of_nobody(meant, numbered, frames["firm"], history).strangers == ["7"]
    assert outputs.of_nobody(PLAN, TABLES, FIRMS, history) == OfNobody()
    assert without_owner(meant, OfNobody()) == []


def test_it_names_what_the_family_of_a_project_lacks() -> None:
    """The firm's figure is missing: its project behind it in the ceiling is unknown, and is told whose figure it is."""
    meant, frames, history = family_run()
    tables = run(meant, frames, history)
    found, _ = outputs.missing_lines(meant, tables, frames, history)
    assert [(one.id, one.missing, one.notes) for one in found if one.id != "c"] == [
        ("b", ("设备投资额（2025年）",), ()),
        ("p6", (), ("所属企业“乙”缺 设备投资额（2025年）",)),
    ]
