"""Figures of rules that may be changed, each by the place where it stands: a rate, a threshold, a cap, a fund's budget.

A change names a place and a figure, ``upgrade.cap:500万元=800万元``. The place is a benefit, a part of it (``for_whom``, ``cap``,
``total_cap``), one of its branches or the ``when`` or ``pay`` of one, a ceiling, or a fund. The rule is written anew with the
other figure and read again, with all its checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from luodi.formula.ast import Formula, Node, Quantity, walk
from luodi.formula.fields import Catalogue
from luodi.formula.from_text import read
from luodi.formula.unit_names import find_unit
from luodi.policy.rules.amounts import Amount, read_amount, write_money
from luodi.policy.rules.model import BenefitRule, Branch, Ceiling, Fund, Rules
from luodi.problems import Problem

_WRITTEN = re.compile(r"(?P<place>[^:：]+)[:：](?P<old>[^=＝]+)[=＝](?P<new>.+)")
# Whether a figure decides who is paid, or how much: one change does not mean both by chance.
_ROLES = {
    "for_whom": "条件",
    "when": "条件",
    "pay": "标准",
    "cap": "上限",
    "total_cap": "上限",
    "most": "上限",
    "budget": "资金",
}


@dataclass(frozen=True, slots=True)
class Change:
    """Another figure at a place, as written: ``Change("upgrade", "12%", "15%")``."""

    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of a rule that may be changed: where it stands, as it is written, and what the place is called."""

    place: str
    written: str
    value: Fraction
    name: str

    @property
    def role(self) -> str:
        return _ROLES[self.place.rpartition(".")[2]]

    def is_under(self, place: str) -> bool:
        return self.place == place or self.place.startswith(f"{place}.")


def read_change(written: str) -> Change | None:
    """``upgrade:12%=15%``, or None where it is not of that form."""
    found = _WRITTEN.fullmatch(written.strip())
    return Change(found["place"].strip(), found["old"].strip(), found["new"].strip()) if found else None


def parameters(rules: Rules) -> tuple[Parameter, ...]:
    """Every figure of the benefits, ceilings and funds, in the order of the pack."""
    found = []
    for place, formula, name in _formulas(rules):
        found += [Parameter(place, formula.text[slice(*one.place)], one.value, name) for one in _figures(formula.tree)]
    for fund in rules.funds:
        if fund.budget is not None:
            found.append(Parameter(f"{fund.id}.budget", write_money(fund.budget), fund.budget, fund.name))
    return tuple(found)


def apply(rules: Rules, changes: Sequence[Change]) -> tuple[Rules, tuple[Problem, ...]]:
    """The rules with all changes made; with a problem, and unchanged in that point, for each that cannot be."""
    problems: list[Problem] = []
    for change in changes:
        found = _one(rules, change)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            rules = found
    return rules, tuple(problems)


def _one(rules: Rules, change: Change) -> Rules | Problem:
    old, new = read_amount(change.old), read_amount(change.new)
    if not isinstance(old, Amount) or not isinstance(new, Amount):
        return _refused(str(new) if isinstance(old, Amount) else str(old), "写作 位置:原数=新数，如 upgrade:12%=15%")
    there = [one for one in parameters(rules) if one.is_under(change.place)]
    meant = [one for one in there if one.value == old.value]
    if not meant:
        known = "、".join(dict.fromkeys(f"{one.place}:{one.written}" for one in (there or parameters(rules))))
        return _refused(f"“{change.place}”里没有 {change.old}", f"可以改的有：{known}")
    if len({one.role for one in meant}) > 1:
        places = "、".join(dict.fromkeys(one.place for one in meant))
        return _refused(
            f"“{change.place}”里的 {change.old} 既是{'又是'.join(dict.fromkeys(one.role for one in meant))}",
            f"写明是哪一处：{places}",
        )
    try:
        return _rewritten(rules, {one.place for one in meant}, old.value, change.new)
    except _Unreadable as why:
        return _refused(str(why), "换上的数要和原来的单位相配")


class _Unreadable(Exception):
    """The rule with the new figure is no rule."""


def _rewritten(rules: Rules, places: set[str], old: Fraction, new: str) -> Rules:
    def formula(place: str, of: Formula | None) -> Formula | None:
        return of if of is None or place not in places else _with(of, old, new, rules.catalogue)

    def must(place: str, of: Formula) -> Formula:
        found = formula(place, of)
        assert found is not None
        return found

    def branch(rule: BenefitRule, one: Branch) -> Branch:
        at = f"{rule.id}.{one.id}"
        return replace(one, when=formula(f"{at}.when", one.when), pay=must(f"{at}.pay", one.pay))

    def benefit(rule: BenefitRule) -> BenefitRule:
        return replace(
            rule,
            for_whom=formula(f"{rule.id}.for_whom", rule.for_whom),
            cap=formula(f"{rule.id}.cap", rule.cap),
            total_cap=formula(f"{rule.id}.total_cap", rule.total_cap),
            branches=tuple(branch(rule, one) for one in rule.branches),
        )

    def ceiling(one: Ceiling) -> Ceiling:
        return replace(one, most=must(f"{one.id}.most", one.most))

    def fund(one: Fund) -> Fund:
        if f"{one.id}.budget" not in places:
            return one
        amount = read_amount(new)
        if not isinstance(amount, Amount) or not amount.unit.powers or amount.unit.powers[0][0] != "元":
            raise _Unreadable(f"“{new}”不是金额")
        return replace(one, budget=amount.value)

    return replace(
        rules,
        benefits=tuple(map(benefit, rules.benefits)),
        ceilings=tuple(map(ceiling, rules.ceilings)),
        funds=tuple(map(fund, rules.funds)),
    )


def _with(of: Formula, old: Fraction, new: str, catalogue: Catalogue) -> Formula:
    text = of.text
    for one in sorted(_figures(of.tree), key=lambda one: one.place, reverse=True):
        if one.value == old:
            text = text[: one.place.start] + new + text[one.place.end :]
    found, errors = read(text, catalogue, of.shape.sort)
    if found is None:
        raise _Unreadable(f"改成“{text}”以后不成公式：{errors[0].message}")
    if found.shape.powers != of.shape.powers:
        raise _Unreadable(f"改成“{text}”以后，得出的单位和原来不同")
    return found


def _formulas(rules: Rules) -> Iterator[tuple[str, Formula, str]]:
    for rule in rules.benefits:
        whole = [("for_whom", rule.for_whom), ("cap", rule.cap), ("total_cap", rule.total_cap)]
        yield from ((f"{rule.id}.{part}", formula, rule.name) for part, formula in whole if formula is not None)
        for branch in rule.branches:
            at, name = f"{rule.id}.{branch.id}", f"{rule.name}：{branch.name}"
            if branch.when is not None:
                yield f"{at}.when", branch.when, name
            yield f"{at}.pay", branch.pay, name
    yield from ((f"{one.id}.most", one.most, one.name) for one in rules.ceilings)


def _figures(tree: Node) -> list[Quantity]:
    """Figures with a unit, or shares: counts of years and the like are part of how a rule is built."""
    return [one for one in walk(tree) if isinstance(one, Quantity) and one.unit and find_unit(one.unit) is not None]


def _refused(what: str, hint: str) -> Problem:
    return Problem("simulation.no_such_figure", f"{what}，没有改。", hint=f"{hint}。", severity="error")
