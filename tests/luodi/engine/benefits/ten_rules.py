"""The ten rules R1–R10 of the stack's measurements as a pack, and firms for them: what the benchmark runs too."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import polars as pl

from luodi.formula.ast import Formula, Sort
from luodi.formula.fields import Catalogue, Field
from luodi.formula.from_text import read
from luodi.policy.rules.model import BenefitRule, Branch, Fund, Rules, Source

ON = date(2025, 12, 31)
FLAGS = {
    "is_new_giant": "新认定国家小巨人",
    "is_new_provincial": "新认定省专精特新",
    "is_giant": "国家小巨人",
    "is_provincial": "省专精特新",
    "is_filed": "辅导备案",
    "is_accepted": "上市受理",
    "is_listed": "上市",
}
CATALOGUE = Catalogue(
    (
        Field("revenue", "主营业务收入", "money", "元"),
        Field("equipment", "设备投资额", "money", "元"),
        Field("listing_paid", "已付上市奖补", "money", "元", every="once"),
        *(Field(code, name, "flag") for code, name in FLAGS.items()),
        Field("qualifications", "资质", "set"),
        Field("founded_on", "成立日期", "date", every="once"),
    )
)


def formula(text: str, expect: Sort = "number", catalogue: Catalogue = CATALOGUE) -> Formula:
    found, errors = read(text, catalogue, expect)
    assert found is not None, errors
    return found


def _branch(id: str, name: str, when: str, pay: str, clause: str) -> Branch:
    return Branch(id, name, formula(pay), formula(when, "flag"), Source("十条规则", clause))


def ten_rules(budget: int = 100_000_000) -> Rules:
    upgrade = [
        ("giant", "国家小巨人", "国家小巨人 且 ", "13%"),
        ("provincial", "省专精特新", "省专精特新 且 ", "12%"),
        ("other", "其他", "", "8%"),
    ]
    stages = [("filed", "辅导备案", 1), ("accepted", "上市受理", 2), ("listed", "上市", 2)]
    return Rules(
        "ten",
        "十条规则",
        CATALOGUE,
        benefits=(
            BenefitRule(
                "revenue",
                "营收上台阶",
                (
                    _branch("r1", "首次超过10亿元", "首次(主营业务收入 > 10亿元, 3)", "20万元", "R1"),
                    _branch("r2", "首次超过5亿元", "首次(主营业务收入 > 5亿元, 3)", "10万元", "R2"),
                ),
                fund="special",
            ),
            BenefitRule(
                "giant", "国家小巨人", (_branch("r3", "新认定", "新认定国家小巨人", "50万元", "R3"),), fund="special"
            ),
            BenefitRule(
                "provincial",
                "省专精特新",
                (_branch("r4", "新认定", "新认定省专精特新", "20万元", "R4"),),
                fund="special",
            ),
            BenefitRule(
                "upgrade",
                "技术改造",
                tuple(
                    _branch(id, name, f"{who}设备投资额 >= 500万元", f"设备投资额 * {rate}", "R5–R7")
                    for id, name, who, rate in upgrade
                ),
                cap=formula("500万元"),
                fund="special",
            ),
            BenefitRule(
                "listing",
                "上市阶段",
                tuple(_branch(id, name, name, f"{sum_}00万元", "R8") for id, name, sum_ in stages),
                take="sum",
                cap=formula("500万元 - 已付上市奖补"),
                fund="special",
            ),
        ),
        funds=(Fund("special", "专项资金", Fraction(budget), "pro_rata", source=Source("十条规则", "R10")),),
    )


def firms(rows: int, seed: int = 1) -> pl.DataFrame:
    """Firms without a gap: seven flags and seven sums each, in fen, as a dataset stores them."""
    random = np.random.default_rng(seed)
    size = np.exp(random.normal(17.5, 1.6, rows))
    columns: dict[str, object] = {"id": np.arange(rows)}
    for year in range(2022, 2026):
        columns[f"revenue@{year}"] = (size * random.uniform(0.7, 1.4, rows)).astype(np.int64) * 100
    columns["equipment@2025"] = (
        np.where(random.random(rows) < 0.3, size * random.uniform(0.0, 0.2, rows), 0).astype(np.int64) * 100
    )
    columns["listing_paid"] = np.where(random.random(rows) < 0.01, 1_000_000_00, 0)
    for code, share in zip(FLAGS, (0.002, 0.01, 0.01, 0.05, 0.004, 0.002, 0.001), strict=True):
        columns[f"{code}@2025"] = random.random(rows) < share
    return pl.DataFrame(columns)
