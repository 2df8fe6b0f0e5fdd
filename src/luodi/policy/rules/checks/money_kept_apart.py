"""Benefits without a fund, funds and groups that nobody uses, payers whose shares do not make the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from luodi.policy.rules.amounts import write_share
from luodi.policy.rules.model import BenefitRule, HighestOnly, Rules
from luodi.policy.rules.scope import Path
from luodi.problems import Problem
from luodi.spans import Span

GROUP_OF_BOTH = "rules.group_of_both"
At = Callable[[Path], Span | None]


def money_kept_apart(rules: Rules, at: At) -> list[Problem]:
    """Whether each benefit says who pays it, and each fund and group is there for something."""
    return [*_funds(rules, at), *_groups(rules, at), *(one for rule in rules.benefits for one in _payers(rule, at))]


def _funds(rules: Rules, at: At) -> Iterator[Problem]:
    used = {benefit.fund for benefit in rules.benefits}
    for benefit in rules.benefits:
        if benefit.fund is None and not benefit.gaps:
            message = f"“{benefit.name}”没有写由哪项资金支付，不受资金总额约束。"
            hint = "在 fund 写上资金的代号；文件没有指定资金的，不用改。"
            yield Problem("rules.no_fund", message, at(("benefits", benefit.id)), hint, "question")
    for fund in rules.funds:
        if fund.id not in used:
            message = f"资金“{fund.name}”没有奖补使用。"
            yield Problem("rules.unused_fund", message, at(("funds", fund.id)), "在奖补的 fund 写上它，或删去。")
        elif fund.shortage != "none" and fund.budget is None:
            message = f"资金“{fund.name}”写了不够时怎么办，没有写总额。"
            yield Problem(
                "rules.fund_without_budget", message, at(("funds", fund.id)), "写上 budget，或删去 shortage。"
            )
        elif fund.order is not None and fund.shortage != "order":
            message = f"资金“{fund.name}”写了先后次序，但不够时不按次序。"
            yield Problem(
                "rules.unused_order", message, at(("funds", fund.id, "order")), "写 shortage: order，或删去 order。"
            )


def _groups(rules: Rules, at: At) -> Iterator[Problem]:
    used = Counter(benefit.group for benefit in rules.benefits if benefit.group)
    declared = {group.id for group in rules.groups}
    for group in rules.groups:
        if not used[group.id]:
            message = f"就高不重复组“{group.name}”没有奖补。"
            yield Problem("rules.unused_group", message, at(("groups", group.id)), "在奖补的 group 写上它，或删去。")
        kinds = {benefit.describes for benefit in rules.benefits if benefit.group == group.id}
        if group.describes is None and kinds >= {"firm", "project"}:
            yield group_of_both(group, at(("groups", group.id)))
    for benefit in rules.benefits:
        if benefit.group and benefit.group not in declared:
            message = f"“{benefit.name}”属于组“{benefit.group}”，本包没有写这一组。"
            hint = "是别的规则包的组，不用改；是笔误的，改成组的代号。"
            span = at(("benefits", benefit.id, "group"))
            yield Problem("rules.group_elsewhere", message, span, hint, "question")


def group_of_both(group: HighestOnly, span: Span | None = None) -> Problem:
    """The doubt about a group over firms and projects that does not say whom it is of; a run repeats it."""
    message = f"就高不重复组“{group.name}”既有企业又有项目的奖补：一家企业和它的全部项目只付最高的一项。"
    hint = "确实如此，写上 describes: firm；只在企业、在每个项目各自之内就高的，分成两组。"
    return Problem(GROUP_OF_BOTH, message, span, hint, "question")


def _payers(benefit: BenefitRule, at: At) -> Iterator[Problem]:
    """Shares that hold always must make one; with conditions it depends on the subject."""
    if not benefit.payers or any(payer.when is not None for payer in benefit.payers):
        return
    total = sum(payer.share for payer in benefit.payers)
    if total != 1:
        message = f"“{benefit.name}”各方分担合计 {write_share(total)}，不是 100%。"  # type: ignore[arg-type]
        yield Problem("rules.shares_sum", message, at(("benefits", benefit.id, "payers")), "核对各方的 share。")
