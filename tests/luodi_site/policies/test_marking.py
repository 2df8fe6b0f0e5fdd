"""The text in HTML, cut where stretches begin and end."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from luodi_site.policies.marking import Line, Mark, lines_of, render, render_line
from luodi_site.policies.outlines import Places


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_it_marks_what_lies_within_and_across():
    """Each piece carries all the stretches that cover it, the shortest first."""
    marks = [Mark(1, "task", 0, 8), Mark(2, "target", 2, 5), Mark(3, "benefit", 4, 10)]
    html = render_line(Line(0, 10, "k"), "一二三四五六七八九十", marks)
    assert re.findall(r'data-i="([\d ]+)"', html) == ["1", "2 1", "2 3 1", "3 1", "3"]
    assert words_of(html) == "一二三四五六七八九十"


def test_it_escapes_what_the_document_says():
    """A document cannot bring its own script into the page."""
    text = "<script>alert(1)</script>&amp;"
    html = render_line(Line(0, len(text), "k"), text, [Mark(1, "task", 2, 9)])
    assert "<script" not in html
    assert words_of(html) == text


SOME = st.lists(st.tuples(st.sampled_from(["task", "target", "problem"]), st.integers(0, 60), st.integers(1, 30)))


@given(text=st.text("甲乙<&\n\r\t 𠮷", min_size=1, max_size=60), some=SOME)
def test_it_never_loses_or_adds_a_character(text, some):
    """Whatever is marked, each line shows exactly its own stretch of the text."""
    places = Places([[0, len(text), "body", "plan", 0, "", None, None, None]])
    marks = [Mark(n, kind, start, start + length) for n, (kind, start, length) in enumerate(some)]
    lines = lines_of(text, places)
    for line, html in zip(lines, render(text, lines, marks), strict=True):
        assert words_of(html) == text[line.start : line.end]
    assert "\n".join(text[line.start : line.end] for line in lines).split() == text.split()


def test_it_names_the_path_of_a_clause():
    """二、（一）3 is put together from the markers above."""
    rows = [
        [0, 5, "numbered", "plan", 0, "二、", None, None, None],
        [5, 9, "numbered", "plan", 1, "（一）", 0, None, None],
        [9, 12, "numbered", "plan", 2, "3.", 1, None, None],
        [12, 20, "body", "plan", 3, "", 2, None, None],
    ]
    places = Places(rows)
    assert [places.at(offset) for offset in (0, 6, 9, 15)] == ["二", "二、（一）", "二、（一）3", "二、（一）3"]
    assert Places([[0, 3, "body", "notice", 0, "", None, None, None]]).at(1) == "印发通知"
    assert places.at(None) == ""
