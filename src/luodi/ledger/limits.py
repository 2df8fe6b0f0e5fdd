"""Thresholds of a light rule that an office sets for itself, the rest of the rule as it comes along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from luodi.ledger.from_yaml import BadRule
from luodi.ledger.status import LightRule, RuleClause, When

_UNITS: dict[When, str] = {
    "overdue": "天",
    "near": "天",
    "unreported": "天",
    "behind": "个百分点",
    "not_started": "个月",
}
_PHRASES: dict[When, str] = {
    "overdue": "逾期{n}天{light}", "near": "时限前{n}天{light}", "unreported": "迟报{n}天{light}",
    "behind": "落后序时超过{n}个百分点{light}", "not_started": "满{n}个月未启动{light}",
}  # fmt: skip
MOST = Decimal(366)


def key_of(clause: RuleClause) -> str:
    """``behind_red``: what tells a clause from the others of its rule."""
    return f"{clause.when}_{clause.light.name}"


def settable(rule: LightRule) -> tuple[RuleClause, ...]:
    """The clauses with a threshold, in the order of the rule."""
    return tuple(clause for clause in rule.clauses if clause.limit is not None)


def unit_of(clause: RuleClause) -> str:
    return _UNITS.get(clause.when, "")


def with_limits(rule: LightRule, limits: Mapping[str, Decimal]) -> LightRule:
    """The rule with these thresholds, its title said anew; with none that differ, the rule itself. Raises BadRule."""
    clauses = tuple(_limited(clause, limits) for clause in rule.clauses)
    if clauses == rule.clauses:
        return rule
    found = replace(rule, clauses=clauses)
    _check(found)
    source = f"{rule.source}；数值由本地区协调办调整"
    return replace(found, title=_title(found), source=source, is_unconfirmed=False)


def _limited(clause: RuleClause, limits: Mapping[str, Decimal]) -> RuleClause:
    limit = limits.get(key_of(clause))
    return clause if limit is None or clause.limit in (None, limit) else replace(clause, limit=limit)


def _check(rule: LightRule) -> None:
    """A graver light needs more of the same; otherwise the milder one would never be lit."""
    for clause in settable(rule):
        assert clause.limit is not None
        if not 0 <= clause.limit <= MOST or (
            clause.when != "behind" and clause.limit != clause.limit.to_integral_value()
        ):
            raise BadRule(f"“{clause.words}”的数值应当是0至{MOST}；天数和月数写整数。")
    for when, unit in _UNITS.items():
        of_kind = [clause for clause in settable(rule) if clause.when == when]
        for graver, milder in pairwise(sorted(of_kind, key=lambda clause: -rule.severity(clause.light.name))):
            assert graver.limit is not None and milder.limit is not None
            if graver.limit <= milder.limit:
                raise BadRule(
                    f"{graver.light.words}的“{graver.words}”（{graver.limit}{unit}）应当大于"
                    f"{milder.light.words}的“{milder.words}”（{milder.limit}{unit}），否则不会亮{milder.light.words}。"
                )


def _title(rule: LightRule) -> str:
    return "，".join(
        _PHRASES[clause.when].format(n=f"{clause.limit:f}", light=clause.light.words) for clause in settable(rule)
    )
