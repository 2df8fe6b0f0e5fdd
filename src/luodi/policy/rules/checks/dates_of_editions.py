"""Editions of one rule that hold on the same day, or leave days between them on which none holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from luodi.policy.rules.model import InForce, Rules
from luodi.policy.rules.scope import Path
from luodi.problems import Problem
from luodi.spans import Span

_DAY = timedelta(days=1)
Edition = tuple[InForce, Path]


def dates_of_editions(rules: Rules, at: Callable[[Path], Span | None]) -> list[Problem]:
    """Editions of a ladder, and benefits, funds or scoreboards that bear one name with different dates."""
    found = []
    for name, editions in _editions(rules):
        ordered = sorted(editions, key=lambda one: (one[0].begin or date.min, one[0].until or date.max))
        for (earlier, _), (later, path) in pairwise(ordered):
            found += _between(name, earlier, later, at(path))
    return found


def _editions(rules: Rules) -> Iterator[tuple[str, Sequence[Edition]]]:
    for ladder in rules.ladders:
        yield (
            ladder.name,
            [
                (edition.in_force, ("ladders", ladder.id, "editions", str(number)))
                for number, edition in enumerate(ladder.editions)
            ],
        )
    for section, items in (("benefits", rules.benefits), ("funds", rules.funds), ("scoreboards", rules.scoreboards)):
        named: defaultdict[str, list[Edition]] = defaultdict(list)
        for item in items:
            named[item.name].append((item.in_force, (section, item.id)))
        yield from named.items()


def _between(name: str, earlier: InForce, later: InForce, span: Span | None) -> list[Problem]:
    if earlier.until is None or later.begin is None or later.begin <= earlier.until:
        until = f"{earlier.until}" if earlier.until else "未写终止日期"
        begin = f"{later.begin}" if later.begin else "未写起始日期"
        message = f"“{name}”的两个版次在同一天都有效：前一版到 {until}，后一版从 {begin}。"
        hint = "给前一版写 until，为后一版 from 的前一天；不是同一规则的，名称要分得清。"
        return [Problem("rules.editions_overlap", message, span, hint)]
    if later.begin > earlier.until + _DAY:
        message = f"“{name}”在 {earlier.until + _DAY} 至 {later.begin - _DAY} 之间没有有效的版次。"
        return [Problem("rules.editions_gap", message, span, "核对起止日期；确实中断的可以不改。")]
    return []
