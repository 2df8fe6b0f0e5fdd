"""承接 of a superior's policy by a local one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from luodi.clauses.from_document import outline
from luodi.documents.from_text import parse
from luodi.policy.compare.superior import compare_with_superior
from luodi.policy.model import DocumentFacts, Policy, Target, Task
from luodi.spans import Span

SHEET, _ = outline(parse("培育链主企业。抓培育。\n建设绿色工厂。抓节能。\n推进技术改造。抓项目。\n".encode(), "s")[0])


def target(indicator: str, value: str, unit: str, **more: Any) -> Target:
    return Target(Span("s", 0, 5), indicator, more.pop("comparator", ">="), Decimal(value), unit, **more)


def policy(*targets: Target, tasks: tuple[Task, ...] = ()) -> Policy:
    return Policy("s", DocumentFacts(), tasks=tasks, targets=targets)


def verdict(superior: Target, *local: Target) -> str:
    (row,), _ = compare_with_superior(policy(superior), SHEET, policy(*local), SHEET)
    return row.verdict


GROWTH = target("规上工业增加值年均增速", "8", "%", by=2028)


@pytest.mark.parametrize(
    ("local", "said"),
    [
        (target("规模以上工业增加值增速", "9", "%", by=2028), "met"),
        (target("规模以上工业增加值增速", "7", "%", by=2028), "lower"),
        (target("规模以上工业增加值增速", "8", "%", by=2030), "later"),
        (target("省级绿色工厂数量", "30", "家", by=2028), "missing"),
    ],
)
def test_it_says_how_a_target_was_taken_up(local: Target, said: str) -> None:
    """Reached, lower, later or not found."""
    assert verdict(GROWTH, local) == said


def test_it_takes_a_smaller_absolute_number_for_a_part() -> None:
    """A city carries its part of the province's 500 firms: 50 is no shortfall by itself."""
    assert verdict(target("专精特新企业数量", "500", "家"), target("专精特新中小企业数量", "50", "家")) == "part"


def test_it_reads_a_ceiling_the_other_way() -> None:
    """Of a number to stay under, more is worse."""
    ceiling = target("单位工业增加值能耗", "40", "%", comparator="<=")
    assert verdict(ceiling, target("单位工业增加值能耗", "45", "%", comparator="<=")) == "lower"


def test_it_counts_money_in_one_unit() -> None:
    """3亿元 reaches 20000万元."""
    assert verdict(target("技改专项资金规模", "20000", "万元"), target("技改专项资金规模", "3", "亿元")) == "met"


def test_it_matches_tasks_one_to_one_by_their_words() -> None:
    """Each local task takes up one superior task; what is left over is missing."""
    superior = tuple(Task(c.span, SHEET.heading(c)) for c in SHEET.clauses)
    _, rows = compare_with_superior(policy(tasks=superior), SHEET, policy(tasks=superior[:2]), SHEET)
    assert [row.verdict for row in rows] == ["met", "met", "missing"]
    assert [row.local for row in rows] == [superior[0], superior[1], None]
