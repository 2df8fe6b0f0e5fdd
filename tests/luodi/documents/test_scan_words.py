"""Words read from pictures: mended where official prose leaves no doubt, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from luodi.documents.pdf_lines import printed_lines
from luodi.documents.scan_words import Stretch, glyphs_of, mended, with_lost_stops


@pytest.mark.parametrize(
    ("read_off", "printed"),
    [
        ("管委会)", "管委会）"),
        ("(市、区）人民政府,各部门:", "（市、区）人民政府，各部门："),
        ("辅导企业15一20家", "辅导企业15—20家"),
        ("一2028年）》已经审议", "—2028年）》已经审议"),
        ("行动方案（2026一", "行动方案（2026—"),
        ("实施期2026-2028年", "实施期2026—2028年"),
        ("一一改造面扩大", "——改造面扩大"),
        ("—一企业壮大", "——企业壮大"),
        ("--底色鲜明", "——底色鲜明"),
        ("-8一", "-8—"),
    ],
)
def test_it_mends_what_print_cannot_be(read_off: str, printed: str) -> None:
    """ASCII marks next to Chinese, and the numeral 一 where only a dash can stand."""
    assert mended(read_off) == printed


@pytest.mark.parametrize(
    "printed",
    [
        "一、总体要求",
        "一一对应建立台账",
        "1.推动企业上市",
        "第一2号楼区",
        "AI(artificial), v1.2",
        "增长3.5%,10:30",
        "GB/T 9704-2012",
        "一是抓项目",
    ],
)
def test_it_leaves_the_rest_alone(printed: str) -> None:
    """Numerals, Latin words and figures stay as they were read."""
    assert mended(printed) == printed


def _line(text: str, em: float, left: float = 78, top: float = 100) -> Stretch:
    return Stretch(text, left, top, left + em * 16, top + 17, 0.99)


_BODY = [
    _line("为推动云州市先进制造业高质量发展加快建设", 20, top=60),
    _line("具有全国影响力的先进制造业基地制定本行动", 20, top=88),
]


def test_it_puts_back_a_lost_stop() -> None:
    """A heading one character wider than its words has lost the 、 behind its number, and is doubtful."""
    assert with_lost_stops([*_BODY, _line("三重点任务", 6)])[-1] == replace(_line("三、重点任务", 6), score=0.0)


@pytest.mark.parametrize(
    ("words", "em"), [("三项重点任务", 6), ("三、重点任务", 6), ("重点任务如下", 7), ("三重点任务", 8)]
)
def test_it_puts_in_no_stop_without_room(words: str, em: float) -> None:
    """Only where a number stands in front and the room of just one character is left over."""
    assert with_lost_stops([*_BODY, _line(words, em)])[-1].text == words


def test_it_places_the_characters_of_a_stretch() -> None:
    """The words stay as they are, the size is that of the page, and a bracket's blank half counts."""
    lines = printed_lines(glyphs_of([*_BODY, Stretch("（云州）", 86, 120, 78 + 56, 137, 0.9)], 842))
    assert [line.text for line in lines] == [*(s.text for s in _BODY), "（云州）"]
    assert abs(lines[2].left - 78) < 1
    assert {round(line.size, 1) for line in lines} == {16.0}
