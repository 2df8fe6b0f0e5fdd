"""Reading packs, and saying what is wrong with them."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.luodi.policy.rules.written import HEAD, STANDARD, benefit, branch, documented, read, said

from luodi.policy.rules import from_yaml
from luodi.policy.rules.model import InForce, Source


def test_it_reads_the_documented_pack() -> None:
    """Every key that docs/packs.md shows is read, and into what it says."""
    rules = read(documented()).rules
    assert rules is not None
    (award, subsidy, talent), (fund,) = rules.benefits, rules.funds
    assert award.in_force == InForce(date(2026, 1, 1), date(2028, 12, 31))
    assert award.payers[0].share == Fraction(3, 5)
    assert subsidy.describes == "project" and subsidy.rounded_to == 100
    assert talent.gaps == ("标准由市人社局另行制定",) and not talent.branches
    assert (fund.budget, fund.shortage) == (100_000_000, "order")
    (edition,) = rules.ladders[0].editions
    assert edition.rungs[0].requires[2].rule is None and edition.rungs[0].requires[1].asked == "grant"
    assert rules.scoreboards[0].indicators[0].ceiling == Fraction(3, 2)
    assert rules.targets[0].steps == ((date(2026, 12, 31), 175_000_000_000),)
    case, family, _like = rules.cases
    assert [project.expected["equipment_subsidy"] for project in family.projects] == ["500万元", "280万元"]
    assert case.figures["revenue@2026"] == 120_000 and case.figures["debt_ratio@2026"] is None
    assert case.paid == (("revenue_award", date(2025, 12, 31), 100_000),)
    assert case.place.startswith("第") and case.expected["growth"] == "无"


def test_it_takes_document_and_clause_from_the_rule_around() -> None:
    """What a part does not say of its source, it takes from the rule it stands in; what it says itself holds inside."""
    rules = read(documented()).rules
    assert rules is not None
    one, half = rules.benefits[0].branches
    assert one.source == Source("晴政发〔2026〕12号", "第三条")
    assert half.source.clause == "第三条第二款"
    (rung,) = rules.ladders[0].editions[0].rungs
    table = rung.routes[1].points
    assert table is not None and table.items[0].source == Source("晴工信〔2026〕8号", "附件1", is_unconfirmed=True)


def test_it_says_all_errors_of_a_file_at_once() -> None:
    """Each with its line, its column and the words it is about, in the order of the file."""
    text = (
        "pack: p\ntitel: 包\ntitle: 包\nfunds:\n  f: {name: 资金, budget: 1亿, shortage: prorata}\n"
        "benefits:\n  a:\n    name: 甲\n    from: 2026-13-01\n    fund: g\n    branches: {x: {name: 一, pay: 5家}}\n"
    )
    assert said(text) == [
        ("pack.unknown_key", 2, 1, "titel"),
        ("pack.bad_amount", 5, 25, "1亿"),
        ("pack.unknown_value", 5, 39, "prorata"),
        ("pack.bad_date", 9, 11, "2026-13-01"),
        ("pack.unknown_reference", 10, 11, "g"),
        ("pack.not_money", 11, 34, "5家"),
    ]


@pytest.mark.parametrize(
    ("when", "pointed_at"),
    [
        ("主营收人 > 1元", "主营收人"),
        ("'主营收人 > 1元'", "主营收人"),
        ("资产负债率 <= 75 且 规上", "75"),
        ("'规上 且 主营业务收入 大于 1元'", "大于"),
    ],
)
def test_it_points_into_the_formula(when: str, pointed_at: str) -> None:
    """An error of a formula points at its place in the file, quotes or not, with the formula's own code."""
    ((code, line, _, words),) = said(branch(when))
    assert code.startswith("formula.")
    assert (line, words) == (7, pointed_at)


def test_it_points_into_a_formula_over_several_lines() -> None:
    """Folded lines and quoted lines keep the places of their words."""
    folded = benefit(
        "branches:", "  x:", "    name: 一", "    pay: 1元", "    when: >-", "      规上", "      且 主营收人 > 1元"
    )
    assert said(folded) == [("formula.unknown_name", 12, 13, "主营收人")]
    quoted = benefit("branches:", "  x:", "    name: 一", "    pay: 1元", '    when: "规上', '      且 主营收人 > 1元"')
    assert said(quoted) == [("formula.unknown_name", 11, 13, "主营收人")]


def test_it_names_the_nearest() -> None:
    """A hint holds the nearest key, value, field or id."""
    hints = "".join(
        problem.hint for text in (benefit("clauze: 一"), benefit("take: hihest"), branch("主营业务收人 > 1元"))
        for problem in read(text).problems
    )  # fmt: skip
    assert "clause" in hints and "highest" in hints and "主营业务收入" in hints


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x [1]\nb: *x\n", "pack.refused"),
        ("a: &x {b: 1}\n<<: *x\n", "pack.refused"),
        ("a: !!python/object:os.system 1\n", "pack.refused"),
        ("pack: p\n---\npack: q\n", "pack.refused"),
        ("[" * 100_000, "pack.refused"),
        ("{a: " * 50 + "}" * 50, "pack.refused"),
        ("a: 1\na: 2\n", "pack.duplicate_key"),
        ("", "pack.yaml"),
        ("# 只有注释\n", "pack.yaml"),
        ("pack: 'p\n", "pack.yaml"),
        ("pack: p\ttitle: x\n  y: z", "pack.yaml"),
        ("\x00", "pack.yaml"),
        ("- 1\n", "pack.wrong_form"),
        ("文字", "pack.wrong_form"),
        ("[甲]: 1\n", "pack.wrong_form"),
        ("pack:\ntitle: 包\n", "pack.blank"),
        ("title: 包\n", "pack.missing_key"),
        ("pack: a b\ntitle: 包\n", "pack.bad_id"),
        (" " * (from_yaml.LARGEST + 1), "pack.too_large"),
    ],
)
def test_it_refuses_what_is_no_pack(text: str, code: str) -> None:
    """Bombs, tags, duplicate keys and broken YAML are problems, never a crash and never a long wait."""
    made = read(text)
    assert made.rules is None
    assert code in [problem.code for problem in made.problems]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (branch("规上", "1亿"), "pack.not_money"),
        (benefit("branches:", "  x: {name: 一, pay: '1,000元'}"), "formula.thousands"),
        (benefit("branches: {}"), "pack.no_branches"),
        (benefit("branches: {}", "gaps: 一句话"), "pack.wrong_form"),
        (benefit("describes: region", "branches: {x: {name: 一, pay: 1元, when: 规上}}"), "pack.wrong_subject"),
        (benefit("branches: {x: {name: 一, pay: 1元}}") + "ceilings: {c: {name: 限, benefits: [a], most: 1元, describes: project}}", "pack.wrong_subject"),
        (benefit("branches: {x: {name: 一, pay: 1元}}") + "ceilings: {c: {name: 限, benefits: [a], most: 设备投资额, describes: firm}}", "pack.wrong_subject"),
        (benefit("group: g", "branches: {x: {name: 一, pay: 1元}}") + "groups: {g: {name: 组, describes: region}}", "pack.wrong_subject"),
        (benefit("from: 2027-01-01", "until: 2026-01-01", "branches: {x: {name: 一, pay: 1元}}"), "pack.bad_date"),
        (benefit("payers: [{payer: 市, share: 120%}]", "branches: {x: {name: 一, pay: 1元}}"), "pack.bad_amount"),
        (benefit("rounded_to: 100", "branches: {x: {name: 一, pay: 1元}}"), "pack.bad_amount"),
        (HEAD + "funds: {f: {name: 资金, budget: '10,000元'}}\n", "pack.bad_amount"),
        (HEAD + "funds: {f: {name: 资金, budget: 5块石头}}\n", "pack.bad_amount"),
        (HEAD + "funds: {'1 x': {name: 资金}}\n", "pack.bad_id"),
        (HEAD + "groups: {a: {name: 组}}\nladders: {a: {name: 梯, editions: []}}\n"
         "targets: {a: {name: 标, field: 地区生产总值, value: 1亿元, by: 2027-01-01}}\n", "pack.same_id"),
        (HEAD + "fields: {x: {name: 主营业务收入, kind: money, unit: 元}}\n", "pack.bad_field"),
        (HEAD + "fields: {x: {name: 甲, kind: money, unit: 吨}}\n", "pack.bad_field"),
        (HEAD + "fields: {x: {name: 甲, kind: money, unit: 颗}}\n", "pack.bad_field"),
        (HEAD + "targets: {t: {name: 标, field: 所属行业, value: 1, by: 2027-01-01}}\n", "pack.wrong_field"),
        (HEAD + "targets: {t: {name: 标, field: 地区生产总值, value: 1, by: 2027-01-01}}\n", "pack.bad_amount"),
        (HEAD + "scoreboards: {s: {name: 榜, group: 主营业务收入, indicators: {}}}\n", "pack.wrong_field"),
        (HEAD + "scoreboards: {s: {name: 榜, group: 行也, indicators: {}}}\n", "pack.unknown_field"),
        (HEAD + "ladders: {l: {name: 梯, editions: [{rungs: {r: {name: 级, valid_years: 0}}}]}}\n", "pack.bad_amount"),
        (HEAD + "ladders: {l: {name: 梯, editions: [{rungs: {r: {name: 级, routes: {w: {name: 径, points: {least: 60, "
         "items: {i: {name: 项, most: 5, points: 主营业务收入}}}}}}}}]}}\n", "pack.not_points"),
    ],
)  # fmt: skip
def test_it_rejects_rules_that_cannot_run(text: str, code: str) -> None:
    """A rule that means nothing is an error before anything runs."""
    assert code in [problem.code for problem in read(text).problems]
    assert read(text).rules is None


CASE = benefit("branches: {x: {name: 一, pay: 1元}}") + (
    "ladders: {l: {name: 梯, editions: [{rungs: {r: {name: 甲级}}}]}}\ncases:\n- name: 例\n  on: 2026-06-30\n"
)


@pytest.mark.parametrize(
    ("figures", "expected", "code"),
    [
        ("主营业务收入@2026Q1: 1元", "a: 1元", "pack.bad_period"),
        ("所属行业@2026: 软件业", "a: 1元", "pack.bad_period"),
        ("主营业务收入@2026: 1家", "a: 1元", "pack.bad_amount"),
        ("主营业务收入: 1元, revenue@2026: 2元", "a: 1元", "pack.duplicate_key"),
        ("地区生产总值@2026Q1: 1亿元", "a: 1元", "pack.wrong_subject"),
        ("规上: 对", "a: 1元", "pack.unknown_value"),
        ("", "b: 1元", "pack.unknown_reference"),
        ("", "a: 很多", "pack.bad_expectation"),
        ("", "l: 乙级", "pack.bad_expectation"),
        ("", "r: 甲级", "pack.bad_expectation"),
    ],
)
def test_it_rejects_cases_that_say_nothing(figures: str, expected: str, code: str) -> None:
    """A case's figures are of its fields and periods, and what it expects is something the rule can come to."""
    text = CASE + f"  figures: {{{figures}}}\n  expect: {{{expected}}}\n"
    assert code in [problem.code for problem in read(text).problems]


def test_it_takes_the_period_of_the_day_where_none_is_written() -> None:
    """主营业务收入 without @ is the year of the case; a set is a list; what is observed once has no period."""
    text = CASE + (
        "  figures: {主营业务收入: 1亿元, 季度税收: 0, 资质: [独角兽企业], 成立日期: 2015年3月1日}\n  expect: {a: 1元, l: 甲级}\n"
    )
    rules = read(text).rules
    assert rules is not None
    assert rules.cases[0].figures == {
        "revenue@2026": 10_000,
        "quarterly_tax@2026Q2": 0,
        "qualifications@2026": frozenset({"独角兽企业"}),
        "founded_on": date(2015, 3, 1),
    }


def test_it_says_why_a_file_cannot_be_read(tmp_path: Path) -> None:
    """No file, a folder, and bytes that are no text are each one problem."""
    (tmp_path / "gb.yaml").write_bytes("包: 1".encode("gb18030"))
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "gb.yaml"):
        rules, problems = from_yaml.read(path, STANDARD)
        assert rules is None
        assert [problem.code for problem in problems] == ["pack.unreadable"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: 分档(规上: 1元)", "单引号"),
        ("benefits:\n\ta: 1", "制表符"),
        ("notes: [甲, 乙\nfunds: {}", "没有闭合"),
        ("title: “包”\n pack: p", "单引号"),
        ('title: "包" 子', "引号后面还有内容"),
        ('title: "包', "没有闭合"),
        (
            HEAD + "benefits: {b: {name: 乙, branches: {z: {name: 甲, pay: 分档(规上: 1元, 否则: 0元)}}}}",
            "写在花括号里的公式有逗号、冒号时，整条放进单引号",
        ),
    ],
)
def test_it_says_what_to_do_about_broken_yaml(text: str, hint: str) -> None:
    """The mistakes that are often made have their own advice, in Chinese."""
    (problem,) = read(text).problems
    assert problem.code == "pack.yaml" and hint in problem.hint
    assert not re.search(r"[a-z]{3}", problem.hint)  # what to do is said in Chinese


def test_it_knows_where_each_part_stands() -> None:
    """The place of a benefit, of a branch, of a formula, for checks that come later."""
    made = read(branch("规上"))
    assert made.places["benefits", "a"].slice(made.text) == "a"
    assert made.places["benefits", "a", "branches", "x", "when"].slice(made.text) == "规上"


def test_it_reads_windows_line_ends_and_a_byte_order_mark() -> None:
    """Files saved by an office's editor are read alike."""
    assert read("\ufeff" + documented().replace("\n", "\r\n")).rules == read(documented()).rules
