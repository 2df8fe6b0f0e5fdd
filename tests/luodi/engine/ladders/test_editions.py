"""The edition in force on a day; gaps and overlaps in words."""

from __future__ import annotations

from datetime import date

from luodi.engine.ladders.editions import edition_on, in_words
from luodi.policy.rules.model import InForce, Ladder, LadderEdition

OLD = LadderEdition(InForce(date(2022, 8, 1), date(2026, 3, 31)), (), name="旧办法")
NEW = LadderEdition(InForce(date(2026, 4, 1)), (), name="新标准")
MADE = Ladder("made", "阶梯", (NEW, OLD))


def test_it_takes_the_edition_of_the_day() -> None:
    """Both ends of a term belong to it, and the order in the file does not matter."""
    for day, name in ((date(2022, 8, 1), "旧办法"), (date(2026, 3, 31), "旧办法"), (date(2026, 4, 1), "新标准")):
        found, notes = edition_on(MADE, day)
        assert found is not None and found.name == name and not notes


def test_it_says_what_comes_before_and_after_a_gap() -> None:
    """In a gap there is no edition, and the note names the last one before and the first one after it."""
    found, [note] = edition_on(
        Ladder("made", "阶梯", (OLD, LadderEdition(InForce(date(2027, 1, 1)), (), name="新标准"))), date(2026, 6, 30)
    )
    assert found is None
    assert (
        note
        == "2026年6月30日没有施行的“阶梯”标准，不作认定；“旧办法”自2022年8月1日起施行至2026年3月31日；“新标准”自2027年1月1日起施行"
    )


def test_it_takes_the_later_of_two_and_says_so() -> None:
    """Where two editions hold, the one that began later rules, with a word about it."""
    both = Ladder("made", "阶梯", (OLD, LadderEdition(InForce(date(2026, 1, 1)), (), name="新标准")))
    found, [note] = edition_on(both, date(2026, 2, 1))
    assert found is not None and found.name == "新标准" and "2 个版次同时施行" in note


def test_it_puts_terms_into_words() -> None:
    """An open end is not written."""
    assert in_words(InForce(None, date(2026, 3, 31))) == "施行至2026年3月31日"
    assert in_words(InForce()) == "没有写起止日期"
