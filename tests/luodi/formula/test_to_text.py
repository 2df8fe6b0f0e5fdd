"""Printing: one form, in Chinese, that reads back as the same tree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from tests.luodi.formula.generated import CATALOGUE, formulas
from tests.luodi.formula.test_interpret import RUN, Case

from luodi.formula.from_text import parse
from luodi.formula.to_text import to_text


def printed(text: str) -> str:
    tree, errors = parse(text, CATALOGUE)
    assert tree is not None and not errors, errors
    again, _ = parse(to_text(tree), CATALOGUE)
    assert again == tree
    return to_text(tree)


@pytest.mark.parametrize("case", RUN, ids=lambda case: case.expression)
def test_it_reads_back_what_it_prints(case: Case) -> None:
    """``from_text(to_text(f)) == f``, and printing again changes nothing."""
    assert printed(printed(case.expression)) == printed(case.expression)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(formulas())
def test_it_reads_back_any_formula(text: str) -> None:
    """The same for formulas made up by Hypothesis."""
    printed(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("first(revenue>10亿元)", "首次(主营业务收入 > 10亿元)"),
        ("((规上)) 且 ((信用良好))", "规上 且 信用良好"),
        ("(规上 或 信用良好) 且 规上", "(规上 或 信用良好) 且 规上"),
        ("规上 或 (信用良好 且 规上)", "规上 或 信用良好 且 规上"),
        ("规上 且 (信用良好 且 规上)", "规上 且 (信用良好 且 规上)"),
        ("税收 - (研发费用 - 1元)", "税收 - (研发费用 - 1元)"),
        ("(税收 - 研发费用) - 1元", "税收 - 研发费用 - 1元"),
        ("(税收 + 1元) * 2", "(税收 + 1元) * 2"),
        ("非 (规上 且 信用良好)", "非 (规上 且 信用良好)"),
        ("(税收 > 1元) = 规上", "(税收 > 1元) = 规上"),
        ("-(税收 + 1元)", "-(税收 + 1元)"),
        ("税收 - -1元", "税收 - -1元"),
        ("tax > 1,000元".replace(",", ""), "税收 > 1000元"),
        ("税收 > 1.50万元", "税收 > 1.5万元"),
        ("税收 > 100元", "税收 > 100元"),
        ('属于(行业,{"甲","乙"})', "属于(行业, {“甲”, “乙”})"),
        ('行业 = "他说”好”"', '行业 = "他说”好”"'),
        ("bands(scaled: 1元, otherwise: 0元)", "分档(规上: 1元, 否则: 0元)"),
        ("sound = true", "信用良好 = 真"),
    ],
)
def test_it_prints_one_form(text: str, expected: str) -> None:
    """Chinese words, single spaces, and only the brackets that are needed."""
    assert printed(text) == expected
