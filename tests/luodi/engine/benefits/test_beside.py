"""A firm and its projects below one ceiling, and in one group: worked by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.luodi.engine.benefits.generated import CATALOGUE, ON, as_formula

from luodi.datasets.model import Payment
from luodi.engine.benefits.beside import People
from luodi.engine.benefits.plan import Plan, plan
from luodi.engine.benefits.reference import run
from luodi.engine.explain import explain_benefits, in_sentences
from luodi.engine.model import Amount, Claimant, Results
from luodi.formula.values import Subject
from luodi.policy.rules.model import BenefitRule, Branch, Ceiling, HighestOnly, Rules

AWARD = BenefitRule("award", "上规奖励", (Branch("b", "档", as_formula("20万元")),), group="g")
UPGRADE = BenefitRule("upgrade", "技改补助", (Branch("b", "档", as_formula("项目投资额 * 10%")),), "project", group="g")


def planned(*limits: Ceiling | HighestOnly, rules: tuple[BenefitRule, ...] = (AWARD, UPGRADE)) -> Plan:
    groups = tuple(one for one in limits if isinstance(one, HighestOnly))
    ceilings = tuple(one for one in limits if isinstance(one, Ceiling))
    found, problems = plan([Rules("p", "包", CATALOGUE, rules, groups=groups, ceilings=ceilings)], ON)
    assert not {one.code for one in problems} - {"rules.group_of_both"}
    return found


def ceiling(most: str, *benefits: str, per: str = "year", describes: str | None = None) -> Ceiling:
    return Ceiling("c", "每户合计", benefits, as_formula(most), per, describes=describes)  # type: ignore[arg-type]


def project(id: str, owner: str, million: int | None) -> Claimant:
    """What it is due is a tenth of its investment."""
    yuan = None if million is None else million * 1_000_000
    return Claimant(id, Subject(f"项目{id}", {"investment@2025": yuan}), owner=owner)


FIRMS = [Claimant("f1", Subject("甲公司", {"revenue@2025": 3000})), Claimant("f2", Subject("乙公司", {}))]


def worked_out(meant: Plan, *projects: Claimant, history: tuple[Payment, ...] = ()) -> dict[str, int | None]:
    """Yuan in tens of thousands that each may get, by subject."""
    return in_myriads(run(meant, {"firm": FIRMS, "project": projects}, history))


def in_myriads(results: Results) -> dict[str, int | None]:
    sums = {who: found.allowed.known for (_, who), found in results.benefits.items()}
    return {who: None if fen is None else fen // 1_000_000 for who, fen in sums.items()}


def test_it_adds_up_a_firm_and_its_projects_in_the_order_of_the_ceiling() -> None:
    """100万元 over 20 of the firm, then 50 and 70 of its projects by id; another firm has a ceiling of its own."""
    meant = planned(ceiling("100万元", "award", "upgrade"))
    projects = project("p2", "f1", 7), project("p1", "f1", 5), project("p3", "f2", 9)
    assert worked_out(meant, *projects) == {"f1": 20, "p1": 50, "p2": 30, "f2": 20, "p3": 80}
    turned = planned(ceiling("100万元", "upgrade", "award"))
    assert worked_out(turned, *projects) == {"f1": 0, "p1": 50, "p2": 50, "f2": 10, "p3": 90}


def test_it_adds_up_projects_of_one_firm_only_where_the_ceiling_says_so() -> None:
    """A ceiling over benefits of projects alone is of each project, unless it is of firms."""
    projects = project("p1", "f1", 5), project("p2", "f1", 7)
    alone = worked_out(planned(ceiling("60万元", "upgrade")), *projects)
    together = worked_out(planned(ceiling("60万元", "upgrade", describes="firm")), *projects)
    assert (alone["p1"], alone["p2"]) == (50, 60) and (together["p1"], together["p2"]) == (50, 10)


def test_it_takes_off_what_any_of_them_was_paid_before() -> None:
    """Payments to the firm, to its projects, and to the firm for a project; of this year, or of all years."""
    history = (
        Payment("f1", "upgrade", date(2025, 1, 1), 10_000_000),
        Payment("p1", "upgrade", date(2025, 2, 1), 5_000_000),
        Payment("p2", "upgrade", date(2024, 2, 1), 20_000_000),
        Payment("f2", "upgrade", date(2025, 2, 1), 90_000_000),
    )
    projects = project("p1", "f1", 5), project("p2", "f1", 7)
    a_year = worked_out(planned(ceiling("100万元", "award", "upgrade")), *projects, history=history)
    ever = worked_out(planned(ceiling("100万元", "award", "upgrade", per="total")), *projects, history=history)
    assert (a_year["f1"], a_year["p1"], a_year["p2"]) == (20, 50, 15)
    assert (ever["f1"], ever["p1"], ever["p2"]) == (20, 45, 0)


def test_it_lets_a_project_without_a_known_owner_stand_by_itself() -> None:
    """Nobody's projects have a ceiling each; those of a firm that is not in the table have one together."""
    meant = planned(ceiling("60万元", "award", "upgrade"))
    nobodys = project("p1", "", 9), project("p2", "", 9)
    strangers = project("p3", "x", 5), project("p4", "x", 5)
    found = worked_out(meant, *nobodys, *strangers)
    assert [found[id] for id in ("p1", "p2", "p3", "p4")] == [60, 60, 50, 10]


def test_it_asks_the_firm_how_much_its_ceiling_is() -> None:
    """A tenth of the firm's revenue; of a firm without that figure it is unknown, with the least that is sure."""
    meant = planned(ceiling("主营业务收入 * 1%", "award", "upgrade"))
    results = run(meant, {"firm": FIRMS, "project": [project("p1", "f1", 5), project("p2", "f2", 5)]})
    assert in_myriads(results) == {"f1": 20, "p1": 10, "f2": None, "p2": None}
    open_ = results.benefits["upgrade", "p2"].allowed
    assert (open_.low, open_.high, open_.missing) == (0, 50_000_000, frozenset())
    assert open_.notes == ("所属企业“乙公司”缺 主营业务收入（2025年）",)


def test_it_is_unknown_what_is_left_behind_a_project_without_its_figure() -> None:
    """The second project gets what the first leaves: from 10 to 80; what is missing is said with whose it is."""
    meant = planned(ceiling("100万元", "award", "upgrade"))
    results = run(meant, {"firm": FIRMS, "project": [project("p1", "f1", None), project("p2", "f1", 7)]})
    left = results.benefits["upgrade", "p2"].allowed
    assert (left.low, left.high, left.missing) == (0, 70_000_000, frozenset())
    assert left.notes == ("同一企业的项目“项目p1”缺 项目投资额（2025年）",)
    assert results.benefits["award", "f1"].allowed == Amount(20_000_000, 20_000_000)


@pytest.mark.parametrize(("million", "expected"), [((5, 7), (0, 0, 70)), ((1, 2), (20, 0, 0)), ((7, 7), (0, 70, 0))])
def test_it_pays_the_highest_of_a_firm_and_its_projects(million: tuple[int, int], expected: tuple[int, ...]) -> None:
    """One benefit of all of them; of equal ones the first, in the order of the rules and by id."""
    found = worked_out(
        planned(HighestOnly("g", "就高")), *(project(f"p{at}", "f1", each) for at, each in enumerate(million))
    )
    assert (found["f1"], found["p0"], found["p1"]) == expected


def test_it_says_who_had_the_room() -> None:
    """What was paid before, which benefit of whom came first, and what is left; all of it as JSON, too."""
    meant = planned(ceiling("100万元", "award", "upgrade"))
    people: People = {("project", one.id): one for one in (project("p1", "f1", 5), project("p2", "f1", 7))}
    people = {("firm", "f1"): FIRMS[0], **people}
    history = [Payment("p1", "upgrade", date(2025, 2, 1), 5_000_000)]
    told = explain_benefits(meant, people["project", "p2"], history, describes="project", family=people)
    said = "\n".join(in_sentences(told))
    took = "先给企业“甲公司”的“上规奖励” 20万元、项目“项目p1”的“技改补助” 50万元"
    assert f"“每户合计”合计不超过 100万元：以前已付 5万元；{took}；本项由 70万元 变为 25万元" in said
    assert "以前：" not in said  # that was to another project
    (limit,) = told["benefits"][0]["beside"]
    assert limit["is_of_family"] and [one["subject"]["id"] for one in limit["benefits"]] == ["f1", "p1", "p2"]
    highest = planned(HighestOnly("g", "就高"))
    told = explain_benefits(highest, people["firm", "f1"], family=people)
    said = "\n".join(in_sentences(told))
    assert (
        "“就高”只付最高的一项：项目“项目p1”的“技改补助” 50万元、项目“项目p2”的“技改补助” 70万元更高或并列在先" in said
    )


def test_it_counts_what_was_paid_to_a_firm_that_is_not_there() -> None:
    """What an explanation calls used is what was taken off, for a benefit of the missing firm, too."""
    meant = planned(ceiling("60万元", "award", "upgrade"))
    history = [Payment("x", "award", date(2025, 2, 1), 20_000_000)]
    told = explain_benefits(meant, project("p1", "x", 5), history, describes="project")
    (limit,) = told["benefits"][0]["beside"]
    assert (limit["used"]["fen"], limit["cut"]["used"]["fen"], limit["cut"]["after"]["low"]) == (20_000_000,) * 2 + (
        40_000_000,
    )


def test_it_tells_ceilings_of_two_packs_apart() -> None:
    """Two documents number their ceilings alike; each takes off its own."""
    one, other = ceiling("30万元", "award", "upgrade"), ceiling("25万元", "award", "upgrade")
    told = explain_benefits(planned(one, other), project("p1", "x", 5), describes="project")
    assert [limit["cut"]["after"]["low"] for limit in told["benefits"][0]["beside"]] == [30_000_000, 25_000_000]


def test_it_says_where_the_owner_is_not_known() -> None:
    """A project without an owner, and one whose firm is not in the table."""
    meant = planned(ceiling("60万元", "award", "upgrade"))
    for owner, words in (("", "没有写所属企业"), ("x", "所属企业“x”不在企业表里")):
        one = project("p1", owner, 9)
        said = "\n".join(in_sentences(explain_benefits(meant, one, describes="project")))
        assert words in said and "本项由 90万元 变为 60万元" in said


def test_it_holds_apart_what_has_no_owner_in_common() -> None:
    """Regions and firms below one ceiling: each kind by itself, and said."""
    region = BenefitRule("region", "地区奖", (Branch("b", "档", as_formula("20万元")),), "region")
    rules = (AWARD, UPGRADE, region)
    limits = (ceiling("30万元", "award", "upgrade", "region"),)
    _, problems = plan([Rules("p", "包", CATALOGUE, rules, ceilings=limits)], ON)
    assert [problem.code for problem in problems] == ["run.mixed_kinds"] and "企业、地区" in problems[0].message


def test_it_doubts_a_group_of_both_that_does_not_say_whose_it_is() -> None:
    """As the check of the pack does, whatever file the group stands in; one that says so is not doubted."""
    for describes, codes in ((None, ["rules.group_of_both"]), ("firm", [])):
        group = HighestOnly("g", "就高", describes=describes)  # type: ignore[arg-type]
        packs = [Rules("p", "包", CATALOGUE, (AWARD,), groups=(group,)), Rules("q", "包二", CATALOGUE, (UPGRADE,))]
        assert [problem.code for problem in plan(packs, ON)[1]] == codes
