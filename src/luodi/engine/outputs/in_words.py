"""What a fund's state and a run's sums are called on screen and on paper."""

from __future__ import annotations

from fractions import Fraction

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
