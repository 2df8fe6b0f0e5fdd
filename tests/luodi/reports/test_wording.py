"""Numbers, dates and marks as official documents write them."""

from __future__ import annotations

from datetime import date

import pytest

from luodi.ledger.model import Deadline
from luodi.reports.wording import by_words, chinese_number, full_width, in_book_marks, numbers
from luodi.spans import Span


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (35, "三十五"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
    ],
)
def test_it_counts_as_numbering_does(number, words):
    """十二, not 一十二; 一百零五, not 一百五."""
    assert chinese_number(number) == words


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_it_refuses_numbers_that_numbering_does_not_reach(number):
    """Numbering starts at one."""
    with pytest.raises(ValueError, match="1 to 999"):
        chinese_number(number)


@pytest.mark.parametrize(
    ("day", "basis", "words"),
    [
        (date(2026, 9, 30), "text", "2026年9月底前"),
        (date(2027, 12, 31), "text", "2027年底前"),
        (date(2026, 4, 15), "text", "2026年4月15日前"),
        (date(2027, 12, 31), "target", "2027年（目标）"),
    ],
)
def test_it_says_a_deadline_as_a_document_would(day, basis, words):
    """The last day of a month is its end; a target's year is named as what it is."""
    assert by_words(Deadline(day, basis, Span("x", 0, 1))) == words


def test_it_says_nothing_where_the_text_sets_no_day():
    """No deadline is no words, unless the text calls the work standing."""
    assert by_words(None) == ""
    assert by_words(None, is_standing=True) == "长期"


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("扩容,提质(责任单位:市经信局)", "扩容，提质（责任单位：市经信局）"),
        ("投资1,000万元", "投资1,000万元"),
        ("按1:2配套", "按1:2配套"),
        ("“整机+配套”,加快", "“整机+配套”，加快"),
        ("增长3.5%,快于去年", "增长3.5%，快于去年"),
    ],
)
def test_it_prints_marks_beside_chinese_in_full_width(words, printed):
    """Marks between Chinese words are Chinese marks; those inside numbers stay."""
    assert full_width(words) == printed


def test_it_draws_neighbouring_numbers_together():
    """Three or more in a row become a range."""
    assert numbers([5, 1, 2, 3, 9, 10]) == "1—3、5、9、10"
    assert numbers([]) == ""


def test_it_keeps_book_marks_apart_inside_a_title():
    """《》 inside 《》 become 〈〉."""
    assert in_book_marks("关于落实《清单》的方案") == "《关于落实〈清单〉的方案》"
