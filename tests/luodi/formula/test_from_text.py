"""Reading formulas: signs of both widths, Chinese and English, what binds how strongly, and garbage without a crash."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.luodi.formula.generated import CATALOGUE

from luodi.formula.ast import And, Arithmetic, Call, Compare, Day, Figure, Node, Not, Or, Quantity, walk
from luodi.formula.from_text import parse, read


def parsed(text: str) -> Node:
    tree, errors = parse(text, CATALOGUE)
    assert tree is not None and not errors, errors
    return tree


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("主营业务收入 >= 1亿元", "主营业务收入>=1亿元"),
        ("主营业务收入 >= 1亿元", "主营业务收入 ≥ １亿元"),
        ("主营业务收入 >= 1亿元", "主营业务收入　＞＝ 1 亿元"),
        ("主营业务收入 >= 1亿元", "revenue >= 1亿元"),
        ("主营业务收入 >= 1亿元", "(主营业务收入) >= (1亿元)"),
        ("规上 且 非 信用良好", "规上且非信用良好"),
        ("规上 且 非 信用良好", "scaled and not sound"),
        ("规上 或 信用良好", "规上或信用良好"),
        ("最大(税收, 3元)", "最大（税收，3元）"),
        ("最大(税收, 3元)", "max(tax, 3元)"),
        ("有资质(“甲”)", '有资质("甲")'),
        ("有资质(“甲”)", "holds（「甲」）"),
        ('有资质("甲“乙”")', "有资质(“甲“乙””)"),
        ('有资质("“甲”乙") 或 规上', "有资质(““甲”乙”) 或 规上"),
        ("属于(行业, {“甲”, “乙”})", "属于(行业，｛“甲”、“乙”｝)"),
        ("分档(规上: 1元, 否则: 0元)", "bands（scaled：1元，otherwise：0元）"),
        ("能耗 < 3吨标准煤", "能耗 < 3吨标煤"),
        ("用电量 > 3千瓦时", "用电量 > 3度"),
        ("税收 * 5%", "税收 × 5％"),
        ("税收 / 2", "税收 ÷ 2"),
        ("税收 - 2元", "税收－2元"),
        ("税收 != 2元", "税收 ≠ 2元"),
        ("税收 != 2元", "税收 <> 2元"),
        ("税收 = 2元", "税收 == 2元"),
        ("税收 > 1.50元", "税收 > 1.5元"),
        ("成立日期 > 2020年1月2日", "成立日期 > 2020-01-02"),
        ("首次(规上)", "first(scaled)"),
        ("前年(税收, 2)", "prior(tax, 2)"),
        ("同比(税收)", "growth(tax)"),
        ("资产负债率 - 上年(资产负债率) > 3个百分点", "资产负债率-previous(debt)>3百分点"),
    ],
)
def test_it_reads_both_spellings_alike(one: str, other: str) -> None:
    """Width of signs, spaces, Chinese or English, field name or code: the tree is the same."""
    assert parsed(one) == parsed(other)


@pytest.mark.parametrize(
    ("text", "bracketed"),
    [
        ("规上 或 信用良好 且 税收 > 1元", "规上 或 (信用良好 且 (税收 > 1元))"),
        ("非 规上 且 信用良好", "(非 规上) 且 信用良好"),
        ("非 税收 > 1元", "非 (税收 > 1元)"),
        ("税收 + 研发费用 * 2 > 1元", "(税收 + (研发费用 * 2)) > 1元"),
        ("税收 - 1元 - 2元", "(税收 - 1元) - 2元"),
        ("税收 / 2 * 3", "(税收 / 2) * 3"),
        ("-税收 + 1元", "(-税收) + 1元"),
        ("-税收 * 2", "(-税收) * 2"),
    ],
)
def test_it_binds_as_in_school(text: str, bracketed: str) -> None:
    """Products before sums before comparisons before 非, 且, 或; equals from left to right."""
    assert parsed(text) == parsed(bracketed)


def test_it_tells_names_that_hold_a_word_of_the_language() -> None:
    """或有负债 is a field and no alternative, also right behind 或; so is one that begins in 非."""
    assert parsed("或有负债 > 3元") == parsed("contingent > 3元")
    assert isinstance(parsed("规上或或有负债>3元"), Or)
    assert isinstance(parsed("规上且或有负债>3元或信用良好"), Or)


def test_it_keeps_places() -> None:
    """Each part stands where it was written."""
    text = "规上 且 （主营业务收入 ＞ １０亿元）"
    tree = parsed(text)
    assert isinstance(tree, And)
    compare = tree.parts[1]
    assert isinstance(compare, Compare)
    assert text[slice(*compare.left.place)] == "主营业务收入"
    assert text[slice(*compare.right.place)] == "１０亿元"
    assert text[slice(*compare.place)] == "主营业务收入 ＞ １０亿元"
    assert tree.place.start == 0


def test_it_reads_numbers_as_written() -> None:
    """10亿元 stays 10 in 亿元 and is worth a billion; compound units are one number."""
    for text, digits, unit, value in [
        ("10亿元", "10", "亿元", 10**9),
        ("0.5万家", "0.5", "万家", 5000),
        ("3千万元", "3", "千万元", 3 * 10**7),
        ("1000万", "1000", "万", 10**7),
    ]:
        found = parsed(text)
        assert isinstance(found, Quantity)
        assert (found.digits, found.unit, found.value) == (Decimal(digits), unit, value)
    intensity = parsed("0.52吨标准煤/万元")
    assert isinstance(intensity, Quantity) and intensity.unit == "吨标准煤/万元"
    assert isinstance(parsed("税收 / 5"), Arithmetic)
    assert parsed("2020年2月29日") == Day(date(2020, 2, 29))


def test_it_resolves_names_to_fields() -> None:
    """A figure carries its field, and a function its Chinese name."""
    tree = parsed("growth(revenue)")
    assert isinstance(tree, Call) and tree.function == "同比"
    assert [node.of.code for node in walk(tree) if isinstance(node, Figure)] == ["revenue"]
    assert isinstance(parsed("not scaled"), Not)


def test_it_reports_several_errors_at_once() -> None:
    """Unknown names and wrong units are all told, in the order of the text."""
    _, errors = read("主营业收入 > 1亿元 且 税收 > 30家 且 资产负债率 < 75", CATALOGUE)
    codes = ["formula.unknown_name", "formula.different_units", "formula.no_percent_sign"]
    assert [error.code for error in errors] == codes


PIECES = "主营业务收入 税收 规上 行业 10亿元 5% 30家 3 “甲” ( ) （ ） { } , ， : > >= = + - * / 且 或 非 最大( 首次( 分档( 否则 年均增速( 累计( 2020年1月1日 ” . ; ? 万 每 以上 \n 🙂".split(
    " "
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
def test_it_never_crashes_on_garbage(text: str) -> None:
    """Whatever is typed gives a formula or errors with a place in the text, never an exception."""
    formula, errors = read(text, CATALOGUE)
    assert (formula is None) == bool(errors)
    for error in errors:
        assert 0 <= error.place.start <= error.place.end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["(" * 500 + "税收", "非 " * 500 + "规上", "-" * 900 + "税收", "1+" * 1500 + "1", "最大(" * 300, "税收 > " * 400],
)
def test_it_refuses_what_is_too_deep_or_too_long(text: str) -> None:
    """A formula that would exhaust the machine is an error like any other."""
    formula, errors = read(text, CATALOGUE)
    assert formula is None and errors
