"""Clause numbers: what opens a clause, in which style, with which value."""

from __future__ import annotations

import pytest

from luodi.clauses.markers import as_cited, chinese_number, inline_openings, marker_at


@pytest.mark.parametrize(
    ("line", "style", "text", "number"),
    [
        ("一、总体要求", "一、", "一、", 1),
        ("十二、附则", "一、", "十二、", 12),
        ("（三）强链", "（一）", "（三）", 3),
        ("(十一)补链", "（一）", "(十一)", 11),
        ("4.抓项目", "1.", "4.", 4),
        ("4．抓项目", "1.", "4．", 4),
        ("4﹒抓项目", "1.", "4﹒", 4),
        ("5、抓项目", "1.", "5、", 5),
        ("（2）抓企业", "（1）", "（2）", 2),
        ("③抓平台", "①", "③", 3),
        ("第二十一条 解释", "第一条", "第二十一条", 21),
        ("第三章 保障", "第一章", "第三章", 3),
        ("——质效更优", "——", "——", None),
        ("1.2 目标", "1.1", "1.2", 1),
    ],
)
def test_it_reads_a_marker(line: str, style: str, text: str, number: int | None) -> None:
    """Each style of the official outline is told apart and read as a value."""
    found = marker_at(line, 0)
    assert found is not None
    assert (found.style, found.text, found.number) == (style, text, number)


@pytest.mark.parametrize(
    "line",
    ["一批项目", "2026年", "3.5亿元", "第一产业稳步增长", "100家企业", "（试行）", "十四五期间", "1.5万户", "-5%"],
)
def test_it_takes_no_other_number_for_a_marker(line: str) -> None:
    """Quantities, years, decimals and remarks in brackets open nothing."""
    assert marker_at(line, 0) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [("三", 3), ("十", 10), ("二十", 20), ("一百零五", 105), ("二〇二六", 2026), ("条", None), ("", None)],
)
def test_it_reads_chinese_numerals(words: str, value: int | None) -> None:
    """Numerals are read whole or not at all."""
    assert chinese_number(words) == value


def test_it_finds_openings_inside_a_line() -> None:
    """Behind a full stop, a note, or a bare heading."""
    text = "一、要求（一）思想。稳。（二）目标。达标。（责任单位：市经信局）（三）步骤。"
    assert [text[at : at + 3] for at in inline_openings(text, 0, len(text))] == ["（一）", "（二）", "（三）"]


def test_it_cites_an_article_without_its_chapter() -> None:
    """Articles are numbered through the whole document; a chapter alone, and other outlines, stay as they are."""
    assert as_cited("第三章第五条（一）") == "第五条（一）"
    assert as_cited("第一编第三章第十二条") == "第十二条"
    assert as_cited("第三章") == "第三章"
    assert as_cited("三、（二）1") == "三、（二）1"
