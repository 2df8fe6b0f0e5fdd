"""Leads that contradict."""

from __future__ import annotations

from tests.luodi.policy.checks.sheet import Sheet

from luodi.policy.checks.two_leads import two_leads

TEXT = "1.培育链主。抓培育。\n2.补齐短板。抓补链。\n3.培育链主。再培育。\n"


def test_it_asks_about_two_leads_of_one_task() -> None:
    """Joint leads happen; who answers in the end is asked."""
    sheet = Sheet(TEXT).task("1.培育链主。抓培育。", "培育链主", lead=("市经信局", "市科技局"))
    assert [(p.code, p.severity) for p in sheet.run(two_leads)] == [("check.two_leads", "question")]


def test_it_tells_of_one_task_under_different_leads() -> None:
    """The same heading twice, under two bureaus."""
    sheet = (
        Sheet(TEXT)
        .task("1.培育链主。抓培育。", "培育链主", lead=("市经信局",))
        .task("3.培育链主。再培育。", "培育链主", lead=("市商务局",))
    )
    assert [p.code for p in sheet.run(two_leads)] == ["check.lead_differs"]


def test_it_accepts_one_lead_each() -> None:
    """Different tasks have different leads."""
    sheet = (
        Sheet(TEXT)
        .task("1.培育链主。抓培育。", "培育链主", lead=("市经信局",))
        .task("2.补齐短板。抓补链。", "补齐短板", lead=("市科技局",))
    )
    assert sheet.run(two_leads) == []
