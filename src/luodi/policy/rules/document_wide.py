"""What a document says over all its benefits: the fund they are paid from, ceilings, the highest only, who bears the cost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from luodi.clauses.model import Outline
from luodi.clauses.sentences import sentences
from luodi.formula import from_text
from luodi.formula.fields import Catalogue
from luodi.policy.in_words import money
from luodi.policy.model import Benefit, Policy
from luodi.policy.rules.drafts import DraftRule, Drafts, Unwritten
from luodi.policy.rules.model import Ceiling, Fund, HighestOnly, Source
from luodi.policy.rules.phrases import surroundings
from luodi.quantities import money_in_yuan, numbers

_FUND_NAME = re.compile(r"([^，。；、\d]{2,24}?(?:专项资金|发展资金|扶持资金|奖补资金|引导资金))")
_FOR_REST = re.compile(r"^(?:亿元|万元|的)*")
_OVER_ALL_YEARS = re.compile(r"累计|有效期内|政策期内")
_KINDS = ("奖励", "补助", "补贴", "资助", "贴息")
_A_YEAR = re.compile(r"每年|年度|当年|全年")


def over_all(policy: Policy, outline: Outline, catalogue: Catalogue, drafts: Drafts, limits: Sequence[int]) -> Drafts:
    """The drafts with what stands over them; ``limits`` are the benefits that only bound others."""
    funds, fund_notes = _funds(policy, outline)
    ceilings, unwritten = _ceilings(policy, outline, catalogue, drafts.rules, limits)
    rules = _grouped(outline, drafts.rules)
    groups = tuple(HighestOnly(one, "就高不重复") for one in dict.fromkeys(r.group for r in rules if r.group))
    notes = (*fund_notes, *_notes(outline, rules))
    return Drafts(rules, funds, groups, ceilings, (*drafts.unwritten, *unwritten), notes)


def _words(outline: Outline, start: int, end: int) -> str:
    return "".join(outline.text[start:end].split())


def _funds(policy: Policy, outline: Outline) -> tuple[tuple[Fund, ...], tuple[str, ...]]:
    """Money set aside each year, by the mechanisms that were read; which benefits it pays, the words seldom say."""
    funds: list[Fund] = []
    for mechanism in policy.mechanisms:
        amount = dict(mechanism.params).get("amount")
        if mechanism.kind != "special_fund" or amount is None:
            continue
        words = "".join(mechanism.span.slice(outline.text).split())
        budget = _budget(words)
        if budget is None:
            continue
        named = _FUND_NAME.search(re.sub(r"^.*?\d[\d.]*(?:亿|万)?元", "", words))
        name = _FOR_REST.sub("", named[1]) if named else "专项资金"
        source = Source(clause=_clause(outline, mechanism.span.start))
        funds.append(Fund(f"fund_{len(funds) + 1}", name, budget, source=source))
    notes = [f"{one.name}每年{money_of(one.budget)}：文件没有逐项写明哪些奖补从中支付，请在规则里选定" for one in funds]
    return tuple(funds), tuple(notes)


def money_of(budget: Fraction | None) -> str:
    return from_fraction(budget) if budget is not None else ""


def from_fraction(yuan: Fraction) -> str:
    return money(Decimal(yuan.numerator) / Decimal(yuan.denominator))


def _budget(words: str) -> Fraction | None:
    sums = [yuan for q in numbers(words) if (yuan := money_in_yuan(q)) is not None]
    return Fraction(sums[0]) if sums else None


def _clause(outline: Outline, start: int) -> str:
    return "".join(one.marker.strip() for one in outline.path(outline.at(start)) if one.kind in ("numbered", "dash"))


def _ceilings(
    policy: Policy, outline: Outline, catalogue: Catalogue, rules: Sequence[DraftRule], limits: Sequence[int]
) -> tuple[tuple[Ceiling, ...], tuple[Unwritten, ...]]:
    """单家企业年度奖励不超过800万元: over the rules of the same clause that stand before it."""
    ceilings: list[Ceiling] = []
    unwritten: list[Unwritten] = []
    for at in limits:
        benefit: Benefit = policy.benefits[at]
        words = _words(outline, benefit.span.start, benefit.span.end)
        clause = outline.at(benefit.span.start)
        below = [r.id for r in rules if outline.at(r.span.start) is clause and r.span.start < benefit.span.start]
        below = _of_its_kind(words, rules, below, outline)
        per = "total" if _OVER_ALL_YEARS.search(words) else "year" if _A_YEAR.search(words) else None
        assert benefit.cap is not None
        most, _ = from_text.read(money(benefit.cap), catalogue, "number")
        if per is None or not below or most is None:
            unwritten.append(Unwritten(at, "是总的上限，没有写明管哪些奖补、按年还是累计：请在“合计上限”里补上"))
            continue
        source = Source(clause=_clause(outline, benefit.span.start))
        name = f"{'每年' if per == 'year' else '累计'}最高{money(benefit.cap)}"
        ceilings.append(
            Ceiling(
                f"ceiling_{len(ceilings) + 1}", name, tuple(below), most, "year" if per == "year" else "total", source
            )
        )
    return tuple(ceilings), tuple(unwritten)


def _of_its_kind(words: str, rules: Sequence[DraftRule], below: list[str], outline: Outline) -> list[str]:
    """年度奖励不超过…: the awards of the clause, not its subsidies, where it has both."""
    for kind in _KINDS:
        if kind in words:
            alike = [r.id for r in rules if r.id in below and kind in _words(outline, r.span.start, r.span.end)]
            return alike or below
    return below


def _grouped(outline: Outline, rules: Sequence[DraftRule]) -> tuple[DraftRule, ...]:
    """就高不重复 said in the very clause of a rule holds for the rules of that clause."""
    found: list[DraftRule] = []
    for rule in rules:
        clause = outline.at(rule.span.start)
        if surroundings.only_highest(_words(outline, clause.span.start, clause.span.end)):
            rule = replace(rule, group=f"highest_{clause.index}")  # noqa: PLW2901
        found.append(rule)
    return tuple(found)


def _notes(outline: Outline, rules: Sequence[DraftRule]) -> list[str]:
    """What is said of all benefits and must be settled by a person."""
    notes: list[str] = []
    inside = {outline.at(rule.span.start).index for rule in rules}
    for clause in outline.parts("notice", "plan", "annex") if rules else ():
        if clause.index in inside:
            continue
        for sentence in sentences(outline, clause.span):
            words = _words(outline, sentence.start, sentence.end)
            where = _clause(outline, sentence.start) or "正文"
            if surroundings.only_highest(words):
                notes.append(f"{where}规定就高不重复：哪些奖补属于同一事项，请在规则的“就高不重复”组里写明")
            if surroundings.by_who_gains(words):
                notes.append(f"{where}规定谁受益谁兑现：由企业所在县（市、区）承担，各级的比例请在“承担”里写明")
    return list(dict.fromkeys(notes))
