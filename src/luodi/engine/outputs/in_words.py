"""What a fund's state and a run's sums are called on screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from luodi.engine.benefits.plan import Plan
from luodi.engine.model import Amount, FundResult
from luodi.policy.rules.amounts import write_money

STATES = {
    "none_short": "足额",
    "scaled": "同比例压减",
    "in_order": "按次序兑付",
    "over": "超出预算",
    "open": "待定",
}
UNKNOWN = "未知"
# So many ids are named; one more tells that there are others.
SHOWN = 5
UNDECIDED = "未定"


def money(fen: int | None) -> str:
    return UNKNOWN if fen is None else write_money(Fraction(fen, 100))


def amount(one: Amount) -> str:
    """20万元; 20万元至30万元; 20万元以上."""
    if one.is_known:
        return money(one.low)
    return f"{money(one.low)}以上" if one.high is None else f"{money(one.low)}至{money(one.high)}"


def paid_sum(paid: int, unknown: int) -> str:
    """What is known to be paid of a benefit; 未定 where nothing is known, which is not nought."""
    return UNDECIDED if unknown and not paid else money(paid)


def fund_state(fund: FundResult) -> str:
    """The state of a fund in a sentence, with what would decide it where it is open."""
    budget = "文件没有写明总额" if fund.budget is None else f"总额 {money(fund.budget)}"
    said = f"{budget}，应付 {amount(fund.claimed)}，{STATES[fund.state]}"
    if fund.unknown_claims:
        said += f"；{fund.unknown_claims} 户资料不全"
    if fund.state == "open":
        said += "，补齐后才能确定够不够"
    return said


@dataclass(frozen=True, slots=True)
class OfNobody:
    """What limits of a firm and its projects could not add up to a firm: so many, and a few of their ids."""

    projects: int = 0
    some_projects: Sequence[str] = ()
    of_strangers: int = 0
    strangers: Sequence[str] = ()
    payments: int = 0
    payees: Sequence[str] = ()


def without_owner(plan: Plan, found: OfNobody) -> list[str]:
    """Said beside a run whose limits add up a firm and its projects: what stood by itself, and how to mend it."""
    limits = "、".join(f"“{limit.name}”" for limit in plan.family_limits)
    lines = []
    if found.projects:
        lines.append(
            f"有 {found.projects} 个项目没有写所属企业（{_some(found.some_projects)}），{limits}只按各个项目自己计算。"
            "在项目表里写上所属企业再算"
        )
    if found.of_strangers:
        lines.append(
            f"有 {found.of_strangers} 个项目的所属企业不在企业表里（{_some(found.strangers)}），"
            f"{limits}只合计了同一企业的这些项目。补上企业或改正编号再算"
        )
    if found.payments:
        lines.append(
            f"已付的款中有 {found.payments} 笔付给了数据里没有的企业或项目（{_some(found.payees)}），"
            f"不知道属于哪家企业，{limits}没有计入。补上这些企业、项目再算"
        )
    return lines


def _some(ids: Sequence[str]) -> str:
    return "、".join(ids[:SHOWN]) + ("等" if len(ids) > SHOWN else "")
