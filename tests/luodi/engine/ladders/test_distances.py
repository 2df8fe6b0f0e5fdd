"""Distances as columns: what is asked about less what is asked for."""

from __future__ import annotations

import polars as pl
from tests.luodi.engine.ladders.made import CATALOGUE, ON, condition, ladder

from luodi.engine.ladders.distances import distances
from luodi.engine.ladders.on_polars import judge
from luodi.engine.ladders.plan import plan_of
from luodi.policy.rules.model import Rung

MADE = ladder(
    Rung(
        "one",
        "一级",
        (
            condition("revenue", "上年(主营业务收入) >= 1000万元"),
            condition("debt", "资产负债率 <= 75%"),
            condition("growth", "上年(年均增速(主营业务收入, 2) >= 5%)"),
            condition("niche", "从业年限 >= 3年"),
            condition("either", "从业人员 >= 30人 或 规上"),
            condition("trade", "行业 = “软件业”"),
        ),
    )
)
PLAN = plan_of(MADE, MADE.editions[0], CATALOGUE)


def test_it_measures_conditions_of_one_comparison() -> None:
    """Also behind 上年, and of an average growth; not where several parts or a text decide."""
    assert list(distances(PLAN)) == [f"made.one.{id}.difference" for id in ("revenue", "debt", "growth", "niche")]


def test_it_gives_them_as_results_are_stored() -> None:
    """Money in fen, shares in millionths, years in millionths of a month; null where a figure is missing."""
    table = pl.DataFrame(
        {
            "revenue@2024": [1_000_000_000, 1_102_500_000, None],
            "revenue@2022": [1_000_000_000, 1_000_000_000, 1],
            "debt@2025": [750_000, 800_000, None],
            "niche": [3_000_000, 2_000_000, None],
        }
    )
    found = judge(table, PLAN, ON, has_distances=True)
    assert found["made.one.revenue.difference"].to_list() == [0, 102_500_000, None]
    assert found["made.one.debt.difference"].to_list() == [0, 50_000, None]
    assert found["made.one.growth.difference"].to_list() == [-50_000, 0, None]
    assert found["made.one.niche.difference"].to_list() == [0, -12_000_000, None]
