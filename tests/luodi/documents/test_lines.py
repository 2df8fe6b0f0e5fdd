"""Lines of a text, found without changing it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from luodi.documents.lines import INVISIBLE, is_blank, lines, visible

_SOME = st.text(st.sampled_from("云州市 \u3000\n\r\t\f\v\u2028\ufeff\u200b。a1"))


def test_it_leaves_the_indent_of_chinese_print_out() -> None:
    """Two U+3000 in front of a paragraph are white space and no part of it."""
    assert list(lines("\u3000\u3000一、总体要求  \n\n\u3000\n二、主要任务")) == [(2, 8), (14, 20)]


def test_it_keeps_white_space_inside_a_line() -> None:
    """「各县 （区）」 stays one line with its space."""
    assert [("各县 （区）\n")[a:b] for a, b in lines("各县 （区）\n")] == ["各县 （区）"]


def test_it_does_not_take_a_byte_order_mark_for_words() -> None:
    """A line that holds only characters without width is an empty line."""
    assert is_blank("\ufeff \u200b\n")
    assert list(lines("\ufeff关于")) == [(1, 3)]


def test_it_does_not_call_a_single_character_empty() -> None:
    """One full stop is something that a person sees."""
    assert not is_blank(" 。 ")


def test_it_takes_characters_without_width_out_of_words() -> None:
    """A zero-width space inside 责任单位 would hide the word from every rule."""
    assert visible("责任\u200b单\u00ad位") == "责任单位"
    assert visible("责任 单位\u3000") == "责任 单位\u3000"


@given(_SOME)
def test_it_leaves_out_nothing_but_white_space(text: str) -> None:
    """Stretches are in order, apart, and everything between them is blank; none holds a line end."""
    at = 0
    for start, end in lines(text):
        assert at <= start < end
        assert is_blank(text[at:start])
        assert "\n" not in text[start:end]
        assert text[start] not in INVISIBLE
        at = end
    assert is_blank(text[at:])
