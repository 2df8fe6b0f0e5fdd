"""An annex that shares out the plan's tasks says them again: each is one task."""

from __future__ import annotations

from tests.luodi.policy.written import written

from luodi.policy.model import DocumentFacts
from luodi.policy.tasks import find_tasks

PLAN = """晴州市推进工业提质行动方案
一、主要任务
（一）培育壮大产业集群。聚焦光电信息等领域，推动集群扩能增效。（责任单位：市经信局、市发改委）
（二）优化融资服务。引导银行加大信贷投放。（责任单位：市金融办）
（三）加强人才引育。组织校园招聘，培养技能人才。（责任单位：市人社局）
附件
任务分工表
"""


def tasks(annex: str):
    outline = written(PLAN + annex)
    found, _ = find_tasks(outline, DocumentFacts(jurisdiction="晴州市"))
    return outline.text, found


def test_it_counts_a_repeated_task_once():
    """A row with the title or the words of a task of the plan, and with one of its units, is that task."""
    _, found = tasks(
        "1.培育壮大产业集群。（责任单位：市经信局、市发改委）\n2.优化融资服务。引导银行加大信贷投放。（责任单位：市金融办）\n"
    )
    assert [task.title for task in found] == ["培育壮大产业集群", "优化融资服务", "加强人才引育"]


def test_it_takes_over_who_leads_and_by_when():
    """What only the annex says of a task is not lost."""
    text, found = tasks("1.培育壮大产业集群。（牵头单位：市经信局；责任单位：市发改委；完成时限：2026年9月底）\n")
    assert found[0].lead == ("市经信局",) and "2026年9月底" in found[0].note.slice(text)
    assert found[0].units == ("市经信局", "市发改委") and len(found) == 3


def test_it_keeps_what_the_annex_adds():
    """Another task, the same words with other units, and a task said twice in the annex alone are tasks of their own."""
    _, found = tasks("1.开展评估总结工作。（责任单位：市经信局）\n2.优化融资服务。（责任单位：市审计局）\n")
    assert len(found) == 5


def test_it_leaves_a_plan_without_an_annex_alone():
    """Two like tasks of the plan itself are two."""
    outline = written(PLAN.partition("附件")[0] + "（四）加强人才引育。（责任单位：市人社局）\n")
    assert len(find_tasks(outline, DocumentFacts(jurisdiction="晴州市"))[0]) == 4
