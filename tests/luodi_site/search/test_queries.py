"""Hits in order, counted, and only of what is visible."""

from __future__ import annotations

from datetime import date

import pytest

from luodi_site.accounts.models import Unit
from luodi_site.search.actions import Findable, forget_findable, keep_findable
from luodi_site.search.models import SearchEntry, SearchWord
from luodi_site.search.queries import COUNTED, hits_of, read_question


def keep(number, title, words="", on=date(2026, 3, 5), owner=None):
    keep_findable([Findable("matter", number, owner or number, title, on, words)])


def found(asked, visible=None, **more):
    everything = SearchEntry.objects.values("owner")
    hits = hits_of("matter", read_question(asked, ["matter"]), everything if visible is None else visible, **more)
    return [hit.number for hit in hits.rows]


@pytest.fixture
def entries(db):
    keep(1, "培育企业", "每年辅导成长型企业80家。")
    keep(2, "摸清家底", "编制企业名录，辅导人员到位。", on=date(2026, 4, 1))
    keep(3, "技术改造", "设备更新贷款贴息。")


def test_it_finds_by_all_words_of_a_question(entries):
    """Each word must stand in it, in title or text."""
    assert found("辅导") == [2, 1]
    assert found("辅导 成长型") == [1]
    assert found("设备更新") == [3]
    assert found("设备辅导") == []


def test_it_puts_a_title_before_a_text_and_the_newer_first(entries):
    """培育企业 has it in the title; the others follow by day."""
    keep(4, "无关", "企业上规。", on=date(2026, 1, 1))
    assert found("企业") == [1, 2, 4]


def test_it_finds_names_cut_otherwise(entries):
    """Where no words fit, pairs of characters do."""
    keep(5, "松陵市经济和信息化局牵头")
    assert found("和信息化局") == [5]
    assert found("松") == [5]


def test_it_finds_only_what_is_visible(entries, cast):
    """The numbers come from the query of the app that the hits belong to."""
    keep(cast.lead_unit.pk + 1000, "辅导", owner=cast.lead_unit.pk)
    visible = Unit.objects.filter(pk=cast.lead_unit.pk).values("pk")
    assert found("辅导", visible) == [cast.lead_unit.pk + 1000] + [n for n in (2, 1) if n == cast.lead_unit.pk]


def test_it_keeps_what_was_written_last(entries):
    """Kept again, the old words lead nowhere; forgotten, nothing does."""
    keep(1, "培育企业", "改为扶持。")
    assert found("成长型") == []
    forget_findable(kind="matter", numbers=[1, 2, 3])
    assert found("企业") == [] and not SearchWord.objects.exists()


def test_it_counts_up_to_a_bound(db):
    """Beyond it the page says so, and asks for more words."""
    keep_findable(Findable("matter", n, n, "企业", date(2026, 3, 5)) for n in range(1, COUNTED + 3))
    hits = hits_of("matter", read_question("企业", ["matter"]), SearchEntry.objects.values("owner"), limit=5)
    assert (len(hits.rows), hits.count, hits.is_more) == (5, COUNTED, True)


@pytest.mark.parametrize("asked", ["", "。", "'; DROP TABLE", "%", "_"])
def test_it_finds_nothing_for_what_is_no_word(asked, entries):
    """Signs mean nothing, and do no harm."""
    assert found(asked) == []
