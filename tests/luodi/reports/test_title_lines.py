"""Titles on several lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.reports.column_widths import width_of
from luodi.reports.title_lines import title_lines


def test_it_keeps_a_short_title_on_one_line():
    """A title that fits is not broken."""
    assert title_lines("关于任务分解情况的通报", 19) == ["关于任务分解情况的通报"]


def test_it_breaks_a_long_title_into_like_lines():
    """Lines are of like length, and none starts with 的 or a closing mark."""
    lines = title_lines("关于《澄江市制造业提升三年行动方案》任务分解情况的通报", 19)
    assert len(lines) == 2
    assert lines[1][0] not in "的》、"
    assert abs(len(lines[0]) - len(lines[1])) <= 6


def test_it_does_not_cut_a_year():
    """Digits of one number stay on one line."""
    lines = title_lines("关于澄江市制造业高质量发展2026年度工作要点任务分解情况的通报", 19)
    assert "".join(lines).count("2026") == sum(line.count("2026") for line in lines)


def test_it_does_not_cut_a_spell_of_years():
    """2026—2028年 stays on one line."""
    lines = title_lines("关于《澄江市制造业技术改造和企业培育三年行动方案（2026—2028年）》任务分解情况的通报", 19)
    assert any("2026—2028年" in line for line in lines)


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        (
            "关于《澄江市聚焦六大新兴产业链建设聚力打造澄江市先进制造业集群行动方案(2023—2027年)》任务分解情况的通报",
            "2023—2027年",
        ),
        ("关于《加快建设百亿工业强县重点工作任务分解》任务分解情况的通报", "工作"),
        ("关于《支持澄江市民营企业做大做强的若干政策措施》任务分解情况的通报", "政策"),
    ],
)
def test_it_ends_no_line_inside_a_word(title, whole):
    """What a title says in one word or one spell of years stands on one line, brackets of half width or full."""
    assert any(whole in line for line in title_lines(title, 19))


@given(st.text("关于《》制造的通报12、", min_size=1, max_size=70), st.integers(10, 25))
def test_it_loses_no_character(title, per_line):
    """The lines joined are the title, and no line is longer than it may be."""
    lines = title_lines(title, per_line)
    assert "".join(lines) == title
    assert all(width_of(line) <= per_line for line in lines)
