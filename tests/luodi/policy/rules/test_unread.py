"""The words of a sentence that no benefit was read from."""

from __future__ import annotations

from tests.luodi.policy.written import written

from luodi.policy.rules.unread import unread
from luodi.spans import Span

TEXT = "甲乙丙，奖一，若干说明；其他奖二，后面的话。另外一句。"


def spans(outline) -> list[Span]:
    at = outline.text.index
    return [Span(outline.document.name, at(one), at(one) + 2) for one in ("奖一", "奖二")]


def test_it_parts_what_is_said_of_two_benefits():
    """A semicolon ends what is said of the first; the next sentence is that of the last."""
    outline = written(f"晴州市若干措施\n一、支持企业\n{TEXT}")
    one, two = spans(outline)
    first, second = unread(outline, one, [one, two]), unread(outline, two, [one, two])
    assert (first.before, first.behind, first.after, first.follows) == ("甲乙丙，", "，若干说明", "另外一句。", False)
    assert (second.before, second.behind, second.follows) == ("其他", "，后面的话。", True)


def test_it_leaves_the_next_sentence_to_its_own_benefit():
    """What grants something itself says nothing of the benefit before it."""
    outline = written("晴州市若干措施\n一、支持企业\n甲奖一。乙奖二。")
    one, two = spans(outline)
    assert unread(outline, one, [one, two]).after == ""
