"""Which edition of a ladder judges a case: the one in force on its day; a gap or an overlap is said, never bridged."""

from __future__ import annotations

from datetime import date

from luodi.policy.rules.model import InForce, Ladder, LadderEdition


def edition_on(ladder: Ladder, on: date) -> tuple[LadderEdition | None, tuple[str, ...]]:
    """The edition in force on ``on``, and what is to be said about it; None in a gap. Of two, the later one rules."""
    found = [edition for edition in ladder.editions if on in edition.in_force]
    if len(found) == 1:
        return found[0], ()
    if found:
        latest = max(found, key=lambda edition: edition.in_force.begin or date.min)
        said = f"{_day(on)}有 {len(found)} 个版次同时施行，按施行较晚的“{_name(latest)}”认定；请核对起止日期"
        return latest, (said,)
    return None, (_gap(ladder, on),)


def _gap(ladder: Ladder, on: date) -> str:
    before = [edition for edition in ladder.editions if edition.in_force.until and edition.in_force.until < on]
    after = [edition for edition in ladder.editions if edition.in_force.begin and edition.in_force.begin > on]
    said = [f"{_day(on)}没有施行的“{ladder.name}”标准，不作认定"]
    if before:
        last = max(before, key=lambda edition: edition.in_force.until or date.min)
        said.append(f"“{_name(last)}”{in_words(last.in_force)}")
    if after:
        first = min(after, key=lambda edition: edition.in_force.begin or date.max)
        said.append(f"“{_name(first)}”{in_words(first.in_force)}")
    return "；".join(said)


def in_words(term: InForce) -> str:
    """自2022年6月1日起施行至2026年3月31日."""
    if term.begin is None and term.until is None:
        return "没有写起止日期"
    begin = f"自{_day(term.begin)}起施行" if term.begin else "施行"
    return begin + (f"至{_day(term.until)}" if term.until else "")


def _name(edition: LadderEdition) -> str:
    return edition.name or edition.source.document or "未命名的版次"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
