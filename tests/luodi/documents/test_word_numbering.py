"""Numbers that Word generates, counted as Word counts."""

from __future__ import annotations

import pytest
from tests.luodi.documents.invariants import lines_of
from tests.luodi.documents.word_files import abstract, level, listed, number, paragraph, word_file

from luodi.documents import from_word
from luodi.documents.word_numbering import symbols

_OFFICIAL = abstract(
    0,
    level(0, "%1、", "chineseCounting"),
    level(1, "（%2）", "chineseCountingThousand"),
    level(2, "%3.", "decimal"),
    level(3, "（%4）", "decimal"),
    level(4, "%5", "decimalEnclosedCircle", more='<w:suff w:val="nothing"/>'),
)


def _lines(body: str, numbering: str = _OFFICIAL + number(1, 0), **parts: str) -> list[str]:
    return lines_of(from_word.parse(word_file(body, numbering=numbering, **parts), "甲")[0])


def test_it_writes_the_levels_of_an_official_document() -> None:
    """一、（一）1.（1）① with a space only where print has one and the punctuation is narrow."""
    body = (
        listed("总体", 1, 0) + listed("培育", 1, 1) + listed("企业", 1, 2) + listed("规上", 1, 3) + listed("小微", 1, 4)
    )
    assert _lines(body) == ["一、总体", "（一）培育", "1. 企业", "（1）规上", "①小微"]


def test_it_begins_a_level_anew_under_each_item_above() -> None:
    """（一）（二） under 一、, then （一） again under 二、."""
    levels = [0, 1, 1, 0, 1, 2, 1, 2]
    found = _lines("".join(listed("项", 1, at) for at in levels))
    assert [line[:-1].strip() for line in found] == ["一、", "（一）", "（二）", "二、", "（一）", "1.", "（二）", "1."]


def test_it_goes_on_counting_where_a_level_never_restarts() -> None:
    """w:lvlRestart 0: 第X条 runs on through all chapters."""
    numbering = abstract(
        0,
        level(0, "第%1章", "chineseCounting"),
        level(1, "第%2条", "chineseCounting", more='<w:lvlRestart w:val="0"/>'),
    ) + number(1, 0)
    found = _lines("".join(listed("甲", 1, at) for at in (0, 1, 1, 0, 1)), numbering)
    assert found == ["第一章 甲", "第一条 甲", "第二条 甲", "第二章 甲", "第三条 甲"]


def test_it_joins_numbers_of_several_levels() -> None:
    """%1.%2 shows the count of the level above, also before that level was used."""
    numbering = abstract(0, level(0, "%1"), level(1, "%1.%2")) + number(1, 0)
    assert _lines("".join(listed("甲", 1, at) for at in (1, 0, 1, 1, 0, 1)), numbering) == [
        "1.1 甲", "1 甲", "1.1 甲", "1.2 甲", "2 甲", "2.1 甲",
    ]  # fmt: skip


def test_it_writes_all_levels_in_digits_where_the_list_says_legal() -> None:
    """w:isLgl: 一 becomes 1 in 1.1."""
    numbering = abstract(0, level(0, "%1、", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>")) + number(1, 0)
    assert _lines(listed("甲", 1, 0) + listed("乙", 1, 1), numbering) == ["一、甲", "1.1 乙"]


def test_it_begins_where_the_list_says() -> None:
    """w:start: an annex may go on from the document's own numbers."""
    assert _lines(listed("甲") + listed("乙"), abstract(0, level(0, "%1、", "chineseCounting", 3)) + number(1, 0)) == [
        "三、甲", "四、乙",
    ]  # fmt: skip


def test_it_begins_anew_for_a_list_that_overrides_the_start() -> None:
    """Two lists of one definition count together, except where one overrides its start; then only once."""
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "%1.")) + number(1, 0) + number(2, 0) + number(3, 0, override)
    found = _lines("".join(listed("甲", num) for num in (1, 1, 2, 3, 3)), numbering)
    assert [line.split(".")[0] for line in found] == ["1", "2", "3", "1", "2"]


def test_it_uses_a_level_that_the_list_replaces() -> None:
    """w:lvlOverride may bring a whole level of its own."""
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "第%1条", "chineseCounting")}</w:lvlOverride>'
    assert _lines(listed("甲"), abstract(0, level(0, "%1.")) + number(1, 0, override)) == ["第一条 甲"]


def test_it_numbers_paragraphs_through_their_style() -> None:
    """A style may carry the list, and the list says which level a style stands on; styles inherit."""
    numbering = abstract(
        0, level(0, "%1、", "chineseCounting", more='<w:pStyle w:val="a"/>'), level(1, "（%2）", "chineseCounting",
        more='<w:pStyle w:val="b"/>'),
    ) + number(1, 0)  # fmt: skip
    style = '<w:style w:type="paragraph" w:styleId="{}">{}<w:pPr>{}</w:pPr></w:style>'
    list_one = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        style.format("a", "", list_one) + style.format("b", "", list_one)
        + style.format("c", '<w:basedOn w:val="b"/>', "")
        + style.format("none", '<w:basedOn w:val="a"/>', '<w:numPr><w:numId w:val="0"/></w:numPr>')
    )  # fmt: skip
    body = "".join(paragraph("项", properties=f'<w:pStyle w:val="{s}"/>') for s in ("a", "b", "c", "none", "a"))
    assert _lines(body, numbering, styles=styles) == ["一、项", "（一）项", "（二）项", "项", "二、项"]


def test_it_follows_a_list_to_the_style_that_keeps_it() -> None:
    """w:numStyleLink points to a numbering style, which points to the list."""
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/></w:abstractNum>'
        + abstract(1, level(0, "%1、", "chineseCounting"))
        + number(1, 0) + number(2, 1)
    )  # fmt: skip
    kept = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    assert _lines(listed("甲"), numbering, styles=f'<w:style w:type="numbering" w:styleId="S">{kept}</w:style>') == [
        "一、甲"
    ]


@pytest.mark.parametrize("num_id", ["0", "99"])
def test_it_writes_no_number_where_the_list_is_taken_away(num_id: str) -> None:
    """numId 0 means no list, and a list that does not exist numbers nothing."""
    assert _lines(listed("甲", num_id) + listed("乙", 1, 8)) == ["甲", "乙"]


def test_it_does_not_number_plain_paragraphs() -> None:
    """A typed number stays what it is, and counts for nothing."""
    document, _ = from_word.parse(
        word_file(paragraph("一、甲") + listed("乙"), numbering=_OFFICIAL + number(1, 0)), "甲"
    )
    assert lines_of(document) == ["一、甲", "一、乙"]
    assert [p.number for p in document.paragraphs] == ["", "一、"]


def test_it_writes_bullets_as_characters_that_can_be_read() -> None:
    """Bullets come from symbol fonts, in Unicode's private area; official ones are real characters."""
    numbering = abstract(0, level(0, "\uf06c", "bullet"), level(1, "——", "bullet"), level(2, "\uf0a9", "bullet"))
    found = _lines("".join(listed("甲", 1, at) for at in range(3)), numbering + number(1, 0))
    assert found == ["● 甲", "——甲", "• 甲"]
    assert symbols("甲、\uf0fe") == "甲、☑"


def test_it_says_which_formats_it_wrote_in_digits() -> None:
    """A rare format keeps its count, and the document says so."""
    data = word_file(listed("甲"), numbering=abstract(0, level(0, "%1.", "hebrew1")) + number(1, 0))
    document, problems = from_word.parse(data, "甲")
    assert lines_of(document) == ["1. 甲"]
    assert [problem.code for problem in problems] == ["word.number_format"]
    assert "hebrew1" in problems[0].message
