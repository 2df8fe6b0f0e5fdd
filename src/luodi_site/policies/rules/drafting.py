"""Rules as review items: drafted when a document is read, or from one benefit later; which rule a benefit has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from luodi.clauses.model import Outline
from luodi.datasets.from_yaml import catalogue as standard_catalogue
from luodi.formula.fields import DESCRIBED, Catalogue
from luodi.formula.vocabulary import FUNCTIONS
from luodi.policy.in_words import money
from luodi.policy.model import Benefit, Policy
from luodi.policy.rules import funds
from luodi.policy.rules.draft_json import draft_from_json, draft_to_json
from luodi.policy.rules.drafts import DraftBranch, DraftRule, Gap, checked
from luodi.policy.rules.from_benefits import draft_rules
from luodi.policy.rules.model import Fund
from luodi.spans import Span
from luodi_site.policies.frozen import benefit_of, facts_of, mechanism_of
from luodi_site.policies.models import Reading, ReviewItem
from luodi_site.policies.outlines import outline_from_json

Kind, State = ReviewItem.Kind, ReviewItem.State
Placed = tuple[int, int, dict[str, Any]]


@cache
def catalogue() -> Catalogue:
    """The fields that rules of this site may name."""
    return standard_catalogue()


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as the editor offers it: its name, what it is and in which unit, its other names."""

    name: str
    about: str
    also: str


@cache
def field_rows() -> tuple[FieldRow, ...]:
    """All fields of the catalogue and the functions of formulas, for completion."""
    fields = [
        FieldRow(
            one.name,
            "，".join(part for part in (DESCRIBED[one.describes], one.unit, one.definition) if part),
            "、".join(one.also),
        )
        for one in catalogue()
    ]
    return (*fields, *(FieldRow(f"{one.name}(", one.form, one.english) for one in FUNCTIONS))


def placed_rules(policy: Policy, outline: Outline) -> Iterator[Placed]:
    """Start, end and payload of each rule that a policy's benefits became."""
    for rule in draft_rules(policy, outline, catalogue()).rules:
        yield rule.span.start, rule.span.end, draft_to_json(rule)


def draft_of(item: ReviewItem, text_name: str = "") -> DraftRule:
    """The rule of an item, with the gaps that its formulas leave as they stand now."""
    span = Span(text_name, item.start or 0, item.end or 0)
    return checked(draft_from_json(item.payload, rule_id(item), span), catalogue())


def rule_id(item: ReviewItem) -> str:
    return f"rule_{item.pk}"


def funds_of(reading: Reading) -> list[tuple[str, str]]:
    """Id and name, with the budget, of each fund that the document names: what a rule may be paid from."""
    outline = outline_from_json(reading.outline, reading.text, reading.name)
    kept = reading.items.filter(kind=Kind.MECHANISM).exclude(state=State.REJECTED)
    set_aside = [{**one.payload, "start": one.start, "end": one.end} for one in kept if one.start is not None]
    policy = Policy(
        name=reading.name, facts=facts_of(reading.facts),
        mechanisms=tuple(mechanism_of(one, Span(reading.name, one["start"], one["end"])) for one in set_aside),
    )  # fmt: skip
    return [(one.id, _budgeted(one)) for one in funds.named(policy, outline)]


def _budgeted(fund: Fund) -> str:
    if fund.budget is None:
        return fund.name
    return f"{fund.name}（每年{money(Decimal(fund.budget.numerator) / fund.budget.denominator)}）"


def rule_from_benefit(reading: Reading, item: ReviewItem) -> dict[str, Any]:
    """A draft from one benefit as it stands now, edits included; an empty rule where its words give none."""
    outline = outline_from_json(reading.outline, reading.text, reading.name)
    benefit: Benefit = benefit_of(item.payload, Span(reading.name, item.start or 0, item.end or 0))
    policy = Policy(name=reading.name, facts=facts_of(reading.facts), benefits=(benefit,))
    made = draft_rules(policy, outline, catalogue())
    if made.rules:
        return draft_to_json(made.rules[0])
    why = made.unwritten[0].why if made.unwritten else "这一条读不出规则"
    branch = DraftBranch(benefit.condition[:36], benefit.span)
    empty = DraftRule(
        "rule", benefit.condition[:60] or benefit.beneficiary, benefit.span, (branch,), gaps=(Gap(why, benefit.span),)
    )
    return draft_to_json(empty)


def rules_of_benefits(items: Sequence[ReviewItem]) -> dict[int, ReviewItem]:
    """By the number of a benefit, the rule that it went into: the one over the same words."""
    rules = [item for item in items if item.kind == Kind.RULE and item.state != State.REJECTED]
    return {item.pk: rule for item in items if item.kind == Kind.BENEFIT and (rule := _over(item, rules)) is not None}


def _over(benefit: ReviewItem, rules: Sequence[ReviewItem]) -> ReviewItem | None:
    start, end = benefit.start or 0, benefit.end or 0
    holding = [one for one in rules if (one.start or 0) <= start and end <= (one.end or 0)]
    return min(holding, key=lambda one: (one.end or 0) - (one.start or 0), default=None)


def with_open_gaps(payload: dict[str, Any], item: ReviewItem) -> dict[str, Any]:
    """The payload with the gaps that its formulas leave as they are written now."""
    span = Span("", item.start or 0, item.end or 0)
    draft = checked(draft_from_json(payload, rule_id(item), span), catalogue())
    return {**payload, "gaps": draft_to_json(draft)["gaps"]}
