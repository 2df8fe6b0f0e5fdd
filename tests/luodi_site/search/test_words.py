"""Chinese as words."""

from __future__ import annotations

import pytest

from luodi_site.search.words import asked_words, name_words, words_of


def test_it_finds_the_words_of_a_sentence():
    """Words of two characters or more, with the shorter ones inside of longer ones; figures too; no signs."""
    found = words_of("每年辅导成长型企业80家，对首次上规企业奖励10万元。")
    assert {"辅导", "成长型", "企业", "奖励", "80", "万元"} <= found
    assert not {"，", "。", "家", "对"} & found


def test_it_takes_wide_and_narrow_signs_for_the_same():
    """Ａ１ is a1."""
    assert words_of("ＧＤＰ增速") == words_of("gdp增速")


def test_it_finds_a_name_by_any_part_of_it():
    """Unit names are cut differently in each sentence: pairs of characters do not care."""
    kept = name_words("松陵市经济和信息化局")
    assert {"经济", "化局", "松"} <= kept
    assert asked_words("市经")[1] <= kept


@pytest.mark.parametrize("text", ["", "，。！", "  "])
def test_it_finds_nothing_in_nothing(text):
    """Signs alone are no question."""
    assert asked_words(text) == (set(), set())


def test_it_asks_for_a_single_character_where_there_is_no_more():
    """税 alone finds names with it."""
    assert asked_words("税") == ({"税"}, {"税"})
