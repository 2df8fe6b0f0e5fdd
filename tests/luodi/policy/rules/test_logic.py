"""What follows from what among conditions."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.luodi.formula.generated import CATALOGUE, OBSERVED_FROM, ON, formulas, make_table

from luodi.formula import from_text, on_polars
from luodi.formula.ast import Formula, Node
from luodi.formula.numbers import FigureTooLarge
from luodi.policy.rules.logic import excludes, extent, implies, never


def tree(text: str) -> Node:
    found, errors = from_text.read(text, CATALOGUE)
    assert found is not None, errors
    return found.tree


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("主营业务收入 > 10亿元", "主营业务收入 > 5亿元"),
        ("10亿元 < 主营业务收入", "主营业务收入 >= 100000万元"),
        ("主营业务收入 >= 10亿元 且 规上", "规上 且 主营业务收入 > 5亿元"),
        ("规上", "规上 或 信用良好"),
        ("首次(主营业务收入 > 10亿元)", "主营业务收入 > 5亿元"),
        ("连续(主营业务收入 > 10亿元, 3)", "连续(主营业务收入 > 5亿元, 2)"),
        ("行业 = “软件业”", "属于(行业, {“软件业”, “商贸业”})"),
        ("属于(行业, {“软件业”})", "行业 != “商贸业”"),
        ("介于(主营业务收入, 2亿元, 3亿元)", "主营业务收入 > 1亿元"),
        ("介于(主营业务收入, 2亿元, 3亿元)", "介于(主营业务收入, 1亿元, 3亿元)"),
        ("非 (主营业务收入 > 1亿元)", "主营业务收入 <= 2亿元"),
        ("成立日期 <= 2020年1月1日", "成立日期 < 2021年1月1日"),
        ("研发费用 / 主营业务收入 >= 5%", "研发费用 / 主营业务收入 >= 3%"),
        ("主营业务收入 = 3亿元", "主营业务收入 != 2亿元"),
    ],
)
def test_it_sees_what_follows(given_text: str, wanted: str) -> None:
    """Thresholds, lists, spans, first times and runs; and not the other way round."""
    assert implies(tree(given_text), tree(wanted))
    assert not implies(tree(wanted), tree(given_text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("首次(主营业务收入 > 10亿元)", "首次(主营业务收入 > 5亿元)"),  # it may have been above 5 before
        ("主营业务收入 > 10亿元", "研发费用 > 5亿元"),
        ("上年(主营业务收入) > 10亿元", "主营业务收入 > 5亿元"),
        ("规上 或 信用良好", "规上"),
        ("有资质(“单项冠军”)", "有资质(“省专精特新”)"),
    ],
)
def test_it_does_not_see_what_does_not_follow(one: str, other: str) -> None:
    """Being above ten for the first time is not being above five for the first time."""
    assert not implies(tree(one), tree(other))


@pytest.mark.parametrize(
    ("text", "is_never"),
    [
        ("主营业务收入 > 10亿元 且 主营业务收入 < 5亿元", True),
        ("主营业务收入 > 5亿元 且 主营业务收入 <= 5亿元", True),
        ("主营业务收入 >= 5亿元 且 主营业务收入 <= 5亿元", False),
        ("规上 且 非 规上", True),
        ("行业 = “软件业” 且 行业 = “商贸业”", True),
        ("行业 = “软件业” 且 (行业 = “商贸业” 或 行业 = “制造业”)", True),
        ("介于(资产负债率, 60%, 70%) 且 资产负债率 > 75%", True),
        ("首次(主营业务收入 > 10亿元) 且 主营业务收入 < 1亿元", True),
        ("首次(主营业务收入 > 10亿元) 且 上年(主营业务收入) < 1亿元", False),
        ("主营业务收入 > 10亿元 或 主营业务收入 < 5亿元", False),
        ("假", True),
    ],
)
def test_it_sees_what_can_never_hold(text: str, is_never: bool) -> None:
    """Only where the two sides contradict each other for certain."""
    assert never(tree(text)) == is_never


_PARTS = (
    "主营业务收入 > 1亿元",
    "主营业务收入 >= 10亿元",
    "主营业务收入 < 10亿元",
    "主营业务收入 = 10亿元",
    "介于(主营业务收入, 0, 1亿元)",
    "首次(主营业务收入 > 1亿元)",
    "连续(主营业务收入 > 0元, 2)",
    "行业 = “软件业”",
    "属于(行业, {“软件业”, “商贸业”})",
    "规上",
)


@st.composite
def related(draw: Callable[[st.SearchStrategy[str]], str]) -> str:
    """Conditions over few figures, so that many follow from each other, and now and then any formula."""
    some = st.lists(st.sampled_from(_PARTS), min_size=1, max_size=3)
    joined = st.tuples(some, st.sampled_from([" 且 ", " 或 "]), st.sampled_from(["{}", "非 ({})"])).map(
        lambda made: made[2].format(made[1].join(made[0]))
    )
    return draw(st.one_of(joined, joined, joined, formulas()))


@given(related(), related(), st.integers(0, 59))
@settings(max_examples=300, deadline=None)
def test_it_is_never_wrong(one: str, other: str, seed: int) -> None:
    """Over made-up firms: what is said to follow follows, and what is said to exclude excludes."""
    left, right = _flag(one), _flag(other)
    if left is None or right is None:
        return
    claims = [implies(left.tree, right.tree), excludes(left.tree, right.tree), never(left.tree)]
    if not any(claims):
        return
    try:
        held = on_polars.evaluate(make_table(seed), {"one": left, "other": right}, ON, observed_from=OBSERVED_FROM)
    except FigureTooLarge:
        return
    broken = [pl.col("one") & ~pl.col("other"), pl.col("one") & pl.col("other"), pl.col("one")]
    for claimed, against in zip(claims, broken, strict=True):
        assert not claimed or held.filter(against).is_empty()


def _flag(text: str) -> Formula | None:
    found, _ = from_text.read(text, CATALOGUE, "flag")
    return found


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("20万元", 200_000, 200_000),
        ("分档(规上: 20万元, 否则: 10万元)", 100_000, 200_000),
        ("最小(设备投资额 * 12%, 500万元)", None, 5_000_000),
        ("最大(设备投资额, 1万元)", 10_000, None),
        ("2 * 3万元", 60_000, 60_000),
        ("设备投资额", None, None),
    ],
)
def test_it_knows_the_least_and_the_most(text: str, least: int | None, most: int | None) -> None:
    """Of what is written; a field may be anything."""
    assert extent(tree(text)) == (least, most)
