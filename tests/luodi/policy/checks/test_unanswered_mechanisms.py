"""Mechanisms without anyone responsible."""

from __future__ import annotations

import pytest
from tests.luodi.policy.checks.sheet import Sheet

from luodi.policy.checks.unanswered_mechanisms import unanswered_mechanisms


def test_it_asks_who_answers_for_a_mechanism() -> None:
    """Nobody is named in the sentence, and no task holds it."""
    assert [
        p.code for p in Sheet("建立赛马机制。").mechanism("建立赛马机制", "horse_race").run(unanswered_mechanisms)
    ] == ["check.mechanism_unanswered"]


@pytest.mark.parametrize(
    "text", ["市经信局每月建立赛马机制。", "各区县建立赛马机制，抓落实。", "领导小组办公室要建立赛马机制。"]
)
def test_it_accepts_a_unit_in_the_sentence(text: str) -> None:
    """The sentence says who."""
    assert Sheet(text).mechanism("建立赛马机制", "horse_race").run(unanswered_mechanisms) == []


def test_it_accepts_a_task_with_units_around_it() -> None:
    """The note at the end of the task says who."""
    sheet = Sheet("1.比学赶超。建立赛马机制。（责任单位：市经信局）").mechanism("建立赛马机制", "horse_race")
    assert sheet.task("1.比学赶超。建立赛马机制。", units=("市经信局",)).run(unanswered_mechanisms) == []


def test_it_asks_about_many_together() -> None:
    """A document that names no units gets one question, not one for each mechanism."""
    sheet = Sheet("建立赛马机制。实行揭榜挂帅。绘制五色图。建立白名单。开展产需对接。")
    for words, kind in (
        ("建立赛马机制", "horse_race"),
        ("实行揭榜挂帅", "challenge"),
        ("绘制五色图", "colour_map"),
        ("建立白名单", "finance_whitelist"),
        ("开展产需对接", "matching"),
    ):
        sheet.mechanism(words, kind)
    (problem,) = sheet.run(unanswered_mechanisms)
    assert "5项机制" in problem.message
    assert "揭榜挂帅" in problem.message
