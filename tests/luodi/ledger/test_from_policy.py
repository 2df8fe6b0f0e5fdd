"""Matters: one for each task, with what the text says and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.luodi.ledger import policies

from luodi.clauses.model import Outline
from luodi.documents.model import Document
from luodi.ledger.from_policy import open_matters
from luodi.policy.model import Benefit, DocumentFacts, Policy, Task
from luodi.spans import Span


def opened(policy=None):
    return open_matters(policy or policies.policy(), policies.outline())


def test_it_opens_one_matter_for_each_task():
    """Matters stand in the order of the text, counted from 1, and slice to their own words."""
    matters, _ = opened()
    assert [(m.position, m.title) for m in matters] == [
        (1, "培育龙头企业"),
        (2, "建设公共平台"),
        (3, "推动老旧厂房改造（等2条）"),
    ]
    assert matters[2].span.slice(policies.TEXT).startswith("推动老旧")


def test_it_gives_units_their_roles():
    """牵头, 责任, 配合 and implied units keep their roles; a shortened form brings its full names."""
    matters, _ = opened()
    assert [(u.name, u.role) for u in matters[0].units] == [
        ("市经信局", "lead"),
        ("市财政局", "responsible"),
        ("各区人民政府", "responsible"),
        ("市税务局", "supporting"),
    ]
    assert matters[1].lead_units == ()
    assert matters[1].names("implied") == ("东岸区", "西岸区")
    assert matters[1].written("implied") == ("各区",)


def test_it_takes_the_deadline_from_the_words_first():
    """The day in the text counts; a target's year stands in only where there is none, and says so."""
    matters, _ = opened()
    assert (matters[0].deadline.on, matters[0].deadline.basis) == (date(2026, 9, 30), "text")
    assert matters[1].deadline is None
    assert (matters[2].deadline.on, matters[2].deadline.basis) == (date(2027, 12, 31), "text")
    without = replace(policies.policy(), tasks=policies.policy().tasks[:1])
    text = policies.TEXT.replace("2026年9月底前出台", "适时地组织人员尽早出台")
    outline = replace(policies.outline(), document=replace(policies.outline().document, text=text))
    found, _ = open_matters(without, outline)
    assert (found[0].deadline.on, found[0].deadline.basis) == (date(2027, 12, 31), "target")


def test_it_takes_the_deadline_that_the_note_states():
    """（牵头单位：…；完成时限：2026年12月底前）: the note's day is the task's, beside the days of the task's words."""
    words = "编制图谱，2026年6月底前拿出初稿。（牵头单位：市经信局；完成时限：2026年12月）"
    cut = words.index("（")
    task = Task(Span("plan", 0, cut), None, ("市经信局",), ("市经信局",), note=Span("plan", cut, len(words)))
    policy = Policy("plan", DocumentFacts(issued_on=date(2026, 3, 5)), tasks=(task,))
    (matter,), _ = open_matters(policy, Outline(Document("plan", words, "text", ()), ()))
    assert matter.deadline and (matter.deadline.on, matter.deadline.basis) == (date(2026, 12, 31), "text")
    assert [day.on for day in matter.milestones] == [date(2026, 6, 30), date(2026, 12, 31)]


def test_it_does_not_take_the_end_of_a_benefit_for_a_deadline():
    """A day inside a benefit says how long the gain is to be had."""
    policy = policies.policy()
    benefit = Benefit(policies.span("2026年9月底前出台培育办法"), "企业", "", Decimal(1))
    matters, _ = opened(replace(policy, benefits=(benefit,)))
    assert matters[0].deadline.basis == "target"


def test_it_gives_each_matter_the_targets_inside_it():
    """A target belongs to the matter whose task it stands in, and to no other."""
    matters, _ = opened()
    assert [[t.indicator for t in m.targets] for m in matters] == [
        ["产值超百亿元企业数量"],
        ["检测平台数量"],
        ["盘活低效用地"],
    ]


def test_it_says_where_the_task_stands():
    """The place is the path of markers in the outline."""
    assert [m.place for m in opened()[0]] == ["一、（一）1", "一、（一）2", "一、（一），第1段"]


def test_it_leaves_a_task_without_units_to_be_assigned():
    """No unit is guessed: the matter is open and a question says so; implied units alone assign nothing."""
    matters, problems = opened()
    assert [m.is_assigned for m in matters] == [True, True, False]
    assert [p.code for p in problems] == ["matter.units_missing"]
    assert problems[0].span == matters[2].span


def test_it_says_when_there_is_nothing_to_open():
    """A policy without tasks opens no matters and says so, rather than an empty ledger without a word."""
    matters, problems = opened(replace(policies.policy(), tasks=()))
    assert matters == []
    assert [p.code for p in problems] == ["matter.no_tasks"]
