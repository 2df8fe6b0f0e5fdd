"""A growth that does not reach the level promised: base, growth and level of one indicator held against each other."""

from __future__ import annotations

import re
from decimal import Decimal

from luodi.clauses.model import Outline
from luodi.policy.in_words import plain
from luodi.policy.model import Policy, Target
from luodi.problems import Problem

_GROWTH = re.compile(r"(?:年均)?(?:增速|增长率?|增幅)$")
# The state a document starts from: 2025年，全市规上工业产值达到1200亿元 / 2025年的1200亿元.
_BASE = re.compile(r"(20\d\d)年(?:底|末)?[^。；\n]{0,30}?(\d+(?:\.\d+)?)\s*(万亿元|亿元|万元|家|个)")


def growth_reaches_level(policy: Policy, outline: Outline) -> list[Problem]:
    """Only where the text gives all three: the base with its year, the yearly growth, and the level with its year."""
    found = []
    for growth in policy.targets:
        if growth.unit != "%" or not _GROWTH.search(growth.indicator) or "年均" not in growth.indicator:
            continue
        name = _GROWTH.sub("", growth.indicator).removesuffix("年均")
        for level in policy.targets:
            if level.by is None or level.unit == "%" or not _same(name, level.indicator):
                continue
            base = _base(outline, name, level)
            if base is None:
                continue
            year, value = base
            reached = value * (1 + growth.value / 100) ** (level.by - year)
            if reached < level.value * Decimal("0.995"):
                found.append(_problem(growth, level, year, value, reached))
    return found


def _same(name: str, indicator: str) -> bool:
    bare = indicator.removesuffix("数量").removesuffix("总量")
    return bool(name) and (name in bare or bare in name)


def _base(outline: Outline, name: str, level: Target) -> tuple[int, Decimal] | None:
    """The base that the text states for this indicator in an earlier year, if just one does."""
    found = set()
    for match in _BASE.finditer(outline.text):
        year = int(match.group(1))
        if level.span.start <= match.start(2) < level.span.end or level.by is None or year >= level.by:
            continue
        if name in match.group() and match.group(3) == level.unit:
            found.add((year, Decimal(match.group(2))))
    return found.pop() if len(found) == 1 else None


def _problem(growth: Target, level: Target, year: int, base: Decimal, reached: Decimal) -> Problem:
    years = (level.by or year) - year
    return Problem(
        "check.growth_reaches_level",
        f"“{level.indicator}”{year}年为{plain(base)}{level.unit}，按年均增长{plain(growth.value)}%计算，"
        f"{years}年后约{plain(reached.quantize(Decimal('0.1')))}{level.unit}，达不到{level.by}年{plain(level.value)}{level.unit}的目标。",
        level.span,
        "请核对基数、增速与目标值。",
    )
