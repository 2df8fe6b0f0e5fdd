"""Which money pays: the funds that a document names, with their budgets, and the rules that it ties to them.

A rule is tied where its own sentence says 所需资金从…中安排, or where the document says it of all its measures. Else
which benefits a fund pays stays a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from luodi.clauses.markers import as_cited
from luodi.clauses.model import Outline
from luodi.clauses.sentences import sentences
from luodi.policy.in_words import money
from luodi.policy.model import Policy
from luodi.policy.rules.drafts import DraftRule
from luodi.policy.rules.model import Fund, Source
from luodi.quantities import money_in_yuan, numbers
from luodi.spans import Span

_KINDS = r"(?:专项资金|专项经费|发展资金|扶持资金|奖补资金|引导资金)"
_NAME = re.compile(rf"([^，。；、\d]{{2,24}}?{_KINDS})")
_FOR_REST = re.compile(r"^(?:.*(?:统筹安排|安排|设立|统筹)(?:支持)?(?=.{4}))?(?:亿元|万元|的)*")
_NAMELESS = "专项资金"
_PAID_FROM = re.compile(
    rf"(?:^|[，。；：])(?P<what>[^，。；：]{{0,30}}?)(?:资金|经费)(?:均|统一|原则上)*(?:从|由|在)"
    rf"(?P<fund>[^，。；]{{2,26}}?{_KINDS})(?:中|里)?(?:统筹)?(?:安排|列支|支付|解决|支出|兑付|承担)"
)
_ALL = re.compile(r"本(?:政策|措施|意见|办法|规定|通知|方案|若干)|上述|以上|各项|政策兑现|全部")
_USED_FOR_ALL = re.compile(r"用于(?:兑现|支持|落实|支付)?(?:本(?:政策|措施|意见|办法|规定)|上述|以上)")
_THIS = re.compile(r"^(?:所需|奖励|奖补|补助|补贴|兑现)*(?:的)?$")


@dataclass(frozen=True, slots=True)
class Funds:
    """The funds, the rules with theirs, and what is still to be settled."""

    funds: tuple[Fund, ...]
    rules: tuple[DraftRule, ...]
    notes: tuple[str, ...]


def tied(policy: Policy, outline: Outline, rules: Sequence[DraftRule]) -> Funds:
    """Money set aside each year, by the mechanisms that were read, and money that sentences name without a sum."""
    funds, over_all = _set_aside(policy, outline)
    found = list(rules)
    for span in _all_sentences(outline):
        words = _words(outline, span)
        for said in _PAID_FROM.finditer(words):
            fund = _named(said, funds, span, outline, policy)
            if _ALL.search(said["what"]):
                over_all = over_all or fund.id
            elif _THIS.match(said["what"]):
                found = [_paid(rule, fund, span, outline, said["fund"]) for rule in found]
    if over_all:
        found = [replace(rule, fund=rule.fund or over_all) for rule in found]
    return Funds(tuple(funds), tuple(found), tuple(_open(funds, found)))


def named(policy: Policy, outline: Outline) -> tuple[Fund, ...]:
    """All funds that the document names."""
    return tied(policy, outline, ()).funds


def _set_aside(policy: Policy, outline: Outline) -> tuple[list[Fund], str]:
    """The funds with a budget, and the one whose own sentence gives it to all the measures, or ''."""
    funds: list[Fund] = []
    for_all = ""
    for mechanism in policy.mechanisms:
        if mechanism.kind != "special_fund" or dict(mechanism.params).get("amount") is None:
            continue
        words = _words(outline, mechanism.span)
        budget = _budget(words)
        if budget is None:
            continue
        named = _NAME.search(re.sub(r"^.*?\d[\d.]*(?:亿|万)?元", "", words)) or _NAME.search(words)
        name = _FOR_REST.sub("", named[1]) if named else _NAMELESS
        source = Source(clause=clause_of(outline, mechanism.span.start))
        funds.append(Fund(f"fund_{mechanism.span.start}", name, budget, source=source))
        around = next((one for one in _all_sentences(outline) if one.overlaps(mechanism.span)), mechanism.span)
        for_all = for_all or (funds[-1].id if _USED_FOR_ALL.search(_words(outline, around)) else "")
    return funds, for_all


def _named(said: re.Match[str], funds: list[Fund], span: Span, outline: Outline, policy: Policy) -> Fund:
    """The fund of this name, added without a budget where no sentence gave it one; one that has no name of its own
    (专项资金每年安排2亿元) is meant in its own sentence only. Its id is its place, which stays when a mechanism is rejected in a review."""
    name = said["fund"]
    bare = re.sub(r"^(?:[省市区县]级?财政|财政|[省市区县]级)", "", name)
    here = any(one.kind == "special_fund" and one.span.overlaps(span) for one in policy.mechanisms)
    for at, one in enumerate(funds):
        if one.name == _NAMELESS and here and bare != _NAMELESS:
            funds[at] = replace(one, name=name)
            return funds[at]
        if one.name.endswith(bare) or (one.name != _NAMELESS and bare.endswith(one.name)):
            return one
    funds.append(Fund(f"fund_{span.start + said.start()}", name, source=Source(clause=clause_of(outline, span.start))))
    return funds[-1]


def _paid(rule: DraftRule, fund: Fund, span: Span, outline: Outline, said: str) -> DraftRule:
    """所需资金从…中安排 is said of what stands before it in the sentence."""
    if not span.overlaps(rule.span) or rule.fund:
        return rule
    behind = "".join(outline.text[rule.span.end : span.end].split())
    return replace(rule, fund=fund.id) if said in behind else rule


def _open(funds: Sequence[Fund], rules: Sequence[DraftRule]) -> list[str]:
    used = {rule.fund for rule in rules}
    return [
        f"{one.name}每年{_money(one.budget)}：文件没有逐项写明哪些奖补从中支付，请在规则的“从哪笔资金付”里选定"
        for one in funds
        if one.budget is not None and one.id not in used
    ]


def _money(yuan: Fraction) -> str:
    return money(Decimal(yuan.numerator) / Decimal(yuan.denominator))


def _budget(words: str) -> Fraction | None:
    sums = [yuan for q in numbers(words) if (yuan := money_in_yuan(q)) is not None]
    return Fraction(sums[0]) if sums else None


def _all_sentences(outline: Outline) -> list[Span]:
    return [one for clause in outline.parts("notice", "plan", "annex") for one in sentences(outline, clause.span)]


def _words(outline: Outline, span: Span) -> str:
    return "".join(span.slice(outline.text).split()).replace(",", "，").replace(";", "；")


def clause_of(outline: Outline, start: int) -> str:
    """一、(二)3.: the markers on the way to the clause at a place."""
    path = outline.path(outline.at(start))
    return as_cited("".join(one.marker.strip() for one in path if one.kind in ("numbered", "dash")))
