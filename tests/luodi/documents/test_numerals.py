"""Numbers in the formats that Word offers."""

from __future__ import annotations

import pytest

from luodi.documents.numerals import circled, numeral, thousands


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", {1: "1", 10: "10", 0: "0"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一〇〇"}),
        (
            "chineseCountingThousand",
            {10: "十", 12: "十二", 21: "二十一", 101: "一百零一", 110: "一百一十", 1005: "一千零五"},
        ),
        ("japaneseCounting", {1: "一", 10: "十", 15: "十五", 30: "三十", 101: "百一"}),
        ("ideographTraditional", {1: "甲", 3: "丙", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 13: "丙子"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("chineseLegalSimplified", {3: "叁", 12: "壹拾贰"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedCircleChinese", {2: "②"}),
        ("decimalEnclosedParen", {3: "⑶", 21: "(21)"}),
        ("ideographEnclosedCircle", {2: "㊁", 11: "11"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {3: "c"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV", 1990: "MCMXC"}),
        ("lowerRoman", {3: "iii"}),
        ("none", {1: ""}),
    ],
)
def test_it_writes_numbers_as_word_does(number_format: str, expected: dict[int, str]) -> None:
    """ST_NumberFormat of ISO/IEC 29500-1, 17.18.59."""
    assert {value: numeral(value, number_format) for value in expected} == expected


def test_it_says_that_it_does_not_know_a_format() -> None:
    """A format without a rule here is not guessed."""
    assert numeral(1, "hebrew1") is None


@pytest.mark.parametrize(("value", "words"), [(10000, "一万"), (10500, "一万零五百"), (123456, "十二万三千四百五十六")])
def test_it_reads_out_large_numbers(value: int, words: str) -> None:
    """Zeros between units are said once."""
    assert thousands(value) == words


def test_it_circles_no_zero() -> None:
    """There is no such sign in use; the figure stands plain."""
    assert circled(0) == "0"
