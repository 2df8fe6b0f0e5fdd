"""A city on a day: matters of every kind, issues, and orders, as papers are written from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from luodi.reports.paper_facts import IssueFact, MatterFact, OrderFact, PaperFacts

ON = date(2026, 3, 31)
INDUSTRY, FINANCE, SCIENCE = "市经信局", "市财政局", "市科技局"
MATTERS = (
    MatterFact(11, "培育成长型企业", "提质方案", (INDUSTRY,), (FINANCE,), deadline=date(2026, 3, 20), light="red",
               why="逾期11天", progress=Decimal(40), scheduled=Decimal(100)),
    MatterFact(12, "兑现奖补资金", "提质方案", (FINANCE,), deadline=date(2026, 12, 31), light="green", why="达到序时进度",
               progress=Decimal("62.5"), scheduled=Decimal(60)),
    MatterFact(13, "建设中试平台", "提质方案", (SCIENCE,), deadline=date(2026, 3, 31), done_on=date(2026, 3, 15)),
    MatterFact(14, "摸清企业底数", "提质方案"),
)  # fmt: skip
ISSUES = (
    IssueFact(21, "用电扩容未批", date(2026, 2, 1), "柳湾精铸", "柳湾精铸", INDUSTRY, date(2026, 3, 10), state="办理中"),
    IssueFact(22, "贷款续期", date(2026, 1, 8), "市财政局", "柳湾精铸", FINANCE, date(2026, 2, 20), date(2026, 2, 18),
              "已销号", is_open=False),
)  # fmt: skip
ORDERS = (
    OrderFact(31, "松督〔2026〕1号", "红色督办单", "red", "培育成长型企业", INDUSTRY, "时限2026-03-20已过5天", date(2026, 3, 25),
              date(2026, 3, 27), date(2026, 4, 3)),
)  # fmt: skip
FACTS = PaperFacts(
    "松陵市",
    "松陵市产业强市推进办公室",
    ON,
    "2026年1季度",
    date(2026, 1, 1),
    date(2026, 3, 31),
    MATTERS,
    ISSUES,
    ORDERS,
)
EMPTY = replace(FACTS, matters=(), issues=(), orders=())
