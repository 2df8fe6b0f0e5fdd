"""Drafted rules as a pack: what is whole can run, the rest stands there with what it lacks."""

from __future__ import annotations

from dataclasses import replace

from luodi.formula.fields import Catalogue
from luodi.policy.model import DocumentFacts
from luodi.policy.rules.drafts import DraftRule, Drafts, to_rule
from luodi.policy.rules.model import HighestOnly, Rules, Source


def pack_of(drafts: Drafts, facts: DocumentFacts, catalogue: Catalogue, name: str = "draft") -> Rules:
    """The pack of one document. ``name`` is its short name in small letters; notes tell what became no rule."""
    document = facts.number or facts.title or ""
    funds = {one.id for one in drafts.funds}
    rules = tuple(to_rule(_within(one, funds), catalogue, document) for one in drafts.rules)
    known = {one.id for one in drafts.groups}
    groups = dict.fromkeys(rule.group for rule in rules if rule.group and rule.group not in known)
    unwritten = [f"未写成规则：第{one.benefit + 1}项奖补，{one.why}" for one in drafts.unwritten]
    running = {rule.id for rule in rules}
    return Rules(
        name=name,
        title=facts.title or name,
        catalogue=catalogue,
        benefits=rules,
        funds=tuple(replace(one, source=replace(one.source, document=document)) for one in drafts.funds),
        groups=(*drafts.groups, *(HighestOnly(id, "就高不重复") for id in groups)),
        ceilings=tuple(
            replace(one, source=replace(one.source, document=document))
            for one in drafts.ceilings
            if set(one.benefits) <= running
        ),
        source=Source(document),
        region=facts.jurisdiction or "",
        notes=(*drafts.notes, *unwritten),
    )


def _within(rule: DraftRule, funds: set[str]) -> DraftRule:
    """A fund that the pack does not have is none to pay from."""
    return rule if rule.fund in funds else replace(rule, fund=None)
