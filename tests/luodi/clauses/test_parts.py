"""Titles, notices, annexes and the furniture of web pages."""

from __future__ import annotations

import pytest

from luodi.clauses.parts import assign_parts, is_chrome, looks_like_title
from luodi.documents.from_text import parse


@pytest.mark.parametrize(
    "line",
    [
        "清河市产业强链三年行动方案",
        "关于印发《清河市产业强链三年行动方案》的通知",
        "清河市工业稳增长若干措施（征求意见稿）",
        "清河市新型工业化行动计划(2026—2028年)",
        "关于加快发展绿色食品产业的实施意见",
    ],
)
def test_it_knows_a_title(line: str) -> None:
    """A title ends in the name of its kind, remarks in brackets aside."""
    assert looks_like_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "各县区人民政府,市直各部门:",
        "制定行动方案。",
        "一、制定实施方案",
        "清河市人民政府办公室",
        "2026年3月1日",
        "方案",
        "请认真组织实施，抓好落实",
    ],
)
def test_it_takes_nothing_else_for_a_title(line: str) -> None:
    """Greetings, sentences, headings, signatures and dates are no titles."""
    assert not looks_like_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 公开 > 正文",
        "发布时间:2026-01-02 阅读量:3",
        "主办单位:某中心",
        "招商热线:400-000-0000",
        "版权所有 某网站",
        "上一篇:某文",
    ],
)
def test_it_knows_the_furniture_of_a_page(line: str) -> None:
    """Navigation, counts, hotlines and owners belong to the page."""
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    ["一、强化组织领导", "打印设备产业链产值达到90亿元。", "分享改革经验，形成典型。", "时间节点和责任单位要明确。"],
)
def test_it_leaves_the_plan_alone(line: str) -> None:
    """Words that pages use too do not make a sentence of the plan furniture."""
    assert not is_chrome(line)


def split(text: str) -> list[tuple[str, str]]:
    document, _ = parse(text.encode(), "sample")
    parts, _, _ = assign_parts(document)
    return [(document.words(p.span)[:8], part) for p, part in zip(document.paragraphs, parts, strict=True)]


def test_it_keeps_a_notice_that_is_itself_the_plan() -> None:
    """A notice with measures of its own and nothing behind it is the plan."""
    text = "关于促进园区提升六条措施的通知\n各县区人民政府:\n现提出如下措施。\n一、强化规划\n抓规划。\n二、强化用地\n抓用地。\n"
    assert {part for _, part in split(text)} == {"plan"}


def test_it_finds_a_notice_that_lost_its_title() -> None:
    """Number, greeting and the sentence that sends the plan are a notice even without its title."""
    text = "来源:某局\n清工信〔2026〕4号\n各有关单位:\n《清河市瞪羚行动计划》已经同意,现予印发,请认真组织实施。\n清河市工信局\n2026年1月3日\n清河市瞪羚行动计划\n一、要求\n抓好。\n"
    assert [part for _, part in split(text)] == [
        "chrome",
        "notice",
        "notice",
        "notice",
        "notice",
        "notice",
        "plan",
        "plan",
        "plan",
    ]


def test_it_keeps_a_note_that_closes_the_plan() -> None:
    """A last line such as 责任单位：… has no stop, and is no furniture of the page all the same."""
    text = "清河市强链行动方案\n一、主要任务\n1.建设园区。推进园区建设。\n责任单位：市经信局、财政局\n"
    assert split(text)[-1][1] == "plan"
