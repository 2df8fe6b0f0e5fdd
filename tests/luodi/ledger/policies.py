"""A small fictional policy, outlined by hand, that the tests of ledger and reports share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from luodi.clauses.model import Clause, Outline
from luodi.documents.model import Document
from luodi.policy.model import DocumentFacts, Duty, Policy, Target, Task
from luodi.spans import Span

TEXT = """澄江市制造业提升三年行动方案
一、重点任务
（一）壮大产业集群
1.培育龙头企业。到2027年，产值超百亿元企业达到5家。2026年9月底前出台培育办法。（牵头单位：市经信局；责任单位：市财政局、各区人民政府；配合单位：市税务局）
2.建设公共平台。建成检测平台3个，提供普惠服务。（责任单位：市科技局、市经信局）
推动老旧厂房改造。
盘活低效用地，2027年底前完成1000亩。
二、组织实施
各责任单位于2026年4月15日前将实施方案报送市推进办。牵头单位每季度报告工作进度。市推进办定期通报进展。
"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span("plan", start, start + len(words))


def until(first: str, last: str) -> Span:
    return Span("plan", TEXT.index(first), TEXT.index(last) + len(last))


def outline() -> Outline:
    document = Document("plan", TEXT, "text", ())
    starts = [0, *(TEXT.index(m) for m in ("一、", "（一）", "1.培", "2.建", "推动老", "盘活", "二、", "各责任"))]
    ends = [*starts[1:], len(TEXT)]
    shape = [
        ("title", 0, "", None), ("numbered", 0, "一、", None), ("numbered", 1, "（一）", 1), ("numbered", 2, "1.", 2),
        ("numbered", 2, "2.", 2), ("body", 2, "", 2), ("body", 2, "", 2), ("numbered", 0, "二、", None),
        ("body", 1, "", 7),
    ]  # fmt: skip
    clauses = tuple(
        Clause(i, Span("plan", a, b), kind, "plan", depth, marker, marker, parent=parent)
        for i, (a, b, (kind, depth, marker, parent)) in enumerate(zip(starts, ends, shape, strict=True))
    )
    return Outline(document, clauses)


def policy() -> Policy:
    first = until("1.培育龙头", "配合单位：市税务局）")
    second = until("2.建设公共平台", "市科技局、市经信局）")
    third = until("推动老旧", "完成1000亩。")
    return Policy(
        "plan",
        DocumentFacts("澄江市制造业提升三年行动方案", "澄江市人民政府办公室", "澄江市", "澄政办发〔2026〕8号",
                      date(2026, 3, 5), (2026, 2027)),
        tasks=(
            Task(first, "培育龙头企业", ("市经信局",), ("市经信局", "市财政局", "各区人民政府", "市税务局"),
                 note=until("（牵头单位", "配合单位：市税务局）")),
            Task(second, None, (), ("市科技局", "市经信局"), ("各区",), (("各区", ("东岸区", "西岸区")),),
                 note=span("（责任单位：市科技局、市经信局）")),
            Task(third, None),
        ),
        targets=(
            Target(span("到2027年，产值超百亿元企业达到5家"), "产值超百亿元企业数量", ">=", Decimal(5), "家", by=2027),
            Target(span("建成检测平台3个"), "检测平台数量", ">=", Decimal(3), "个"),
            Target(span("2027年底前完成1000亩"), "盘活低效用地", ">=", Decimal(1000), "亩", by=2027),
        ),
        duties=(
            Duty(span("各责任单位于2026年4月15日前将实施方案报送市推进办"), "各责任单位", "实施方案",
                 "市推进办", date(2026, 4, 15)),
            Duty(span("牵头单位每季度报告工作进度"), "牵头单位", "工作进度报告", None, None, "quarter"),
            Duty(span("市推进办定期通报进展"), "市推进办", "进展通报", None, None, "regular"),
        ),
    )  # fmt: skip
