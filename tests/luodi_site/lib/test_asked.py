"""Reading what an address asks for."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from luodi_site.lib.asked import LONGEST_WORDS, choice_in, number_in, numbers_in, words_in


def asked(**values):
    query = QueryDict(mutable=True)
    query.update(values)
    return query


def test_it_reads_words():
    """Without blanks around them, without NUL, of a bounded length; none where none are asked for."""
    assert words_in(asked(q=" 机器\0人 ")) == "机器人"
    assert len(words_in(asked(q="长" * 500))) == LONGEST_WORDS
    assert words_in(asked()) == ""


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("007", 7),
        ("", None),
        ("²", None),
        ("７", None),
        ("-1", None),
        ("1.5", None),
        ("9" * 16, None),
    ],
)
def test_it_reads_a_number_or_none(value, number):
    """Plain digits that fit a column; a digit of another script, a sign or a point is no number."""
    assert number_in(asked(unit=value), "unit") == number


def test_it_reads_several_numbers():
    """What is no number among them is passed over."""
    assert numbers_in(asked(n="3,x,,²,12")) == (3, 12)
    assert numbers_in(asked()) == ()


def test_it_reads_a_choice_among_those_there_are():
    """Another one is as good as none."""
    assert choice_in(asked(state="open"), "state", ("open", "closed")) == "open"
    assert choice_in(asked(state="burnt"), "state", ("open", "closed")) == ""
    assert choice_in(asked(), "state", ("open", "closed")) == ""


@given(st.text())
def test_it_breaks_on_nothing(value):
    """Whatever stands there: words without NUL, numbers that are numbers."""
    query = asked(q=value, n=value, unit=value)
    assert "\0" not in words_in(query)
    assert (number_in(query, "unit") or 0) >= 0
    assert all(number >= 0 for number in numbers_in(query))
