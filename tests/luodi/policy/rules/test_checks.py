"""What a pack that runs may still have wrong."""

from __future__ import annotations

import re

import pytest
from tests.luodi.policy.rules.written import HEAD, ROOT, benefit, documented, read

from luodi.policy.rules.checks import run_checks


def codes(text: str) -> list[str]:
    made = read(text)
    assert made.rules is not None, made.problems
    return [problem.code for problem in run_checks(made.rules, made.places)]


FUNDED = HEAD + "funds: {f: {name: 资金, budget: 1亿元}}\n"


def funded(*lines: str) -> str:
    """A benefit with nothing to doubt but what ``lines`` say."""
    body = "benefits:\n  a:\n    name: 甲\n    fund: f\n" + "".join(f"    {line}\n" for line in lines)
    return FUNDED + body + "cases: [{name: 例, on: 2026-01-01, figures: {}, expect: {a: 0元}}]\n"


# A benefit of firms and one of projects.
BOTH = """benefits:
  a: {{name: 甲, branches: {{x: {{name: 一, pay: 1元}}}}, {0}}}
  b: {{name: 乙, describes: project, branches: {{x: {{name: 一, pay: 1元}}}}, {0}}}
"""


def ladder(rungs: str, rest: str = "") -> str:
    return (
        HEAD
        + f"ladders: {{l: {{name: 梯, {rest} editions: [{{rungs: {{{rungs}}}}}]}}}}\n"
        + ("cases: [{name: 例, on: 2026-01-01, figures: {}, expect: {l: 无}}]\n")
    )


def board(rest: str) -> str:
    return (
        HEAD
        + f"scoreboards: {{s: {{name: 榜, indicators: {{i: {{name: 项, value: 税收, weight: 100}}}}, {rest}}}}}\n"
        + ("cases: [{name: 例, on: 2026-01-01, figures: {}, expect: {s: A}}]\n")
    )


ONE = "branches: {x: {name: 一, pay: 1万元}}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD + "ladders: {l: {name: 梯, editions: [{until: 2026-03-31, rungs: {}}, {from: 2026-03-31, rungs: {}}]}}", "rules.editions_overlap"),
        (HEAD + "ladders: {l: {name: 梯, editions: [{until: 2026-03-01, rungs: {}}, {from: 2026-03-31, rungs: {}}]}}", "rules.editions_gap"),
        (HEAD + "funds: {f: {name: 资金}, g: {name: 资金, from: 2026-01-01}}", "rules.editions_overlap"),
        (funded("take: first", "branches: {x: {name: 一, when: 主营业务收入 > 1亿元, pay: 1元}, y: {name: 二, when: 主营业务收入 > 2亿元, pay: 2元}}"), "rules.unreachable_branch"),
        (funded("branches: {x: {name: 一, when: 主营业务收入 > 1亿元, pay: 2元}, y: {name: 二, when: 主营业务收入 > 2亿元, pay: 1元}}"), "rules.unreachable_branch"),
        (funded("for_whom: 主营业务收入 < 1亿元", "branches: {x: {name: 一, when: 主营业务收入 > 1亿元, pay: 1元}}"), "rules.unreachable_branch"),
        (funded("branches: {x: {name: 一, pay: '分档(主营业务收入 > 1亿元: 1元, 主营业务收入 > 2亿元: 2元, 否则: 0元)'}}"), "rules.unreachable_band"),
        (funded("branches: {x: {name: 一, when: 有资质(“小巨人”), pay: 1元}}"), "rules.other_text"),
        (funded("branches: {x: {name: 一, when: '属于(企业规模, {“大型企业”, “微型”})', pay: 1元}}"), "rules.other_text"),
        (funded("branches: {x: {name: 一, when: 企业规模 = “巨型”, pay: 1元}}"), "rules.unlisted_text"),
        (ladder("r: {name: 级, qualification: 专精特新}"), "rules.other_text"),
        (funded(ONE).replace("figures: {}", "figures: {资质@2026: [小巨人]}"), "rules.other_text"),
        (ladder("r: {name: 级, requires: {a: {name: 甲, rule: 税收 > 2元}, b: {name: 乙, rule: 税收 < 1元}}}"), "rules.unreachable_rung"),
        (ladder("r: {name: 级, requires: {a: {name: 甲, rule: 税收 > 2元}}, routes: {w: {name: 径, conditions: {b: {name: 乙, rule: 税收 < 1元}}}}}"), "rules.unreachable_rung"),
        (ladder("r: {name: 级, requires: {a: {name: 甲, rule: 规上}}, vetoes: {b: {name: 乙, rule: 规上 或 严重失信}}}"), "rules.unreachable_rung"),
        (ladder("s: {name: 小, requires: {a: {name: 甲, rule: 从业人员 > 20}}}, m: {name: 中, requires: {a: {name: 甲, rule: 从业人员 > 10}}}", "is_classes: true,"), "rules.unreachable_rung"),
        (ladder("r: {name: 级, routes: {w: {name: 径, points: {least: 60, items: {i: {name: 项, most: 50, points: 50分}}}}}}"), "rules.points_out_of_reach"),
        (ladder("r: {name: 级, routes: {w: {name: 径, points: {least: 5, least_of: {创新: 5}, items: {i: {name: 项, most: 50, points: 50分}}}}}}"), "rules.points_out_of_reach"),
        (ladder("r: {name: 级, routes: {w: {name: 径, points: {least: 5, items: {i: {name: 项, most: 50, points: 5分}}}}}}"), "rules.points_differ"),
        (ladder("r: {name: 级, requires: {a: {name: 甲}}}"), "rules.gap"),
        (ladder("r: {name: 级, unconfirmed: true}"), "rules.unconfirmed"),
        (benefit(ONE), "rules.no_fund"),
        (benefit(ONE), "rules.no_case"),
        (benefit("branches: {}", "gaps: [标准未定]"), "rules.gap"),
        (FUNDED, "rules.unused_fund"),
        (funded(ONE, "group: g"), "rules.group_elsewhere"),
        (HEAD + "groups: {g: {name: 组}}", "rules.unused_group"),
        (HEAD + BOTH.format("group: g") + "groups: {g: {name: 组}}", "rules.group_of_both"),
        (funded(ONE).replace("budget: 1亿元", "shortage: pro_rata"), "rules.fund_without_budget"),
        (funded(ONE).replace("budget: 1亿元", "budget: 1亿元, order: 税收"), "rules.unused_order"),
        (funded(ONE, "payers: [{payer: 市, share: 50%}, {payer: 县, share: 40%}]"), "rules.shares_sum"),
        (funded(ONE, "cap: 5000元"), "rules.cap_below_branch"),
        (funded(ONE, "cap: 5万元", "total_cap: 4万元"), "rules.cap_below_branch"),
        (funded(ONE) + "ceilings: {c: {name: 限, benefits: [a], most: 5000元}}\n", "rules.ceiling_below_branch"),
        (funded("branches: {x: {name: 一, pay: 2亿元}}"), "rules.fund_below_branch"),
        (board("colours: {kind: shares, bands: [{name: A, up_to_share: 60%}, {name: B, up_to_share: 20%}]}"), "rules.bands_order"),
        (board("colours: {kind: shares, bands: [{name: A, up_to_share: 60%}]}"), "rules.bands_order"),
        (board("colours: {kind: scores, bands: [{name: A, least_score: 60}, {name: B, least_score: 80}]}"), "rules.bands_order"),
        (board("colours: {kind: natural_breaks, bands: [{name: A, least_score: 60}]}"), "rules.bands_order"),
        (board("veto: {id: v, name: 否决, rule: 规上}"), "rules.bands_order"),
        (board("veto: {id: v, name: 否决, rule: 规上}, veto_band: E, colours: {kind: natural_breaks, bands: [{name: A}]}"), "rules.bands_order"),
        (board("among: 规上").replace("weight: 100", "weight: 90"), "rules.weights_sum"),
    ],
)  # fmt: skip
def test_it_doubts(text: str, code: str) -> None:
    """Each check finds what it is for."""
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        funded(ONE),
        funded(ONE, "group: g") + "groups: {g: {name: 组, describes: firm}}\n",
        funded(ONE, "cap: 1万元", "total_cap: 2万元", "payers: [{payer: 市, share: 2/3}, {payer: 县, share: 1/3}]"),
        funded("branches: {x: {name: 一, when: 主营业务收入 > 2亿元, pay: 2元}, y: {name: 二, when: 主营业务收入 > 1亿元, pay: 1元}}"),
        funded("take: first", "branches: {x: {name: 一, when: 主营业务收入 > 2亿元, pay: 2元}, y: {name: 二, when: 主营业务收入 > 1亿元, pay: 1元}}"),
        funded("take: sum", "branches: {x: {name: 一, when: 主营业务收入 > 1亿元, pay: 2元}, y: {name: 二, when: 主营业务收入 > 2亿元, pay: 1元}}"),
        funded("branches: {x: {name: 一, when: 首次(主营业务收入 > 1亿元), pay: 2元}, y: {name: 二, when: 首次(主营业务收入 > 2亿元), pay: 1元}}"),
        ladder("r: {name: 级, requires: {a: {name: 甲, rule: 税收 >= 1元}, b: {name: 乙, rule: 税收 <= 1元}}, vetoes: {c: {name: 丙, rule: 严重失信}}}"),
        ladder("s: {name: 小, requires: {a: {name: 甲, rule: 从业人员 > 10}}}, m: {name: 中, requires: {a: {name: 甲, rule: 从业人员 > 20}}}", "is_classes: true,"),
        ladder("").replace("rungs: {}", "until: 2026-03-31, rungs: {}}, {from: 2026-04-01, rungs: {}"),
        board("colours: {kind: shares, bands: [{name: A, up_to_share: 20%}, {name: B, up_to_share: 100%}]}"),
        board("colours: {kind: scores, bands: [{name: A, least_score: 80}, {name: B, least_score: 0}]}"),
        board("colours: {kind: scores, bands: [{name: A, least_score: 80}, {name: B}]}"),
        board("colours: {kind: shares, bands: [{name: A, up_to_share: 20%}, {name: B}]}"),
    ],
)  # fmt: skip
def test_it_is_silent_about_a_pack_in_order(text: str) -> None:
    """No doubt without a reason."""
    assert codes(text) == []


def test_it_only_asks_about_the_documented_pack() -> None:
    """What the documentation shows is in order: a check that doubts it is wrong, or the example is."""
    made = read(documented())
    assert made.rules is not None
    found = run_checks(made.rules, made.places)
    assert {problem.severity for problem in found} == {"question"}
    assert {problem.code for problem in found} == {"rules.unconfirmed", "rules.gap"}


def test_it_says_where() -> None:
    """A problem stands at the line of the part it is about."""
    made = read(funded(ONE, "cap: 5000元"))
    assert made.rules is not None
    (problem,) = run_checks(made.rules, made.places)
    assert problem.span is not None and problem.span.slice(made.text) == "5000元"
    assert run_checks(made.rules)[0].span is None  # rules that come from no file have no place


def test_it_explains_every_code_of_a_pack() -> None:
    """Each code of reading and checking has its paragraph, and each paragraph its code."""
    explained = set(
        re.findall(r"^### `((?:pack|rules)\.\w+)`", (ROOT / "docs" / "problems.md").read_text("utf-8"), re.M)
    )
    sources = [path.read_text("utf-8") for path in (ROOT / "src" / "luodi" / "policy" / "rules").rglob("*.py")]
    used = {code for source in sources for code in re.findall(r'"((?:pack|rules)\.[a-z_]+)"', source)}
    assert used == explained


def test_it_takes_a_part_of_a_result_for_a_case() -> None:
    """A case that asks only for the next rung, or for the points of one, asks about the ladder."""
    text = ladder("a: {name: 甲级}")
    for wanted in ("l.next: a", "a.points: 无", "a.failing: 无"):
        assert "rules.no_case" not in codes(text.replace("{l: 无}", "{" + wanted + "}")), wanted
    assert "rules.no_case" in codes(text.replace("{l: 无}", "{}"))
