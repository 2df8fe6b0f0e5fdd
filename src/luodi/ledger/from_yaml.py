"""Reads the rules of lights, the working days and the rule of cycles from YAML, as an office may edit them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, get_args

import yaml

from luodi.ledger.status import LightName, LightRule, RuleClause, When
from luodi.ledger.working_days import WorkCalendar

_WHEN: tuple[When, ...] = get_args(When)


class BadRule(ValueError):
    """A rule that cannot be meant; says in Chinese where and why."""


@cache
def light_rules() -> dict[str, LightRule]:
    """The rules that come with Luodi by name, the default one first."""
    raw = yaml.safe_load(_own("light_rules.yaml"))
    rules = {rule.name: rule for rule in map(light_rule, raw["rules"])}
    return {raw["default"]: rules[raw["default"]], **rules}


def default_rule() -> LightRule:
    return next(iter(light_rules().values()))


def light_rule(raw: Mapping[str, Any]) -> LightRule:
    """One rule. Raises BadRule."""
    name = str(raw.get("name", ""))
    lights = {row["name"]: LightName(row["name"], row["words"]) for row in raw.get("lights", ())}
    clauses = tuple(_clause(name, lights, row) for row in raw.get("clauses", ()))
    if not clauses or clauses[-1].when != "otherwise":
        raise BadRule(f"亮灯规则“{name}”的最后一条应当是 otherwise（以上都不成立时亮什么灯）。")
    return LightRule(
        name, raw["title"], raw["source"], clauses, tuple(lights.values()), bool(raw.get("is_unconfirmed"))
    )


def _clause(rule: str, lights: Mapping[str, LightName], raw: Mapping[str, Any]) -> RuleClause:
    light, limit = str(raw.get("light")), raw.get("limit")
    when = next((known for known in _WHEN if known == raw.get("when")), None)
    if when is None:
        raise BadRule(f"亮灯规则“{rule}”中没有“{raw.get('when')}”这种条件。可用：{'、'.join(_WHEN)}。")
    if light not in lights:
        raise BadRule(f"亮灯规则“{rule}”用了没有列出的灯“{light}”。请先写在 lights 中。")
    if when != "otherwise" and limit is None:
        raise BadRule(f"亮灯规则“{rule}”的条件“{when}”没有写 limit。")
    return RuleClause(when, lights[light], raw["words"], None if limit is None else Decimal(str(limit)))


@cache
def work_calendar() -> WorkCalendar:
    """The holidays that come with Luodi."""
    return calendar_from(yaml.safe_load(_own("working_days.yaml")))


def calendar_from(raw: Mapping[str, Any]) -> WorkCalendar:
    off: dict[date, str] = {}
    work: set[date] = set()
    for year in raw["years"].values():
        for stretch in year["holidays"]:
            off.update(dict.fromkeys(_days(stretch["from"], stretch["to"]), stretch["name"]))
        work.update(year["worked"])
    sources = {number: str(year["source"]) for number, year in raw["years"].items() if "source" in year}
    return WorkCalendar(off, frozenset(work), frozenset(raw["years"]), sources)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _own(name: str) -> str:
    return files("luodi.ledger").joinpath(name).read_text("utf-8")
