"""The cases of a pack on its ladders: for each result that a case expects, what comes out, in the words that cases are written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from luodi.engine.ladders.judge import judge as judge_one
from luodi.engine.ladders.model import Grant, LadderResult, RungResult
from luodi.engine.ladders.states import State
from luodi.formula.shown import digits_of
from luodi.formula.values import Subject
from luodi.policy.rules.case_model import Case
from luodi.policy.rules.model import Ladder, Rules

NOTHING, UNKNOWN = "无", "未知"
_TRUTHS: Mapping[State, str] = {True: "是", False: "否", None: UNKNOWN}
_NAMES = {
    "stands": "·所处",
    "next": "·下一级",
    "edition": "·版次",
    "points": "·得分",
    "failing": "·不符合的条件",
    "missing": "·缺少的数据",
    "ends_on": "·到期",
}
_SAME = {"true": "是", "false": "否", "真": "是", "假": "否"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expected result: its key, what it is in words, what was expected and what came out, and why in sentences."""

    key: str
    name: str
    expected: str
    found: str
    why: tuple[str, ...] = ()

    @property
    def is_as_expected(self) -> bool:
        return self.expected == self.found


def judge(rules: Rules, case: Case, subject: Subject) -> tuple[Outcome, ...]:
    """What comes out for every key of the case that means a ladder or a rung; ``case`` is whole (``rules.cases.whole``)."""
    judged: dict[str, LadderResult] = {}
    found = []
    for key, expected in case.expected.items():
        id, _, what = key.partition(".")
        ladder = next((one for one in rules.ladders if one.id == id or id in _rungs(one)), None)
        if ladder is None:
            continue
        if ladder.id not in judged:
            judged[ladder.id] = judge_one(ladder, rules.catalogue, subject, case.on)
        result = judged[ladder.id]
        rung = result.rung(id)
        value = _of_ladder(result, what) if ladder.id == id else _of_rung(rung, what)
        name = "".join([rung.rung.name if rung else ladder.name, _NAMES.get(what, "")])
        found.append(Outcome(key, name, _as_id(ladder, expected), value, tuple(_why(result, rung))))
    return tuple(found)


def _rungs(ladder: Ladder) -> frozenset[str]:
    return frozenset(rung.id for edition in ladder.editions for rung in edition.rungs)


def _as_id(ladder: Ladder, expected: str) -> str:
    """A rung may be written by its name."""
    named = {rung.name: rung.id for edition in ladder.editions for rung in edition.rungs}
    return named.get(expected, _SAME.get(expected, expected))


def _of_ladder(result: LadderResult, what: str) -> str:
    match what:
        case "stands":
            return _place(result.stands)
        case "next":
            return _place(result.next)
        case "edition":
            return result.edition.name if result.edition else NOTHING
    if result.meets is not None and not result.is_certain:
        return UNKNOWN
    return _place(result.meets)


def _place(rung: str | None) -> str:
    return UNKNOWN if rung is None else rung or NOTHING


def _of_rung(one: RungResult | None, what: str) -> str:
    """Of a rung that the edition in force has not, or where none is in force, nothing can be said."""
    if one is None:
        return UNKNOWN
    return _PARTS[what](one) if what else _TRUTHS[one.is_met]


def points_in_words(one: RungResult) -> str:
    """75, or 60至80 where lines are unknown; of several tables the first."""
    tables = [route.points for route in one.routes if route.points is not None]
    if not tables:
        return NOTHING
    low, high = tables[0].total.low, tables[0].total.high
    return digits_of(low) if low == high else f"{digits_of(low)}至{digits_of(high)}"


def failing(one: RungResult) -> list[str]:
    """The ids of what fails: requirements, vetoes, and the routes where none of them leads up."""
    routes = [route.route.id for route in one.routes] if one.is_without_route else []
    return [*(each.condition.id for each in one.failing), *routes]


def ends_in_words(grant: Grant | None) -> str:
    """2027-06-30, 2027年 where only the year is known, or 未知."""
    if grant is None or grant.ends_in is None:
        return UNKNOWN
    return grant.ends_on.isoformat() if grant.ends_on else f"{grant.ends_in}年"


_PARTS: Mapping[str, Callable[[RungResult], str]] = {
    "points": points_in_words,
    "failing": lambda one: "、".join(failing(one)) or NOTHING,
    "missing": lambda one: "、".join(map(str, one.missing)) or NOTHING,
    "ends_on": lambda one: ends_in_words(one.grant) if one.is_held else NOTHING,
}


def _why(result: LadderResult, one: RungResult | None) -> Iterator[str]:
    """Sentences that help to see why a case came out as it did."""
    yield from result.notes
    for rung in [one] if one is not None else result.rungs:
        for each in rung.failing:
            said = "；".join(short.sentence for short in each.shortfalls)
            yield f"{rung.rung.name}：“{each.condition.name}”不符合" + (f"（{said}）" if said else "")
        if rung.missing:
            yield f"{rung.rung.name}：缺 {'、'.join(map(str, rung.missing))}"
