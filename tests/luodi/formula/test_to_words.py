"""Rules read back as Chinese sentences."""

from __future__ import annotations

import pytest
from tests.luodi.formula.generated import CATALOGUE

from luodi.formula.from_text import read
from luodi.formula.to_words import in_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("首次(主营业务收入 > 10亿元, 3)", "本期主营业务收入高于10亿元，而前3年从未如此（首次）"),
        (
            "有资质(“国家专精特新小巨人”) 且 设备投资额 >= 500万元",
            "具有“国家专精特新小巨人”资质，且设备投资额不低于500万元",
        ),
        (
            "最小(设备投资额 * 分档(有资质(“小巨人”): 13%, 否则: 8%), 500万元)",
            "「设备投资额乘以「具有“小巨人”资质的，为13%；其余为8%」」、500万元中最小的一项",
        ),
        (
            "年均增速(主营业务收入, 2) >= 5% 且 资产负债率 <= 75%",
            "主营业务收入近2年的年均增速不低于5%，且资产负债率不高于75%",
        ),
        ("能耗 / 增加值 < 0.52吨标准煤/万元", "「能耗除以增加值」低于0.52吨标准煤/万元"),
        ("规上 或 信用良好 且 税收 > 1元", "满足“规上”，或者「满足“信用良好”，且税收高于1元」"),
        ("非 规上", "不满足“规上”"),
        ("非 (规上 且 信用良好)", "不满足「满足“规上”，且满足“信用良好”」"),
        ("成立日期 >= 2020年1月1日", "成立日期不早于2020年1月1日"),
        ("属于(行业, {“软件业”, “商贸业”})", "行业为“软件业”、“商贸业”之一"),
        ("累计(研发费用, 2) >= 1200万元", "近2年累计的研发费用不低于1200万元"),
        ("累计(用电量) > 上年同期(累计(用电量))", "年初以来累计的用电量高于上年同期的年初以来累计的用电量"),
        ("连续(用电量 < 100千瓦时, 3)", "连续3个月每月都「用电量低于100千瓦时」"),
        ("税收 - (研发费用 - 1元)", "税收减「研发费用减1元」"),
        ("去尾(税收 - 1万元, 100元)", "「税收减1万元」按100元去尾（不足的不计）"),
        ("介于(税收, 1元, 2元)", "税收在1元至2元之间（含两端）"),
    ],
)
def test_it_reads_a_rule_back(text: str, expected: str) -> None:
    """Each sign and function has its words, and parts that could be taken two ways are set apart."""
    formula, errors = read(text, CATALOGUE)
    assert formula is not None, errors
    assert in_words(formula) == expected
