"""What was asked for, marked."""

from __future__ import annotations

import pytest

from luodi_site.search.highlights import excerpt, pieces


def test_it_joins_back_to_the_text():
    """Pieces lose nothing; the longest word wins."""
    text = "辅导成长型企业，企业上规"
    cut = pieces(text, {"成长型企业", "企业", "成长"})
    assert "".join(piece for piece, _is_hit in cut) == text
    assert [piece for piece, is_hit in cut if is_hit] == ["成长型企业", "企业"]


@pytest.mark.parametrize("asked", [{"<b>"}, {"(", "*"}, {"a.b"}])
def test_it_takes_signs_for_signs(asked):
    """Nothing in a question is a pattern."""
    assert "".join(piece for piece, _hit in pieces("a(b)*<b>", asked)) == "a(b)*<b>"


def test_it_shows_the_stretch_around_the_first_hit():
    """With a mark where text was left out; short texts whole."""
    text = "甲" * 200 + "成长型" + "乙" * 200
    shown = excerpt(text, {"成长型"}, width=30)
    assert "成长型" in shown and shown.startswith("…") and shown.endswith("…") and len(shown) == 32
    assert excerpt("短文", {"无"}) == "短文"
