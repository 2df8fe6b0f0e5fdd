"""Limits that lie below what they limit: a cap under a branch, a ceiling under a benefit, a fund under one payment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from luodi.formula.ast import Formula
from luodi.policy.rules.amounts import write_money
from luodi.policy.rules.logic import extent
from luodi.policy.rules.model import BenefitRule, Rules
from luodi.policy.rules.scope import Path
from luodi.problems import Problem
from luodi.spans import Span

At = Callable[[Path], Span | None]


def sums_above_ceilings(rules: Rules, at: At) -> list[Problem]:
    """Compares sums that stand in the pack as numbers; what depends on figures is not doubted."""
    found = [problem for benefit in rules.benefits for problem in _own_caps(benefit, at)]
    return [*found, *_ceilings(rules, at), *_budgets(rules, at)]


def _own_caps(benefit: BenefitRule, at: At) -> Iterator[Problem]:
    path = ("benefits", benefit.id)
    for key, limit in (("cap", benefit.cap), ("total_cap", benefit.total_cap)):
        most = _most(limit)
        for branch in benefit.branches:
            least = extent(branch.pay.tree)[0]
            if most is not None and least is not None and least > most:
                message = f"“{benefit.name}”的“{branch.name}”至少 {write_money(least)}，高于上限 {write_money(most)}。"
                yield Problem("rules.cap_below_branch", message, at((*path, key)), "核对上限和这一档的金额。")
    once, ever = _most(benefit.cap), _most(benefit.total_cap)
    if once is not None and ever is not None and ever < once:
        message = f"“{benefit.name}”历年合计上限 {write_money(ever)} 低于一次的上限 {write_money(once)}。"
        yield Problem("rules.cap_below_branch", message, at((*path, "total_cap")), "核对两个上限。")


def _ceilings(rules: Rules, at: At) -> Iterator[Problem]:
    benefits = {benefit.id: benefit for benefit in rules.benefits}
    for ceiling in rules.ceilings:
        most = _most(ceiling.most)
        for one in ceiling.benefits:
            for branch in benefits[one].branches:
                least = extent(branch.pay.tree)[0]
                if most is not None and least is not None and least > most:
                    message = (
                        f"合计上限“{ceiling.name}”为 {write_money(most)}，"
                        f"低于“{benefits[one].name}”的“{branch.name}”{write_money(least)}。"
                    )
                    span = at(("ceilings", ceiling.id, "most"))
                    yield Problem("rules.ceiling_below_branch", message, span, "核对合计上限和这一档的金额。")


def _budgets(rules: Rules, at: At) -> Iterator[Problem]:
    for fund in rules.funds:
        paid = [branch for benefit in rules.benefits if benefit.fund == fund.id for branch in benefit.branches]
        for branch in paid:
            least = extent(branch.pay.tree)[0]
            if fund.budget is not None and least is not None and least > fund.budget:
                message = (
                    f"资金“{fund.name}”共 {write_money(fund.budget)}，不够付一笔“{branch.name}”{write_money(least)}。"
                )
                yield Problem(
                    "rules.fund_below_branch", message, at(("funds", fund.id, "budget")), "核对资金总额的单位。"
                )


def _most(limit: Formula | None) -> Fraction | None:
    return extent(limit.tree)[1] if limit is not None else None
