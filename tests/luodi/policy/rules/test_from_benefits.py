"""What sentences become as rules, case by case, and what must not be guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.luodi.policy.written import written

from luodi.clauses.model import Outline
from luodi.datasets.from_yaml import catalogue
from luodi.formula import from_text
from luodi.pipeline import compile_document
from luodi.policy.rules.drafts import DraftRule, Drafts, to_rule
from luodi.policy.rules.from_benefits import draft_rules

CASES = Path(__file__).parents[3] / "cases" / "rules"


def cases(name: str) -> list:
    read = yaml.safe_load((CASES / name).read_text("utf-8"))["cases"]
    return [pytest.param(case, id=case["name"]) for case in read]


def drafted(text: str) -> tuple[Drafts, Outline]:
    outline = written(f"晴州市推进工业发展若干措施\n一、支持企业发展\n（一）加大奖补力度。{text}")
    compiled = compile_document(outline.document)
    return draft_rules(compiled.policy, compiled.outline, catalogue()), compiled.outline


def texts(rule: DraftRule) -> str:
    return "\n".join([rule.for_whom, rule.cap, *(f"{one.when}\n{one.pay}" for one in rule.branches)])


@pytest.mark.parametrize("case", cases("words.yaml"))
def test_it_writes_the_rule_of_a_sentence(case):
    """As far as the words go, a sentence becomes formulas; what is assumed on the way is told."""
    found, _ = drafted(case["text"])
    assert len(found.rules) == len(case["rules"]), found
    for rule, wanted in zip(found.rules, case["rules"], strict=True):
        assert "gaps" not in wanted or bool(rule.gaps) == bool(wanted["gaps"]), rule.gaps
        if "branches" in wanted:
            assert [[one.when, one.pay] for one in rule.branches] == wanted["branches"]
        for key in ("for_whom", "cap", "describes", "basis", "tops_up", "take"):
            if key in wanted:
                assert getattr(rule, key) == wanted[key], key
        if "payers" in wanted:
            assert {share.payer: str(share.share) for share in rule.payers} == wanted["payers"]
        if "assumes" in wanted:
            assert any(wanted["assumes"] in one for one in rule.assumptions), rule.assumptions
        if wanted.get("grouped"):
            assert rule.group in {group.id for group in found.groups}


@pytest.mark.parametrize("case", cases("words-not.yaml"))
def test_it_leaves_open_what_the_words_do_not_say(case):
    """A wrong rule is worse than a gap: what is not said is asked for, and what is not paid is no rule."""
    found, _ = drafted(case["text"])
    if case.get("none"):
        assert not found.rules
        return
    assert found.rules
    if "gap" in case:
        assert any(case["gap"] in gap.message for rule in found.rules for gap in rule.gaps), found.rules
    if "never" in case:
        assert all(case["never"] not in texts(rule) for rule in found.rules), found.rules
    if case.get("no_payers"):
        assert not any(rule.payers for rule in found.rules)


@pytest.mark.parametrize("case", cases("words.yaml"))
def test_it_writes_rules_that_run(case):
    """A rule without gaps is whole: every formula reads, in its units, over subjects of one kind."""
    found, _ = drafted(case["text"])
    for draft in found.rules:
        rule = to_rule(draft, catalogue(), "晴州市推进工业发展若干措施")
        assert rule.gaps[: len(draft.gaps)] == tuple(gap.message for gap in draft.gaps)
        if not rule.gaps:
            assert len(rule.branches) == len(draft.branches) and rule.source.clause
            assert all(not from_text.read(one.pay.text, catalogue(), "number")[1] for one in rule.branches)


@pytest.mark.parametrize("case", [*cases("words.yaml"), *cases("words-not.yaml")])
def test_it_accounts_for_every_benefit_once(case):
    """Nothing is dropped: each benefit is in one rule, over rules as a ceiling, or told as unwritten."""
    found, outline = drafted(case["text"])
    count = len(compile_document(outline.document).policy.benefits)
    places = [at for rule in found.rules for at in rule.benefits] + [one.benefit for one in found.unwritten]
    assert len(places) + len(found.ceilings) == count and len(set(places)) == len(places)
    for rule in found.rules:
        assert all(gap.span.slice(outline.text) for gap in rule.gaps) and rule.span.slice(outline.text)


def test_it_bounds_the_awards_of_a_clause_together():
    """单家企业年度奖励不超过… is a ceiling over the awards before it in the clause."""
    found, _ = drafted(
        "对新认定为瞪羚企业的，奖励30万元。对主营业务收入首次超过5亿元的企业，奖励20万元。单家企业年度奖励总额不超过40万元。"
    )
    assert len(found.rules) == 2
    (ceiling,) = found.ceilings
    assert (ceiling.per, ceiling.benefits, ceiling.most.text) == ("year", ("benefit_1", "benefit_2"), "40万元")


@pytest.mark.parametrize(
    ("limit", "whose", "per"), [("单家企业年度奖励总额", "firm", "year"), ("单个项目累计奖励", "project", "total")]
)
def test_it_bounds_the_firm_behind_projects(limit, whose, per):
    """A rule of projects below a ceiling of firms: the projects of a firm are added up, and the rule runs."""
    found, _ = drafted(
        f"对项目中标且单个合同金额1000万元以上的，按合同金额的2%给予奖励，单个项目最高100万元。{limit}不超过300万元。"
    )
    (ceiling,), (rule,) = found.ceilings, found.rules
    assert (ceiling.describes, ceiling.per, ceiling.most.text) == (whose, per, "300万元")
    assert rule.describes == "project" and not any("合计" in gap.message for gap in rule.gaps)


def test_it_names_the_fund_and_says_that_its_use_is_open():
    """每年安排1亿元专项资金: a fund with its budget, not tied to benefits that the sentence does not name."""
    found, _ = drafted("对新认定为瞪羚企业的，奖励30万元。市级财政每年安排1亿元工业发展专项资金，用于支持企业发展。")
    assert [fund.budget for fund in found.funds] == [100_000_000]
    assert all(rule.fund is None for rule in found.rules) and any("专项资金" in note for note in found.notes)
