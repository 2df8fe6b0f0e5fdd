"""Deadlines: which days a text sets, and which it only mentions."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.ledger import deadlines
from luodi.spans import Span

ISSUED = date(2026, 3, 5)


def days(text, issued_on=ISSUED):
    found, problems = deadlines.find(text, Span("x", 0, len(text)), issued_on=issued_on)
    return [d.on.isoformat() for d in found], [p.code for p in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年6月底前，完成清澜园区扩容。", ["2026-06-30"]),
        ("于2026年12月31日前建成公共实验室。", ["2026-12-31"]),
        ("２０２６年１１月底之前完成验收。", ["2026-11-30"]),
        ("二〇二七年底前全部投用。", ["2027-12-31"]),
        ("今年年底前出台实施细则。", ["2026-12-31"]),
        ("今年10月底前开工，明年6月底前投产。", ["2026-10-31", "2027-06-30"]),
        ("9月底前制定导则。", ["2026-09-30"]),
        ("力争到2027年底形成三个集群。", ["2027-12-31"]),
        ("2027年上半年前完成。", ["2027-06-30"]),
        ("2026年三季度末前完成摸底。", ["2026-09-30"]),
        ("（责任单位：市数据局；完成时限：2026年10月）", ["2026-10-31"]),
        ("（牵头单位：市数据局；时限：2027年）", ["2027-12-31"]),
        ("2028年2月底前报送。", ["2028-02-29"]),
    ],
)
def test_it_finds_the_day_the_text_sets(text, expected):
    """A day, the end of a month, half-year, quarter or year with 前, after 到 or behind 时限： is a deadline."""
    assert days(text) == (expected, [])


@pytest.mark.parametrize(
    "text",
    [
        "到2027年，产值达到300亿元。",
        "每年12月底前组织评选。",
        "截至2026年底，全市已有企业120家。",
        "2024年底前建成的厂房继续使用。",
        "对2026年6月30日前注册的企业给予支持。",
        "自2026年12月31日起施行，2026年出台办法。",
        "贯彻2026年6月15日会议精神。",
        "提前谋划，前期工作3月启动。",
        "到底线为止，年底考核。",
    ],
)
def test_it_leaves_alone_days_that_are_no_deadline(text):
    """Conditions, the past, recurring days, target years and mere mentions set no day for the work."""
    assert days(text) == ([], [])


def test_it_asks_where_the_day_cannot_be_known():
    """2026年6月前 may mean the month's first day or its last, and 6月底前 needs the year of issue."""
    assert days("2026年6月前完成。") == ([], ["deadline.vague"])
    assert days("6月底前完成。", issued_on=None) == ([], ["deadline.day_unknown"])
    assert days("2026年2月30日前完成。") == ([], ["deadline.day_unknown"])


def test_it_tells_where_the_words_stand():
    """A deadline's span slices to the words that set it."""
    text = "一、扩容。2026年6月底前，完成扩容。"
    found, _ = deadlines.find(text, Span("x", 5, len(text)), issued_on=ISSUED)
    assert found[0].span.slice(text) == "2026年6月底前"


def test_it_knows_work_without_an_end():
    """Only a 时限 that says 长期 makes a standing matter; the word alone does not."""
    standing, passing = "完善制度（时限：长期坚持）", "构建长期稳定的供需关系。"
    assert deadlines.is_standing(standing, Span("x", 0, len(standing)))
    assert not deadlines.is_standing(passing, Span("x", 0, len(passing)))


def test_it_takes_a_day_that_fills_a_cell_of_a_note():
    """Under 完成时限 a table says 2027年3月底 and no more; the same words in a sentence are no limit."""
    for cell in ("2027年3月底", "2027年3月", "2027年3月底前完成"):
        note = f"市经信局\t市财政局\n{cell}"
        found, _ = deadlines.find(note, Span("plan", 0, len(note)), issued_on=ISSUED, is_note=True)
        assert [d.on for d in found] == [date(2027, 3, 31)]
    note = "市经信局（2027年3月成立）"
    assert deadlines.find(note, Span("plan", 0, len(note)), issued_on=ISSUED, is_note=True) == ([], [])
    assert deadlines.is_standing("市经信局\n长期坚持", Span("plan", 0, 9)) and not deadlines.is_standing(
        "长期坚持", Span("plan", 0, 4)
    )
