"""新旧对照 of two editions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from luodi.clauses.from_document import outline
from luodi.clauses.model import Outline
from luodi.documents.from_text import parse
from luodi.policy.compare.editions import compare_editions, edits_between, summary

OLD = """一、总体目标
到2028年，全市培育链主企业10家。
二、重点任务
（一）推进技术改造。每年实施技改项目100个，对设备投资给予补助。
（二）建设绿色工厂。支持企业节能降碳改造，创建省级绿色工厂。
（三）强化督查考核。市政府督查室按季度通报各单位工作进展情况。
"""
NEW = """一、总体目标
到2028年，全市培育链主企业15家。
二、重点任务
（一）强化督查考核。市政府督查室按季度通报各单位工作进展情况。
（二）推进技术改造。每年实施技改项目120个，对设备投资给予补助。
（三）开展产需对接。每年举办对接活动6场以上，服务供需两端企业。
"""


def whole(text: str) -> Outline:
    document, _ = parse(text.encode(), "sheet")
    return outline(document)[0]


def changes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in compare_editions(whole(OLD), whole(NEW)):
        found.setdefault(row.change, []).append(row.new_words or row.old_words)
    return found


def test_it_finds_what_changed_was_added_and_was_dropped() -> None:
    """A new number changes a clause; a clause without a partner was added or dropped."""
    found = changes()
    assert any("15家" in words for words in found["changed"])
    assert any("产需对接" in words for words in found["added"])
    assert any("绿色工厂" in words for words in found["dropped"])


def test_it_finds_a_clause_that_moved_and_what_changed_in_it() -> None:
    """Nearly the same words elsewhere have moved, they were not dropped and added; the new number is shown."""
    (row,) = [row for row in compare_editions(whole(OLD), whole(NEW)) if row.change == "moved"]
    assert "推进技术改造" in row.new_words
    assert [e.words for e in row.edits if e.kind == "added"] == ["二", "2"]


def test_it_finds_nothing_between_an_edition_and_itself() -> None:
    """White space and the width of punctuation change nothing."""
    rows = compare_editions(whole(OLD), whole(OLD.replace("，", ",").replace("。", "。 ")))
    assert {row.change for row in rows} == {"same"}


def test_it_shows_the_words_that_changed() -> None:
    """The number is struck out and the new one put in, the rest is kept."""
    assert [(e.kind, e.words) for e in edits_between("全市培育链主企业10家。", "全市培育链主企业25家以上。")] == [
        ("kept", "全市培育链主企业"),
        ("dropped", "10家"),
        ("added", "25家以上"),
        ("kept", "。"),
    ]


@given(st.text("企业培育10家，。", max_size=30), st.text("企业培育15家，。", max_size=30))
def test_it_can_put_both_texts_together_again(old: str, new: str) -> None:
    """Kept and dropped words are the old text, kept and added words the new one."""
    edits = edits_between(old, new)
    assert "".join(e.words for e in edits if e.kind != "added") == old
    assert "".join(e.words for e in edits if e.kind != "dropped") == new


def test_it_counts_the_changes() -> None:
    """The summary names every kind, with none left out."""
    counts = summary(compare_editions(whole(OLD), whole(NEW)))
    assert set(counts) == {"same", "changed", "added", "dropped", "moved"}
    assert counts["dropped"] == 1
