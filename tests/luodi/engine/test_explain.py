"""Why a firm is paid what it is paid, why not, what is missing, and what lacks for more; all in under 10 ms."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from statistics import median

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.luodi.engine.benefits import generated, ten_rules
from tests.luodi.engine.benefits.generated import as_formula, claimants

from luodi.datasets.model import Payment
from luodi.engine import explain as explain_module
from luodi.engine.benefits.plan import Plan, plan
from luodi.engine.explain import explain_benefits, in_sentences
from luodi.engine.model import Claimant
from luodi.engine.near_misses import near_misses
from luodi.formula.fields import Given
from luodi.formula.values import Subject
from luodi.policy.rules.model import BenefitRule, Branch, Ceiling, ClawBack, HighestOnly, Rules, Source

SCHEMA = Path(explain_module.__file__).with_name("benefits.schema.json")


def firm(**figures: Given) -> Claimant:
    named = {key.replace("_2025", "@2025").replace("_2024", "@2024"): value for key, value in figures.items()}
    return Claimant("f1", Subject("甲公司", named))


def planned(rule: BenefitRule) -> Plan:
    found, problems = plan([Rules("p", "包", generated.CATALOGUE, (rule,))], generated.ON)
    assert not problems
    return found


TWO_GRADES = BenefitRule(
    "award",
    "上台阶奖励",
    (
        Branch(
            "big", "10亿元", as_formula("20万元"), as_formula("主营业务收入 > 10亿元", "flag"), Source("甲文", "第三条")
        ),
        Branch("small", "5亿元", as_formula("10万元"), as_formula("主营业务收入 > 5亿元", "flag")),
    ),
    for_whom=as_formula("信用良好", "flag"),
    source=Source("甲文", "第二条", is_unconfirmed=True),
)


def test_it_says_which_branch_was_taken_and_from_which_clause() -> None:
    """Every yuan down to the clause: the branch, its formula with figures, and its source."""
    told = explain_benefits(planned(TWO_GRADES), firm(revenue_2025=120_000, sound=True))
    (one,) = told["benefits"]
    assert (one["state"], one["paid"]["shown"]) == ("paid", "20万元")
    assert [branch["is_taken"] for branch in one["branches"]] == [True, False]
    assert one["branches"][0]["source"]["clause"] == "第三条"
    assert one["branches"][0]["when"]["value"]["is_true"] and one["source"]["is_unconfirmed"]
    assert json.loads(json.dumps(told)) == told


def test_it_says_why_not_and_what_lacks_for_more() -> None:
    """What fails by how much; the nearer branch first, and nothing of branches that pay no more."""
    told = explain_benefits(planned(TWO_GRADES), firm(revenue_2025=40_000, sound=True))
    (one,) = told["benefits"]
    assert one["state"] == "nothing"
    assert [miss["branch"] for miss in one["near_misses"]] == ["small", "big"]
    assert one["near_misses"][0]["lacks"][0]["short_by"] == "1亿元"
    assert "离“5亿元”还差：主营业务收入（2025年）为 4亿元，应高于 5亿元，差 1亿元（可得 10万元）" in "\n".join(
        in_sentences(told)
    )
    higher = explain_benefits(planned(TWO_GRADES), firm(revenue_2025=60_000, sound=True))["benefits"][0]
    assert [miss["branch"] for miss in higher["near_misses"]] == ["big"]


def test_it_puts_what_has_no_distance_behind_what_has() -> None:
    """A firm of bad standing lacks more than revenue: what cannot be measured is farther than any figure."""
    (near, far) = near_misses(TWO_GRADES, firm(revenue_2025=60_000, sound=False), generated.ON, 0)
    assert (near.branch.id, len(near.lacks)) == ("small", 1)
    assert (far.branch.id, len(far.lacks)) == ("big", 2)
    assert near.cost < far.cost


def test_it_says_nothing_of_how_near_where_a_figure_is_missing() -> None:
    """A missing figure makes the sum unknown, names the figure, and leaves open how far it is."""
    told = explain_benefits(planned(TWO_GRADES), firm(sound=True))
    (one,) = told["benefits"]
    assert one["state"] == "unknown" and one["near_misses"] == []
    assert [lack["shown"] for lack in one["missing"]] == ["主营业务收入（2025年）"]
    assert (one["paid"]["low"], one["paid"]["high"], one["paid"]["shown"]) == (0, 20_000_000, "未定（至多 20万元）")
    assert "缺：主营业务收入（2025年）" in "\n".join(in_sentences(told))


def test_it_is_open_where_the_fund_waits_for_others() -> None:
    """The firm's own sum is known, but the run says that what the fund pays is not."""
    told = explain_benefits(planned(TWO_GRADES), firm(revenue_2025=120_000, sound=True), paid={"award": None})
    assert told["benefits"][0]["state"] == "open"
    assert "上台阶奖励：应付 20万元，资金不一定够" in "\n".join(in_sentences(told))


def test_it_promises_no_more_of_what_is_not_paid_again() -> None:
    """A benefit that was paid once has no near misses; the payment is told instead."""
    rule = BenefitRule("award", "奖", TWO_GRADES.branches, basis="once")
    told = explain_benefits(planned(rule), firm(revenue_2025=60_000), [Payment("f1", "award", date(2024, 1, 1), 100)])
    assert told["benefits"][0]["near_misses"] == []
    assert "以前：2024-01-01 付 1元" in "\n".join(in_sentences(told))


def test_it_states_what_is_asked_back() -> None:
    """A condition that holds asks back its share of a payment of the last years; of an older one nothing."""
    back = ClawBack(as_formula("非 信用良好", "flag"), 2, generated.Fraction(1, 3), "第九条")
    rule = generated.BenefitRule("award", "奖", TWO_GRADES.branches, claw_back=(back,))
    paid = [Payment("f1", "award", day, 10_000_000) for day in (date(2023, 6, 29), date(2023, 6, 30))]
    told = explain_benefits(planned(rule), firm(revenue_2025=1, sound=False), paid)
    assert [(one["paid_on"], one["asked_back"]["low"]) for one in told["claw_backs"]] == [("2023-06-30", 3_333_333)]
    assert "2023-06-30 所付“奖”10万元，应追回 33333.33元〔第九条〕" in "\n".join(in_sentences(told))
    paid.append(Payment("f1", "award", date(2024, 1, 1), -1_000_000))
    said = "\n".join(in_sentences(explain_benefits(planned(rule), firm(revenue_2025=1, sound=False), paid)))
    assert "已追回 1万元，还应追回 23333.33元〔第九条〕" in said


def test_it_tells_what_a_group_and_a_ceiling_leave() -> None:
    """Which group or ceiling cut a sum, what is due of the others in it, and what was paid before: every yuan can be traced."""
    rules = tuple(
        BenefitRule(id, name, (Branch("x", "档", as_formula(pay)),), group="g" if id != "c" else None)
        for id, name, pay in (("a", "甲奖", "20万元"), ("b", "乙奖", "30万元"), ("c", "丙奖", "10万元"))
    )
    ceiling = Ceiling("cap", "单户上限", ("b", "c"), as_formula("35万元"), "year", Source("甲文", "第八条"))
    rules_ = Rules(
        "p",
        "包",
        generated.CATALOGUE,
        rules,
        groups=(HighestOnly("g", "就高组", Source("甲文", "第七条")),),
        ceilings=(ceiling,),
    )
    found, _ = plan([rules_], generated.ON)
    said = in_sentences(explain_benefits(found, firm(), [Payment("f1", "c", date(2025, 1, 1), 100_000)]))
    assert "  “就高组”只付最高的一项：“乙奖” 30万元更高或并列在先；本项由 20万元 变为 0元〔第七条〕" in said
    left = "以前已付 1000元；先给“乙奖” 30万元；本项由 10万元 变为 4.9万元"
    assert f"  “单户上限”合计不超过 35万元：{left}〔第八条〕" in said


def test_it_keeps_to_its_schema() -> None:
    """Made-up packs, firms with gaps, and a history: the JSON is as ``benefits.schema.json`` says, which people build on."""
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    seen = set()

    @settings(
        max_examples=15,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(generated.packs(), st.integers(0, 50))
    def check(pack: Rules, seed: int) -> None:
        meant, _ = plan([pack], generated.ON)
        subjects = generated.tables(seed, rows=2)
        history = generated.past(generated.payments(seed, subjects))
        for kind, frame in subjects.items():
            for claimant in claimants(generated.CATALOGUE, frame):
                told = explain_benefits(meant, claimant, history, describes=kind)
                validator.validate(told)
                assert in_sentences(told)
                seen.update(one["state"] for one in told["benefits"])

    check()
    assert seen == {"paid", "nothing", "unknown"}


def test_it_explains_a_firm_in_ten_milliseconds() -> None:
    """The ten rules with all trees; the median of many, in time of this process, so that a busy machine does not count."""
    meant, _ = plan([ten_rules.ten_rules()], ten_rules.ON)
    took = []
    for claimant in claimants(ten_rules.CATALOGUE, ten_rules.firms(60)):
        start = time.process_time()
        explain_benefits(meant, claimant)
        took.append(time.process_time() - start)
    assert median(took) < 0.010
