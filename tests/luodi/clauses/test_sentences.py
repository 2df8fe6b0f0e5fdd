"""Sentences, statements and phrases as stretches that slice to their own words."""

from __future__ import annotations

from luodi.clauses.from_document import outline
from luodi.clauses.sentences import body_span, phrases, sentences, statements
from luodi.documents.from_text import parse
from luodi.spans import Span


def cut(text: str, how) -> list[str]:  # type: ignore[no-untyped-def]
    document, _ = parse(text.encode(), "sample")
    whole, _ = outline(document)
    return [span.slice(text) for span in how(whole, Span("sample", 0, len(text)))]


def test_it_cuts_sentences_at_full_stops_and_line_ends() -> None:
    """。！？ and the end of a line close a sentence; white space around it is left out."""
    assert cut("抓项目。强链条!\n  补短板", sentences) == ["抓项目。", "强链条!", "补短板"]


def test_it_keeps_a_stop_inside_brackets() -> None:
    """（含国企。下同） does not end the sentence around it."""
    assert cut("企业（含国企。下同）达到90家。培育10家。", sentences) == [
        "企业（含国企。下同）达到90家。",
        "培育10家。",
    ]


def test_it_is_not_held_up_by_a_bracket_that_never_closes() -> None:
    """A bracket left open hides stops for a short stretch only."""
    text = "企业（含国企" + "很多字" * 60 + "。下一句。"
    assert cut(text, sentences)[-1] == "下一句。"


def test_it_cuts_statements_and_phrases() -> None:
    """；closes a statement, ，a phrase."""
    assert cut("甲，乙；丙。", statements) == ["甲，乙；", "丙。"]
    assert cut("甲，乙；丙。", phrases) == ["甲，", "乙；", "丙。"]


def test_it_gives_a_clause_without_its_marker() -> None:
    """The body begins behind the marker."""
    document, _ = parse("（一）强链。抓好。".encode(), "sample")
    whole, _ = outline(document)
    assert body_span(whole, whole.clauses[0]).slice(whole.text) == "强链。抓好。"
